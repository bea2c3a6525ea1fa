"""A row of a file with its folded forms, each made once, and only where it is asked for."""

from __future__ import annotations

from ....store import kinds
from ...language import names, phones
from ..reading.incoming import Incoming
from .folded import Handle, Shared, shared

TELLING = (kinds.PHONE, kinds.EMAIL)
"""The kinds of handle that tell who somebody is, beside a name."""

BY_ROW = ":row-"
"""Stands in a number that was made from all that a row says: the same row is the same person."""


class Asked:
    """One row of a batch.

    Shape: `is_sure` tells whether the number in the other system says who it is, whatever the name; `words` are the
    folded words of the name.
    """

    __slots__ = ("found", "is_sure", "row", "words")

    def __init__(self, row: Incoming) -> None:
        self.row = row
        self.is_sure = row.is_sure or BY_ROW in row.source
        self.words = names.fold(row.details.name or "")
        self.found: list[tuple[Handle, Shared]] | None = None

    @property
    def whole(self) -> str:
        """The folded name, the same for every order of its words."""
        return " ".join(sorted(self.words))

    @property
    def has_telling(self) -> bool:
        """Whether there is a telephone or an e-mail, however short."""
        return any(kind in TELLING for kind, _ in self.row.details.handles)

    @property
    def telling(self) -> list[tuple[Handle, Shared]]:
        """The telephones and e-mails, each with what its forms share; no telephone of very few digits."""
        if self.found is None:
            found = [(handle, shared(*handle)) for handle in self.row.details.handles if handle[0] in TELLING]
            self.found = [
                (handle, key)
                for handle, key in found
                if key[1] and (key[0] != kinds.PHONE or len(key[1]) == phones.WHOLE)
            ]
        return self.found
