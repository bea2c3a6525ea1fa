"""Which rows a write changes in a till's copy: noted down by triggers of the connection, and handed to the server.

Shape: a row is known by its table and its key, the values of its primary key as text, parted by a blank.
"""

from __future__ import annotations

from ..database.connection import Store

TABLES = {
    "deed": ("id",),
    "customer": ("id",),
    "news": ("id",),
    "handle": ("id",),
    "occasion": ("id",),
    "alias": ("id",),
    "apart": ("customer_id", "other_id"),
    "interaction": ("id",),
    "fact": ("id",),
    "telling": ("news_id", "customer_id"),
    "style": ("name",),
    "setting": ("name",),
}
"""The tables that all tills of a shop have alike, with their primary keys; others are made of them, or a till's own."""

NUMBERED = tuple(table for table, key in TABLES.items() if key == ("id",))
"""Those whose rows have numbers, which nobody is given twice."""

WHOSE = {"customer": "id", **dict.fromkeys(("handle", "occasion", "interaction", "fact"), "customer_id")}
"""Of which column of a table the customer is from whom search keys and rhythm are made."""

NOTED = "CREATE TEMP TABLE IF NOT EXISTS changed (what TEXT, key TEXT)"
"""A row may be noted twice: what a trigger is to do with a conflict is overruled by the statement that fires it."""

ARE_NOTED = "SELECT 1 FROM sqlite_temp_master WHERE name = 'changed'"
NOTE = "INSERT INTO changed VALUES ('{table}', {key});"
EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}

Rows = dict[str, dict[str, list[object]]]
"""By table, the rows that were written, each by its columns, and the keys of those that are gone."""


def key_of(columns: tuple[str, ...], row: str) -> str:
    """Return the expression of a row's key; `row` is NEW, OLD or the table."""
    return " || ' ' || ".join(f"CAST({row}.{column} AS TEXT)" for column in columns)


def begin(store: Store) -> None:
    """Note down from now on which rows the connection changes, and nothing of before."""
    if not store.ask(ARE_NOTED):
        store.change(NOTED)
        for table, columns in TABLES.items():
            for event, rows in EVENTS.items():
                notes = " ".join(NOTE.format(table=table, key=key_of(columns, row)) for row in rows)
                name = f"changed_{table}_{event}"
                store.change(f"CREATE TEMP TRIGGER {name} AFTER {event} ON main.{table} BEGIN {notes} END")
    store.change("DELETE FROM changed")


def rows(store: Store) -> Rows:
    """Return the rows that were changed since `begin`, as they are now; nothing where none was."""
    found: Rows = {}
    for table, columns in TABLES.items():
        keys = {key for (key,) in store.ask("SELECT key FROM changed WHERE what = ?", (table,))}
        if not keys:
            continue
        there = _there(store, table, columns)
        gone = sorted(keys - there.keys())
        found[table] = {"rows": [there[key] for key in sorted(there)], "gone": list(gone)}
    return found


def verb(found: Rows) -> str:
    """Return what a person calls a write that changed these rows: the verb of its deed; of none, a taking-back."""
    deeds = found.get("deed", {}).get("rows", [])
    return str(dict(deeds[-1])["verb"]) if deeds else "undo"  # type: ignore[call-overload]


def whom(found: Rows) -> int | None:
    """Return the number of the customer whom a write of these rows is about; none where it is about nobody."""
    columns = {"deed": "customer_id", "customer": "id"}
    numbers = [dict(row)[column] for table, column in columns.items() for row in found.get(table, {}).get("rows", [])]  # type: ignore[call-overload]
    return next(filter(None, numbers), None)


def _there(store: Store, table: str, columns: tuple[str, ...]) -> dict[str, object]:
    """Return those of the changed rows of a table that are there, by their keys."""
    named = [name for _, name, *_ in store.ask(f"PRAGMA table_info({table})")]
    listed = ", ".join(f'"{name}"' for name in named)
    key = key_of(columns, table)
    if columns == ("id",):
        where = "id IN (SELECT CAST(key AS INTEGER) FROM changed WHERE what = ?)"
    else:
        where = f"{key} IN (SELECT key FROM changed WHERE what = ?)"  # noqa: S608  our own words
    found = store.ask(f"SELECT {key}, {listed} FROM {table} WHERE {where}", (table,))  # noqa: S608  our own words
    return {row[0]: dict(zip(named, row[1:], strict=True)) for row in found}
