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
    "DATE": "typeof({0}) = 'text' AND coalesce(date({0}) = {0}, 0) AND {0} >= '0001'",
    "DATETIME": "typeof({0}) = 'text' AND {0} GLOB '[0-9][0-9][0-9][0-9]-*' AND datetime({0}) IS NOT NULL",
    "CHAR(32)": "typeof({0}) = 'text' AND length({0}) = 32 AND {0} NOT GLOB '*[^0-9a-f]*'",
}
"""What holds of each value of a type of column."""

TEXT = "typeof({0}) = 'text'"
FOUND = 'SELECT count(*), min({whose}) FROM "{table}" WHERE "{column}" IS NOT NULL AND NOT ({test})'


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
        for _, column, kind, *_ in store.ask(f'PRAGMA table_info("{table}")'):
            whose = WHOSE.get(table, "0")
            sql = FOUND.format(whose=whose, table=table, column=column, test=_test(column, kind))
            rows, first = store.ask(sql)[0]
            if rows:
                yield Unreadable(table, column, rows, f"{MARKS.get(table, REFERENCE)}{first}" if first else "")


def _test(column: str, kind: str) -> str:
    """Return what holds of each value of a column: references are numbers, and others are counted by."""
    is_counted = column not in ("id", "session") and not column.endswith("_id")
    test = NUMBER if kind == "INTEGER" and not is_counted else TESTS.get(kind, TEXT)
    return test.format(f'"{column}"')
