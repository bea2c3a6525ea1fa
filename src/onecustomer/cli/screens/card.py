"""Drawing the card: fitted to a width, plain or in a terminal's colours."""

from __future__ import annotations

import datetime as dt

from ...domain.card import layout, pace
from ...domain.card.card import Card
from ...domain.card.layout import Line
from ...domain.language.text import cells, clean, cut
from ..terminal.streams import NARROW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LABEL = 9  # columns of a label and its gap: the longest is "Thanked"
KIND = 9  # columns of a kind: the longest is "complaint"
WHEN = 14  # columns that "as always" and the like stand in
MOST_LINES = 12
BRIEF = (layout.WHO, layout.MANNER)
ROWS, ROWS_OWED = 2, 3  # that a line may take on a narrow screen, and one of what must be read
MUST_BE_READ = (layout.THEN, layout.OWED, layout.BROKEN, layout.OPEN, layout.WHY)
JOINED = (layout.OWED, layout.BROKEN, layout.OPEN, layout.BROUGHT, layout.WHY)
"""Where the end of the line must be read as well."""
TO_THE_END = (*MUST_BE_READ, layout.MAY)
"""What goes on below on a wide screen too, where there is room."""

BOLD, RED, GREEN, MAGENTA, DIM = "1", "1;31", "1;32", "1;35", "2"
COLOURS = {
    layout.LEFT: MAGENTA,
    layout.WHO: BOLD,
    layout.MANNER: MAGENTA,
    layout.THEN: MAGENTA,
    layout.PIN: RED,
    layout.OWED: RED,
    layout.BROKEN: RED,
    layout.OPEN: RED,
    layout.SOON: GREEN,
    layout.JOB: GREEN,
    layout.TELL: GREEN,
    layout.MAY: GREEN,
    layout.EVERYBODY: GREEN,
}
"""The colours of labels: each can be read on dark and on light."""


def draw(
    card: Card, today: dt.date, width: int, *, colour: bool, brief: bool = False, whole: bool = False
) -> list[str]:
    """Return the card's rows, none wider than `width` columns; colour adds escape codes around labels.

    Shape: at most 12 rows from 60 columns on: what happened gives way first, then what is owed is counted. A brief one
    has the name and how to be with them, a whole one every line to its end.
    """
    if whole:
        fitted = _fitted(layout.whole(card, today), width, 0)
    elif brief:
        fitted = _fitted([line for line in pace.lines_of(card, today) if line.role in BRIEF], width, ROWS)
    else:
        fitted = _screenful(card, today, width)
    return [_painted(line, row) if colour and is_first else row for line, row, is_first in fitted]


Fitted = tuple[Line, str, bool]  # the row of a line, and whether it is its first


def _screenful(card: Card, today: dt.date, width: int) -> list[Fitted]:
    """Return the rows that a screen has room for; a narrow one is as long as it takes."""
    if width < NARROW:
        return _fitted(pace.lines_of(card, today), width, ROWS)
    fitted: list[Fitted] = []
    for most, rows in ((pace.MOST_EACH, ROWS), *((most, 1) for most in range(pace.MOST_EACH, 0, -1))):
        fitted = _give_way(_fitted(pace.lines_of(card, today, most), width, rows))
        if len(fitted) <= MOST_LINES:
            break
    return fitted


def _give_way(fitted: list[Fitted]) -> list[Fitted]:
    """Drop rows until there are few enough, and return those that are left."""
    for role, fewest in layout.GIVE_WAY:
        while len(fitted) > MOST_LINES and sum(role == line.role for line, _, _ in fitted) > fewest:
            del fitted[max(number for number, (line, _, _) in enumerate(fitted) if role == line.role)]
    return fitted


def _fitted(lines: list[Line], width: int, rows: int) -> list[Fitted]:
    return [(line, row, not number) for line in lines for number, row in enumerate(fit(line, width, rows))]


def fit(line: Line, width: int, rows: int) -> list[str]:
    """Return a line's rows, clean and fitted.

    Shape: so many rows at the most, one more of what must be read on a narrow screen; 0 is as many as it takes.
    """
    text, tail, right, label = clean(line.text), clean(line.tail), clean(line.right), clean(line.label)
    most = rows + (line.role in MUST_BE_READ and width < NARROW) if rows else 0
    if line.role in (layout.LEFT, layout.WHO):
        return list(_wrapped(label + text, "", width, most))
    lead = _lead(line, width)
    label = _padded(label + " " * (label != ""), LABEL)
    if line.role == layout.MANNER:
        return _manner(label, lead, text, width, most)
    room = width - cells(label) - cells(lead)
    gap = room - cells(text + tail) - cells(right)
    if gap >= 2 or (not right and gap >= 0):
        return [(label + lead + text + tail + " " * gap + right).rstrip()]
    if most != 1 and (not rows or width < NARROW or line.role in TO_THE_END):
        end = f", {right}" if right and (not rows or line.role in JOINED) else ""
        indent = " " * min(LABEL + cells(lead) * (width >= NARROW), width // 2)  # a kind from outside may be long
        return _ending_in(label + lead, text, tail + end, indent, width, most)
    right = cut(right, width // 2 if line.role in JOINED else width // 3)
    behind = tail + (" " * 2 + right if right else "")
    text = cut(text, room - cells(behind))
    return [label + lead + text + tail + " " * (room - cells(text + tail) - cells(right)) + right]


def _ending_in(head: str, text: str, end: str, indent: str, width: int, most: int) -> list[str]:
    """Return text and its end in so many rows at the most: where there is no room, it is the text that is cut."""
    kept = cells(text)
    while True:
        rows = list(_wrapped(head + cut(text, kept) + end, indent, width, 0))
        over = sum(cells(row) - cells(indent) for row in rows[most:]) if most else 0
        if not over or not kept:
            return rows[:most] if most else rows
        kept = max(0, kept - max(1, over // 2))


def _manner(label: str, when: str, advice: str, width: int, most: int) -> list[str]:
    if cells(label) + max(cells(when), WHEN) + 2 + cells(advice) <= width:
        return [(label + _padded(when, WHEN) + "  " + advice).rstrip()]
    indent = " " * LABEL
    return [*_wrapped(label + when, indent, width, most), *_wrapped(indent + advice, indent, width, most)]


def _lead(line: Line, width: int) -> str:
    parts = [clean(part) for part in line.lead]
    if line.role != layout.LAST:
        return "".join(parts)
    day, kind = parts
    return f"{day}  {_padded(kind, KIND)}  " if width >= NARROW else f"{day.strip()} {kind.strip()}: "


def _wrapped(text: str, indent: str, width: int, most: int) -> Iterator[str]:
    """Yield the text in so many rows at most, broken between words where it can be; 0 is as many as it takes."""
    rows = 1
    while cut(text, width) != text and rows != most:
        first = cut(text, width + 1)[:-1].rstrip()
        if not text[len(first) :].startswith(" ") and " " in first[len(indent) :].strip():
            first = first[: first.rindex(" ")]
        yield first.rstrip()
        text = indent + text[len(first) :].lstrip(" ·")
        rows += 1
    yield cut(text, width)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _painted(line: Line, row: str) -> str:
    label = row[: len(clean(line.label))]
    code = COLOURS.get(line.role, DIM)
    return f"\x1b[{code}m{label}\x1b[0m{row[len(label) :]}" if label else row
