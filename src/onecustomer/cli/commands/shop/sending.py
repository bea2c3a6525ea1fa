"""shop send: what waits at this till is sent, all is fetched, and what only somebody here can say is asked."""

from __future__ import annotations

from ....domain.tills import sending
from ....errors import Refused, StoreError
from ....store.shop.link import hosts
from ....store.shop.shared import Shared
from ...terminal import streams
from ...terminal.till import Till
from . import tills_shown


def send(till: Till) -> None:
    """Send all that waits, and take in all that other tills wrote.

    Raises: StoreError where the server is away.
    """
    hosts.let_in(till.path)
    store = shared(till)
    store.ask_again()
    if store.refusal:
        raise store.refusal
    if store.server:
        store.catch_up()
        sending.send(store, sending.ALL)
    waits = len(store.outbox.waiting())
    if store.server is None:
        drafts = len(store.outbox.drafts())
        said = [f"Nothing was sent: {(store.away or '').rstrip('.')}."]
        said += [_still(waits)] * bool(waits) + [f"{drafts} to be added."] * bool(drafts)
        store.is_told = True
        raise StoreError(" ".join(said), _what_helps(store, waits, drafts))
    if till.interactive:
        from . import entering

        if entering.settle(store, [(entry, tills_shown.refused(store, entry)) for entry in store.outbox.set_aside()]):
            sending.send(store, sending.ALL)
        entering.enter(till, store)
    aside, drafts = len(store.outbox.set_aside()), len(store.outbox.drafts())
    if drafts:
        asks = "asks again" if till.interactive else "at a terminal, as it asks whether they are here"
        streams.say(till.typed(f"{drafts} to be added: oc shop send {asks}"))
    if aside:
        streams.say(till.typed(f"{aside} could not be kept: oc shop shows what, and why"))
    streams.out(_still(waits) if waits else _done(aside + drafts))


def _done(left: int) -> str:
    return f"All is fetched, and all but {left} is sent." if left else "All is sent, and all is fetched."


def _what_helps(store: Shared, waits: int, drafts: int) -> str:
    """Return what is to be done so that things are sent: to wait helps only where the way to the server failed."""
    if store.why is not None and not getattr(store.why, "by_network", False):
        return store.why.hint
    by_command = "what waits goes with the next command here once the server answers"
    asked = "once the server answers: oc shop send"
    return "\n".join([by_command] * bool(waits) + [asked] * (bool(drafts) or not waits))


def _still(waits: int) -> str:
    return "1 thing waits." if waits == 1 else f"{waits} things wait."


def shared(till: Till) -> Shared:
    """Return this till's copy of its shop.

    Raises: Refused where the till is in no shop.
    """
    store = till.open()
    if not isinstance(store, Shared):
        raise Refused("This till is in no shop of several tills.", tills_shown.WAYS)
    return store
