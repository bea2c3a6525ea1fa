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
OWED = (layout.OWED, layout.BROKEN, layout.OPEN)
MUST_BE_READ = (layout.THEN, *OWED)
JOINED = (*OWED, layout.BROUGHT, layout.WHY)
"""Where the end of the line must be read as well."""
TO_THE_END = (layout.THEN, layout.BROKEN, layout.MAY)
"""What goes on below on a wide screen too."""

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
        fitted = _fitted(layout.whole(card, today), width, whole=True)
    elif brief:
        fitted = _fitted([line for line in pace.lines_of(card, today) if line.role in BRIEF], width)
    else:
        fitted = _screenful(card, today, width)
    return [_painted(line, row) if colour and is_first else row for line, row, is_first in fitted]


Fitted = tuple[Line, str, bool]  # the row of a line, and whether it is its first


def _screenful(card: Card, today: dt.date, width: int) -> list[Fitted]:
    """Return the rows that a screen has room for; a narrow one is as long as it takes."""
    fitted: list[Fitted] = []
    for most in range(pace.MOST_EACH, 0, -1):
        fitted = _fitted(pace.lines_of(card, today, most), width)
        if width < NARROW or len(_give_way(fitted)) <= MOST_LINES:
            break
    return fitted


def _give_way(fitted: list[Fitted]) -> list[Fitted]:
    """Drop rows until there are few enough, and return those that are left."""
    for role, fewest in layout.GIVE_WAY:
        while len(fitted) > MOST_LINES and sum(role == line.role for line, _, _ in fitted) > fewest:
            del fitted[max(number for number, (line, _, _) in enumerate(fitted) if role == line.role)]
    return fitted


def _fitted(lines: list[Line], width: int, *, whole: bool = False) -> list[Fitted]:
    return [(line, row, not number) for line in lines for number, row in enumerate(fit(line, width, whole=whole))]


def fit(line: Line, width: int, *, whole: bool = False) -> list[str]:
    """Return a line's rows, clean and fitted; what must be read to the end goes on below, and a whole one always."""
    text, right, label = clean(line.text), clean(line.right), clean(line.label)
    most = 0 if whole else ROWS_OWED if line.role in MUST_BE_READ else ROWS
    if line.role in (layout.LEFT, layout.WHO):
        return list(_wrapped(label + text, "", width, most))
    lead = _lead(line, width)
    label = _padded(label + " " * (label != ""), LABEL)
    if line.role == layout.MANNER:
        return _manner(label, lead, text, width, most)
    room = width - cells(label) - cells(lead)
    gap = room - cells(text) - cells(right)
    if gap >= 2 or (not right and gap >= 0):
        return [(label + lead + text + " " * gap + right).rstrip()]
    if whole or width < NARROW or line.role in TO_THE_END:
        end = f", {right}" if right and (whole or line.role in JOINED) else ""
        indent = " " * (LABEL + cells(lead) * (width >= NARROW))
        return list(_wrapped(label + lead + text + end, indent, width, most))
    if right:
        right = cut(right, width // 2)  # who said it never pushes out what was said
        text = cut(text, room - cells(right) - 2)
        return [label + lead + text + " " * (room - cells(text) - cells(right)) + right]
    return [label + lead + cut(text, room)]


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
    while cells(text) > width and rows != most:
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
