"""What of an export can only be written once all its people are there: whom entries name, and who was told what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ....store.counter import read
from ....store.database.connection import Store
from ....store.office import whole
from ....store.rows import Telling
from .received import Values

NAMES = "UPDATE interaction SET other_id = ? WHERE id = ?"
NAMES_AGAIN = "UPDATE interaction SET other_id = ? WHERE id = ? AND deed_id = ? AND other_id IS NULL"


@dataclass
class AtTheEnd:
    """What is kept until then.

    Shape: `named` are entries, with the number in the file of whom each names, and `again` are those that were written
    by the deed `resumed` before it was cut short; `told` are tellings, by the number of the news in the file, with the
    number here of who was told.
    """

    store: Store
    resumed: int
    named: list[tuple[int, int]] = field(default_factory=list)
    again: list[tuple[int, int]] = field(default_factory=list)
    told: list[tuple[int, int, Values]] = field(default_factory=list)

    def write(self, numbers: Mapping[int, int], news: Mapping[int, int], begin: Callable[[], int]) -> bool:
        """Write it by the numbers here of the file's people and news; tell whether somebody was told anything."""
        for entry, given in self.named:
            if given in numbers:
                self.store.change(NAMES, (numbers[given], entry))
        for entry, given in self.again:
            if given in numbers:
                self.store.change(NAMES_AGAIN, (numbers[given], entry, self.resumed))
        were_told = False
        for given, number, values in self.told:
            piece = news.get(given)
            if piece and not read.telling(self.store, piece, number):
                own = {"news_id": piece, "customer_id": number, "deed_id": begin()}
                whole.insert(self.store, Telling, [values | own])
                were_told = True
        return were_told
