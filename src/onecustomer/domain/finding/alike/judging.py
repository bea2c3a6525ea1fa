"""Whether two records are of one person: how much likelier what they share, and what they do not, makes it.

Each thing counts as log-odds, and they are added up: the rarer what two have in common, the more it says. So two of a
common name who were born on different days are two, and two who share a birthday and a rare name spelled in two ways
are one. Of few people hardly two have one name by chance, so that there the name alone is enough; of very many some do.

Source: I. Fellegi and A. Sunter, A theory for record linkage, 1969; the weights were chosen on FEBRL 3 and looked at on
FEBRL 2 (2026-11), `python -m tests.bench.duplicates` measures them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import jellyfish

from ....store.index import sounds, spelling
from ....store.record import Record
from ...language import phones

Day = tuple[int | None, int, int]  # year, month, day

FEWEST_PEOPLE = 1_000  # among whom a word is counted: in a small shop too, a name is as rare as it is
FEW_TWICE = 0.35  # of all people: so likely is it, before anything is known of two, that one of them is the other
LEAST_ALIKE = 0.6  # of two words, of which one may stand for the other
SHORTENED, HEARD = 0.9, 0.75  # likeness of a short form, and of a word that sounds so
OTHER_INITIAL = 0.1  # of likeness, taken off where the first letter is another
MISSPELT, PER_LIKENESS = 0.8, 14.0  # log-odds taken off words that are not the same, and for all their unlikeness
OF_INITIAL = 1.5  # log-odds of a letter that begins the other's word
OTHER_WORD, ONE_MORE = 6.0, 1.5  # log-odds taken off for a word of each that are two, and for a word too many
NO_WORD = 3.0  # taken off where no word is alike
BY_NAME_ALONE, BY_LIKE_NAMES = 2.4, 5.4  # taken off where only a name says it, or only one word or names that differ
BIRTHDAYS = 20_000  # days on which people are born; of a year 365
SAME_DAY_OF_YEAR, SWAPPED, ONE_DIGIT, MONTH_FOR_DAY = 0.0, 5.5, 4.5, 5.0
TWO_DIGITS, OTHER_DAY = -1.0, -8.0
"""The log-odds of two birthdays that differ."""
MOST_OF_REACHED, OF_A_HOUSEHOLD = 12.0, 3.0  # log-odds of a telephone or e-mail; of one, where the first names differ
HOUSEHOLD = 5  # people; whom more have is a company's telephone
REACHED_OTHERWISE = 1.0  # taken off where both are reached, and by nothing the same
MOST_CACHED = 200_000  # pairs of words


class Known(Record):
    """What is known of somebody for this: the folded words of the name, the birthday, and keys that reach them."""

    number: int
    words: tuple[str, ...]
    born: Day | None
    reached: Collection[str]


class Judged(Record):
    """How likely two are one, and why: what they share, the most telling first.

    Shape: `is_told` tells that the name or a telephone is the same, of which who asks for all is told at any odds.
    Units: `odds` are log-odds; above 0 they are likelier one than two.
    """

    odds: float
    because: Sequence[str]
    is_told: bool = False


class Judge:
    """Who judges the pairs of a shop: how rare each word and birthday is there is counted once."""

    def __init__(self, people: Sequence[Known], short_forms: Mapping[str, set[str]]) -> None:
        self.count = max(FEWEST_PEOPLE, len(people))
        self.short_forms = short_forms
        self.with_word = Counter(word for words in {tuple(sorted(one.words)) for one in people} for word in set(words))
        self.with_fragment: Counter[str] = Counter()
        for word, count in self.with_word.items():
            for text in spelling.fragments(word, 1):
                self.with_fragment[text] += count
        self.near: dict[str, int] = {}
        self.born_on = Counter(one.born for one in people if one.born)
        self.born = sum(self.born_on.values())
        self.reached_by = Counter(beginning(key) for one in people for key in one.reached)
        self.before = math.log(self.count * FEW_TWICE)
        self.of_few = math.log(self.count / max(1, len(people)))
        self.alikes: dict[tuple[str, str], float] = {}
        self.spelled: dict[Day, str] = {}
        self.codes: dict[str, set[str]] = {}

    def judged(self, one: Known, other: Known) -> Judged | None:
        """Return how likely two are one, and why; none where they were born on two days and share nothing else."""
        born, day = self.birthdays(one.born, other.born)
        shared = _shared(one.reached, other.reached)
        if born == OTHER_DAY and not shared:
            return None
        named, are_two, how = self.names(one.words, other.words)
        reached, by = self.reach(one, other, shared, are_two=are_two)
        odds = named + born + reached - self.before + (self.of_few if how == SAME_NAME else 0)
        if born <= 0 and reached <= 0:
            is_whole = how == SAME_NAME and max(len(one.words), len(other.words)) > 1
            odds -= BY_NAME_ALONE if is_whole else BY_LIKE_NAMES
            if how == SAME_NAME and not day:
                return Judged(odds, [NAME_ALONE], is_told=True)
        is_told = how == SAME_NAME or any(self.reached_by[beginning(key)] <= HOUSEHOLD for key in shared)
        how = OTHER_NAMES if are_two and by else how
        return Judged(odds, [why for why in (*by, how, day) if why], is_told and born >= 0)

    def names(self, one: Sequence[str], other: Sequence[str]) -> tuple[float, bool, str]:
        """Return the log-odds of two names, whether each has a word that the other has not, and how they are alike."""
        if sorted(one) == sorted(other):
            return sum([self.worth(word) for word in one]), False, SAME_NAME
        if "".join(one) == "".join(other):  # a space is easily put elsewhere; what stands there then nobody else has
            return min(sum([self.worth(word) for word in words]) for words in (one, other)), False, SAME_NAME
        pairs = [
            (gain, mine, theirs)
            for mine, word in enumerate(one)
            for theirs, said in enumerate(other)
            if (gain := self.gain(word, said)) > -OTHER_WORD
        ]
        total, taken, given = 0.0, set[int](), set[int]()
        for gain, mine, theirs in sorted(pairs, reverse=True):
            if mine not in taken and theirs not in given:
                taken.add(mine)
                given.add(theirs)
                total += gain
        left, lacking = len(one) - len(taken), len(other) - len(given)
        total -= OTHER_WORD * min(left, lacking) + ONE_MORE * abs(left - lacking) + NO_WORD * (not taken)
        are_two = bool(left and lacking) or not taken
        return total, are_two, "" if are_two else PART_OF_NAME if left or lacking else ALIKE

    def worth(self, word: str) -> float:
        """Return the log-odds of a word that both have: the fewer others have it, the more."""
        return math.log(self.count / max(1, self.with_word[word] - 1))

    def gain(self, one: str, other: str) -> float:
        """Return the log-odds of two words, of which one may stand for the other."""
        if one == other:
            return self.worth(one)
        if len(one) == 1 or len(other) == 1:
            return OF_INITIAL if one[0] == other[0] else -OTHER_WORD
        alike = self.alike(one, other)
        if not alike:
            return -OTHER_WORD
        having = min(max(self.with_near(one), self.with_near(other)), self.count)
        return math.log(self.count / having) - MISSPELT - PER_LIKENESS * (1 - alike)

    def with_near(self, word: str) -> int:
        """Return about how many people have a word, or one that is spelled like it."""
        if word not in self.near:
            own = self.with_word[word]
            shared = sum(self.with_fragment[text] - own for text in spelling.fragments(word, 1))
            self.near[word] = max(1, own + shared)
        return self.near[word]

    def alike(self, one: str, other: str) -> float:
        """Return how alike two words are, 0-1."""
        pair = (one, other)
        if pair not in self.alikes:
            if len(self.alikes) > MOST_CACHED:
                self.alikes.clear()
            self.alikes[pair] = self._alike(one, other)
        return self.alikes[pair]

    def _alike(self, one: str, other: str) -> float:
        if not self.short_forms.get(one, set()).isdisjoint(self.short_forms.get(other, ())):
            return SHORTENED
        longest = max(len(one), len(other))
        apart = jellyfish.damerau_levenshtein_distance(one, other)
        alike = 1 - apart / longest
        alike = alike if alike >= LEAST_ALIKE else 0.0
        if alike < HEARD and not self.heard(one).isdisjoint(self.heard(other)):
            alike = HEARD
        return alike - OTHER_INITIAL if alike and one[0] != other[0] else alike

    def heard(self, word: str) -> set[str]:
        """Return the codes of a word's sound."""
        if word not in self.codes:
            self.codes[word] = sounds.codes(word)
        return self.codes[word]

    def birthdays(self, one: Day | None, other: Day | None) -> tuple[float, str]:
        """Return the log-odds of two birthdays, of which either may be unknown, and how they are alike."""
        if one is None or other is None:
            return 0.0, ""
        if one == other and one[0] is not None:
            return math.log((self.born + BIRTHDAYS) / max(1, self.born_on[one] - 1)), SAME_BIRTHDAY
        if one[0] is None or other[0] is None:
            is_same = one[1:] == other[1:]
            return (math.log(365), SAME_BIRTHDAY) if is_same else (OTHER_DAY, "")
        if one[0] != other[0] and one[1] != other[1] and one[2] != other[2]:
            return OTHER_DAY, ""
        if one[0] == other[0] and one[1:] == (other[2], other[1]):
            return MONTH_FOR_DAY, NEAR_BIRTHDAY
        mine, theirs = self.digits(one), self.digits(other)
        differ = sum(digit != its for digit, its in zip(mine, theirs, strict=True))
        if differ == 1:
            return ONE_DIGIT, NEAR_BIRTHDAY
        if differ == 2 and jellyfish.damerau_levenshtein_distance(mine, theirs) == 1:
            return SWAPPED, NEAR_BIRTHDAY
        if one[1:] == other[1:]:
            return SAME_DAY_OF_YEAR, NEAR_BIRTHDAY
        return (TWO_DIGITS if differ == 2 else OTHER_DAY), ""

    def digits(self, day: Day) -> str:
        """Return a day as eight digits."""
        if day not in self.spelled:
            self.spelled[day] = _spelled(day)
        return self.spelled[day]

    def reach(self, one: Known, other: Known, shared: Sequence[str], *, are_two: bool) -> tuple[float, list[str]]:
        """Return the log-odds of what reaches both, and what that is; a household shares a telephone."""
        if not shared:
            return -REACHED_OTHERWISE * bool(one.reached and other.reached), []
        most = OF_A_HOUSEHOLD if are_two else MOST_OF_REACHED
        gains = [min(most, math.log(self.count / max(1, self.reached_by[beginning(key)] - 1))) for key in shared]
        return max(gains), list(dict.fromkeys(_called(key) for key in shared))


