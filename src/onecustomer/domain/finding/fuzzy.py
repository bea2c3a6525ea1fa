"""Fuzzy search, where nobody matches exactly: short forms, near spelling, sound, a word too many or wrong.

Each typed word is widened to the words it may stand for. Who matches all of them may be meant, and who matches all
but one. All are put in one order by likeness, where a rare word counts more than a common one. Whoever is found here
is asked about, never taken.

Source: `python -m tests.bench.finding`, measured 2026-11 on the FEBRL data sets. One order finds more than tier by
tier (0.88 to 0.92 among the first five), and the rarity of words decides between people who share one.
"""

from __future__ import annotations

import math

from ...store.index import search, sounds, spelling
from .keys import query_of
from .ranking import Hit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...store.database.connection import Store

SHORT, NEAR, SOUND = 5, 6, 7
"""The tiers of fuzzy hits: by a short form, by spelling, by sound or by all words but one."""

BEGUN, SHORTENED, HEARD = 0.97, 0.9, 0.75  # likeness of a word that only begins so, is a short form, sounds so
SHARPNESS = 4  # likeness is raised to it: two words half right are less than one right and one wrong
LIKELY = 0.1  # likeness of the whole from which somebody is worth asking about
ENOUGH = 5  # people who match all words; with so many, nobody is sought who matches all but one
LIKELIEST = 20  # people who are asked about at the most
UNSAID = 0.03  # of likeness, taken off for each word of the name that was not typed


class Typed:
    """One typed word, what it may stand for, and how much it says: the rarer, the more."""

    def __init__(self, store: Store, word: str) -> None:
        self.word = word
        self.short = set(search.short_forms(store, word))
        self.near = _near(store, word)
        self.heard = set(search.sounding_words(store, sounds.codes(word)))
        self.widened = query_of(word, self.short | self.near | self.heard)
        is_known = bool(search.everybody(store, [query_of(word)], 1))
        # somebody has this very word, so it is not taken for a misspelling
        self.unmistaken = query_of(word, self.short) if is_known else self.widened
        self.weight = 1 / (1 + math.log2(1 + search.frequency(store, self.widened)))
        self.alikes: dict[str, float] = {}

    def alike(self, word: str) -> float:
        """Return how like a word of somebody's is to the one typed, 0-1."""
        if word not in self.alikes:
            self.alikes[word] = self._alike(word)
        return self.alikes[word]

    def _alike(self, word: str) -> float:
        if word.startswith(self.word):
            return 1.0 if word == self.word else BEGUN
        if self.word.isdecimal() and word.startswith(self.word[::-1]):  # how a telephone ends
            return 1.0
        least = SHORTENED if word in self.short else HEARD if word in self.heard else 0.0
        return max(spelling.likeness(self.word, word), least)

    def tier(self, words: Iterable[str]) -> int:
        """Return the tier by which it stands for one of somebody's words."""
        own = set(words)
        if own & self.short or any(self.alike(word) >= BEGUN for word in own):
            return SHORT
        return NEAR if own & self.near else SOUND


def likely(store: Store, words: Sequence[str], limit: int) -> list[Hit]:
    """Return the customers who may be meant, most alike first.

    Shape: at most LIKELIEST; empty where nobody is near.
    """
    likest: dict[int, Hit] = {}
    for reading in (words, *_run_together(store, words)):
        typed = [Typed(store, word) for word in reading]
        for hit in _answering(store, typed, limit):
            other = likest.get(hit.customer_id)
            if other is None or hit.likeness > other.likeness:
                likest[hit.customer_id] = hit
    return sorted(likest.values(), key=lambda hit: -hit.likeness)[:LIKELIEST]


def _answering(store: Store, typed: Sequence[Typed], limit: int) -> list[Hit]:
    """Return who matches all that was typed, or all of it but one word."""
    found = dict.fromkeys(search.some(store, [one.unmistaken for one in typed], limit))
    if not found:
        found.update(dict.fromkeys(search.some(store, [one.widened for one in typed], limit)))
    for left_out in typed if len(typed) > 1 and len(found) < ENOUGH else ():
        others = [one.unmistaken for one in typed if one is not left_out]
        found.update(dict.fromkeys(search.some(store, others, limit)))
    whose = search.own_words(store, list(found), (search.WORD, search.COMPANY, search.SAID, search.PHONE))
    hits = [_judged(customer_id, typed, own) for customer_id, own in whose.items()]
    return [hit for hit in hits if hit.likeness >= LIKELY]


def _judged(customer_id: int, typed: Sequence[Typed], own: Sequence[str]) -> Hit:
    """Return the hit of a customer who has these words: the tier, and the likeness to all that was typed."""
    alike = sum(one.weight * max(map(one.alike, own)) ** SHARPNESS for one in typed) / sum(one.weight for one in typed)
    unsaid = UNSAID * max(0, sum(not word.isdecimal() for word in own) - len(typed))
    return Hit(customer_id, max(one.tier(own) for one in typed), alike - unsaid)


def _near(store: Store, word: str) -> set[str]:
    """Return the words of names that one may be a misspelling of, itself among them."""
    shared = search.near_words(store, spelling.asked_fragments(word))
    return {near for near in shared if spelling.is_near(word, near)}


def _run_together(store: Store, words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words with two neighbours made one, where that is near a name: a space is easily typed into it."""
    for at in range(len(words) - 1):
        joined = words[at] + words[at + 1]
        if joined.isalpha() and _near(store, joined):
            yield [*words[:at], joined, *words[at + 2 :]]
