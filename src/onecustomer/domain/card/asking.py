"""What to ask a customer: again, once they were long away or it was long ago; and what they never said."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ..language import days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store.database.connection import Store
    from ...store.rows import Customer, Fact, Interaction, Rhythm

WHY, NEVER_SAID = "why they come", "what brought them"
LONG = 42  # days since the last visit that are a long absence, where they are also
TWICE = 2  # this many times the usual gap between their visits


class Again(Record):
    """What to ask a customer after a long absence, each thing with the day it was last confirmed.

    Shape: `is_here` says that they came today or are being served.
    Units: `away` is days.
    """

    away: int
    things: Sequence[tuple[str, dt.date]]
    is_here: bool


class Ask(Record):
    """The one thing to ask at a visit, and the day it was last said; none where it never was."""

    what: str
    day: dt.date | None


class Known(Record):
    """What is known of a customer that is asked for: needs, why they come, and how they come.

    Shape: `last` is the last visit before today.
    """

    person: Customer
    needs: Sequence[Fact]
    last: Interaction | None
    rhythm: Rhythm | None

    def things(self) -> list[tuple[str, dt.date]]:
        """Return each thing that may be asked again, with the day it was last confirmed."""
        found = [(need.text, days.of_iso(need.day)) for need in self.needs]
        if self.person.why and self.person.why_day:
            found.append((WHY, days.of_iso(self.person.why_day)))
        return found


def again(store: Store, known: Known, today: dt.date, *, is_here: bool) -> Again | None:
    """Return what to ask a customer again today, none where they were not away long.

    `is_here` says that they are being served, if no visit of today does.
    Shape: all that was not confirmed since the visit before the absence, or long ago.
    """
    if known.last is None:
        return None
    last = days.of_iso(known.last.day)
    away = (today - last).days
    gap = known.rhythm.gap if known.rhythm and known.rhythm.gap else 0
    if away < max(LONG, TWICE * gap):
        return None
    things = known.things()
    stale = _stale(store, today) if things else today  # of whom nothing is known, no setting is read
    came = read.first_after(store, known.person.id, kinds.VISIT, known.last, days.ahead(today)) is not None
    return Again(away, [(what, day) for what, day in things if day <= max(stale, last)], is_here=is_here or came)


def ask(store: Store, known: Known, today: dt.date) -> Ask | None:
    """Return the one thing to ask a customer today; none where all was said lately, or this is their first visit.

    Shape: why they come where they never said it, and then what was said longest ago.
    """
    if known.last and not (known.person.why or known.person.comes_never):
        return Ask(NEVER_SAID, None)
    things = known.things()
    oldest = min(things, key=lambda thing: thing[1], default=None)
    if oldest is None or oldest[1] > _stale(store, today):
        return None
    return Ask(*oldest)


def _stale(store: Store, today: dt.date) -> dt.date:
    """Return the day up to which what was said is asked again."""
    from ..shop import rules

    return today - dt.timedelta(days=rules.days(store, rules.AGAIN))
