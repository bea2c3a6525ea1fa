"""Bringing people in from files: new ones are added, known ones completed, nothing is written over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ...store import kinds, rhythm
from ...store.counter import append, read
from ...store.database.connection import Store
from ...store.index import lookup, upkeep
from ...store.office import bulk, people, whole
from ...store.office.session import Session, office
from ...store.overview.morning import last_customer
from ...store.record import Record
from ...store.rows import Customer
from ..finding import keys, renew
from ..language import names
from ..people.details import COLUMNS, Details
from ..timeline import deed
from ..timeline.deed import Signed
from ..timeline.occasions import BIRTHDAY
from . import quieted
from .counted import Counted
from .incoming import Incoming
from .returning.receiving import BATCH, MOST_NAMESAKES, Receiver


class NothingNew(Exception):
    """Rolls back the transaction of an import that changes nothing."""


@dataclass
class Importer:
    """One import under way, inside one transaction."""

    session: Session
    store: Store
    today: dt.date
    deed_id: int
    counted: Counted = field(default_factory=Counted)
    waiting: list[Incoming] = field(default_factory=list)
    waiting_by: dict[str, list[Incoming]] = field(default_factory=dict)
    changes: list[deed.Change] = field(default_factory=list)

    @cached_property
    def region(self) -> str | None:
        """The shop's region, for telephones."""
        return renew.region(self.store)

    def take(self, incoming: Incoming) -> None:
        """Take one person in: add them, or complete the one who is here already."""
        if earlier := self._among_the_waiting(incoming):
            self.write_waiting()
            self._complete(self._here(earlier), incoming)
        elif here := self._here(incoming):
            self._complete(here, incoming)
        else:
            self.counted.added.take(incoming.details.name or "")
            self.waiting.append(incoming)
            for known_by in (incoming.source, incoming.folded_name):
                self.waiting_by.setdefault(known_by, []).append(incoming)
            if len(self.waiting) == BATCH:
                self.write_waiting()

    def write_waiting(self) -> None:
        """Write the new people of the batch."""
        if not self.waiting:
            return
        customers = [dict.fromkeys(COLUMNS) | incoming.details.values() | self._new() for incoming in self.waiting]
        ids = bulk.insert_people(self.session, customers)
        rows = bulk.Rows()
        found: list[tuple[int, str, int]] = []
        for customer_id, incoming in zip(ids, self.waiting, strict=True):
            self._gather(rows, customer_id, incoming)
            details = incoming.details
            found_by = keys.of_customer(
                details.name or "", details.company, details.handles, say=details.say, region=self.region
            )
            found += [(kind, folded, customer_id) for kind, folded in found_by]
        bulk.insert(self.session, rows)
        upkeep.add_keys(self.store, found)
        rhythm.fill(self.store, self.today, ids[0], ids[-1])
        self.waiting.clear()
        self.waiting_by.clear()

    def _among_the_waiting(self, incoming: Incoming) -> Incoming | None:
        for other in self.waiting_by.get(incoming.source, ()):
            return other
        for other in self.waiting_by.get(incoming.folded_name, ()):
            if incoming.is_one_with(other.details.handles, self.region):
                return other
        return None

    def _here(self, incoming: Incoming) -> Customer | None:
        for customer_id in lookup.key_is(self.store, lookup.SOURCE, incoming.source, 1):
            return read.customer(self.store, customer_id)
        for customer_id in lookup.key_is(self.store, lookup.FULL, incoming.folded_name, MOST_NAMESAKES):
            if incoming.is_one_with(self._handles(customer_id), self.region):
                return read.customer(self.store, customer_id)
        return None

    def _handles(self, customer_id: int) -> list[tuple[str, str]]:
        return [(handle.kind, handle.value) for handle in read.handles(self.store, customer_id)]

    def _new(self) -> dict[str, object]:
        return {"key": people.new_key(), "deed_id": self.deed_id, "added": self.today}

    def _gather(self, rows: bulk.Rows, customer_id: int, incoming: Incoming) -> None:
        """Gather the rows beside the customer's own: handles, birthday, last visit and memo."""
        whose = {"customer_id": customer_id, "deed_id": self.deed_id}
        rows.handles += [whose | {"kind": kind, "value": value} for kind, value in incoming.details.handles]
        if birthday := incoming.details.birthday:
            rows.occasions.append(whose | vars(birthday) | {"what": BIRTHDAY, "yearly": True})
        for kind, day, text in (
            (kinds.VISIT, incoming.last_visit, None),
            (kinds.NOTE, self.today if incoming.memo else None, incoming.memo),
        ):
            if day:
                entry = {"key": people.new_key(), "kind": kind, "day": day, "text": text, "imported": True}
                rows.interactions.append(whose | entry)

    def _complete(self, person: Customer | None, incoming: Incoming) -> None:
        """Give a person who is here what the row knows and we do not."""
        if person is None:
            raise LookupError("a person just written is not found")
        missing = self._missing(person, incoming)
        values = missing.details.values()
        handles = [kind for kind, _ in missing.details.handles if kind != kinds.SOURCE]
        is_completed = bool(values or handles or missing.details.birthday or missing.memo or missing.last_visit)
        self.counted.take(person, is_completed=is_completed)
        if not is_completed and not missing.details.handles:
            return
        rows = bulk.Rows()
        self._gather(rows, person.id, missing)
        if values:
            self.changes.append(deed.values_were(person.id, dict.fromkeys(values)))
            people.change(self.session, person.id, values)
        bulk.insert(self.session, rows)
        renew.one(self.store, person.id)
        rhythm.renew(self.store, person.id, self.today)

    def _missing(self, person: Customer, incoming: Incoming) -> Incoming:
        """Return of what a row says only what is not known of the person."""
        given = incoming.details
        here = self._handles(person.id)
        entries = read.timeline(self.store, person.id)
        dates = read.occasions(self.store, person.id)
        notes = [names.fold(entry.text or "") for entry in entries if entry.kind == kinds.NOTE]
        visits = {entry.day for entry in entries if entry.kind == kinds.VISIT}
        columns = {column: value for column, value in given.values().items() if getattr(person, column) is None}
        details = Details(
            birthday=None if any(date.what == BIRTHDAY for date in dates) else given.birthday,
            handles=[
                handle for handle in given.handles if not any(keys.same(handle, known, self.region) for known in here)
            ],
        )
        for column, value in columns.items():
            setattr(details, column, value)
        if person.no_notes and not quieted.takes(BIRTHDAY):
            details.birthday = None
        is_noted = names.fold(incoming.memo or "") in notes or (person.no_notes and not quieted.takes(kinds.NOTE))
        return Incoming(
            incoming.source,
            details,
            memo=None if is_noted else incoming.memo,
            last_visit=None if str(incoming.last_visit) in visits else incoming.last_visit,
        )


