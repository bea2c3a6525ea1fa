"""Values that no column should have: another program left them in the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..database.connection import Store
from ..record import Record
from ..rows import ENTRY, FACT, OCCASION, REFERENCE, Customer, Fact, Interaction, Occasion, Rhythm, SearchKey
from .sound import TABLES

MARKS = {Customer.table: REFERENCE, Interaction.table: ENTRY, Fact.table: FACT, Occasion.table: OCCASION}
WHOSE = {Rhythm.table: "customer_id", **dict.fromkeys(MARKS, "id")}
"""Of which column the number of a row's reference is."""

MADE = {Rhythm.table, SearchKey.table, "fragment", "sound"}
"""Tables that are made of others, and can be made anew."""

NUMBER = "typeof({0}) = 'integer'"
COUNTED = f"{NUMBER} AND {{0}} BETWEEN 0 AND {dt.date.max.toordinal()}"
TESTS = {
    "INTEGER": COUNTED,
    "BOOLEAN": "{0} IN (0, 1)",
    "DATE": "typeof({0}) = 'text' AND coalesce(date({0}, '+0 days') = {0}, 0) AND {0} >= '0001'",
    "DATETIME": "typeof({0}) = 'text' AND {0} GLOB '[0-9][0-9][0-9][0-9]-*' AND datetime({0}) IS NOT NULL",
    "CHAR(32)": "typeof({0}) = 'text' AND length({0}) = 32 AND {0} NOT GLOB '*[^0-9a-f]*'",
}
"""What holds of each value of a type of column."""

TEXT = "typeof({0}) = 'text'"
BAD = '"{column}" IS NOT NULL AND NOT ({test})'
FIRST = 'SELECT min({whose}) FROM "{table}" WHERE {bad}'


class Unreadable(Record):
    """A column that has values which cannot be read: in how many rows, and the reference of the first.

    Shape: `ref` is empty where such rows have none.
    """

    table: str
    column: str
    rows: int
    ref: str

    @property
    def called(self) -> str:
        """What the column is called where it is spoken of: "customer.every of c12"."""
        return f"{self.table}.{self.column}" + (f" of {self.ref}" if self.ref else "")


def unreadable(store: Store) -> Iterator[Unreadable]:
    """Yield the columns of the store that have values which cannot be read, however they are used.

    Raises: StoreError.
    """
    for (table,) in store.ask(TABLES):
        columns = store.ask(f'PRAGMA table_info("{table}")')
        bad = {column: BAD.format(column=column, test=_test(column, kind)) for _, column, kind, *_ in columns}
        counts = ", ".join(f"total({one})" for one in bad.values())  # all of a table in one pass
        counted = store.ask(f'SELECT {counts} FROM "{table}"')[0]  # noqa: S608  our own words
        for column, rows in zip(bad, counted, strict=True):
            if rows:
                yield Unreadable(table, column, int(rows), _first(store, table, bad[column]))


def _first(store: Store, table: str, bad: str) -> str:
    """Return the reference of the first row of which this holds; empty where such rows have none."""
    if table not in WHOSE:
        return ""
    return f"{MARKS.get(table, REFERENCE)}{store.value(FIRST.format(whose=WHOSE[table], table=table, bad=bad))}"


def _test(column: str, kind: str) -> str:
    """Return what holds of each value of a column: references are numbers, and others are counted by."""
    is_counted = column not in ("id", "session") and not column.endswith("_id")
    test = NUMBER if kind == "INTEGER" and not is_counted else TESTS.get(kind, TEXT)
    return test.format(f'"{column}"')
