"""One pass through a table before any of it is taken: that all of it is text, how its days are meant, and its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .....errors import Refused
from ..encoding import Encoding
from ..headings import columns, words
from ..headings.columns import Columns
from ..incoming import Progress
from ..some import Some
from . import cells, name_cells, ragged
from .day_order import MARKS, ORDER_OF, DayOrder, Orders, is_year_first
from .records import Broken, Cells, records
from .top import Top

FEW_LINES = 5  # that are named of those whose names are turned round


@dataclass
class Scan:
    """What the pass has told.

    Shape: `orders` by the field of days; `turned` are the first lines with a name that is "Last, First".
    """

    columns: Columns
    shown: str
    days: dict[str, list[tuple[int, DayOrder]]] = field(default_factory=dict)
    rows: int = 0
    turned: Some[int] = field(default_factory=Some)
    straight: int = 0

    def __post_init__(self) -> None:
        """Look up which columns are of days, of names, and twice there."""
        where = self.columns
        for one in columns.OF_DAYS:
            if places := where.places.get(one):
                self.days[one] = [(place, DayOrder(where.headings[place] or f"column {place + 1}")) for place in places]
        self.names = where.places.get(words.FULL, ())
        self.told = {place: [0, 0] for place in where.wished}
        self.twice = [
            places
            for one in columns.ONE_OF
            if len(places := where.places.get(one, ())) > 1
            and len({where.headings[place].casefold() for place in places}) < len(places)
        ]

    def take(self, line: int, row: Cells) -> None:
        """Look at one more row."""
        self.rows += 1
        for pairs in self.days.values():
            for place, order in pairs:
                if (cell := row[place]) and not is_year_first(cell):
                    order.take(cell.strip().lstrip("'"))
        for place in self.names:
            if cell := row[place]:
                if "," in cell and name_cells.is_turned(cells.cell(cell)):
                    self.turned.take(line)
                else:
                    self.straight += 1
                break  # only the first that has something is read
        for places in self.twice:
            self._refuse_two(line, row, places)
        for place, counts in self.told.items():
            if cell := row[place].strip():
                counts[0] += 1
                counts[1] += cells.is_of_payment(cell)

    def refuse_payments(self) -> None:
        """Refuse a wish for a column of payment cards or bank accounts.

        Raises: Refused where most of its cells are.
        """
        for place, (filled, paying) in self.told.items():
            if 2 * paying > filled:
                heading = self.columns.headings[place]
                raise Refused(
                    f"“{heading}” of {self.shown} has numbers of payment cards or bank accounts, and is never kept.",
                    f'leave it out, or --map "{heading}={words.SKIP}"; nothing was imported',
                )

    def _refuse_two(self, line: int, row: Cells, places: Sequence[int]) -> None:
        by_heading: dict[str, str] = {}
        for place in places:
            heading, cell = self.columns.headings[place], cells.cell(row[place])
            if cell and by_heading.setdefault(heading.casefold(), cell).casefold() != cell.casefold():
                raise Refused(
                    f"“{heading}” stands twice in the heading of {self.shown}, and line {line} has two different ones.",
                    "rename one of the two headings; nothing was imported",
                )

    def orders(self, shops: str | None) -> dict[str, Orders]:
        """Return the orders of each field of days: its own, else those of the other columns, else the shop's."""
        found: dict[str, dict[str, str | None]] = {one: {} for one in columns.OF_DAYS}
        for mark in MARKS:
            settled = {one: _one_of(order.settled[mark] for _, order in pairs) for one, pairs in self.days.items()}
            others = _one_of(settled.values())
            for one, orders in found.items():
                orders[mark] = settled.get(one) or others or shops
        return {**found}

    def notes(self, shops: str | None) -> list[str]:
        """Return what is said of the columns."""
        orders = self.orders(shops)
        said = [note for one, pairs in self.days.items() for _, order in pairs for note in order.notes(orders[one])]
        said += self._two_orders()
        if self.turned.count:
            said.append(f"{self.columns.headings[self.names[0]]}: {self._turned()} turned round")
        return said

    def _two_orders(self) -> Iterator[str]:
        """Yield that two columns are read in two orders, where that is so: whoever wrote them had one."""
        columns = [order for pairs in self.days.values() for _, order in pairs]
        for mark in MARKS:
            by_order = {order.settled[mark]: order.heading for order in reversed(columns) if order.settled[mark]}
            if len(by_order) == len(ORDER_OF):
                read = " and ".join(f"“{name}” is read {ORDER_OF[str(order)]}" for order, name in by_order.items())
                yield f"{read}: are both right?"

    def _turned(self) -> str:
        """Return which names are written last name first."""
        if not self.straight:
            return "all are “Last, First”, and are"
        if self.turned.count == 1:
            return f"the one of line {self.turned.first[0]} is “Last, First”, and is"
        lines = ", ".join(map(str, self.turned.first[:FEW_LINES]))
        more = self.turned.count - FEW_LINES
        return f"those of lines {lines}{f' and {more:,} more' if more > 0 else ''} are “Last, First”, and are"


def _one_of(orders: Iterable[str | None]) -> str | None:
    """Return the only order that is said; none where there are two, or none."""
    found = set(orders) - {None}
    return found.pop() if len(found) == 1 else None


def fitted(
    path: str,
    shown: str,
    encoding: Encoding,
    top: Top,
    width: int,
    progress: Progress,
    known: Columns | None = None,
) -> Iterator[tuple[int, Cells | str]]:
    """Yield each row with the line it begins on, as wide as the heading; in place of one why it is left out.

    Shape: empty rows and what stands above the heading are no rows; what is `known` of the columns makes rows fit that
    have too few or too many cells.
    """
    own, is_after_break = [one.strip() for one in top.cells], False
    for line, row in records(path, shown, encoding, top.delimiter, progress):
        if line <= top.line:
            continue
        if isinstance(row, Broken):
            is_after_break = True
            if len(row.cells) == width:
                yield line, row.cells
            else:
                yield line, "a quote in it does not close where it should"
            continue
        if len(row) == width:
            is_after_break = False
            if row[0] == top.cells[0] and top.line and [one.strip() for one in row] == own:
                yield line, "the heading once more"
            elif any(row) and not "".join(row).isspace():
                yield line, row
            continue
        if not any(cell.strip() for cell in row):
            continue
        yield line, _filled(row, width, top.delimiter, None if is_after_break else known, is_after_break)


def _filled(row: Cells, width: int, delimiter: str, known: Columns | None, is_after_break: bool) -> Cells | str:
    """Return a row as wide as the heading; else why it cannot be."""
    count = len(row)
    if (count > width or not is_after_break) and (filled := ragged.fitting(row, width, delimiter, known)):
        return filled
    return f"it has {count} {'cell' if count == 1 else 'cells'}, and the heading has {width}"
