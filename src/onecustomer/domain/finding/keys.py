"""The search keys of a customer: each folded form that finds them, and which keys a typed word may match."""

from __future__ import annotations

from ...store import kinds
from ...store.counter import read
from ...store.index import search
from ..language import codes, names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...store.database.connection import Store

    Handle = tuple[str, str]  # kind and value

FEWEST_DIGITS = 3  # of a telephone's end beside another word


def of_customer(
    name: str, company: str | None, handles: Iterable[Handle], *, say: str | None = None
) -> set[tuple[int, str]]:
    """Return the keys of a customer from the name, the company, each handle, and how the name is said."""
    found = {(search.FULL, names.whole(name))} | {(search.WORD, word) for word in names.search_words(name)}
    found |= {(search.COMPANY, word) for word in names.fold(company or "")}
    found |= {(search.SAID, word) for word in names.search_words(say or "")}
    for kind, value in handles:
        found |= of_handle(kind, value)
    return {(kind, folded) for kind, folded in found if folded}


def of_handle(kind: str, value: str) -> set[tuple[int, str]]:
    """Return the keys of one handle."""
    if kind == kinds.PHONE:
        from ..language import phones

        return {(search.PHONE, phones.key(phones.digits(value)))}
    if kind == kinds.NICK:
        return {(search.FULL, names.whole(value))} | {(search.WORD, word) for word in names.search_words(value)}
    if kind == kinds.SOURCE:
        return {(search.SOURCE, value)}
    return {(search.CODE, codes.fold(value))}


def same(one: Handle, other: Handle) -> bool:
    """Tell whether two handles are one: the same telephone in any format, the same folded code."""
    if one[0] != other[0]:
        return False
    if one[0] == kinds.PHONE:
        from ..language import phones

        return phones.same(phones.digits(one[1]), phones.digits(other[1]))
    return codes.fold(one[1]) == codes.fold(other[1])


def query_of(word: str, widened: Iterable[str] = ()) -> search.WordQuery:
    """Return what a typed word may match: the beginning of a name's word, a company's word, or one of `widened`."""
    query = search.WordQuery().begins(search.WORD, word).is_one_of(search.COMPANY, [word])
    if word.isdecimal() and word.isascii() and len(word) >= FEWEST_DIGITS:
        from ..language import phones  # a name does not wait for it

        query.begins(search.PHONE, phones.key(word))
    others = set(widened)
    return query.is_one_of(search.WORD, others).is_one_of(search.SAID, others | {word} if others else ())


def renew(store: Store, customer_id: int) -> None:
    """Make a customer's search keys anew from what is known now; nothing where they are gone."""
    from ...store.index import upkeep  # the counter finds people, and changes what finds them only by undo

    person = read.customer(store, customer_id)
    if person is None:
        return
    handles = [(handle.kind, handle.value) for handle in read.handles(store, customer_id)]
    upkeep.replace_keys(store, customer_id, of_customer(person.name, person.company, handles, say=person.say))
