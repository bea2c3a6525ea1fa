"""The morning's queries over all customers: one pass over an index or a narrow table each, and no scan in a loop."""

from __future__ import annotations

from .. import kinds
from ..index.texts import MAY_SAY
from ..no_notes import WANTS_NONE
from ..rhythm import ENDLESS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..database.connection import Store

    Values = dict[str, int | str | None]
    Found = tuple[int, int, tuple[object, ...]]  # the numbers of customer and row, and the row's key

KIND_THINGS = (kinds.REFERRAL, kinds.PRAISE)
"""What somebody is thanked for."""

WHERE_ASKED = f"FROM counter_entry AS entry WHERE entry.kind IN {kinds.LOOKED_FOR} AND "
"""Repeats the condition of a partial index word for word, as SQLite uses the index only then."""

IS_OPEN = "NOT EXISTS (SELECT 1 FROM counter_entry AS ending WHERE ending.about_id = {entry}.id)"
IS_PROMISED = f"{WHERE_ASKED} entry.kind = '{kinds.PROMISE}'"
IS_CONCERN = f"{WHERE_ASKED} entry.kind IN {kinds.CONCERNS} AND entry.awaits = 1"
IS_AWAITING = "FROM counter_entry AS entry WHERE entry.awaits IS NOT NULL"
ENDED = "entry.id IN (SELECT ending.about_id FROM counter_entry AS ending WHERE ending.about_id > 0)"

HAS_LEFT = "EXISTS (SELECT 1 FROM counter_rhythm AS rhythm WHERE rhythm.customer_id = {whose} AND rhythm.lost = 1)"
IS_GONE_BY_NOW = f"entry.kind = '{kinds.LEAVING}' AND {HAS_LEFT.format(whose='entry.customer_id')}"
"""Holds where somebody no longer may leave, as they have left."""
IS_FIRST_NOTED = (
    "entry.id = (SELECT lost.id FROM counter_entry AS lost WHERE lost.customer_id = entry.customer_id"
    f" AND lost.kind = '{kinds.LOST}' AND NOT EXISTS (SELECT 1 FROM counter_entry AS visit"
    f" WHERE visit.customer_id = lost.customer_id AND visit.kind = '{kinds.VISIT}' AND visit.day < :ahead"
    " AND (visit.day > lost.day OR (visit.day = lost.day AND visit.id > lost.id))) ORDER BY lost.day, lost.id LIMIT 1)"
)
"""Holds for the first note that somebody left and was not here since: the day of the loss is its day."""
IS_PUT_ASIDE = "{whose} IN (SELECT person.id FROM counter_person AS person WHERE person.later >= :day)"
MAY_BE_SAID = f"NOT {WANTS_NONE.format(whose='entry.customer_id')}"
IS_UNTHANKED = (
    "NOT EXISTS (SELECT 1 FROM counter_entry AS other WHERE other.customer_id = entry.customer_id"
    f" AND other.kind IN {(kinds.THANKS, *KIND_THINGS)}"
    " AND (other.day > entry.day OR (other.day = entry.day AND other.id > entry.id)))"
)
"""Holds for the last thing of a customer that thanks are for, where no thank-you came after it."""
HAS_CONCERN = (
    "EXISTS (SELECT 1 FROM counter_entry AS open WHERE open.customer_id = entry.customer_id AND open.awaits IS NOT NULL"
    f" AND open.kind <> '{kinds.PROMISE}' AND {IS_OPEN.format(entry='open')})"
)

GAP = "coalesce(rhythm.gap, :quiet)"
IS_MISSED = (
    "FROM counter_rhythm AS rhythm WHERE rhythm.lost = 0"
    f" AND 2 * (:today - rhythm.last_day - {GAP}) > {GAP} * rhythm.measured"
    f" AND NOT {IS_PUT_ASIDE.format(whose='rhythm.customer_id')}"
)
"""Half a gap of grace where it is measured, as half of all gaps are longer than their median."""

