"""Days as people type them: a closed grammar in which nothing is guessed. Case, commas and spaces don't matter.

    2026-12-24                                24 Dec · Dec 24 · 24 December 2026
    today · tomorrow · yesterday              day after tomorrow · day before yesterday
    friday · fri · this friday                next friday · last friday
    in 3 days · weeks · months · years        2 days · weeks · months · years ago; also in a week, two weeks ago
    end of week · month                       end of next week · month
    31/12 · 31/12/2026 · 31.12. · 31.12.2026  11/12, once the shop has set the order

"The" may stand before a day after, a day before and an end. A weekday may stand before a day, "Thu 24 Dec 2026", and
must then be that day's: so every echo is understood. What could be two days is refused, and the refusal names both:
11/12, and "this friday" on a Friday. An hour is of `parse_due` only.
"""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from .days import WEEKDAYS, YearlyDay, full
from .grammar import dates, spoken
from .grammar.words import MONTH_OF, is_number, number_of, without_weekday, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    Day = TypeVar("Day")

FORWARD, BACK = 1, -1
UNDERSTOOD = {
    FORWARD: "today, tomorrow, day after tomorrow, Friday, this Friday, next Friday, in 3 days, in two weeks, "
    "in a month, end of week, end of month, 24 Dec, 24 Dec {year} or {year}-12-24",
    BACK: "today, yesterday, day before yesterday, Friday, 3 days ago, two weeks ago, a month ago, 2 years ago, "
    "18 Nov, 18 Nov {year} or {year}-11-18",
}
SPANS = {**spoken.DAYS_IN, "d": 1, "w": 7, "m": 30, "month": 30, "months": 30, "y": 365, "year": 365, "years": 365}
LONGEST_SPAN = 3650
MOST_WORDS = 7  # of a day and an hour: "Thu 24 Dec 2026 at 5 pm"
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
        raise Refused(f"{full(day)} is still to come.", _write(BACK, today))
    if day.year < FIRST_YEAR:
        raise Refused(f"{full(day)} is before {FIRST_YEAR}.", _write(BACK, today))
    return day


def _write(way: int, today: dt.date) -> str:
    """Return the hint of the forms there are, with days of a year that is still to come, or past."""
    return f"write {UNDERSTOOD[way].format(year=today.year + way)}"


def birthday(text: str, order: str | None = None) -> YearlyDay:
    """Return the day of a birthday; its year is none where it was not given, and then any weekday is believed.

    Raises: Refused where it is no day, or day and month could be either way round, or the weekday is another.
    """
    said, typed = without_weekday(words_of(text))
    parts = dates.dashed(typed) or dates.spelled(typed) or dates.slashed(typed, text, order)
    if not parts:
        raise NotADay(f"“{text.strip()}” is not a birthday that I understand.", "write 11-26, 26 Nov or 1958-11-26")
    if not dates.exists(parts):
        raise dates.no_day(text)
    if said is not None and parts.year is not None:
        _check_weekday(said, dt.date(parts.year, parts.month, parts.day))
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
    return Refused("What is to be remembered on that day?", "write it before the day: cat's operation next Friday")


def every(text: str) -> int:
    """Return how long a span is that comes again and again: 10d, 6w, 3m, 1y, "6 weeks" or "six weeks".

    Units: days; a month is 30, a year 365.
    Raises: Refused where it is no span, or nothing, or beyond ten years.
    """
    typed = words_of(text)
    number, unit = typed if len(typed) == 2 else ("".join(typed)[:-1], "".join(typed)[-1:])
    count = number_of(number) if len(typed) == 2 or is_number(number) else None
    if len(typed) not in (1, 2) or count is None or unit not in SPANS:
        raise Refused(f"“{text.strip()}” is no length of time that I understand.", "write 10d, 6w, 3m, 1y or 6 weeks")
    span = count * SPANS[unit]
    if not 0 < span <= LONGEST_SPAN:
        raise Refused(f"“{text.strip()}” is not between a day and ten years.", "1d is the least, 10y the most")
    return span


def _day(text: str, today: dt.date, order: str | None, way: int) -> dt.date:
    typed = words_of(text)
    said, rest = without_weekday(typed)
    try:
        day = spoken.by_weekday(typed, text, today, way) or spoken.by_counting(rest, today)
        if not day and (parts := dates.iso(rest) or dates.spelled(rest) or dates.slashed(rest, text, order)):
            day = dates.on_calendar(parts, today, way)
    except (ValueError, OverflowError):  # of datetime: 31 Feb, or a day before the year 1 or after 9999
        raise dates.no_day(text) from None
    if not day:
        _refuse_hour(text, today, order, way)
        raise NotADay(f"“{text}” is not a day that I understand.", _write(way, today))
    if said is not None:
        _check_weekday(said, day)
    return day


def _check_weekday(said: int, day: dt.date) -> None:
    """Refuse a weekday that is not the day's."""
    if said != day.weekday():
        is_one, not_one = WEEKDAYS[day.weekday()], WEEKDAYS[said]
        raise Refused(f"{full(day)[4:]} is a {is_one}, not a {not_one}.", "look at the calendar and type it again")


def _refuse_hour(text: str, today: dt.date, order: str | None, way: int) -> None:
    """Refuse an hour where a day is asked for, with NotADay where no day is beside it."""
    from .grammar import hours  # only what is no day waits for it

    words, hour = hours.split(text)
    if not hour:
        return
    why = f"“{text.strip()}” has an hour, and only a promise may have one."
    if not words:
        raise NotADay(why, "write the day alone: today")
    day = " ".join(words)
    _day(day, today, order, way)
    raise Refused(why, f"write the day alone: {day}")
