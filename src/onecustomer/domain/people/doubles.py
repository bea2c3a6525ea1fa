"""Who may be here twice: the pairs to look at, each with why, and what tells the two apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ...store import kinds
from ...store.counter import read
from ...store.database.connection import Store
from ...store.record import Record
from ...store.rows import Customer
from ..finding.alike import pairs
from ..finding.alike.pairs import Pair
from ..finding.ranking import Candidate, in_tier, ranked
from ..language.days import YearlyDay
from ..timeline.occasions import BIRTHDAY


class Twin(Record):
    """One of two who may be one: how they are found in a list, and the birthday, none where none is known or shown."""

    found: Candidate
    born: YearlyDay | None
    has_email: bool

    @property
    def person(self) -> Customer:
        """The customer."""
        return self.found.person


class Double(Record):
    """Two who may be one, why, and whether that is likelier; who is known better is in front, and would stay."""

    twins: tuple[Twin, Twin]
    because: Sequence[str]
    is_likely: bool


def alike(store: Store, person: Customer | None = None) -> list[Pair]:
    """Return the pairs who may be one, likeliest first; only those with one person, where one is given."""
    found = pairs.alike(*pairs.read(store, BIRTHDAY))
    return [pair for pair in found if person is None or person.id in (pair.one, pair.other)]


def described(store: Store, found: Sequence[Pair], today: dt.date) -> list[Double]:
    """Return what tells the two of each pair apart; a pair of whom one is gone meanwhile is left out."""
    described = []
    with store.reading():
        for pair in found:
            twins = of(store, (pair.one, pair.other), today)
            if len(twins) == 2:
                described.append(Double((twins[0], twins[1]), pair.because, pair.is_likely))
    return described


def of(store: Store, numbers: Sequence[int], today: dt.date) -> list[Twin]:
    """Return customers with what tells them apart, who was here most and of late in front."""
    found = ranked(store, in_tier(0, numbers), today)
    found.sort(key=lambda one: (-one.frecency, one.person.id))
    return [Twin(one, _born(store, one.person), _has_email(store, one.person)) for one in found]


def _has_email(store: Store, person: Customer) -> bool:
    return any(handle.kind == kinds.EMAIL for handle in read.handles(store, person.id))


def _born(store: Store, person: Customer) -> YearlyDay | None:
    born = [one for one in read.occasions(store, person.id) if one.what == BIRTHDAY and not person.no_notes]
    return YearlyDay(born[0].month, born[0].day, born[0].year) if born else None
