"""The rhythms of people who are new: a day or two is all that is known of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .. import kinds
from ..database.connection import Store
from ..rhythm import FEWEST, LATEST, gap, ordinal
from ..rows import Rhythm
from . import inserts

COLUMNS = ("customer_id", "first_day", "last_day", "gap", "measured", "lost")
MOST_REMEMBERED = 20_000  # days

Known = tuple[int, str | None, Sequence[str]]
"""A newcomer's number, since when they come (ISO), and the days of their visits (ISO)."""

Row = tuple[int, int, int, int | None, int, int]


def put(store: Store, people: Iterable[Known], today: dt.date) -> None:
    """Write the rhythms of people who were added today and have none yet."""
    day = today.toordinal()
    values = [value for one in people for value in _row(*one, day)]
    inserts.insert(store, Rhythm.insert(COLUMNS), len(COLUMNS), values)


def _row(number: int, since: str | None, visits: Sequence[str], today: int) -> Row:
    until = today + kinds.DAYS_AHEAD
    days = sorted({day for said in visits if 0 < (day := _ordinal(said)) <= until})
    first = last = today
    if since and 0 < (day := _ordinal(since)) <= until:
        first, last = min(day, today), max(day, today)
    if days:
        first, last = min(first, days[0]), days[-1]
    if len(days) < FEWEST:
        return number, first, last, None, 0, 0
    return number, first, last, gap(days[-LATEST:]), 1, 0


_ordinal = lru_cache(MOST_REMEMBERED)(ordinal)
