"""Tables off the express lane, drawn by Rich; what people typed is only ever shown as plain text."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ...domain.finding.ranking import Candidate
from ...domain.language import days
from ...domain.language.text import clean, cut
from ...domain.timeline import called, occasions, quiet
from ...domain.timeline.history import History
from ...domain.timeline.replaced import column_in_words
from ...errors import StoreError
from ...store import kinds
from ...store.rows import Customer, Fact, Interaction, Occasion
from ..terminal import streams
from ..terminal.streams import NARROW
from .candidates import details

Cells = tuple[str, str, str, str, str | None]  # number, day, kind, what it says, staff

INDENT = 4
MOST_OF_LINE = 60  # columns of the line by which somebody was found
NO_DAY = "no day"
"""What stands for a day that cannot be read: the rest is worth reading, and the row can be found."""


def history(person: Customer, history: History, today: dt.date) -> None:
    """Print what is always so of a person, then their timeline, latest first."""
    shown = console()
    shown.print(Text(clean(person.name), style="bold"))
    person = quiet.unexplained(person)
    lines = [*_always(person, history, today), *_entries(history, today)]
    if lines and streams.width() < NARROW:
        streams.drawn(row for line in lines for row in _stacked(*line))
    elif lines:
        table = _table()
        for line in lines:
            table.add_row(*_row(*line))
        shown.print(table)
    if not (history.facts or history.entries):
        shown.print(Text("Nothing has happened yet."))


def _always(person: Customer, history: History, today: dt.date) -> Iterator[Cells]:
    for handle in history.handles:
        yield "", "always", handle.kind, handle.value, None
    for fact in history.facts:
        notes = [_day(fact.day, today), *_mended(history, fact, today)]
        yield fact.ref, "always", fact.kind, f"{fact.text} ({', '.join(notes)})", fact.staff
    if every := column_in_words(person, "every"):
        yield "", "always", "every", every, None
    if person.later and person.later >= today.isoformat():
        why = f": {person.later_why}" if person.later_why else ""
        yield "", "always", "later", f"put aside until {column_in_words(person, 'later')}{why}", None
    for occasion in history.occasions:
        notes = [occasion.what, _date(occasion), *_mended(history, occasion, today)]
        yield occasion.ref, "always", "date", ", ".join(notes), None


def _entries(history: History, today: dt.date) -> Iterator[Cells]:
    for entry in history.entries:
        day = _day(entry.day, today) if entry.has_day or entry.kind == kinds.RECORD else called.BEFORE
        about = history.about.get(entry.id)
        kind = called.ending(entry, about, is_late=entry.id in history.late) if about else called.kind(entry)
        yield entry.ref, day, kind, _text(history, entry, today), entry.staff


def _stacked(ref: str, day: str, kind: str, text: str, staff: str | None) -> list[str]:
    """Return a line of the history for a narrow screen: what it says stands below."""
    head = "  ".join(clean(cell) for cell in (ref, day, kind, staff) if cell)
    width = streams.width()
    below = streams.fitted(text, width - INDENT, 0) if text else []
    return [cut(head, width), *(" " * INDENT + row for row in below)]


def _text(history: History, entry: Interaction, today: dt.date) -> str:
    """Return what an entry says: how they were, whom they brought, the words, and how it came and ended."""
    brought = history.brought.get(entry.id, kinds.GONE) if entry.kind == kinds.REFERRAL else None
    about = history.about.get(entry.id)
    words = called.said(entry, about)
    said = ", ".join(part for part in (entry.style, f"brought {brought}" if brought else None, words) if part)
    notes = [f"via {entry.via}"] if entry.via and not called.has_public_way(entry) else []
    if entry.awaits:
        notes += [f"by {days.with_hour(_day(entry.due, today), entry.due_time)}"] if entry.due else []
        ended = history.ended.get(entry.id)
        notes.append(_ended(history, ended, today) if ended else "open")
    notes += ["imported"] if entry.imported else []
    notes += ["waits to be sent"] if entry.waits else []
    notes += _mended(history, entry, today)
    return f"{said} ({', '.join(notes)})".strip() if notes else said


def _ended(history: History, ending: Interaction, today: dt.date) -> str:
    return f"{called.ended(ending, is_late=ending.id in history.late)} {_day(ending.day, today)}"


def _mended(history: History, row: Interaction | Fact | Occasion, today: dt.date) -> list[str]:
    """Return that a row was mended, when and by whom; nothing where it never was."""
    deed = history.mended.get(row.mended_id or 0)
    by = f" by {deed.staff}" if deed and deed.staff else ""
    return [f"mended {_day(deed.day or '', today)}{by}"] if deed else []


def candidates(found: Sequence[Candidate], today: dt.date) -> None:
    """Print the people found, each with what tells them apart."""
    table = _table()
    for candidate in found:
        told = details(candidate, today)
        if candidate.because and candidate.because not in told:
            told.append(f"“{cut(clean(candidate.because), MOST_OF_LINE)}”")
        table.add_row(*_row(candidate.person.name, candidate.ref, " · ".join(told), None))
    console().print(table)


def _row(*cells: str | None) -> list[Text]:
    return [Text(clean(cell or "")) for cell in cells]


def _table() -> Table:
    return Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))


def console() -> Console:
    """Return the screen for Rich, which takes nothing that people typed for markup."""
    colour = streams.takes_colour()
    return Console(
        file=sys.stdout,
        width=streams.width(),
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
    )


def _date(occasion: Occasion) -> str:
    try:
        return occasions.in_full(occasion)
    except StoreError:
        return NO_DAY


def _day(iso: str, today: dt.date) -> str:
    try:
        day = days.of_iso(iso)
    except StoreError:
        return NO_DAY
    return days.dated(day, today)
