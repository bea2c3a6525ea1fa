"""What to ask again: what a customer needs and why they came, once that was long ago or they were long away."""

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
    from ...store.rows import Customer, Fact

WHY = "why they come"
LONG = 42  # days since the last visit that are a long absence, where they are also
TWICE = 2  # this many times the usual gap between their visits


class Again(Record):
    """What to ask a customer again, each thing with the day it was last confirmed, and how long they were away.

    Shape: `away` is none where that is not long; `is_here` says that they came today or are being served.
    Units: `away` is days; `oldest` is days since the oldest thing was confirmed, 0 where there is none.
    """

    away: int | None
    things: Sequence[tuple[str, dt.date]]
    oldest: int
    is_here: bool


def again(store: Store, person: Customer, needs: Sequence[Fact], today: dt.date, *, is_here: bool) -> Again | None:
    """Return what to ask a customer again today, none where all was confirmed lately and they were not away long.

    `is_here` says that they are being served, if no visit of today does.
    Shape: after a long absence, all that was not confirmed since the visit before it.
    """
    visit = read.last_before(store, person.id, kinds.VISIT, today.isoformat())
    last = days.of_iso(visit.day) if visit else None
    away = (today - last).days if last else 0
    long = last is not None and away >= max(LONG, TWICE * _gap(store, person.id))
    known = [(need.text, days.of_iso(need.day)) for need in needs]
    if person.why and person.why_day:
        known.append((WHY, days.of_iso(person.why_day)))
    things = _to_confirm(store, known, last if long else None, today) if known else []
    if not (long or things):
        return None
    came = visit is not None and read.first_after(store, person.id, kinds.VISIT, visit, days.ahead(today)) is not None
    oldest = max(((today - day).days for _, day in things), default=0)
    return Again(away if long else None, things, oldest, is_here=is_here or came)


def _to_confirm(
    store: Store, known: Sequence[tuple[str, dt.date]], since: dt.date | None, today: dt.date
) -> list[tuple[str, dt.date]]:
    """Return what was confirmed long ago, or not since a day."""
    from ..shop import settings  # of whom nothing is known, nothing is asked, and no setting read

    stale = today - dt.timedelta(days=settings.days(store, settings.AGAIN))
    return [(what, day) for what, day in known if day <= stale or (since is not None and day <= since)]


def _gap(store: Store, customer_id: int) -> int:
    rhythm = read.rhythm(store, customer_id)
    return rhythm.gap if rhythm and rhythm.gap else 0
