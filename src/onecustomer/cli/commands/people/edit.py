"""edit: what is known of somebody is changed, cleared or dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ....domain.people import editing
from ....domain.people.details import Details
from ....errors import Usage
from ....store.record import Record
from ...terminal import streams
from ...terminal.till import Till
from .. import choose, mindful
from .details import details_from


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
    mindfully = mindful.hints(till, store, details.why)
    edited = editing.edit(store, till.signed(), person, details, drop)
    return Edited(details.name or person.name, edited.now, edited.before, edited.dropped, mindfully)
