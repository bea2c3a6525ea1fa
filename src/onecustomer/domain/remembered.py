"""Finding people by any remembered thing: a name, a company, a word of a note or a fact, a role, a day."""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..errors import Refused
from ..store import search
from . import days, keys, matching, names
from .matching import Candidate

TOLD = 8
"""The tier of people found by what was said of them, after all tiers of names."""


def find(connection: sqlite3.Connection, query: str, today: dt.date) -> list[Candidate]:
    """Return the people a query may mean: those it names, then those of whom its words were said.

    Shape: `@company` gives the people who work there; guesses at a name are left out where notes have the words.
    Raises: Refused when the query has no letter or number, or is longer than any name.
    """
    if query.strip().startswith("@"):
        return matching.colleagues(connection, query.strip()[1:], today)
    named = matching.candidates(connection, query, today)
    sure = [candidate for candidate in named if candidate.tier <= matching.SURE]
    here = {candidate.person.id for candidate in sure}
    told = [number for number in _told_of(connection, query, today) if number not in here]
    said = matching.ranked(connection, dict.fromkeys(told, (TOLD, 1.0)), today)
    return sure + said if said else named


def _told_of(connection: sqlite3.Connection, query: str, today: dt.date) -> list[int]:
    """Return the customers of whom all the words were said, or something on that day."""
    words = dict.fromkeys(names.words(query))
    asked = [search.Asked().begins(keys.TOLD, word) for word in words]
    found = search.everybody(connection, asked, matching.LIMIT)
    if day := _day(query, today):
        found += search.remembered_on(connection, day.month, day.day, matching.LIMIT)
    return list(dict.fromkeys(found))


def _day(query: str, today: dt.date) -> dt.date | None:
    try:
        month, day, year = days.birthday(query)
    except Refused:
        return None
    return dt.date(year or 2000, month, day)
