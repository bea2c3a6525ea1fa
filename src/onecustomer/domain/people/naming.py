"""Whether the words of others name somebody: her whole name, a name that only she has, a nickname, a number of hers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...store import kinds
from ...store.counter import read
from ...store.database.connection import Store
from ...store.index import lookup
from ...store.record import Record
from ...store.rows import Customer
from ..finding.mentions import NUMBER
from ..language import names, phones
from ..language.text import western

SHORTEST = 3  # letters of a name that is looked for by itself
LAST_DIGITS = phones.WHOLE  # of a telephone, that a text has in whichever way it parts them


class Naming(Record):
    """By what somebody is named.

    Shape: `whole` is her folded name; `alone` are those of its words behind the first that nobody else has;
    `alternatives` are folded words, all of which one text has; `first` is the folded first name, which others may have
    too and which counts where it is written large; `literal` are e-mails and codes in small letters, `numbers`
    telephones as digits. A text that names her has one of `likes` in it, in any case and but for accents, or at least
    `fewest` digits, where that is not 0.
    """

    whole: Sequence[str]
    alone: Sequence[str]
    alternatives: Sequence[Sequence[str]]
    first: str
    literal: Sequence[str]
    numbers: Sequence[str]
    likes: Sequence[str]
    fewest: int

    def is_in(self, text: str) -> bool:
        """Tell whether a text names her, or may."""
        if self._has_number(text):
            return True
        small = text.casefold()
        if text.isascii() and "'" not in text and not any(like in small for like in self.likes):
            return False  # as most texts
        said = _said(text)
        if any(said.issuperset(words) for words in self.alternatives):
            return True
        if any(one in small for one in self.literal):
            return True
        return any(word[:1].isupper() and self.first in names.fold(word) for word in text.split())

    def is_surely_in(self, text: str) -> bool:
        """Tell whether a text names her, and is hardly about anybody or anything else.

        That is by her whole name, by a last name that only she has, written large, or by a telephone, e-mail or card. A
        first name by itself is none: May brings May and Sons.
        """
        small = text.casefold()
        if any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", small) for one in self.literal):
            return True
        if len(self.whole) > 1 and _said(text).issuperset(self.whole):
            return True
        if any(word[:1].isupper() and not _said(word).isdisjoint(self.alone) for word in text.split()):
            return True
        dialled = [phones.digits(found.group()) for found in NUMBER.finditer(text)] if self.numbers else []
        return any(phones.same(one, number) for one in dialled for number in self.numbers)

    def is_in_name(self, name: str) -> bool:
        """Tell whether a name or nickname of somebody else names her, as Margo's mother; a namesake's does not."""
        own, said = set(names.fold(name)), _said(name)
        return any(
            said.issuperset(words) and (own != set(words) if len(words) > 1 else words[0] not in own)
            for words in (*self.alternatives, [self.first])
        )

    def _has_number(self, text: str) -> bool:
        """Tell whether the digits of a text, whatever stands between them, have the last of a telephone of hers."""
        if not self.numbers:
            return False
        digits = "".join(letter for letter in western(text) if letter.isdecimal())
        return any(number[-LAST_DIGITS:] in digits for number in self.numbers)


def _said(text: str) -> set[str]:
    """Return the folded words of a text; Klein's, which is folded to kleins, is klein too."""
    own = names.fold(text)
    return {*own, *(word[:-1] for word in own if word.endswith("s"))}


def of(store: Store, person: Customer) -> Naming:
    """Return by what a customer is named."""
    handles = read.handles(store, person.id)
    words = names.fold(person.name)
    nicks = [names.fold(handle.value) for handle in handles if handle.kind == kinds.NICK]
    alone = [word for word in words if len(word) >= SHORTEST and not _others_have(store, word, person)]
    literal = [handle.value.casefold() for handle in handles if handle.kind in (kinds.EMAIL, kinds.CARD)]
    numbers = [number for handle in handles if handle.kind == kinds.PHONE and (number := phones.digits(handle.value))]
    alternatives = [one for one in (words, *([word] for word in alone), *nicks) if one]
    longest = [max(one, key=len) for one in alternatives]
    fewest = min((len(number[-LAST_DIGITS:]) for number in numbers), default=0)
    likes = [*longest, words[0], *literal]
    return Naming(
        words, [word for word in alone if word != words[0]], alternatives, words[0], literal, numbers, likes, fewest
    )


def _others_have(store: Store, word: str, person: Customer) -> bool:
    return word in names.PARTICLES or lookup.others_with(store, lookup.WORD, word, person.id, begins=False)
