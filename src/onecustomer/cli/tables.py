"""Tables off the express lane, drawn by Rich; what people typed is only ever shown as plain text."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..domain import days, occasions
from ..domain.history import History
from ..domain.matching import Candidate
from ..domain.text import clean
from ..errors import StoreTrouble
from ..store import kinds
from ..store.rows import Entry, Person, Remembered
from .choose import details
from .till import Till


def history(till: Till, person: Person, told: History) -> None:
    """Print what is always so of a person, then their timeline, latest first."""
    table = _table()
    today = till.moment().today
    for word in told.words:
        table.add_row(*_row("always", word.kind, word.value, None))
    for fact in told.facts:
        table.add_row(*_row("always", fact.kind, f"{fact.text} ({_day(fact.day, today)})", fact.staff))
    if person.every:
        table.add_row(*_row("always", "every", days.span(person.every), None))
    for occasion in told.occasions:
        table.add_row(*_row("always", "date", f"{occasion.what}, {_date(occasion)}", None))
    for entry in told.entries:
        table.add_row(*_row(_day(entry.day, today), entry.kind, _said(told, entry, today), entry.staff))
    screen = console(till)
    screen.print(Text(clean(person.name), style="bold"))
    if table.row_count:
        screen.print(table)
    if not (told.facts or told.entries):
        screen.print(Text("Nothing has happened yet."))


def _said(told: History, entry: Entry, today: dt.date) -> str:
    """Return what an entry says: how they were, whom they brought, the words, and how it came and ended."""
    brought = told.brought.get(entry.id)
    said = ", ".join(part for part in (entry.style, f"brought {brought}" if brought else None, entry.text) if part)
    notes = [f"via {entry.via}"] if entry.via else []
    if entry.kind in kinds.OWED:
        notes += [f"by {_day(entry.due, today)}"] if entry.due else []
        ended = told.ended.get(entry.id)
        notes.append(f"{ENDED.get(ended.kind, ended.kind)} {_day(ended.day, today)}" if ended else "open")
    return f"{said} ({', '.join(notes)})" if notes else said


NO_DAY = "no day"
"""What stands for a day that other hands made unreadable: the rest is worth reading, and the row can be found."""

ENDED = {kinds.ANSWER: "answered", kinds.BROKEN: "not kept"}
"""What an end is called where its kind is not the word."""


def candidates(till: Till, found: Sequence[Candidate]) -> None:
    """Print the people found, each with what tells them apart."""
    table = _table()
    today = till.moment().today
    for candidate in found:
        table.add_row(*_row(candidate.person.name, candidate.ref, " · ".join(details(candidate, today)), None))
    console(till).print(table)


def _row(*cells: str | None) -> list[Text]:
    return [Text(clean(cell or "")) for cell in cells]


def _table() -> Table:
    return Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))


def console(till: Till) -> Console:
    """Return the till's screen for Rich, which takes nothing that people typed for markup."""
    return Console(
        file=sys.stdout,
        width=till.width,
        force_terminal=till.colour,
        color_system="standard" if till.colour else None,
        markup=False,
        highlight=False,
        emoji=False,
    )


def _date(occasion: Remembered) -> str:
    try:
        return occasions.said(occasion)
    except StoreTrouble:
        return NO_DAY


def _day(iso: str, today: dt.date) -> str:
    try:
        day = days.of_iso(iso)
    except StoreTrouble:
        return NO_DAY
    return days.dated(day, today)
