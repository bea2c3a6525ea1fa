"""Who may be here twice: everybody compared with those who share something telling, and never with everybody else.

Shape: people are laid in blocks by one thing at a time, as a birthday, or a word and a year, and only the people of a
block are compared. A block of too many says nothing; who is one of them shares a rarer thing too.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, permutations

from ....store.database.connection import Store
from ....store.index import lookup
from ....store.overview import doubles
from ....store.record import Record
from ...language import latin, names
from .. import renew
from .judging import TELEPHONE, Judge, Judged, Known, beginning

MOST_OF_BLOCK = 120  # people; of more, what they share is common
MOST_WORDS = 4  # of a name, that blocks are made of
BEGINNING = 3  # letters of a word
PROPOSED = 0.0  # log-odds from which two are proposed: likelier one than two
FEWEST, MOST = 0.02, 2.0  # pairs for each of the people, within which a shop's own are estimated; supposed is one
LEAST = PROPOSED - math.log(MOST)  # of less nobody comes to be likely
ROUNDS, MOST_EXPONENT = 30, 500.0
OF_HASH, OF_PLACE = (1 << 39) - 1, 24  # bits: a block and a place in one number, as a list of such is small


class Pair(Record):
    """Two who may be one, the lower number in front, how likely, and why.

    Shape: `is_likely` tells that they are likelier one than two.
    """

    one: int
    other: int
    odds: float
    because: Sequence[str]

    @property
    def is_likely(self) -> bool:  # noqa: D102
        return self.odds >= PROPOSED


def read(store: Store, birthday: str) -> tuple[list[Known], dict[str, set[str]], set[tuple[int, int]]]:
    """Return what is known of everybody, the short forms of names, and who was said to be two.

    `birthday` is what the day is called on which somebody was born.
    """
    with store.reading():
        region = renew.region(store)
        born = {whose: (year, month, day) for whose, month, day, year in doubles.days(store, birthday)}
        reached: dict[int, list[str]] = {}
        for kind, folded, whose in doubles.reached_by(store):
            reached.setdefault(whose, []).append(_reached(kind, folded, region))
        people = [
            Known(number, _words(name), born.get(number), tuple(reached.get(number, ())))
            for number, name in doubles.names(store)
        ]
        return people, doubles.short_forms(store), doubles.apart(store)


def _reached(kind: int, folded: str, region: str | None) -> str:
    """Return by what somebody is reached; where the shop has a region, one telephone is no other's beginning."""
    end = "=" if region else ""
    return f"{TELEPHONE}{folded}{end}" if kind == lookup.PHONE else folded


def _words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, in Latin letters where it has others that say how it sounds."""
    folded = names.fold(name)
    if name.isascii() or any(map(names.is_wide, folded)):
        return tuple(folded)
    return tuple(latin.words(name) or folded)


def alike(
    people: Sequence[Known],
    short_forms: Mapping[str, set[str]],
    apart: Collection[tuple[int, int]] = frozenset(),
) -> list[Pair]:
    """Return who may be here twice, likeliest first, but for those who were said to be two.

    Shape: `people` are in the order of their numbers. Behind the likely ones come those who share a name or a telephone
    and are likelier two.
    """
    judge = Judge(people, short_forms)
    found: dict[tuple[int, int], Judged] = {}
    for block in _blocks(people, judge):
        for at, behind in combinations(block, 2):
            one, other = people[at], people[behind]
            pair = (one.number, other.number)
            if pair not in found and pair not in apart:
                judged = judge.judged(one, other)
                if judged and (judged.odds >= LEAST or judged.is_told):
                    found[pair] = judged
    more = _more_likely([one.odds for one in found.values() if one.odds >= LEAST], len(people))
    best = sorted(found.items(), key=lambda item: (-round(item[1].odds, 2), item[0]))
    made = ((Pair(*pair, judged.odds + more, judged.because), judged.is_told) for pair, judged in best)
    return [pair for pair, is_told in made if pair.is_likely or is_told]


def _more_likely(odds: Sequence[float], people: int) -> float:
    """Return by how much likelier than was supposed somebody of this shop is here twice, in log-odds.

    Shape: so that as many pairs are expected as the odds of all pairs, mended so, add up to; within FEWEST and MOST.
    Source: expectation maximization of the one parameter, the share of true pairs.
    """
    more = 0.0
    for _ in range(ROUNDS):
        expected = sum([1 / (1 + math.exp(-max(one + more, -MOST_EXPONENT))) for one in odds])
        more = math.log(min(max(expected / people, FEWEST), MOST))
    return more


def _blocks(people: Sequence[Known], judge: Judge) -> Iterator[Sequence[int]]:
    """Yield the places of people who share something, by one thing after another."""
    for keys in (_by_reach, _by_birthday, _by_word_and_days, _by_words, _by_sounds, _by_beginnings):
        laid = sorted(
            (hash(key) & OF_HASH) << OF_PLACE | at for at, one in enumerate(people) for key in set(keys(one, judge))
        )
        block: list[int] = []
        before = -1
        for number in laid:
            key, at = number >> OF_PLACE, number & ((1 << OF_PLACE) - 1)
            if key != before:
                if 1 < len(block) <= MOST_OF_BLOCK:
                    yield block
                block, before = [], key
            block.append(at)
        if 1 < len(block) <= MOST_OF_BLOCK:
            yield block


def _by_reach(one: Known, _: Judge) -> Iterator[object]:
    yield from map(beginning, one.reached)


def _by_birthday(one: Known, _: Judge) -> Iterator[object]:
    if one.born:
        yield one.born


def _by_word_and_days(one: Known, judge: Judge) -> Iterator[object]:
    """Yield each word with what two birthdays that are nearly one share; also the sound of each with the year."""
    if one.born is None:
        return
    year, month, day = one.born
    for word in one.words[:MOST_WORDS]:
        yield "day", word, month, day
        if year is not None:
            yield from (("month", word, year, month), ("day of", word, year, day))
            yield "swapped", word, year, frozenset((month, day))
            yield from ((code, year) for code in judge.heard(word))


def _by_words(one: Known, _: Judge) -> Iterator[object]:
    yield tuple(sorted(one.words))
    yield "".join(one.words)


def _by_sounds(one: Known, judge: Judge) -> Iterator[object]:
    heard = [judge.heard(word) for word in one.words[:MOST_WORDS]]
    for codes, others in combinations(heard, 2):
        yield from (frozenset((code, other)) for code in codes for other in others)


def _by_beginnings(one: Known, _: Judge) -> Iterator[object]:
    """Yield each word with the beginning, and with the end, of another."""
    for word, other in permutations(one.words[:MOST_WORDS], 2):
        yield word, other[:BEGINNING], ""
        yield word, "", other[-BEGINNING:]
