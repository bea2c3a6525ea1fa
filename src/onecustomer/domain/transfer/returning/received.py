"""A checked person of an export, on the way into the store."""

from __future__ import annotations

from typing import Any

from ....errors import Refused
from ....store.record import Record
from ....store.rows import Fact, Handle, Interaction, Occasion, Row
from .. import quieted

Values = dict[str, Any]

OF_ONE = (Handle, Occasion, Fact, Interaction)
"""The rows that are one customer's, but for what they were told and the deeds."""


class Received(Record):
    """A checked person of an export: the rows by their class, each by its columns; `ref` is what the file calls them.

    Shape: `line` is the line of the file on which they begin. A number or key may be missing where somebody wrote it by
    hand.
    """

    ref: str
    customer: Values
    rows: dict[type[Row], list[Values]]
    told: list[Values]
    deeds: list[Values]
    line: int

    @property
    def handles(self) -> list[tuple[str, str]]:
        """The (kind, value) pairs that find them."""
        return [(handle["kind"], handle["value"]) for handle in self.rows[Handle]]

    def with_rows(self, rows: dict[type[Row], list[Values]]) -> Received:
        """Return the person with these rows in place of all."""
        return Received(self.ref, self.customer, rows, self.told, self.deeds, self.line)

    def quieted(self) -> Received:
        """Return the person without what is not taken of who wants no notes."""
        return Received(
            self.ref, quieted.person(self.customer), quieted.rows(self.rows), self.told, self.deeds, self.line
        )

    def check_once(self) -> None:
        """Refuse rows of theirs that have one number, or one key.

        Raises: Twice.
        """
        for row, rows in self.rows.items():
            for column in ("id", "key"):
                given = [values[column] for values in rows if values.get(column)]
                if len(given) != len(set(given)):
                    raise Twice(self, row.table, f"a {'number' if column == 'id' else column}")


class OfPerson(Refused):
    """Something of a person cannot be taken; it may be found later than at their line, which it names."""

    def __init__(self, one: Received, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.ref = one.line, one.ref


class Twice(OfPerson):
    """A number or key stands twice in a file."""

    def __init__(self, one: Received, noun: str, called: str) -> None:
        super().__init__(one, f"Its {noun} has {called} that stands in the file twice.")
