"""shop start, join, upgrade and leave: a shop is founded, joined or left, and its server is brought up to date."""

from __future__ import annotations

import os
import time

from ....domain.language.counts import people
from ....domain.tills import founding
from ....errors import Refused
from ....store.lost import StoreGone
from ....store.open import is_absent
from ....store.shop.shared import Shared
from ...terminal import streams
from ...terminal.till import Till
from . import tills_shown
from .sending import shared

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from typing import Any

STAYS = "the server does not know, so till {0} stays in its list: oc shop leave {0} at another till takes it out"
SAID_EVERY = 2.0  # seconds


def start(till: Till, place: str) -> None:
    """Found a shop on a server: what this store has is handed over, and this till is its first.

    Raises: Refused where the till is in a shop already.
    """
    store = None if is_absent(till.path) else till.open()
    if isinstance(store, Shared):
        raise Refused(founding.IS_IN.format(store.copy.service), "oc shop")
    made = founding.found(lambda: till.open(make=True), till.path, place)
    streams.out(f"The shop “{made.service}” has {people(made.people)} now, and this is till {made.number}.")
    for step in founding.steps(made.service):
        streams.say(till.typed(step))


def join(till: Till, place: str, *, yes: bool) -> None:
    """Fetch a copy of a shop into a new store, or anew into that of this till: it is one more till of the shop.

    Raises: Refused where the store has people of its own, or the till is in the shop and nobody says yes; NewerStore
    where the server has another schema.
    """
    if _is_absent(till.path):
        made = founding.join(till.path, place, till.moment().today, streams.say, _progress(till))
    else:
        store = till.open()
        if isinstance(store, Shared):
            store.is_told = True  # of which moment the copy was before
        made = founding.join_over(store, place, till.moment().today, _progress(till), again=yes)
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


def leave(till: Till, *, yes: bool) -> None:
    """Leave the shop, and erase this till's copy of it.

    Raises: Refused where something waits, or nobody says yes.
    """
    store = shared(till)
    founding.check_nothing_waits(store)
    if not yes and not (till.interactive and _agrees(store)):
        raise Refused("This till stays in the shop.", "" if till.interactive else "oc shop leave --yes")
    service, number, path = store.copy.service, store.copy.number, store.path
    is_known = founding.leave(store)
    till.opened.remove(store)
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
    gone = founding.to_take_out(store, number)
    if not yes and not (till.interactive and _agrees_to_part(gone, till.moment().today)):
        raise Refused(f"Till {number} stays in the shop.", "" if till.interactive else f"oc shop leave {number} --yes")
    founding.take_out(store, number)
    streams.out(f"Till {number} is out of the shop.")


def _agrees(store: Shared) -> bool:
    """Say what is lost where this till leaves, and ask."""
    if not store.server:
        streams.say("The server does not answer, so that this may be all there is.")
    for entry in store.outbox.set_aside():
        streams.say(f"Lost with it, as the shop did not take it: {tills_shown.refused(store, entry)}")
    older = len(founding.copies(store.path)) // 2
    and_older = f" and {older} older {'copy' if older == 1 else 'copies'} of it" if older else ""
    return streams.agrees(f"Leave the shop, and erase its customers{and_older} from this till?")


def _agrees_to_part(gone: dict[str, Any], today: dt.date) -> bool:
    streams.say("What waits at that till is not sent any more.")
    called = f"{gone['name']}, {tills_shown.wrote(gone, today)}"
    return streams.agrees(f"Take till {gone['number']} ({called}) out of the shop?")
