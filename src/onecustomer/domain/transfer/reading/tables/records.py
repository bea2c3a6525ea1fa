"""The records of a CSV file, one at a time, each with the line it begins on; one that is broken costs no other.

A quote that does not close is not believed for longer than a cell may be: the line it stands on is read by itself, and
the lines behind it are read again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial

from .....errors import Refused
from .....store.record import Record
from ..encoding import LONGEST_LINE, Encoding
from ..incoming import Progress

LONGEST_CELL = 1 << 17  # letters; a spreadsheet's cell has at most 32,767
OFTEN = 256  # records between two words about how far it is

Cells = list[str]


class Broken(Record):
    """A line that cannot be read as a record, and the cells that it has if its quotes are letters like others."""

    cells: Cells


def records(
    path: str, shown: str, encoding: Encoding, delimiter: str, progress: Progress
) -> Iterator[tuple[int, Cells | Broken]]:
    """Yield each record with the line it begins on.

    Raises: Refused where bytes are none of the encoding, or a line does not end.
    """
    csv.field_size_limit(LONGEST_CELL)
    line = 1
    with (
        open(path, "rb") as binary,
        io.TextIOWrapper(binary, encoding=encoding.name, errors=encoding.errors, newline="") as file,
    ):
        try:
            for count, (line, cells) in enumerate(parted(_lines(file, shown, encoding), delimiter)):
                if not count % OFTEN:
                    progress(binary.tell())
                yield line, cells
            progress(binary.tell())
        except UnicodeDecodeError:
            if not encoding.is_certain:
                raise
            raise Refused(
                f"{shown} is not {encoding.said} text, at or after line {line}.",
                "--encoding says which it is, as cp1252 or shift_jis; nothing was imported",
            ) from None


def _lines(file: io.TextIOWrapper, shown: str, encoding: Encoding) -> Iterator[str]:
    """Yield the lines of a file with their ends, as they were meant.

    Raises: Refused where one is longer than any row.
    """
    for number, line in enumerate(iter(partial(file.readline, LONGEST_LINE), ""), 1):
        if len(line) == LONGEST_LINE:
            raise Refused(
                f"Line {number} of {shown} has more than {LONGEST_LINE:,} letters: it is no table.",
                "is it the file that was meant? nothing was imported",
            )
        yield encoding.meant(line) if encoding.is_twice else line


def parted(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, Cells | Broken]]:
    """Yield each record of some lines with the number of the line it begins on, from 1."""
    rest = iter(lines)
    read: list[str] = []  # the lines of the record that is read now
    again: list[str] = []  # lines to be read once more, the next one last
    number = 1

    def fed() -> Iterator[str]:
        while again:
            read.append(again.pop())
            yield read[-1]
        for line in rest:
            read.append(line)
            yield line

    while True:
        try:
            for cells in csv.reader(fed(), strict=True, delimiter=delimiter):
                yield number, cells
                number += len(read)
                read.clear()
        except csv.Error:
            first, *behind = read
            read.clear()
            again += reversed(behind)
            yield number, Broken(_alone(first, delimiter))
            number += 1
        else:
            return


def _alone(line: str, delimiter: str) -> Cells:
    """Return the cells of one line whose quotes do not part them as they should: those inside of a cell are letters."""
    bare, mark = line.rstrip("\r\n"), re.escape(delimiter)
    doubled = re.sub(rf'(?<!^)(?<![{mark}"])"(?!["{mark}]|$)', '""', bare)
    for text, is_strict in ((doubled, True), (bare, False)):
        with suppress(csv.Error):
            return next(csv.reader([text], strict=is_strict, delimiter=delimiter), [])
    return []
