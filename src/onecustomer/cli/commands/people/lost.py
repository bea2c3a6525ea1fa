"""lost: a customer left, and why."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.language import fields
from ....domain.timeline import entries, leaving
from ....domain.timeline.entries import NewEntry
from ....errors import Refused, Usage
from ....store import kinds
from ....store.counter import read
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import streams
from ...terminal.till import Till
from .. import choose


class Lost(Record):
    """That a customer left, and what was learned of why."""

    person: Customer
    why: str | None

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        why = f": {streams.kept(self.why)}" if self.why else ""
        return f"Noted that {self.person.name} left{why}. The card will say so when they return."


def lost(till: Till, who: Sequence[str], *, why: str | None, to: str | None) -> Lost:
    """Log that a customer left, why, and where they went; who has left is not being served any more.

    Raises: Usage where nobody is named, and nobody can be asked; Refused where it is known, and nothing new is said.
    """
    said = fields.accept_note(why, "reason", fields.LINE_LIMIT) if why is not None else None
    place = fields.accept_note(to, "place", fields.LINE_LIMIT) if to is not None else None
    signed = till.signed()
    store = till.open()
    name = " ".join(who) or (streams.ask("Who left? Enter for nobody:") if till.interactive else "")
    if not name:
        raise Usage("Say who left.", "oc lost WHO --why TEXT")
    person = choose.person(till, store, name, "oc lost")
    reason = leaving.reason(said, place)
    with store.reading():
        rhythm = read.rhythm(store, person.id)
    if rhythm and rhythm.lost and not reason:
        raise Refused(f"{person.name} left already, as is noted.", f"oc lost {person.ref} --why TEXT adds why")
    entries.add(store, signed, person, kinds.LOST, NewEntry(kinds.LOST, reason, signed.today))
    choose.let_go(till, store, person.id)
    return Lost(person, reason)
