"""Whether the words of others name somebody: her whole name, a name that only she has, a nickname, a number of hers."""

from __future__ import annotations

from collections.abc import Sequence

from ...store import kinds
from ...store.counter import read
from ...store.database.connection import Store
from ...store.index import lookup
from ...store.record import Record
from ...store.rows import Customer
from ..finding.mentions import NUMBER
from ..language import names, phones

SHORTEST = 3  # letters of a name that is looked for by itself
TELLING_DIGITS = 4  # the last of a telephone number


class Naming(Record):
    """By what somebody is named.

    Shape: `alternatives` are folded words, all of which one text has; `first` is the folded first name, which others
    may have too and which counts where it is written large; `literal` are e-mails and codes in small letters, `numbers`
    telephones as digits. A text that names her has one of `likes` in it, in any case and but for accents.
    """

    alternatives: Sequence[Sequence[str]]
    first: str
    literal: Sequence[str]
    numbers: Sequence[str]
    likes: Sequence[str]

    def is_in(self, text: str) -> bool:
        """Tell whether a text names her, or may."""
        small = text.casefold()
        if text.isascii() and "'" not in text and not any(like in small for like in self.likes):
            return False  # as most texts
        own = names.fold(text)
        said = {*own, *(word[:-1] for word in own if word.endswith("s"))}  # Klein's is folded to kleins
        if any(said.issuperset(words) for words in self.alternatives):
            return True
        if any(one in small for one in self.literal):
            return True
        if any(word[:1].isupper() and self.first in names.fold(word) for word in text.split()):
            return True
        dialled = [phones.digits(found.group()) for found in NUMBER.finditer(text)] if self.numbers else []
        return any(phones.same(one, number) for one in dialled for number in self.numbers)


def of(store: Store, person: Customer) -> Naming:
    """Return by what a customer is named."""
    handles = read.handles(store, person.id)
    words = names.fold(person.name)
    nicks = [names.fold(handle.value) for handle in handles if handle.kind == kinds.NICK]
    alone = [[word] for word in words if len(word) >= SHORTEST and not _others_have(store, word, person)]
    literal = [handle.value.casefold() for handle in handles if handle.kind in (kinds.EMAIL, kinds.CARD)]
    numbers = [number for handle in handles if handle.kind == kinds.PHONE and (number := phones.digits(handle.value))]
    alternatives = [one for one in (words, *alone, *nicks) if one]
    longest = [max(one, key=len) for one in alternatives]
    likes = [*longest, words[0], *literal, *(number[-TELLING_DIGITS:] for number in numbers)]
    return Naming(alternatives, words[0], literal, numbers, likes)


def _others_have(store: Store, word: str, person: Customer) -> bool:
    return word in names.PARTICLES or lookup.others_with(store, lookup.WORD, word, person.id, begins=False)
