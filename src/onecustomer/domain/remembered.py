"""Finding people by any remembered thing: a name, a company, a word of a note or a fact, a role, a day."""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..errors import Refused
from ..store import search
from . import matching, names, typed_days
from .matching import Candidate

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass

TOLD = 8
"""The tier of people found by what was said of them, after all tiers of names."""


def find(connection: sqlite3.Connection, query: str, today: dt.date, order: str | None = None) -> list[Candidate]:
    """Return the people a query may mean: those it names, then those of whom its words were said.

    `order` is how the shop reads 11/12.
    Shape: `@company` gives the people who work there; guesses at a name are left out where notes have the words.
    Raises: Refused when the query has no letter or number, or is longer than any name.
    """
    if query.strip().startswith("@"):
        return matching.colleagues(connection, query.strip()[1:], today)
    named = matching.candidates(connection, query, today)
    sure = [candidate for candidate in named if candidate.tier <= matching.SURE]
    here = {candidate.person.id for candidate in sure}
    told = [number for number in _told_of(connection, query, order) if number not in here]
    said = matching.ranked(connection, dict.fromkeys(told, (TOLD, 1.0)), today)
    return sure + said if said else named


def related(connection: sqlite3.Connection, relation: str, today: dt.date) -> list[Candidate]:
    """Return the people whose relation to us has all these words, in the order of candidates.

    Raises: Refused where there is no word.
    """
    words = names.words(relation)
    if not words:
        raise Refused("There is no relation to look for.", "oc find --as supplier")
    meant = [one for one in search.relations(connection) if names.says(one, [words])]
    numbers = search.related(connection, meant, matching.LIMIT)
    return matching.ranked(connection, dict.fromkeys(numbers, (matching.SURE, 1.0)), today)


def _told_of(connection: sqlite3.Connection, query: str, order: str | None) -> list[int]:
    """Return the customers of whom all the words were said in one text, or who have something on that day."""
    words = names.words(query)
    found: dict[int, None] = {}
    for customer_id, text in search.told(connection, words):
        if names.says(text, [words]):
            found[customer_id] = None
            if len(found) == matching.LIMIT:
                break
    if day := _day(query, order):
        found.update(dict.fromkeys(search.remembered_on(connection, day.month, day.day, matching.LIMIT)))
    return list(found)[: matching.LIMIT]


def _day(query: str, order: str | None) -> dt.date | None:
    try:
        month, day, year = typed_days.birthday(query, order)
    except Refused:
        return None
    return dt.date(year or 2000, month, day)
