"""edit: what is known of somebody is changed, cleared or dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ....domain.people import editing
from ....domain.people.details import Details
from ....errors import Usage
from ....store.record import Record
from ....store.rows import Customer
from ...terminal.till import Till
from .. import choose
from .details import details_from, understood


class Edited(Record):
    """What was changed of somebody, and the texts of what was dropped."""

    person: Customer
    details: Details
    dropped: Sequence[str]

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        without = f", without: {'; '.join(self.dropped)}" if self.dropped else ""
        return f"Changed {self.details.name or self.person.name}{understood(self.details)}{without}."


def edit(till: Till, who: Sequence[str], name: str | None, given: Mapping[str, Any], *, drop: Sequence[str]) -> Edited:
    """Change what is given of the customer named, or the one being served.

    Raises: Usage where nothing is given.
    """
    store = till.open()
    details = details_from(store, name, given)
    if details == Details() and not drop:
        raise Usage("Nothing to change is given.", 'oc edit WHO --phone "212 555 0143"; oc edit --help has the rest')
    person = choose.served_or_named(till, store, " ".join(who) if who else None, "edit", option="")
    return Edited(person, details, editing.edit(store, till.signed(), person, details, drop))
