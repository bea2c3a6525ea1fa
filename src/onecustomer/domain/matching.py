"""Finding the right person: tiers of meaning, tried in order; the first tier with a hit decides.

1  a reference, a card, an e-mail address, a whole telephone number
2  the exact name, in any order of its words, or a nickname
3  the last four or more digits of a telephone number
4  each word begins a word of the name, or names the company

Source: DESIGN "Finding the right person". A wrong card is worse than none, so several hits are never one.
"""

from __future__ import annotations

import sqlite3

from ..errors import Nobody, Refused
from ..store import counter
from ..store.rows import Person
from . import keys, kinds, names, phones, text

LIMIT = 200  # hits of one tier that are looked at; a clerk types another letter long before
QUERY_LIMIT = 200
REFERENCE = "c"  # c12 is the customer of number 12: short, and never given to another


class Candidate:
    """A customer whom the words may mean, and what tells her from the others."""

    def __init__(self, person: Person, tier: int, last_day: str | None, phone_end: str) -> None:
        self.person = person
        self.tier = tier
        self.last_day = last_day
        self.phone_end = phone_end

    @property
    def ref(self) -> str:
        """The short reference that every command takes in place of the name."""
        return reference(self.person.id)


def reference(customer_id: int) -> str:
    """Return the short reference of a customer."""
    return f"{REFERENCE}{customer_id}"


def candidates(connection: sqlite3.Connection, query: str) -> list[Candidate]:
    """Return the customers a typed query may mean, all of one tier.

    Shape: last served first, then by name; empty when nobody is meant.
    Raises: Refused when the query has no letter or number, or is longer than any name.
    """
    tier, found = _first_tier(connection, _checked(query))
    return _ranked(connection, found, tier)


def _ranked(connection: sqlite3.Connection, found: list[int], tier: int) -> list[Candidate]:
    people = (counter.person(connection, customer_id) for customer_id in dict.fromkeys(found))
    ranked = [_candidate(connection, person, tier) for person in people if person]
    ranked.sort(key=lambda candidate: candidate.person.name.casefold())
    ranked.sort(key=lambda candidate: candidate.last_day or "", reverse=True)
    return ranked


def colleagues(connection: sqlite3.Connection, company: str) -> list[Candidate]:
    """Return the people who work at a company whose name has all these words, in the order of candidates."""
    words = names.words(company)
    if not words:
        raise Refused("There is no company to look for.", "oc find @ibm")
    longest, *others = sorted(words, key=len, reverse=True)
    also = [(keys.COMPANY, keys.COMPANY, word) for word in others]
    return _ranked(connection, counter.key_begins(connection, keys.COMPANY, longest, LIMIT, also), 4)


def the_only(found: list[Candidate], query: str) -> Person | None:
    """Return the one customer meant, none where there are several to choose from.

    Raises: Nobody where nobody is meant, with the line that adds them.
    """
    if not found:
        raise Nobody(f"Nobody found for “{query}”.", f"oc add {_quoted(query)}, or try fewer letters")
    return found[0].person if len(found) == 1 else None


def _checked(query: str) -> str:
    plain = text.clean(query).strip()
    if len(plain) > QUERY_LIMIT:
        raise Refused(f"The words have {len(plain):,} characters; {QUERY_LIMIT} is the most.", "type part of the name")
    if not names.words(plain):
        raise Refused("There is no letter or number to look for.", "oc serve WHO: part of a name, a phone, an e-mail")
    return plain


def _first_tier(connection: sqlite3.Connection, query: str) -> tuple[int, list[int]]:
    for tier, hits in ((1, _whole_code), (2, _exact_name), (3, _phone_end), (4, _beginnings)):
        if found := hits(connection, query):
            return tier, found[:LIMIT]
    return 0, []


def _whole_code(connection: sqlite3.Connection, query: str) -> list[int]:
    lowered = query.casefold()
    number = lowered.removeprefix(REFERENCE)
    is_reference = number != lowered and number.isdecimal() and number.isascii() and len(number) < 19
    if is_reference and counter.person(connection, int(number)):
        return [int(number)]
    return counter.key_is(connection, keys.CODE, keys.code(query), LIMIT) or _whole_phone(connection, query)


def _whole_phone(connection: sqlite3.Connection, query: str) -> list[int]:
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
    longest, *others = sorted(names.words(query), key=len, reverse=True)
    beginnings = [(keys.WORD, keys.COMPANY, word) for word in others]
    found = counter.key_begins(connection, keys.WORD, longest, LIMIT, beginnings)
    return found + counter.key_is(connection, keys.COMPANY, longest, LIMIT, beginnings)


def _candidate(connection: sqlite3.Connection, person: Person, tier: int) -> Candidate:
    visit = counter.of_kind(connection, person.id, kinds.VISIT)
    numbers = [word.value for word in counter.words(connection, person.id) if word.kind == keys.PHONE_WORD]
    ending = phones.digits(numbers[0])[-2:] if numbers else ""
    return Candidate(person, tier, visit[0].day if visit else None, ending)


def _quoted(query: str) -> str:
    """Return the words so that a shell passes them on as they are."""
    if all(letter.isalnum() or letter in " -" for letter in query) and not query.startswith("-"):
        return query
    escaped = "".join("\\" + letter if letter in '"\\$`' else letter for letter in query)
    return ("-- " if query.startswith("-") else "") + f'"{escaped}"'
