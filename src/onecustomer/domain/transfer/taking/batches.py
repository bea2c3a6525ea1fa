"""The batches of one file: each is read, matched and folded first, then written in a moment under the import's deed."""

from __future__ import annotations

import gc
from collections.abc import Iterable

from ....store import kinds
from ....store.database.connection import Store
from ....store.office import many
from ....store.office.learning import Learning
from ....store.office.pace import Pace
from ....store.rows import reference
from ...finding import renew
from ...finding.compatible import Compatible
from ...timeline.deed import Signed
from ..reading.incoming import Incoming, LeftOut
from ..returning import cleared
from .asked import Asked
from .begun import Begun
from .completing import Completing
from .counted import ADDED, BECAME, Counted, Mended, Said
from .here import Here
from .matching import Alike, Matching
from .mindful import Mindful
from .surely_new import SurelyNew
from .writing import Writing

NONE: list[str] = []

Found = tuple[Asked, Here | SurelyNew, Alike | None, bool]
"""A row, whom it is about, who is like them, and whether they are new."""


class Told:
    """What became of one row: whom it is about, how much came of it, and what differs of whom.

    Shape: `stays` is how much of it was taken out here since, and stays so.
    """

    __slots__ = ("alike", "asked", "became", "differs", "gave", "person", "stays")

    def __init__(
        self,
        asked: Asked,
        person: Here | SurelyNew,
        became: int,
        differs: list[str],
        alike: Alike | None,
        gave: list[str],
        stays: int,
    ) -> None:
        self.asked, self.person, self.became, self.differs, self.alike = asked, person, became, differs, alike
        self.gave, self.stays = gave, stays


