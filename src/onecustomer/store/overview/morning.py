"""The morning's queries over all customers: one pass over an index or a narrow table each, and no scan in a loop."""

from __future__ import annotations

from .. import kinds, rhythm
from ..index.search import MAY_SAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..database.connection import Store

    Values = dict[str, int | str | None]

WHERE_ASKED = f"FROM counter_entry AS entry WHERE entry.kind IN {kinds.LOOKED_FOR} AND entry.kind = :kind AND "
"""Repeats the condition of a partial index word for word, as SQLite uses the index only then."""

IS_OPEN = "NOT EXISTS (SELECT 1 FROM counter_entry AS ending WHERE ending.about_id = entry.id)"
OPEN_COUNT = (
    f"SELECT (SELECT count(*) {WHERE_ASKED} 1 = 1) - (SELECT count(*) {WHERE_ASKED} entry.id IN"
    " (SELECT ending.about_id FROM counter_entry AS ending WHERE ending.about_id > 0))"
)
"""Subtracts the ended ones from all: where few are ended, a third of the time of asking whether each is open."""

IS_UNTHANKED = (
    "NOT EXISTS (SELECT 1 FROM counter_entry AS other WHERE other.customer_id = entry.customer_id"
    f" AND other.kind IN {(kinds.THANKS, kinds.REFERRAL)}"
    " AND (other.day > entry.day OR (other.day = entry.day AND other.id > entry.id)))"
)
"""Holds for the last referral of a customer, where no thank-you came after it."""

WHERE_HERE = "FROM counter_rhythm AS rhythm WHERE rhythm.lost = 0 AND "
GAP = "coalesce(rhythm.gap, :quiet)"
OVERDUE = f"(:today - rhythm.last_day - {GAP})"
IS_QUIET = f"2 * {OVERDUE} > {GAP} * rhythm.measured"
"""Half a gap of grace where it is measured, as half of all gaps are longer than their median."""

IS_LONG_UNTHANKED = (
    f"{GAP} < {rhythm.ENDLESS} AND (rhythm.thanked_day IS NULL OR rhythm.thanked_day <= :today - :thanks)"
    " AND rhythm.customer_id NOT IN"
    f" (SELECT entry.customer_id {WHERE_ASKED} {IS_UNTHANKED})"
)
HAS_LEFT = "EXISTS (SELECT 1 FROM counter_rhythm AS rhythm WHERE rhythm.customer_id = {whose} AND rhythm.lost = 1)"
IS_NEAR = (
    "FROM counter_occasion AS occasion WHERE occasion.month = :month AND occasion.day = :day"
    " AND CASE WHEN occasion.yearly = 1 OR occasion.year IS NULL THEN :once = 0 ELSE occasion.year = :year END"
    " AND NOT EXISTS (SELECT 1 FROM counter_entry AS entry WHERE entry.customer_id = occasion.customer_id"
    f" AND entry.kind = '{kinds.GESTURE}' AND entry.due = :kept)"
    f" AND NOT {HAS_LEFT.format(whose='occasion.customer_id')}"
)
ASKING = (
    "SELECT fact.customer_id, fact.text FROM counter_fact AS fact WHERE {may_say}"
    f" AND NOT {HAS_LEFT.format(whose='fact.customer_id')} AND NOT EXISTS (SELECT 1 FROM counter_telling AS telling"
    " WHERE telling.news_id = ? AND telling.customer_id = fact.customer_id) ORDER BY fact.customer_id, fact.id"
)
HAVING_SAID = (
    "SELECT said.customer_id FROM (SELECT id, customer_id, kind FROM counter_entry) AS said"
    " CROSS JOIN (SELECT id AS entry_id, text FROM counter_entry) AS entry ON entry.entry_id = said.id"
    " WHERE said.kind IN ({holes}) AND {may_say}"
    f" AND NOT {HAS_LEFT.format(whose='said.customer_id')} AND NOT EXISTS (SELECT 1 FROM counter_telling AS telling"
    " WHERE telling.news_id = ? AND telling.customer_id = said.customer_id)"
)
"""Reads the kinds from an index that has them all, as ideas are few and the table is wide; SQLite keeps its order."""

