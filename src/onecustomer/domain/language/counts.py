"""How many people there are, in words."""

from __future__ import annotations


def people(count: int) -> str:
    """Return how many people: "1 person", "12,000 people"."""
    return "1 person" if count == 1 else f"{count:,} people"


def are(count: int) -> str:
    """Return the verb of so many people."""
    return "is" if count == 1 else "are"


def were(count: int) -> str:
    """Return the verb of so many people, in the past."""
    return "was" if count == 1 else "were"
