"""Tables off the express lane, drawn by Rich; what people typed is only ever shown as plain text."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..domain import days
from ..domain.matching import Candidate
from ..domain.text import clean
from ..errors import StoreTrouble
from ..store.rows import Entry, Lasting, Person, Word
from .choose import details
from .till import Till


def history(
    till: Till, person: Person, words: Sequence[Word], facts: Sequence[Lasting], entries: Sequence[Entry]
) -> None:
    """Print the words that find a person, their facts, then their timeline, latest first."""
    table = _table()
    today = till.moment().today
    for word in words:
        table.add_row(*_row("always", word.kind, word.value, None))
    for fact in facts:
        table.add_row(*_row("always", fact.kind, fact.text, fact.staff))
    for entry in entries:
        said = ", ".join(part for part in (entry.style, entry.text) if part)
        via = f" (via {entry.via})" if entry.via else ""
        table.add_row(*_row(_day(entry.day, today), entry.kind, said + via, entry.staff))
    console = _console(till)
    console.print(Text(clean(person.name), style="bold"))
    if table.row_count:
        console.print(table)
    if not (facts or entries):
        console.print(Text("Nothing has happened yet."))


def candidates(till: Till, found: Sequence[Candidate]) -> None:
    """Print the people found, each with what tells them apart."""
    table = _table()
    today = till.moment().today
    for candidate in found:
        table.add_row(*_row(candidate.person.name, candidate.ref, " · ".join(details(candidate, today)), None))
    _console(till).print(table)


def _row(*cells: str | None) -> list[Text]:
    return [Text(clean(cell or "")) for cell in cells]


def _table() -> Table:
    return Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))


def _console(till: Till) -> Console:
    return Console(
        file=sys.stdout,
        width=till.width,
        force_terminal=till.colour,
        color_system="standard" if till.colour else None,
        markup=False,
        highlight=False,
        emoji=False,
    )


def _day(iso: str, today: dt.date) -> str:
    try:
        day = days.of_iso(iso)
    except StoreTrouble:
        return "no day"  # the rest is worth reading, and how one finds the row to mend
    return days.short(day, today) if day.year == today.year else f"{days.full(day)[4:]}"
