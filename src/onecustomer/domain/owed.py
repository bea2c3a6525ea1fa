"""What is owed to a customer: promises with a day, and complaints, each open until an entry ends it."""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..store import counter, kinds
from ..store.connect import Store
from . import days, deeds
from .deeds import Written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..store.rows import Entry, Person
    from .moment import Moment

PROMISE_LIMIT = 200
FAR = 180  # days ahead; "12 Nov" alone might then be the one that was


def open_things(connection: sqlite3.Connection, customer_id: int) -> list[Entry]:
    """Return what is open with a customer: promises by their day, then complaints, latest first."""
    entries = counter.open_entries(connection, customer_id)
    return promises(entries) + complaints(entries)


def promises(entries: Sequence[Entry]) -> list[Entry]:
    """Return the promises among entries, what is owed first in front."""
    return sorted(
        (entry for entry in entries if entry.kind == kinds.PROMISE), key=lambda entry: (day_of(entry), entry.id)
    )


def complaints(entries: Sequence[Entry]) -> list[Entry]:
    """Return the complaints among entries, in their order."""
    return [entry for entry in entries if entry.kind == kinds.COMPLAINT]


def promise(store: Store, moment: Moment, person: Person, text: str, by: dt.date) -> None:
    """Promise something by a day."""
    deeds.append(store, moment, person, kinds.PROMISE, Written(kinds.PROMISE, text, moment.today, due=by))


def end(store: Store, moment: Moment, person: Person, thing: Entry, kind: str, text: str | None) -> None:
    """End what is open: a complaint answered, a promise kept, exceeded or broken.

    Raises: Refused where another till has ended it meanwhile.
    """
    deeds.append(store, moment, person, kind, Written(kind, text, moment.today, about_id=thing.id))


def day_of(promised: Entry) -> str:
    """Return the day (ISO) by which a promise is owed; the day it was made where other hands took it out."""
    return promised.due or promised.day


def when(promised: Entry, today: dt.date) -> str:
    """Return how a promise stands to its day: "overdue since 18 Nov", "due today", "due on Friday".

    Shape: a day of another year and not near has its year: "overdue since 31 Dec 2026", "due on 12 Nov 2027".
    """
    day = days.of_iso(day_of(promised))
    is_near = 0 <= (day - today).days < FAR
    said = days.near(day, today) if is_near else ("" if day < today else "on ") + days.dated(day, today)
    return f"overdue since {said}" if day < today else f"due {said}"
