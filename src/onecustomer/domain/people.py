"""Adding and editing people, through the models."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from ..errors import Refused
from ..store import counter, kinds, rhythm
from ..store.connect import Store
from ..store.models import Customer, Deed, Fact, Handle, Occasion
from ..store.office import office
from ..store.rows import Person
from . import changes, deeds, indexing, keys, names
from .details import Details
from .matching import LIMIT, Candidate, ranked, whole_phone
from .moment import Moment
from .occasions import BIRTHDAY


def twins(store: Store, details: Details, today: dt.date) -> list[Candidate]:
    """Return the people already here who may be the one described: the same name to the eye, phone, e-mail or card."""
    found: dict[int, tuple[int, float]] = {}
    for name in {details.name or "", names.looks_like(details.name or "")}:
        found |= dict.fromkeys(counter.key_is(store, keys.FULL, names.whole(name), LIMIT), (2, 1.0))
    for kind, value in details.words:
        if kind == keys.PHONE_WORD:
            found |= dict.fromkeys(whole_phone(store, value), (1, 1.0))
        elif kind != keys.NICK_WORD:
            found |= dict.fromkeys(counter.key_is(store, keys.CODE, keys.code(value), LIMIT), (1, 1.0))
    return ranked(store, found, today)


def add(store: Store, moment: Moment, details: Details, brought_by: Person | None = None) -> int:
    """Add a person as described, and return the number; the store is closed afterwards."""
    with office(store) as session:
        deed = new_deed(session, moment, kinds.ADD)
        values = details.values() | confirmed(details.values(), moment.today) | {"added": moment.today}
        customer = Customer.model_validate(values | {"key": new_key(), "deed_id": _id(deed)})
        session.add(customer)
        session.flush()
        customer_id = _id(customer)
        deed.customer_id = customer_id
        _add_words(session, details, customer_id, _id(deed))
        indexing.renew(store, customer_id)
        rhythm.renew(store, customer_id)
        if brought_by:
            if counter.person(store, brought_by.id) is None:
                raise Refused(
                    f"{brought_by.name} was taken out of the store meanwhile.", "nothing was written: oc find"
                )
            referral = deeds.Written(kinds.REFERRAL, None, moment.today, other_id=customer_id)
            deeds.write(store, moment, brought_by, _id(deed), referral)
        return customer_id


def confirmed(values: Mapping[str, object], today: dt.date) -> dict[str, object]:
    """Return the day on which the reason they came was said: that of the first visit, where it is said, or today."""
    return {"why_day": (values.get("since") or today) if values["why"] else None} if "why" in values else {}


def edit(store: Store, moment: Moment, person: Person, details: Details, drop: Sequence[str] = ()) -> list[str]:
    """Change what the details say of a person, drop facts by their words, and return the texts dropped.

    The store is closed afterwards.
    Raises: Refused where the person is gone meanwhile, or no fact, or more than one, has the words to drop.
    """
    with office(store) as session:
        customer = session.get(Customer, person.id)
        if customer is None:
            raise Refused(f"{person.name} was taken out of the store meanwhile.", "nothing was written: oc find")
        values = details.values()
        values |= confirmed(values, moment.today)
        old = {column: _plain(getattr(customer, column)) for column in values}
        made = [changes.values_were(person.id, old)] if old else []
        dropped = _kept_with(session, person, drop)
        gone = [*_said_anew(session, person, details), *dropped]
        made += [changes.row_was(str(row.__tablename__), _row(row)) for row in gone]
        deed = new_deed(session, moment, kinds.EDIT, person.id, changes.of(*made))
        for row in gone:
            session.delete(row)
        if values:
            session.exec(update(Customer).where(col(Customer.id) == person.id).values(**values))
        _add_words(session, details, person.id, _id(deed))
        session.flush()
        indexing.renew(store, person.id)
        rhythm.renew(store, person.id)
        return [_said(row) for row in dropped]


def set_usual_style(store: Store, moment: Moment, person: Person, style: str | None, why: str | None) -> None:
    """Change how the person usually likes to be served; the store is closed afterwards."""
    with office(store) as session:
        before = changes.values_were(person.id, {"usual_style": person.usual_style, "usual_why": person.usual_why})
        new_deed(session, moment, kinds.USUALLY, person.id, changes.of(before))
        values = {"usual_style": style, "usual_why": why}
        session.exec(update(Customer).where(col(Customer.id) == person.id).values(**values))


def new_deed(
    session: Session, moment: Moment, verb: str, customer_id: int | None = None, before: str | None = None
) -> Deed:
    """Begin a deed of the office lane, with its number."""
    deed = Deed(
        key=new_key(),
        at=moment.now,
        till=moment.till,
        staff=moment.staff,
        verb=verb,
        customer_id=customer_id,
        before=before,
    )
    session.add(deed)
    session.flush()
    return deed


def new_key() -> uuid.UUID:
    """Return a new UUIDv7."""
    return uuid.UUID(hex=counter.new_key())


def _said_anew(session: Session, person: Person, details: Details) -> list[Handle | Occasion]:
    """Return the words and the birthday in whose place an edit says others, or nothing."""
    handles = session.exec(select(Handle).where(Handle.customer_id == person.id)).all()
    gone: list[Handle | Occasion] = [handle for handle in handles if handle.kind in details.cleared]
    if details.clears_birthday:
        asked = select(Occasion).where(Occasion.customer_id == person.id, Occasion.what == BIRTHDAY)
        gone += session.exec(asked).all()
    return gone


def _kept_with(session: Session, person: Person, drop: Sequence[str]) -> list[Fact | Occasion]:
    """Return the pin, need or date that has each of these words.

    Raises: Refused where there is none, or more than one.
    """
    facts = session.exec(select(Fact).where(Fact.customer_id == person.id)).all()
    dates = session.exec(select(Occasion).where(Occasion.customer_id == person.id)).all()
    return [_the_one_with([*facts, *dates], words, person) for words in drop]


def _the_one_with(kept: Sequence[Fact | Occasion], words: str, person: Person) -> Fact | Occasion:
    asked = set(names.words(words))
    found = [row for row in kept if asked and asked <= set(names.words(_said(row)))]
    found = [row for row in found if asked == set(names.words(_said(row)))] or found
    if len(found) != 1:
        many = f"{len(found)} pins, needs or dates" if found else "no pin, need or date"
        raise Refused(
            f"{person.name} has {many} with “{words}”.", "oc history WHO has them; name one by words that only it has"
        )
    return found[0]


def _said(row: Fact | Occasion) -> str:
    return row.text if isinstance(row, Fact) else row.what


def _add_words(session: Session, details: Details, customer_id: int, deed_id: int) -> None:
    for kind, value in details.words:
        session.add(Handle(customer_id=customer_id, deed_id=deed_id, kind=kind, value=value))
    if details.birthday:
        month, day, year = details.birthday
        session.add(Occasion(customer_id=customer_id, deed_id=deed_id, what=BIRTHDAY, month=month, day=day, year=year))
    session.flush()


def _row(row: Handle | Occasion | Fact) -> dict[str, object]:
    return {column: _plain(value) for column, value in row.model_dump().items()}


def _plain(value: Any) -> object:
    """Return a value as the database has it, and JSON can."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.hex if isinstance(value, uuid.UUID) else value


def _id(row: Customer | Deed) -> int:
    if row.id is None:
        raise LookupError("a row without its number")
    return row.id
