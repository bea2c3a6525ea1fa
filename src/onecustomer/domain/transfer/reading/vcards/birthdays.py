"""Days of every year as cards have them: 19580228, --0228, 1604-02-28 for no year, with an hour, or in words."""

from __future__ import annotations

import datetime as dt
import re

from .....errors import Refused
from ....language.days import YearlyDay
from ..tables import day_cells

BASIC = re.compile(r"([0-9]{4})[-./]?([0-9]{2})[-./]?([0-9]{2})(?:[T ].*)?")
YEARLESS = re.compile(r"--([0-9]{2})-?([0-9]{2})(?:[T ].*)?")
PARTIAL = re.compile(r"[0-9]{4}(?:-?[0-9]{2})?-?|---[0-9]{2}|--[0-9]{2}")
NO_YEAR = ("0000", "0001", "1604")
"""Years that stand for none: Apple's, and those of programs whose days must have one."""

LONGEST = 60  # characters of a day in words
OMIT_YEAR = "X-APPLE-OMIT-YEAR"


def read(text: str, omitted: str | None, order: str | None, today: dt.date) -> YearlyDay | None:
    """Return the day that a card says; none where it says that there is none.

    `omitted` is the year that stands for none, as the card says; `order` is how 11/12 is read.
    Raises: Refused where it is no day, could be two, or is still to come.
    """
    if len(text) > LONGEST:
        raise Refused("It is no day.")
    if PARTIAL.fullmatch(text):
        raise Refused("It is not a whole day.")
    if found := BASIC.fullmatch(text):
        year, month, day = found.groups()
        text = f"--{month}-{day}" if year in NO_YEAR or year == omitted else f"{year}-{month}-{day}"
        if (month, day) == ("00", "00"):
            return None
    elif found := YEARLESS.fullmatch(text):
        text = f"--{found[1]}-{found[2]}"
    return day_cells.yearly(text, order, today)
