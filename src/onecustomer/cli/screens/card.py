"""Drawing the card: fitted to a width, plain or in a terminal's colours."""

from __future__ import annotations

import datetime as dt

from ...domain.card import layout
from ...domain.card.card import Card
from ...domain.card.layout import Line
from ...domain.language.text import cells, clean, cut
from ..terminal.streams import NARROW

LABEL = 9  # columns of a label and its gap: the longest is "Thanked"
KIND = 9  # columns of a kind: the longest is "complaint"
WHEN = 14  # columns that "as always" and the like stand in
MOST_LINES = 12
BRIEF = (layout.WHO, layout.MANNER)
WRAPPED = (layout.LEFT, layout.WHO, layout.MANNER, layout.PIN, layout.SOON, layout.AGAIN)
"""What must be read to the end: on a narrow screen these lines go on below."""
JOINED = (layout.OWED, layout.BROUGHT)
"""Where the end of the line must be read as well."""

COLOURS = {
    layout.LEFT: "1;33",
    layout.WHO: "1",
    layout.MANNER: "1;36",
    layout.PIN: "1;31",
    layout.OWED: "33",
    layout.OPEN: "33",
    layout.SOON: "35",
    layout.TELL: "32",
    layout.THANKED: "2",
}


def draw(card: Card, today: dt.date, width: int, *, colour: bool, brief: bool = False) -> list[str]:
    """Return the card's lines, none wider than `width` columns; colour adds escape codes around the words.

    Shape: at most 12 lines at 80 columns; what happened gives way to what is coming. A brief one has the name and how
    to be with them.
    """
    lines = [line for line in layout.of(card, today) if not brief or line.role in BRIEF]
    fitted = [(line.role, row) for line in lines for row in fit(line, width)]
    for role, fewest in layout.GIVE_WAY if width >= NARROW else ():
        while len(fitted) > MOST_LINES and sum(role == other for other, _ in fitted) > fewest:
            del fitted[max(number for number, (other, _) in enumerate(fitted) if role == other)]
    return [_painted(role, row) if colour else row for role, row in fitted]


def fit(line: Line, width: int) -> list[str]:
    """Return a line's rows, clean and fitted; only what must be read to the end goes on below."""
    text, right = clean(line.text), clean(line.right)
    if line.role in (layout.LEFT, layout.WHO):
        return _wrapped(text, "", width)
    lead = _lead(line, width)
    label = _padded(clean(line.label) + " " * (line.label != ""), LABEL)
    if line.role == layout.MANNER:
        return _manner(label, lead, text, width)
    room = width - cells(label) - cells(lead)
    gap = room - cells(text) - cells(right)
    if right and gap >= 2:
        return [label + lead + text + " " * gap + right]
    if line.role in JOINED and width < NARROW:
        return _wrapped(f"{label}{text}, {right}" if right else label + text, " " * LABEL, width)
    if line.role in WRAPPED and width < NARROW:
        return _wrapped(label + text, " " * LABEL, width)
    if right and width >= NARROW:
        right = cut(right, width // 3)  # who said it never pushes out what was said
        text = cut(text, room - cells(right) - 2)
        return [label + lead + text + " " * (room - cells(text) - cells(right)) + right]
    return [label + lead + cut(text, room)]


def _manner(label: str, when: str, advice: str, width: int) -> list[str]:
    if cells(label) + max(cells(when), WHEN) + 2 + cells(advice) <= width:
        return [(label + _padded(when, WHEN) + "  " + advice).rstrip()]
    return [cut(label + when, width), *_wrapped(" " * LABEL + advice, " " * LABEL, width)]


def _lead(line: Line, width: int) -> str:
    parts = [clean(part) for part in line.lead]
    if line.role != layout.LAST:
        return "".join(parts)
    day, kind = parts
    return f"{day}  {_padded(kind, KIND)}  " if width >= NARROW else f"{day.strip()} {kind}: "


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    """Return the text in two rows at most, broken between words where it can be."""
    if cells(text) <= width:
        return [text]
    first = cut(text, width + 1)[:-1].rstrip()
    if not text[len(first) :].startswith(" ") and " " in first[len(indent) :].strip():
        first = first[: first.rindex(" ")]
    return [first.rstrip(), cut(indent + text[len(first) :].lstrip(" ·"), width)]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _painted(role: str, row: str) -> str:
    code = COLOURS.get(role)
    return f"\x1b[{code}m{row}\x1b[0m" if code else row
