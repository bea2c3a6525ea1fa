"""Customers by what is no key: the words of their texts, what they are to us, a day to remember."""

from __future__ import annotations

from ..no_notes import SAID_ANYWAY, WANTS_NONE
from .search import MOST_HOLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..database.connection import Store

TEXTS = (
    "SELECT customer_id, CAST(text AS TEXT) FROM counter_entry WHERE {may_say}"  # noqa: S608
    f" AND (kind IN {SAID_ANYWAY} OR NOT {WANTS_NONE.format(whose='customer_id')})"
    " UNION ALL SELECT customer_id, CAST(text AS TEXT) FROM counter_fact WHERE {may_say}"
    f" AND NOT {WANTS_NONE.format(whose='customer_id')}"
    " UNION ALL SELECT id, coalesce(role, '') || ' ' || coalesce(relation, '')"
    " || CASE WHEN no_notes IS NULL THEN ' ' || coalesce(why, '') ELSE '' END"
    " FROM counter_person WHERE coalesce(role, relation, why) IS NOT NULL"
)
MAY_SAY = "({likes} OR length(CAST(text AS BLOB)) <> length(CAST(text AS TEXT)) OR text LIKE '%''%')"
"""Holds for every text that has the words and few others: LIKE folds no accents, so any text with one passes."""
WITH_RELATION = "SELECT id FROM counter_person WHERE relation IN ({holes}) LIMIT ?"
WITH_OCCASION_ON = (
    "SELECT DISTINCT customer_id FROM counter_occasion WHERE month = ? AND day = ?"  # noqa: S608
    f" AND NOT {WANTS_NONE.format(whose='customer_id')} LIMIT ?"
)


def texts_with(store: Store, words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield customer and text of every text that may have all these folded words; it scans, as no index is kept.

    Shape: every text that has the words, and some that do not.
    """
    likes = " AND ".join("text LIKE ?" for _ in words)
    sought = [f"%{word}%" for word in words]  # letters and digits only: nothing in them is a wildcard
    yield from store.each(TEXTS.format(may_say=MAY_SAY.format(likes=likes)), sought * 2)


def with_occasion_on(store: Store, month: int, day: int, limit: int) -> list[int]:
    """Return the customers with a day to remember on this day of the year."""
    rows = store.ask(WITH_OCCASION_ON, (month, day, limit))
    return [customer_id for (customer_id,) in rows]


def relations(store: Store) -> list[str]:
    """Return every relation, as it was typed, each once."""
    rows = store.ask("SELECT DISTINCT relation FROM counter_person WHERE relation IS NOT NULL")
    return [str(relation) for (relation,) in rows]


def with_relation(store: Store, relations: Sequence[str], limit: int) -> list[int]:
    """Return the customers who have one of these relations, of which the first MOST_HOLES are looked up."""
    if not relations:
        return []
    values = list(relations)[:MOST_HOLES]
    rows = store.ask(WITH_RELATION.format(holes=", ".join("?" * len(values))), [*values, limit])
    return [customer_id for (customer_id,) in rows]
