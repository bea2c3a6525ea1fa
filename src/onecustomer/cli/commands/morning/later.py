"""later: somebody is put aside until a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ....domain.language import days, fields
from ....domain.people import editing
from ....errors import Usage
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import streams
from ...terminal.days import coming
from ...terminal.till import Till
from .. import choose, mindful


class PutAside(Record):
    """That somebody is put aside until a day, and why."""

    person: Customer
    until: dt.date
    why: str | None
    hints: Sequence[str] = ()

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        why = f": {streams.kept(self.why)}" if self.why else "."
        return f"{self.person.name} is put aside until {days.full(self.until)}{why}"


def later(till: Till, words: Sequence[str], *, until: str | None, why: str | None) -> PutAside:
    """Put the one named, or the one being served, aside until a day; what is owed to them is not.

    Raises: Usage where no day is given; Refused where it is past.
    """
    store = till.open()
    if until is None:
        raise Usage("Until which day?", 'oc later WHO --until "in 2 weeks"')
    signed = till.signed()
    reason = fields.accept_note(why, "reason", fields.LINE_LIMIT) if why is not None else None
    day = coming(store, "--until", until, signed.today)
    if day < signed.today:
        raise Usage(f"{days.full(day)} is past.", "--until a day to come")
    person = choose.served_or_named(till, store, " ".join(words) if words else None, "later", option="")
    mindfully = [] if person.no_notes else mindful.hints(till, store, reason)
    editing.put_aside(store, signed, person, day, reason)
    return PutAside(person, day, reason, mindfully)
