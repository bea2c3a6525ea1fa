"""The one word by which a stranger was found: said after a card that came unasked."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ..language import days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ...store.rows import Customer

LONG = 365  # days since the last visit, from which somebody may be a stranger of the same name


class FoundBy(Record):
    """The one word by which somebody was found, and the day (ISO) of their last visit; none where there was none."""

    word: str
    last_day: str | None


def find(store: Store, query: str, person: Customer, today: dt.date) -> FoundBy | None:
    """Return what somebody was found by, where it is a single word and they were not here for a year, or never."""
    if len(query.split()) != 1 or not any(map(str.isalpha, query)):
        return None
    visits = read.of_kind(store, person.id, kinds.VISIT, ahead=days.ahead(today))
    last = visits[0].day if visits else None
    if last and (today - days.of_iso(last)).days < LONG:
        return None
    return FoundBy(query.strip(), last)
