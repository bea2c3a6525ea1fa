"""Two names that may be one person's, where a telephone or an e-mail address is shared: else it takes more."""

from __future__ import annotations

from ...store import kinds
from ...store.index import search, spelling
from ..language import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ...store.database.connection import Store
    from .keys import Handle

MOST_WORDS = 12  # of a name; what stands behind them says nothing more
FORGIVEN_FROM = 5  # letters of a word that may have one letter wrong
MOST_REMEMBERED = 50_000  # words whose short forms are known

ENDINGS = "aeo"
AND = frozenset(("and", "und", "et", "y", "e", "en"))
"""What stands between the names of two people."""

NAMELESS = "Customer"
"""What somebody is called of whom nobody knows a name."""

MADE_FROM = (kinds.PHONE, kinds.EMAIL, kinds.CARD)
"""The kinds of handle that a name is made from."""


class Compatible:
    """Tells which names may be one person's, and asks the store for each word's short forms once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.known: dict[str, frozenset[str]] = {}

    def __call__(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Tell whether two names, by their folded words, may be one person's.

        Shape: they have the same words in any order, or run together; or each word of one stands for a word of the
        other: it is equal, its initial, a short form, or one letter off, but not the last letter. So Ann Klein and Tom
        Klein are two, and so are Daniel and Daniela.
        """
        if not one or not other:
            return False
        if sorted(one) == sorted(other) or "".join(one) == "".join(other):
            return True
        short, long = sorted((list(one[:MOST_WORDS]), list(other[:MOST_WORDS])), key=len)
        return all_paired(short, long, self._stands_for)

    def _stands_for(self, one: str, other: str) -> bool:
        if one == other:
            return True
        if len(one) == 1 or len(other) == 1:
            return one[0] == other[0]
        if other in self._short_forms(one):
            return not _are_two_endings(one, other)
        return min(len(one), len(other)) >= FORGIVEN_FROM and is_one_off(one, other) and not _differs_last(one, other)

    def _short_forms(self, word: str) -> frozenset[str]:
        if word not in self.known:
            if len(self.known) == MOST_REMEMBERED:
                self.known.clear()
            self.known[word] = frozenset(search.short_forms(self.store, word))
        return self.known[word]


def all_paired(some: Sequence[str], others: Sequence[str], stands_for: Callable[[str, str], bool]) -> bool:
    """Tell whether each of some words can be given a word of its own among the others that it stands for.

    Source: H. W. Kuhn's method of augmenting paths, 1955.
    """
    whose: dict[int, int] = {}

    def is_given_one(at: int, tried: set[int]) -> bool:
        for there, other in enumerate(others):
            if there not in tried and stands_for(some[at], other):
                tried.add(there)
                if there not in whose or is_given_one(whose[there], tried):
                    whose[there] = at
                    return True
        return False

    return all(is_given_one(at, set()) for at in range(len(some)))


def is_one_off(one: str, other: str) -> bool:
    """Tell whether one letter that is wrong, missing, too many or swapped with its neighbour parts two words."""
    return abs(len(one) - len(other)) <= 1 and spelling.distance(one, other) <= 1


def _differs_last(one: str, other: str) -> bool:
    """Tell whether only the last letter parts two words, as Anna and Anne, or Martin and Martina.

    Shape: a last letter that is only doubled parts none, as in Kleinman and Kleinmann.
    """
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return short[:-1] == long[:-1]
    return long[:-1] == short and long[-1] != short[-1]


def _are_two_endings(one: str, other: str) -> bool:
    """Tell whether two names part in their last vowel: Anna and Anne have one short form, and are two."""
    return one[:-1] == other[:-1] and one[-1] in ENDINGS and other[-1] in ENDINGS


def are_several(name: str) -> bool:
    """Tell whether a name is of more than one person: "Klaus & Julia Meier"."""
    return "&" in name or "+" in name or not AND.isdisjoint(names.fold(name))


def is_made_up(name: str, handles: Iterable[Handle]) -> bool:
    """Tell whether a name is no name: it was made from one of these handles when nobody said one."""
    return any(name == made_up(kind, value) for kind, value in handles if kind in MADE_FROM)


def made_up(kind: str, value: str) -> str:
    """Return a name for somebody known by an e-mail address, a telephone or a card only, fit for a screen."""
    if kind == kinds.EMAIL:
        before = value.partition("@")[0]
        return before if any(letter.isalpha() for letter in "".join(names.fold(before))) else NAMELESS
    if kind != kinds.PHONE:
        return NAMELESS
    from ..language import phones

    return f"{NAMELESS} …{value[-2:] if value[-phones.WHOLE :].isdecimal() else phones.end(value)}"
