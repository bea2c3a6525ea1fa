"""The panel "Your data": import."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from ..store.connect import Store, is_absent, open_store
from . import streams
from .till import Till, till

if TYPE_CHECKING:  # the models come with these, and no other command waits for them
    from ..domain.arriving import Arriving, Reading
    from ..domain.importing import Counted
    from ..domain.sheets import Progress, Sheet

    Bar = Callable[[str], Progress]  # takes the file that is read now

PANEL = "Your data"
SHOWN = 20
"""Lines left out that are named one by one; the rest are counted."""


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    app.command("import", rich_help_panel=PANEL)(bring_in)


def bring_in(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="A customer export, as CSV.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
) -> None:
    """Bring your customers in from Square's or Shopify's export: all files or none. A second time adds nothing.

    [dim]oc import customers.csv --dry-run · oc import customers.csv[/]
    """
    from ..domain import exports, importing, sheets
    from ..domain.arriving import Reading

    here = till(context)
    moment = here.moment()
    read = [(sheet, Reading(exports.recognise(sheet), moment.today)) for sheet in map(sheets.open_sheet, files)]
    with _store(here, dry_run) as store, _bar(here) as bar:
        counts = importing.bring_in(store, moment, *(_people(sheet, reading, bar) for sheet, reading in read))
    for (sheet, reading), counted in zip(read, counts, strict=True):
        _report(sheet, reading, counted, dry_run, named=len(files) > 1)
    streams.out("Nothing was written: this was a dry run." if dry_run else "Next: oc serve NAME")


def _people(sheet: Sheet, reading: Reading, bar: Bar) -> Iterator[Arriving]:
    for row in sheet.rows(bar(sheet.path)):
        if person := reading.person(row):
            yield person


@contextmanager
def _store(here: Till, dry_run: bool) -> Iterator[Store]:
    """Yield the store; a dry run gets a copy of it, or an empty one, that is gone afterwards.

    So a dry run does all of it and its counts are exact, no till waits for it, and a store that may only be
    read will do.
    """
    if not dry_run:
        yield here.open(make=True)
        return
    from ..store.schema import copy

    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "dry-run.db")
        if not is_absent(here.path):
            original = here.open()
            try:
                copy(original, path)
            finally:
                original.close()
        store = open_store(path, lambda _: None, make=True)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _bar(here: Till) -> Iterator[Bar]:
    """Yield what gives each file its progress bar on a terminal, and nothing elsewhere."""
    if not here.interactive:
        yield lambda _: lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True, no_color=not here.colour), transient=True) as bars:

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
    streams.out(f"{sheet.path}: {reading.rows} rows of {reading.export.system.title()}'s customers")
    streams.out(f"  {counted.added} {would}added")
    streams.out(f"  {counted.completed} here already, {would}completed")
    streams.out(f"  {counted.known} here already, nothing new")
    streams.out(f"  {reading.nobody} left out, as nobody could be found by them")
    unkept = [heading for heading in sheet.headings if heading not in reading.export.kept()]
    streams.out(f"  not kept: {', '.join(unkept) or 'nothing'}")
