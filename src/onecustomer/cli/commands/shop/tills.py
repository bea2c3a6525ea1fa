"""shop: several tills, one shop: what is asked of it is done, and each part loads only what it needs."""

from __future__ import annotations

from ....errors import Refused, Usage
from ....store.checks.in_a_shop import is_in_a_shop
from ....store.paths import demo_store
from ...terminal import streams
from ...terminal.till import Till

ACTIONS = ("start", "join", "send", "leave", "upgrade")
NEEDS_ADDRESS = ("start", "join")
TO_SEND = "Stopped: what is not sent stays at this till; oc shop send goes on."
IN_NONE = "Stopped: this till is in no shop; the same command begins anew."
IN_ONE = "Stopped: oc shop shows how this till stands."


def act(till: Till, action: str | None, place: str | None, *, yes: bool, as_json: bool) -> None:
    """Do what is asked of the shop, or show how this till stands to it.

    Raises: Usage where the words are none of these.
    """
    if action and till.given == demo_store():
        raise Refused("The demo is never shared.", "leave out the word demo")
    if action is None:
        from . import tills_shown

        tills_shown.show(till, as_json=as_json)
        return
    if action not in ACTIONS:
        raise Usage(f"“{action}” is nothing that oc shop does.", f"it does {', '.join(ACTIONS)}: oc help shop")
    if as_json:
        raise Usage("--json is for oc shop alone.", "leave it out")
    if place is None and action in NEEDS_ADDRESS:
        raise Usage(f"oc shop {action} needs to know the server.", f"oc shop {action} service=NAME")
    if place is not None and action == "leave" and not place.isdecimal():
        raise Usage("oc shop leave takes a till's number, or nothing.", "oc shop lists them")
    if place is not None and action == "send":
        raise Usage("oc shop send takes no address.", "oc shop send")
    try:
        _do(till, action, place, yes=yes)
    except KeyboardInterrupt:
        streams.say(till.typed(TO_SEND if action == "send" else IN_ONE if is_in_a_shop(till.path) else IN_NONE))
        raise


def _do(till: Till, action: str, place: str | None, *, yes: bool) -> None:
    if action == "send":
        from . import sending

        sending.send(till)
        return
    from . import joining  # loads what makes a server's schema

    if action == "start":
        joining.start(till, place or "")
    elif action == "join":
        joining.join(till, place or "", yes=yes)
    elif action == "upgrade":
        joining.upgrade(till, place)
    elif place is not None:
        joining.take_out(till, int(place), yes=yes)
    else:
        joining.leave(till, yes=yes)
