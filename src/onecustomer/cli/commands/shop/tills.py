"""shop: several tills, one shop: a server is founded or joined, what waits is sent, the shop is left."""

from __future__ import annotations

import os
import time

from ....domain.language.counts import people
from ....domain.tills import founding, sending
from ....errors import Refused, StoreError, Usage
from ....store.lost import StoreGone
from ....store.open import is_absent
from ....store.paths import demo_store
from ....store.shop.shared import Shared
from ...terminal import streams
from ...terminal.till import Till
from . import tills_shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

ACTIONS = ("start", "join", "send", "leave", "upgrade")
NEEDS_ADDRESS = ("start", "join")
ALONE = ("send", "leave")
STAYS = "the server does not know, so till {0} stays in its list: oc shop leave {0} at another till takes it out"
SAID_EVERY = 2.0  # seconds


def act(till: Till, action: str | None, place: str | None, *, yes: bool, as_json: bool) -> None:
    """Do what is asked of the shop, or show how this till stands to it.

    Raises: Usage where the words are none of these.
    """
    if action in NEEDS_ADDRESS and till.given == demo_store():
        raise Refused("The demo is never shared.", "leave out the word demo")
    if action is None:
        tills_shown.show(till, as_json=as_json)
        return
    if action not in ACTIONS:
        raise Usage(f"“{action}” is nothing that oc shop does.", f"it does {', '.join(ACTIONS)}: oc help shop")
    if as_json:
        raise Usage("--json is for oc shop alone.", "leave it out")
    if place is None and action in NEEDS_ADDRESS:
        raise Usage(f"oc shop {action} needs to know the server.", f"oc shop {action} service=NAME")
    if action == "leave" and place is not None and place.isdecimal():
        take_out(till, int(place), yes=yes)
        return
    if place is not None and action in ALONE:
        raise Usage(f"oc shop {action} takes no address.", f"oc shop {action}")
    if action == "start":
        start(till, place or "")
    elif action == "join":
        join(till, place or "")
    elif action == "upgrade":
        upgrade(till, place)
    elif action == "send":
        send(till)
    else:
        leave(till, yes=yes)


def start(till: Till, place: str) -> None:
    """Found a shop on a server: what this store has is handed over, and this till is its first.

    Raises: Refused where the till is in a shop already.
    """
    store = None if is_absent(till.path) else till.open()
    if isinstance(store, Shared):
        raise Refused(f"This till is in the shop “{store.copy.service}” already.", "oc shop")
    made = founding.found(lambda: till.open(make=True), till.path, place)
    streams.out(f"The shop “{made.service}” has {people(made.people)} now, and this is till {made.number}.")
    for step in founding.steps(made.service):
        streams.say(till.typed(step))


def join(till: Till, place: str) -> None:
    """Fetch a copy of a shop into a new store, or anew into that of this till: it is one more till of the shop.

    Raises: Refused where the store has people of its own; NewerStore where the server has another schema.
    """
    if _is_absent(till.path):
        made = founding.join(till.path, place, streams.say, _progress(till))
    else:
        store = till.open()
        made = founding.join_over(store, place, _progress(till))
    streams.out(f"The shop “{made.service}” is here: {people(made.people)}; this is till {made.number}.")
    waits = len(till.opened[-1].outbox.waiting()) if till.opened and isinstance(till.opened[-1], Shared) else 0
    if waits:
        streams.say(till.typed(f"{waits} of what was noted here is still to be sent: oc shop send"))


def _is_absent(path: str) -> bool:
    """Tell whether no store is there; one that is gone was moved away on purpose, or is a copy to be fetched again."""
    try:
        return is_absent(path)
    except StoreGone:
        return True


def _progress(till: Till) -> Callable[[int, int], None]:
    """Return what says at a terminal, every other second, how much is here."""
    said = time.monotonic()

    def say(rows: int, all_rows: int) -> None:
        nonlocal said
        if till.interactive and time.monotonic() - said > SAID_EVERY:
            said = time.monotonic()
            streams.say(f"Fetching the shop: {100 * rows // all_rows} %")

    return say


def upgrade(till: Till, place: str | None) -> None:
    """Bring a shop's server to this program's schema.

    Raises: Refused; NewerStore where the server's is newer.
    """
    named = place or f"service={shared(till).copy.service}"
    before, after = founding.upgrade(named, till.path)
    changed = before != after
    streams.out(f"The shop has schema {after} now." if changed else f"The shop has schema {after} already.")
    if changed:
        streams.say(f"each till needs this onecustomer too: one that writes schema {before} only reads till then")


