"""What is written at the counter: a visit, a note, a thank-you, how she is today, an answer."""

from __future__ import annotations

import datetime as dt

from ..errors import Refused
from ..store import counter
from ..store.connect import Store
from ..store.rows import Person
from . import checks, kinds, styles, undo
from .card import MOST_PINS
from .matching import reference
from .moment import Moment
from .text import NOTE_LIMIT, accept

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
    ) -> None:
        self.kind = kind
        self.text = text
        self.day = day
        self.via = via
        self.style = style
        self.about_id = about_id


def words(typed: str, what: str = "note", limit: int = NOTE_LIMIT) -> str:
    """Return the words of a note as they are kept.

    Raises: Refused where they are empty, too long, hide something, or hold a payment number.
    """
    return checks.no_payment_numbers(accept(typed, what, limit, lines=limit == NOTE_LIMIT), what)


def visit(store: Store, moment: Moment, person: Person) -> None:
    """Log that the customer was served today."""
    append(store, moment, person, kinds.VISIT, Written(kinds.VISIT, None, moment.today))


def append(store: Store, moment: Moment, person: Person, verb: str, *entries: Written) -> None:
    """Write entries of a customer's timeline, or facts, as one deed."""
    with store.writing():
        deed_id = begin(store, moment, person, verb)
        for entry in entries:
            if entry.kind == kinds.PIN and len(counter.facts(store, person.id, kinds.PIN)) >= MOST_PINS:
                raise Refused(
                    f"{person.name} has {MOST_PINS} pins, and the card shows no more.",
                    f"oc edit {reference(person.id)} --drop WORDS takes one away; oc history {reference(person.id)}",
                )
            if entry.kind in kinds.OF_FACT:
                counter.append_fact(
                    store,
                    customer_id=person.id,
                    deed_id=deed_id,
                    kind=entry.kind,
                    day=entry.day.isoformat(),
                    text=entry.text or "",
                    staff=moment.staff,
                )
            else:
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
                )


def begin(store: Store, moment: Moment, person: Person, verb: str) -> int:
    """Begin a deed on a customer who is still there, and return its number.

    Raises: Refused where another till has taken the customer out meanwhile.
    """
    if counter.person(store, person.id) is None:
        raise Refused(f"{person.name} was taken out of the store meanwhile.", "nothing was written: oc find")
    return counter.append_deed(
        store, at=moment.now, till=moment.till, staff=moment.staff, verb=verb, customer_id=person.id
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
        before = undo.changes(undo.style_was(style, old.advice if old else None))
        counter.append_deed(
            store, at=moment.now, till=moment.till, staff=moment.staff, verb=kinds.ADVICE, before=before
        )
        counter.put_own_style(store, style, line)
    return style
