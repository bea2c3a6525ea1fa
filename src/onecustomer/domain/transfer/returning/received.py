"""A checked person of an export, on the way into the store."""

from __future__ import annotations

from typing import Any

from ....store.record import Record
from ....store.rows import Fact, Handle, Interaction, Occasion, Row
from .. import quieted

Values = dict[str, Any]

OF_ONE = (Handle, Occasion, Fact, Interaction)
"""The rows that are one customer's, but for what they were told and the deeds."""


class Received(Record):
    """A checked person of an export: the rows by their class, each by its columns; `ref` is what the file calls them.

    Shape: a number or key may be missing where somebody wrote the file by hand.
    """

    ref: str
    customer: Values
    rows: dict[type[Row], list[Values]]
    told: list[Values]
    deeds: list[Values]

    @property
    def handles(self) -> list[tuple[str, str]]:
        """The (kind, value) pairs that find them."""
        return [(handle["kind"], handle["value"]) for handle in self.rows[Handle]]

    def with_rows(self, rows: dict[type[Row], list[Values]]) -> Received:
        """Return the person with these rows in place of all."""
        return Received(self.ref, self.customer, rows, self.told, self.deeds)

    def quieted(self) -> Received:
        """Return the person without what is not taken of who wants no notes."""
        return Received(self.ref, quieted.person(self.customer), quieted.rows(self.rows), self.told, self.deeds)
