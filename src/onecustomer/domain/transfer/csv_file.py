"""Reading a CSV file one row at a time, each with the line it begins on; nothing is guessed."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator

from ...errors import Refused
from ...store.record import Record
from .guarding import unguarded

MOST_BYTES = 50 * 1024 * 1024
MOST_CELL = 20_000  # characters: a memo's limit and room to say that it is too long
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = (",", ";", "\t")
"""What parts the cells; a spreadsheet writes a semicolon where a comma stands in numbers."""

Progress = Callable[[int], None]  # takes the bytes read so far


class Row(Record):
    """One row by its headings; `line` is the line of the file it begins on, from 1."""

    line: int
    cells: dict[str, str]


class Sheet(Record):
    """A CSV file that has a heading and can be read.

    Shape: `headings` as written, without outer spaces; none twice. `delimiter` is what parts most of them.
    """

    path: str
    encoding: str
    delimiter: str
    headings: tuple[str, ...]

    def rows(self, progress: Progress) -> Iterator[Row]:
        """Yield the rows, empty lines left out, and each cell without what only keeps a spreadsheet from running it.

        Raises: Refused where a row has more or fewer cells than the heading, or the file is not text.
        """
        for row in self.raw_rows(progress):
            yield Row(row.line, {heading: unguarded(cell.strip()) for heading, cell in row.cells.items()})

    def raw_rows(self, progress: Progress) -> Iterator[Row]:
        """Yield the rows as they stand in the file, empty lines left out.

        Raises: Refused as `rows` does.
        """
        for line, cells in _records(self.path, self.encoding, self.delimiter, progress):
            if line == 1 or not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(self.headings):
                raise Refused(
                    f"Line {line} of {self.path} has {len(cells)} cells and the heading has {len(self.headings)}.",
                    "mend that line, or export the file again; nothing was imported",
                )
            yield Row(line, dict(zip(self.headings, cells, strict=True)))


def open_sheet(path: str) -> Sheet:
    """Return the CSV file at `path`, its heading read.

    Raises: Refused where there is no such file, it is a folder or a pipe, it is empty, too large or not text, or it
    has a heading twice.
    """
    check_file(path)
    size = os.path.getsize(path)
    if size > MOST_BYTES:
        raise Refused(f"{path} has {size:,} bytes; {MOST_BYTES:,} is the most.", "split it; nothing was imported")
    encoding = _encoding(path)
    first, delimiter = _heading(path, encoding)
    headings = tuple(heading.strip() for heading in first)
    for heading in headings:
        if heading and headings.count(heading) > 1:
            raise Refused(f"The heading of {path} has “{heading}” twice.", "rename one; nothing was imported")
    return Sheet(path, encoding, delimiter, headings)


def check_file(path: str) -> None:
    """Refuse what is no file with something in it.

    Raises: Refused.
    """
    if os.path.isdir(path):
        raise Refused(f"{path} is a folder.", "oc import FILE.csv, as Square or Shopify exports it")
    if os.path.exists(path) and not os.path.isfile(path):
        raise Refused(f"{path} is no ordinary file.", "oc import FILE.csv, as Square or Shopify exports it")
    if not os.path.isfile(path):
        raise Refused(f"There is no file {path}.", "oc import FILE.csv, as Square or Shopify exports it")
    if os.path.getsize(path) == 0:
        raise Refused(f"{path} is empty.", "export it again; nothing was imported")


def _encoding(path: str) -> str:
    with open(path, "rb") as file:
        start = file.read(4)
    return next((name for mark, name in BYTE_ORDER_MARKS.items() if start.startswith(mark)), "utf-8")


def _heading(path: str, encoding: str) -> tuple[list[str], str]:
    """Return the cells of the heading, and what parts them: the delimiter that makes most of them."""
    found = [(next(_records(path, encoding, one, lambda _: None), (0, []))[1], one) for one in DELIMITERS]
    return max(found, key=lambda one: len(one[0]))


def _records(path: str, encoding: str, delimiter: str, progress: Progress) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it begins on."""
    csv.field_size_limit(MOST_CELL)
    with open(path, "rb") as binary, io.TextIOWrapper(binary, encoding=encoding, newline="") as file:
        reader = csv.reader(_text_lines(file, path), strict=True, delimiter=delimiter)
        begins = 1
        try:
            for cells in reader:
                progress(binary.tell())
                yield begins, cells
                begins = reader.line_num + 1
        except UnicodeDecodeError:
            raise Refused(
                f"{path} is not UTF-8 text, at or after line {begins}.",
                "save it as “CSV UTF-8”; nothing was imported",
            ) from None
        except csv.Error as error:
            raise Refused(
                f"Line {begins} of {path} cannot be read as CSV: {error}.",
                "mend that line; nothing was imported",
            ) from None


def _text_lines(lines: Iterator[str], path: str) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise Refused(f"{path} is not text: line {number} has a NUL.", "is it the CSV? nothing was imported")
        yield line
