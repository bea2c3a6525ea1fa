"""How many people there are, and how large a file is, in words; several things in a row."""

from __future__ import annotations

from collections.abc import Iterable


def listed(parts: Iterable[str]) -> str:
    """Return several things as they are said: "a", "a and b", "a, b and c"; empty where there is none."""
    *others, last = [*parts] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def people(count: int) -> str:
    """Return how many people: "1 person", "12,000 people"."""
    return "1 person" if count == 1 else f"{count:,} people"


def are(count: int) -> str:
    """Return the verb of so many people."""
    return "is" if count == 1 else "are"


def were(count: int) -> str:
    """Return the verb of so many people, in the past."""
    return "was" if count == 1 else "were"


def size(count: int) -> str:
    """Return a number of bytes as people read it: "812 kB", "3.1 MB", "1.2 GB"."""
    if count < 999_500:
        return f"{max(count / 1e3, 1):.0f} kB"
    return f"{count / 1e6:,.1f} MB" if count < 999_950_000 else f"{count / 1e9:,.1f} GB"
