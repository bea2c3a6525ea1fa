"""Since when somebody comes, as people type it: a year, a month, or a whole day of the past.

2009        Mar 2019 · March 2019 · 2019-03        12 Mar 2019, yesterday and the other days of `parse_days`
"""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store.record import Record
from . import days, parse_days
from .grammar.words import MONTH_OF, is_number, is_year, words_of
from .parse_days import FIRST_YEAR

HINT = "write 2009, Mar 2019 or 18 Mar 2019"


class Since(Record):
    """The day since which something is so, and how much of it was said.

    Shape: `said` is days.YEAR or days.MONTH where no more was said, and `day` is the first of it; else it is none.
    """

    day: dt.date
    said: str | None


def since(text: str, today: dt.date, order: str | None = None) -> Since:
    """Return since when something is so; `order` is how the shop reads 11/12.

    Raises: Refused where the words are no year, month or day, or could be two, or it is still to come or before 1900.
    """
    alone = _year_or_month(text)
    if alone is None:
        return Since(_whole_day(text, today, order), None)
    year, month = alone
    if year < FIRST_YEAR:
        raise Refused(f"{text.strip()} is before {FIRST_YEAR}.", HINT)
    if month is not None and not 1 <= month <= len(days.MONTHS):
        raise Refused(f"There is no month {text.strip()}.", HINT)
    found = Since(dt.date(year, month or 1, 1), days.MONTH if month else days.YEAR)
    if found.day > today:
        raise Refused(f"{days.since(found.day, found.said, today)} is still to come.", HINT)
    return found


def _year_or_month(text: str) -> tuple[int, int | None] | None:
    """Return the year, and the month where one is said; none where the words are neither."""
    typed = words_of(text)
    match typed[0].split("-") if len(typed) == 1 else typed:
        case [year] if is_year(year):
            return int(year), None
        case [year, month] if len(typed) == 1 and is_year(year) and len(month) == 2 and is_number(month):
            return int(year), int(month)
        case [month, year] if len(typed) == 2 and month in MONTH_OF and is_year(year):
            return int(year), MONTH_OF[month]
    return None


def _whole_day(text: str, today: dt.date, order: str | None) -> dt.date:
    try:
        return parse_days.past(text, today, order)
    except parse_days.NotADay as refusal:
        raise Refused(refusal.sentence, HINT) from None
