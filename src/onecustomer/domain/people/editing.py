"""Adding and editing people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from ...errors import Refused
from ...store import kinds, rhythm
from ...store.counter import append, read, undo
from ...store.database.connection import Store
from ...store.office import people
from ...store.office.session import office
from ...store.record import Record
from ...store.rows import Customer, Fact, Occasion, Row
from ..finding import renew
from ..finding.duplicates import find_duplicates
from ..language import names
from ..timeline import deed, entries, quiet
from ..timeline.deed import Signed
from ..timeline.occasions import BIRTHDAY, in_full
from ..timeline.replaced import LABELS, column_in_words
from . import new_job
from .details import Details


def add(
    store: Store,
    signed: Signed,
    details: Details,
    brought_by: Customer | None = None,
    others: Collection[int] | None = None,
) -> Customer:
    """Add a person as described, and return them.

    `others` are who is like them and somebody else, by number; none where nobody need ask.
    Raises: Refused where another till has added somebody like them meanwhile, or who brought them is gone.
    """
    with office(store) as session:
        if others is not None:
            _check_is_new(store, signed, details, others)
        deed_id = deed.begin(store, signed, kinds.ADD)
        values = details.values() | confirmed(details.values(), signed.today) | {"added": signed.today}
        customer_id = people.add(session, deed_id, values)
        append.finish_deed(store, deed_id, customer_id=customer_id)
        people.add_handles(session, customer_id, deed_id, details.handles)
        if details.birthday:
            people.add_occasion(session, customer_id, deed_id, BIRTHDAY, vars(details.birthday))
        renew.one(store, customer_id)
        rhythm.renew(store, customer_id, signed.today)
        if brought_by:
            deed.check_still_here(store, brought_by)
            referral = entries.NewEntry(kinds.REFERRAL, None, signed.today, other_id=customer_id)
            if (read.customer(store, brought_by.id) or brought_by).no_notes:
                quiet.refuse(brought_by)
            entries.write(store, signed, brought_by, deed_id, referral)
        added = read.customer(store, customer_id)
        if added is None:
            raise LookupError("somebody just added is not found")
        return added


def _check_is_new(store: Store, signed: Signed, details: Details, others: Collection[int]) -> None:
    for one in find_duplicates(store, details.name or "", details.handles, signed.today):
        if one.person.id not in others:
            raise Refused(
                f"Not added: another till has just added {one.person.name}, who may be the same person.",
                f"oc serve {one.ref}; or add --yes if they are two",
            )


def confirmed(values: Mapping[str, object], today: dt.date) -> dict[str, object]:
    """Return the value of `why_day` where `why` is given: it is confirmed today."""
    return {"why_day": today if values["why"] else None} if "why" in values else {}


class Edited(Record):
    """What an edit gave, by what it is called, as it is now and as it was before; and the texts that it dropped."""

    now: Mapping[str, str]
    before: Mapping[str, str]
    dropped: Sequence[str]


def known(store: Store, person: Customer) -> dict[str, str]:
    """Return what is known of a person in a word or a line, by what it is called; what is not known is left out."""
    now = read.customer(store, person.id) or person
    told = [column for column in LABELS if column != "name" and (column != "no_notes" or now.no_notes)]
    if now.no_notes:
        now = quiet.unexplained(now)
    said = {LABELS[column]: column_in_words(now, column) for column in told}
    found = {label: words for label, words in said.items() if words}
    for handle in read.handles(store, person.id):
        if handle.kind != kinds.SOURCE:
            found[handle.kind] = f"{found[handle.kind]}, {handle.value}" if handle.kind in found else handle.value
    for occasion in read.occasions(store, person.id):
        if occasion.what == BIRTHDAY and not now.no_notes:
            found[BIRTHDAY] = in_full(occasion)
    return found


def _said(store: Store, person: Customer) -> dict[str, str]:
    """Return all that an edit may change as it is now, by what it is called."""
    now = read.customer(store, person.id) or person
    return {"name": now.name, LABELS["no_notes"]: column_in_words(now, "no_notes")} | known(store, now)


def _given(details: Details) -> list[str]:
    """Return what is given, by what it is called."""
    columns = [label for column, label in LABELS.items() if column in details.values()]
    return [*columns, *sorted(details.cleared), *([BIRTHDAY] if details.clears_birthday else [])]


def edit(store: Store, signed: Signed, person: Customer, details: Details, drop: Sequence[str] = ()) -> Edited:
    """Change what the details give of a person, and drop pins, needs and dates by words; a changed job is an entry too.

    Raises: Refused where the person is gone meanwhile, or where words to drop name none of these or several.
    """
    with office(store) as session:
        deed.check_still_here(store, person)
        _check_may_be_noted(store, person, details)
        before = _said(store, person)
        values = details.values()
        values |= confirmed(values, signed.today)
        changes = [_values_now(store, person, values)] if values else []
        job = new_job.of(store, read.customer(store, person.id) or person, values, signed.today)
        dropped = _named(store, person, drop)
        gone = [*_given_anew(store, person, details), *job.back, *dropped]
        changes += [deed.row_was(row.table, undo.take_out(store, row.table, vars(row)["id"])) for row in gone]
        deed_id = deed.begin(store, signed, kinds.EDIT, person, changes)
        people.change(session, person.id, values)
        people.add_handles(session, person.id, deed_id, [*details.handles, *job.left])
        if details.birthday:
            people.add_occasion(session, person.id, deed_id, BIRTHDAY, vars(details.birthday))
        if job.entry:
            entries.write(store, signed, person, deed_id, job.entry)
        renew.one(store, person.id)
        rhythm.renew(store, person.id, signed.today)
        now = _said(store, person)
        given = _given(details)
        return Edited(
            {label: now.get(label, "") for label in given},
            {label: before.get(label, "") for label in given},
            [_text(row) for row in dropped],
        )


def _check_may_be_noted(store: Store, person: Customer, details: Details) -> None:
    """Refuse a reason or a birthday of who wants no notes, or from now on none.

    Raises: Refused.
    """
    now = read.customer(store, person.id) or person
    wants_none = now.no_notes if details.no_notes is None else details.no_notes
    if wants_none and (details.why or details.birthday):
        quiet.refuse(person)


def _check_reason(store: Store, person: Customer, what: str, why: str | None) -> None:
    """Refuse a reason of who wants no notes.

    Raises: Refused.
    """
    if why and (read.customer(store, person.id) or person).no_notes:
        quiet.refuse_words(person, what)


def set_usual_style(store: Store, signed: Signed, person: Customer, style: str | None, why: str | None) -> None:
    """Change how the person usually likes to be served.

    Raises: Refused where the person is gone meanwhile, or wants no notes and a reason is given.
    """
    _check_reason(store, person, "how they are", why)
    _change(store, signed, person, kinds.USUALLY, {"usual_style": style, "usual_why": why})


def put_aside(store: Store, signed: Signed, person: Customer, until: dt.date, why: str | None) -> None:
    """Put a person aside until a day, for the morning.

    Raises: Refused where the person is gone meanwhile, or wants no notes and a reason is given.
    """
    _check_reason(store, person, "until when they are put aside", why)
    _change(store, signed, person, kinds.LATER, {"later": until, "later_why": why})


def _change(store: Store, signed: Signed, person: Customer, verb: str, values: Mapping[str, object]) -> None:
    """Change columns of a person as one deed, which keeps what they were."""
    with office(store) as session:
        deed.begin(store, signed, verb, person, [_values_now(store, person, values)])
        people.change(session, person.id, values)


def _values_now(store: Store, person: Customer, columns: Mapping[str, object]) -> deed.Change:
    """Return the change that gives a person these columns back as they are now."""
    now = read.customer(store, person.id) or person
    return deed.values_were(person.id, {column: getattr(now, column) for column in columns})


def _given_anew(store: Store, person: Customer, details: Details) -> list[Row]:
    """Return the handles and the birthday that an edit replaces or clears."""
    gone: list[Row] = [handle for handle in read.handles(store, person.id) if handle.kind in details.cleared]
    if details.clears_birthday:
        gone += [occasion for occasion in read.occasions(store, person.id) if occasion.what == BIRTHDAY]
    return gone


def _named(store: Store, person: Customer, drop: Sequence[str]) -> list[Fact | Occasion]:
    """Return the pin, need or date that each of these texts names by its words.

    Raises: Refused where one names none, or more than one.
    """
    facts = [fact for kind in kinds.OF_FACT for fact in read.facts(store, person.id, kind)]
    dates = read.occasions(store, person.id)
    return [_the_one_with([*facts, *dates], words, person) for words in drop]


def _the_one_with(kept: Sequence[Fact | Occasion], words: str, person: Customer) -> Fact | Occasion:
    asked = set(names.fold(words))
    found = [row for row in kept if asked and asked <= set(names.fold(_text(row)))]
    found = [row for row in found if asked == set(names.fold(_text(row)))] or found
    if len(found) != 1:
        many = f"{len(found)} pins, needs or dates" if found else "no pin, need or date"
        raise Refused(
            f"{person.name} has {many} with “{words}”.", "oc history WHO has them; name one by words that only it has"
        )
    return found[0]


def _text(row: Fact | Occasion) -> str:
    return row.text if isinstance(row, Fact) else row.what
