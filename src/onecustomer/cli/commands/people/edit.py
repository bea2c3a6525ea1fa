"""edit: what is known of somebody is changed, cleared or dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ....domain.people import editing
from ....domain.people.details import Details
from ....domain.timeline import open_items
from ....errors import Usage
from ....store import kinds
from ....store.database.connection import Store
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import streams
from ...terminal.till import Till
from .. import choose, mindful
from .details import details_from

CONCERNS = {kinds.COMPLAINT: "A complaint", kinds.WARNING: "A warning", kinds.LEAVING: "That they may leave"}
"""What waits for an answer, as a sentence begins with it."""


class Edited(Record):
    """What was changed of somebody, what was known before of what was given, and the texts of what was dropped."""

    name: str
    now: Mapping[str, str]
    before: Mapping[str, str]
    dropped: Sequence[str]
    hints: Sequence[str] = ()

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        changed = [self._changed(label) for label in self.now]
        changed += [f"no longer: {streams.kept(text)}" for text in self.dropped]
        return f"Changed {self.name}: {'; '.join(changed)}."

    def _changed(self, label: str) -> str:
        now, before = self.now[label], self.before[label]
        was = f"was {streams.kept(before) or 'none'}" if now != before else "as before"
        return f"{label} {streams.kept(now) or 'none'}, {was}"


def edit(
    till: Till,
    who: Sequence[str],
    name: str | None,
    given: Mapping[str, Any],
    *,
    drop: Sequence[str],
    notes: bool = False,
    no_notes: bool = False,
) -> Edited:
    """Change what is given of the customer named, or the one being served.

    `no_notes` ends that notes of them are taken and shown, `notes` begins it again.

    Raises: Usage where nothing is given.
    """
    if notes and no_notes:
        raise Usage("Notes or no notes, not both.", "oc edit WHO --no-notes, or oc edit WHO --notes")
    store = till.open()
    details = details_from(store, name, given, till.moment().today)
    if notes or no_notes:
        details.no_notes = True if no_notes else ""
    if details == Details() and not drop:
        raise Usage("What is to be changed?", 'oc edit WHO --phone "212 555 0143"\noc edit --help has the rest')
    person = choose.served_or_named(till, store, " ".join(who) if who else None, "edit", option="")
    hints = mindful.hints(till, store, details.why)
    if no_notes and not person.no_notes:
        hints += _unanswered(till, store, person)
    edited = editing.edit(store, till.signed(), person, details, drop)
    return Edited(details.name or person.name, edited.now, edited.before, edited.dropped, hints)


def _unanswered(till: Till, store: Store, person: Customer) -> list[str]:
    """Return a line that names what waits for an answer, and will be shown no more; nothing where nothing does."""
    with store.reading():
        waiting = open_items.concerns(open_items.open_things(store, person.id))
    if not waiting:
        return []
    what = f"{len(waiting)} things wait" if len(waiting) > 1 else f"{CONCERNS[waiting[0].kind]} waits"
    stands = "stand" if len(waiting) > 1 else "stands"
    meant = f"{what} for an answer, and {stands} in the morning no more: oc undo, then oc done --for {person.ref}"
    return [till.typed(meant)]
