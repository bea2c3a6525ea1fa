"""Columns that are never kept and that the shop says to keep: which may be, and which no wish can bring in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .....errors import Refused
from . import heading, words

NEVER = ("a secret", "a payment card", "a bank account", "an identity document")
"""Reasons that no wish overrules; of any other the shop knows best what it needs."""


def refuse(headings: Sequence[str], wished: Mapping[str, str]) -> None:
    """Refuse a wish for what is never kept.

    A heading like "Card number" may be that of loyalty cards; each cell is looked at then.
    Raises: Refused where there is one.
    """
    for one, field, why in _overruled(headings, wished):
        if why in NEVER and not (why == "a payment card" and field == words.CARD):
            raise Refused(
                f"“{one}” is {why} by its heading, and is never kept.",
                f'leave it out, or --map "{one}={words.SKIP}"; nothing was imported',
            )


def notes(headings: Sequence[str], wished: Mapping[str, str]) -> Iterator[str]:
    """Yield what is kept because the shop says so, and otherwise would not be."""
    for one, field, why in _overruled(headings, wished):
        yield f"{one}: kept as {field}, as --map says; without it, it is left out ({why})"


def _overruled(headings: Sequence[str], wished: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the headings that mean what is not kept, each with the field it is wished to be, and the reason."""
    for one in dict.fromkeys(headings):
        meaning = heading.meaning(one) or ""
        if wished.get(one, words.SKIP) != words.SKIP and meaning.startswith(heading.WITHHELD):
            yield one, wished[one], meaning.removeprefix(heading.WITHHELD)
