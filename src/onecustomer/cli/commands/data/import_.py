"""import: people come in from files, and what became of each file is said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from ....domain.transfer import csv_file, importing, layouts
from ....domain.transfer.csv_file import Progress, Sheet
from ....domain.transfer.importing import Counted
from ....domain.transfer.incoming import Incoming, LeftOut, Reading
from ....store.database.connection import Store
from ....store.database.copies import copy
from ....store.open import is_absent, open_store
from ....store.record import Record
from ...terminal import streams
from ...terminal.till import Till

Bar = Callable[[str], Progress]  # takes the file that is read now

SHOWN = 20
"""Lines left out that are named one by one; the rest are counted."""


class Imported(Record):
    """What became of a file: its rows and what they came to, what was left out, and the headings that nobody keeps."""

    path: str
    system: str
    rows: int
    counted: Counted
    nobody: int
    left_out: Sequence[LeftOut]
    unread: Sequence[str]


def bring_in(till: Till, files: Sequence[str], *, dry_run: bool) -> list[Imported]:
    """Bring the people of all files in, or of none, and return what became of each; a dry run writes nothing.

    Raises: Refused where a file cannot be read.
    """
    signed = till.signed()
    read = [(sheet, Reading(layouts.recognise(sheet), signed.today)) for sheet in map(csv_file.open_sheet, files)]
    with _store(till, dry_run) as store, _bar(till) as bar:
        counts = importing.bring_in(store, signed, *(_people(sheet, reading, bar) for sheet, reading in read))
    return [_imported(sheet, reading, counted) for (sheet, reading), counted in zip(read, counts, strict=True)]


def report(files: Sequence[Imported], *, dry_run: bool) -> None:
    """Say what became of each file, and what comes next; of several, each line left out names its file."""
    for file in files:
        of_file = f"{file.path}, " if len(files) > 1 else ""
        for line in file.left_out[:SHOWN]:
            streams.say(f"{of_file}line {line.line}: left out. {line.why}")
        if len(file.left_out) > SHOWN:
            streams.say(f"{of_file}and {len(file.left_out) - SHOWN} more things left out")
        for sentence in _sentences(file, "would be " if dry_run else ""):
            streams.out(sentence)
    streams.out("Nothing was written: this was a dry run." if dry_run else "Next: oc serve NAME")


def _sentences(file: Imported, would: str) -> Iterator[str]:
    counted = file.counted
    yield f"{file.path}: {file.rows} rows, as {file.system.title()} exports its customers"
    yield f"  {counted.added} {would}added"
    yield f"  {counted.completed} here already, and {would}given what was missing"
    yield f"  {counted.known} here already, with nothing new"
    yield f"  {file.nobody} left out: no name, telephone or e-mail to find them by"
    yield f"  columns not kept: {', '.join(file.unread) or 'none'}"


def _imported(sheet: Sheet, reading: Reading, counted: Counted) -> Imported:
    layout = reading.layout
    unread = [heading for heading in sheet.headings if heading not in layout.headings()]
    return Imported(sheet.path, layout.system, reading.rows, counted, reading.nobody, reading.left_out, unread)


def _people(sheet: Sheet, reading: Reading, bar: Bar) -> Iterator[Incoming]:
    for row in sheet.rows(bar(sheet.path)):
        if person := reading.person(row):
            yield person


@contextmanager
def _store(till: Till, dry_run: bool) -> Iterator[Store]:
    """Yield the store; a dry run gets a copy of it, or an empty one, that is gone afterwards.

    So a dry run does the whole work and its counts are exact, no till waits for it, and a read-only store will do.
    """
    if not dry_run:
        yield till.open(make=True)
        return
    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "dry-run.db")
        if not is_absent(till.path):
            copy(till.open(), path)
            till.close()
        store = open_store(path, lambda _: None, make=True)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _bar(till: Till) -> Iterator[Bar]:
    """Yield what gives each file its progress bar on a terminal, and nothing elsewhere."""
    if not till.interactive:
        yield lambda _: lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True, no_color=not streams.takes_colour()), transient=True) as bars:

        def bar(path: str) -> Progress:
            task = bars.add_task("Reading", total=os.path.getsize(path))
            return lambda read: bars.update(task, completed=read)

        yield bar