class Batches:
    """One file on its way in."""

    def __init__(
        self, store: Store, signed: Signed, begun: Begun, counted: Counted, pace: Pace, *, is_updating: bool
    ) -> None:
        self.store, self.signed, self.begun, self.counted, self.pace = store, signed, begun, counted, pace
        self.is_updating = is_updating
        self.today = signed.today.isoformat()
        self.compatible = Compatible(store)
        self.learning = Learning()
        self.region = renew.region(store)
        self.mindful = Mindful(store, is_dry=begun.is_dry)
        self.waiting: list[Asked] = []

    def take(self, people: Iterable[Incoming | LeftOut]) -> None:
        """Take everybody of the file in."""
        for one in people:
            if isinstance(one, LeftOut):
                self.counted.left_out.take(one)
                continue
            self.waiting.append(Asked(one))
            if len(self.waiting) >= self.pace.size:
                self._bring()
                gc.collect(0)  # once the batch is gone: else all of it is looked through, and nothing of it taken
        self._bring()

    def _bring(self) -> None:
        """Bring in who waits: what is known of them is read first, and again where another till has written since."""
        rows, self.waiting = self.waiting, []
        if not rows:
            return
        self.pace.rest()
        with self.store.reading():
            version = many.data_version(self.store)
            told = self._told(rows)
        writing = self._writing(told)
        if writing:
            self.begun.before_the_first()
            with self.pace.writing(self.store, len(rows), version) as others_wrote:
                if others_wrote:
                    self.learning.forget()
                    self.region = renew.region(self.store)
                    told = self._told(rows)
                    writing = self._writing(told)
                if writing:
                    deed_id = self.begun()
                    self.begun.replaced(writing.write(self.store, deed_id, self.learning))
            self.begun.is_kept()
        else:
            self.pace.read_only()
        self._count(told)

    def _told(self, rows: list[Asked]) -> list[Told]:
        """Tell of each row whom it is about and what comes of it."""
        found = self._found(rows)
        named = self._named([asked for asked, _, alike, is_new in found if is_new and not alike])
        self._ask_what_is_said(
            [(asked, person) for asked, person, _, _ in found if isinstance(person, Here) and person.number]
        )
        completing = Completing(self.today, self.begun.number, is_updating=self.is_updating)
        told: list[Told] = []
        met: set[int] = set()
        for asked, person, alike, is_new in found:
            became, differs = ADDED, NONE
            like = alike or named.get(id(asked))
            if isinstance(person, SurelyNew):
                told.append(Told(asked, person, became, differs, like, person.gave, 0))
                continue
            if is_new:
                completing.take_new(person, asked)
            else:
                is_first = person.number not in met and not self.counted.has_met(person.number)
                became, differs = completing.take(person, asked, is_first=is_first and bool(person.number))
                if person.number:
                    met.add(person.number)
            told.append(Told(asked, person, became, differs, like, completing.gave, completing.stays))
        return told

    def _found(self, rows: list[Asked]) -> list[Found]:
        """Return whom each row is about, with who is like them and whether they are new."""
        matching = Matching(self.store, self.compatible, self.region, rows)
        places = {id(asked): at for at, asked in enumerate(matching.open)}
        found: list[Found] = []
        for asked in rows:
            at = places.get(id(asked))
            if at is not None and matching.is_alone(at) and not asked.row.days:
                found.append((asked, SurelyNew(asked, self.today), None, True))
                continue
            person, alike = matching.whose(asked, at)
            is_new = person is None
            if person is None:
                person = Here(0, {"name": asked.row.details.name or ""}, 0, self.region)
                matching.add(person, at)
                person.give_first(asked.row.details.handles)
            found.append((asked, person, alike, is_new))
        return found

    def _named(self, new: list[Asked]) -> dict[int, Alike]:
        """Return who of those here before the file has the name of new people without telephone and e-mail."""
        bare = [asked for asked in new if asked.row.is_named and asked.words and not asked.has_telling]
        if not bare:
            return {}
        first = many.first_named(self.store, (asked.whole for asked in bare))
        there = sorted({number for number in first.values() if number <= self.counted.before})
        people = {one["id"]: Here(one["id"], one, 0, self.region) for one in many.people(self.store, there)}
        return {
            id(asked): Alike(people[first[asked.whole]], "somebody of this name is here: {name} {ref}")
            for asked in bare
            if first.get(asked.whole) in people
        }

    def _ask_what_is_said(self, rows: list[tuple[Asked, Here]]) -> None:
        """Ask what is known of those who are here, as far as the batch says such things of them."""
        people = {person.number: person for _, person in rows}
        days = {person.number for asked, person in rows if asked.row.details.birthday or asked.row.days}
        for occasion in many.occasions(self.store, days):
            people[occasion.customer_id].occasions.append(occasion)
        for number, text in many.texts(
            self.store, kinds.NOTE, {person.number for asked, person in rows if asked.row.memo}
        ):
            people[number].texts.setdefault(kinds.NOTE, set()).add(text)
        recorded = {person.number for asked, person in rows if asked.row.records}
        for number, deed_id, text in many.records(self.store, recorded):
            people[number].knows_record(text, deed_id)
        for number, one in cleared.of_people(self.store, () if self.is_updating else people):
            people[number].cleared.add(one)
        visits = [(person.number, asked.row.last_visit.isoformat()) for asked, person in rows if asked.row.last_visit]
        for number, day in many.visits(self.store, visits):
            people[number].visits.add(day)

    def _writing(self, told: list[Told]) -> Writing | None:
        """Return what is to be written; none where nothing is."""
        new = [one.person for one in told if one.became == ADDED]
        people = {id(one.person): one.person for one in told if isinstance(one.person, Here) and one.person.number}
        changed = [person for person in people.values() if person.is_changed]
        return Writing(new, changed, self.signed.today, self.region) if new or changed else None

    def _count(self, told: list[Told]) -> None:
        """Count what became of each row, once it is written."""
        counted = self.counted
        for one in told:
            row, person = one.asked.row, one.person
            counted.rows += 1
            counted.taken_out += one.stays
            became = one.became
            if became == ADDED:
                counted.add(person.name)
                if not row.is_named:
                    counted.nameless.take(Said(row.line, person.name, f"c{person.number}"))
            else:
                if self.begun.resumed and isinstance(person, Here) and person.deed_id == self.begun.resumed:
                    became = ADDED  # before it was cut short
                counted.take(person.number, person.name, became, one.gave)
            if row.memo and "memo" in one.gave and (kind := self.mindful.kind_of(row.memo)):
                counted.mindful.take(Said(row.line, person.name, self.mindful.sentence(kind, person.number, row.memo)))
            for without in row.without:
                counted.mends.take(Mended(row.line, person.name, BECAME[became], without))
            for sentence in one.differs:
                counted.kept.take(Said(row.line, person.name, sentence))
            if one.alike is not None:
                counted.alike.take(_alike(row.line, person, one.alike))


def _alike(line: int, person: Here | SurelyNew, alike: Alike) -> Said:
    """Return whom somebody new is like, once both are written, with the numbers of both."""
    numbers = (alike.person.number, person.number)
    return Said(line, person.name, alike.said(), tuple(map(reference, numbers)) if all(numbers) else ())
