"""The search keys of a customer: each folded form that finds them, and which keys a typed word may match."""

from __future__ import annotations

from ...store import kinds
from ...store.index import lookup, search
from ..language import codes, names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Handle = tuple[str, str]  # kind and value

REGION = "region"  # the setting that says of which country telephones are that have no code
FEWEST_DIGITS = 3  # of a telephone's end beside another word
NONE = {(lookup.FULL, ""), (lookup.PHONE, ""), (lookup.CODE, "")}


def of_customer(
    name: str,
    company: str | None,
    handles: Iterable[Handle],
    *,
    say: str | None = None,
    relation: str | None = None,
    region: str | None = None,
) -> set[tuple[int, str]]:
    """Return the keys of a customer from the name, the company, each handle, how the name is said, and the relation.

    `region` is the shop's, for telephones; none where it has not said.
    """
    words = names.fold(name)
    found = {(lookup.WORD, word) for word in names.search_words(name, words)}
    found.add((lookup.FULL, " ".join(sorted(words))))
    if company:
        found |= {(lookup.COMPANY, word) for word in names.fold(company)}
    if say:
        found |= {(lookup.SAID, word) for word in names.search_words(say)}
    if relation:
        found |= {(lookup.RELATION, word) for word in names.fold(relation)}
    if not name.isascii():
        from ..language import latin

        found |= {(lookup.LATIN, word) for word in latin.words(name)}
    for kind, value in handles:
        found |= of_handle(kind, value, region)
    return found - NONE


def of_handle(kind: str, value: str, region: str | None = None) -> set[tuple[int, str]]:
    """Return the keys of one handle; of a telephone in each form of its country, where the shop has a region."""
    if kind == kinds.SOURCE:
        return {(lookup.SOURCE, value)}
    if kind == kinds.PHONE:
        from ..language.phones import digits

        numbers: set[str] = set()
        if region:
            from ..language import phone_regions  # as large as all else together, and no till needs it to find

            numbers = phone_regions.forms(value, region)
        return {(lookup.PHONE, number[::-1]) for number in numbers or (digits(value),)}
    if kind == kinds.NICK:
        return {(lookup.FULL, names.whole(value))} | {(lookup.WORD, word) for word in names.search_words(value)}
    if kind == kinds.FORMER:
        return {(lookup.FORMER, word) for word in names.fold(value)}
    return {(lookup.CODE, codes.fold(value))}


def same(one: Handle, other: Handle, region: str | None = None) -> bool:
    """Tell whether two handles are one: the same telephone in any format, the same folded code or company."""
    if one[0] != other[0]:
        return False
    if one[1] == other[1]:
        return True
    if one[0] == kinds.FORMER:
        return names.fold(one[1]) == names.fold(other[1])
    if one[0] == kinds.PHONE and region:
        from ..language import phone_regions

        return phone_regions.same(one[1], other[1], region)
    if one[0] == kinds.PHONE:
        from ..language import phones

        return phones.same(phones.digits(one[1]), phones.digits(other[1]))
    return codes.fold(one[1]) == codes.fold(other[1])


def query_of(word: str, widened: Iterable[str] = ()) -> search.WordQuery:
    """Return what a typed word may match: the beginning of a name's word, a company's word, or one of `widened`."""
    query = search.WordQuery().begins(lookup.WORD, word).is_one_of(lookup.COMPANY, [word])
    if word.isdecimal() and word.isascii() and len(word) >= FEWEST_DIGITS:
        from ..language import phones  # a name does not wait for it

        query.begins(lookup.PHONE, phones.key(word))
    others = set(widened)
    return query.is_one_of((lookup.WORD, lookup.SAID, lookup.LATIN), others | {word} if others else ())
