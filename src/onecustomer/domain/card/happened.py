"""What happened with a customer: what stays on the card until their next visit, and what came last."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ..language import days
from ..shop import styles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ...store.database.connection import Store
    from ...store.rows import Interaction

MOST_BROKEN = 9  # promises not kept since the last visit that are looked for


class Happened(Record):
    """An entry, and what it ended; none where it ended nothing."""

    entry: Interaction
    about: Interaction | None


def then(store: Store, customer_id: int, last_visit: str, today: dt.date) -> Interaction | None:
    """Return the entry that says why the customer was upset, at the last visit (ISO day, or empty) or since.

    Shape: of today it is none, as today's style says it.
    """
    return read.styled(store, customer_id, styles.UPSET, last_visit, today.isoformat())


def broken(store: Store, customer_id: int, last_visit: str, today: dt.date) -> list[Happened]:
    """Return the promises that were not kept at the last visit (ISO day, or empty) or since, latest first."""
    ahead = days.ahead(today)
    endings = read.of_kind(store, customer_id, kinds.BROKEN, MOST_BROKEN, ahead=ahead)
    return [_happened(store, entry) for entry in endings if entry.day >= last_visit]


def job(store: Store, customer_id: int, last_visit: str, today: dt.date) -> Interaction | None:
    """Return the entry that says what they work at now, where they were not here since that changed."""
    changes = read.of_kind(store, customer_id, kinds.JOB, ahead=today.isoformat())
    return changes[0] if changes and changes[0].day >= last_visit else None


def last(store: Store, customer_id: int, most: int, said: Collection[int], today: dt.date) -> list[Happened]:
    """Return so many of the last entries that say something.

    Shape: none of those that the card has said already, by their numbers, and none that another of them ended.
    """
    read_most = 2 * most + len(said)
    entries = read.last(store, customer_id, kinds.UNSAID, read_most, days.ahead(today))
    found = [_happened(store, entry) for entry in entries if entry.id not in said]
    ended = {one.about.id for one in found if one.about}
    return [one for one in found if one.entry.id not in ended][:most]


def _happened(store: Store, entry: Interaction) -> Happened:
    return Happened(entry, read.interaction(store, entry.about_id) if entry.about_id else None)
