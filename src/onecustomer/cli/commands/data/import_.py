"""import: people come in from files, and what became of each file is said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from ....domain.transfer import csv_file, importing, layouts
from ....domain.transfer.csv_file import Progress, Sheet
from ....domain.transfer.importing import Counted
from ....domain.transfer.incoming import Incoming, Reading
from ....store.database.connection import Store
from ....store.database.copies import copy
from ....store.open import is_absent, open_store
from ...terminal import streams
from ...terminal.till import Till

Bar = Callable[[str], Progress]  # takes the file that is read now

SHOWN = 20
"""Lines left out that are named one by one; the rest are counted."""


def bring_in(till: Till, files: Sequence[str], *, dry_run: bool) -> None:
    """Bring the people of all files in, or of none; a dry run only says what would be.

    Raises: Refused where a file cannot be read.
    """
    signed = till.signed()
    read = [(sheet, Reading(layouts.recognise(sheet), signed.today)) for sheet in map(csv_file.open_sheet, files)]
    with _store(till, dry_run) as store, _bar(till) as bar:
        counts = importing.bring_in(store, signed, *(_people(sheet, reading, bar) for sheet, reading in read))
    for (sheet, reading), counted in zip(read, counts, strict=True):
        _report(sheet, reading, counted, dry_run, named=len(files) > 1)
    streams.out("Nothing was written: this was a dry run." if dry_run else "Next: oc serve NAME")


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


def _report(sheet: Sheet, reading: Reading, counted: Counted, dry_run: bool, *, named: bool) -> None:
    """Say what became of a file; `named` puts its name before what was left out."""
    of_file = f"{sheet.path}, " if named else ""
    for line in reading.left_out[:SHOWN]:
        streams.say(f"{of_file}line {line.line}: left out. {line.why}")
    if len(reading.left_out) > SHOWN:
        streams.say(f"{of_file}and {len(reading.left_out) - SHOWN} more things left out")
    would = "would be " if dry_run else ""
    streams.out(f"{sheet.path}: {reading.rows} rows of {reading.layout.system.title()}'s customers")
    streams.out(f"  {counted.added} {would}added")
    streams.out(f"  {counted.completed} here already, {would}completed")
    streams.out(f"  {counted.known} here already, nothing new")
    streams.out(f"  {reading.nobody} left out, as nobody could be found by them")
    unkept = [heading for heading in sheet.headings if heading not in reading.layout.kept()]
    streams.out(f"  not kept: {', '.join(unkept) or 'nothing'}")