WAS_IMPORTED = (
    "EXISTS (SELECT 1 FROM customer JOIN deed ON deed.id = customer.deed_id"
    f" WHERE customer.id = rhythm.customer_id AND deed.verb = '{kinds.IMPORT}')"
)
COUNTS_FROM = f"CASE WHEN {WAS_IMPORTED} THEN max(rhythm.first_day, :begun) ELSE rhythm.first_day END"
"""Who was imported may have been thanked before the shop began to keep it."""
IS_TO_BE_THANKED = (
    f"{WHERE_ASKED} entry.kind IN {KIND_THINGS} AND {IS_UNTHANKED} AND NOT {HAS_CONCERN} AND {MAY_BE_SAID}"
    f" AND NOT {HAS_LEFT.format(whose='entry.customer_id')} AND NOT {IS_PUT_ASIDE.format(whose='entry.customer_id')}"
)
IS_NEVER_THANKED = (
    f"FROM counter_rhythm AS rhythm WHERE rhythm.lost = 0 AND rhythm.thanked_day IS NULL"
    f" AND coalesce(rhythm.gap, 0) <> {ENDLESS} AND NOT {IS_PUT_ASIDE.format(whose='rhythm.customer_id')}"
    f" AND rhythm.customer_id NOT IN (SELECT entry.customer_id {IS_TO_BE_THANKED})"
)
"""Who is to be thanked for something is in another list."""
FIRST_THANKS = f"SELECT day FROM counter_deed WHERE verb = '{kinds.THANKS}' ORDER BY id LIMIT 1"
DEEDS = "SELECT id, CAST(day AS TEXT) FROM counter_deed ORDER BY id DESC"
HERE = (
    "SELECT entry.customer_id, deed.at FROM counter_deed AS deed JOIN counter_entry AS entry ON entry.deed_id = deed.id"
    f" WHERE deed.id > ? AND entry.kind = '{kinds.VISIT}' AND entry.day = ? ORDER BY deed.id"
)
IS_NEAR = (
    "FROM counter_occasion AS occasion WHERE occasion.month = :month AND occasion.day = :day"
    " AND CASE WHEN occasion.yearly = 1 OR occasion.year IS NULL THEN :once = 0 ELSE occasion.year = :year END"
    " AND NOT EXISTS (SELECT 1 FROM counter_entry AS entry WHERE entry.customer_id = occasion.customer_id"
    f" AND entry.kind = '{kinds.GESTURE}' AND entry.due = :kept)"
    f" AND NOT {WANTS_NONE.format(whose='occasion.customer_id')}"
)
ASKING = (
    "SELECT fact.customer_id, fact.text FROM counter_fact AS fact WHERE {may_say} AND fact.customer_id BETWEEN ? AND ?"
    f" AND NOT {HAS_LEFT.format(whose='fact.customer_id')} AND NOT {WANTS_NONE.format(whose='fact.customer_id')}"
    " ORDER BY fact.customer_id, fact.id"
)
HAVING_SAID = (
    "SELECT said.customer_id FROM counter_entry AS said WHERE said.kind IN ({holes}) AND {may_say}"
    f" AND said.customer_id BETWEEN ? AND ? AND NOT {HAS_LEFT.format(whose='said.customer_id')}"
    f" AND NOT {WANTS_NONE.format(whose='said.customer_id')}"
    " ORDER BY said.customer_id"
)
"""Both walk along an index by customer, and nothing is sorted."""

WERE_TOLD = (
    "SELECT person.name, telling.day, telling.staff FROM counter_telling AS telling"
    " JOIN counter_person AS person ON person.id = telling.customer_id WHERE telling.news_id = ?"
    " ORDER BY telling.day, person.name"
)


class Question:
    """The query of one part of the morning: a page of its rows, or how many there are.

    Shape: `key` is the columns by which the rows are in order, which no two rows share; descending where `is_latest`.
    """

    def __init__(
        self, numbers: str, source: str, key: Sequence[str], total: str | None = None, *, is_latest: bool = False
    ) -> None:
        way, after = (" DESC", "<") if is_latest else ("", ">")
        holes = ", ".join(f":after{place}" for place in range(len(key)))
        self.rows = f"SELECT {numbers}, {', '.join(key)} {source}"
        self.after = f" AND ({', '.join(key)}) {after} ({holes})"
        self.order = f" ORDER BY {', '.join(column + way for column in key)} LIMIT :limit"
        self.total = total or f"SELECT count(*) {source}"

    def page(self, store: Store, values: Values, limit: int, after: Sequence[object] | None = None) -> list[Found]:
        """Return so many rows, behind the one whose key is `after` where it is given."""
        sql = self.rows + (self.after if after else "") + self.order
        behind = {f"after{place}": value for place, value in enumerate(after or ())}
        rows = store.ask(sql, {**values, **behind, "limit": limit})
        return [(row[0], row[1], row[2:]) for row in rows]

    def count(self, store: Store, values: Values) -> int:
        """Return how many rows there are."""
        total: int = store.value(self.total, values)
        return total


