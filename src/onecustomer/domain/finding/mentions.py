"""Finding people by anything known of them: a name, a company, a word of a note or a fact, a role, a day."""

from __future__ import annotations

import datetime as dt
import re

from ...errors import Refused
from ...store.index import texts
from ..language import names, parse_days, phones
from . import companies, matching
from .matching import Answer
from .ranking import Candidate, Hit, in_tier, ranked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store.database.connection import Store
    from ..language.days import YearlyDay

ADDRESS = re.compile(r"[^\s<>(),;]+@[^\s<>(),;]+")
BETWEEN = f"[{re.escape(phones.PUNCTUATION)}\u2011\u00b7\\s]*"
NUMBER = re.compile(rf"(?<![\d\-])(?!\d{{4}}-\d\d-\d\d\b)\+?\d(?:{BETWEEN}\d){{6,}}(?:\s*(?:ext\.?|x)\s*\d+)?")
"""As many digits as a telephone has, with its extension; a day in ISO form is none."""

MENTIONED = 8
"""The tier of people found by what was said of them, after all tiers of names."""


def find(store: Store, query: str, today: dt.date, order: str | None = None) -> Answer:
    """Return the people a query may mean: those it names, then those of whom its words were said, with the line.

    `order` is how the shop reads 11/12.
    Shape: `@company` gives the people who work there, then those who did; of fuzzy hits come as many as the list lacks
    to FEW.
    Raises: Refused when the query has no letter or number, or is longer than any name.
    """
    if query.strip().startswith("@"):
        return Answer(companies.colleagues(store, query.strip()[1:], today), None, 0)
    answer = matching.answer(store, query, today)
    sure = [candidate for candidate in answer.candidates if candidate.tier <= matching.SURE]
    here = {candidate.person.id for candidate in sure}
    hits = [hit for hit in _mentioned(store, query, order) if hit.customer_id not in here]
    mentioned = ranked(store, hits, today)
    named = {*here, *(candidate.person.id for candidate in mentioned)}
    fuzzy = [candidate for candidate in answer.candidates if candidate.person.id not in named]
    lacking = max(matching.FEW - len(sure) - len(mentioned), 0) if mentioned else len(fuzzy)
    return Answer(sure + mentioned + fuzzy[:lacking], answer.unasked, answer.tier)


def related(store: Store, relation: str, today: dt.date) -> list[Candidate]:
    """Return the people whose relation to us has all these words, in the order of candidates.

    Raises: Refused where there is no word.
    """
    words = names.fold(relation)
    if not words:
        raise Refused("There is no relation to look for.", "oc find --as supplier")
    relations = [one for one in texts.relations(store) if names.says(one, [words])]
    numbers = texts.with_relation(store, relations, matching.LIMIT)
    return ranked(store, in_tier(matching.SURE, numbers), today)


def _mentioned(store: Store, query: str, order: str | None) -> list[Hit]:
    """Return the customers of whom all the words were said in one text, or who have something on that day."""
    words = names.fold(query)
    found: dict[int, Hit] = {}
    for customer_id, text in texts.texts_with(store, words):
        if customer_id not in found and names.says(text, [words]):
            found[customer_id] = Hit(customer_id, MENTIONED, because=_line(text, words))
            if len(found) == matching.LIMIT:
                break
    if day := _day(query, order):
        for customer_id in texts.with_occasion_on(store, day.month, day.day, matching.LIMIT):
            found.setdefault(customer_id, Hit(customer_id, MENTIONED))
    return list(found.values())[: matching.LIMIT]


def _line(text: str, words: Sequence[str]) -> str:
    """Return the line of a text that has the words, or the first of them, without telephones and e-mail addresses."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    asked = next((asked for asked in (words, words[:1]) if any(names.says(line, [asked]) for line in lines)), ())
    line = next((line for line in lines if names.says(line, [asked])), "")
    return NUMBER.sub("…", ADDRESS.sub("…", line))


def _day(query: str, order: str | None) -> YearlyDay | None:
    try:
        day = parse_days.birthday(query, order)
    except Refused:
        return None
    return day
