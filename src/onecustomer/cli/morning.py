"""The morning, drawn: one screen of names, each with the next command; and any part of it whole."""

from __future__ import annotations

from ..domain import days, lines
from ..domain.morning import COMPLAINTS, DATES, NEWS, OWED, PARTS, QUIET, THANKS, Item, Morning
from ..domain.text import cells, clean, cut
from . import streams
from .card import COLOURS, LABEL, NARROW
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Found = list[tuple[str, list[Item]]]  # the parts with their first lines

SCREEN = 23  # rows of the whole morning, so that the prompt below it still fits a terminal of 24
MOST = 5  # lines of a part on that screen; fewer where they do not fit
SHORTEST = 8  # columns that what is said of somebody is cut to at most

LABELS = {OWED: "Owed", COMPLAINTS: "Open", DATES: "Soon", QUIET: "Quiet", THANKS: "Thank", NEWS: "Tell"}
ROLES = {OWED: lines.OWED, COMPLAINTS: lines.OPEN, DATES: lines.SOON, NEWS: lines.TELL}
NOTHING = {
    OWED: "Nothing is owed to anybody.",
    COMPLAINTS: "No complaint is unanswered.",
    DATES: "No day to remember is near.",
    QUIET: "Nobody has gone quiet.",
    THANKS: "No thank-you is due.",
    NEWS: "There is no news that anybody still waits for.",
}


def today(till: Till, *, as_json: bool = False) -> None:
    """Print the morning on one screen; as JSON, all of it."""
    if as_json:
        _print_json(till, PARTS)
        return
    store = till.open()
    with store.reading():
        morning = Morning(store, till.moment().today)
        found = [(part, list(morning.items(part, MOST + 1))) for part in PARTS]
        totals = {part: morning.total(part) if len(items) > 1 else len(items) for part, items in found}
    for shown in range(MOST, 0, -1):
        rows = [days.full(morning.today), *_screen(till, found, totals, shown)]
        if len(rows) <= SCREEN:
            break
    streams.drawn(rows if len(rows) > 1 else [*rows, "Nothing is owed, open, near or due today."])


def _screen(till: Till, found: Found, totals: dict[str, int], shown: int) -> Iterator[str]:
    """Yield the rows of all parts, so many lines of each, and how many more there are."""
    for part, items in found:
        yield from _rows(till, part, items[:shown])
        if totals[part] > shown:
            more = f"and {totals[part] - shown:,} more: {streams.program} today --{part}"
            yield from (" " * LABEL + row for row in streams.fitted(more, till.width - LABEL, 0))


def whole(till: Till, part: str, *, as_json: bool = False) -> None:
    """Print one part of the morning whole."""
    if as_json:
        _print_json(till, [part])
        return
    store = till.open()
    with store.reading():  # ended before anything is printed: a pager may wait for hours
        rows = list(_rows(till, part, Morning(store, till.moment().today).items(part)))
    streams.drawn(rows or [NOTHING[part]])


def _print_json(till: Till, parts: Sequence[str]) -> None:
    from .as_json import item

    store = till.open()
    with store.reading():
        morning = Morning(store, till.moment().today)
        told: dict[str, object] = {part: [item(one) for one in morning.items(part)] for part in parts}
    streams.json_out("day", morning.today.isoformat(), **told)


def _rows(till: Till, part: str, items: Iterable[Item]) -> Iterator[str]:
    """Yield the rows of a part, its label in front of the first; only that is coloured."""
    code = COLOURS.get(ROLES.get(part, ""), "1")
    label = LABELS[part]
    for item in items:
        first, *others = _fitted(label, item, till.width)
        if till.colour and label:
            first = f"\x1b[{code}m{label}\x1b[0m{first[len(label) :]}"
        yield from (first, *others)
        label = ""


def _fitted(label: str, item: Item, width: int) -> list[str]:
    name, what = clean(item.person.name), clean(item.what)
    command = streams.typed(item.command)
    label = label.ljust(LABEL)
    if width < NARROW:
        said = (f"{name}: {what}, {item.stands}", command)
        rows = [row for part in said for row in streams.fitted(part, width - LABEL, 0)]
        return [(label if number == 0 else " " * LABEL) + row for number, row in enumerate(rows)]
    room = width - LABEL - cells(command) - 2
    over = cells(f"{name}: {what}, {item.stands}") - room
    if over > 0:
        what = cut(what, max(SHORTEST, cells(what) - over))
    text = cut(f"{name}: {what}, {item.stands}", room)
    return [label + text + " " * (room - cells(text) + 2) + command]
