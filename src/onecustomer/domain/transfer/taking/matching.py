"""Whom each row of a batch is about: asked for the whole batch at once, then told row by row.

By the number in the other system; else by a telephone or an e-mail, where the names may be one person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ....store import kinds
from ....store.database.connection import Store
from ....store.index import lookup
from ....store.office import many
from ....store.office.many import MOST_HOLDERS
from ...finding.compatible import Compatible
from .asked import TELLING, Asked
from .folded import Shared
from .here import Here

KEY = {kinds.PHONE: lookup.PHONE, kinds.EMAIL: lookup.CODE}


class Matching:
    """Whom the store has of those of a batch, and who is new in it."""

    def __init__(self, store: Store, compatible: Compatible, region: str | None, rows: Sequence[Asked]) -> None:
        self.store, self.compatible, self.region = store, compatible, region
        self.people: dict[int, Here] = {}
        by_source = many.having(store, lookup.SOURCE, (one.row.source for one in rows))
        by_shared = self._holders(
            {key for one in rows if not (one.is_sure and one.row.source in by_source) for _, key in one.telling}
        )
        self._load({number for found in (by_source, by_shared) for some in found.values() for number in some})
        self.crowded = {key for key, some in by_shared.items() if len(some) > MOST_HOLDERS}
        self.by_source = {key: self._people(some) for key, some in by_source.items()}
        self.by_shared = {key: self._people(some[:MOST_HOLDERS]) for key, some in by_shared.items()}
        self.of_crowd: dict[tuple[Shared, str], list[Here]] = {}

    def _people(self, numbers: Iterable[int]) -> list[Here]:
        return [self.people[number] for number in numbers if number in self.people]

    def _holders(self, asked: set[Shared]) -> dict[Shared, list[int]]:
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

    def whose(self, asked: Asked) -> tuple[Here | None, Here | None]:
        """Return whom a row is about; else none, and somebody of another name who shares a handle, where one does."""
        for person in self.by_source.get(asked.row.source, ()):
            if asked.is_sure or self._may_be(person, asked) or any(person.has(one) for one, _ in asked.telling):
                return person, None
        sharing = list(self._sharing(asked))
        if not sharing:
            return None, None
        return self._the_one(asked, sharing), sharing[0][0]

    def _the_one(self, asked: Asked, sharing: Sequence[tuple[Here, bool]]) -> Here | None:
        """Return the one of those who share a handle who is meant; each with whether nobody else has it."""
        if not asked.row.is_named:
            return sharing[0][0] if len(sharing) == 1 and sharing[0][1] else None
        fits = [one for one, is_alone in sharing if self._may_be(one, asked) or (is_alone and one.is_nameless())]
        if len(fits) > 1:
            equal = sorted(asked.words)
            fits = [one for one in fits if any(sorted(words) == equal for words in one.words())]
        return fits[0] if len(fits) == 1 else None

    def _may_be(self, person: Here, asked: Asked) -> bool:
        return any(self.compatible(asked.words, words) for words in person.words())

    def _sharing(self, asked: Asked) -> Iterator[tuple[Here, bool]]:
        """Yield who shares a telephone or an e-mail with a row, once each, and whether nobody else has it."""
        seen: set[int] = set()
        for handle, key in asked.telling:
            people = self.by_shared.get(key, [])
            if key in self.crowded:
                people = [*people, *self._in_crowd(key, asked)]
            holding = [one for one in people if one.has(handle)]
            for one in holding:
                if id(one) not in seen:
                    seen.add(id(one))
                    yield one, len(holding) == 1

    def _in_crowd(self, key: Shared, asked: Asked) -> list[Here]:
        """Return who of a row's name has a telephone or an e-mail that more have than can be compared."""
        if (key, asked.whole) not in self.of_crowd:
            numbers = many.holders_named(self.store, KEY[key[0]], *_span(key), asked.whole)
            self._load(set(numbers))
            self.of_crowd[key, asked.whole] = self._people(numbers)
        return [one for one in self.of_crowd[key, asked.whole] if one not in self.by_shared[key]]

    def add(self, person: Here, asked: Asked) -> None:
        """Let later rows of the batch find somebody by what a row says of them."""
        own = self.by_source.setdefault(asked.row.source, [])
        if person not in own:
            own.append(person)
        for _, key in asked.telling:
            holders = self.by_shared.setdefault(key, [])
            if person in holders:
                continue
            if len(holders) < MOST_HOLDERS:
                holders.append(person)
            else:
                self.crowded.add(key)
                self._in_crowd(key, asked)
                self.of_crowd[key, asked.whole].append(person)


def _span(key: Shared) -> tuple[str, str]:
    """Return between what keys all forms of a telephone or an e-mail lie."""
    kind, folded = key
    return many.begins(folded) if kind == kinds.PHONE else (folded, folded)
