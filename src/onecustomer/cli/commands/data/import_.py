"""import: people come in from files, and what became of each file is said."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from tempfile import TemporaryDirectory

from ....domain.transfer import importing, spreadsheet
from ....domain.transfer.counted import Counted, Group
from ....domain.transfer.importing import OwnExport
from ....domain.transfer.incoming import Incoming
from ....domain.transfer.reading import source
from ....domain.transfer.reading.incoming import LeftOut, Progress, Source
from ....domain.transfer.reading.tables.sheet import Sheet, open_sheet
from ....domain.transfer.returning import from_json
from ....store.database.connection import Store
from ....store.database.copies import copy
from ....store.erasure import erased_keys
from ....store.open import is_absent, make_filled, open_store
from ....store.record import Record
from ...terminal import streams
from ...terminal.till import Till

Bar = Callable[[str], Progress]  # takes the file that is read now

OURS = "onecustomer"
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
    erased = erased_keys.keys(till.path)
    read = [_source(path, signed.today, erased) for path in files]
    with _bar(till) as bar:
        counts = _into(
            till,
            lambda store: importing.bring_in(store, signed, *(source.people(bar) for source in read)),
            dry_run=dry_run,
        )
    return [source.imported(counted) for source, counted in zip(read, counts, strict=True)]


def _source(path: str, today: dt.date, erased: Collection[str]) -> Foreign | OwnSheet | OwnJson:
    """Return what a file is, by how it begins.

    Raises: Refused where it is nothing that is known, or cannot be read.
    """
    kind = source.kind_of(path)
    if kind == source.OWN_JSON:
        return OwnJson(path, erased)
    if kind == source.OWN_SHEET:
        sheet = open_sheet(path)
        return OwnSheet(sheet, spreadsheet.Reading(sheet, today), erased)
    return Foreign(source.open_source(path, source.wishes(), today, None), [])


class Foreign(Record):
    """A file of another system's."""

    source: Source
    left_out: list[LeftOut]

    def people(self, bar: Bar) -> Iterator[Incoming]:
        """Yield the people of the file."""
        for one in self.source.people(bar(self.source.path)):
            if isinstance(one, LeftOut):
                self.left_out.append(one)
                continue
            self.left_out.extend(LeftOut(one.line, f"without {why}") for why in one.without)
            yield Incoming(one.source, one.details, one.memo, one.last_visit)

    def imported(self, counted: Counted) -> Imported:
        """Return what became of the file."""
        return Imported(self.source.path, self.source.told, counted, 0, self.left_out, self.source.unread)


class OwnSheet(Record):
    """Our own export for a spreadsheet."""

    sheet: Sheet
    reading: spreadsheet.Reading
    erased: Collection[str]

    def people(self, bar: Bar) -> OwnExport:
        """Return what gives the people of the file to a receiver."""
        bar_of_file = bar(self.sheet.path)
        return OwnExport(lambda receiver: self.reading.take(bar_of_file, receiver), False, self.erased)

    def imported(self, counted: Counted) -> Imported:
        """Return what became of the file."""
        reading = self.reading
        return Imported(self.sheet.path, OURS, counted, reading.nobody, reading.left_out, reading.unread())


class OwnJson(Record):
    """Our own lossless export."""

    path: str
    erased: Collection[str]

    def people(self, bar: Bar) -> OwnExport:
        """Return what gives all that is in the file to a receiver."""
        bar_of_file = bar(self.path)
        return OwnExport(lambda receiver: from_json.take(self.path, bar_of_file, receiver), True, self.erased)

    def imported(self, counted: Counted) -> Imported:
        """Return what became of the file."""
        return Imported(self.path, OURS, counted, 0, [], [])


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
    yield f"{file.path}, exported from {file.system}"
    if new.count:
        yield f"  {_counted(new)} {'would be' if dry_run else _agreeing(new.count, 'is', 'are')} new{_named(new)}"
    else:
        yield f"  nobody {'would be' if dry_run else 'is'} new"
    if completed.count:
        given = f"{_were(completed)} here already, and {'would be ' * dry_run}given what was missing"
        yield f"  {given}{_named(completed)}"
    if known.count:
        yield f"  {_were(known)} here already, with nothing new"
    if file.counted.erased:
        erased = f"{file.counted.erased:,} {_agreeing(file.counted.erased, 'person', 'people')}"
        was, stays = _agreeing(file.counted.erased, "was", "were"), _agreeing(file.counted.erased, "stays", "stay")
        yield f"  {erased} {was} erased here on request, and {stays} so"
    if taken_out := file.counted.taken_out:
        were, stay = ("thing was", "stays") if taken_out == 1 else ("things were", "stay")
        yield f"  {taken_out:,} {were} taken out here since, and {stay} so"
    if file.counted.is_restored and not dry_run:
        yield "  all is as it was, with who wrote what; oc undo cannot take that back"
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


def _into(till: Till, bring_in: Callable[[Store], list[Counted]], *, dry_run: bool) -> list[Counted]:
    """Bring people into the store, and return what became of them; a dry run does it to a copy that is gone afterwards.

    So a dry run does the whole work and its counts are exact, no till waits for it, and a read-only store will do.
    Where there is no store yet, one is made with them, and none where a file is refused.
    """
    is_new = is_absent(till.path)
    if not is_new and not dry_run:
        return bring_in(till.open(make=True))
    counts: list[Counted] = []
    if not dry_run:
        is_made = make_filled(till.path, streams.say, lambda store: counts.extend(bring_in(store)))
        store = till.open()
        return counts if is_made else bring_in(store)
    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "dry-run.db")
        if not is_new:
            copy(till.open(), path)
            till.close()
        with closing(open_store(path, lambda _: None, make=True)) as store:
            return bring_in(store)


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
