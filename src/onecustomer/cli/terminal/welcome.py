"""What a shop without customers is told: its three ways to begin."""

from __future__ import annotations

from ...errors import NotFound
from . import streams
from .program import program

SENTENCE = "There are no customers here yet. There are three ways to begin:"
WAYS = (
    "oc import FILE   brings the customers you have, from Square or Shopify",
    "oc add NAME      adds the first one",
    "oc demo          shows everything on five made-up people",
)


def nobody_yet() -> NotFound:
    """Return the error that nobody can be found, as nobody was added yet."""
    return NotFound(SENTENCE, "\n".join(ways()))


def ways() -> list[str]:
    """Return the ways to begin, a line each, as they are to be typed."""
    return [streams.typed(way, program()) for way in WAYS]
