"""What is past its time: the questions over all customers, and the deletions of one of them.

Values: `notes`, `thanks` and `audit` are the latest days (ISO) whose period is over, `ahead` the first day that only a
wrong clock can have written.
"""

from __future__ import annotations

from .. import kinds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..database.connection import Store

    Values = dict[str, str | int]

STAYS = (kinds.VISIT, kinds.CONTACT, kinds.THANKS, kinds.LOST)
"""The kinds of entry that do not go with the notes: thanks have a time of their own, of a loss only the words go."""

IS_AWAY = (
    "NOT EXISTS (SELECT 1 FROM interaction AS visit WHERE visit.customer_id = {whose}"
    f" AND visit.kind IN {(kinds.VISIT, kinds.CONTACT)} AND visit.day > :{{since}} AND visit.day < :ahead)"
)
"""Holds for whom nobody has seen or spoken with since a day."""
HAS_CONCERN = (
    "EXISTS (SELECT 1 FROM interaction AS open WHERE open.customer_id = {whose} AND open.awaits IS NOT NULL"
    f" AND open.kind <> '{kinds.PROMISE}'"
    " AND NOT EXISTS (SELECT 1 FROM interaction AS ending WHERE ending.about_id = open.id))"
)
"""Holds for who waits for an answer, though it may be shown no more."""
IS_OPEN = (
    "awaits IS NOT NULL AND NOT EXISTS (SELECT 1 FROM interaction AS ending WHERE ending.about_id = interaction.id)"
)
ENDED_SINCE = (
    "EXISTS (SELECT 1 FROM interaction AS ending WHERE ending.about_id = interaction.id AND ending.day > :notes)"
)


def _is_past(whose: str, since: str = "notes") -> str:
    """Return the condition that a customer is away since a day, and nothing of theirs waits for an answer."""
    return f"{IS_AWAY.format(whose=whose, since=since)} AND NOT {HAS_CONCERN.format(whose=whose)}"


WRITTEN = "(SELECT coalesce(deed.day, substr(deed.at, 1, 10)) FROM deed WHERE deed.id = occasion.deed_id)"
GOES = {
    "interaction": f"kind NOT IN {STAYS} AND day <= :notes AND NOT ({IS_OPEN}) AND NOT {ENDED_SINCE}"
    f" AND {_is_past('interaction.customer_id')}",
    "fact": f"day <= :notes AND {_is_past('fact.customer_id')}",
    "occasion": f"{WRITTEN} <= :notes AND {_is_past('occasion.customer_id')}",
    "telling": f"day <= :notes AND {_is_past('telling.customer_id')}"
    " AND EXISTS (SELECT 1 FROM news WHERE news.id = telling.news_id AND news.until <= :notes)",
}
"""The rows of each table that go with the notes."""
THANKS_GO = f"kind = '{kinds.THANKS}' AND day <= :thanks AND {_is_past('interaction.customer_id', 'thanks')}"
WORDS_GO = f"kind = '{kinds.LOST}' AND text IS NOT NULL AND day <= :notes AND {_is_past('interaction.customer_id')}"
REASONS = {
    "why": "why IS NOT NULL AND coalesce(why_day, added, '') <= :notes",
    "usual_why": "usual_why IS NOT NULL AND coalesce(added, '') <= :notes",
    "later_why": "later_why IS NOT NULL AND coalesce(later, '') <= :notes",
}
"""The reasons of a customer, and where each is past its time, once they are away."""

WHAT_GOES = " UNION ALL ".join(
    [
        f"SELECT customer_id, CAST(kind AS TEXT) AS what FROM interaction WHERE {GOES['interaction']}",
        f"SELECT customer_id, CAST(kind AS TEXT) FROM interaction WHERE {THANKS_GO}",
        f"SELECT customer_id, 'why they left' FROM interaction WHERE {WORDS_GO}",
        f"SELECT customer_id, CAST(kind AS TEXT) FROM fact WHERE {GOES['fact']}",
        f"SELECT customer_id, 'date' FROM occasion WHERE {GOES['occasion']}",
        *(
            f"SELECT id, '{column}' FROM customer WHERE {is_past} AND {_is_past('customer.id')}"
            for column, is_past in REASONS.items()
        ),
    ]
)
WRITTEN_BEFORE = (
    "SELECT max(written) FROM (SELECT coalesce(day, substr(at, 1, 10)) written FROM deed) WHERE written < ?"
)
DUE = f"SELECT customer_id, what, count(*) FROM ({WHAT_GOES}) GROUP BY customer_id, what ORDER BY customer_id, what"
LAST_SEEN = (
    f"SELECT max(day) FROM interaction WHERE customer_id = ? AND kind IN {(kinds.VISIT, kinds.CONTACT)} AND day < ?"
)
NOTHING_LEFT = (
    "SELECT id FROM customer WHERE coalesce(added, '') <= :notes AND"
    f" {IS_AWAY.format(whose='customer.id', since='notes')}"
    " AND NOT EXISTS (SELECT 1 FROM interaction AS kept WHERE kept.customer_id = customer.id"
    " AND (kept.day > :notes OR (kept.awaits IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM interaction AS ending WHERE ending.about_id = kept.id)))) ORDER BY id"
)
"""Who was not here for so long that only their name, and how they are reached, is left."""

