"""Retention: what is past its time by the shop's own rules, and erasing it for good.

Never erased are a promise that is open, and anything of somebody who waits for an answer. Who is past their time
altogether is named to the owner, and erased by nobody but them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, islice

from ...store import kinds, rhythm, spools
from ...store.copies import kept, named
from ...store.counter import read
from ...store.database.connection import Store
from ...store.erasure import finish
from ...store.overview import retention
from ...store.record import Record
from ...store.rows import Customer
from ..language import days
from ..shop import copies, settings
from ..shop.periods import Period
from ..timeline import deed
from ..timeline.deed import Signed

PEOPLE, ROWS = 100, 5_000  # of one transaction, so that no till waits for long


class Limits(Record):
    """The shop's periods by their names, and the latest day whose period is over today, of each."""

    periods: Mapping[str, Period]
    past: Mapping[str, dt.date]
    today: dt.date

    def values(self) -> dict[str, str | int]:
        """Return the days as the store's questions take them."""
        return {**{name: day.isoformat() for name, day in self.past.items()}, "ahead": days.ahead(self.today)}


class Due(Record):
    """One customer of whom something is past its time: how many of which kind, and when they were last here (ISO)."""

    person: Customer
    things: Mapping[str, int]
    last_day: str | None


class Erased(Record):
    """How many things were erased, of how many people, of how many lines who wrote them, and which copies.

    Shape: `copy` is the copy that was made before, none where only copies went.
    """

    things: int
    people: int
    deeds: int
    copies: Sequence[str]
    copy: str | None = None


def limits(store: Store, today: dt.date) -> Limits:
    """Return the shop's periods as they are now."""
    periods = {name: settings.period(store, name) for name in settings.PERIODS}
    return Limits(periods, {name: period.past(today) for name, period in periods.items()}, today)


def due(store: Store, limits: Limits) -> Iterator[Due]:
    """Yield each customer of whom something is past its time."""
    values = limits.values()
    for customer_id, found in groupby(retention.due(store, values), key=lambda row: row[0]):
        if person := read.customer(store, customer_id):
            things = {what: count for _, what, count in found}
            yield Due(person, things, retention.last_seen(store, customer_id, str(values["ahead"])))


def nothing_left(store: Store, limits: Limits) -> Iterator[Customer]:
    """Yield who was not here for as long as notes are kept, so that only who they are and when they came is left."""
    for customer_id in retention.nothing_left(store, limits.values()):
        if person := read.customer(store, customer_id):
            yield person


def signed_deeds(store: Store, limits: Limits) -> int:
    """Return how many lines still say, past their time, at which till and by whom they were written."""
    return retention.signed(store, limits.values())


def old_copies(store: Store, limits: Limits) -> list[str]:
    """Return the copies of the store that are past their time."""
    return [copy.path for copy in copies.past(store, limits.today)]


def long_ago(store: Store, today: dt.date) -> dt.date | None:
    """Return the last day before today on which something was written, if so long ago that the clock may be wrong."""
    written = retention.written_before(store, today.isoformat())
    day = days.of_iso(written) if written else today
    return day if (today - day).days > kept.FAR else None


def erase(store: Store, signed: Signed, limits: Limits) -> Erased:
    """Erase what is past its time, so many people at a time, and rewrite the store so that no trace is left.

    The store is copied first: a clock may be wrong, and nothing brings back what is erased. Where it is cut short, the
    next time goes on with it; of what it has erased, the next command that writes clears the traces away.
    Raises: NotMade, and then nothing but copies is erased; StoreError; Left where traces may be left.
    """
    values = limits.values()
    things = people = 0
    with store.reading():
        numbers = list(dict.fromkeys(customer_id for customer_id, _, _ in retention.due(store, values)))
        deeds = retention.signed(store, values)
    gone = old_copies(store, limits)
    kept.remove(gone)
    copy = copies.make(store, named.TIDY, signed) if (numbers or deeds) and not store.is_copy else None
    with store.writing():
        deed.begin(store, signed, kinds.TIDY)
    ahead = iter(numbers)
    while some := list(islice(ahead, PEOPLE)):
        with _erasing(store, signed):
            for customer_id in some:
                count = retention.erase(store, customer_id, values)
                rhythm.renew(store, customer_id, signed.today)
                things, people = things + count, people + bool(count)
    for table in retention.SIGNED_TABLES:
        for first in retention.named_rows(store, table, values)[::ROWS]:
            with _erasing(store, signed):
                retention.unsign_rows(store, table, first, first + ROWS - 1, values)
    for first in range(0, retention.last_deed(store) + 1, ROWS):
        with _erasing(store, signed):
            retention.unsign(store, first, first + ROWS - 1, values)
    finish.finish(store)
    return Erased(things, people, deeds, gone, copy)


@contextmanager
def _erasing(store: Store, signed: Signed) -> Iterator[None]:
    with store.writing():
        finish.is_to_come(store, signed.today.isoformat())
        yield


def leave_no_trace(store: Store) -> Erased | None:
    """Clear away the traces of what was erased before; none where there are none.

    Raises: StoreError; Left where traces may still be left.
    """
    spools.sweep(store.path)
    if not (store.finish or (store.is_copy and store.has_erasures)):
        return None
    store.finish, store.has_erasures = None, False
    finish.finish(store)
    return Erased(0, 0, 0, ())
