"""import: people come in from files, and what became of each file is said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from ....domain.transfer import csv_file, importing, layouts
from ....domain.transfer.csv_file import Progress, Sheet
from ....domain.transfer.importing import Counted, Group
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
    """What became of a file: its people, what was left out, and the headings that nobody keeps."""

    path: str
    system: str
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


def report(till: Till, files: Sequence[Imported], *, dry_run: bool) -> None:
    """Say what became of each file, and what comes next; of several, each line left out names its file."""
    for file in files:
        of_file = f"{file.path}, " if len(files) > 1 else ""
        for line in file.left_out[:SHOWN]:
            streams.say(f"{of_file}line {line.line}: left out. {line.why}")
        if len(file.left_out) > SHOWN:
            streams.say(f"{of_file}and {len(file.left_out) - SHOWN} more things left out")
        for sentence in _sentences(file, dry_run=dry_run):
            streams.out(sentence)
    streams.out("Nothing was written: this was a dry run." if dry_run else till.typed("Next: oc serve NAME"))


def _sentences(file: Imported, *, dry_run: bool) -> Iterator[str]:
    new, completed, known = file.counted.added, file.counted.completed, file.counted.known
    yield f"{file.path}, exported from {file.system.title()}"
    if new.count:
        yield f"  {_counted(new)} {'would be' if dry_run else _agreeing(new.count, 'is', 'are')} new{_named(new)}"
    else:
        yield f"  nobody {'would be' if dry_run else 'is'} new"
    if completed.count:
        given = f"{_were(completed)} here already, and {'would be ' * dry_run}given what was missing"
        yield f"  {given}{_named(completed)}"
    if known.count:
        yield f"  {_were(known)} here already, with nothing new"
    if file.nobody:
        rows = _agreeing(file.nobody, "row", "rows")
        left_out = "would be" if dry_run else _agreeing(file.nobody, "was", "were")
        yield f"  {file.nobody} {rows} {left_out} left out: no name, telephone or e-mail to find them by"
    yield f"  columns not kept: {', '.join(file.unread) or 'none'}"


def _counted(group: Group) -> str:
    return f"{group.count:,} {_agreeing(group.count, 'person', 'people')}"


def _were(group: Group) -> str:
    return f"{_counted(group)} {_agreeing(group.count, 'was', 'were')}"


def _agreeing(count: int, of_one: str, of_many: str) -> str:
    return of_one if count == 1 else of_many


def _named(group: Group) -> str:
    """Return the first names and how many more there are: ": Margo Klein, Jim O'Neil and 8 more"."""
    names = [streams.kept(name) for name in group.names]
    more = group.count - len(names)
    last = f"{more:,} more" if more else names.pop()
    return f": {', '.join(names)} and {last}" if names else f": {last}"


def _imported(sheet: Sheet, reading: Reading, counted: Counted) -> Imported:
    layout = reading.layout
    unread = [heading for heading in sheet.headings if heading not in layout.headings()]
    return Imported(sheet.path, layout.system, counted, reading.nobody, reading.left_out, unread)


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
