"""How the rows of each table are spelled in an export: one list of parts, for both ways.

Every column of a row is a name in it, so that a column which is added to a table is in the export too. Numbers that
people know stand as they know them, c12 and e41; what is yes or no is true or false.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...store.rare_rows import Alias, Apart
from ...store.rows import (
    ENTRY,
    FACT,
    OCCASION,
    REFERENCE,
    Customer,
    Deed,
    Fact,
    Handle,
    Interaction,
    News,
    Occasion,
    Row,
    Setting,
    Style,
    Telling,
)

MARKS: Mapping[type[Row], str] = {
    Customer: REFERENCE,
    Alias: REFERENCE,
    Interaction: ENTRY,
    Fact: FACT,
    Occasion: OCCASION,
}
"""The rows whose numbers people know, and the letter in front."""

NAMED = {
    "deed_id": "deed",
    "mended_id": "mended",
    "about_id": "about",
    "other_id": "other",
    "news_id": "news",
    "customer_id": "customer",
}
"""The columns that are called otherwise in an export."""

POINTING = {"about_id": ENTRY, "other_id": REFERENCE, "customer_id": REFERENCE}
"""The columns that have the number of another row, and the letter in front."""

KEPT_HERE = ("unfinished",)
"""The columns that no export has: what is still to be done is done here."""

FLAGS = ("no_notes", "awaits", "imported", "yearly")


class Part:
    """The rows of one table as an export has them.

    Shape: `columns` are the table's in the order in which they are read, `names` what each is called.
    """

    def __init__(self, row: type[Row]) -> None:
        self.row = row
        own = [column for column in (*row.fields, *row.unread) if column not in KEPT_HERE]
        first = [column for column in ("id", "key") if column in own]
        last = [column for column in ("deed_id", "mended_id") if column in own]
        whose = [] if row is Deed else ["customer_id"]  # of all but deeds it is the customer in whose record they stand
        middle = [column for column in own if column not in (*first, *last, *whose)]
        self.columns: Sequence[str] = (*first, *middle, *last)
        self.names: Sequence[str] = tuple([self.name(column) for column in self.columns])
        pointing = {**POINTING, **({"id": MARKS[row]} if row in MARKS else {})}
        self.marks = [(self.name(column), mark) for column, mark in pointing.items() if column in self.columns]
        self.flags = [column for column in self.columns if column in FLAGS]

    def name(self, column: str) -> str:
        """Return what a column is called in an export."""
        if column == "id":
            return "ref" if self.row in MARKS else "number"
        return NAMED.get(column, column)

    def spelled(self, values: Sequence[Any]) -> dict[str, Any]:
        """Return a row as an export has it, from the values of its columns."""
        if bytes in map(type, values):  # only where it was changed outside onecustomer
            values = [one.decode("utf-8", "replace") if isinstance(one, bytes) else one for one in values]
        row = dict(zip(self.names, values, strict=True))
        for name, mark in self.marks:
            if row[name] is not None:
                row[name] = f"{mark}{row[name]}"
        for name in self.flags:
            row[name] = bool(row[name])
        return row


PEOPLE = Part(Customer)
HANDLES, OCCASIONS, FACTS, INTERACTIONS, TOLD = map(Part, (Handle, Occasion, Fact, Interaction, Telling))
ALIASES, APART = map(Part, (Alias, Apart))
DEEDS, NEWS, STYLES, SETTINGS = map(Part, (Deed, News, Style, Setting))

OF_ONE: Mapping[str, Part] = {
    "handles": HANDLES,
    "occasions": OCCASIONS,
    "facts": FACTS,
    "interactions": INTERACTIONS,
    "told": TOLD,
    "aliases": ALIASES,
    "apart": APART,
}
"""The lists of a customer's record, but for the deeds."""

COLUMNS: Mapping[type[Row], Sequence[str]] = {part.row: part.columns for part in (PEOPLE, *OF_ONE.values(), DEEDS)}
