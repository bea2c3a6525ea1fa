"""Finding the right person: tiers of meaning, tried in order; the first tier with a hit decides.

1  a reference, a card, an e-mail address, a whole telephone number
2  the exact name, in any order of its words, or a nickname
3  the last four or more digits of a telephone number
4  each word begins a word of the name, names the company, or ends the telephone number; where nobody is found so,
   who is that to us: boss, supplier
5  known short forms: Bob and Robert
6  near spelling
7  sounds like; and after it, a word too many or a wrong one

A wrong card is worse than none. So of several hits none is taken without asking, and from tier 5 on not even a
single one.
"""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store import kinds
from ...store.counter import read
from ...store.index import lookup, search
from ...store.record import Record
from ...store.rows import REFERENCE, Customer, number_of
from ..language import codes, names, text
from .keys import REGION, query_of
from .ranking import Candidate, in_tier, ranked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store

LIMIT = 50  # hits of one tier that are looked at; a clerk types another letter long before
QUERY_LIMIT = 200
MOST_WORDS = 8  # of a query that are looked up
EXACT, SURE = 2, 4  # the tier of whole names; the last tier whose only hit is taken without asking
OF_NAMES = (EXACT, SURE)  # the tiers that are found by words
FEW = 5  # people, below which a list goes on with the next tiers


class Answer(Record):
    """Whom a query may mean, best first, and whose card is printed without asking; none where somebody must choose.

    Shape: `tier` is the first with a hit, 0 where nobody is meant for sure.
    """

    candidates: list[Candidate]
    unasked: Customer | None
    tier: int


def answer(store: Store, query: str, today: dt.date, *, is_list: bool = True) -> Answer:
    """Return whom a query may mean.

    Shape: the first tier with a hit comes first, and decides whose card comes unasked. Where fewer than FEW people are
    found, the next tiers follow; nobody but the one whose card comes unasked is looked for where no list is asked for.
    Raises: Refused when the query has no letter or number, or is longer than any name.
    """
    checked = _checked(query)
    looks = TIERS if not codes.is_scan(query) else TIERS[:1]
    found: dict[int, int] = {}
    unasked: Customer | None = None
    for tier, look in looks:
        is_first = not found
        for number in look(store, checked):
            found.setdefault(number, tier)
        if is_first and len(found) == 1:
            unasked = _unasked(store, checked, *found.items())
            if unasked and not is_list:
                return Answer([], unasked, tier)
        if len(found) >= FEW or (found and tier == 1):
            break
    sure = list(found.items())[:LIMIT]
    listed = [one for tier in range(1, SURE + 1) for one in ranked(store, in_tier(tier, _of(sure, tier)), today)]
    is_sought = len(listed) < FEW and any(map(str.isalpha, checked)) and looks is TIERS and 1 not in found.values()
    if is_sought:  # a number is somebody's or nobody's: it is never searched fuzzily
        from . import fuzzy  # what is typed right does not wait for it

        hits = [hit for hit in fuzzy.likely(store, _words(checked)) if hit.customer_id not in found]
        listed += ranked(store, hits[: max(FEW - len(listed), 0)] if listed else hits, today)
    return Answer(listed, unasked, next(iter(found.values()), 0))


def _of(found: list[tuple[int, int]], tier: int) -> list[int]:
    return [number for number, its in found if its == tier]


def candidates(store: Store, query: str, today: dt.date) -> list[Candidate]:
    """Return the customers a typed query may mean, best first; empty when nobody is meant.

    Raises: Refused when the query has no letter or number, or is longer than any name.
    """
    return answer(store, query, today).candidates


