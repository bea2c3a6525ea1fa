"""Other people whom a text names: whoever hands it over looks at it first.

A name is found by its capital letter, and by the index; many names are words too, so it is only said that it may be.
"""

from __future__ import annotations

from ...store.counter import read
from ...store.index import lookup
from ..language import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ...store.rows import Customer

LONGEST = 3  # words of a name that is found whole


def others(store: Store, person: Customer, text: str) -> list[str]:
    """Return the words of a text that may name somebody else in the shop, as they stand there."""
    own = names.search_words(person.name)
    words = [word.strip("\"'“”‘’„(),.;:!?…") for word in text.split()]
    found: list[str] = []
    at = 0
    while at < len(words):
        taken = next((n for n in range(LONGEST, 1, -1) if _is_somebody(store, person, words[at : at + n])), 0)
        if not taken and _may_be_name(words[at]) and not own & set(names.fold(_bare(words[at]))):
            taken = int(_is_word_of_name(store, person, _bare(words[at])))
        if taken:
            found.append(" ".join(words[at : at + taken]))
        at += taken or 1
    return list(dict.fromkeys(found))


def _bare(word: str) -> str:
    """Return a word without the ending of what is somebody's: Margo's coat."""
    return word[:-2] if word[-2:] in ("'s", "’s") else word


def _may_be_name(word: str) -> bool:
    return bool(word) and (word[0].isupper() or (word[0].isalpha() and not word[0].islower()))


def _is_somebody(store: Store, person: Customer, words: list[str]) -> bool:
    """Tell whether words are the whole name of somebody else."""
    if len(words) < 2 or not all(words):
        return False
    whole = names.whole(" ".join([*words[:-1], _bare(words[-1])]))
    with_name = lookup.key_is(store, lookup.FULL, whole, 2) if whole else []
    return any(number != person.id for number in with_name) and person.id not in with_name


def _is_word_of_name(store: Store, person: Customer, word: str) -> bool:
    folded = names.fold(word)
    if len(folded) != 1:
        return False
    with_word = lookup.key_is(store, lookup.WORD, folded[0], 2)
    return any(number != person.id and read.customer(store, number) for number in with_word)
