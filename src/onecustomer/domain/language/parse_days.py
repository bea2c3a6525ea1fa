"""Days as people type them: a closed grammar in which nothing is guessed. Case, commas and spaces don't matter.

    2026-12-24                          24 Dec · Dec 24 · 24 December 2026
    today · tomorrow · yesterday        friday · fri · next friday · last friday
    in 3 days · weeks · months          2 days · weeks · months ago
    end of month                        11/12 · 11/12/2026 · 11.12. · 11.12.2026, once the shop has set their order

A weekday may stand before a day, "Thu 24 Dec 2026", and must then be that day's: so every echo is understood.
"""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from .days import DAY_FIRST, LEAP_DAY, MONTH_FIRST, MONTHS, WEEKDAYS, YearlyDay, full, is_leap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    Day = TypeVar("Day")

FORWARD, BACK = 1, -1
UNDERSTOOD = {
    FORWARD: "today, tomorrow, Friday, next Friday, in 3 days, in 2 weeks, in 1 month, end of month, "
    "24 Dec, 24 Dec 2026 or 2026-12-24",
    BACK: "today, yesterday, Friday, 3 days ago, 2 weeks ago, 1 month ago, 18 Nov, 18 Nov 2026 or 2026-11-18",
}
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_OF = {form: number for number, name in enumerate(MONTH_NAMES, 1) for form in (name, name[:3])}
WEEKDAY_OF = {form: number for number, name in enumerate(WEEKDAYS) for form in (name.casefold(), name[:3].casefold())}
WEEKDAY_OF |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
DAYS_IN = {"day": 1, "days": 1, "week": 7, "weeks": 7}
SPANS = {**DAYS_IN, "d": 1, "w": 7, "m": 30, "month": 30, "months": 30, "y": 365, "year": 365, "years": 365}
LONGEST_SPAN = 3650
MOST_WORDS = 5  # of a day: "Thu end of the month"
BENDING = ("after", "before", "from", "every", "this", "next", "last", "week", "weeks")
"""Words that make the day behind them another: "the day after tomorrow", "a week today"."""
FIRST_YEAR = 1900  # of a day on which something happened with a customer


class NotADay(Refused):
    """The words have none of the forms; every other refusal is of a form whose day cannot be meant."""


def coming(text: str, today: dt.date, order: str | None = None) -> dt.date:
    """Return the day that the words mean; one without a year is the next, a weekday the coming one and never today.

    Raises: Refused where the words are no day, or none that a calendar has, or could be two.
    """
    return _day(text, today, order, FORWARD)


def past(text: str, today: dt.date, order: str | None = None) -> dt.date:
    """Return the day that the words mean, today or before; without a year it is the last, as is a weekday.

    Raises: Refused where the words are no day, or could be two, or the day is still to come or before 1900.
    """
    day = _day(text, today, order, BACK)
    if day > today:
        raise Refused(f"{full(day)} is still to come.", f"write {UNDERSTOOD[BACK]}")
    if day.year < FIRST_YEAR:
        raise Refused(f"{full(day)} is before {FIRST_YEAR}.", f"write {UNDERSTOOD[BACK]}")
    return day


def birthday(text: str, order: str | None = None) -> YearlyDay:
    """Return the day of a birthday; its year is none where it was not given.

    Raises: Refused where it is no day, or where day and month could be either way round.
    """
    typed = words_of(text)
    slashed = _slashed(typed)
    parts = _dashed(typed) or _spelled(typed) or (_ordered(slashed, order) if slashed and order else None)
    if not parts:
        hint = f"write it so; {_setting(DAY_FIRST)}" if slashed else "write it so"
        raise NotADay(f"“{text.strip()}” is no birthday for sure: 11-26, 26 Nov or 1958-11-26 is.", hint)
    if not _exists(parts):
        raise _no_day(text)
    return parts


def apart(text: str, read: Callable[[str], Day]) -> tuple[str, Day]:
    """Return what was typed before a day, and that day: "cat's operation next Friday".

    Shape: the day is the longest ending that `read` takes; `read` raises NotADay for words that are none.
    Raises: Refused where no ending is a day, or one that cannot be meant, or nothing stands before it.
    """
    words = [word for word in text.split() if word.strip(",")]
    refusal = _nothing_before()
    for start in range(max(0, len(words) - MOST_WORDS), len(words)):
        try:
            day = read(" ".join(words[start:]))
        except NotADay as none:
            refusal = none
        else:
            return _before(words[:start], words[start:]), day
    raise refusal


