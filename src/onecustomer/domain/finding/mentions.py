"""Finding people by anything known of them: a name, a company, a word of a note or a fact, a role, a day."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store.index import search
from ..language import names, parse_days
from . import matching
from .ranking import Candidate, in_tier, ranked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ..language.days import YearlyDay

MENTIONED = 8
"""The tier of people found by what was said of them, after all tiers of names."""


def find(store: Store, query: str, today: dt.date, order: str | None = None) -> list[Candidate]:
    """Return the people a query may mean: those it names, then those of whom its words were said.

    `order` is how the shop reads 11/12.
    Shape: `@company` gives the people who work there; fuzzy hits are left out where a text has the words.
    Raises: Refused when the query has no letter or number, or is longer than any name.
    """
    if query.strip().startswith("@"):
        return matching.colleagues(store, query.strip()[1:], today)
    named = matching.candidates(store, query, today)
    sure = [candidate for candidate in named if candidate.tier <= matching.SURE]
    here = {candidate.person.id for candidate in sure}
    others = [number for number in _mentioned(store, query, order) if number not in here]
    mentioned = ranked(store, in_tier(MENTIONED, others), today)
    return sure + mentioned if mentioned else named


def related(store: Store, relation: str, today: dt.date) -> list[Candidate]:
    """Return the people whose relation to us has all these words, in the order of candidates.

    Raises: Refused where there is no word.
    """
    words = names.fold(relation)
    if not words:
        raise Refused("There is no relation to look for.", "oc find --as supplier")
    relations = [one for one in search.relations(store) if names.says(one, [words])]
    numbers = search.with_relation(store, relations, matching.LIMIT)
    return ranked(store, in_tier(matching.SURE, numbers), today)


def _mentioned(store: Store, query: str, order: str | None) -> list[int]:
    """Return the customers of whom all the words were said in one text, or who have something on that day."""
    words = names.fold(query)
    found: dict[int, None] = {}
    for customer_id, text in search.texts_with(store, words):
        if names.says(text, [words]):
            found[customer_id] = None
            if len(found) == matching.LIMIT:
                break
    if day := _day(query, order):
        found.update(dict.fromkeys(search.with_occasion_on(store, day.month, day.day, matching.LIMIT)))
    return list(found)[: matching.LIMIT]


def _day(query: str, order: str | None) -> YearlyDay | None:
    try:
        day = parse_days.birthday(query, order)
    except Refused:
        return None
    return day
