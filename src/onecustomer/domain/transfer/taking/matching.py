"""Whom each row of a batch is about: asked for the whole batch at once, then told row by row.

By the number in the other system; else by a telephone or an e-mail, where the names may be one person's (`together`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ....store import kinds
from ....store.database.connection import Store
from ....store.index import lookup
from ....store.office import many
from ....store.office.many import MOST_HOLDERS
from ....store.record import Record
from ...finding.compatible import Compatible
from .asked import TELLING, Asked
from .folded import Shared
from .here import Here
from .together import Node, Together

KEY = {kinds.PHONE: lookup.PHONE, kinds.EMAIL: lookup.CODE}


class Alike(Record):
    """Somebody who is like a new person, and the sentence that says so, with `{name}` and `{ref}` for theirs."""

    person: Here
    sentence: str

    def said(self) -> str:
        """Return the sentence, once everybody is written."""
        return self.sentence.format(name=self.person.name, ref=f"c{self.person.number}")


class Matching:
    """Whom the store has of those of a batch, and who is new in it."""

    def __init__(self, store: Store, compatible: Compatible, region: str | None, rows: Sequence[Asked]) -> None:
        self.store, self.compatible, self.region = store, compatible, region
        self.people: dict[int, Here] = {}
        by_source = many.having(store, lookup.SOURCE, (one.row.source for one in rows))
        self.open = [one for one in rows if not (one.is_sure and one.row.source in by_source)]
        holding: dict[Shared, list[int]] = {}
        numbered: dict[str, list[int]] = {}
        for at, one in enumerate(self.open):
            numbered.setdefault(one.row.source, []).append(at)
            for _, key in one.telling:
                holding.setdefault(key, []).append(at)
        by_shared = self._holders(holding)
        self._load({number for found in (by_source, by_shared) for some in found.values() for number in some})
        self.crowded = {key for key, some in by_shared.items() if len(some) > MOST_HOLDERS}
        self.by_source = {key: self._people(some) for key, some in by_source.items()}
        self.by_shared = {key: self._people(some[:MOST_HOLDERS]) for key, some in by_shared.items()}
        self.nodes: dict[int, Node] = {}
        self.of_people: dict[int, Node] = {}
        self.together = self._together(holding, numbered)
        self.new: dict[int, Here] = {}

    def _together(self, holding: dict[Shared, list[int]], numbered: dict[str, list[int]]) -> Together:
        """Put together who of the batch and of those here are one; of most rows nobody else has anything."""
        shared = {
            key: self._nodes(rows, [*self.by_shared.get(key, ()), *self._in_crowd(key, rows)])
            for key, rows in holding.items()
            if len(rows) > 1 or key in self.by_shared
        }
        of_number = [
            self._nodes(rows, self.by_source.get(source, ()))
            for source, rows in numbered.items()
            if len(rows) > 1 or source in self.by_source
        ]
        return Together(self.compatible, shared, of_number)

    def _nodes(self, rows: Iterable[int], people: Iterable[Here]) -> list[Node]:
        found: dict[int, Node] = {}
        for at in rows:
            if at not in self.nodes:
                self.nodes[at] = Node(at, self.region, self.open[at])
            found[at] = self.nodes[at]
        for person in people:
            if person.number not in self.of_people:
                at = len(self.open) + len(self.of_people)
                self.of_people[person.number] = Node(at, self.region, person)
            node = self.of_people[person.number]
            found[node.at] = node
        return list(found.values())

    def _people(self, numbers: Iterable[int]) -> list[Here]:
        return [self.people[number] for number in numbers if number in self.people]

    def _holders(self, asked: Collection[Shared]) -> dict[Shared, list[int]]:
        found: dict[Shared, list[int]] = {}
        for kind in TELLING:
            spans = [_span(key) for key in asked if key[0] == kind]
            for folded, numbers in many.holders(self.store, KEY[kind], spans).items():
                found[kind, folded] = numbers
        return found

    def _load(self, numbers: set[int]) -> None:
        """Load who is not loaded yet, with their handles."""
        new = [number for number in numbers if number not in self.people]
        for values in many.people(self.store, new):
            self.people[values["id"]] = Here(values["id"], values, values["deed_id"], self.region)
        for whose, kind, value in many.handles(self.store, new):
            if whose in self.people:
                self.people[whose].handles.add((kind, value))

    def _in_crowd(self, key: Shared, rows: Iterable[int]) -> list[Here]:
        """Return who of the rows' names has a telephone or an e-mail that more have than can be compared."""
        if key not in self.crowded:
            return []
        numbers: set[int] = set()
        for whole in {self.open[at].whole for at in rows}:
            numbers.update(many.holders_named(self.store, KEY[key[0]], *_span(key), whole))
        self._load(numbers)
        return self._people(sorted(numbers))

    def is_alone(self, at: int) -> bool:
        """Tell whether nobody here, and no other row of the batch, has anything of the open row at a place."""
        return at not in self.nodes

    def whose(self, asked: Asked, at: int | None) -> tuple[Here | None, Alike | None]:
        """Return whom a row is about; else none, and who is like them, where somebody is.

        Shape: `at` is the row's place among the open ones; none where its number tells.
        """
        if at is None:
            return self.by_source[asked.row.source][0], None
        if at not in self.nodes:
            return None, None
        person = self.together.person(at) or self.new.get(self.together.root[at])
        return (person, None) if person else (None, self._alike(asked, at))

    def _alike(self, asked: Asked, at: int) -> Alike | None:
        """Return somebody else who has a telephone or an e-mail of a row, or its number in the other system."""
        for node in self.together.sharing(at):
            person = node.person or self.new.get(self.together.root[node.at])
            if person and any(person.has(handle) for handle, _ in asked.telling):
                return Alike(person, "has a telephone or an e-mail of {name}")
        for person in self.by_source.get(asked.row.source, ()):
            return Alike(person, "has the number of {name} {ref} in the other system")
        return None

    def add(self, person: Here, at: int | None) -> None:
        """Let later rows of the batch find somebody who is new by what a row says of them."""
        if at in self.nodes:
            self.new[self.together.root[at]] = person


def _span(key: Shared) -> tuple[str, str]:
    """Return between what keys all forms of a telephone or an e-mail lie."""
    kind, folded = key
    return many.begins(folded) if kind == kinds.PHONE else (folded, folded)
