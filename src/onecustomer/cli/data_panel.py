"""The panel "Your data": import."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from ..store.connect import Store, is_absent, open_store
from . import streams
from .app import till
from .till import Till

if TYPE_CHECKING:  # the models come with these, and no other command waits for them
    from ..domain.arriving import Reading
    from ..domain.importing import Counted
    from ..domain.sheets import Progress, Sheet

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
    """Bring your customers in from Square's or Shopify's export. A second time adds nothing.

    [dim]oc import customers.csv --dry-run · oc import customers.csv[/]
    """
    from ..domain import exports, importing, sheets
    from ..domain.arriving import Reading

    here = till(context)
    for path in files:
        sheet = sheets.open_sheet(path)
        export = exports.recognise(sheet)
        with _store(here, dry_run) as store, _bar(here, path) as progress:
            moment = here.moment()
            reading = Reading(export, moment.today)
            people = (person for row in sheet.rows(progress) if (person := reading.person(row)))
            counted = importing.bring_in(store, moment, people, dry_run=dry_run)
        _report(sheet, reading, counted, dry_run)


@contextmanager
def _store(here: Till, dry_run: bool) -> Iterator[Store]:
    """Yield the store; a dry run where there is none yet gets one that is gone afterwards."""
    if dry_run and is_absent(here.path):
        with TemporaryDirectory() as folder:
            yield open_store(os.path.join(folder, "dry-run.db"), lambda _: None, make=True)
    else:
        yield here.open(make=True)


@contextmanager
def _bar(here: Till, path: str) -> Iterator[Progress]:
    """Yield what takes the bytes read: a progress bar on a terminal, nothing elsewhere."""
    if not here.interactive:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True, no_color=not here.colour), transient=True) as bar:
        task = bar.add_task("Reading", total=os.path.getsize(path))
        yield lambda read: bar.update(task, completed=read)


def _report(sheet: Sheet, reading: Reading, counted: Counted, dry_run: bool) -> None:
    for line in reading.left_out[:SHOWN]:
        streams.say(f"line {line.line}: left out. {line.why}")
    if len(reading.left_out) > SHOWN:
        streams.say(f"and {len(reading.left_out) - SHOWN} more things left out")
    would = "would be " if dry_run else ""
    streams.out(f"{sheet.path}: {reading.rows} rows of {reading.export.system.title()}'s customers")
    streams.out(f"  {counted.added} {would}added")
    streams.out(f"  {counted.completed} here already, {would}completed")
    streams.out(f"  {counted.known} here already, nothing new")
    streams.out(f"  {reading.nobody} left out, as nobody could be found by them")
    unkept = [heading for heading in sheet.headings if heading not in reading.export.kept()]
    streams.out(f"  not kept: {', '.join(unkept) or 'nothing'}")
    streams.out("Nothing was written: this was a dry run." if dry_run else "Next: oc serve NAME")
