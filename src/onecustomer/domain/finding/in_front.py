"""A name in front of the words: `oc note margo likes blue`, typed while somebody else is being served.

Many names are words too: may, will, mark, rose. So nobody is taken by it; it is only said.
"""

from __future__ import annotations

from ...store import kinds
from ...store.counter import read
from ...store.index import lookup
from ...store.record import Record
from ...store.rows import REFERENCE, number_of
from ..language import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...store.database.connection import Store
    from ...store.rows import Customer

MOST = 50  # customers with one word in their names; a commoner word alone names nobody


class InFront(Record):
    """The one other customer whom the first words name, and the words behind the name."""

    person: Customer
    name: str
    rest: str


def find(store: Store, text: str, served_id: int = 0) -> InFront | None:
    """Return whom the first two words name, or the first, if that is exactly one other than the one being served.

    Shape: a name is whole words of the name, or a whole nickname.
    """
    words = text.split()
    folded = ["".join(names.fold(_bare(word))) for word in words[:2]]
    if not folded or not folded[0]:
        return None
    number = number_of(folded[0], REFERENCE)
    if number is not None:
        from ...store.counter import alias

        person = alias.by_number(store, number)
        return InFront(person, words[0], " ".join(words[1:])) if person and person.id != served_id else None
    with_first = lookup.key_is(store, lookup.WORD, folded[0], MOST)
    if not with_first:
        return None
    for count in range(len(folded), 0, -1):
        asked = folded[:count]
        named = _named(store, with_first if len(with_first) < MOST else _with_all(store, asked), asked)
        if any(one.id == served_id for one in named):
            return None
        if len(named) == 1:
            return InFront(named[0], " ".join(words[:count]), " ".join(words[count:]))
    return None


def _bare(word: str) -> str:
    """Return a word without the ending of what is somebody's: margo's coat."""
    plain = word.rstrip(",.:;")
    return plain[:-2] if plain[-2:] in ("'s", "’s") else plain


def _with_all(store: Store, asked: list[str]) -> list[int]:
    if len(asked) == 1:
        return []
    from ...store.index import search  # few words are the name of so many

    return search.everybody(store, [search.WordQuery().is_one_of(lookup.WORD, [word]) for word in asked], 2)


def _named(store: Store, numbers: Iterable[int], asked: list[str]) -> list[Customer]:
    people = [read.customer(store, number) for number in numbers]
    return [person for person in people if person and _is_named(store, person, asked)]


def _is_named(store: Store, person: Customer, asked: list[str]) -> bool:
    if set(asked) <= names.search_words(person.name):
        return True
    nicks = [handle.value for handle in read.handles(store, person.id) if handle.kind == kinds.NICK]
    return any(asked == names.fold(nick) for nick in nicks)
