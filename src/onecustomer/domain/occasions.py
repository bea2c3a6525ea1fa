"""Days to remember: what is near, what was done about it, and keeping a new one."""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..errors import Refused
from ..store import counter, kinds, undoing
from ..store.connect import Store
from . import changes, days, deeds, names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..store.rows import Person, Remembered
    from .moment import Moment

AHEAD, BEHIND = 7, 2  # days around a day to remember
WHAT_LIMIT = 60
BIRTHDAY = "birthday"
EVERY_YEAR = (BIRTHDAY, "anniversary", "nameday", "name day", "christmas")
"""Words that make a day one of every year, where nothing else is said."""


class Coming:
    """A day to remember, and the day on which it is kept this time.

    Shape: `moved` says that it is a 29 February kept on the 28th.
    """

    def __init__(self, occasion: Remembered, day: dt.date) -> None:
        self.occasion = occasion
        self.day = day
        self.moved = (occasion.month, occasion.day) != (day.month, day.day)


def near(occasions: Iterable[Remembered], gestures: Iterable[str | None], today: dt.date) -> list[Coming]:
    """Return the days a week ahead at most or two days past that had no gesture; what is to come first, nearest first.

    `gestures` are the days (ISO) for which something was done.
    """
    done = set(gestures)
    since, until = today - dt.timedelta(days=BEHIND), today + dt.timedelta(days=AHEAD)
    coming = [Coming(occasion, _next(occasion, since)) for occasion in occasions]
    return sorted(
        (one for one in coming if since <= one.day <= until and one.day.isoformat() not in done),
        key=lambda one: (one.day < today, abs(one.day - today), one.occasion.id),
    )


def near_of(connection: sqlite3.Connection, customer_id: int, today: dt.date) -> list[Coming]:
    """Return the days near of one customer."""
    occasions = counter.occasions(connection, customer_id)
    if not occasions:
        return []
    gestures = counter.of_kind(connection, customer_id, kinds.GESTURE, -1)
    return near(occasions, (gesture.due for gesture in gestures), today)


def meant(coming: Sequence[Coming], text: str) -> Coming | None:
    """Return the day that a gesture is for: the one its words name best, else the nearest; none if none is near."""
    said = set(names.words(text))

    def named(one: Coming) -> float:
        """Return the part of the day's words that are said: "dinner for the mayor" is not named by "for the"."""
        own = set(names.words(one.occasion.what))
        return len(own & said) / max(len(own), 1)

    return max(coming, key=named, default=None)


def is_yearly(what: str) -> bool:
    """Tell whether what is remembered comes every year by its name."""
    said = f" {' '.join(names.words(what))} "
    return any(f" {name} " in said for name in EVERY_YEAR)


def remember(
    store: Store, moment: Moment, person: Person, what: str, on: tuple[int, int, int | None], *, yearly: bool
) -> list[str]:
    """Keep a day to remember in place of one of the same name, and return the days that it was on.

    Raises: Refused where it comes once and is past.
    """
    month, day, year = on
    if not yearly and year is not None and dt.date(year, month, day) < moment.today - dt.timedelta(days=BEHIND):
        raise Refused(
            f"{days.full(dt.date(year, month, day))} is past, and there is nothing to remember it for.",
            "oc note --on DAY keeps what happened; --yearly remembers it every year",
        )
    with store.writing():
        same = names.words(what)
        old = [kept for kept in counter.occasions(store, person.id) if names.words(kept.what) == same]
        before = [changes.row_was("occasion", undoing.take_out(store, "occasion", kept.id)) for kept in old]
        deed_id = deeds.begin(store, moment, person, kinds.REMEMBER, changes.of(*before))
        counter.append_occasion(
            store, customer_id=person.id, deed_id=deed_id, what=what, month=month, day=day, year=year, yearly=yearly
        )
    return [said(kept) for kept in old]


def said(occasion: Remembered) -> str:
    """Return the day of an occasion in full: "every 26 Nov", "every 26 Nov, since 1958", "Fri 27 Nov 2026"."""
    if _comes_yearly(occasion):
        return every_year(occasion.month, occasion.day, occasion.year)
    return days.full(days.of_parts(occasion.year or 0, occasion.month, occasion.day))


def every_year(month: int, day: int, year: int | None) -> str:
    """Return a yearly day in full: "every 26 Nov", "every 26 Nov, since 1958"."""
    return f"every {days.of_year(month, day)}" + (f", since {year}" if year else "")


def when(coming: Coming, today: dt.date) -> str:
    """Return how near it is: "on Thursday", and of a 29 February in a common year that it is kept on the 28th."""
    return days.near(coming.day, today) + (" (for 29 Feb)" if coming.moved else "")


def _next(occasion: Remembered, since: dt.date) -> dt.date:
    if _comes_yearly(occasion):
        return days.next_yearly(occasion.month, occasion.day, since)
    return days.of_parts(occasion.year or 0, occasion.month, occasion.day)


def _comes_yearly(occasion: Remembered) -> bool:
    return bool(occasion.yearly) or occasion.year is None
