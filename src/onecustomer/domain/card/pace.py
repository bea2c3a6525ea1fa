"""The pace of a card: what is said to somebody hurried or upset, and to who has all the time."""

from __future__ import annotations

import datetime as dt

from ..shop import styles
from . import layout
from .layout import ANOTHER_DAY, BROUGHT, CANNOT_WAIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .card import Card
    from .layout import Line

MOST_EACH = 3  # lines of what is owed, broken and open, each
QUICK_LAST = 2  # lines of what came last, for who has not all the time


def lines_of(card: Card, today: dt.date, most: int = MOST_EACH) -> list[Line]:
    """Return the card's lines in their order, at the pace of the customer; what is not known has no line.

    Shape: of what is owed, broken and open `most` lines each; the last says how many more there are.
    """
    style = card.manner.style if card.manner else ""
    lines = layout.whole(card, today, most, last=len(card.last) if style == styles.LANGUID else QUICK_LAST)
    if style == styles.HURRIED:
        return [line for line in lines if line.role in CANNOT_WAIT and (line.role != BROUGHT or card.owes_thanks)]
    if style == styles.UPSET:
        return [line for line in lines if line.role not in ANOTHER_DAY]
    return lines
