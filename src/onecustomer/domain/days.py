"""Days: understood from a closed grammar, and said the way a person says them."""

from __future__ import annotations

import datetime as dt

from ..errors import Refused, StoreTrouble

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
UNDERSTOOD = "today, yesterday, 3 days ago, 2 weeks ago, 18 Nov, 18 Nov 2026 or 2026-11-18"
SPELLED_DAY, ISO_DAY, YEARLY_DAY = 2, 3, 2
LEAP_DAY = (2, 29)
FIRST_YEAR = 1900  # of a day on which something happened with a customer


def past(text: str, today: dt.date) -> dt.date:
    """Return the day that the words mean, today or before; a day without a year is the last one.

    Raises: Refused where the words are no day, or a day still to come, or one before 1900.
    """
    typed = text.casefold().replace(",", " ").split()
    day = _relative(typed, today) or _spelled(typed, text, today) or _iso(text.strip(), text)
    if day is None:
        raise Refused(f"“{text}” is not a day that I understand.", f"write {UNDERSTOOD}")
    if day > today:
        raise Refused(f"{full(day)} is still to come.", f"write {UNDERSTOOD}")
    if day.year < FIRST_YEAR:
        raise Refused(f"{full(day)} is before {FIRST_YEAR}.", f"write {UNDERSTOOD}")
    return day


def of_iso(text: str) -> dt.date:
    """Return a day as the store has it, ISO text.

    Raises: StoreTrouble where other hands have made it something that is no day.
    """
    try:
        return dt.date.fromisoformat(text)
    except (ValueError, TypeError):
        raise _unreadable() from None


def of_parts(year: int, month: int, day: int) -> dt.date:
    """Return a day to remember as the store has it, in three numbers.

    Raises: StoreTrouble where other hands have made it something that is no day.
    """
    try:
        return dt.date(year, month, day)
    except (ValueError, TypeError, OverflowError):
        raise _unreadable() from None


def _unreadable() -> StoreTrouble:
    return StoreTrouble(
        "The store has a day that cannot be read, and is left as it is.",
        "oc history WHO may still show it; or put the newest copy of the store in its place",
    )


def birthday(text: str) -> tuple[int, int, int | None]:
    """Return (month, day, year) of a birthday; the year is none where it was not given.

    Raises: Refused where it is no day, or where day and month could be either way round.
    """
    stripped = text.strip()
    typed = stripped.casefold().replace(",", " ").split()
    parts = stripped.removeprefix("--").split("-")
    if len(parts) == ISO_DAY and _numbers(parts) and len(parts[0]) == 4:
        year, month, day = map(int, parts)
        return _sure(text, month, day, year)
    if len(parts) == YEARLY_DAY and _numbers(parts):
        return _sure(text, int(parts[0]), int(parts[1]), None)
    if (len(typed) == 2 or (len(typed) == 3 and _is_year(typed[2]))) and (named := _day_and_month(typed)):
        return _sure(text, named[1], named[0], int(typed[2]) if len(typed) == 3 else None)
    raise Refused(f"“{stripped}” is no birthday for sure: 11-26, 26 Nov or 1958-11-26 is.", "write it so")


def _sure(text: str, month: int, day: int, year: int | None) -> tuple[int, int, int | None]:
    _existing(text, 2000 if year is None else year, month, day)  # 2000 has a 29 February
    return month, day, year


def _relative(typed: list[str], today: dt.date) -> dt.date | None:
    match typed:
        case ["today"]:
            return today
        case ["yesterday"]:
            return today - dt.timedelta(days=1)
        case [number, unit, "ago"] if number.isdecimal() and len(number) < 5 and unit in UNITS:
            return today - dt.timedelta(days=min(int(number) * UNITS[unit], today.toordinal() - 1))
        case _:
            return None


def _spelled(typed: list[str], text: str, today: dt.date) -> dt.date | None:
    if len(typed) not in (2, 3) or not (named := _day_and_month(typed)):
        return None
    day, month = named
    if len(typed) == 3:
        return _existing(text, int(typed[2]), month, day) if _is_year(typed[2]) else None
    year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    while (month, day) == LEAP_DAY and not _is_leap(year):
        year -= 1
    return _existing(text, year, month, day)


def _day_and_month(typed: list[str]) -> tuple[int, int] | None:
    for day, month in ((typed[0], typed[1]), (typed[1], typed[0])):
        if _numbers([day]) and len(day) <= 2:
            if month in MONTHS:
                return int(day), MONTHS.index(month) + 1
            if month in MONTH_NAMES:
                return int(day), MONTH_NAMES.index(month) + 1
    return None


def _iso(stripped: str, text: str) -> dt.date | None:
    parts = stripped.split("-")
    if len(parts) == ISO_DAY and _numbers(parts) and [len(part) for part in parts] == [4, 2, 2]:
        return _existing(text, *map(int, parts))
    return None


def _numbers(parts: list[str]) -> bool:
    return all(part.isdecimal() and part.isascii() and len(part) <= 4 for part in parts)


def _is_year(word: str) -> bool:
    return _numbers([word]) and len(word) == 4


def _existing(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Refused(f"There is no day {text.strip()}.", "look at the calendar and type it again") from None


def next_yearly(month: int, day: int, after: dt.date) -> dt.date:
    """Return the next time a yearly day comes, `after` included; 29 February is the 28th in common years."""
    for year in (after.year, after.year + 1):
        comes = yearly(month, day, year)
        if comes >= after:
            return comes
    raise AssertionError("a yearly day comes every year")


def yearly(month: int, day: int, year: int) -> dt.date:
    """Return a yearly day in one year; 29 February is the 28th in common years.

    Raises: StoreTrouble where it is no day of any year.
    """
    return of_parts(year, month, 28 if (month, day) == LEAP_DAY and not _is_leap(year) else day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def full(day: dt.date) -> str:
    """Return a day so that nothing is left open: "Fri 27 Nov 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {_month(day)} {day.year}"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def short(day: dt.date, today: dt.date) -> str:
    """Return a day as a column has it: "18 Nov", and "Nov 2024" in another year."""
    return f"{day.day} {_month(day)}" if day.year == today.year else f"{_month(day)} {day.year}"


def near(day: dt.date, today: dt.date) -> str:
    """Return a day within a week or so as it is spoken of: "today", "on Thursday", "was yesterday"."""
    distance = (day - today).days
    named = {-1: "was yesterday", 0: "today", 1: "tomorrow"}
    if distance < -1:
        return f"was {-distance} days ago"
    if distance >= 7:  # "on Saturday" would be today, said on a Saturday
        return f"on {day.day} {_month(day)}"
    return named.get(distance) or f"on {WEEKDAYS[day.weekday()]}"


def ago(day: dt.date, today: dt.date) -> str:
    """Return how long ago a day was: "today", "5 days ago", "14 weeks ago", "2 years ago"."""
    distance = (today - day).days
    if distance <= 1:
        return "yesterday" if distance == 1 else "today"
    if distance < 14:
        return f"{distance} days ago"
    if distance < 365:
        return f"{distance // 7} weeks ago"
    years = distance // 365
    return "a year ago" if years == 1 else f"{years} years ago"


def _month(day: dt.date) -> str:
    return MONTHS[day.month - 1].title()
