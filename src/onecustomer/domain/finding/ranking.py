"""Hits put in order, each with what tells people apart.

Who was served recently and often comes first: this is frecency, by which zoxide orders folders. Each of the latest
visits counts by its age, and the counts are added up:

    today or yesterday   4
    this week            2
    this month           1
    this quarter         1/2
    longer ago           1/4
"""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ...store.rows import Customer
from ..language import days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...store.database.connection import Store

LOOKED_AT = 12  # latest visits of a candidate that tell how recently and often
WORTH = ((1, 4.0), (7, 2.0), (31, 1.0), (92, 0.5))  # of a visit within so many days
LONG_AGO = 0.25


class Hit(Record):
    """A customer found by a query, by number, the tier that found them, and the line that has the words.

    Shape: `is_whole` tells whether they have something like every word; `formerly` is the company asked for, where
    they no longer work there.
    Units: `likeness` is log-odds, the same for all in the tiers that are sure.
    """

    customer_id: int
    tier: int
    likeness: float = 0.0
    because: str = ""
    is_whole: bool = True
    formerly: str = ""


class Candidate(Record):
    """A customer whom the words may mean, and what tells them from the others.

    Shape: `last_day` is ISO; `phone` is the first telephone number, `because` the line that has the words, `formerly`
    the company asked for where they no longer work there; each is empty where there is none.
    Units: `likeness` is log-odds, the same for all in the tiers that are sure; `frecency` grows with each visit, most
    with the latest.
    """

    person: Customer
    tier: int
    last_day: str | None
    phone: str
    likeness: float = 0.0
    frecency: float = 0.0
    because: str = ""
    formerly: str = ""

    @property
    def ref(self) -> str:
        """The short reference that every command takes in place of the name."""
        return self.person.ref

    @property
    def phone_end(self) -> str:
        """The last two digits of the telephone number; empty where there is none."""
        from ..language import phones  # where one is meant, nobody looks at it

        return phones.end(self.phone)


def in_tier(tier: int, numbers: Iterable[int]) -> list[Hit]:
    """Return hits of one tier, each customer once, in their order."""
    return [Hit(number, tier) for number in dict.fromkeys(numbers)]


def ranked(store: Store, hits: Iterable[Hit], today: dt.date) -> list[Candidate]:
    """Return candidates, best first."""
    found = [_candidate(store, person, hit, today) for hit in hits if (person := read.customer(store, hit.customer_id))]
    return sorted(found, key=_order)


def frecency(visits: Sequence[str], today: dt.date) -> float:
    """Return the frecency of a customer from the days (ISO) of their latest visits."""
    ages = [(today - days.of_iso(day)).days for day in visits]
    return sum(next((worth for within, worth in WORTH if age <= within), LONG_AGO) for age in ages)


def _order(one: Candidate) -> tuple[float, float, int, str, int]:
    """Order by likeness, then who was served; then a short name comes first, as more of it was typed."""
    name = one.person.name
    return -round(one.likeness, 2), -one.frecency, len(name), name.casefold(), one.person.id


def _candidate(store: Store, person: Customer, hit: Hit, today: dt.date) -> Candidate:
    visits = [visit.day for visit in read.of_kind(store, person.id, kinds.VISIT, LOOKED_AT, ahead=days.ahead(today))]
    numbers = [handle.value for handle in read.handles(store, person.id) if handle.kind == kinds.PHONE]
    return Candidate(
        person,
        hit.tier,
        last_day=visits[0] if visits else None,
        phone=numbers[0] if numbers else "",
        likeness=hit.likeness,
        frecency=frecency(visits, today),
        because=hit.because,
        formerly=hit.formerly,
    )
