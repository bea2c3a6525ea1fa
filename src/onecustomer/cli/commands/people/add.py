"""add: somebody new, unless they are here already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....domain.finding.duplicates import find_duplicates
from ....domain.language.text import clean
from ....domain.people import editing
from ....domain.people.details import Details
from ....errors import Refused
from ....store.database.connection import Store
from ....store.record import Record
from ....store.rows import Customer, reference
from ...screens import candidates
from ...terminal import streams
from ...terminal.till import Till
from .. import choose
from .details import details_from, understood


class Added(Record):
    """Somebody who was added, by number, and who brought them."""

    customer_id: int
    details: Details
    brought_by: Customer | None

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        thanks = f" {self.brought_by.name} brought them: a thank-you is due." if self.brought_by else ""
        return f"Added {self.details.name} ({reference(self.customer_id)}){understood(self.details)}.{thanks}"


def add(till: Till, name: str, given: Mapping[str, Any], *, brought_by: str | None, yes: bool) -> Added:
    """Add somebody; `yes` adds them also where somebody like them is here.

    Raises: Refused where they may be here already, and nobody says that they are two.
    """
    signed = till.signed()
    store = till.open(make=True)
    details = details_from(store, name, given)
    others = None if yes else _others(till, store, details)
    bringer = choose.person(till, store, brought_by, "oc add … --brought-by") if brought_by is not None else None
    return Added(editing.add(store, signed, details, bringer, others), details, bringer)


def _others(till: Till, store: Store, details: Details) -> list[int]:
    """Return who is like the new one, by number, once the person has said that they are somebody else.

    Raises: Refused where they say no, or nobody can be asked.
    """
    today = till.moment().today
    with store.reading():
        found = find_duplicates(store, details.name or "", details.handles, today)
    if not found:
        return []
    streams.listed(candidates.rows(found, today, streams.width(), choose.SHOWN))
    if till.interactive and streams.agrees(f"Is {details.name} somebody else?"):
        return [one.person.id for one in found]
    raise Refused(
        f"Not added: {clean(found[0].person.name)} may be the same person.",
        f"oc serve {found[0].ref}; or add --yes if they are two",
    )
