"""What a batch brings, written: one statement a table for all its new people, and for whom it completes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from ....store import kinds, rhythm
from ....store.counter import undo
from ....store.database.connection import Store
from ....store.index import upkeep
from ....store.office import inserts, newcomers, whole
from ....store.office.learning import Learning
from ....store.rows import Customer, Handle, Interaction, Occasion, Row, SearchKey
from ...finding import keys, renew
from ...timeline import deed
from .here import Here
from .surely_new import SurelyNew

PERSON = (
    *(
        "id",
        "key",
        "deed_id",
        "name",
        "say",
        "company",
        "role",
        "relation",
        "why",
        "since",
        "why_day",
        "added",
        "every",
    ),
    "since_said",
)
GIVEN = PERSON[3:]
"""The columns of a person that an import may give, behind those that each has."""

OF_HANDLE = ("customer_id", "deed_id", "kind", "value")
OF_DAY = ("customer_id", "deed_id", "what", "month", "day", "year", "yearly")
OF_ENTRY = ("key", "customer_id", "deed_id", "kind", "day", "text", "imported")
RENAMING = frozenset(("name", "say", "company", "relation"))
"""The columns that people are found by."""


class Writing:
    """The rows of one batch: made before the lock is held, but for the numbers."""

    def __init__(
        self, new: Sequence[Here | SurelyNew], changed: Sequence[Here], today: dt.date, region: str | None
    ) -> None:
        self.new, self.changed = new, changed
        self.today, self.day, self.region = today, today.isoformat(), region
        found: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for place, person in enumerate(new):
            for kind, folded in self._keys(person):
                found[kind].append((folded, place))
        self.keys = [(kind, sorted(found[kind])) for kind in sorted(found)]
        self.spelled = {folded for kind in upkeep.SPELLED for folded, _ in found.get(kind, ())}

    def _keys(self, person: Here | SurelyNew) -> set[tuple[int, str]]:
        values = person.values
        return keys.of_customer(
            *(person.name, values.get("company"), person.new_handles),  # type: ignore[arg-type]
            say=values.get("say"),  # type: ignore[arg-type]
            relation=values.get("relation"),  # type: ignore[arg-type]
            region=self.region,
        )

    def write(self, store: Store, deed_id: int, learning: Learning) -> list[deed.Change]:
        """Write everything, and return what was replaced."""
        first = whole.next_number(store, Customer)
        for number, person in enumerate(self.new, first):
            person.number = number
        self._insert_people(store, deed_id)
        everybody = sorted([*self.new, *self.changed], key=attrgetter("number"))
        self._insert_rest(store, deed_id, everybody)
        values = [
            value for kind, some in self.keys for folded, place in some for value in (kind, folded, first + place)
        ]
        _insert(store, SearchKey, SearchKey.fields, values)
        learning.learn(store, self.spelled)
        came = [(one.number, one.values.get("since"), one.new_visits) for one in self.new]
        newcomers.put(store, came, self.today)  # type: ignore[arg-type]
        return [change for person in self.changed for change in self._complete(store, person, deed_id)]

    def _insert_people(self, store: Store, deed_id: int) -> None:
        values: list[Any] = []
        for person, key in zip(self.new, inserts.new_keys(len(self.new)), strict=True):
            person.values["added"] = self.day
            values += (person.number, key, deed_id, *map(person.values.get, GIVEN))
        _insert(store, Customer, PERSON, values)

    def _insert_rest(self, store: Store, deed_id: int, people: Sequence[Here | SurelyNew]) -> None:
        handles = [
            value for one in people for kind, text in one.new_handles for value in (one.number, deed_id, kind, text)
        ]
        _insert(store, Handle, OF_HANDLE, handles)
        days = [
            value
            for one in people
            for day in one.new_days
            for value in (one.number, deed_id, day["what"], day["month"], day["day"], day["year"], day["yearly"])
        ]
        _insert(store, Occasion, OF_DAY, days)
        made = iter(inserts.new_keys(sum(len(one.new_visits) + len(one.new_texts) for one in people)))
        entries: list[Any] = []
        for one in people:
            for day in one.new_visits:
                entries += (next(made), one.number, deed_id, kinds.VISIT, day, None, 1)
            for kind, text in one.new_texts:
                entries += (next(made), one.number, deed_id, kind, self.day, text, 1)
        _insert(store, Interaction, OF_ENTRY, entries)

    def _complete(self, store: Store, person: Here, deed_id: int) -> list[deed.Change]:
        """Write what changes of somebody who was here, and return it as it was."""
        number = person.number
        changes = [deed.row_was(one.table, undo.take_out(store, one.table, one.id)) for one in person.gone]
        if person.was:
            changes.append(deed.values_were(number, person.was))
            whole.complete(store, number, {column: person.values[column] for column in person.was})
        for kind, value in person.outgrown:
            whole.drop_handle(store, number, deed_id, kind, value)
        if person.outgrown or person.was.keys() & RENAMING:
            renew.one(store, number)
        else:
            found = {key for kind, value in person.new_handles for key in keys.of_handle(kind, value, self.region)}
            upkeep.add_keys(store, sorted((kind, folded, number) for kind, folded in found if folded))
        if person.new_visits or "since" in person.was:
            rhythm.renew(store, number, self.today)
        return changes


def _insert(store: Store, row: type[Row], columns: Sequence[str], values: list[Any]) -> None:
    inserts.insert(store, row.insert(columns), len(columns), values)
