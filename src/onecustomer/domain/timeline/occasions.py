"""Days to remember: which are near, which had a gesture, and writing a new one."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store import kinds
from ...store.counter import append, read
from ...store.record import Record
from ...store.rows import OCCASION, Occasion
from ..language import days, names
from ..language.days import YearlyDay
from . import deed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...store.database.connection import Store
    from ...store.rows import Customer
    from .deed import Signed

AHEAD, AHEAD_ONCE = 7, 14  # days from which a day of every year is near, and one of a lifetime
BEHIND = 2  # days past, for which the morning still asks
BELATED = 42  # days past, after which nobody speaks of a day of every year before it comes again
WHAT_LIMIT = 60
BIRTHDAY = "birthday"
EVERY_YEAR = (BIRTHDAY, "anniversary", "nameday", "name day", "christmas")
"""Words that make a day one of every year, where nothing else is said."""


class Coming(Record):
    """A day to remember, and the date on which it falls this time."""

    occasion: Occasion
    day: dt.date

    @property
    def is_moved(self) -> bool:
        """Whether it is a 29 February kept on the 28th."""
        return (self.occasion.month, self.occasion.day) != (self.day.month, self.day.day)


class Added(Record):
    """A day to remember that was written: its number, as d3, and in full the days that it replaced."""

    ref: str
    before: Sequence[str]


def near(occasions: Iterable[Occasion], today: dt.date, last_visit: str) -> list[Coming]:
    """Return the days that are near, and those past that nobody was here to speak of; what is to come first.

    `last_visit` is the day (ISO) of the last visit before today, empty where there is none.
    """
    found = [Coming(occasion, day) for occasion in occasions for day in _days_near(occasion, today, last_visit)]
    return sorted(found, key=lambda one: (one.day < today, abs(one.day - today), one.occasion.id))


def _days_near(occasion: Occasion, today: dt.date, last_visit: str) -> Iterator[dt.date]:
    """Yield the last day past, until the next visit after it, and the next one where it is near."""
    if not _comes_yearly(occasion):
        day = days.of_parts(occasion.year or 0, occasion.month, occasion.day)
        if day.isoformat() >= last_visit and (day - today).days <= AHEAD_ONCE:
            yield day
        return
    coming = days.next_yearly(occasion.month, occasion.day, today)
    past = days.next_yearly(occasion.month, occasion.day, today - dt.timedelta(days=BELATED))
    if past < today and past.isoformat() >= last_visit:
        yield past
    if (coming - today).days <= AHEAD:
        yield coming


def near_of(
    store: Store, customer_id: int, occasions: Sequence[Occasion], today: dt.date, last_visit: str
) -> list[Coming]:
    """Return which days of one customer are near, or past and not spoken of, and had no gesture yet."""
    found = near(occasions, today, last_visit)
    done = {gesture.due for gesture in read.of_kind(store, customer_id, kinds.GESTURE, -1)} if found else set()
    return [one for one in found if one.day.isoformat() not in done]


def named_by(coming: Sequence[Coming], text: str) -> Coming | None:
    """Return the day that a gesture is for: the one its words name best, else the nearest; none if none is near."""
    words = set(names.fold(text))

    def named(one: Coming) -> float:
        """Return the part of the day's words that are said: "dinner for the mayor" is not named by "for the"."""
        own = set(names.fold(one.occasion.what))
        return len(own & words) / max(len(own), 1)

    return max(coming, key=named, default=None)


def is_yearly(what: str) -> bool:
    """Tell whether what is remembered comes every year by its name."""
    words = f" {' '.join(names.fold(what))} "
    return any(f" {name} " in words for name in EVERY_YEAR)


def add(store: Store, signed: Signed, person: Customer, what: str, on: YearlyDay, *, yearly: bool) -> Added:
    """Write a day to remember in place of those of the same name.

    Raises: Refused where it comes once and is past, or they want no notes.
    """
    from ...store.counter import undo  # a card reads days, and writes none
    from . import quiet

    once = dt.date(on.year, on.month, on.day) if not yearly and on.year is not None else None
    if once and once < signed.today - dt.timedelta(days=BEHIND):
        raise Refused(
            f"{days.full(once)} is past, and comes only once.",
            "oc note --on DAY keeps what happened; --yearly remembers it every year",
        )
    with store.writing():
        now = read.customer(store, person.id)
        if now and now.no_notes:
            quiet.refuse(now)
        same = names.fold(what)
        old = [kept for kept in read.occasions(store, person.id) if names.fold(kept.what) == same]
        changes = [deed.row_was("occasion", undo.take_out(store, "occasion", kept.id)) for kept in old]
        deed_id = deed.begin(store, signed, kinds.REMEMBER, person, changes)
        whose = {"customer_id": person.id, "deed_id": deed_id}
        number = append.row(store, Occasion, what=what, yearly=yearly, **whose, **vars(on))
    return Added(f"{OCCASION}{number}", [in_full(kept) for kept in old])


def in_full(occasion: Occasion) -> str:
    """Return the day of an occasion in full: "every 26 Nov", "every 26 Nov, since 1958", "Fri 27 Nov 2026"."""
    if _comes_yearly(occasion):
        return every_year(YearlyDay(occasion.month, occasion.day, occasion.year))
    return days.full(days.of_parts(occasion.year or 0, occasion.month, occasion.day))


def every_year(day: YearlyDay) -> str:
    """Return a yearly day in full: "every 26 Nov", "every 26 Nov, since 1958"."""
    return f"every {days.of_year(day.month, day.day)}" + (f", since {day.year}" if day.year else "")


def when(coming: Coming, today: dt.date) -> str:
    """Return how near it is: "on Thursday", and of a 29 February in a common year that it is kept on the 28th."""
    return days.near(coming.day, today) + (" (for 29 Feb)" if coming.is_moved else "")


def _comes_yearly(occasion: Occasion) -> bool:
    return bool(occasion.yearly) or occasion.year is None
