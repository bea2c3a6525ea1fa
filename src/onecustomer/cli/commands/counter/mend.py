"""mend: an entry, a pin, a need or a day to remember gets other words, is taken out, or goes to whom it was about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ....domain.language import days, fields
from ....domain.language.text import NOTE_LIMIT
from ....domain.shop import rules
from ....domain.timeline import mending, occasions
from ....domain.timeline.deed import Signed
from ....domain.timeline.mending import Mended
from ....errors import Usage
from ....store import kinds
from ....store.database.connection import Store
from ....store.record import Record
from ....store.rows import Customer, Fact, Interaction, Occasion
from ...terminal import streams
from ...terminal.till import Till
from .. import choose, mindful
from ..people.remember import day_in_words
from .note import typed_note

FORMS = "oc mend e41 NEW WORDS, oc mend e41 --drop, or oc mend e41 --move WHO"


class Said(Record):
    """What was mended, on which day."""

    done: Mended
    verb: str
    today: dt.date
    hints: Sequence[str] = ()

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        done = self.done
        from_to = f", from {done.person.name} to {done.to.name}" if done.to else ""
        along = f"; and how it ended: {streams.kept(done.ending.text or done.ending.kind)}" if done.ending else ""
        along += f"; it said: {streams.kept(_words(done.before))}" if done.before else ""
        along += f"; open again: {streams.kept(done.opened.text or '')}" if done.opened else ""
        whose = f" for {done.person.name}" if not done.to else ""
        what = f"{done.row.ref}, {_what(done.row, self.today)}{whose}{from_to}"
        if done.person.no_notes and not done.to and not done.before:
            return f"{self.verb} {what}."
        words = _words(done.row)
        return f"{self.verb} {what}{f': {streams.kept(words)}' if words else ''}{along}"


def mend(till: Till, number: str, words: Sequence[str], *, drop: bool = False, move: str | None = None) -> Said:
    """Mend what has this number: by new words, or take it out, or give it to the person it was about.

    Raises: Usage where it is not said how; Refused where nothing has the number, or it cannot be mended so.
    """
    if (move is not None) + drop + bool(words) > 1:
        raise Usage("New words, --drop or --move: only one of them.", FORMS)
    signed = till.signed()
    store = till.open()
    with store.reading():
        row, person = mending.find(store, number)
    if drop or move is not None:
        to = choose.person(till, store, move, f"oc mend {row.ref} --move") if move is not None else None
        done = mending.move(store, signed, row, person, to) if to else mending.drop(store, signed, row, person)
        if isinstance(row, Interaction) and row.kind == kinds.VISIT:
            choose.forget_visit(till, person, to)
        return Said(done, "Moved" if to else "Took out", signed.today)
    mending.check_words(row)
    mending.check_shown(row, person)
    words = [typed_note()] if list(words) == ["-"] else words
    typed = " ".join(words) if words else _asked(till, row, person, signed.today)
    mindfully = mindful.hints(till, store, typed)
    if isinstance(row, Occasion):
        return Said(_reword_occasion(store, row, person, typed, signed), "Mended", signed.today, mindfully)
    limit = fields.LINE_LIMIT if isinstance(row, Fact) else NOTE_LIMIT
    text = fields.accept_note(typed, row.kind if isinstance(row, Fact) else "note", limit)
    return Said(mending.reword(store, signed, row, person, text), "Mended", signed.today, mindfully)


def _reword_occasion(store: Store, row: Occasion, person: Customer, typed: str, signed: Signed) -> Mended:
    """Give a day to remember another name, and another day too where the words end in one."""
    what, day = day_in_words(typed, signed.today, rules.order(store), yearly=bool(row.yearly))
    text = fields.accept_note(what, "occasion", occasions.WHAT_LIMIT)
    return mending.reword(store, signed, row, person, text, day)


def _asked(till: Till, row: Interaction | Fact | Occasion, person: Customer, today: dt.date) -> str:
    """Return the new words from the person at the terminal.

    Raises: Usage where nobody is there to ask.
    """
    if not till.interactive:
        raise Usage("How is it to be mended?", FORMS)
    streams.say(f"{row.ref}, {_what(row, today)} for {person.name}, says: {streams.kept(_words(row))}")
    return streams.line("It should say:")


def _what(row: Interaction | Fact | Occasion, today: dt.date) -> str:
    """Return what kind of thing a row is, who wrote it and when: "complaint (Ana, 18 Nov)"."""
    if isinstance(row, Occasion):
        return "day to remember"
    by = f"{row.staff}, " if row.staff else ""
    return f"{row.kind} ({by}{days.dated(days.of_iso(row.day), today)})"


def _words(row: Interaction | Fact | Occasion) -> str:
    if isinstance(row, Occasion):
        return f"{row.what}, {occasions.in_full(row)}"
    parts = (getattr(row, "style", None), row.text)
    return ", ".join(part for part in parts if part)
