"""Periods of months or days: how long something is kept, and up to which day it is past."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store.record import Record
from ..language.days import is_leap

MONTH, DAY = "month", "day"
UNITS = {
    **dict.fromkeys(("d", "day", "days"), (DAY, 1)),
    **dict.fromkeys(("w", "week", "weeks"), (DAY, 7)),
    **dict.fromkeys(("m", "month", "months"), (MONTH, 1)),
    **dict.fromkeys(("y", "year", "years"), (MONTH, 12)),
}
"""What is typed behind a number, and how many of which unit it is."""
MOST = {MONTH: 240, DAY: 7_300}  # twenty years
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Period(Record):
    """So many months or days."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    def after(self, day: dt.date) -> dt.date:
        """Return the last day of the period that begins on a day; a month that lacks it ends it on its own last day.

        Shape: 24 months after 29 Feb 2024 is 28 Feb 2026.
        """
        if self.unit == DAY:
            return day + dt.timedelta(days=self.count)
        months = day.year * 12 + day.month - 1 + self.count
        year, month = divmod(months, 12)
        return dt.date(year, month + 1, min(day.day, _length(year, month)))

    def past(self, today: dt.date) -> dt.date:
        """Return the latest day whose period is over today: its last day was yesterday."""
        if self.unit == DAY:
            return today - dt.timedelta(days=self.count + 1)
        months = today.year * 12 + today.month - 1 - self.count
        year, month = divmod(months, 12)
        day = dt.date(year, month + 1, min(today.day, _length(year, month)))
        while self.after(day) >= today:
            day -= dt.timedelta(days=1)
        return day


def _length(year: int, month: int) -> int:
    """Return how many days a month has, counted from 0."""
    return 29 if month == 1 and is_leap(year) else LENGTHS[month]


def typed(text: str, unit: str) -> Period:
    """Return the period that a person types: 24, 24m, "24 months", "2 years", 30d; a bare number is of this unit.

    Raises: Refused where it is none, or is none between one and twenty years.
    """
    words = text.casefold().split()
    number, said = words if len(words) == 2 else _apart("".join(words))
    named, times = UNITS.get(said or unit, ("", 0))
    if not (number.isascii() and number.isdecimal() and named) or len(words) > 2:
        raise Refused(f"“{text.strip()}” is not a period that I understand.", "write 24 months, 2 years or 30 days")
    count = int(number[:6]) * times
    if not 0 < count <= MOST[named]:
        raise Refused(f"“{text.strip()}” is not between a day and twenty years.", "1 day to 20 years")
    return Period(count, named)


def _apart(word: str) -> tuple[str, str]:
    """Return the digits in front of a word, and the letters behind them."""
    letters = word.lstrip("0123456789")
    return word[: len(word) - len(letters)], letters
