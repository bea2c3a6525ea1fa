"""Finding the right person: tiers of meaning, tried in order; the first tier with a hit decides.

1  a reference, a card, an e-mail address, a whole telephone number
2  the exact name, in any order of its words, or a nickname
3  the last four or more digits of a telephone number
4  each word begins a word of the name, names the company, or ends the telephone number
5  known short forms: Bob and Robert
6  near spelling
7  sounds like; and after it, a word too many or a wrong one

Source: DESIGN "Finding the right person". A wrong card is worse than none, so several hits are never one, and
from tier 5 on even a single one is asked about.
"""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..errors import Nobody, Refused
from ..store import counter, kinds, search
from ..store.rows import Person
from . import keys, names, phones, text
from .meaning import meant
from .served import served

LIMIT = 50  # hits of one tier that are looked at; a clerk types another letter long before
QUERY_LIMIT = 200
MOST_WORDS = 8  # of a query that are asked
REFERENCE = "c"  # c12 is the customer of number 12: short, and never given to another
SURE = 4  # the last tier whose only hit is taken without asking
CLEARLY = 4.0  # times more served than the next: whom Enter takes


class Candidate:
    """A customer whom the words may mean, and what tells her from the others.

    Units: `likeness` is 0-1, 1 in the tiers that are sure; `served` is DESIGN's recently and often.
    """

    def __init__(
        self,
        person: Person,
        tier: int,
        last_day: str | None,
        phone_end: str,
        *,
        likeness: float = 1.0,
        served: float = 0.0,
    ) -> None:
        self.person = person
        self.tier = tier
        self.last_day = last_day
        self.phone_end = phone_end
        self.likeness = likeness
        self.served = served

    @property
    def ref(self) -> str:
        """The short reference that every command takes in place of the name."""
        return reference(self.person.id)


def reference(customer_id: int) -> str:
    """Return the short reference of a customer."""
    return f"{REFERENCE}{customer_id}"


def candidates(connection: sqlite3.Connection, query: str, today: dt.date) -> list[Candidate]:
    """Return the customers a typed query may mean, all of one tier.

    Shape: best first: likest, then served recently and often, then by name; empty when nobody is meant.
    Raises: Refused when the query has no letter or number, or is longer than any name.
    """
    checked = _checked(query)
    if keys.is_scan(query):
        return ranked(connection, dict.fromkeys(_whole_code(connection, checked), (1, 1.0)), today)
    for tier, hits in ((1, _whole_code), (2, _exact_name), (3, _phone_end), (SURE, _beginnings)):
        if found := hits(connection, checked):
            return ranked(connection, dict.fromkeys(found[:LIMIT], (tier, 1.0)), today)
    if not any(letter.isalpha() for letter in checked):
        return []  # a number is somebody's or nobody's: it is never guessed at
    from . import guesses  # what is typed right is not kept waiting by it

    return ranked(connection, guesses.likely(connection, _words(checked), LIMIT), today)


def ranked(connection: sqlite3.Connection, found: dict[int, tuple[int, float]], today: dt.date) -> list[Candidate]:
    """Return candidates, best first, from the tier of each and how like they are."""
    listed = [
        _candidate(connection, person, tier, likeness, today)
        for customer_id, (tier, likeness) in found.items()
        if (person := counter.person(connection, customer_id))
    ]
    return sorted(listed, key=_order)


def _order(one: Candidate) -> tuple[float, float, int, str, int]:
    """Order by likeness, then who was served; then a short name comes first, as more of it was typed."""
    name = one.person.name
    return -round(one.likeness, 2), -one.served, len(name), name.casefold(), one.person.id


def colleagues(connection: sqlite3.Connection, company: str, today: dt.date) -> list[Candidate]:
    """Return the people who work at a company whose name has all these words, in the order of candidates."""
    words = names.words(company)
    if not words:
        raise Refused("There is no company to look for.", "oc find @ibm")
    asked = [search.Asked().begins(keys.COMPANY, word) for word in words]
    return ranked(connection, dict.fromkeys(search.everybody(connection, asked, LIMIT), (SURE, 1.0)), today)


