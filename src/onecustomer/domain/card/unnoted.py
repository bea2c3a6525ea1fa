"""The card of somebody who wants no notes: what is said of anybody, and nothing that was noted or is a reason."""

from __future__ import annotations

from ...store import no_notes
from ..timeline import quiet
from .asking import Again
from .card import Card, Left, Manner

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NOTHING: dict[str, Any] = {
    **dict.fromkeys(("then", "ask")),
    **dict.fromkeys(("pins", "concerns", "soon", "needs", "brought"), ()),
    "owes_thanks": False,
}
"""What such a card has none of."""


def card(card: Card) -> Card:
    """Return a card without what was noted."""
    manner, left, again = card.manner, card.left, card.again
    return Card(
        **vars(card)
        | NOTHING
        | {
            "person": quiet.unexplained(card.person),
            "left": left and Left(left.entry, (), left.is_back),
            "manner": manner and Manner(manner.style, manner.when, None, manner.advice),
            "to_tell": [one for one in card.to_tell if one.because is None],
            "again": again and Again(again.away, (), again.is_here),
            "may": card.may if card.broken else None,
            "last": [one for one in card.last if one.entry.kind in no_notes.LOGGED_ANYWAY],
            "thanked": card.thanked and quiet.wordless(card.thanked),
        }
    )
