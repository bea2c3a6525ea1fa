"""Whether the day or the month stands first in a column: what one cell settles holds for all that are written alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ....language.days import DAY_FIRST, MONTH_FIRST, MONTHS, YearlyDay
from ....language.grammar import dates

MARKS = "/.- "
"""What parts day and month; cells parted by one say nothing of those parted by another."""

PAIR = re.compile(r"(\d{1,2})([-/. ]) ?(\d{1,2})(?!\d)(?:\2 ?(\d{4}))?")
ORDER_OF = {DAY_FIRST: "day first", MONTH_FIRST: "month first"}
IN_HEADING = (
    (re.compile(r"\b(?:dd?|tt|jj|gg)\W?mm?\b", re.IGNORECASE), DAY_FIRST),
    (re.compile(r"\bmm?\W?(?:dd?|tt)\b\W?(?:[yj])", re.IGNORECASE), MONTH_FIRST),
)
"""Headings may say it: Birthday (DD/MM/YYYY)."""


Orders = Mapping[str, str | None]
"""The order of day and month, by what parts them; none where nothing says it."""


def is_year_first(cell: str) -> bool:
    """Tell whether a cell is a day whose order nobody asks about: 1980-12-24, and not 24-6-1980."""
    return cell[4:5] == "-" and cell[:4].isdecimal()


def mark_of(cell: str) -> str:
    """Return what parts day and month of a cell; a slash where nothing does."""
    found = PAIR.match(cell)
    return found[2] if found else MARKS[0]


@dataclass
class DayOrder:
    """What a column's cells have told of its order, cell by cell.

    Shape: `first_of` has the first cell that can be only of an order, by the mark and the order; `unsettled` the first
    that can be either, by the mark.
    """

    heading: str
    first_of: dict[tuple[str, str], str] = field(default_factory=dict)
    unsettled: dict[str, str] = field(default_factory=dict)

    def take(self, cell: str) -> None:
        """Look at one more cell."""
        if is_year_first(cell) or not (found := PAIR.match(cell)):
            return
        one, other, mark = int(found[1]), int(found[3]), found[2]
        year = int(found[4]) if found[4] else None
        if one > len(MONTHS) >= other:
            if dates.exists(YearlyDay(other, one, year)):
                self.first_of.setdefault((mark, DAY_FIRST), cell)
        elif other > len(MONTHS) >= one:
            is_yearless = mark == "-" and len(cell) <= len("11-26")
            if not is_yearless and dates.exists(YearlyDay(one, other, year)):
                self.first_of.setdefault((mark, MONTH_FIRST), cell)
        elif one != other and mark != ".":
            self.unsettled.setdefault(mark, cell)

    @property
    def settled(self) -> Orders:
        """The orders that the column settles; none where it has no such cell, or of both kinds."""
        for pattern, order in IN_HEADING:
            if pattern.search(self.heading):
                return dict.fromkeys(MARKS, order)
        return {mark: self._settled(mark) for mark in MARKS}

    def _settled(self, mark: str) -> str | None:
        found = [order for order in ORDER_OF if (mark, order) in self.first_of]
        return found[0] if len(found) == 1 else None

    def notes(self, orders: Orders) -> Iterator[str]:
        """Yield what is said of the column; `orders` are those in which it is read."""
        settled = self.settled
        for mark, cell in self.unsettled.items():
            if settling := self.first_of.get((mark, settled[mark] or "")):
                yield f"{self.heading}: {settling} stands in it, so that column is read {ORDER_OF[str(settled[mark])]}"
            elif order := orders[mark]:
                yield f"{self.heading}: read {ORDER_OF[order]}"
            else:
                why = f"{self.heading}: {cell} could be two days, and nothing says which"
                yield f"{why}; oc setting dates {DAY_FIRST}, and import it again"
