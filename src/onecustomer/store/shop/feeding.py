"""What other tills wrote, taken into this till's copy.

Rows are put by their keys and never deleted first, as that would take other people's references along. The deferred
foreign keys are those of the whole; a part of what is to come may name what comes later.
"""

from __future__ import annotations

from ...errors import StoreError
from ..database.connection import Store
from .changed import NUMBERED, TABLES, WHOSE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    Fed = Mapping[str, Any]

DERIVED = ("search_key", "rhythm")
"""What is a customer's, and made from the rows that the shop has."""


def apply(store: Store, fed: Fed) -> set[int]:
    """Write rows of the feed into the copy, within a transaction; return whose search keys and rhythm are to be made.

    Shape: `fed` has by table the columns, the rows and the keys of those that are gone.
    Raises: StoreError where the server has what this program does not know.
    """
    touched: set[int] = set()
    for table in reversed(TABLES):
        if table in fed:
            touched |= _take_out(store, table, fed[table].get("gone") or ())
    for table in TABLES:
        if table in fed:
            columns, rows = fed[table]["columns"], fed[table].get("rows") or ()
            touched |= _were(store, table, columns, rows)
            put(store, table, columns, rows)
    return touched


def _take_out(store: Store, table: str, keys: Sequence[str]) -> set[int]:
    """Take rows out by their keys, and return the customers whose they were and who are still there."""
    if not keys:
        return set()
    columns = TABLES[table]
    holes = " AND ".join(f"{column} = ?" for column in columns)
    values = [key.split(" ") if len(columns) > 1 else [key] for key in keys]
    whose: set[int] = set()
    if table == "customer":
        _forget_keys(store, [int(key) for key in keys])
    elif column := WHOSE.get(table):
        for one in values:
            whose.update(number for (number,) in store.ask(f"SELECT {column} FROM {table} WHERE {holes}", one))  # noqa: S608
    store.change_each(f"DELETE FROM {table} WHERE {holes}", values)  # noqa: S608  our own words
    return whose


def _forget_keys(store: Store, customers: Sequence[int]) -> None:
    """Remove what was made of customers who are gone, and the words that nobody has any more."""
    from ..index import upkeep  # few customers go

    words = {word for number in customers for word in upkeep.spelled(upkeep.keys_of(store, number))}
    for derived in DERIVED:
        store.change_each(f"DELETE FROM {derived} WHERE customer_id = ?", [(number,) for number in customers])  # noqa: S608
    upkeep.unlearn(store, words)


def put(store: Store, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Put rows by their keys.

    Raises: StoreError where the server has what this program does not know.
    """
    if not rows:
        return
    check_columns(store, table, columns)
    key = TABLES[table]
    listed = ", ".join(f'"{column}"' for column in columns)
    given = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column not in key)
    sql = f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(columns))}) ON CONFLICT ({', '.join(key)})"  # noqa: S608
    store.change_each(f"{sql} DO {f'UPDATE SET {given}' if given else 'NOTHING'}", rows)


def check_columns(store: Store, table: str, columns: Sequence[str]) -> None:
    """Let no other words into SQL than the names of a table's columns, whatever the server says.

    Raises: StoreError where the server has what this program does not know.
    """
    known = {name for _, name, *_ in store.ask(f"PRAGMA table_info({table})")}
    if not known.issuperset(columns):
        raise StoreError(
            "The shop's server has more than this onecustomer knows.", "install the newer onecustomer here"
        )


def _were(store: Store, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> set[int]:
    """Return whose these rows are to be, and whose those of the same numbers are before they are put."""
    whose = WHOSE.get(table)
    if not whose or not rows:
        return set()
    at = columns.index(whose)
    touched = {row[at] for row in rows}
    if table != "customer":
        number = columns.index("id")
        for row in rows:
            touched.update(was for (was,) in store.ask(f"SELECT {whose} FROM {table} WHERE id = ?", (row[number],)))  # noqa: S608
    return touched


def number_from(store: Store, given: Mapping[str, int]) -> None:
    """Let the next row of each table have the number behind the greatest that the shop ever gave."""
    for table in NUMBERED:
        last = int(given.get(table, 0))
        if not store.change("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (last, table)):
            store.change("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))


def numbers(store: Store) -> dict[str, int]:
    """Return the greatest number that was given in each table, here."""
    return dict(store.ask("SELECT name, seq FROM sqlite_sequence"))
