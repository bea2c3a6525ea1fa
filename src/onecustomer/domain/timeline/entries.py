"""What is written at the counter: a visit, a note, a thank-you, how they are today, what is owed and how it ended."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store import kinds, rhythm
from ...store.counter import append, read
from ...store.record import Record
from ...store.rows import Customer, Fact, Interaction
from . import deed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from .deed import Signed


class NewEntry(Record):
    """An entry or fact to be written: checked, and not yet a customer's.

    Shape: `about_id` is the entry that it ends, `due` by when a promise is owed or the day that a gesture is for,
    `other_id` whom a referral brought.
    """

    kind: str
    text: str | None
    day: dt.date
    via: str | None = None
    style: str | None = None
    about_id: int | None = None
    due: dt.date | None = None
    other_id: int | None = None


def add_visit(store: Store, signed: Signed, person: Customer) -> None:
    """Log that the customer was served today: once a day, whichever till serves them."""
    if _is_visit_logged(store, signed, person):
        return
    with store.writing():
        if not _is_visit_logged(store, signed, person):  # another till may have done it meanwhile
            deed_id = deed.begin(store, signed, kinds.VISIT, person)
            write(store, signed, person, deed_id, NewEntry(kinds.VISIT, None, signed.today))


def _is_visit_logged(store: Store, signed: Signed, person: Customer) -> bool:
    return read.is_on_day(store, person.id, kinds.VISIT, signed.today.isoformat())


def add(store: Store, signed: Signed, person: Customer, verb: str, *entries: NewEntry) -> list[str]:
    """Write entries of a customer's timeline, or facts, as one deed; return the facts it confirms.

    Raises: Refused where there are too many pins, or another till has ended meanwhile what an entry ends.
    """
    with store.writing():
        confirmed = [fact for entry in entries for fact in _same_facts(store, person, entry)]
        changes = [deed.row_was("fact", _taken_out(store, fact)) for fact in confirmed]
        write(store, signed, person, deed.begin(store, signed, verb, person, changes), *entries)
    return [fact.text for fact in confirmed]


def write(store: Store, signed: Signed, person: Customer, deed_id: int, *entries: NewEntry) -> None:
    """Write entries of a customer's timeline, or facts, as part of a deed that has begun.

    Raises: Refused where there are too many pins, or what an entry is about is ended or gone meanwhile.
    """
    whose = {"customer_id": person.id, "deed_id": deed_id, "staff": signed.staff}
    for entry in entries:
        if entry.kind in kinds.OF_FACT:
            _check_room_for_pin(store, person, entry)
            append.row(store, Fact, kind=entry.kind, day=entry.day.isoformat(), text=entry.text or "", **whose)
        else:
            _check_still_there(store, person, entry)
            due = entry.due.isoformat() if entry.due else None
            append.row(store, Interaction, **vars(entry) | whose | {"day": entry.day.isoformat(), "due": due})
    rhythm.renew(store, person.id, signed.today)


def _check_still_there(store: Store, person: Customer, entry: NewEntry) -> None:
    """Refuse to end what another till has ended or taken back meanwhile, and to name somebody who is gone."""
    if entry.about_id and (ended := read.ending(store, entry.about_id)):
        raise Refused(f"That is {ended.kind} already, by another till.", f"oc history {person.ref}")
    if entry.about_id and read.interaction(store, entry.about_id) is None:
        raise Refused("Another till took that back meanwhile.", f"nothing was written: oc history {person.ref}")
    if entry.other_id and read.customer(store, entry.other_id) is None:
        raise Refused("Who was brought was taken out of the store meanwhile.", "nothing was written: oc find")


def _check_room_for_pin(store: Store, person: Customer, entry: NewEntry) -> None:
    if entry.kind == kinds.PIN and len(read.facts(store, person.id, kinds.PIN)) >= kinds.MOST_PINS:
        raise Refused(
            f"{person.name} has {kinds.MOST_PINS} pins, and the card shows no more.",
            f"oc edit {person.ref} --drop WORDS takes one away; oc history {person.ref}",
        )


def _same_facts(store: Store, person: Customer, entry: NewEntry) -> list[Fact]:
    """Return the facts that an entry says again, in the same words: they are confirmed, and not doubled."""
    if entry.kind not in kinds.OF_FACT:
        return []
    from ..language import names  # a plain note does not wait for it

    same = names.fold(entry.text or "")
    return [fact for fact in read.facts(store, person.id, entry.kind) if names.fold(fact.text) == same]


def _taken_out(store: Store, fact: Fact) -> dict[str, object]:
    from ...store.counter import undo

    return undo.take_out(store, "fact", fact.id)
