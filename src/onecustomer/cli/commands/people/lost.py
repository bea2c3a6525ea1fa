"""lost: a customer left, and why; what is still owed, and the command of a last kind word."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.finding.first_name import first_name
from ....domain.language import fields
from ....domain.language.text import ended
from ....domain.timeline import entries, leaving, loss, open_items
from ....domain.timeline.entries import NewEntry
from ....errors import Refused, Usage
from ....store import kinds
from ....store.counter import read
from ....store.database.connection import Store
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import streams
from ...terminal.till import Till
from .. import asking, choose, mindful

MOST_OWED = 3  # promises that are named


class Lost(Record):
    """That a customer left, after how long, why, what is still owed, and the command of a last kind word.

    Shape: `after` is as it is spoken, "seven years", and empty where they were new; `next` is empty where nothing is
    noted of them.
    """

    person: Customer
    after: str
    why: str | None
    owed: Sequence[str]
    next: str
    hints: Sequence[str] = ()

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        after = f", after {self.after}" if self.after else ""
        why = f": {streams.kept(self.why)}" if self.why else ""
        said = ended(f"{self.person.name} is gone{after}{why}")
        if self.owed:
            more = f" and {len(self.owed) - MOST_OWED} more" if len(self.owed) > MOST_OWED else ""
            named = "; ".join(map(streams.kept, self.owed[:MOST_OWED]))
            said += " " + ended(f"We still owe: {named}{more}")
        return f"{said} A last kind word: {self.next}" if self.next else said


def lost(till: Till, who: Sequence[str], *, why: str | None, to: str | None) -> Lost:
    """Log that a customer left, why, and where they went; who has left is not being served any more.

    Raises: Usage where nobody is named, and nobody can be asked; Refused where it is known, and nothing new is said.
    """
    said = fields.accept_note(why, "reason", fields.LINE_LIMIT) if why is not None else None
    place = fields.accept_note(to, "place", fields.LINE_LIMIT) if to is not None else None
    signed = till.signed()
    store = till.open()
    person = _who_left(till, store, " ".join(who))
    reason = leaving.reason(said, place)
    with store.reading():
        rhythm = read.rhythm(store, person.id)
    if rhythm and rhythm.lost and not reason:
        raise Refused(f"It is noted already that {person.name} left.", f"oc lost {person.ref} --why TEXT adds why")
    mindfully = mindful.hints(till, store, reason)
    entries.add(store, signed, person, kinds.LOST, NewEntry(kinds.LOST, reason, signed.today))
    choose.let_go(till, store, person.id)
    with store.reading():
        owed = [promise.text or "" for promise in open_items.promises(read.open_entries(store, person.id))]
        after = loss.after(person, rhythm, signed.today)
        word = "" if person.no_notes else till.typed(f"oc note --gesture --for {first_name(store, person)}")
    return Lost(person, after, reason, owed, word, mindfully)


def _who_left(till: Till, store: Store, name: str) -> Customer:
    """Return whom the words mean, or whom the person at the terminal names.

    Raises: Usage where nobody is named; NotFound; Ambiguous.
    """

    def find(query: str) -> Customer:
        return choose.person(till, store, query, "oc lost")

    if name:
        return find(name)
    found = asking.whom("Who left? Enter for nobody:", find) if till.interactive else None
    if found is None:
        raise Usage("Say who left.", "oc lost WHO --why TEXT")
    return found
