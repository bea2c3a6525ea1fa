"""That no copy is made any more: since when, and why. It is said to who can do something, and never in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import OnecustomerError
from ...store import kinds
from ...store.copies import failed, named
from ...store.counter import read
from ...store.database.connection import Store
from ...store.record import Record
from ..language import days

DAYS_KNOWN, DAYS = 1, 3
"""How many days old the newest copy may be while the shop writes: where it is known why, and where it is not."""

BECAUSE = {
    failed.DAMAGED: "the store is damaged",
    failed.ROOM: "the disk has no room for one",
    failed.FOLDER: "their folder cannot be written to",
}
WRITTEN = "coalesce(day, substr(at, 1, 10))"
FIRST_SINCE = f"SELECT min({WRITTEN}) FROM deed WHERE {WRITTEN} > ?"  # noqa: S608  our own words


class Uncopied(Record):
    """Since the copy of which day there is none, none where there never was one; and why, empty where nobody knows."""

    since: dt.date | None
    why: str

    def sentence(self, today: dt.date) -> str:
        """Return what is said of it, and the next step."""
        said = f"No copy since {days.dated(self.since, today)}" if self.since else "There is no copy of the store"
        return f"{said}{because(self.why)}. oc doctor says more."

    def values(self) -> dict[str, str | None]:
        """Return what the sentence says, for programs."""
        return {"since": self.since.isoformat() if self.since else None, "why": self.why or None}


def because(why: str) -> str:
    """Return what stands behind the sentence that there is no copy; empty where nobody knows why."""
    return f": {BECAUSE[why]}" if why in BECAUSE else ""


def now(store: Store, today: dt.date) -> Uncopied | None:
    """Return that an open store is no longer copied, while it is written to; none where it is."""
    if store.is_copy:
        return None
    since = _newest(store.path, today)
    why = why_not(store.path, since)
    if why in BECAUSE:
        return Uncopied(since, why)
    closed = failed.FOLDER if failed.is_closed(store.path) else ""
    return Uncopied(since, closed) if _is_late(store, since, today, DAYS_KNOWN if closed else DAYS) else None


def why_not(path: str, since: dt.date | None) -> str:
    """Return why the store at `path` could not be copied after that day; empty where it was not tried, or could."""
    word = failed.read(path)
    return word.why if word and (since is None or word.day > since) else ""


def to_tell(path: str, today: dt.date) -> Uncopied | None:
    """Return what a till says of the store at `path`: once a day, where its copy is overdue by more than a day."""
    word, since = failed.read(path), _newest(path, today)
    if word is None or word.told == today or not why_not(path, since):
        return None
    if (today - (since or word.day)).days <= DAYS_KNOWN:
        return None
    failed.tell(path, today)
    return Uncopied(since, word.why)


@contextmanager
def noted(path: str, today: dt.date) -> Iterator[None]:
    """Leave a word of why the store at `path` could not be copied where the block raises; take it back elsewhere."""
    try:
        yield
    except (OnecustomerError, OSError) as error:
        failed.leave(path, failed.why_of(error), today)
        raise
    failed.clear(path)


def _newest(path: str, today: dt.date) -> dt.date | None:
    """Return the day of the newest copy; what a wrong clock has put further ahead is no copy of today's work."""
    ahead = today + dt.timedelta(days=kinds.DAYS_AHEAD)
    return max((copy.day for copy in named.of_store(path) if copy.day <= ahead), default=None)


def _is_late(store: Store, since: dt.date | None, today: dt.date, most: int) -> bool:
    """Tell whether the newest copy is more than so many days old, and something was written on a day between."""
    if since and (today - since).days <= most:
        return False
    first = store.value(FIRST_SINCE, (since.isoformat() if since else "",))
    if not first or first >= today.isoformat() or read.has_nobody(store):
        return False
    return since is not None or (today - days.of_iso(first)).days > most
