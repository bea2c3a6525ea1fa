"""Our own export for a spreadsheet, as it comes back: its rows by their headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .....errors import Refused
from .....store.record import Record
from ..encoding import START, Encoding, not_utf_8, of_start
from ..incoming import LeftOut, Progress
from . import top
from .scan import fitted
from .top import Top


class Line(Record):
    """One row by its headings; `line` is the line of the file it begins on, from 1."""

    line: int
    cells: dict[str, str]


class Sheet(Record):
    """A table that has a heading and can be read.

    Shape: `headings` as written, without outer spaces; none of ours twice.
    """

    path: str
    shown: str
    encoding: Encoding
    top: Top
    headings: tuple[str, ...]

    def raw_rows(self, progress: Progress, left_out: Callable[[LeftOut], None]) -> Iterator[Line]:
        """Yield the rows as they stand in the file, empty ones left out; what is no row goes to `left_out`."""
        for line, row in fitted(self.path, self.shown, self.encoding, self.top, len(self.headings), progress):
            if isinstance(row, str):
                left_out(LeftOut(line, row))
            else:
                yield Line(line, dict(zip(self.headings, row, strict=True)))


def headings(path: str, start: bytes) -> tuple[str, ...]:
    """Return the headings of a file that may be an export of ours; empty where it cannot be one."""
    try:
        return _opened(path, path, of_start(start)).headings
    except (UnicodeDecodeError, Refused):
        return ()


def open_sheet(path: str, shown: str | None = None) -> Sheet:
    """Return the export of ours at `path`, its heading read and all its letters; `shown` is the path as it was typed.

    Raises: Refused where it is no text, or has a heading twice.
    """
    with open(path, "rb") as file:
        encoding = of_start(file.read(START))
    try:
        sheet = _opened(path, shown or path, encoding)
        for _ in sheet.raw_rows(lambda _: None, lambda _: None):
            pass
    except UnicodeDecodeError:
        sheet = _opened(path, shown or path, not_utf_8(path))
    for heading in sheet.headings:
        if heading and sheet.headings.count(heading) > 1:
            raise Refused(f"The heading of {sheet.shown} has “{heading}” twice.", "rename one; nothing was imported")
    return sheet


def _opened(path: str, shown: str, encoding: Encoding) -> Sheet:
    begins = top.of_text(path, shown, encoding, {})
    return Sheet(path, shown, encoding, begins, tuple(begins.cells))
