"""What happened with a customer: what stays on the card until their next visit, and what came last."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ..language import days
from ..shop import styles
from ..timeline import open_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ...store.database.connection import Store
    from ...store.rows import Interaction

MOST_BROKEN = 9  # promises not kept since the last visit that are looked for


class Event(Record):
    """An entry, what it ended, none where it ended nothing, and whether that is a promise that was kept late."""

    entry: Interaction
    about: Interaction | None
    is_late: bool


def then(store: Store, customer_id: int, last_visit: str, said: Collection[int], today: dt.date) -> Interaction | None:
    """Return the last entry that says why the customer was upset, at the last visit (ISO day, or empty) or since.

    Shape: none of today, as today's style says it, and none of those that the card says, by their numbers.
    """
    found = read.styled(store, customer_id, styles.UPSET, last_visit, today.isoformat())
    return next((entry for entry in found if entry.id not in said), None)


def broken(store: Store, customer_id: int, last_visit: str, today: dt.date) -> list[Event]:
    """Return the promises that were not kept at the last visit (ISO day, or empty) or since, latest first."""
    ahead = days.ahead(today)
    endings = read.of_kind(store, customer_id, kinds.BROKEN, MOST_BROKEN, ahead=ahead)
    return [_event(store, entry) for entry in endings if entry.day >= last_visit]


def job(store: Store, customer_id: int, last_visit: str, today: dt.date) -> Interaction | None:
    """Return the entry that says what they work at now, where they were not here since; of today it is none yet."""
    changes = read.of_kind(store, customer_id, kinds.JOB, ahead=days.ahead(today))
    return changes[0] if changes and last_visit <= changes[0].day < today.isoformat() else None


def last(store: Store, customer_id: int, most: int, said: Collection[int], today: dt.date) -> list[Event]:
    """Return so many of the last entries that say something.

    Shape: none of those that the card says, by their numbers, and none that another of them ended.
    """
    found: list[Event] = []
    for entry in read.last(store, customer_id, kinds.UNSAID, 2 * most + len(said), days.ahead(today)):
        is_ended = any(one.about and one.about.id == entry.id for one in found)
        if len(found) < most and entry.id not in said and not is_ended:
            found.append(_event(store, entry))
    return found


def _event(store: Store, entry: Interaction) -> Event:
    about = read.interaction(store, entry.about_id) if entry.about_id else None
    return Event(entry, about, open_items.was_late(store, entry, about))
