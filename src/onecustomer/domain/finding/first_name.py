"""A first name that is somebody's alone: what a command calls them."""

from __future__ import annotations

from ...store.index import lookup, search
from ..language import names
from ..language.text import cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ...store.rows import Customer

LONGEST_FIRST = 12  # columns of a first name in a command; the reference is shorter to type than a longer one


def first_name(store: Store, person: Customer) -> str:
    """Return a customer's first name where it is theirs alone, as `oc serve juli` finds them, or else the reference."""
    word = next(iter(names.fold(person.name)), "")
    if not word.isalpha() or cells(word) > LONGEST_FIRST or word in names.PARTICLES:
        return person.ref
    others = {number for number in lookup.key_begins(store, lookup.WORD, word, search.MANY) if number != person.id}
    is_company = lookup.key_is(store, lookup.COMPANY, word, 1)
    return person.ref if others or is_company else word
