"""What is written at the counter: a visit, a note, a thank-you, how they are today, what is owed and how it ended."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store import kinds, rhythm
from ...store.counter import append, read
from ...store.record import Record
from ...store.rows import ENTRY, FACT, Customer, Fact, Interaction
from . import deed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """What one deed wrote: the number of each entry or fact, as e41, and the words of the facts that it confirmed."""

    refs: Sequence[str]
    confirmed: Sequence[str]


def add_visit(store: Store, signed: Signed, person: Customer, visit: NewEntry | None = None) -> bool:
    """Log that the customer was served today, or another visit or contact; tell whether it was not logged before.

    Shape: one visit a day, whichever till serves them, and one contact a day for each way.
    """
    entry = visit or NewEntry(kinds.VISIT, None, signed.today)
    if _is_logged(store, person, entry):
        return False
    with store.writing():
        if _is_logged(store, person, entry):  # another till may have done it meanwhile
            return False
        write(store, signed, person, deed.begin(store, signed, entry.kind, person), entry)
    return True


def _is_logged(store: Store, person: Customer, entry: NewEntry) -> bool:
    """Tell whether the same visit or contact is logged already; who left since on that day comes back by another."""
    day = entry.day.isoformat()
    same = [one.id for one in read.on_day(store, person.id, entry.kind, day) if one.via == entry.via]
    return bool(same) and not any(one.id > max(same) for one in read.on_day(store, person.id, kinds.LOST, day))


def add(store: Store, signed: Signed, person: Customer, verb: str, *entries: NewEntry) -> Written:
    """Write entries of a customer's timeline, or facts, as one deed; a fact that is there already is confirmed.

    Raises: Refused where there are too many pins, or another till has ended meanwhile what an entry ends.
    """
    with store.writing():
        confirmed = [(entry, fact) for entry in entries for fact in _same_facts(store, person, entry)[:1]]
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
        if entry.kind in kinds.OF_FACT:
            if entry.kind == kinds.PIN:
                check_room_for_pin(store, person)
            number = append.row(store, Fact, kind=entry.kind, day=entry.day.isoformat(), text=entry.text or "", **whose)
            refs.append(f"{FACT}{number}")
        else:
            _check_still_there(store, person, entry)
            due = entry.due.isoformat() if entry.due else None
            awaits = entry.kind in kinds.AWAITING or None
            values = vars(entry) | whose | {"day": entry.day.isoformat(), "due": due, "awaits": awaits}
            refs.append(f"{ENTRY}{append.row(store, Interaction, **values)}")
    rhythm.renew(store, person.id, signed.today)
    return refs


def _check_still_there(store: Store, person: Customer, entry: NewEntry) -> None:
    """Refuse to end what another till has ended or taken back meanwhile, and to name somebody who is gone."""
    if entry.about_id and (ended := read.ending(store, entry.about_id)):
        from . import called

        raise Refused(f"That is {called.ended(ended)} already, by another till.", f"oc history {person.ref}")
    if entry.about_id and read.interaction(store, entry.about_id) is None:
        raise Refused("Another till took that back meanwhile.", f"nothing was written: oc history {person.ref}")
    if entry.other_id and read.customer(store, entry.other_id) is None:
        raise Refused("Who was brought is not in the store any more.", "nothing was written: oc find")


def check_room_for_pin(store: Store, person: Customer) -> None:
    """Refuse one pin more than the card shows.

    Raises: Refused.
    """
    if len(read.facts(store, person.id, kinds.PIN)) >= kinds.MOST_PINS:
        raise Refused(
            f"{person.name} has {kinds.MOST_PINS} pins, and the card shows no more.",
            f"oc mend f7 --drop takes one away\noc history {person.ref} has their numbers",
        )


def _same_facts(store: Store, person: Customer, entry: NewEntry) -> list[Fact]:
    """Return the facts that an entry says again, in the same words: they are confirmed, and not doubled."""
    if entry.kind not in kinds.OF_FACT:
        return []
    from ..language import names  # a plain note does not wait for it

    same = names.fold(entry.text or "")
    return [fact for fact in read.facts(store, person.id, entry.kind) if names.fold(fact.text) == same]
