"""Whether the day or the month stands first in a column: what one cell settles holds for all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ....language.days import DAY_FIRST, MONTH_FIRST, MONTHS

PAIR = re.compile(r"(\d{1,2})([-/. ]) ?(\d{1,2})(?!\d)")
ORDER_OF = {DAY_FIRST: "day first", MONTH_FIRST: "month first"}
IN_HEADING = (
    (re.compile(r"\b(?:dd?|tt|jj|gg)\W?mm?\b", re.IGNORECASE), DAY_FIRST),
    (re.compile(r"\bmm?\W?(?:dd?|tt)\b\W?(?:[yj])", re.IGNORECASE), MONTH_FIRST),
)
"""Headings may say it: Birthday (DD/MM/YYYY)."""


@dataclass
class DayOrder:
    """What a column's cells have told of its order, cell by cell.

    Shape: `day_first` and `month_first` are the first cell that can be only that; `unsettled` is the first that can be
    either.
    """

    heading: str
    day_first: str = ""
    month_first: str = ""
    unsettled: str = ""

    def take(self, cell: str) -> None:
        """Look at one more cell."""
        if cell[4:5] == "-" or not (found := PAIR.match(cell)):
            return
        one, other = int(found[1]), int(found[3])
        if one > len(MONTHS) >= other:
            self.day_first = self.day_first or cell
        elif other > len(MONTHS) >= one:
            self.month_first = self.month_first or (cell if found[2] != "-" or len(cell) > len("11-26") else "")
        elif one != other and found[2] in "/ -":
            self.unsettled = self.unsettled or cell

    @property
    def settled(self) -> str | None:
        """The order that the column settles; none where it has no such cell, or of both kinds."""
        for pattern, order in IN_HEADING:
            if pattern.search(self.heading):
                return order
        if bool(self.day_first) == bool(self.month_first):
            return None
        return DAY_FIRST if self.day_first else MONTH_FIRST

    def note(self, order: str | None) -> str | None:
        """Return what is said of the column; `order` is the one in which it is read, none where there is none."""
        if not self.unsettled:
            return None
        if settling := {DAY_FIRST: self.day_first, MONTH_FIRST: self.month_first}.get(self.settled or ""):
            return f"{self.heading}: {settling} stands in it, so that column is read {ORDER_OF[str(self.settled)]}"
        if order:
            return f"{self.heading}: read {ORDER_OF[order]}"
        why = f"{self.heading}: {self.unsettled} could be two days, and nothing says which"
        return f"{why}; oc setting dates {DAY_FIRST}, and import it again"
