"""What is written at the counter: a visit, a note, a thank-you, how she is today, what is owed and how it ended."""

from __future__ import annotations

import datetime as dt

from ..errors import Refused
from ..store import counter, kinds, rhythm, undoing
from ..store.connect import Store
from ..store.rows import Lasting, Person
from . import changes, checks, names, styles
from .matching import reference
from .moment import Moment
from .text import NOTE_LIMIT, accept

MOST_PINS = 3
PIN_LIMIT = 200
VIA_LIMIT = 40
WHY_LIMIT = 200


class Written:
    """What a note says and when, checked, before it is anybody's."""

    def __init__(
        self,
        kind: str,
        text: str | None,
        day: dt.date,
        *,
        via: str | None = None,
        style: str | None = None,
        about_id: int | None = None,
        due: dt.date | None = None,
        other_id: int | None = None,
    ) -> None:
        self.kind = kind
        self.text = text
        self.day = day
        self.via = via
        self.style = style
        self.about_id = about_id
        self.due = due
        self.other_id = other_id


def words(typed: str, what: str = "note", limit: int = NOTE_LIMIT) -> str:
    """Return the words of a note as they are kept.

    Raises: Refused where they are empty, too long, hide something, or hold a payment number.
    """
    return checks.no_payment_numbers(accept(typed, what, limit, lines=limit == NOTE_LIMIT), what)


def way(via: str | None) -> str | None:
    """Return how something came, as it is kept; none where nobody says.

    Raises: Refused as for the words of a note.
    """
    return words(via, "way", VIA_LIMIT) if via is not None else None


def visit(store: Store, moment: Moment, person: Person) -> None:
    """Log that the customer was served today."""
    append(store, moment, person, kinds.VISIT, Written(kinds.VISIT, None, moment.today))


def append(store: Store, moment: Moment, person: Person, verb: str, *entries: Written) -> list[str]:
    """Write entries of a customer's timeline, or facts, as one deed; return the facts it confirms.

    Raises: Refused where there are too many pins, or another till has ended meanwhile what an entry ends.
    """
    with store.writing():
        old = [fact for entry in entries for fact in _said_before(store, person, entry)]
        before = [changes.row_was("fact", undoing.take_out(store, "fact", fact.id)) for fact in old]
        deed_id = begin(store, moment, person, verb, changes.of(*before))
        write(store, moment, person, deed_id, *entries)
    return [fact.text for fact in old]


def write(store: Store, moment: Moment, person: Person, deed_id: int, *entries: Written) -> None:
    """Write entries of a customer's timeline, or facts, as part of a deed that has begun.

    Raises: Refused where what an entry is about is gone meanwhile.
    """
    for entry in entries:
        if entry.kind in kinds.OF_FACT:
            _write_fact(store, moment, person, deed_id, entry)
            continue
        _check_still_there(store, person, entry)
        counter.append_interaction(
            store,
            customer_id=person.id,
            deed_id=deed_id,
            kind=entry.kind,
            day=entry.day.isoformat(),
            text=entry.text,
            via=entry.via,
            style=entry.style,
            staff=moment.staff,
            about_id=entry.about_id,
            due=entry.due.isoformat() if entry.due else None,
            other_id=entry.other_id,
        )
    rhythm.renew(store, person.id)


def _check_still_there(store: Store, person: Person, entry: Written) -> None:
    """Refuse to end what another till has ended or taken back meanwhile, and to name somebody who is gone."""
    if entry.about_id and (ended := counter.ending(store, entry.about_id)):
        raise Refused(f"That is {ended.kind} already, by another till.", f"oc history {reference(person.id)}")
    if entry.about_id and counter.entry(store, entry.about_id) is None:
        raise Refused(
            "Another till took that back meanwhile.", f"nothing was written: oc history {reference(person.id)}"
        )
    if entry.other_id and counter.person(store, entry.other_id) is None:
        raise Refused("Who was brought was taken out of the store meanwhile.", "nothing was written: oc find")


def _write_fact(store: Store, moment: Moment, person: Person, deed_id: int, entry: Written) -> None:
    if entry.kind == kinds.PIN and len(counter.facts(store, person.id, kinds.PIN)) >= MOST_PINS:
        raise Refused(
            f"{person.name} has {MOST_PINS} pins, and the card shows no more.",
            f"oc edit {reference(person.id)} --drop WORDS takes one away; oc history {reference(person.id)}",
        )
    counter.append_fact(
        store,
        customer_id=person.id,
        deed_id=deed_id,
        kind=entry.kind,
        day=entry.day.isoformat(),
        text=entry.text or "",
        staff=moment.staff,
    )


def _said_before(store: Store, person: Person, entry: Written) -> list[Lasting]:
    """Return the facts that an entry says again, in the same words: they are confirmed, and not doubled."""
    if entry.kind not in kinds.OF_FACT:
        return []
    said = names.words(entry.text or "")
    return [fact for fact in counter.facts(store, person.id, entry.kind) if names.words(fact.text) == said]


def begin(store: Store, moment: Moment, person: Person, verb: str, before: str | None = None) -> int:
    """Begin a deed on a customer who is still there, and return its number.

    Raises: Refused where another till has taken the customer out meanwhile.
    """
    if counter.person(store, person.id) is None:
        raise Refused(f"{person.name} was taken out of the store meanwhile.", "nothing was written: oc find")
    return counter.append_deed(
        store, at=moment.now, till=moment.till, staff=moment.staff, verb=verb, customer_id=person.id, before=before
    )


def add_own_style(store: Store, moment: Moment, name: str, advice: str) -> str:
    """Make a style one of the shop's own, or give it another line of advice; return its name.

    Raises: Refused where the name is no single word, or is kept for another use.
    """
    style = accept(name, "style", 20).casefold()
    if len(style.split()) > 1 or style == styles.AS_USUAL:
        raise Refused(f"A style is one word, and not “{styles.AS_USUAL}”.", 'oc style chatty --advice "Let them talk."')
    line = words(advice, "advice", 60)
    with store.writing():
        old = counter.own_style(store, style)
        before = changes.of(changes.style_was(style, old.advice if old else None))
        counter.append_deed(
            store, at=moment.now, till=moment.till, staff=moment.staff, verb=kinds.ADVICE, before=before
        )
        counter.put_own_style(store, style, line)
    return style