def the_only(found: list[Candidate], query: str) -> Person | None:
    """Return the one customer surely meant, none where there is something to choose.

    Raises: Nobody where nobody is meant, with the line that adds them.
    """
    if not found:
        raise Nobody(f"Nobody found for “{query}”.", f"oc add {text.quoted(query)}, or try fewer letters")
    return found[0].person if len(found) == 1 and found[0].tier <= SURE else None


def stands_out(found: list[Candidate]) -> bool:
    """Tell whether the first is so much more served than the next that Enter may take them; never a guess."""
    first, *others = found
    return first.tier <= SURE and bool(others) and first.served >= CLEARLY * max(others[0].served, 1.0)


def _checked(query: str) -> str:
    plain = text.clean(keys.scanned(query)).strip()
    if len(plain) > QUERY_LIMIT:
        raise Refused(f"The words have {len(plain):,} characters; {QUERY_LIMIT} is the most.", "type part of the name")
    if not names.words(plain):
        raise Refused("There is no letter or number to look for.", "oc serve WHO: part of a name, a phone, an e-mail")
    return plain


def _whole_code(connection: sqlite3.Connection, query: str) -> list[int]:
    lowered = query.casefold()
    number = lowered.removeprefix(REFERENCE)
    is_reference = number != lowered and number.isdecimal() and number.isascii() and len(number) < 19
    found = counter.key_is(connection, keys.CODE, keys.code(query), LIMIT)
    if is_reference and counter.person(connection, int(number)):
        found.append(int(number))  # a card may read c12 too: then there are two to choose from
    return list(dict.fromkeys(found)) or whole_phone(connection, query)


def whole_phone(connection: sqlite3.Connection, query: str) -> list[int]:
    """Return the customers whose telephone number this is, in any format, with and without country code."""
    asked = phones.digits(query)
    if len(asked) < phones.WHOLE:
        return []
    found = counter.key_begins(connection, keys.PHONE, phones.key(asked), LIMIT)
    for length in range(phones.WHOLE, len(asked)):  # kept without the country code that was typed
        found += counter.key_is(connection, keys.PHONE, phones.key(asked)[:length], LIMIT)
    return found


def _exact_name(connection: sqlite3.Connection, query: str) -> list[int]:
    return counter.key_is(connection, keys.FULL, names.whole(query), LIMIT)


def _phone_end(connection: sqlite3.Connection, query: str) -> list[int]:
    asked = "".join(query.split())
    if not (asked.isdecimal() and asked.isascii() and phones.TAIL <= len(asked) < phones.WHOLE):
        return []
    return counter.key_begins(connection, keys.PHONE, phones.key(asked), LIMIT)


def _beginnings(connection: sqlite3.Connection, query: str) -> list[int]:
    asked = [meant(word) for word in _words(query)]
    found = search.everybody(connection, asked, LIMIT)
    if len(found) >= search.MANY:  # so broad a question is about somebody who was here of late
        found = list(dict.fromkeys(search.lately_served(connection, kinds.VISIT, asked) + found))
    return found


def _words(query: str) -> list[str]:
    return list(dict.fromkeys(names.words(query)))[:MOST_WORDS]


def _candidate(connection: sqlite3.Connection, person: Person, tier: int, likeness: float, today: dt.date) -> Candidate:
    visits = [visit.day for visit in counter.of_kind(connection, person.id, kinds.VISIT, LOOKED_AT)]
    numbers = [word.value for word in counter.words(connection, person.id) if word.kind == keys.PHONE_WORD]
    ending = phones.digits(numbers[0])[-2:] if numbers else ""
    return Candidate(
        person, tier, visits[0] if visits else None, ending, likeness=likeness, served=served(visits, today)
    )


LOOKED_AT = 12  # latest visits of a candidate that tell how recently and often
