"""The one word by which a stranger was found: said after a card that came unasked."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ..language import days, names

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
    """Return the single word by which somebody was found who was not here for a year, or is our boss by it."""
    if len(query.split()) != 1 or not any(map(str.isalpha, query)):
        return None
    visits = read.of_kind(store, person.id, kinds.VISIT, ahead=days.ahead(today))
    last = visits[0].day if visits else None
    is_lately = last is not None and (today - days.of_iso(last)).days < LONG
    return None if is_lately and not _is_relation(query, person) else FoundBy(query.strip(), last)


def _is_relation(query: str, person: Customer) -> bool:
    """Tell whether a word says what somebody is to us, and begins no word of their name."""
    (word, *_) = names.fold(query)
    is_name = any(other.startswith(word) for other in names.fold(person.name))
    return word in names.fold(person.relation or "") and not is_name
