"""Two customers made one, and two again: their rows moved from one number to another, and back."""

from __future__ import annotations

from ..rows import Customer, Fact, Handle, Interaction, Occasion, Telling
from . import undo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..database.connection import Store
    from ..rows import Row

    Values = dict[str, object]

REFERRAL = "referral"  # interactions of others that name somebody, in place of a table
BY_ID = (*(row.table for row in (Interaction, Fact, Handle, Occasion)), "alias", "deed")
"""The tables whose rows are moved by their numbers."""

WHERE = {
    **{table: (table, "customer_id", "id") for table in BY_ID},
    Telling.table: (Telling.table, "customer_id", "news_id"),
    REFERRAL: (Interaction.table, "other_id", "id"),
}
"""Of what may be moved: the table, the column that says whose it is, and the one that tells the rows apart."""

TAKABLE = (Customer.table, Telling.table, "apart")
PUT_TELLING = (
    "INSERT INTO telling (news_id, customer_id, deed_id, day, staff)"
    " SELECT :news_id, :customer_id, :deed_id, :day, :staff WHERE EXISTS (SELECT 1 FROM news WHERE id = :news_id)"
)
SAID_ALIKE = "{day}, kind, ifnull(text, ''), ifnull(via, ''), ifnull(style, '')"
SAME_ENTRIES = (
    "SELECT id FROM interaction WHERE customer_id = :of AND about_id IS NULL AND awaits IS NULL AND other_id IS NULL"
    " AND {which} AND ({alike}) IN (SELECT {alike} FROM interaction WHERE customer_id = :to AND {which})"
)
OF_EACH_OTHER = (
    "SELECT id FROM interaction WHERE customer_id = :to AND other_id = :of OR customer_id = :of AND other_id = :to"
)
APART_FROM = "SELECT customer_id, other_id FROM apart WHERE customer_id = ? OR other_id = ?"
TOLD_TWICE = (
    "SELECT news_id FROM telling WHERE customer_id = :of"
    " AND news_id IN (SELECT news_id FROM telling WHERE customer_id = :to)"
)
OF_SINCE = "SELECT 1 FROM {table} WHERE customer_id = :whose AND {by} > :deed LIMIT 1"
ANY_SINCE = (
    "SELECT 1 FROM deed WHERE customer_id = :whose AND id > :deed LIMIT 1",
    "SELECT 1 FROM interaction WHERE other_id = :whose AND deed_id > :deed LIMIT 1",
    "SELECT 1 FROM apart WHERE (customer_id = :whose OR other_id = :whose) AND deed_id > :deed LIMIT 1",
    *(OF_SINCE.format(table=table, by="deed_id") for table in undo.APPENDED),
    *(OF_SINCE.format(table=table, by="mended_id") for table in undo.MENDABLE),
)


def move(store: Store, what: str, of: int, to: int) -> list[int]:
    """Give rows of one customer to another, and return their numbers; of tellings, those of the news."""
    table, whose, number = WHERE[what]
    found = store.ask(f"SELECT {number} FROM {table} WHERE {whose} = ? ORDER BY {number}", (of,))  # noqa: S608
    store.change(f"UPDATE {table} SET {whose} = ? WHERE {whose} = ?", (to, of))  # noqa: S608  our own words
    return [one for (one,) in found]


def move_back(store: Store, what: str, of: int, to: int, numbers: Sequence[int]) -> None:
    """Give those rows of one customer that have these numbers to another; what is gone or somebody else's stays so."""
    table, whose, number = WHERE[what]
    sql = f"UPDATE {table} SET {whose} = ? WHERE {number} = ? AND {whose} = ?"  # noqa: S608  our own words
    store.change_each(sql, [(to, one, of) for one in numbers])


def same_entries(store: Store, of: int, to: int, kinds: Sequence[str]) -> list[int]:
    """Return the entries of one customer that another has word by word: of these kinds, or words of a file."""
    of_a_day = f"kind IN ({', '.join(repr(kind) for kind in kinds)})"
    asked = ((of_a_day, "day"), ("imported IS NOT NULL AND text <> ''", "''"))  # words of a file are of no day
    found: set[int] = set()
    for which, day in asked:
        sql = SAME_ENTRIES.format(which=which, alike=SAID_ALIKE.format(day=day))
        found.update(number for (number,) in store.ask(sql, {"of": of, "to": to}))
    return sorted(found)


def of_each_other(store: Store, of: int, to: int) -> list[int]:
    """Return the entries of two customers by which one brought the other."""
    return [number for (number,) in store.ask(OF_EACH_OTHER, {"of": of, "to": to})]


def told_twice(store: Store, of: int, to: int) -> list[Values]:
    """Take the tellings of news out that two customers were both told, and return all columns of these rows."""
    found = [number for (number,) in store.ask(TOLD_TWICE, {"of": of, "to": to})]
    return [_taken(store, Telling, "customer_id = ? AND news_id = ?", (of, number)) for number in found]


def said_apart(store: Store, customer_id: int) -> list[Values]:
    """Take the pairs out in which a customer was said to be two with somebody, and return all columns of these rows."""
    from ..rare_rows import Apart

    pairs = store.ask(APART_FROM, (customer_id, customer_id))
    return [_taken(store, Apart, "customer_id = ? AND other_id = ?", pair) for pair in pairs]


def customer(store: Store, customer_id: int) -> Values:
    """Take a customer out of whom nothing is left, and return all columns of the row."""
    return undo.take_out(store, Customer.table, customer_id)


def _taken(store: Store, row: type[Row], where: str, values: tuple[int, ...]) -> Values:
    columns = [*row.fields, *row.unread]
    (found,) = store.ask(f"SELECT {', '.join(columns)} FROM {row.table} WHERE {where}", values)  # noqa: S608
    store.change(f"DELETE FROM {row.table} WHERE {where}", values)  # noqa: S608  our own words
    return dict(zip(columns, found, strict=True))


def put_back(store: Store, table: str, row: Values) -> None:
    """Put a row back that a merger took out; a telling only where there still is such news."""
    if table == Telling.table:
        store.change(PUT_TELLING, row)
    elif table == Customer.table:
        store.insert(Customer, row)
    else:
        from ..rare_rows import Apart

        store.insert(Apart, row)


def are_apart(store: Store, one: int, other: int) -> bool:
    """Tell whether somebody said of two that they are two."""
    pair = (min(one, other), max(one, other))
    return bool(store.ask("SELECT 1 FROM apart WHERE customer_id = ? AND other_id = ?", pair))


def is_written_since(store: Store, deed_id: int, customer_id: int) -> bool:
    """Tell whether anything of a customer, or about them, was written or mended after a deed."""
    asked = {"whose": customer_id, "deed": deed_id}
    return any(store.ask(question, asked) for question in ANY_SINCE)
