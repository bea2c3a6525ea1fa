"""Bringing people in from an export: new ones are added, known ones completed, nothing is written over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session

from ..store import bulk, counter, kinds, rhythm, words
from ..store.connect import Store
from ..store.office import office
from ..store.rows import Person
from . import changes, indexing, keys
from .arriving import Arriving
from .details import COLUMNS
from .moment import Moment
from .occasions import BIRTHDAY
from .people import new_deed, new_key

BATCH = 500
MOST_NAMESAKES = 1_000


@dataclass
class Counted:
    """How many people an import added, completed, or found already whole."""

    added: int = 0
    completed: int = 0
    known: int = 0


class NothingNew(Exception):
    """Ends the transaction of an import that has nothing to keep."""


@dataclass
class Importer:
    """One import under way, inside one transaction."""

    session: Session
    store: Store
    today: dt.date
    deed_id: int
    counted: Counted = field(default_factory=Counted)
    waiting: list[Arriving] = field(default_factory=list)
    waiting_by: dict[str, list[Arriving]] = field(default_factory=dict)
    made: list[changes.Change] = field(default_factory=list)

    def take(self, arriving: Arriving) -> None:
        """Take one person in: as new, or into the one who is here already."""
        if earlier := self._among_the_waiting(arriving):
            self._write_waiting()
            self._complete(self._here(earlier), arriving)
        elif here := self._here(arriving):
            self._complete(here, arriving)
        else:
            self.counted.added += 1
            self.waiting.append(arriving)
            for known_by in (arriving.source, arriving.full_key):
                self.waiting_by.setdefault(known_by, []).append(arriving)
            if len(self.waiting) == BATCH:
                self._write_waiting()

    def finish(self) -> None:
        """Write who is still waiting."""
        self._write_waiting()

    def _among_the_waiting(self, arriving: Arriving) -> Arriving | None:
        for other in self.waiting_by.get(arriving.source, ()):
            return other
        for other in self.waiting_by.get(arriving.full_key, ()):
            if arriving.is_one_with(other.details.words):
                return other
        return None

    def _here(self, arriving: Arriving) -> Person | None:
        for customer_id in counter.key_is(self.store, keys.SOURCE, arriving.source, 1):
            return counter.person(self.store, customer_id)
        for customer_id in counter.key_is(self.store, keys.FULL, arriving.full_key, MOST_NAMESAKES):
            words = [(word.kind, word.value) for word in counter.words(self.store, customer_id)]
            if arriving.is_one_with(words):
                return counter.person(self.store, customer_id)
        return None

    def _write_waiting(self) -> None:
        if not self.waiting:
            return
        people = [dict.fromkeys(COLUMNS) | arriving.details.values() for arriving in self.waiting]
        ids = bulk.insert_people(self.session, [person | self._keyed() for person in people])
        rows = bulk.Rows()
        found: list[tuple[int, str, int]] = []
        for customer_id, arriving in zip(ids, self.waiting, strict=True):
            said = arriving.details
            self._gather(rows, customer_id, arriving, said.words)
            found_by = keys.of_person(said.name or "", said.company, said.words, say=said.say)
            found += [(kind, folded, customer_id) for kind, folded in found_by]
        bulk.insert(self.session, rows)
        words.add_keys(self.store, found)
        rhythm.fill(self.store, ids[0], ids[-1])
        self.waiting.clear()
        self.waiting_by.clear()

    def _keyed(self) -> dict[str, object]:
        return {"key": new_key(), "deed_id": self.deed_id, "added": self.today}

    def _gather(self, rows: bulk.Rows, customer_id: int, arriving: Arriving, words: Iterable[tuple[str, str]]) -> None:
        """Gather the rows beside the customer's own: words that find them, birthday, memo and last visit."""
        whose = {"customer_id": customer_id, "deed_id": self.deed_id}
        rows.handles += [whose | {"kind": kind, "value": value} for kind, value in words]
        if arriving.details.birthday:
            month, day, year = arriving.details.birthday
            rows.occasions.append(whose | {"what": BIRTHDAY, "month": month, "day": day, "year": year, "yearly": True})
        if arriving.last_visit:
            rows.interactions.append(self._entry(whose, kinds.VISIT, arriving.last_visit, None))
        if arriving.memo:
            rows.interactions.append(self._entry(whose, kinds.NOTE, self.today, arriving.memo))

    def _entry(self, whose: dict[str, int], kind: str, day: dt.date, text: str | None) -> dict[str, object]:
        return whose | {"key": new_key(), "kind": kind, "day": day, "text": text}

    def _complete(self, person: Person | None, arriving: Arriving) -> None:
        """Give a person who is here what the row knows and we do not."""
        if person is None:
            raise LookupError("a person just written is not found")
        said = arriving.details
        here = [(word.kind, word.value) for word in counter.words(self.store, person.id)]
        missing = {column: value for column, value in said.values().items() if getattr(person, column) is None}
        new_words = [word for word in said.words if not any(keys.same(word, known) for known in here)]
        rest = Arriving(arriving.line, arriving.source, said, arriving.memo, arriving.last_visit)
        if any(occasion.what == BIRTHDAY for occasion in counter.occasions(self.store, person.id)):
            said.birthday = None
        entries = counter.timeline(self.store, person.id)
        if any(entry.kind == kinds.NOTE and entry.text == rest.memo for entry in entries):
            rest.memo = None
        if rest.last_visit and any(
            entry.kind == kinds.VISIT and entry.day == rest.last_visit.isoformat() for entry in entries
        ):
            rest.last_visit = None
        adds = [word for word in new_words if word[0] != keys.SOURCE_WORD]
        if not (missing or adds or said.birthday or rest.memo or rest.last_visit):
            self.counted.known += 1
            if not new_words:
                return
        else:
            self.counted.completed += 1
        rows = bulk.Rows()
        self._gather(rows, person.id, rest, new_words)
        if missing:
            self.made.append(changes.values_were(person.id, dict.fromkeys(missing)))
            bulk.give_values(self.session, person.id, missing)
        bulk.insert(self.session, rows)
        indexing.renew(self.store, person.id)
        rhythm.renew(self.store, person.id)


def bring_in(store: Store, moment: Moment, *files: Iterable[Arriving]) -> list[Counted]:
    """Take everybody of all files in, in one transaction and as one deed; the store is closed afterwards.

    Shape: the counts of each file, in their order.
    """
    counts: list[Counted] = []
    try:
        with office(store) as session:
            deed = new_deed(session, moment, kinds.IMPORT)
            importer = Importer(session, store, moment.today, deed.id or 0)
            for people in files:
                importer.counted = Counted()
                counts.append(importer.counted)
                for arriving in people:
                    importer.take(arriving)
            importer.finish()
            if not any(counted.added or counted.completed for counted in counts):
                raise NothingNew
            deed.before = changes.of(*importer.made)
            session.add(deed)
    except NothingNew:
        pass
    return counts
