"""thank: a thank-you given to a customer."""

from __future__ import annotations

import datetime as dt

from ....domain.language import fields
from ....domain.timeline import entries
from ....domain.timeline.entries import NewEntry
from ....errors import Usage
from ....store import kinds
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import days
from .. import choose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...terminal.till import Till


class Thanked(Record):
    """A thank-you that was logged, what for where it was said, and `day` where one was named."""

    person: Customer
    reason: str | None
    day: dt.date | None

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        reason = f" {self.reason}" if self.reason else ""
        return f"Thanked {self.person.name}{reason}{days.ending(self.day)}."


def check(words: Sequence[str], who: str | None, on: str | None, via: str | None, *, due: bool, as_json: bool) -> None:
    """Refuse options that do not go together.

    Raises: Usage.
    """
    if due and (words or who is not None or on is not None or via is not None):
        raise Usage("--due only lists.", "oc thank --due; then oc thank --for WHO")
    if as_json and not due:
        raise Usage("--json is for --due, which reads.", "oc thank --due --json")


def list_due(till: Till, *, as_json: bool) -> None:
    """List who is due a thank-you, as the morning does."""
    from ....domain.overview.morning import THANKS
    from ..morning.today import whole

    whole(till, THANKS, as_json=as_json)


def thank(
    till: Till, words: Sequence[str], *, who: str | None = None, on: str | None = None, via: str | None = None
) -> Thanked:
    """Log a thank-you given to the customer being served or the one named; what for may be left out."""
    reason = fields.accept_note(" ".join(words), "reason") if words else None
    signed = till.signed()
    store = till.open()
    day = days.past(store, on, signed.today)
    person = choose.served_or_named(till, store, who, "thank")
    entry = NewEntry(kinds.THANKS, reason, day, via=fields.accept_via(via))
    entries.add(store, signed, person, kinds.THANKS, entry)
    return Thanked(person, reason, day if on is not None else None)