def _before(words: Sequence[str], ending: Sequence[str]) -> str:
    before = " ".join(words).rstrip(" ,:;")
    if not before:
        raise _nothing_before()
    last = words[-1].casefold()
    if last in BENDING or (last.isdecimal() and ending[0].casefold() in MONTH_OF):  # "12 Dec 24" is not 24 Dec
        typed = " ".join((words[-1], *ending))
        raise Refused(f"“{typed}” is not a day that I understand.", "write the day alone: 24 Dec, or in 2 weeks")
    return before


def _nothing_before() -> Refused:
    return Refused("What the day is for is missing.", "write it before the day: cat's operation next Friday")


def every(text: str) -> int:
    """Return how long a span is that comes again and again: 10d, 6w, 3m, 1y, or "6 weeks".

    Units: days; a month is 30, a year 365.
    Raises: Refused where it is no span, or nothing, or beyond ten years.
    """
    typed = words_of(text)
    number, unit = typed if len(typed) == 2 else ("".join(typed)[:-1], "".join(typed)[-1:])
    if len(typed) not in (1, 2) or not is_number(number) or unit not in SPANS:
        raise Refused(f"“{text.strip()}” is not a span that I understand.", "write 10d, 6w, 3m, 1y or 6 weeks")
    span = int(number) * SPANS[unit]
    if not 0 < span <= LONGEST_SPAN:
        raise Refused(f"“{text.strip()}” is not between a day and ten years.", "1d is the least, 10y the most")
    return span


def words_of(text: str) -> list[str]:
    """Return the words of a day as they are compared: without case, commas and spaces."""
    return text.casefold().replace(",", " ").split()


def _day(text: str, today: dt.date, order: str | None, way: int) -> dt.date:
    typed = words_of(text)
    said, rest = (typed[0], typed[1:]) if len(typed) > 1 and typed[0] in WEEKDAY_OF else (None, typed)
    try:
        day = _by_weekday(typed, today, way) or _by_counting(rest, today)
        if not day and (parts := _iso(rest) or _spelled(rest) or _in_order(rest, text, order)):
            day = _on_calendar(parts, today, way)
    except (ValueError, OverflowError):  # of datetime: 31 Feb, or a day before the year 1 or after 9999
        raise _no_day(text) from None
    if not day:
        raise NotADay(f"“{text}” is not a day that I understand.", f"write {UNDERSTOOD[way]}")
    if said and WEEKDAY_OF[said] != day.weekday():
        is_one, not_one = WEEKDAYS[day.weekday()], WEEKDAYS[WEEKDAY_OF[said]]
        raise Refused(f"{full(day)[4:]} is a {is_one}, not a {not_one}.", "look at the calendar and type it again")
    return day


def _no_day(text: str) -> Refused:
    return Refused(f"There is no day {text.strip()}.", "look at the calendar and type it again")


def _by_weekday(typed: list[str], today: dt.date, way: int) -> dt.date | None:
    match typed:
        case [name] if name in WEEKDAY_OF:
            return _nearest_weekday(WEEKDAY_OF[name], today, way)
        case ["last", name] if name in WEEKDAY_OF:
            return _nearest_weekday(WEEKDAY_OF[name], today, BACK)
        case ["next", name] if name in WEEKDAY_OF:
            return today + dt.timedelta(days=7 - today.weekday() + WEEKDAY_OF[name])
    return None


def _nearest_weekday(weekday: int, today: dt.date, way: int) -> dt.date:
    away = (way * (weekday - today.weekday()) - 1) % 7 + 1
    return today + dt.timedelta(days=way * away)


def _by_counting(typed: list[str], today: dt.date) -> dt.date | None:
    match typed:
        case ["today"]:
            return today
        case ["tomorrow"]:
            return today + dt.timedelta(days=1)
        case ["yesterday"]:
            return today - dt.timedelta(days=1)
        case ["in", count, unit] if is_number(count):
            return _moved(today, int(count), unit)
        case [count, unit, "ago"] if is_number(count):
            return _moved(today, -int(count), unit)
        case ["end", "of", "month"] | ["end", "of", "the", "month"]:
            return today.replace(day=_last_day(today.year, today.month))
    return None


