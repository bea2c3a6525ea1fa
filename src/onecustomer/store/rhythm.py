"""The rhythm of a timeline: first and last contact, the gap between visits, the last thanks, whether they left.

It is made from the timeline and stored beside it, so that the morning reads one narrow row a customer. It can be made
anew at any time. Days are ordinals here, as every database subtracts numbers alike. What a wrong clock has put further
ahead than tomorrow counts for nothing.
"""

from __future__ import annotations

import datetime as dt
import itertools

from . import kinds
from .rows import Customer, Rhythm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from .database.connection import Store

    Happened = tuple[object, object, int]  # day and kind as the database has them, number of the entry
    Timeline = tuple[int, Iterable[tuple[int, object, object, int]]]  # the customer, and the rows of HAPPENED

LATEST = 24  # visits that tell the gap: how somebody comes now, and not how they came years ago
FEWEST = 3  # visits that make a rhythm
ENDLESS = dt.date.max.toordinal()  # days: the gap of whom nobody expects; no time away is as long
EVERYBODY = 2**63 - 1  # the largest number that a customer can have

IS_CONTACT = f"entry.kind NOT IN {kinds.OF_NO_CONTACT} AND (entry.kind <> '{kinds.NOTE}' OR entry.imported IS NULL)"
"""Holds for every entry but those that are no contact: a changed job, another system's record, an import's memo."""

OF_ONE = (
    f"SELECT entry.day, entry.kind, entry.id FROM counter_entry AS entry"  # noqa: S608
    f" WHERE entry.customer_id = ? AND {{which}} AND {IS_CONTACT} ORDER BY entry.day {{way}}, entry.id {{way}}"
)
SHORT = 64  # entries of a timeline that is read whole: one question is quicker than five
FACTS_OF_ONE = "SELECT day, kind, id FROM counter_fact WHERE customer_id = ?"

HAPPENED = (
    f"SELECT entry.customer_id, entry.day, entry.kind, entry.id FROM counter_entry AS entry"  # noqa: S608
    f" WHERE entry.customer_id BETWEEN ? AND ? AND {IS_CONTACT}"
    " AND EXISTS (SELECT 1 FROM counter_person AS person WHERE person.id = entry.customer_id)"
    " UNION ALL SELECT fact.customer_id, fact.day, fact.kind, fact.id FROM counter_fact AS fact"
    " WHERE fact.customer_id BETWEEN ? AND ?"
    " AND EXISTS (SELECT 1 FROM counter_person AS person WHERE person.id = fact.customer_id) ORDER BY 1"
)
"""Rows without a customer are left out: changes outside onecustomer may leave some, and `fill` would lose its step."""

PUT = (
    f"{Rhythm.insert(Rhythm.fields)} ON CONFLICT (customer_id) DO UPDATE SET"
    f" {', '.join(f'{column} = excluded.{column}' for column in Rhythm.fields[1:])}"
)


def renew(store: Store, customer_id: int, today: dt.date) -> None:
    """Make the rhythm of a customer anew, from as little of the timeline as tells it; nothing where they are gone."""
    person = store.first(Customer, "WHERE id = ?", customer_id)
    until = today.toordinal() + kinds.DAYS_AHEAD
    made = of(person, _telling(store, customer_id, until), until) if person else None
    if made:
        store.change(PUT, [vars(made)[column] for column in Rhythm.fields])
    else:
        store.change("DELETE FROM rhythm WHERE customer_id = ?", (customer_id,))


def _telling(store: Store, customer_id: int, until: int) -> list[Happened]:
    """Return the entries and facts that tell the rhythm: an index finds them, however long the timeline is."""
    found: list[Happened] = store.ask(FACTS_OF_ONE, (customer_id,))
    latest = store.ask(OF_ONE.format(which="1", way="DESC") + f" LIMIT {SHORT}", (customer_id,))
    if len(latest) < SHORT:
        return found + latest
    for kind, most in ((kinds.VISIT, LATEST), (kinds.THANKS, 1), (kinds.LOST, 1)):
        of_kind = store.each(OF_ONE.format(which="entry.kind = ?", way="DESC"), (customer_id, kind))
        found += _on_first_days(of_kind, most, until)
    for way in ("ASC", "DESC"):
        contacts = store.each(OF_ONE.format(which="entry.kind <> ?", way=way), (customer_id, kinds.LOST))
        found += _on_first_days(contacts, 1, until)
    return found


