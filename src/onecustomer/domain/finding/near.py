"""Whose whole name is a letter a word away from what was typed: said after a card that came unasked."""

from __future__ import annotations

import itertools

from ...store.counter import read
from ...store.index import lookup, search, spelling
from ..language import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...store.database.connection import Store
    from ...store.rows import Customer

MOST_WORDS = 4
MOST_NEAR = 3  # people whose names are told
LOOKED_AT = 200  # people
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def find(store: Store, query: str, person: Customer) -> list[Customer]:
    """Return the others whose whole name is what was typed but for one letter a word.

    Shape: at most MOST_NEAR; none where a single word was typed, or a number.
    """
    words = names.fold(query)
    if not 1 < len(words) <= MOST_WORDS or any(map(str.isdecimal, words)):
        return []
    alike = [_one_letter_away(store, word) for word in words]
    asked = [search.WordQuery().is_one_of(lookup.WORD, one) for one in alike]
    numbers = [number for number in search.some(store, asked, LOOKED_AT) if number != person.id]
    others = [other for number in numbers if (other := read.customer(store, number))]
    return [other for other in others if _is_near(names.fold(other.name), alike)][:MOST_NEAR]


def _one_letter_away(store: Store, word: str) -> set[str]:
    """Return the words of names that one letter makes of this one, itself among them; of a short one, all words."""
    if len(word) < spelling.SHORTEST:
        return {word, *_one_letter_changed(word)}
    shared = search.near_words(store, spelling.asked_fragments(word))
    return {word, *(other for other in shared if spelling.distance(word, other) <= 1)}


def _one_letter_changed(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, behind = word[:at], word[at:]
        yield from (before + letter + behind for letter in LETTERS)
        if behind:
            yield from (before + letter + behind[1:] for letter in ("", *LETTERS))


def _is_near(own: Sequence[str], alike: Sequence[set[str]]) -> bool:
    """Tell whether each typed word stands for another word of a name, and none of the name is left."""
    if len(own) != len(alike):
        return False
    return any(all(map(set.__contains__, alike, order)) for order in itertools.permutations(own))
