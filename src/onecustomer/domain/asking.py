"""What to ask again: what a customer needs and why they came, once that was long ago or they were long away."""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..store import counter, kinds
from . import days, settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..store.rows import Lasting, Person

LONG = 42  # days between two visits that are a long absence,
TWICE = 2  # where they are also this many times as long as between their visits else


class Again:
    """What to ask again, each with the day it was last confirmed; and how long they were away, where that was long.

    Units: `away` is days, and `oldest` those since the first of the things was confirmed.
    """

    def __init__(self, away: int | None, things: list[tuple[str, dt.date]], today: dt.date, *, is_here: bool) -> None:
        self.away = away
        self.is_here = is_here
        self.things = things
        self.oldest = max(((today - day).days for _, day in things), default=0)


def again(
    connection: sqlite3.Connection, person: Person, needs: Sequence[Lasting], today: dt.date, *, is_here: bool
) -> Again | None:
    """Return what to ask a customer again today, none where everything known is fresh and they were here lately.

    `is_here` says that they are being served, if no visit of today does.
    Shape: after a long absence, all that was not confirmed since the visit before it.
    """
    visit = counter.last_before(connection, person.id, kinds.VISIT, today.isoformat())
    last = days.of_iso(visit.day) if visit else None
    away = (today - last).days if last else 0
    long = last is not None and away >= max(LONG, TWICE * _gap(connection, person.id))
    stale = today - dt.timedelta(days=settings.days(connection, settings.AGAIN))
    known = [(need.text, days.of_iso(need.day)) for need in needs]
    if person.why and person.why_day:
        known.append((WHY, days.of_iso(person.why_day)))
    things = [(what, day) for what, day in known if day <= stale or (long and last and day <= last)]
    if not (long or things):
        return None
    came = visit is not None and counter.first_after(connection, person.id, kinds.VISIT, visit) is not None
    return Again(away if long else None, things, today, is_here=is_here or came)


WHY = "why they come"


def _gap(connection: sqlite3.Connection, customer_id: int) -> int:
    pace = counter.pace(connection, customer_id)
    return pace.gap if pace and pace.gap else 0
