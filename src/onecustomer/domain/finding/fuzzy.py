"""Fuzzy search, where too few match exactly: short forms, near spelling, sound, a word too many or wrong.

The people who have something like every word are asked for in turn, the likest way first, until five are found. They
are put in one order by a sum of log-odds: how much more likely each typed word is if they are meant than if somebody
else is. So a rare word says more than a common one, and two misspelt words may say more than one right and one alien.
Whoever is found here is asked about, never taken.

Source: the weights were fitted on the FEBRL data sets 1 to 3 and on names that people had heard (2026-11);
`python -m tests.bench.finding` measures them.
"""

from __future__ import annotations

import itertools
import math

from ...store.index import lookup, search, sounds, spelling
from ..language import phones
from .keys import FEWEST_DIGITS, query_of
from .ranking import Hit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...store.database.connection import Store
    from ...store.index.search import WordQuery

    Own = Sequence[tuple[int, str]]  # kind and folded form of each key of somebody

SHORT, NEAR, SOUND = 5, 6, 7
"""The tiers of fuzzy hits: by a short form, by spelling, by sound or by all words but one."""

SHORTENED, HEARD = 0.9, 0.75  # likeness of a short form, and of a word that sounds so
OTHER_INITIAL = 0.09  # of likeness, taken off where the first letter is another: it is seldom mistaken
MISTAKEN, PER_LIKENESS = 0.8, 20.0  # log-odds taken off a word that is not the one typed, and for all its unlikeness
BEGUN, MOST_OF_INITIAL = 0.8, 3.4  # log-odds taken off a word that only begins so; the most that one letter is worth
OTHER_SCRIPT = 1.5  # log-odds taken off a word that is written in other letters
MISSING, UNSAID = 5.6, 0.6  # log-odds taken off for a typed word that they lack, and for a word of theirs not typed
RIGHT_TOO = 0.9  # log-odds for each right word but the first
LAST = 0.3  # log-odds for the word typed last, where it is right: it is mostly the surname, which fewer share
FEWEST_PEOPLE = 1_000  # among whom a word is counted: in a small shop too, a name is as rare as it is
ENOUGH = 5  # people who have something like every word; with so many, nobody else is sought
COMPARED = 100  # people
LIKELIEST = 20  # people who are asked about at the most
COMMON = 500  # people with a word, of whom any hundred would be arbitrary
SHORTEST_HALF = 2  # letters
MOST_SPLITS = 2  # of a word, the evenest first
SPLIT_FROM = 6  # letters of a typed word that may be two names run together


