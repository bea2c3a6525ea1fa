"""The top of a table: what parts its cells, which row is the heading, and whether there is one at all."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from .....errors import Refused
from .....store.record import Record
from ..encoding import LONGEST_LINE, Encoding
from ..headings import columns, heading, words
from .records import Broken, parted

DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 1_000
FIRST_ROWS = 40  # among which the heading is
LONGEST = 200  # letters of what may be an e-mail
FEW = 2  # columns, of which one that is understood is enough
SEPARATOR = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE)
"""The first line that Excel writes, and shows nobody."""

OF_PEOPLE = re.compile(r"\S+@\S+\.\S+|\+?[\d ()./-]{7,}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
"""What stands in a row and in no heading: an e-mail, a telephone, a day."""


class Top(Record):
    """How a table begins.

    Shape: `line` is that of the heading, 0 where there is none; `cells` are its own, or those of the first row. `rows`
    are some of those below.
    """

    delimiter: str
    line: int
    cells: Sequence[str]
    is_understood: bool
    rows: Sequence[Sequence[str]] = ()


def of_text(path: str, shown: str, encoding: Encoding, wished: Mapping[str, str]) -> Top:
    """Return the top of a table: of each way to part it, the row that is understood best.

    Raises: Refused where there is nothing in it, or more columns than anybody has.
    """
    lines = list(_first_lines(path, encoding))
    text = "".join(lines)
    said = SEPARATOR.fullmatch(lines[0]) if lines else None
    found = [top for one in ([said[1]] if said else DELIMITERS) for top in _tops(text, one, wished)]
    if not found:
        raise Refused(f"{shown} has nothing in it.", "export it again; nothing was imported")
    count, best = max(found, key=lambda one: (one[0], len(one[1].cells), -one[1].line))
    if count > 0:
        return _with_rows(best, text)
    top = max((one for _, one in found if one.line == found[0][1].line), key=lambda one: len(one.cells))
    if len(top.cells) > MOST_COLUMNS:
        raise Refused(
            f"Line {top.line} of {shown} has {len(top.cells):,} cells; {MOST_COLUMNS:,} is the most of a table.",
            "is it the file that was meant? nothing was imported",
        )
    return _with_rows(top, text)


def _with_rows(top: Top, text: str) -> Top:
    below = [
        [one.strip() for one in row]
        for line, row in islice(parted(io.StringIO(text, newline=""), top.delimiter), FIRST_ROWS)
        if line > top.line and not isinstance(row, Broken)
    ]
    return Top(top.delimiter, top.line, top.cells, top.is_understood, below)


def _tops(text: str, delimiter: str, wished: Mapping[str, str]) -> Iterator[tuple[int, Top]]:
    """Yield each of the first rows as a heading, with how much of it is understood: nothing where it is too wide."""
    known = {one.casefold() for one in wished}
    for line, row in islice(parted(io.StringIO(text, newline=""), delimiter), FIRST_ROWS):
        whole = row.cells if isinstance(row, Broken) else row
        cells = [one.strip() for one in whole]
        if any(cells) and not (line == 1 and SEPARATOR.fullmatch("".join(whole))):
            count = understood(cells, known) if len(cells) <= MOST_COLUMNS else 0
            yield count, Top(delimiter, line, cells, count > 0)


def understood(cells: Sequence[str], wished: Collection[str]) -> int:
    """Return how many headings of a row are understood; 0 where it is hardly a heading, or nobody is found by it."""
    if has_people(cells):
        return 0
    named = [cell for cell in cells if cell]
    found = [cell.casefold() in wished or heading.meaning(cell) for cell in named]
    count = sum(1 for one in found if one)
    if True in found:
        return count + 1
    is_enough = count > 1 or len(named) <= FEW or words.EMAIL in found or words.PHONE in found
    return count if is_enough and columns.of_headings(cells, {}).has_people else 0


def has_people(cells: Sequence[str]) -> bool:
    """Tell whether a row has what stands in no heading."""
    return any(is_of_people(cell) for cell in cells)


def is_of_people(cell: str) -> bool:
    """Tell whether a cell is an e-mail, a telephone or a day."""
    return len(cell) <= LONGEST and OF_PEOPLE.fullmatch(cell) is not None


def _first_lines(path: str, encoding: Encoding) -> Iterator[str]:
    """Yield the lines among which the heading is."""
    with (
        open(path, "rb") as binary,
        io.TextIOWrapper(binary, encoding=encoding.name, errors=encoding.errors, newline="") as file,
    ):
        room = LONGEST_LINE
        while room > 0 and (line := file.readline(LONGEST_LINE)):
            yield encoding.meant(line)
            room -= len(line) + LONGEST_LINE // (4 * FIRST_ROWS)
