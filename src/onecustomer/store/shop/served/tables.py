"""The tables that a shop's server has, made from the models: what is in them, and how a row is written as JSON.

Days and flags go as SQLite has them, moments as their text in UTC, whatever the session's settings are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from ...schema import models  # noqa: F401  the import registers the tables

METADATA = SQLModel.metadata

NOT_SHARED = {
    "rhythm": "made of the timeline",
    "search_key": "made of names and handles",
    "fragment": "made of the words of names",
    "sound": "made of the words of names",
    "short_form": "the program's own, of whichever version",
    "erasure": "what traces are left on one till's disk",
    "shop": "of which shop a till is",
}
"""The tables that each till has for itself, and why."""

OURS = {"seq"}
"""What the server's tables have besides the models' columns."""

TYPES: dict[type[TypeEngine[Any]], tuple[str, str]] = {
    Boolean: ("boolean", "{0}::int"),
    Integer: ("bigint", "{0}"),
    String: ('text COLLATE "C"', "{0}"),
    Date: ("date", "to_char({0}, 'YYYY-MM-DD')"),
    DateTime: ("timestamptz", "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"),
}
"""The server's type of each of the models', and how SQLite writes a value of it."""

LEAST = "'-9223372036854775808'"


def shared(metadata: MetaData = METADATA) -> list[Table]:
    """Return the tables that all tills of a shop have alike, in the order of their references."""
    return [table for table in metadata.sorted_tables if table.name not in NOT_SHARED]


def quoted(name: str) -> str:
    """Return a name as SQL has it, whatever words are SQL's own."""
    return f'"{name}"'


def key(table: Table) -> list[Column[object]]:
    """Return the columns of the primary key."""
    return list(table.primary_key.columns)


def is_numbered(table: Table) -> bool:
    """Tell whether the rows have numbers, none of which is given twice."""
    return [column.name for column in key(table)] == ["id"]


def listed(columns: Sequence[Column[object]]) -> str:
    """Return the names of columns as SQL lists them."""
    return ", ".join(quoted(column.name) for column in columns)


def key_text(table: Table) -> str:
    """Return the expression of a row's key as text: the values of its primary key, parted by a blank."""
    return " || ' ' || ".join(f"{quoted(column.name)}::text" for column in key(table))


def key_parts(table: Table, text: str) -> list[str]:
    """Return the expressions of the values of a primary key in a key's text; the least there are for an empty one."""
    columns = key(table)
    if len(columns) == 1 and isinstance(_kind(columns[0]), String):
        return [text]
    whole = [f"split_part({text}, ' ', {place})" for place in range(1, len(columns) + 1)]
    return [
        part if isinstance(_kind(column), String) else f"coalesce(nullif({part}, ''), {LEAST})::bigint"
        for part, column in zip(whole, columns, strict=True)
    ]


def row_text(table: Table) -> str:
    """Return the expression of a row as a JSON array, in the order of the model's columns."""
    return f"json_build_array({', '.join(_written(column) for column in table.columns)})::text"


def columns_text(table: Table) -> str:
    """Return the names of the columns as a JSON array."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"[{names}]"


def _written(column: Column[object]) -> str:
    return _types(column)[1].format(quoted(column.name))


def _kind(column: Column[object]) -> TypeEngine[object]:
    kind: TypeEngine[object] = getattr(column.type, "impl", column.type)
    return kind


def _types(column: Column[object]) -> tuple[str, str]:
    found = next((pair for known, pair in TYPES.items() if isinstance(_kind(column), known)), None)
    if found is None:
        raise TypeError(f"no server's type is known for {column}")
    return found


def create_statements(metadata: MetaData = METADATA) -> list[str]:
    """Return the SQL that makes the tables, columns and indexes which are not there yet.

    Shape: a column that is added to a table with rows is NOT NULL only where the model has a value for it.
    """
    tables = shared(metadata)
    return [statement for table in tables for statement in (*_created(table), *_added(table), *_indexed(table))]


def _created(table: Table) -> list[str]:
    columns = ", ".join(_declared(column, is_new=False) for column in table.columns)
    ours = f"seq bigint NOT NULL, PRIMARY KEY ({listed(key(table))})"
    return [f"CREATE TABLE IF NOT EXISTS {quoted(table.name)} ({columns}, {ours})"]


def _added(table: Table) -> list[str]:
    alter = f"ALTER TABLE {quoted(table.name)}"
    columns = [column for column in table.columns if not column.primary_key]
    return [f"{alter} ADD COLUMN IF NOT EXISTS {_declared(column, is_new=True)}" for column in columns]


def _declared(column: Column[object], *, is_new: bool) -> str:
    words = [quoted(column.name), _types(column)[0]]
    first = _first_value(column) if is_new else None
    if not column.nullable and (first or not is_new):
        words.append("NOT NULL")
    if first:
        words.append(f"DEFAULT {first}")
    if column.unique:
        words.append("UNIQUE")
    return " ".join([*words, *(_referring(reference) for reference in column.foreign_keys)])


def _first_value(column: Column[object]) -> str | None:
    """Return the value that rows have which were there before the column, as SQL; none where the model has none."""
    value = column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else None


def _referring(reference: ForeignKey) -> str:
    to = reference.column
    rule = f" ON DELETE {reference.ondelete}" if reference.ondelete else ""
    return f"REFERENCES {quoted(to.table.name)} ({quoted(to.name)}){rule} DEFERRABLE INITIALLY DEFERRED"


def _indexed(table: Table) -> list[str]:
    """Return the indexes by which the feed, references and all of one customer are found; a copy has the others."""
    first = key(table)[0].name
    named = [column.name for column in table.columns if column.foreign_keys or column.name == "customer_id"]
    return [
        f"CREATE INDEX IF NOT EXISTS {quoted(f'{table.name}_{name}')} ON {quoted(table.name)} ({quoted(name)})"
        for name in ("seq", *named)
        if name != first
    ]