OLD = "coalesce(deed.day, substr(deed.at, 1, 10)) <= :audit"
SIGNED_TABLES = ("interaction", "fact", "telling", "news")
"""The tables of which each row has its author's name beside what the deed says of it."""
HAS_NAME = "{table}.staff IS NOT NULL AND {table}.day <= :audit"
"""Holds for a row that may be past its time: a fact that is said again has a later day than its deed."""
IS_SIGNED = " OR ".join(
    [
        "deed.till <> ''",
        *(f"deed.{column} IS NOT NULL" for column in ("staff", "session", "before")),
        *(
            f"EXISTS (SELECT 1 FROM {table} WHERE {table}.deed_id = deed.id AND {HAS_NAME.format(table=table)})"
            for table in SIGNED_TABLES
        ),
    ]
)
SIGNED = f"SELECT count(*) FROM deed WHERE {OLD} AND ({IS_SIGNED})"
UNSIGN = (
    "UPDATE deed SET till = '', staff = NULL, session = NULL, before = NULL WHERE id BETWEEN :first AND :last"
    f" AND {OLD} AND ({IS_SIGNED})"
)
NAMED_ROWS = f"SELECT min(rowid), max(rowid) FROM {{table}} WHERE {HAS_NAME}"
UNSIGN_ROWS = (
    "UPDATE {table} SET staff = NULL WHERE rowid BETWEEN :first AND :last"
    f" AND {HAS_NAME} AND EXISTS (SELECT 1 FROM deed WHERE deed.id = {{table}}.deed_id AND {OLD})"
)
OF_DEEDS = ("interaction", "fact", "handle", "occasion", "telling", "news", "alias", "apart", "customer")
FORGET_DEEDS = "DELETE FROM deed WHERE id BETWEEN :first AND :last AND till = '' AND " + " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.deed_id = deed.id)" for table in OF_DEEDS
)
FORGET_BEFORE = (
    "UPDATE deed SET before = NULL WHERE customer_id = :whose AND before IS NOT NULL"
    " AND coalesce(day, substr(at, 1, 10)) <= :notes"
)


def written_before(store: Store, day: str) -> str | None:
    """Return the last day before this one (ISO) on which something was written; none where nothing was."""
    written: str | None = store.value(WRITTEN_BEFORE, (day,))
    return written


def due(store: Store, values: Values) -> Iterator[tuple[int, str, int]]:
    """Yield each customer of whom something is past its time, what it is, and how many; by customer."""
    yield from store.each(DUE, values)


def nothing_left(store: Store, values: Values) -> Iterator[int]:
    """Yield who was not here for so long that only their name, and how they are reached, is left."""
    for (customer_id,) in store.each(NOTHING_LEFT, values):
        yield customer_id


def last_seen(store: Store, customer_id: int, ahead: str) -> str | None:
    """Return the day (ISO) on which a customer was last here or spoken with; none where that never was."""
    day: str | None = store.value(LAST_SEEN, (customer_id, ahead))
    return day


def erase(store: Store, customer_id: int, values: Values) -> int:
    """Erase what is past its time of one customer, and return how many things that were."""
    mine = {**values, "whose": customer_id}
    count = store.change(f"DELETE FROM interaction WHERE customer_id = :whose AND {THANKS_GO}", mine)
    count += store.change(f"UPDATE interaction SET text = NULL WHERE customer_id = :whose AND {WORDS_GO}", mine)
    for column, is_past in REASONS.items():
        also = ", why_day = NULL" if column == "why" else ""
        sql = f"UPDATE customer SET {column} = NULL{also} WHERE id = :whose AND {is_past} AND {_is_past('customer.id')}"
        count += store.change(sql, mine)
    for table, goes in reversed(GOES.items()):  # what is ended goes last, as the others ask for what is open
        count += store.change(f"DELETE FROM {table} WHERE customer_id = :whose AND {goes}", mine)
    store.change(FORGET_BEFORE, mine)
    return count


def signed(store: Store, values: Values) -> int:
    """Return how many deeds still say who wrote them, and at which till, past their time."""
    count: int = store.value(SIGNED, values)
    return count


def last_deed(store: Store) -> int:
    """Return the highest number of a deed; 0 where nothing was written."""
    return store.value("SELECT max(id) FROM deed") or 0


def named_rows(store: Store, table: str, values: Values) -> range:
    """Return the numbers among which are those of all rows of a table that may have an author's name too long."""
    ((first, last),) = store.ask(NAMED_ROWS.format(table=table), values)
    return range(0) if first is None else range(first, last + 1)


def unsign_rows(store: Store, table: str, first: int, last: int, values: Values) -> None:
    """Forget the authors beside the rows of a table from one number to another."""
    store.change(UNSIGN_ROWS.format(table=table), {**values, "first": first, "last": last})


def unsign(store: Store, first: int, last: int, values: Values) -> None:
    """Forget who wrote the deeds from one number to another, and those of which nothing is left."""
    span = {**values, "first": first, "last": last}
    store.change(UNSIGN, span)
    store.change(FORGET_DEEDS, span)
