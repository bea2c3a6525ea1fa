"""export: what is kept of everybody, of one person or of one of the staff, as data or as a sheet to hand over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ....domain.finding import named
from ....domain.language.text import clean, cut
from ....domain.shop import styles
from ....domain.transfer import exporting, json_file, plain, spreadsheet, staff, vcard
from ....domain.transfer.exporting import Person
from ....errors import NobodyCurrent, NotFound, Refused, Usage
from ....store.counter import read
from ....store.database.connection import Store
from ....store.record import Record
from ....store.rows import REFERENCE, Customer, number_of
from ...terminal import streams
from ...terminal.till import Till
from .. import choose, output

JSON, CSV, VCARD, PLAIN = "json", "csv", "vcard", "plain"
FORMS = (JSON, CSV, VCARD, PLAIN)
SIGN = "\ufeff"
"""What tells a spreadsheet that a file is UTF-8."""

WIDTH = 76  # columns of a sheet
SHOWN = 20  # entries that name others, said one by one
LONGEST = 40  # columns of a name that is said


class Wanted(Record):
    """What is asked for: whom, in which form, and where it goes."""

    form: str
    path: str | None
    force: bool
    with_notes: bool
    staff: str | None


def wanted(
    who: Sequence[str], forms: Sequence[str], *, path: str | None, force: bool, with_notes: bool, staff: str | None
) -> Wanted:
    """Return what is asked for.

    Raises: Usage where options do not go together.
    """
    form = forms[0] if forms else JSON
    if len(forms) > 1:
        raise Usage("One form at a time.", f"oc export --{forms[0]}, then oc export --{forms[1]}")
    if path == "-":
        path = None
    if force and path is None:
        raise Usage("--force goes with -o.", "oc export -o FILE --force writes over FILE")
    if staff is not None and who:
        raise Usage("--staff is one of the staff, and the words are a customer.", "oc export --staff NAME")
    if staff is not None and form not in (JSON, PLAIN):
        raise Usage("What the staff wrote comes as --json or --plain.", "oc export --staff NAME --plain")
    if with_notes and staff is None and form not in (CSV, VCARD):
        raise Usage("--with-notes goes with --csv, --vcard and --staff.", "--json and --plain have every note")
    return Wanted(form, path, force, with_notes, staff)


def export(till: Till, who: Sequence[str], asked: Wanted) -> None:
    """Write what is asked for to stdout or to a file, and say on stderr what the owner is to look at first.

    Raises: Usage; NobodyCurrent; NotFound; Ambiguous; Refused where the file is not to be written over.
    """
    if asked.path is not None:
        output.check_place(till, asked.path, force=asked.force, noun="export", hint=HINT)
    store = till.open()
    if asked.staff is not None:
        _write(till, _of_staff(store, asked), asked, asked.staff)
        return
    person = _person(till, store, who, asked.form)
    if person is None:
        _write(till, _of_everybody(store, asked), asked, "everybody")
        return
    found = exporting.one(store, person)
    if found is None:
        raise Refused(f"{person.name} was taken out of the store meanwhile.", "oc find")
    today = till.moment().today
    found["copies"] = exporting.copies_of(store, found, today)
    _write(till, _of_one(store, found, asked, today), asked, f"{person.name} ({person.ref})")
    if asked.form in (JSON, PLAIN):
        _say_what_to_look_at(store, person, found)


HINT = "oc export -o FILE names one, as customers.json"


def _person(till: Till, store: Store, who: Sequence[str], form: str) -> Customer | None:
    """Return whom the words mean; none where there are none, which is everybody but for a sheet."""
    if who:
        return choose.person(till, store, " ".join(who), "oc export")
    if form != PLAIN:
        return None
    if served := choose.customer_served(till, store):
        return served
    raise NobodyCurrent("oc export WHO --plain: a sheet is one person's")


def _write(till: Till, pieces: Iterator[str], asked: Wanted, of: str) -> None:
    if asked.path is None:
        output.show(pieces)
        return
    output.put(till, pieces, asked.path, force=asked.force, noun="export", hint=HINT)
    streams.out(f"Wrote {asked.path}: {of}. Nobody but you can read it.")


def _of_everybody(store: Store, asked: Wanted) -> Iterator[str]:
    if asked.form == JSON:
        return json_file.everybody(store)
    return _in_form(exporting.everybody(store), asked)


def _of_one(store: Store, person: Person, asked: Wanted, today: dt.date) -> Iterator[str]:
    if asked.form == JSON:
        return json_file.one(store, person)
    if asked.form == PLAIN:
        news = exporting.told_to(store, person)
        lines = plain.sheet(person, news, styles.known(store), lambda ref: _name(store, ref), today)
        return _rows(lines)
    return _in_form(iter([person]), asked)


def _in_form(people: Iterator[Person], asked: Wanted) -> Iterator[str]:
    if asked.form == VCARD:
        return vcard.cards(people, with_notes=asked.with_notes)
    return _signed(spreadsheet.rows(people, with_notes=asked.with_notes), asked)


def _signed(pieces: Iterator[str], asked: Wanted) -> Iterator[str]:
    """Yield the text of a spreadsheet; a file says first that it is UTF-8, and a pipe does not."""
    if asked.path is not None:
        yield SIGN
    yield from pieces


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a sheet, broken between words; what belongs to an item stands under its beginning."""
    for line in lines:
        indent = len(plain.BULLET) * line.startswith(plain.BULLET)
        for row in streams.broken(clean(line), WIDTH, indent):
            yield row + "\n"


def _of_staff(store: Store, asked: Wanted) -> Iterator[str]:
    name = asked.staff or ""
    spelled, others = staff.named(store, name)
    if not spelled:
        known = f"there are {', '.join(others)}" if others else "nobody has signed anything yet"
        raise NotFound(f"Nobody of the staff is called “{name}”.", f"as OC_STAFF says it: {known}")
    if asked.form == JSON:
        return staff.written(store, spelled, with_words=asked.with_notes)
    return _rows(staff.sheet(store, spelled, with_words=asked.with_notes))


def _name(store: Store, ref: str) -> str | None:
    number = number_of(ref, REFERENCE)
    person = read.customer(store, number) if number is not None else None
    return person.name if person else None


def _say_what_to_look_at(store: Store, person: Customer, found: Person) -> None:
    """Say on stderr which of the words may name somebody else: the owner looks at them before they are handed over."""
    flagged = list(_naming_others(store, person, found))
    for ref, words in flagged[:SHOWN]:
        streams.say(f"Look at {ref} before you hand this over: it may name somebody else: {words}.")
    if len(flagged) > SHOWN:
        streams.say(f"and {len(flagged) - SHOWN} more that may name somebody else")
    streams.say("Copies of the store that you keep elsewhere were not looked through.")


def _naming_others(store: Store, person: Customer, found: Person) -> Iterator[tuple[str, str]]:
    with store.reading():
        for ref, text in exporting.texts(found):
            words = [f"“{cut(clean(name), LONGEST)}”" for name in named.others(store, person, text)]
            if words:
                yield ref, ", ".join(words)
        for entry in found["interactions"]:
            if entry["other"] and (name := _name(store, entry["other"])):
                yield entry["ref"], f"“{cut(clean(name), LONGEST)}”"
