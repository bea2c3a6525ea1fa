"""The morning, drawn: one screen of names, each with the next command; and any part of it whole."""

from __future__ import annotations

import datetime as dt

from ...domain.language import days
from ...domain.language.text import cells, clean, cut
from ...domain.overview.items import PRAISED, Item
from ...domain.overview.parts import HEARD, OWED, THANKS
from ...store.record import Record
from ..terminal import streams
from ..terminal.streams import NARROW
from .card import COLOURS, LABEL, ROWS_OWED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ...domain.overview.parts import Part

SCREEN = 23  # rows of the whole morning, so that the prompt below it still fits a terminal of 24
MOST = 5  # lines of a part on that screen; fewer where they do not fit
LONG_NAME = 16  # columns to which a name is cut where the words have to be cut too
SHORTEST = 8  # columns below which neither is cut
BOLD = "1"
NOBODY = "Nobody waits for anything. There is only the next one through the door."


class Found(Record):
    """A part of the morning with its first lines, and how many it has in all."""

    part: Part
    items: Sequence[Item]
    total: int


class Drawing(Record):
    """What the morning is drawn for: columns, colours, and what makes a command one that can be pasted."""

    width: int
    colour: bool
    typed: Callable[[str], str]


def draw(found: Sequence[Found], today: dt.date, drawing: Drawing, first: Sequence[str] = ()) -> list[str]:
    """Return the morning in the rows of one screen: the sentences that come first, and of each part as much as fits."""
    told = [row for one in first for row in streams.fitted(drawing.typed(one), drawing.width, 0)]
    rows: list[str] = []
    for shown in range(MOST, 0, -1):
        rows = list(_parts(found, shown, drawing))
        if 1 + len(told) + len(rows) <= SCREEN:
            break
    return [days.full(today), *told, *(rows or streams.fitted(NOBODY, drawing.width, 0))]


def rows_of(part: Part, items: Iterable[Item], drawing: Drawing) -> Iterator[str]:
    """Yield the rows of a part, its label in front of the first; only that is coloured."""
    label = part.label
    code = COLOURS.get(part.role, BOLD)
    for item in items:
        first, *others = _fitted(label, item, drawing, whole=part.name == OWED.name)
        if drawing.colour and label:
            first = f"\x1b[{code}m{label}\x1b[0m{first[len(label) :]}"
        yield from (first, *others)
        label = ""


def _parts(found: Sequence[Found], shown: int, drawing: Drawing) -> Iterator[str]:
    """Yield the rows of all parts, so many lines of each, and how many more there are."""
    heard = {_praise(item) for one in found if one.part.name == HEARD.name for item in one.items[:shown]}
    for one in found:
        is_thanks = one.part.name == THANKS.name
        items = [_without_words(item) if is_thanks and _praise(item) in heard else item for item in one.items[:shown]]
        yield from rows_of(one.part, items, drawing)
        if one.total > shown:
            more = f"and {one.total - shown:,} more: {drawing.typed(f'oc today --{one.part.name}')}"
            yield from (" " * LABEL + row for row in streams.fitted(more, drawing.width - LABEL, 0))


def _praise(item: Item) -> object:
    """Return what tells one praise from another."""
    return item.person.id, item.values.get("day"), item.values.get("text")


def _without_words(item: Item) -> Item:
    """Return the line of thanks for praise whose words stand above."""
    return Item(**vars(item) | {"what": PRAISED})


def _fitted(label: str, item: Item, drawing: Drawing, *, whole: bool) -> list[str]:
    """Return a line in one row, its command at the right; in three at the most where there is no room for that.

    Shape: a whole one has all of its words, however many rows they take.
    """
    command = drawing.typed(item.command)
    label = label.ljust(LABEL)
    room = drawing.width - LABEL - cells(command) - 2 * bool(command)
    said = _Said(item)
    said.cut_to(room)
    if drawing.width >= NARROW and (cells(said.text) <= room or not command):
        text = cut(said.text, room)
        return [(label + text + " " * (room - cells(text) + 2) + command).rstrip()]
    below = streams.fitted(command, drawing.width - LABEL, 0) if command else []
    rows = _Said(item).rows(drawing.width - LABEL, max(1, ROWS_OWED - len(below)), whole=whole) + below
    return [(label if number == 0 else " " * LABEL) + row for number, row in enumerate(rows)]


class _Said:
    """What a line says of somebody; where it is too long the name gives way first, then the words, never the day."""

    def __init__(self, item: Item) -> None:
        self.name, self.when = clean(item.person.name), clean(item.when)
        self.what, self.stands = clean(item.what), clean(item.stands)

    @property
    def text(self) -> str:
        """The line without its command."""
        name = f"{self.name}, {self.when}" if self.when else self.name
        words = ", ".join(part for part in (self.what, self.stands) if part)
        return f"{name}: {words}" if words else name

    def cut_to(self, room: int) -> None:
        """Cut the name alone where that will do; else a long one, then the words, then the name; it may not do."""
        will_do = self._over(room) <= cells(self.name) - SHORTEST
        self.name = cut(self.name, max(SHORTEST if will_do else LONG_NAME, cells(self.name) - self._over(room)))
        self.what = cut(self.what, max(SHORTEST, cells(self.what) - self._over(room)))
        self.name = cut(self.name, max(SHORTEST, cells(self.name) - self._over(room)))

    def _over(self, room: int) -> int:
        return max(0, cells(self.text) - room)

    def rows(self, width: int, most: int, *, whole: bool) -> list[str]:
        """Return so many rows at the most, broken between words; whole, as many as the words take."""
        rows = streams.fitted(self.text, width, 0)
        if len(rows) > most:
            self.name = cut(self.name, LONG_NAME)
            rows = streams.fitted(self.text, width, 0)
        kept = min(cells(self.what), width * most)
        while len(rows) > most and kept > SHORTEST and not whole:
            kept -= 1
            self.what = cut(self.what, kept)
            rows = streams.fitted(self.text, width, 0)
        if len(rows) > most:
            self.name = cut(self.name, SHORTEST)
            rows = streams.fitted(self.text, width, 0)
        return rows
