"""What a command at a till of a shop begins and ends with."""

from __future__ import annotations

import datetime as dt
import time

from ...store import rhythm
from ...store.counter import read
from ...store.shop.link import state
from ...store.shop.link.server import AT_THE_COUNTER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ...store.database.connection import Store
    from ...store.shop.shared import Shared

REGION = "region"  # as domain.finding.keys calls that setting, which is not loaded for it
AT_A_COMMAND = 50  # entries of the outbox that a command sends


def begin(store: Shared, today: dt.date) -> None:
    """Ask the server: take in what other tills wrote, and send what waits."""
    region = read.setting(store, REGION)

    def made_anew(copy: Store, customers: Collection[int]) -> None:
        nonlocal region
        from ..finding import renew  # most commands find nothing new

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

    store.renew, store.everybody = made_anew, all_anew
    store.send = lambda: send(store)
    store.finish = None  # an erasure that was cut short is finished after the output
    store.connect()
    store.take()
    if store.server is None or store.refusal:
        return
    if state.read(store.path).unsure:
        settle(store)
    if store.outbox.waiting():
        send(store, AT_A_COMMAND)


def send(store: Shared, *most: int) -> None:
    """Send what waits, or so much of it."""
    from . import sending  # most commands find nothing that waits

    sending.send(store, *most)


def settle(store: Shared) -> None:
    """Say whether a write was kept of which nobody knew, as soon as the server knows and no other terminal writes."""
    from ...store.database.connection import IMMEDIATE
    from ...store.shop.taking import Busy, Glimpse
    from ...store.shop.turn import was_kept

    try:
        with Glimpse(store, IMMEDIATE):
            unsure = state.read(store.path).unsure
            kept = was_kept(store, unsure.key, AT_THE_COUNTER) if unsure else None
            if unsure is None or kept is None:
                return
            state.settle(store.path)
    except (Busy, OSError):
        return
    hour, minute = time.localtime(unsure.at)[3:5]
    what = f"What was written at {hour:02}:{minute:02}{f' ({unsure.words})' if unsure.words else ''}"
    store.tell(f"{what} is in the shop." if kept else f"{what} did not reach the shop: type it again.")
