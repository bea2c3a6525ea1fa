"""Taking a deed back: every row says which deed wrote it, and the deed says what it replaced."""

from __future__ import annotations

import sqlite3

from .rows import Done, Entry, Lasting

APPENDED = ("interaction", "fact", "handle", "occasion")
LAST_OF_TILL = "WHERE till = ? ORDER BY id DESC LIMIT 1"
BY_DEED = "WHERE deed_id = ? ORDER BY id LIMIT 1"
OTHERS_WROTE = (
    "SELECT 1 FROM {table} JOIN customer ON customer.id = {table}.customer_id"
    " WHERE customer.deed_id = ? AND {table}.deed_id <> ? LIMIT 1"
)


def last_deed(connection: sqlite3.Connection, till: str) -> Done | None:
    """Return the last write of this till that was not taken back."""
    return Done.first(connection, LAST_OF_TILL, till)


def entry_of(connection: sqlite3.Connection, deed_id: int) -> Entry | None:
    """Return the entry that a deed wrote, the first of several."""
    return Entry.first(connection, BY_DEED, deed_id)


def fact_of(connection: sqlite3.Connection, deed_id: int) -> Lasting | None:
    """Return the fact that a deed wrote, the first of several."""
    return Lasting.first(connection, BY_DEED, deed_id)


def is_built_upon(connection: sqlite3.Connection, deed_id: int) -> bool:
    """Tell whether a later deed wrote something of a person that this one added."""
    return any(
        connection.execute(OTHERS_WROTE.format(table=table), (deed_id, deed_id)).fetchone() for table in APPENDED
    )


def remove(connection: sqlite3.Connection, deed_id: int) -> None:
    """Remove a deed with every row it wrote, and with the people it added."""
    for table in (*APPENDED, "customer"):
        connection.execute(f"DELETE FROM {table} WHERE deed_id = ?", (deed_id,))  # noqa: S608  our own words
    connection.execute("DELETE FROM deed WHERE id = ?", (deed_id,))


def touched(connection: sqlite3.Connection, deed_id: int) -> set[int]:
    """Return the customers of whom a deed wrote something that finds them: a handle, an entry, a fact."""
    found: set[int] = set()
    for table in ("handle", "interaction", "fact"):
        rows = connection.execute(f"SELECT DISTINCT customer_id FROM {table} WHERE deed_id = ?", (deed_id,))  # noqa: S608
        found |= {customer_id for (customer_id,) in rows}
    return found


def words_of_added(connection: sqlite3.Connection, deed_id: int) -> set[tuple[int, str]]:
    """Return the keys (kind, folded form) of the people that a deed added."""
    sql = "SELECT DISTINCT kind, folded FROM search_key JOIN customer ON customer.id = customer_id WHERE deed_id = ?"
    return set(connection.execute(sql, (deed_id,)))


def put_back_row(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    """Put a removed row back as it was."""
    columns = ", ".join(f'"{column}"' for column in row)
    holes = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({holes})", tuple(row.values()))  # noqa: S608


def put_back_values(connection: sqlite3.Connection, customer_id: int, values: dict[str, object]) -> None:
    """Give a customer's columns the values they had."""
    settings = ", ".join(f'"{column}" = ?' for column in values)
    connection.execute(f"UPDATE customer SET {settings} WHERE id = ?", (*values.values(), customer_id))  # noqa: S608
