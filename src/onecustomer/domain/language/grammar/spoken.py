"""Days as people speak of them from where they stand: Friday, tomorrow, in two weeks, end of month.

A week runs from Monday to Sunday, for "next friday" as for "end of week".
"""

from __future__ import annotations

import datetime as dt

from ....errors import Refused
from ..days import full, is_leap
from .words import WEEKDAY_OF, number_of

BACK = -1
DAYS_IN = {"day": 1, "days": 1, "week": 7, "weeks": 7}
MONTHS_IN = {"month": 1, "months": 1, "year": 12, "years": 12}


def by_weekday(typed: list[str], text: str, today: dt.date, way: int) -> dt.date | None:
    """Return the day that a weekday says, the nearest from today, 1 forward or -1 back, and never today.

    Raises: Refused for "this friday" on a Friday, and back on any day; OverflowError beyond the calendar.
    """
    match typed:
        case [name] if name in WEEKDAY_OF:
            return _nearest(WEEKDAY_OF[name], today, way)
        case ["last", name] if name in WEEKDAY_OF:
            return _nearest(WEEKDAY_OF[name], today, BACK)
        case ["this", name] if name in WEEKDAY_OF:
            nearest = _nearest(WEEKDAY_OF[name], today, way)
            if nearest.weekday() == today.weekday():
                raise either(text, today, nearest)
            if way == BACK:
                coming = full(nearest + dt.timedelta(days=7))
                raise Refused(f"{coming} is still to come.", f"write {full(nearest)[4:]}, or last {name}")
            return nearest
        case ["next", name] if name in WEEKDAY_OF:
            return today + dt.timedelta(days=7 - today.weekday() + WEEKDAY_OF[name])
    return None


def _nearest(weekday: int, today: dt.date, way: int) -> dt.date:
    away = (way * (weekday - today.weekday()) - 1) % 7 + 1
    return today + dt.timedelta(days=way * away)


def either(text: str, one: dt.date, other: dt.date) -> Refused:
    """Return the refusal of words that could be two days, and name both."""
    return Refused(f"“{text.strip()}” could be {full(one)} or {full(other)}.", "write one of them")


def by_counting(typed: list[str], today: dt.date) -> dt.date | None:
    """Return the day that words count from today, or the end of what today is in.

    Raises: ValueError or OverflowError beyond the calendar.
    """
    match typed:
        case ["today"]:
            return today
        case ["tomorrow"]:
            return today + dt.timedelta(days=1)
        case ["yesterday"]:
            return today - dt.timedelta(days=1)
        case ["day", "after", "tomorrow"] | ["the", "day", "after", "tomorrow"]:
            return today + dt.timedelta(days=2)
        case ["day", "before", "yesterday"] | ["the", "day", "before", "yesterday"]:
            return today - dt.timedelta(days=2)
        case ["in", count, unit] if (number := number_of(count)) is not None:
            return _moved(today, number, unit)
        case [count, unit, "ago"] if (number := number_of(count)) is not None:
            return _moved(today, -number, unit)
        case ["end", "of", *what] | ["the", "end", "of", *what]:
            return _end(what, today)
    return None


def _moved(today: dt.date, count: int, unit: str) -> dt.date | None:
    """Return a day so many days, weeks, months or years away; in a shorter month its last day."""
    if unit in DAYS_IN:
        return today + dt.timedelta(days=count * DAYS_IN[unit])
    if unit not in MONTHS_IN:
        return None
    year, months = divmod(today.year * 12 + today.month - 1 + count * MONTHS_IN[unit], 12)
    return dt.date(year, months + 1, min(today.day, _last_day(year, months + 1)))


def _end(what: list[str], today: dt.date) -> dt.date | None:
    """Return the last day of this week or month, or of the next one."""
    match what:
        case ["week"] | ["the", "week"]:
            return today + dt.timedelta(days=6 - today.weekday())
        case ["next", "week"]:
            return today + dt.timedelta(days=13 - today.weekday())
        case ["month"] | ["the", "month"]:
            return today.replace(day=_last_day(today.year, today.month))
        case ["next", "month"]:
            year, months = divmod(today.year * 12 + today.month, 12)
            return dt.date(year, months + 1, _last_day(year, months + 1))
    return None


def _last_day(year: int, month: int) -> int:
    return (31, 29 if is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
