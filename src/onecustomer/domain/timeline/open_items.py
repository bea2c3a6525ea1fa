"""What is open with a customer: promises with a day, and what they said that waits for an answer, until it is ended."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ..language import days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store.database.connection import Store
    from ...store.rows import Customer, Interaction
    from .deed import Signed
    from .entries import Written

END_OF_DAY = "24:00"  # by which hour a promise is owed that has none
FAR = 180  # days ahead, from which "12 Nov" alone might be taken for the one before


def open_things(store: Store, customer_id: int) -> list[Interaction]:
    """Return what is open with a customer: promises by their day, then what waits for an answer, latest first.

    Shape: who has left may leave no longer.
    """
    found = read.open_entries(store, customer_id)
    if any(entry.kind == kinds.LEAVING for entry in found):
        from . import leaving  # few may leave

        if leaving.has_left(store, customer_id):
            found = [entry for entry in found if entry.kind != kinds.LEAVING]
    return promises(found) + concerns(found)


def promises(found: Sequence[Interaction]) -> list[Interaction]:
    """Return the promises among entries, what is due first in front; without an hour it is the end of the day."""
    return sorted(
        (entry for entry in found if entry.kind == kinds.PROMISE),
        key=lambda entry: (day_of(entry), entry.due_time or END_OF_DAY, entry.id),
    )


def due_on(store: Store, day: dt.date) -> list[Interaction]:
    """Return the promises to anybody that are owed by a day and still open, by their hour, then the oldest in front."""
    return promises(read.due(store, day.isoformat()))


def concerns(found: Sequence[Interaction]) -> list[Interaction]:
    """Return what waits for an answer among entries, in their order: complaints, warnings, and that they may leave."""
    return [entry for entry in found if entry.kind != kinds.PROMISE]


def promise(store: Store, signed: Signed, person: Customer, text: str, by: dt.date, hour: str | None = None) -> Written:
    """Promise something by a day, and an hour of it where one is given, as "17:00"."""
    from . import entries  # a card reads what is open, and writes none

    promised = entries.NewEntry(kinds.PROMISE, text, signed.today, due=by, due_time=hour)
    return entries.add(store, signed, person, kinds.PROMISE, promised)


def end(store: Store, signed: Signed, person: Customer, thing: Interaction, kind: str, text: str | None) -> None:
    """End what is open: answered where it waits for an answer; a promise is kept, exceeded or broken.

    Raises: Refused where another till has ended it meanwhile.
    """
    from . import entries

    entries.add(store, signed, person, kind, entries.NewEntry(kind, text, signed.today, about_id=thing.id))


def day_of(promised: Interaction) -> str:
    """Return the day (ISO) by which a promise is owed; the day it was made where the store has none."""
    return promised.due or promised.day


def days_late(promised: Interaction, today: dt.date) -> int:
    """Return how many days the day of a promise is past; 0 where it is not."""
    return max(0, (today - days.of_iso(day_of(promised))).days)


def is_past(day: str, hour: str | None, today: str, clock: str) -> bool:
    """Tell whether a day (ISO) is past, or its hour where it is today; `clock` is the hour it is, or empty."""
    return (day, hour or END_OF_DAY) < (today, clock)


def was_late(store: Store, ending: Interaction, promised: Interaction | None) -> bool:
    """Tell whether an entry kept a promise after its day, or after its hour."""
    if promised is None or ending.kind != kinds.KEPT:
        return False
    is_by_hour = promised.due_time and ending.day == day_of(promised)
    hour = read.hour_written(store, ending.deed_id) if is_by_hour else ""
    return is_past(day_of(promised), promised.due_time, ending.day, hour)


def when(promised: Interaction, today: dt.date, clock: str = "") -> str:
    """Return how a promise stands to its day: "overdue since 18 Nov", "due today at 17:00", "overdue since 17:00".

    Shape: a day of another year and not near has its year: "overdue since 31 Dec 2026", "due on 12 Nov 2027".
    """
    day, hour = days.of_iso(day_of(promised)), promised.due_time
    if is_past(day_of(promised), hour, today.isoformat(), clock):
        return f"overdue since {days.with_hour(days.dated(day, today), hour) if day < today else hour}"
    said = days.near(day, today) if (day - today).days < FAR else f"on {days.dated(day, today)}"
    return f"due {said} at {hour}" if hour else f"due {said}"
