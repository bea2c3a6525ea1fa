"""What the morning asks of everybody at once: one pass over an index or a narrow table each, and no scan in a loop."""

from __future__ import annotations

from .. import kinds
from ..index.search import MAY_SAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..database.connection import Store

    Values = dict[str, int | str | None]

WHERE_ASKED = f"FROM counter_entry AS entry WHERE entry.kind IN {kinds.LOOKED_FOR} AND entry.kind = :kind AND "
"""Says the kinds of an index in its own words, so that it is taken."""

IS_OPEN = "NOT EXISTS (SELECT 1 FROM counter_entry AS ending WHERE ending.about_id = entry.id)"
OPEN_COUNT = (
    f"SELECT (SELECT count(*) {WHERE_ASKED} 1 = 1) - (SELECT count(*) {WHERE_ASKED} entry.id IN"
    " (SELECT ending.about_id FROM counter_entry AS ending WHERE ending.about_id > 0))"
)
"""Counts the ended ones off from all: a third of the time of asking each whether it is open, where few are ended."""

IS_UNTHANKED = (
    "NOT EXISTS (SELECT 1 FROM counter_entry AS other WHERE other.customer_id = entry.customer_id"
    f" AND other.kind IN {(kinds.THANKS, kinds.REFERRAL)}"
    " AND (other.day > entry.day OR (other.day = entry.day AND other.id > entry.id)))"
)
"""Holds for the last referral of a customer, where no thanks came after it."""

WHERE_HERE = "FROM counter_rhythm AS pace WHERE pace.lost = 0 AND "
GAP = "coalesce(pace.gap, :quiet)"
OVERDUE = f"(:today - pace.last_day - {GAP})"
IS_QUIET = f"2 * {OVERDUE} > {GAP} * pace.measured"
"""Half a gap of grace where it is measured, as half of all gaps are longer than their median."""

IS_LONG_UNTHANKED = (
    "(pace.thanked_day IS NULL OR pace.thanked_day <= :today - :thanks) AND pace.customer_id NOT IN"
    f" (SELECT entry.customer_id {WHERE_ASKED} {IS_UNTHANKED})"
)
HAS_LEFT = "EXISTS (SELECT 1 FROM counter_rhythm AS pace WHERE pace.customer_id = {whose} AND pace.lost = 1)"
IS_NEAR = (
    "FROM counter_occasion AS near WHERE near.month = :month AND near.day = :day"
    " AND (near.yearly = 1 OR near.year IS NULL OR near.year = :year)"
    " AND NOT EXISTS (SELECT 1 FROM counter_entry AS done WHERE done.customer_id = near.customer_id"
    f" AND done.kind = '{kinds.GESTURE}' AND done.due = :kept) AND NOT {HAS_LEFT.format(whose='near.customer_id')}"
)
ASKING = (
    "SELECT fact.customer_id, fact.text FROM counter_fact AS fact WHERE {may_say}"
    f" AND NOT {HAS_LEFT.format(whose='fact.customer_id')} AND NOT EXISTS (SELECT 1 FROM counter_telling AS told"
    " WHERE told.news_id = ? AND told.customer_id = fact.customer_id) ORDER BY fact.customer_id, fact.id"
)
WERE_TOLD = (
    "SELECT person.name, told.day, told.staff FROM counter_telling AS told"
    " JOIN counter_person AS person ON person.id = told.customer_id WHERE told.news_id = ?"
    " ORDER BY told.day, person.name"
)


class Question:
    """What one part of the morning asks: whom its first rows are about, or how many there are."""

    def __init__(self, numbers: str, source: str, order: str, total: str | None = None) -> None:
        self.rows = f"SELECT {numbers} {source} ORDER BY {order} LIMIT :limit"
        self.total = total or f"SELECT count(*) {source}"

    def first(self, store: Store, values: Values, limit: int) -> Iterator[tuple[int, int]]:
        """Yield customer and row by their numbers; all of them where the limit is below 0."""
        yield from store.each(self.rows, {**values, "limit": limit})

    def count(self, store: Store, values: Values) -> int:
        """Return how many rows there are."""
        total: int = store.value(self.total, values)
        return total


OF_ENTRY = "entry.customer_id, entry.id"
OF_PACE = "pace.customer_id, pace.customer_id"
PROMISES = Question(OF_ENTRY, WHERE_ASKED + IS_OPEN, "coalesce(entry.due, entry.day), entry.id", OPEN_COUNT)
COMPLAINTS = Question(OF_ENTRY, WHERE_ASKED + IS_OPEN, "entry.day, entry.id", OPEN_COUNT)
REFERRALS = Question(
    OF_ENTRY, f"{WHERE_ASKED} {IS_UNTHANKED} AND NOT {HAS_LEFT.format(whose='entry.customer_id')}", "entry.id"
)
LONG_UNTHANKED = Question(OF_PACE, WHERE_HERE + IS_LONG_UNTHANKED, "pace.first_day, pace.customer_id")
QUIET = Question(OF_PACE, WHERE_HERE + IS_QUIET, f"{OVERDUE} * 1.0 / {GAP} DESC, pace.last_day, pace.customer_id")
NEAR = Question("near.customer_id, near.id", IS_NEAR, "near.id")


def asking(store: Store, words: Sequence[Sequence[str]], news_id: int) -> Iterator[tuple[int, str]]:
    """Yield the pins and needs that may have all folded words of an alternative, of those not told and not gone.

    Shape: (customer, text) by customer; every text with the words is there once, and some without.
    """
    likes = " OR ".join(" AND ".join("text LIKE ?" for _ in alternative) for alternative in words)
    sought = [f"%{word}%" for alternative in words for word in alternative]  # letters and digits: no wildcard
    yield from store.each(ASKING.format(may_say=MAY_SAY.format(likes=likes)), [*sought, news_id])


def were_told(store: Store, news_id: int) -> list[tuple[str, str, str | None]]:
    """Return the name of each who was told a piece of news, the day (ISO), and who told them."""
    return store.ask(WERE_TOLD, (news_id,))