WERE_TOLD = (
    "SELECT person.name, telling.day, telling.staff FROM counter_telling AS telling"
    " JOIN counter_person AS person ON person.id = telling.customer_id WHERE telling.news_id = ?"
    " ORDER BY telling.day, person.name"
)


class Question:
    """The query of one part of the morning: its first rows, or how many there are."""

    def __init__(self, numbers: str, source: str, order: str, total: str | None = None) -> None:
        self.rows = f"SELECT {numbers} {source} ORDER BY {order} LIMIT :limit"
        self.total = total or f"SELECT count(*) {source}"

    def first(self, store: Store, values: Values, limit: int) -> Iterator[tuple[int, int]]:
        """Yield the numbers of customer and row; all of them where the limit is below 0."""
        yield from store.each(self.rows, {**values, "limit": limit})

    def count(self, store: Store, values: Values) -> int:
        """Return how many rows there are."""
        total: int = store.value(self.total, values)
        return total


OF_ENTRY = "entry.customer_id, entry.id"
OF_RHYTHM = "rhythm.customer_id, rhythm.customer_id"
PROMISES = Question(OF_ENTRY, WHERE_ASKED + IS_OPEN, "coalesce(entry.due, entry.day), entry.id", OPEN_COUNT)
COMPLAINTS = Question(OF_ENTRY, WHERE_ASKED + IS_OPEN, "entry.day, entry.id", OPEN_COUNT)
REFERRALS = Question(
    OF_ENTRY, f"{WHERE_ASKED} {IS_UNTHANKED} AND NOT {HAS_LEFT.format(whose='entry.customer_id')}", "entry.id"
)
LONG_UNTHANKED = Question(OF_RHYTHM, WHERE_HERE + IS_LONG_UNTHANKED, "rhythm.first_day, rhythm.customer_id")
QUIET = Question(OF_RHYTHM, WHERE_HERE + IS_QUIET, f"{OVERDUE} * 1.0 / {GAP} DESC, rhythm.last_day, rhythm.customer_id")
NEAR = Question("occasion.customer_id, occasion.id", IS_NEAR, "occasion.id")


def asking(store: Store, words: Sequence[Sequence[str]], news_id: int) -> Iterator[tuple[int, str]]:
    """Yield the facts that may have all folded words of an alternative, of customers neither told nor lost.

    Shape: (customer, text), by customer; every text that has the words once, and some that do not.
    """
    may_say, sought = _saying(words)
    yield from store.each(ASKING.format(may_say=may_say), [*sought, news_id])


def having_said(store: Store, kinds_said: Sequence[str], words: Sequence[Sequence[str]], news_id: int) -> Iterator[int]:
    """Yield the customers, neither told nor lost, who said in these kinds what may have all words of an alternative.

    Shape: everybody of whom it is so, and some of whom it is not; once for each such entry, one behind the other.
    """
    may_say, sought = _saying(words)
    query = HAVING_SAID.format(holes=", ".join("?" * len(kinds_said)), may_say=may_say)
    for (customer_id,) in store.each(query, [*kinds_said, *sought, news_id]):
        yield customer_id


def _saying(words: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    """Return a condition that holds for each text that has the words of an alternative, and what fills its holes."""
    likes = " OR ".join(" AND ".join("text LIKE ?" for _ in alternative) for alternative in words)
    sought = [f"%{word}%" for alternative in words for word in alternative]  # letters and digits: no wildcard
    return MAY_SAY.format(likes=likes), sought


def were_told(store: Store, news_id: int) -> list[tuple[str, str, str | None]]:
    """Return the name of each customer who was told a piece of news, the day (ISO), and who told them."""
    return store.ask(WERE_TOLD, (news_id,))
