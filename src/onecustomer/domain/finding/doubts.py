"""What is said after a card that came unasked: whose name is a letter away, and what a stranger was found by."""

from __future__ import annotations

import datetime as dt
import itertools

from ...store import kinds
from ...store.counter import read
from ...store.index import search, spelling
from ...store.record import Record
from ..language import days, names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...store.database.connection import Store
    from ...store.rows import Customer

MOST_WORDS = 4
MOST_NEAR = 3  # people whose names are told
LOOKED_AT = 200  # people
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONG = 365  # days since the last visit, from which somebody may be a stranger of the same name


class FoundBy(Record):
    """The one word by which somebody was found, and the day (ISO) of their last visit; none where there was none."""

    word: str
    last_day: str | None


def near(store: Store, query: str, person: Customer) -> list[Customer]:
    """Return the others whose whole name is what was typed but for one letter a word.

    Shape: at most MOST_NEAR; none where a single word was typed, or a number.
    """
    words = names.fold(query)
    if not 1 < len(words) <= MOST_WORDS or any(map(str.isdecimal, words)):
        return []
    alike = [_one_letter_away(store, word) for word in words]
    asked = [search.WordQuery().is_one_of(search.WORD, one) for one in alike]
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


def found_by(store: Store, query: str, person: Customer, today: dt.date) -> FoundBy | None:
    """Return what somebody was found by, where it is a single word and they were not here for a year, or never."""
    if len(query.split()) != 1 or not any(map(str.isalpha, query)):
        return None
    visits = read.of_kind(store, person.id, kinds.VISIT, ahead=days.ahead(today))
    last = visits[0].day if visits else None
    if last and (today - days.of_iso(last)).days < LONG:
        return None
    return FoundBy(query.strip(), last)