class Words:
    """What the words of one search say: how many have each, asked for once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.people = max(FEWEST_PEOPLE, store.value("SELECT max(id) FROM counter_person") or 0)
        self.worths: dict[tuple[int, str], float] = {}

    def worth(self, key: tuple[int, str]) -> float:
        """Return the log-odds of a word that somebody has: the rarer, the more."""
        if key not in self.worths:
            having = search.estimate(self.store, *key, self.people)
            self.worths[key] = math.log(self.people / min(max(having, 1), self.people))
        return self.worths[key]


class Typed:
    """One typed word, and what it may stand for; `is_latin` says that it was typed in other letters."""

    def __init__(self, words: Words, word: str, *, is_latin: bool = False) -> None:
        self.words = words
        self.word = word
        self.is_latin = is_latin
        store = words.store
        self.short = set(search.short_forms(store, word))
        self.near = _near(store, word)
        self.heard = set(search.sounding_words(store, sounds.codes(word)))
        self.as_typed = query_of(word)
        self.spelled = query_of(word, self.short | self.near) if self.short or self.near else self.as_typed
        self.widened = query_of(word, self.short | self.near | self.heard) if self.heard else self.spelled
        self.alikes: dict[str, float] = {}
        self.gains: dict[tuple[int, str], float] = {}

    def alike(self, word: str) -> float:
        """Return how like a word of somebody's is to the one typed, 0-1."""
        if word not in self.alikes:
            least = SHORTENED if word in self.short else HEARD if word in self.heard else 0.0
            alike = spelling.likeness(self.word, word)
            if alike and word[:1] != self.word[:1]:
                alike -= OTHER_INITIAL
            self.alikes[word] = max(alike, least)
        return self.alikes[word]

    def gain(self, key: tuple[int, str]) -> float:
        """Return the log-odds that one of somebody's words gives to this one; that of a missing one where none."""
        if key not in self.gains:
            self.gains[key] = self._gain(key)
        return self.gains[key]

    def _gain(self, key: tuple[int, str]) -> float:
        kind, word = key
        if kind == lookup.PHONE:
            is_end = self.word.isdecimal() and word.startswith(phones.key(self.word))
            return math.log(self.words.people) if is_end else -MISSING
        is_other_script = (kind == lookup.LATIN) != self.is_latin
        worth = self.words.worth(key) - (OTHER_SCRIPT if is_other_script else 0)
        if word == self.word:
            return worth
        if word.startswith(self.word):
            return min(worth - BEGUN, MOST_OF_INITIAL) if len(self.word) == 1 else worth - BEGUN
        alike = self.alike(word)
        return worth - MISTAKEN - PER_LIKENESS * (1 - alike) if alike else -MISSING

    def tier(self, own: set[str]) -> int:
        """Return the tier by which it stands for one of somebody's words."""
        if own & self.short or any(word.startswith(self.word) for word in own):
            return SHORT
        return NEAR if own & self.near else SOUND


def likely(store: Store, words: Sequence[str]) -> list[Hit]:
    """Return the customers who may be meant, likeliest first.

    Shape: at most LIKELIEST; empty where nobody is near.
    """
    known = Words(store)
    likest: dict[int, Hit] = {}
    latin = _in_latin(words)
    for reading in itertools.chain([words], latin, _run_together(store, words), _split(store, words)):
        if sum(hit.is_whole for hit in likest.values()) >= ENOUGH:
            break
        for hit in _answering(
            known, [Typed(known, word, is_latin=reading in latin) for word in reading], is_new=reading is not words
        ):
            other = likest.get(hit.customer_id)
            if other is None or hit.likeness > other.likeness:
                likest[hit.customer_id] = hit
    return sorted(likest.values(), key=lambda hit: -hit.likeness)[:LIKELIEST]


def _answering(words: Words, typed: Sequence[Typed], *, is_new: bool) -> list[Hit]:
    """Return who has something like all that was typed, and where they are few, all of it but one word.

    `is_new` says that nobody was looked for by these very words before.
    """
    found: dict[int, None] = {}
    for asked in _ways(typed, is_new=is_new):
        found.update(dict.fromkeys(_some(words.store, asked)))
        if len(found) >= ENOUGH:
            break
    if len(found) < ENOUGH and len(typed) > 1:
        for asked in _less_one(words, typed):
            found.update(dict.fromkeys(_some(words.store, asked)))
    kinds = (lookup.WORD, lookup.COMPANY, lookup.SAID, lookup.PHONE, lookup.LATIN)
    whose = search.own_keys(words.store, list(found), kinds)
    return [hit for customer_id, own in whose.items() if (hit := _judged(customer_id, typed, own))]


def _ways(typed: Sequence[Typed], *, is_new: bool) -> Iterator[list[WordQuery]]:
    """Yield what is asked for in turn: as it was typed, nearly so, and as it sounds; what is the same is asked once."""
    asked: list[WordQuery] = []
    for way in ("as_typed", "spelled", "widened"):
        before, asked = asked, [getattr(one, way) for one in typed]
        if asked != before and (is_new or way != "as_typed"):
            yield asked