SAME_NAME, ALIKE, PART_OF_NAME = "the same name", "names nearly alike", "part of the name"
NAME_ALONE = "the same name, and nothing else that tells"
OTHER_NAMES = "other names"
SAME_BIRTHDAY, NEAR_BIRTHDAY = "the same birthday", "nearly the same birthday"
EMAIL, NUMBER, CODE = "the same e-mail", "the same telephone", "the same card"
"""Why two may be one."""

TELEPHONE = "\t"  # in front of the key of a telephone


def beginning(key: str) -> str:
    """Return how a key begins that all others begin with that may be the same: of a telephone, its last digits."""
    return key[: len(TELEPHONE) + phones.WHOLE] if key.startswith(TELEPHONE) else key


def _shared(one: Collection[str], other: Collection[str]) -> list[str]:
    """Return what reaches both: the same code, or a telephone with and without its country code."""
    if not one or not other:
        return []
    return [key for key in one if key in other or (key.startswith(TELEPHONE) and any(_same(key, its) for its in other))]


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) if beginning(one) == beginning(other) else False


def _called(key: str) -> str:
    return NUMBER if key.startswith(TELEPHONE) else EMAIL if "@" in key else CODE


def _spelled(day: Iterable[int | None]) -> str:
    return "".join(f"{part:04d}" if place == 0 else f"{part:02d}" for place, part in enumerate(day))
