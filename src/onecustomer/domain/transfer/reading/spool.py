"""What is piped in, kept in a file beside the store for as long as it is read, for its owner only.

Nothing endless is waited for: the first 64 KiB must be a table, cards or JSON, a cell and a line must end, and so must
the whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from ....errors import Refused
from ....store import files, spools
from .encoding import LONGEST_LINE, START
from .tables.records import LONGEST_CELL

MOST_BYTES = 4 << 30
MOST_ALIKE = 1 << 22  # bytes of one line again and again
AT_ONCE = 1 << 18
WIDEST = 4  # bytes of a letter
NOTHING = "nothing was imported"

Watch = Callable[[bytes], None]


@contextmanager
def spooled(stream: BinaryIO, store: str, judge: Callable[[str, bytes], Watch | None]) -> Iterator[str]:
    """Yield the path of a file that has all of a stream, and is gone afterwards.

    `judge` is given the path and the first bytes, refuses what is nothing to import, and may return what watches the
    rest. What a killed program left is removed.
    Raises: Refused where there is nothing, no end, or no room.
    """
    path = os.path.abspath(store)
    files.make_folder(os.path.dirname(path))
    spools.sweep(path)
    with spools.new(path) as file:
        _fill(file, file.name, stream, judge)
        yield file.name


def _fill(file: BinaryIO, draft: str, stream: BinaryIO, judge: Callable[[str, bytes], Watch | None]) -> None:
    try:
        start = stream.read(START)
        file.write(start)
        file.flush()
        if not start:
            raise Refused("Nothing was piped in.", "oc import - < FILE.csv")
        watch, size = judge(draft, start), len(start)
        if watch:
            watch(start)
        while more := stream.read(AT_ONCE):
            size += len(more)
            if size > MOST_BYTES:
                raise Refused(
                    f"Stdin has more than {MOST_BYTES >> 30} GiB.",
                    f"a file has no limit: oc import FILE; {NOTHING}",
                )
            if watch:
                watch(more)
            file.write(more)
        file.flush()
    except OSError as error:
        raise Refused(f"Stdin cannot be kept beside the store: {error.strerror}.", NOTHING) from None


@dataclass
class EndsOfCells:
    """Watches that cells and lines of a table end, whatever comes."""

    opened: re.Pattern[bytes]  # a quote behind what parts cells and lines
    is_open: bool = False
    length: int = 0
    of_line: int = 0
    lines: int = 0
    begun: int = 1
    alike: int = 0

    def __call__(self, bytes_: bytes) -> None:
        """Look at the next bytes.

        Raises: Refused where a cell or a line is too long by now.
        """
        self._take_quotes(bytes_)
        end = max(bytes_.rfind(b"\n"), bytes_.rfind(b"\r"))
        self.of_line = self.of_line + len(bytes_) if end < 0 else len(bytes_) - end
        if self.is_open and self.length > LONGEST_CELL * WIDEST:
            raise Refused(f"Line {self.begun} of stdin has a quote that does not close.", f"mend it; {NOTHING}")
        if self.of_line > LONGEST_LINE * WIDEST:
            raise Refused("A line of stdin does not end: it is no table.", NOTHING)
        self.lines += bytes_.count(b"\n")
        self.alike = self.alike + len(bytes_) if _is_one_line(bytes_) else 0
        if self.alike > MOST_ALIKE:
            raise Refused(f"Stdin says the same line over and over, up to line {self.lines}.", NOTHING)

    def _take_quotes(self, bytes_: bytes) -> None:
        at, opened = 0, None
        while True:
            if self.is_open:
                closing = bytes_.find(b'"', at)
                if closing < 0:
                    self.length += len(bytes_) - at
                    break
                is_doubled = bytes_[closing + 1 : closing + 2] == b'"'
                self.length += closing - at
                self.is_open, at = is_doubled, closing + 1 + is_doubled
            else:
                found = self.opened.search(bytes_, at)
                if not found:
                    return
                self.is_open, self.length, at = True, 0, found.end()
                opened = at
        if opened:
            self.begun = self.lines + bytes_.count(b"\n", 0, opened) + 1


def _is_one_line(bytes_: bytes) -> bool:
    """Tell whether bytes are one line again and again."""
    line = b"\n".join(bytes_.split(b"\n", 2)[1:2])
    return bool(line) and bytes_.count(line) * (len(line) + 1) > len(bytes_) - 2 * len(line) - 2


def watch(delimiter: str) -> Watch:
    """Return what watches a table whose cells are parted by a delimiter."""
    return EndsOfCells(re.compile(b"[\r\n" + re.escape(delimiter.encode()) + b']"'))