def _moved(today: dt.date, count: int, unit: str) -> dt.date | None:
    if unit in DAYS_IN:
        return today + dt.timedelta(days=count * DAYS_IN[unit])
    if unit not in ("month", "months"):
        return None
    year, months = divmod(today.year * 12 + today.month - 1 + count, 12)
    return dt.date(year, months + 1, min(today.day, _last_day(year, months + 1)))


def _last_day(year: int, month: int) -> int:
    return (31, 29 if is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _on_calendar(parts: YearlyDay, today: dt.date, way: int) -> dt.date:
    month, day, year = parts.month, parts.day, parts.year
    if year is not None:
        return dt.date(year, month, day)
    year = today.year
    while ((month, day) == LEAP_DAY and not is_leap(year)) or (dt.date(year, month, day) - today).days * way < 0:
        year += way
    return dt.date(year, month, day)


def _iso(typed: list[str]) -> YearlyDay | None:
    return _dashed(typed) if [len(part) for part in "".join(typed).split("-")] == [4, 2, 2] else None


def _dashed(typed: list[str]) -> YearlyDay | None:
    """Return the parts of 1958-11-26, and of 11-26, which only a birthday may be."""
    parts = typed[0].removeprefix("--").split("-") if len(typed) == 1 else []
    match [int(part) for part in parts if is_number(part)]:
        case [year, month, day] if len(parts) == 3 and len(parts[0]) == 4:
            return YearlyDay(month, day, year)
        case [month, day] if len(parts) == 2:
            return YearlyDay(month, day)
    return None


def _spelled(typed: list[str]) -> YearlyDay | None:
    if len(typed) not in (2, 3) or (len(typed) == 3 and not is_year(typed[2])):
        return None
    for day, month in ((typed[0], typed[1]), (typed[1], typed[0])):
        if month in MONTH_OF and is_number(day, 2):
            return YearlyDay(MONTH_OF[month], int(day), int(typed[2]) if len(typed) == 3 else None)
    return None


def _in_order(typed: list[str], text: str, order: str | None) -> YearlyDay | None:
    slashed = _slashed(typed)
    if slashed and order is None:
        raise _undecided(slashed, text)
    return _ordered(slashed, order) if slashed else None


def _slashed(typed: list[str]) -> YearlyDay | None:
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


def _ordered(slashed: YearlyDay, order: str | None) -> YearlyDay:
    return YearlyDay(slashed.day, slashed.month, slashed.year) if order == DAY_FIRST else slashed


def _undecided(slashed: YearlyDay, text: str) -> Refused:
    """Return why a day in slashes is refused where the shop has set no order."""
    read = {order: _ordered(slashed, order) for order in (DAY_FIRST, MONTH_FIRST)}
    days = {order: _spelled_out(parts) for order, parts in read.items() if _exists(parts)}
    if not days:
        return _no_day(text)
    either = " or ".join(dict.fromkeys(days.values()))
    why = f"could be {either}" if " or " in either else "is in an order that the shop has not set"
    return Refused(f"“{text.strip()}” {why}.", f"write {either}; {_setting(next(iter(days)))}")


def _setting(order: str) -> str:
    return f"or oc setting dates {order}, and this is understood"


def _spelled_out(day: YearlyDay) -> str:
    return f"{day.day} {MONTHS[day.month - 1].title()}" + (f" {day.year:04}" if day.year is not None else "")


def _exists(day: YearlyDay) -> bool:
    try:
        return bool(dt.date(2000 if day.year is None else day.year, day.month, day.day))  # 2000 has a 29 February
    except ValueError:
        return False


def is_year(word: str) -> bool:
    """Tell whether a word is a year in four digits."""
    return len(word) == 4 and is_number(word)


def is_number(word: str, longest: int = 4) -> bool:
    """Tell whether a word is a number of so many digits at the most."""
    return word.isdecimal() and word.isascii() and len(word) <= longest