def _less_one(words: Words, typed: Sequence[Typed]) -> Iterator[list[WordQuery]]:
    """Yield all that was typed but one word; of three words and more, each word alone; what is common finds nobody."""
    for left_out in typed:
        if left_out.word.isdecimal() and len(left_out.word) >= FEWEST_DIGITS:
            continue  # who lacks a number that was typed is not meant
        others = [one.spelled for one in typed if one is not left_out]
        if any(search.is_rare(words.store, one, COMMON) for one in others):
            yield others
    for one in typed if len(typed) > 2 else ():
        if search.is_rare(words.store, one.as_typed, COMMON):
            yield [one.as_typed]


def _some(store: Store, asked: Sequence[WordQuery]) -> list[int]:
    return search.some(store, asked, COMPARED)


def _judged(customer_id: int, typed: Sequence[Typed], own: Own) -> Hit | None:
    """Return the hit of a customer who has these words: the tier, and the log-odds of all that was typed.

    Shape: none where a number was typed that is not theirs.
    """
    pairs = [
        (gain, number, at)
        for number, one in enumerate(typed)
        for at, key in enumerate(own)
        if (gain := one.gain(key)) > -MISSING
    ]
    taken: dict[int, int] = {}
    total = 0.0
    for gain, number, at in sorted(pairs, reverse=True):
        if number not in taken and at not in taken.values():
            taken[number] = at
            total += gain
    lacking = [one for number, one in enumerate(typed) if number not in taken]
    if any(one.word.isdecimal() for one in lacking) or len(lacking) == len(typed):
        return None
    right = [number for number, at in taken.items() if own[at][1] == typed[number].word]
    is_latin = any(own[at][0] == lookup.LATIN for at in taken.values())
    unsaid = _of_names(own, lookup.LATIN if is_latin else lookup.WORD) - {own[at][1] for at in taken.values()}
    total += RIGHT_TOO * max(0, len(right) - 1) - MISSING * len(lacking) - UNSAID * len(unsaid)
    total += LAST if len(typed) > 1 and len(typed) - 1 in right else 0
    words = {word for _, word in own}
    tier = SOUND if lacking else max(one.tier(words) for one in typed)
    return Hit(customer_id, tier, total, is_whole=not lacking)


def _of_names(own: Own, script: int) -> set[str]:
    """Return the words of somebody's names that are not made of two others run together."""
    words = {word for kind, word in own if kind == script}
    if len(words) < 3:
        return words
    return {
        word
        for word in words
        if not any(word != one and word.startswith(one) and word[len(one) :] in words for one in words)
    }


def _near(store: Store, word: str) -> set[str]:
    """Return the words of names that one may be a misspelling of, itself among them."""
    shared = search.near_words(store, spelling.asked_fragments(word))
    return {near for near in shared if spelling.is_near(word, near)}


def _in_latin(words: Sequence[str]) -> list[list[str]]:
    """Return the words in Latin letters, where they have others; the sound of Han is another in each language."""
    if all(map(str.isascii, words)):
        return []
    from ..language import latin, names

    written = latin.words(" ".join(words)) if not any(map(names.is_wide, words)) else []
    return [written] if written else []


def _run_together(store: Store, words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words with two neighbours made one, where that is near a name: a space is easily typed into it."""
    for at in range(len(words) - 1):
        joined = words[at] + words[at + 1]
        if joined.isalpha() and _near(store, joined):
            yield [*words[:at], joined, *words[at + 2 :]]


def _split(store: Store, words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words with one that nobody has made two that are known: a space is easily left out."""
    for at, word in enumerate(words):
        if len(word) < SPLIT_FROM or not word.isalpha() or lookup.key_is(store, lookup.WORD, word, 1):
            continue
        cuts = sorted(range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1), key=lambda cut: abs(2 * cut - len(word)))
        known = (halves for cut in cuts if _are_known(store, halves := (word[:cut], word[cut:])))
        for halves in itertools.islice(known, MOST_SPLITS):
            yield [*words[:at], *halves, *words[at + 1 :]]


def _are_known(store: Store, halves: Sequence[str]) -> bool:
    return all(lookup.key_is(store, lookup.WORD, half, 1) for half in halves)
