"""A table of people in a file: looked through once, then read row by row."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping

from .....errors import Refused
from ..encoding import START, Encoding, not_utf_8, of_start, wished
from ..headings.columns import Columns
from ..incoming import Incoming, LeftOut, Looked, Progress, Wishes
from . import mapping, ragged, top
from .day_order import Orders
from .row_person import RowReader
from .scan import Scan, fitted
from .top import Top


class Table(Looked):
    """A table of people, of which all is known but the rows themselves."""

    file: str
    shown: str
    encoding: Encoding
    top: Top
    columns: Columns
    orders: Mapping[str, Orders]
    today: dt.date

    def people(self, progress: Progress) -> Iterator[Incoming | LeftOut]:
        """Yield every person of the table, and every row that is nobody, in the order of the file."""
        person = RowReader(self.columns, self.today, self.orders).person
        width = len(self.top.cells)
        for line, row in fitted(self.file, self.shown, self.encoding, self.top, width, progress, self.columns):
            if isinstance(row, str):
                yield LeftOut(line, row)
                continue
            one = person(line, row)
            yield ragged.told(row, one) if type(row) is ragged.Trimmed and isinstance(one, Incoming) else one


def open_table(file: str, path: str, wishes: Wishes, start: bytes, today: dt.date, order: str | None) -> Table:
    """Return the table in a file, looked through from its first row to its last.

    Raises: Refused where it is no text, or no table in which people can be found.
    """
    encoding = wished(wishes.encoding, start) if wishes.encoding else of_start(start)
    try:
        return _looked_through(file, path, wishes, encoding, today, order)
    except UnicodeDecodeError:
        if encoding.is_certain:
            raise Refused(
                f"{mapping.said(path)} is not {encoding.said} text.",
                "--encoding says which it is, as cp1252 or shift_jis; nothing was imported",
            ) from None
        return _looked_through(file, path, wishes, not_utf_8(file), today, order)


def judged(file: str, shown: str, wishes: Wishes, start: bytes) -> str:
    """Return what parts the cells of a table of which only the beginning is there.

    Raises: Refused where it is no table in which people can be found.
    """
    found = wished(wishes.encoding, start) if wishes.encoding else of_start(start)
    encoding = Encoding(found.name, found.said, "replace")
    begins, known = mapping.meant(top.of_text(file, shown, encoding, wishes.columns), shown, wishes)
    if len(start) == START:
        rows = fitted(file, shown, encoding, begins, len(begins.cells), lambda _: None, known)
        *whole, _ = [row for _, row in rows] or [""]  # the last may be cut off
        if all(isinstance(row, str) for row in whole):
            raise Refused(
                f"{shown} has nobody in its first {START >> 10} KiB.",
                "is it the file that was meant? nothing was imported",
            )
    return begins.delimiter


def _looked_through(
    file: str, path: str, wishes: Wishes, encoding: Encoding, today: dt.date, order: str | None
) -> Table:
    shown = mapping.said(path)
    begins = top.of_text(file, shown, encoding, wishes.columns)
    begins, known = mapping.meant(begins, shown, wishes)
    scan = Scan(known, shown)
    bad = ""
    for line, row in fitted(file, shown, encoding, begins, len(begins.cells), lambda _: None, known):
        if not isinstance(row, str):
            scan.take(line, row)
        elif not bad:
            bad = f" that can be read; line {line}: {row}"
    if not scan.rows:
        raise Refused(
            f"{shown} has a heading, and nobody below it{bad}.", "export it again with its rows; nothing was imported"
        )
    scan.refuse_payments()
    notes = [one for one in (encoding.note, *mapping.notes(begins, known), *known.notes, *scan.notes(order)) if one]
    told = f"{known.layout.told}, {encoding.said}"
    return Table(
        path, told, os.path.getsize(file), notes, known.unread, known.withheld,
        file, shown, encoding, begins, known, scan.orders(order), today,
    )  # fmt: skip