def _on_first_days(entries: Iterable[Happened], most: int, until: int) -> list[Happened]:
    """Return the first entry of each day, of so many days at the most; what has no day that counts is left out."""
    found: dict[int, Happened] = {}
    for entry in entries:
        if (day := ordinal(entry[0])) and day <= until:
            found.setdefault(day, entry)
            if len(found) == most:
                break
    return list(found.values())


def fill(store: Store, today: dt.date, first: int = 0, last: int = EVERYBODY) -> None:
    """Make the rhythms of the customers from one number to another; their rows and timelines are read side by side."""
    happened = store.each(HAPPENED, (first, last, first, last))
    timelines = itertools.groupby(happened, key=lambda row: row[0])
    people = store.each(Customer.select + "WHERE id BETWEEN ? AND ? ORDER BY id", (first, last))
    rows = _rows(people, iter(timelines), today.toordinal() + kinds.DAYS_AHEAD)
    store.change_each(PUT, ([vars(row)[column] for column in Rhythm.fields] for row in rows))


def _rows(people: Iterable[tuple[Any, ...]], timelines: Iterator[Timeline], until: int) -> Iterator[Rhythm]:
    whose, happened = next(timelines, (None, ()))
    for row in people:
        person = Customer(*row)
        mine: list[Happened] = []
        if whose == person.id:
            mine = [(day, kind, number) for _, day, kind, number in happened]
            whose, happened = next(timelines, (None, ()))
        if rhythm := of(person, mine, until):
            yield rhythm


def of(person: Customer, happened: Iterable[Happened], until: int) -> Rhythm | None:
    """Return a customer's rhythm from what happened, in any order; none where no day is known.

    Shape: `until` is the ordinal of the last day that counts. The gap is the upper median, so that it is a whole number
    of days and one that occurred; ENDLESS of whom no visits are expected, so that they are never quiet.
    """
    entries = [(day, number, kind) for said, kind, number in happened if 0 < (day := ordinal(said)) <= until]
    visits = sorted({day for day, _, kind in entries if kind == kinds.VISIT})
    left = max(((day, number) for day, number, kind in entries if kind == kinds.LOST), default=None)
    came = max(((day, number) for day, number, kind in entries if kind == kinds.VISIT), default=(0, 0))
    contacts = [day for day, _, kind in entries if kind != kinds.LOST]
    known = [day for said in (person.added, person.since) if 0 < (day := ordinal(said)) <= until]
    if not (contacts or known):
        return None
    every = ENDLESS if person.comes_never else person.comes_every
    return Rhythm(
        customer_id=person.id,
        first_day=min(known + contacts),
        last_day=max(contacts or known),
        gap=every or gap(visits[-LATEST:]),
        measured=int(not every and len(visits) >= FEWEST),
        thanked_day=max((day for day, _, kind in entries if kind == kinds.THANKS), default=None),
        lost=int(left is not None and left > came),
    )


def gap(visits: Sequence[int]) -> int | None:
    """Return the median of the days between visits on different days, in their order; none where they are too few."""
    if len(visits) < FEWEST:
        return None
    gaps = sorted(later - earlier for earlier, later in itertools.pairwise(visits))
    return gaps[len(gaps) // 2]


def ordinal(said: object) -> int:
    """Return the ordinal of a day; 0 for what is no day, so that the rest still counts."""
    try:
        return dt.date.fromisoformat(said).toordinal() if isinstance(said, str) else 0
    except ValueError:
        return 0