OF_ENTRY = "entry.customer_id, entry.id"
OF_RHYTHM = "rhythm.customer_id, rhythm.customer_id"
LATEST_FIRST = ("entry.day", "entry.id")
PROMISES = Question(
    OF_ENTRY,
    f"{IS_PROMISED} AND {IS_OPEN.format(entry='entry')}",
    ("coalesce(entry.due, entry.day)", "coalesce(entry.due_time, '24:00')", "entry.id"),
    f"SELECT (SELECT count(*) {IS_PROMISED}) - (SELECT count(*) {IS_PROMISED} AND {ENDED})",
)
OPEN = Question(
    OF_ENTRY,
    f"{IS_CONCERN} AND {IS_OPEN.format(entry='entry')} AND NOT ({IS_GONE_BY_NOW}) AND {MAY_BE_SAID}",
    LATEST_FIRST,
    f"SELECT (SELECT count(*) {IS_AWAITING}) - (SELECT count(*) {IS_PROMISED})"
    f" - (SELECT count(*) {IS_CONCERN} AND {ENDED})"
    f" - (SELECT count(*) {WHERE_ASKED} {IS_GONE_BY_NOW} AND entry.awaits = 1 AND {IS_OPEN.format(entry='entry')})"
    f" - (SELECT count(*) {IS_AWAITING} AND {WANTS_NONE.format(whose='entry.customer_id')}"
    f" AND entry.kind IN {kinds.CONCERNS} AND NOT ({IS_GONE_BY_NOW}) AND {IS_OPEN.format(entry='entry')})",
)
"""Their totals subtract the ended ones from all, which an index counts: a third of the time of asking of each."""
GONE = Question(
    OF_ENTRY,
    f"{WHERE_ASKED} entry.kind = '{kinds.LOST}' AND entry.day BETWEEN :week AND :day AND {IS_FIRST_NOTED}",
    LATEST_FIRST,
    is_latest=True,
)
HEARD = Question(
    OF_ENTRY,
    f"{WHERE_ASKED} entry.kind = '{kinds.PRAISE}' AND entry.deed_id > :unheard AND entry.day <= :day AND {MAY_BE_SAID}",
    LATEST_FIRST,
    is_latest=True,
)
THANKS = Question(OF_ENTRY, IS_TO_BE_THANKED, LATEST_FIRST)
NEVER_THANKED = Question(OF_RHYTHM, IS_NEVER_THANKED, (COUNTS_FROM, "rhythm.first_day", "rhythm.customer_id"))
MISSED = Question(OF_RHYTHM, IS_MISSED, ("rhythm.customer_id",))
MISSED_AT = f"SELECT rhythm.customer_id {IS_MISSED} ORDER BY rhythm.customer_id LIMIT 1 OFFSET :offset"
NEAR = Question("occasion.customer_id, occasion.id", IS_NEAR, ("occasion.id",))


def last_open(store: Store, today: str) -> tuple[str, int]:
    """Return the last day (ISO) before today on which anything was written, and the last deed (its number) before it.

    Shape: today, and 0, where there is none.
    """
    last = today
    for number, day in store.each(DEEDS):
        if day and day < last:
            if last < today:
                return last, number
            last = day
    return last, 0


def first_thanks(store: Store) -> str | None:
    """Return the day (ISO) on which the shop began to keep its thanks; none where it has not yet."""
    found = store.ask(FIRST_THANKS)
    return found[0][0] if found else None


def visits_of(store: Store, day: str) -> list[tuple[int, str]]:
    """Return each customer whose visit of a day (ISO) was written since it began, and when (UTC as text), in order."""
    before = next((number for number, written in store.each(DEEDS) if written and written < day), 0)
    return [(customer_id, at) for customer_id, at in store.ask(HERE, (before, day))]


def last_customer(store: Store) -> int:
    """Return the highest number of a customer; 0 where nobody is."""
    return store.value("SELECT max(id) FROM counter_person") or 0


def asking(store: Store, words: Sequence[Sequence[str]], first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield the facts that may have all folded words of an alternative, of customers who are not lost.

    Shape: (customer, text), by customer, from the first number to the last; every text that has the words once, and
    some that do not.
    """
    may_say, sought = _saying(words)
    yield from store.each(ASKING.format(may_say=may_say), [*sought, first, last])


def having_said(
    store: Store, kinds_said: Sequence[str], words: Sequence[Sequence[str]], first: int, last: int
) -> Iterator[int]:
    """Yield the customers, not lost, who said in these kinds what may have all folded words of an alternative.

    Shape: everybody of whom it is so, and some of whom it is not, once for each such entry; by customer, from the first
    number to the last.
    """
    may_say, sought = _saying(words)
    query = HAVING_SAID.format(holes=", ".join("?" * len(kinds_said)), may_say=may_say)
    for (customer_id,) in store.each(query, [*kinds_said, *sought, first, last]):
        yield customer_id


def _saying(words: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    """Return a condition that holds for each text that has the words of an alternative, and what fills its holes."""
    likes = " OR ".join(" AND ".join("text LIKE ?" for _ in alternative) for alternative in words)
    sought = [f"%{word}%" for alternative in words for word in alternative]  # letters and digits: no wildcard
    return MAY_SAY.format(likes=likes), sought


def were_told(store: Store, news_id: int) -> list[tuple[str, str, str | None]]:
    """Return the name of each customer who was told a piece of news, the day (ISO), and who told them."""
    return store.ask(WERE_TOLD, (news_id,))