def _unasked(store: Store, query: str, only: tuple[int, int]) -> Customer | None:
    """Return the only customer of the deciding tier, unless a single word may well mean another one.

    That is so where it is somebody's whole name and begins a word of another's name or nickname, or where it is a
    nickname and a whole word of those.
    """
    number, tier = only
    person = read.customer(store, number)
    if person and tier == EXACT and len(query.split()) == 1:
        is_name = names.whole(person.name) == names.whole(query)
        others = lookup.others_with(store, lookup.WORD, "".join(names.fold(query)), number, begins=is_name)
        return None if others else person
    return person


def _checked(query: str) -> str:
    plain = text.clean(codes.scanned(query)).strip()
    if len(plain) > QUERY_LIMIT:
        raise Refused(f"The words have {len(plain):,} characters; {QUERY_LIMIT} is the most.", "type part of the name")
    if not names.fold(plain):
        raise Refused("There is no letter or number to look for.", "oc serve WHO: part of a name, a phone, an e-mail")
    return plain


def _whole_code(store: Store, query: str) -> list[int]:
    number = number_of(query, REFERENCE)
    found = lookup.key_is(store, lookup.CODE, codes.fold(query), LIMIT)
    if number is not None:
        from ...store.counter import alias

        if person := alias.by_number(store, number):
            found.append(person.id)  # a card may read c12 too: then there are two
    return list(dict.fromkeys(found)) or whole_phone(store, query)


def whole_phone(store: Store, query: str) -> list[int]:
    """Return the customers whose telephone number this is, in any format, with and without country code."""
    if not any(letter.isdecimal() for letter in query):
        return []
    from ..language import phones  # a name does not wait for it

    asked = phones.digits(query)
    if len(asked) < phones.WHOLE:
        return []
    if read.setting(store, REGION):
        return _in_region(store, query, asked)
    found = lookup.key_begins(store, lookup.PHONE, phones.key(asked), LIMIT)
    for length in range(phones.WHOLE, len(asked)):  # kept without the country code that was typed
        found += lookup.key_is(store, lookup.PHONE, phones.key(asked)[:length], LIMIT)
    return found


def _in_region(store: Store, query: str, asked: str) -> list[int]:
    """Return whose telephone this is, where the shop has a region: with a country code it is that country's alone.

    Shape: what no country could have is kept without a form, and is found by its digits.
    """
    from ..language import phones

    if phones.is_international(query):
        forms = (phones.key("+" + asked), phones.key(asked))
        return [number for form in forms for number in lookup.key_is(store, lookup.PHONE, form, LIMIT)]
    return lookup.dialled_here(store, phones.key(asked), LIMIT)


def _exact_name(store: Store, query: str) -> list[int]:
    return lookup.key_is(store, lookup.FULL, names.whole(query), LIMIT)


def _phone_end(store: Store, query: str) -> list[int]:
    asked = "".join(query.split())
    if not (asked.isdecimal() and asked.isascii()):
        return []
    from ..language import phones

    if not phones.TAIL <= len(asked) < phones.WHOLE:
        return []
    return lookup.key_begins(store, lookup.PHONE, phones.key(asked), LIMIT)


def _beginnings(store: Store, query: str) -> list[int]:
    """Return whose name begins so, or where nobody's does, who is that to us."""
    asked = [query_of(word) for word in _words(query)]
    found = search.everybody(store, asked, LIMIT)
    if len(found) >= search.MANY:  # so broad a question is about somebody who was here of late
        found = list(dict.fromkeys(search.lately_served(store, kinds.VISIT, asked) + found))
    return found or _related(store, query)


def _related(store: Store, query: str) -> list[int]:
    """Return the customers whose relation to us has all these words: boss, supplier."""
    asked = [search.WordQuery().is_one_of(lookup.RELATION, [word]) for word in _words(query)]
    return search.everybody(store, asked, LIMIT)


def _words(query: str) -> list[str]:
    return list(dict.fromkeys(names.fold(query)))[:MOST_WORDS]


TIERS = ((1, _whole_code), (EXACT, _exact_name), (3, _phone_end), (SURE, _beginnings))
"""The tiers that are sure, in the order in which they are tried."""
