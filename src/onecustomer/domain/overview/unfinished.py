"""An import that was cut short, or whose taking back was: which file, since when, and what to do about it."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.office import deeds
from ...store.record import Record
from ...store.rows import Deed
from ..language import counts, days
from ..timeline import called
from .items import readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store

ADDED = "SELECT count(*) FROM customer WHERE deed_id = ?"
ERASED = "SELECT count(*) FROM deed WHERE verb = ? AND customer_id IS NOT NULL AND id > ?"
UNFINISHED = "WHERE unfinished IS NOT NULL ORDER BY id LIMIT ?"
MOST = 3  # imports that are named; more of them are none of a shop's


class CutShort(Record):
    """An import whose end was never written: of which file, on which day and till (ISO), and what it was at.

    Shape: `is_taken_back` tells that it was being taken back; `day` is none where it cannot be read; `read` is what its
    files are known by; `is_next` tells that undo on its till takes it back.
    """

    deed_id: int
    file: str
    day: dt.date | None
    till: str
    is_taken_back: bool
    read: str
    is_next: bool

    def sentence(self, today: dt.date, till: str) -> str:
        """Return what is said of it at a till, and the way on."""
        undo = "oc undo" if self.till == till else f"oc undo on the till “{self.till}”"
        if self.is_taken_back:
            return f"The import of {self.file} was being taken back: {undo} goes on."
        if self.day == today:
            begun = f"The import of {self.file}, begun today, is not finished: if no till is still at it,"
        else:
            on = f" on {days.dated(self.day, today)}" if self.day else ""
            begun = f"The import of {self.file} was cut short{on}:"
        takes_back = f", {undo} takes it back" if self.is_next else ""
        return f"{begun} the same command finishes it{takes_back}."

    def is_of(self, read: str) -> bool:
        """Tell whether these are the very files, and not others of their names."""
        return not self.is_taken_back and self.read == read

    def people(self, store: Store) -> int:
        """Return how many people it added who are here."""
        return int(store.value(ADDED, (self.deed_id,)))

    def goes_on(self, store: Store) -> str:
        """Return what is said where the same command goes on; who was erased since is nowhere, and so not known."""
        erased = int(store.value(ERASED, (kinds.FORGET, self.deed_id)))
        since = (
            f" {counts.people(erased)} {counts.were(erased)} erased since it began:"
            " whom of them the file has comes in again, as somebody new."
        )
        return f"The import of {self.file} goes on.{since if erased else ''}"

    def brings_back(self) -> str:
        """Return what is said to who erases somebody meanwhile."""
        return f"the import of {self.file} is not finished: if they are in it, the same command brings them back"

    def values(self) -> dict[str, object]:
        """Return what the sentence says, for programs."""
        return {
            "file": self.file,
            "day": self.day and self.day.isoformat(),
            "till": self.till,
            "was_being": "taken back" if self.is_taken_back else "brought in",
        }


def cut_short(store: Store) -> list[CutShort]:
    """Return the imports that were cut short, the oldest first, MOST of them."""
    return [_cut_short(store, one) for one in store.all(Deed, UNFINISHED, MOST)]


def _cut_short(store: Store, one: Deed) -> CutShort:
    from ..timeline import undo  # an import that was cut short is rare

    what, read = deeds.parted(one.unfinished)
    return CutShort(
        *(one.id, called.files(one.file), readable(one.day or ""), one.till, what == kinds.UNDO, read),
        undo.is_next(store, one.till, one.id),
    )
