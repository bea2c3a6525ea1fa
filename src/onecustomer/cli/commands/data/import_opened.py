"""A file that is imported, looked through once: what it is, and what gives its people."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection

from ....domain.timeline.deed import Signed
from ....domain.transfer import spreadsheet
from ....domain.transfer.reading import source
from ....domain.transfer.reading.incoming import Looked, Progress, Source, Wishes
from ....domain.transfer.reading.tables.sheet import open_sheet
from ....domain.transfer.returning import from_json
from ....domain.transfer.taking.counted import Counted
from ....domain.transfer.taking.importing import OwnExport

OURS, COLUMNS = "onecustomer export", "columns "

Sources = Source | OwnExport


class Opened(Looked):
    """A file that has been looked through, and what gives its people.

    Shape: `parts` stands before the headings that are not kept: "columns ", nothing of cards. `take` returns what gives
    the people, and tells a progress how much of the file was read; `finish` adds to what became of them what only the
    file knows.
    """

    parts: str
    take: Callable[[Progress], Sources]
    finish: Callable[[Counted], None]


def opened(path: str, file: str, wishes: Wishes, signed: Signed, order: str | None, erased: Collection[str]) -> Opened:
    """Return the file that was typed as `path` and lies at `file`, looked through.

    `order` is how the shop reads 11/12; `erased` are the keys of those who were erased on request.
    Raises: Refused where nobody can be read from it.
    """
    kind = source.kind_of(file, path)
    if kind == source.OWN_JSON:
        return _own_json(path, file, erased)
    if kind == source.OWN_SHEET:
        return _own_sheet(path, file, signed, erased)
    found = source.open_source(file, wishes, signed.today, order, shown=path)
    parts = "" if kind == source.CARDS else COLUMNS
    return Opened(
        path, found.told, found.size, found.notes, found.unread, found.withheld, parts,
        lambda _: found, lambda counted: None,
    )  # fmt: skip


def _own_json(path: str, file: str, erased: Collection[str]) -> Opened:
    def take(progress: Progress) -> OwnExport:
        return OwnExport(path, lambda receiver: from_json.take(file, progress, receiver), True, erased)

    return Opened(path, OURS, os.path.getsize(file), (), (), (), COLUMNS, take, lambda counted: None)


def _own_sheet(path: str, file: str, signed: Signed, erased: Collection[str]) -> Opened:
    reading = spreadsheet.Reading(open_sheet(file, path), signed.today)

    def take(progress: Progress) -> OwnExport:
        return OwnExport(path, lambda receiver: reading.take(progress, receiver), False, erased)

    def finish(counted: Counted) -> None:
        counted.left_out, counted.mends = reading.left_out, reading.mends

    return Opened(path, OURS, os.path.getsize(file), (), reading.unread(), (), COLUMNS, take, finish)
