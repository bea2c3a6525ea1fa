"""The morning, drawn: one screen of names, each with the next command; and any part of it whole."""

from __future__ import annotations

import datetime as dt

from ...domain.language import days
from ...domain.language.text import cells, clean, cut
from ...store.record import Record
from ..terminal import streams
from ..terminal.streams import NARROW
from .card import COLOURS, LABEL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...domain.overview.items import Item
    from ...domain.overview.morning import Part

SCREEN = 23  # rows of the whole morning, so that the prompt below it still fits a terminal of 24
MOST = 5  # lines of a part on that screen; fewer where they do not fit
SHORTEST = 8  # columns below which what is said of somebody is not cut
BOLD = "1"
NOBODY = "Nobody waits for anything. There is only the next one through the door."


class Found(Record):
    """A part of the morning with its first lines, and how many it has in all."""

    part: Part
    items: Sequence[Item]
    total: int


class Drawing(Record):
    """What the morning is drawn for: columns, colours, and what commands begin with."""

    width: int
    colour: bool
    program: str


def draw(found: Sequence[Found], today: dt.date, drawing: Drawing) -> list[str]:
    """Return the morning in the rows of one screen: so many lines of each part as fit."""
    rows: list[str] = []
    for shown in range(MOST, 0, -1):
        rows = [days.full(today), *_parts(found, shown, drawing)]
        if len(rows) <= SCREEN:
            break
    return rows if len(rows) > 1 else [*rows, *streams.fitted(NOBODY, drawing.width, 0)]


def rows_of(part: Part, items: Iterable[Item], drawing: Drawing) -> Iterator[str]:
    """Yield the rows of a part, its label in front of the first; only that is coloured."""
    label = part.label
    code = COLOURS.get(part.role, BOLD)
    for item in items:
        first, *others = _fitted(label, item, drawing)
        if drawing.colour and label:
            first = f"\x1b[{code}m{label}\x1b[0m{first[len(label) :]}"
        yield from (first, *others)
        label = ""


def _parts(found: Sequence[Found], shown: int, drawing: Drawing) -> Iterator[str]:
    """Yield the rows of all parts, so many lines of each, and how many more there are."""
    for one in found:
        yield from rows_of(one.part, one.items[:shown], drawing)
        if one.total > shown:
            more = f"and {one.total - shown:,} more: {drawing.program} today --{one.part.name}"
            yield from (" " * LABEL + row for row in streams.fitted(more, drawing.width - LABEL, 0))


def _fitted(label: str, item: Item, drawing: Drawing) -> list[str]:
    name = clean(f"{item.person.name}, {item.when}" if item.when else item.person.name)
    what, stands = clean(item.what), clean(item.stands)
    command = streams.typed(item.command, drawing.program)
    label = label.ljust(LABEL)
    width = drawing.width
    if width < NARROW:
        rows = [
            row
            for part in (_said(name, what, stands), command)
            if part
            for row in streams.fitted(part, width - LABEL, 0)
        ]
        return [(label if number == 0 else " " * LABEL) + row for number, row in enumerate(rows)]
    room = width - LABEL - cells(command) - 2
    over = cells(_said(name, what, stands)) - room
    if over > 0:
        what = cut(what, max(SHORTEST, cells(what) - over))
    text = cut(_said(name, what, stands), room)
    return [(label + text + " " * (room - cells(text) + 2) + command).rstrip()]


def _said(name: str, what: str, stands: str) -> str:
    return f"{name}: {', '.join(part for part in (what, stands) if part)}" if what or stands else name
