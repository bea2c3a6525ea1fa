"""Days: taken from the store, reckoned, and said the way a person says them; `parse_days` understands them."""

from __future__ import annotations

import datetime as dt

from ...errors import StoreError
from ...store import kinds
from ...store.record import Record

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LEAP_DAY = (2, 29)

ORDERS = DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
"""How 11/12 may be read."""


NEVER = "never"
"""How often somebody comes of whom no visits are expected."""

YEAR, MONTH = "year", "month"
"""How much was said of a day, where not all of it was."""


class YearlyDay(Record):
    """A day of every year; `year` is that of the first, none where it is not known."""

    month: int
    day: int
    year: int | None = None


def of_iso(text: str) -> dt.date:
    """Return a day as the store has it, ISO text.

    Raises: StoreError where the store has something that is no day.
    """
    try:
        return dt.date.fromisoformat(text)
    except (ValueError, TypeError):
        raise _unreadable() from None


def ahead(today: dt.date) -> str:
    """Return the first day (ISO) that only a wrong clock can have written: another till may be in tomorrow already."""
    return (today + dt.timedelta(days=kinds.DAYS_AHEAD + 1)).isoformat()


def of_parts(year: int, month: int, day: int) -> dt.date:
    """Return a day to remember as the store has it, in three numbers.

    Raises: StoreError where the store has something that is no day.
    """
    try:
        return dt.date(year, month, day)
    except (ValueError, TypeError, OverflowError):
        raise _unreadable() from None


def _unreadable() -> StoreError:
    return StoreError(
        "The store has a day that cannot be read, and is left as it is.",
        "oc history WHO may still show it; or oc restore brings the newest copy back",
    )


def next_yearly(month: int, day: int, after: dt.date) -> dt.date:
    """Return the next time a yearly day comes, `after` included; 29 February is the 28th in common years.

    Raises: StoreError where it is no day of any year.
    """
    for year in (after.year, after.year + 1):
        comes = yearly(month, day, year)
        if comes >= after:
            return comes
    raise AssertionError("a yearly day comes every year")


def yearly(month: int, day: int, year: int) -> dt.date:
    """Return a yearly day in one year; 29 February is the 28th in common years.

    Raises: StoreError where it is no day of any year.
    """
    return of_parts(year, month, 28 if (month, day) == LEAP_DAY and not is_leap(year) else day)


def is_leap(year: int) -> bool:
    """Tell whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def full(day: dt.date) -> str:
    """Return a day in full: "Fri 27 Nov 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {_month(day)} {day.year:04}"


def with_hour(said: str, hour: str | None) -> str:
    """Return a day as it is said, and the hour behind it where there is one: "Fri 27 Nov 2026, 17:00"."""
    return f"{said}, {hour}" if hour else said


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def short(day: dt.date, today: dt.date) -> str:
    """Return a day as a column has it: "18 Nov", and "Nov 2024" in another year."""
    return f"{day.day} {_month(day)}" if day.year == today.year else f"{_month(day)} {day.year}"


def since(day: dt.date, said: str | None, today: dt.date) -> str:
    """Return since when something is so, and no more than was said: "2009", "Mar 2019"; a whole day as a column has it.

    Shape: `said` is YEAR or MONTH, none where the whole day was said.
    """
    return _as_said(day, said) or short(day, today)


def since_in_full(day: dt.date, said: str | None) -> str:
    """Return since when something is so, and no more than was said; a whole day in full."""
    return _as_said(day, said) or full(day)


def since_iso(day: str, said: str | None) -> str:
    """Return a day (ISO), and no more of it than was said: "2009", "2019-03"."""
    return day[: {YEAR: 4, MONTH: 7}.get(said or "")]


def _as_said(day: dt.date, said: str | None) -> str:
    """Return a day of which only the year or the month was said; empty where all of it was."""
    if said == MONTH:
        return f"{_month(day)} {day.year:04}"
    return f"{day.year:04}" if said == YEAR else ""


def dated(day: dt.date, today: dt.date) -> str:
    """Return a day, with its year only where that is another than today's: "18 Nov", "18 Nov 2025"."""
    return short(day, today) if day.year == today.year else full(day)[4:]


def near(day: dt.date, today: dt.date) -> str:
    """Return a day within a week or so as it is spoken of: "today", "on Thursday", "was yesterday"."""
    distance = (day - today).days
    named = {-1: "was yesterday", 0: "today", 1: "tomorrow"}
    if distance < -1:
        return f"was {span(-distance)} ago"
    if distance >= 7:  # "on Saturday" would be today, said on a Saturday
        return f"on {day.day} {_month(day)}"
    return named.get(distance) or f"on {WEEKDAYS[day.weekday()]}"


def ago(day: dt.date, today: dt.date) -> str:
    """Return how long ago a day was: "today", "5 days ago", "14 weeks ago", "2 years ago"."""
    distance = (today - day).days
    if distance <= 1:
        return "yesterday" if distance == 1 else "today"
    return f"{span(distance)} ago"


def span(count: int) -> str:
    """Return about how long so many days are: "5 days", "14 weeks", "a year", "2 years"."""
    if count < 14:
        return counted(count)
    if count < 365:
        return f"{count // 7} weeks"
    years = count // 365
    return "a year" if years == 1 else f"{years} years"


def each(count: int) -> str:
    """Return how far apart things are, with "every" before it: "day", "week", "10 days", "3 weeks"."""
    return "week" if count == 7 else span(count).removeprefix("a ")


def counted(count: int) -> str:
    """Return so many days, to the day: "a day", "15 days"."""
    return "a day" if count == 1 else f"{count} days"


def of_year(month: int, day: int) -> str:
    """Return a day of every year: "26 Nov"."""
    return f"{day} {MONTHS[month - 1].title()}" if 0 < month <= len(MONTHS) else f"{day}"


def _month(day: dt.date) -> str:
    return MONTHS[day.month - 1].title()
