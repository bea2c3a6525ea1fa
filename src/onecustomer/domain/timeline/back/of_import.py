"""Taking an import back in batches: whom it added goes, the newest first; whom it completed is as before.

Of whom more was written since, stays, with what the import said of them; the deed then stays too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ....store import kinds, rhythm
from ....store.counter import append, read, undo
from ....store.database.connection import Store
from ....store.index import upkeep
from ....store.office import deeds, pages, taking_back, whole
from ....store.office.many import data_version
from ....store.office.pace import Pace
from ....store.record import Record
from ....store.rows import Customer
from ...finding import renew
from ...finding.keys import REGION
from ...language.counts import people
from ..deed import ROW, SETTING, STYLE, VALUES, Signed
from ..replaced import OF_ROWS, replaced

ABOVE_ALL = 2**63 - 1
NAMED = 2


class Outcome(Record):
    """What became of an import: how many people went, how many are as before; and how many stay, with the first names.

    Shape: `is_whole` tells that nothing of it is left.
    """

    added: int
    completed: int
    stay: int
    names: tuple[str, ...]
    is_whole: bool


@dataclass
class TakingBack:
    """One import that is taken back."""

    store: Store
    signed: Signed
    deed_id: int
    added: int = 0
    completed: int = 0
    staying: list[int] = field(default_factory=list)
    free: set[int] = field(default_factory=set)  # who is as before the import
    others: set[int] = field(default_factory=set)  # of whom another import replaced something since
    seen: int | None = None  # the version of the store by which that is known
    pace: Pace = field(default_factory=Pace)

    def __post_init__(self) -> None:
        there = read.deed(self.store, self.deed_id)
        self.changes: list[Any] = replaced(there.before) if there else []

    def all(self) -> Outcome:
        """Take everything back that can be, and return what became of it."""
        with pages.kept(self.store):
            self._people()
            self._completed()
            is_whole = self._end()
        names = tuple(taking_back.names(self.store, self.staying[:NAMED]))
        return Outcome(self.added, self.completed, len(self.staying), names, is_whole)

    def _people(self) -> None:
        """Remove whom it added."""
        below = ABOVE_ALL
        while some := taking_back.newest(self.store, self.deed_id, below, self.pace.size):
            with self._holding(some) as stay:
                gone = taking_back.remove(self.store, [number for number in some if number not in stay])
                upkeep.unlearn(self.store, upkeep.spelled(gone))
            self.added += len(some) - len(stay)
            below = some[-1]

    def _completed(self) -> None:
        """Take from whom it completed what it gave them, and put back what that replaced."""
        above = 0
        replacing = {whose for change in self.changes if (whose := whose_change(change))}
        while some := self._next_completed(above, replacing):
            with self._holding(some) as stay:
                free = [number for number in some if number not in stay]
                read_of = taking_back.given_to_read(self.store, self.deed_id, free) | (replacing & set(free))
                taking_back.take_from(self.store, self.deed_id, free)
                for change in self.changes:
                    self._put_back(change, set(free))
                for number in free:
                    renew.one(self.store, number)
                    rhythm.renew(self.store, number, self.signed.today)
            self.free |= set(free)
            self.completed += len(read_of)
            above = some[-1]

    def _next_completed(self, above: int, replacing: set[int]) -> list[int]:
        given = taking_back.given(self.store, self.deed_id, above, self.pace.size)
        return sorted({*given, *(number for number in replacing if number > above)})[: self.pace.size]

    def _put_back(self, change: Any, people: set[int]) -> None:
        """Put back what was replaced of these people; a killed undo may have done so before."""
        kind, what, value = change
        if whose_change(change) in people:
            if kind == VALUES:
                undo.change_row(self.store, Customer.table, what, value)
            elif kind == ROW and not whole.is_there(self.store, undo.TABLES[what], "id", value["id"]):
                undo.put_back_row(self.store, what, value)

    @contextmanager
    def _holding(self, numbers: Sequence[int]) -> Iterator[set[int]]:
        """Hold the lock for a batch, and tell who stays as something was written of them since, by whichever till."""
        self.pace.rest()
        with self.store.reading():
            version = data_version(self.store)
            self._look_at_others(version)
        with self.pace.writing(self.store, len(numbers), version) as others_wrote:
            if others_wrote:
                self._look_at_others(data_version(self.store))
            stay = taking_back.written_since(self.store, self.deed_id, numbers) | (self.others & set(numbers))
            yield stay
        self.staying += sorted(stay)

    def _look_at_others(self, version: int) -> None:
        """Learn of whom another import replaced something since, where another till has written by this version."""
        if version != self.seen:
            later = taking_back.replaced_since(self.store, self.deed_id)
            self.others = {whose_change(change) for before in later for change in replaced(before)} - {0}
            self.seen = version

    def _end(self) -> bool:
        """Take back what is the shop's own, and the deed where nothing is left of it; tell whether nothing is."""
        with self.store.writing():
            taking_back.remove_news(self.store, self.deed_id)
            left = [change for change in self.changes if not self._is_done(change)]
            taking_back.replaces(self.store, self.deed_id, json.dumps(left) if left else None)
            is_whole = not (left or undo.wrote_anything(self.store, self.deed_id) or self._is_in_a_merger())
            if is_whole:
                taking_back.remove_deed(self.store, self.deed_id)
            else:
                deeds.mark(self.store, self.deed_id, None)
        return is_whole

    def _is_in_a_merger(self) -> bool:
        """Tell whether a merger has taken out what it wrote, and puts that back where it is taken back itself."""
        later = undo.merged_since(self.store, self.deed_id)
        rows = [value for before in later for _, _, value in replaced(before) if isinstance(value, dict)]
        return any(row.get("deed_id") == self.deed_id for row in rows)

    def _is_done(self, change: Any) -> bool:
        """Tell whether a change is put back; of the shop's own that is done here, unless a later deed changed it."""
        kind, what, value = change
        if whose := whose_change(change):
            return whose in self.free
        later = [one for before in taking_back.replaced_since(self.store, self.deed_id) for one in replaced(before)]
        if any(one[:2] == [kind, what] for one in later):
            return False
        if kind == STYLE:
            append.style(self.store, what, value)
        elif kind == SETTING:
            append.setting(self.store, what, value)
            if what == REGION:
                renew.everybody(self.store)
        return True


def begin(store: Store, deed_id: int) -> None:
    """Mark an import as being taken back, so that nothing more of it comes in, and a killed undo goes on."""
    deeds.mark(store, deed_id, kinds.UNDO)


def take_back(store: Store, signed: Signed, deed_id: int) -> Outcome:
    """Take an import back whose deed is marked so, in batches; cut short, it goes on with the next undo."""
    try:
        return TakingBack(store, signed, deed_id).all()
    except BaseException:
        store.tell("Part of the import is taken back, the rest is not: oc undo goes on with it.")
        raise


def in_words(added: int, completed: int) -> str | None:
    """Return of how many people an import was: "10 people, 1 completed"."""
    said = [people(added)] if added else []
    said += [f"{completed:,} completed"] if completed else []
    return ", ".join(said) or None


def whose_change(change: Any) -> int:
    """Return whom a change is about; 0 where it is the shop's."""
    kind, what, value = change
    if kind in OF_ROWS:
        number: int = value["customer_id"]
        return number
    return what if kind == VALUES and isinstance(what, int) else 0