def shared(till: Till) -> Shared:
    """Return this till's copy of its shop.

    Raises: Refused where the till is in no shop.
    """
    store = till.open()
    if not isinstance(store, Shared):
        raise Refused("This till is in no shop of several tills.", tills_shown.WAYS)
    return store


def send(till: Till) -> None:
    """Send all that waits, and take in all that other tills wrote.

    Raises: StoreError where the server is away.
    """
    founding.ask_again(till.path)
    store = shared(till)
    if store.refusal:
        raise store.refusal
    if store.server:
        sending.send(store, sending.ALL)
        store.catch_up()
    waits = len(store.outbox.waiting())
    if store.server is None:
        kept = _kept(store)
        left = f" {_still(kept)}" if kept else ""
        store.is_told, reason = True, (store.away or "").rstrip(".")
        raise StoreError(f"Nothing was sent: {reason}.{left}", _what_helps(store))
    if till.interactive:
        from . import entering

        if entering.settle(store, [(entry, tills_shown.refused(store, entry)) for entry in store.outbox.set_aside()]):
            sending.send(store, sending.ALL)
        entering.enter(till, store)
    aside, drafts = len(store.outbox.set_aside()), len(store.outbox.drafts())
    if drafts:
        streams.say(till.typed(f"{drafts} to be added: oc shop send at a terminal, as it asks whether they are here"))
    if aside:
        streams.say(till.typed(f"{aside} could not be kept: oc shop shows what, and why"))
    streams.out(_still(waits) if waits else _done(aside + drafts))


def _done(left: int) -> str:
    return f"All is fetched, and all but {left} is sent." if left else "All is sent, and all is fetched."


def _what_helps(store: Shared) -> str:
    """Return what is to be done so that things are sent: to wait helps only where the way to the server failed."""
    if store.why is None or getattr(store.why, "by_network", False):
        return "it goes by itself once the server answers"
    return store.why.hint


def _still(waits: int) -> str:
    return "1 thing waits." if waits == 1 else f"{waits} things wait."


def leave(till: Till, *, yes: bool) -> None:
    """Leave the shop, and erase this till's copy of it.

    Raises: Refused where something waits, or nobody says yes.
    """
    store = shared(till)
    _check_nothing_waits(store)
    if not yes and not (till.interactive and streams.agrees(_question(store))):
        raise Refused("This till stays in the shop.", "oc shop leave --yes")
    _check_nothing_waits(store)  # another terminal may have noted something while it was asked
    service, number, path = store.copy.service, store.copy.number, store.path
    till.opened.remove(store)
    is_known = founding.leave(store)
    streams.out(f"This till has left the shop “{service}”, and its copy is erased: {os.path.basename(path)}")
    if not is_known:
        streams.say(till.typed(STAYS.format(number)))


def take_out(till: Till, number: int, *, yes: bool) -> None:
    """Take another till out of the shop, which is gone or joined anew.

    Raises: Refused where it is this one, where this till's role may not, or nobody says yes; StoreError.
    """
    store = shared(till)
    if number == store.copy.number:
        raise Refused(f"Till {number} is this one.", "oc shop leave")
    question = f"Take till {number} out of the shop? What waits there is not sent any more."
    if not yes and not (till.interactive and streams.agrees(question)):
        raise Refused(f"Till {number} stays in the shop.", f"oc shop leave {number} --yes")
    if not founding.take_out(store, number):
        raise Refused(f"This till may not take till {number} out.", "at the owner's till it can be done, or there")
    streams.out(f"Till {number} is out of the shop.")


def _check_nothing_waits(store: Shared) -> None:
    waits = _kept(store)
    if waits:
        what = "1 thing that was noted here is" if waits == 1 else f"{waits} things that were noted here are"
        raise Refused(f"{what} not in the shop yet.", "oc shop shows them, oc shop send sends them; then oc shop leave")


def _kept(store: Shared) -> int:
    """Return how much is kept here that is not in the shop yet, drafts of new customers too."""
    return sum(entry.reason is None for entry in store.outbox.all())


def _question(store: Shared) -> str:
    older = len(founding.copies(store.path)) // 2
    and_older = f" and {older} older {'copy' if older == 1 else 'copies'} of it" if older else ""
    refused = [tills_shown.refused(store, entry).rstrip(".") for entry in store.outbox.set_aside()]
    also = f", with what the shop could not take ({'; '.join(refused)})" if refused else ""
    away = "" if store.server else "The server does not answer, so that this may be all there is. "
    return f"{away}Leave the shop, and erase its customers{and_older} from this till{also}?"
