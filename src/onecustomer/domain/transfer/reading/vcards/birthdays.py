"""Days of every year as cards have them: 19580228, --0228, 1604-02-28 for no year, with an hour, or in words."""

from __future__ import annotations

import datetime as dt
import re

from .....errors import Refused
from ....language import parse_days
from ....language.days import MONTHS, YearlyDay
from ....language.grammar import dates

BASIC = re.compile(r"([0-9]{4})[-./]?([0-9]{2})[-./]?([0-9]{2})(?:$|[T ].*)")
YEARLESS = re.compile(r"--([0-9]{2})-?([0-9]{2})(?:$|[T ].*)")
PARTIAL = re.compile(r"[0-9]{4}(?:-?[0-9]{2})?|---[0-9]{2}|--[0-9]{2}|[0-9]{4}-[0-9]{2}-?")
NO_YEAR = ("0000", "0001", "1604")
"""Years that stand for none: Apple's, and those of programs whose days must have one."""

NONE = ("4501",)
"""The year that Outlook gives to a day that was not given."""

LONGEST = 60  # characters of a day in words
OMIT_YEAR = "X-APPLE-OMIT-YEAR"


def read(text: str, omitted: str | None, today: dt.date, order: str | None) -> YearlyDay | None:
    """Return the day that a card says; none where it says that there is none.

    `omitted` is the year that stands for none, as the card says; `order` is how 11/12 is read.
    Raises: Refused where it is no day, or still to come.
    """
    if len(text) > LONGEST:
        raise Refused("It is no day.")
    if found := YEARLESS.fullmatch(text) or BASIC.fullmatch(text):
        year, month, day = ("0000", *found.groups())[-3:]
        if year in NONE:
            return None
        is_said = year not in NO_YEAR and year != omitted
        said = YearlyDay(int(month), int(day), int(year) if is_said else None)
        if not dates.exists(said):
            raise Refused(f"There is no {spelled(said)}.")
    elif PARTIAL.fullmatch(text):
        raise Refused(f"“{text}” is not a whole day.")
    else:
        said = parse_days.birthday(text, order)
    if said.year is not None and dt.date(said.year, said.month, said.day) > today:
        raise Refused(f"{spelled(said)} is still to come.")
    return said


def spelled(day: YearlyDay) -> str:
    """Return a day as people write it, whether there is one or not."""
    month = MONTHS[day.month - 1].title() if 0 < day.month <= len(MONTHS) else f"{day.month:02}."
    return f"{day.day} {month}" + (f" {day.year:04}" if day.year is not None else "")
