"""note --gesture and note --referral: what was done for a customer, and whom they brought."""

from __future__ import annotations

import datetime as dt

from ....domain.finding import in_front
from ....domain.language import fields
from ....domain.timeline import entries, occasions, quiet
from ....domain.timeline.entries import NewEntry
from ....domain.timeline.occasions import Coming
from ....errors import Refused
from ....store import kinds
from ....store.counter import read
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import days, streams
from .. import choose, mindful

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...terminal.till import Till


class GestureNoted(Record):
    """A gesture that was logged, the day to remember that it was for, and its own day where one was named."""

    person: Customer
    text: str
    occasion: Coming | None
    day: dt.date | None
    via: str | None
    hints: Sequence[str]

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        from ....domain.language.days import full

        reason = f", for {self.occasion.occasion.what} ({full(self.occasion.day)})" if self.occasion else ""
        opening = f"Noted gesture for {self.person.name}{reason}{days.ending(self.day, self.via)}"
        return f"{opening}: {streams.kept(self.text)}"


class ReferralNoted(Record):
    """That a customer brought another."""

    person: Customer
    brought: Customer
    text: str | None
    hints: Sequence[str] = ()

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        said = f" ({streams.kept(self.text)})" if self.text else ""
        return f"Noted for {self.person.name}: brought {self.brought.name}{said}; a thank-you is due."


def gesture(
    till: Till, words: Sequence[str], *, who: str | None = None, on: str | None = None, via: str | None
) -> GestureNoted:
    """Log something done for a customer; where a day to remember is near, it is for that day."""
    is_asked = not words and till.interactive
    text = "" if is_asked else fields.accept_note(" ".join(words), "gesture")
    signed = till.signed()
    store = till.open()
    day = days.past(store, on, signed.today)
    way = fields.accept_via(via)
    person = choose.served_or_named(till, store, who, "note --gesture")
    if person.no_notes:
        quiet.refuse(person)
    if is_asked:
        text = fields.accept_note(streams.line(f"What did you do for {person.name}?"), "gesture")
    mindfully = mindful.hints(till, store, text)
    with store.reading():
        last = read.last_before(store, person.id, kinds.VISIT, day.isoformat())
        kept = read.occasions(store, person.id)
        near = occasions.near_of(store, person.id, kept, day, last.day if last else "")
        coming = occasions.named_by(near, text)
    due = coming.day if coming else None
    named = in_front.find(store, text, person.id) if who is None else None
    written = entries.add(store, signed, person, kinds.GESTURE, NewEntry(kinds.GESTURE, text, day, via=way, due=due))
    hints = [*choose.may_be_about(till, named, written.refs[0]), *mindfully]
    return GestureNoted(person, text, coming, day if on is not None else None, way, hints)


def referral(till: Till, words: Sequence[str], *, brought: str, who: str | None = None) -> ReferralNoted:
    """Log that a customer brought another, who is here already.

    Raises: Refused where that is the same person, or was logged before.
    """
    text = fields.accept_note(" ".join(words)) if words else None
    signed = till.signed()
    store = till.open()
    person = choose.served_or_named(till, store, who, "note --referral WHO")
    other = choose.person(till, store, brought, "oc note --referral")
    if other.id == person.id:
        raise Refused(f"{person.name} cannot have brought {person.name}.", "oc note --for WHO --referral WHOM")
    with store.reading():
        before = read.of_kind(store, person.id, kinds.REFERRAL, -1)
    if any(entry.other_id == other.id for entry in before):
        raise Refused(f"It is noted already that {person.name} brought {other.name}.", f"oc history {person.ref}")
    if person.no_notes:
        quiet.refuse(person)
    mindfully = mindful.hints(till, store, text)
    entry = NewEntry(kinds.REFERRAL, text, signed.today, other_id=other.id)
    entries.add(store, signed, person, kinds.REFERRAL, entry)
    return ReferralNoted(person, other, text, mindfully)
