"""Days as a calendar writes them, 24 Dec 2026, 2026-12-24 and 31.12.: their month, day and year."""

from __future__ import annotations

import datetime as dt

from ....errors import Refused
from ..days import DAY_FIRST, LEAP_DAY, MONTHS, ORDERS, YearlyDay, is_leap
from ..text import ended
from .words import MONTH_OF, is_number, is_year


def iso(typed: list[str]) -> YearlyDay | None:
    """Return the parts of 2026-12-24."""
    return dashed(typed) if [len(part) for part in "".join(typed).split("-")] == [4, 2, 2] else None


def dashed(typed: list[str]) -> YearlyDay | None:
    """Return the parts of 1958-11-26, and of 11-26, which only a birthday may be."""
    parts = typed[0].removeprefix("--").split("-") if len(typed) == 1 else []
    match [int(part) for part in parts if is_number(part)]:
        case [year, month, day] if len(parts) == 3 and len(parts[0]) == 4:
            return YearlyDay(month, day, year)
        case [month, day] if len(parts) == 2:
            return YearlyDay(month, day)
    return None


def spelled(typed: list[str]) -> YearlyDay | None:
    """Return the parts of 24 Dec 2026 and Dec 24."""
    if len(typed) not in (2, 3) or (len(typed) == 3 and not is_year(typed[2])):
        return None
    for day, month in ((typed[0], typed[1]), (typed[1], typed[0])):
        if month in MONTH_OF and is_number(day, 2):
            return YearlyDay(MONTH_OF[month], int(day), int(typed[2]) if len(typed) == 3 else None)
    return None


def slashed(typed: list[str], text: str, order: str | None) -> YearlyDay | None:
    """Return the parts of 31/12 and 31.12.2026 in the shop's order; where it has none, only one may be on a calendar.

    Raises: Refused where it could be two days, or is none in either order.
    """
    parts = _month_first(typed)
    if parts is None or order:
        return parts and _ordered(parts, order)
    readings = {one: None for order in ORDERS if exists(one := _ordered(parts, order))}
    if not readings:
        raise no_day(text)
    if len(readings) > 1:
        either = " or ".join(_spelled_out(one) for one in readings)
        raise Refused(
            f"“{text.strip()}” could be {either}.",
            f"write {either}; or oc setting dates {DAY_FIRST}, and this is understood",
        )
    return next(iter(readings))


def _month_first(typed: list[str]) -> YearlyDay | None:
    """Return a day in slashes or dots as if the month came first."""
    word = typed[0] if len(typed) == 1 else ""
    match word.split("/"), word.split("."):
        case ([one, other], _) | (_, [one, other, ""]):
            year = None
        case ([one, other, last], _) | (_, [one, other, last]) if is_year(last):
            year = int(last)
        case _:
            return None
    return YearlyDay(int(one), int(other), year) if is_number(one, 2) and is_number(other, 2) else None


def _ordered(parts: YearlyDay, order: str | None) -> YearlyDay:
    return YearlyDay(parts.day, parts.month, parts.year) if order == DAY_FIRST else parts


def _spelled_out(day: YearlyDay) -> str:
    return f"{day.day} {MONTHS[day.month - 1].title()}" + (f" {day.year:04}" if day.year is not None else "")


def exists(day: YearlyDay) -> bool:
    """Tell whether a calendar has this day; without a year, whether that of a leap year has."""
    try:
        return bool(dt.date(2000 if day.year is None else day.year, day.month, day.day))
    except ValueError:
        return False


def on_calendar(parts: YearlyDay, today: dt.date, way: int) -> dt.date:
    """Return the day that parts say; without a year the nearest from today, 1 forward or -1 back, today included.

    Raises: ValueError where there is none.
    """
    month, day, year = parts.month, parts.day, parts.year
    if year is not None:
        return dt.date(year, month, day)
    year = today.year
    while ((month, day) == LEAP_DAY and not is_leap(year)) or (dt.date(year, month, day) - today).days * way < 0:
        year += way
    return dt.date(year, month, day)


def no_day(text: str) -> Refused:
    """Return the refusal of a day that no calendar has."""
    return Refused(ended(f"There is no day {text.strip()}"), "look at the calendar and type it again")
