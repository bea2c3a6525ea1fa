"""What is written at the counter: a visit, a note, a thank-you, how they are today, what is owed and how it ended."""

from __future__ import annotations

import datetime as dt

from ...store import kinds, rhythm
from ...store.counter import append, read
from ...store.record import Record
from ...store.rows import ENTRY, FACT, Customer, Fact, Interaction
from . import deed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ...store.database.connection import Store
    from .deed import Signed


class NewEntry(Record):
    """An entry or fact to be written: checked, and not yet a customer's.

    Shape: `about_id` is the entry that it ends, `due` by when a promise is owed or the day that a gesture is for,
    `due_time` the hour of that day, as "17:00", `other_id` whom a referral brought.
    """

    kind: str
    text: str | None
    day: dt.date
    via: str | None = None
    style: str | None = None
    about_id: int | None = None
    due: dt.date | None = None
    due_time: str | None = None
    other_id: int | None = None


class Written(Record):
    """What one deed wrote: the number of each entry or fact, as e41, and the words of the facts that it confirmed.

    Shape: what waits to be sent to the shop has no number yet; it is empty.
    """

    refs: Sequence[str]
    confirmed: Sequence[str]


def add_visit(store: Store, signed: Signed, person: Customer, visit: NewEntry | None = None) -> bool:
    """Log that the customer was served today, or another visit or contact; tell whether it was not logged before.

    Shape: one visit a day, whichever till serves them, and one contact a day for each way.
    """
    entry = visit or NewEntry(kinds.VISIT, None, signed.today)
    if _is_logged(store, person, entry):
        return False
    return store.appended(
        person.id,
        lambda: write_visit(store, signed, person, entry),
        lambda: _kept(store, signed, person, entry.kind, [entry], is_visit=True),
    )


def write_visit(store: Store, signed: Signed, person: Customer, entry: NewEntry) -> bool:
    """Log a visit or contact within a transaction, unless another till has meanwhile; tell whether it was logged."""
    if _is_logged(store, person, entry):
        return False
    write(store, signed, person, deed.begin(store, signed, entry.kind, person), entry)
    return True


def _kept(store: Any, *written: Any, is_visit: bool = False) -> dict[str, Any]:
    """Return what is written as a till of a shop keeps it while the server is away."""
    from ...store.shop import kept  # no other till keeps it

    return kept.said(store, *written, is_visit=is_visit)


def _is_logged(store: Store, person: Customer, entry: NewEntry) -> bool:
    """Tell whether the same visit or contact is logged already; who left since on that day comes back by another."""
    day = entry.day.isoformat()
    same = [one.id for one in read.on_day(store, person.id, entry.kind, day) if one.via == entry.via]
    return bool(same) and not any(one.id > max(same) for one in read.on_day(store, person.id, kinds.LOST, day))


def add(store: Store, signed: Signed, person: Customer, verb: str, *entries: NewEntry) -> Written:
    """Write entries of a customer's timeline, or facts, as one deed; a fact that is there already is confirmed.

    Raises: Refused where there are too many pins, they want no notes, or another till has ended meanwhile what an entry
    ends.
    """
    return store.appended(
        person.id,
        lambda: write_all(store, signed, person, verb, entries),
        lambda: _kept(store, signed, person, verb, entries),
    )


def write_all(store: Store, signed: Signed, person: Customer, verb: str, entries: Sequence[NewEntry]) -> Written:
    """Write entries or facts as one deed, as `add` does, within a transaction that has begun."""
    now = read.customer(store, person.id)
    if now and now.no_notes:
        from . import quiet

        for entry in entries:
            quiet.check(now, entry.kind, entry.text)
    confirmed = [(entry, fact) for entry in entries for fact in _same_facts(store, person, entry)]
    again = [entry for entry, _ in confirmed]
    changes = [deed.confirmed(vars(fact)) for _, fact in confirmed]
    deed_id = deed.begin(store, signed, verb, person, changes)
    for entry, fact in confirmed:
        append.confirm(store, fact.id, entry.day.isoformat(), signed.staff)
    refs = write(store, signed, person, deed_id, *(entry for entry in entries if entry not in again))
    return Written([*(fact.ref for _, fact in confirmed), *refs], [fact.text for _, fact in confirmed])


def write(store: Store, signed: Signed, person: Customer, deed_id: int, *entries: NewEntry) -> list[str]:
    """Write entries of a customer's timeline, or facts, as part of a deed that has begun, and return their numbers.

    Raises: Refused where there are too many pins, or what an entry is about is ended or gone meanwhile.
    """
    whose = {"customer_id": person.id, "deed_id": deed_id, "staff": signed.staff}
    refs = []
    for entry in entries:
        if entry.kind == kinds.PIN or entry.about_id or entry.other_id:
            from . import checks  # few entries wait for it

            checks.check(store, person, entry.kind, entry.about_id, entry.other_id)
        if entry.kind in kinds.OF_FACT:
            number = append.row(store, Fact, kind=entry.kind, day=entry.day.isoformat(), text=entry.text or "", **whose)
            refs.append(f"{FACT}{number}")
        else:
            due = entry.due.isoformat() if entry.due else None
            awaits = entry.kind in kinds.AWAITING or None
            values = vars(entry) | whose | {"day": entry.day.isoformat(), "due": due, "awaits": awaits}
            number = append.row(store, Interaction, **values)
            refs.append("" if store.is_waiting else f"{ENTRY}{number}")
    rhythm.renew(store, person.id, signed.today)
    return refs


def _same_facts(store: Store, person: Customer, entry: NewEntry) -> list[Fact]:
    """Return the fact that an entry says again; none where it says something new, or is no fact."""
    if entry.kind not in kinds.OF_FACT:
        return []
    from . import checks

    return checks.same(store, person, entry.kind, entry.text or "")[:1]
