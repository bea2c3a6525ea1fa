"""What a command at a till of a shop begins and ends with."""

from __future__ import annotations

import datetime as dt
import time

from ...errors import StoreError
from ...store.counter import read
from ...store.shop.link import state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ...store.database.connection import Store
    from ...store.shop.outbox import Entry
    from ...store.shop.shared import Shared

REGION = "region"  # as domain.finding.keys calls that setting, which is not loaded for it
NAME_OF = "SELECT name FROM customer WHERE key = ?"
AT_A_COMMAND = 50  # entries of the outbox that a command sends


def begin(store: Shared, today: dt.date) -> None:
    """Ask the server: take in what other tills wrote, and send what waits."""
    region = read.setting(store, REGION)

    def made_anew(copy: Store, customers: Collection[int]) -> None:
        nonlocal region
        from ...store import rhythm  # most commands find nothing new
        from ..finding import renew

        if read.setting(copy, REGION) != region:  # of which every telephone is written
            region = read.setting(copy, REGION)
            renew.everybody(copy)
        else:
            renew.some(copy, customers)
        for number in sorted(customers):
            rhythm.renew(copy, number, today)

    def all_anew(copy: Store) -> None:
        from ..finding import renew

        renew.everybody(copy)

    def note_drafts(customers: Collection[str]) -> None:
        from . import drafted_of  # hardly ever is anybody erased

        drafted_of.note(store, customers)

    store.today, store.renew, store.everybody, store.note_drafts = today, made_anew, all_anew, note_drafts
    store.send = lambda: send(store)
    store.finish = None  # an erasure that was cut short is finished after the output
    kept = _what_is_kept(store)
    store.connect()
    store.take()
    if store.server is None or store.refusal:
        return
    if state.read(store.path).unsure:
        settle(store)
    if not store.behind and any(entry.waits for entry in kept):
        send(store, AT_A_COMMAND)


def _what_is_kept(store: Shared) -> list[Entry]:
    """Return what is kept here; where it cannot be read, go on without it."""
    try:
        return store.outbox.all()
    except StoreError as error:
        from . import unreadable

        unreadable.set_aside(store, error)
        return []


def send(store: Shared, *most: int) -> None:
    """Send what waits, or so much of it."""
    from . import sending  # most commands find nothing that waits

    sending.send(store, *most)


def settle(store: Shared) -> None:
    """Say which writes were kept of which nobody knew, as soon as the server knows and no other terminal writes."""
    from ...store.database.connection import IMMEDIATE
    from ...store.shop.link.server import AT_THE_COUNTER
    from ...store.shop.taking import Busy, Glimpse
    from ...store.shop.turn import were_kept

    try:
        with Glimpse(store, IMMEDIATE):
            unsure = state.read(store.path).unsure
            kept = were_kept(store, [one.key for one in unsure], AT_THE_COUNTER) if unsure else []
            if not kept:
                return
            state.settle(store.path)
    except (Busy, OSError):
        return
    for one, is_there in zip(unsure, kept, strict=True):
        hour, minute = time.localtime(one.at)[3:5]
        name = store.value(NAME_OF, (one.whose,))  # none of somebody who is not in the shop, or is no more
        about, verb = f" about {name}" if name else "", f" ({one.words})" if one.words else ""
        what = f"What was written{about} at {hour:02}:{minute:02}{verb}"
        store.tell(f"{what} is in the shop." if is_there else f"{what} did not reach the shop: type it again.")
