"""Rows written with the numbers they are given: what an export of a store, or of another one, brings back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ..database.connection import Store
from ..index.search import holes
from ..rows import Customer, Deed, Interaction, News, Row, Telling
from .many import parted

TABLES = ("customer", "news")


def is_empty(store: Store) -> bool:
    """Tell whether a store has nobody, and no news; the shop's rules may be set."""
    return not any(store.ask(f"SELECT 1 FROM {table} LIMIT 1") for table in TABLES)  # noqa: S608  our own words


def begin(store: Store) -> None:
    """Let rows point to what is written later in the same transaction: somebody brought stands behind who did."""
    store.change("PRAGMA defer_foreign_keys = ON")


@contextmanager
def as_one(store: Store) -> Iterator[None]:
    """Let the block write all or, where it raises, nothing, inside a transaction that goes on."""
    store.change("SAVEPOINT whole")
    try:
        yield
    except BaseException:
        store.change("ROLLBACK TO whole")
        raise
    finally:
        store.change("RELEASE whole")


def is_there(store: Store, row: type[Row], column: str, value: object) -> bool:
    """Tell whether a table has a row with this value."""
    return bool(store.ask(f"SELECT 1 FROM {row.table} WHERE {column} = ?", (value,)))  # noqa: S608  our own words


def insert(store: Store, row: type[Row], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of one table, each with all its columns."""
    if rows:
        columns = list(rows[0])
        store.change_each(row.insert(columns), [tuple([values[column] for column in columns]) for values in rows])


def last_deed(store: Store) -> int:
    """Return the number of the last deed; 0 where there is none."""
    return store.value("SELECT max(id) FROM deed") or 0


def next_number(store: Store, row: type[Row]) -> int:
    """Return the number from which a table has none and never had one."""
    given = store.value("SELECT seq FROM sqlite_sequence WHERE name = ?", (row.table,)) or 0
    there = store.value(f"SELECT max(id) FROM {row.table}") or 0  # noqa: S608  our own words
    return int(max(given, there)) + 1


def reserve_to(store: Store, row: type[Row], number: int) -> None:
    """Give nobody new a number up to this one."""
    given = "UPDATE sqlite_sequence SET seq = :number WHERE name = :name AND seq < :number"
    store.change(given, {"number": number, "name": row.table})


def numbers_of_deeds(store: Store, keys: Sequence[str]) -> dict[str, int]:
    """Return the numbers of those of the deeds that are here, by their keys."""
    return dict(row for some in parted(keys) for row in store.ask(_among("key, id", Deed, "key", some), some))


def deeds_there(store: Store, numbers: Sequence[int]) -> set[int]:
    """Return which of these numbers a deed has."""
    return {number for some in parted(numbers) for (number,) in store.ask(_among("id", Deed, "id", some), some)}


def keys_there(store: Store, row: type[Row], keys: Sequence[str]) -> set[str]:
    """Return which of these keys a row of a table has, whoever's it is."""
    return {key for some in parted(keys) for (key,) in store.ask(_among("key", row, "key", some), some)}


def _among(asked: str, row: type[Row], column: str, values: Sequence[Any]) -> str:
    return f"SELECT {asked} FROM {row.table} WHERE {column} IN ({holes(values)})"  # noqa: S608


def let_go_of_absent(store: Store) -> None:
    """Let entries and tellings not point to who, or to news that, did not come along."""
    store.change(
        f"UPDATE {Interaction.table} SET other_id = NULL"  # noqa: S608  our own words
        f" WHERE other_id IS NOT NULL AND other_id NOT IN (SELECT id FROM {Customer.table})"
    )
    store.change(f"DELETE FROM {Telling.table} WHERE news_id NOT IN (SELECT id FROM {News.table})")  # noqa: S608


def keys_of(store: Store, row: type[Row], customer_id: int) -> dict[str, int]:
    """Return the numbers of a customer's rows of a table by their keys."""
    return dict(store.ask(f"SELECT key, id FROM {row.table} WHERE customer_id = ?", (customer_id,)))  # noqa: S608


def numbers_of_news(store: Store) -> dict[str, int]:
    """Return the numbers of all news by their keys."""
    return dict(store.ask("SELECT key, id FROM news"))


def replaced(store: Store, number: int) -> str | None:
    """Return what a deed replaced, as JSON."""
    found: str | None = store.value(f"SELECT before FROM {Deed.table} WHERE id = ?", (number,))  # noqa: S608
    return found


def complete(store: Store, customer_id: int, values: dict[str, Any]) -> None:
    """Give a customer's columns these values."""
    given = ", ".join(f'"{column}" = ?' for column in values)
    store.change(f"UPDATE customer SET {given} WHERE id = ?", (*values.values(), customer_id))  # noqa: S608


def drop_handle(store: Store, customer_id: int, deed_id: int, kind: str, value: str) -> None:
    """Take out a handle that a deed gave a customer; one of another deed stays."""
    store.change(
        "DELETE FROM handle WHERE customer_id = ? AND deed_id = ? AND kind = ? AND value = ?",
        (customer_id, deed_id, kind, value),
    )
