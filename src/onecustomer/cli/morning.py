"""The morning, drawn: one screen of names, each with the next command; and any part of it whole."""

from __future__ import annotations

import itertools

from ..domain import days, lines
from ..domain.morning import COMPLAINTS, DATES, NEWS, OWED, PARTS, QUIET, THANKS, Item, Morning
from ..domain.text import cells, clean, cut
from . import streams
from .card import COLOURS, LABEL, NARROW
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SCREEN = 23  # rows of the whole morning, so that the prompt below it still fits a terminal of 24
MOST, FEWEST = 5, 2  # lines of a part on that screen
SHORTEST = 8  # columns that what is said of somebody is cut to at most
BATCH = 500  # lines of a whole part that are printed at a time

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
    store = till.open()
    with store.reading():
        morning = Morning(store, till.moment().today)
        if as_json:
            _as_json(morning, PARTS)
            return
        found = [(part, list(morning.items(part, MOST + 1))) for part in PARTS]
        totals = {part: morning.total(part) if len(items) > FEWEST else len(items) for part, items in found}
    shown = _that_fit(totals)
    rows = [days.full(morning.today)]
    for part, items in found:
        rows += _rows(till, part, items[:shown])
        if totals[part] > shown:
            rows.append(" " * LABEL + f"and {totals[part] - shown:,} more: oc today --{part}")
    if len(rows) == 1:
        rows.append("Nothing is owed, open, near or due today.")
    streams.drawn(rows)


def whole(till: Till, part: str, *, as_json: bool = False) -> None:
    """Print one part of the morning whole."""
    store = till.open()
    with store.reading():
        morning = Morning(store, till.moment().today)
        if as_json:
            _as_json(morning, [part])
            return
        rows = _rows(till, part, morning.items(part))
        printed = False
        while batch := list(itertools.islice(rows, BATCH)):
            streams.drawn(batch)
            printed = True
    if not printed:
        streams.drawn([NOTHING[part]])


def _as_json(morning: Morning, parts: Sequence[str]) -> None:
    from .as_json import item

    told: dict[str, object] = {part: [item(one) for one in morning.items(part)] for part in parts}
    streams.json_out("day", morning.today.isoformat(), **told)


def _that_fit(totals: dict[str, int]) -> int:
    """Return how many lines of each part fit one screen, with a line for what is left out."""
    for shown in range(MOST, FEWEST, -1):
        if 1 + sum(min(total, shown) + (total > shown) for total in totals.values()) <= SCREEN:
            return shown
    return FEWEST


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
    label = label.ljust(LABEL)
    if width < NARROW:
        said = streams.broken(f"{name}: {what}, {item.stands}", width - LABEL, 0)
        rows = [cut(row, width - LABEL) for row in (*said, item.command)]
        return [(label if number == 0 else " " * LABEL) + row for number, row in enumerate(rows)]
    room = width - LABEL - cells(item.command) - 2
    over = cells(f"{name}: {what}, {item.stands}") - room
    if over > 0:
        what = cut(what, max(SHORTEST, cells(what) - over))
    text = cut(f"{name}: {what}, {item.stands}", room)
    return [label + text + " " * (room - cells(text) + 2) + item.command]