class OwnExport(Record):
    """An export of onecustomer's own: what gives its things to a receiver, whether it keeps numbers and deeds.

    Shape: `erased` are the keys of those who were erased from the store on request.
    """

    take: Callable[[Receiver], None]
    is_lossless: bool
    erased: Collection[str]


@dataclass
class Begun:
    """The deed of an import: begun where something is written, and once."""

    store: Store
    signed: Signed
    number: int = 0

    def __call__(self) -> int:
        """Return the number of the deed."""
        self.number = self.number or deed.begin(self.store, self.signed, kinds.IMPORT)
        return self.number


def bring_in(store: Store, signed: Signed, *files: Iterable[Incoming] | OwnExport) -> list[Counted]:
    """Take everybody of all files in, in one transaction and as one deed.

    Shape: the people of each file, in their order. A lossless export that comes into an empty store is there as it
    was, with its own deeds.
    """
    counts: list[Counted] = []
    try:
        with office(store) as session:
            begun, is_changed = Begun(store, signed), False
            changes: list[deed.Change] = []
            for file in files:
                if isinstance(file, OwnExport):
                    as_it_was = file.is_lossless and not begun.number and whole.is_empty(store)
                    receiver = Receiver(store, signed, begun, changes, as_it_was, file.erased)
                    counts.append(receiver.counted)
                    file.take(receiver)
                    receiver.finish()
                    is_changed = is_changed or receiver.is_changed
                    if as_it_was and receiver.is_changed:
                        receiver.counted.is_restored = True
                        deed.begin(store, signed, kinds.RESTORE)  # so that undo finds no deed of the file's
                    continue
                counted = Counted(last_customer(store))
                importer = Importer(session, store, signed.today, begun(), counted, changes=changes)
                counts.append(importer.counted)
                for incoming in file:
                    importer.take(incoming)
                importer.write_waiting()
            if not is_changed and not any(counted.added.count or counted.completed.count for counted in counts):
                raise NothingNew
            if begun.number:
                append.finish_deed(store, begun.number, before=deed.as_json_text(changes))
    except NothingNew:
        pass
    return counts
