"""What becomes of copies once they are made: who is in them, how long they stay, and that they go."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing, suppress

from ..database.connection import Store
from . import digest, good, named
from .named import Copy

DAYS, WEEKS = 7, 3
"""How many daily copies are kept, and from how many weeks before them one each."""

OF_ONE_REASON = (named.IMPORT, named.MERGE, named.TIDY, named.RESTORE, named.ANEW)
MOST = 3
"""How many copies are kept that were made before such a thing, of each."""

FAR = 31
"""Days without a copy or a write, after which a day may be that of a wrong clock."""

NEWEST_DEED = 'SELECT id, "key" FROM deed ORDER BY id DESC LIMIT 1'
LIMITED = (named.DAILY, *OF_ONE_REASON)


def holding(path: str, keys: Collection[str], today: dt.date | None = None) -> list[Copy]:
    """Return the copies of the store at `path` that have a customer of one of these keys, the oldest first.

    Shape: a copy that cannot be read is named too, as nobody can say that they are not in it; so is what was set aside.
    """
    return [copy for copy in named.of_store(path, today) if _holds(copy.path, keys)] + named.set_aside(path)


def _holds(copy: str, keys: Collection[str]) -> bool:
    try:
        with closing(Store.at(copy, lambda _: None, "ro", timeout=0)) as store:
            return any(store.ask("SELECT 1 FROM customer WHERE key = ?", (key,)) for key in keys)
    except Exception:  # whatever is wrong with it, it may hold them
        return True


def has_all(store: Store, today: dt.date) -> bool:
    """Tell whether the newest copy of an open store is good and has its newest deed: nothing was written since."""
    newest = named.newest(store.path, today)
    if newest is None or not good.is_good(newest.path):
        return False
    try:
        with closing(Store.at(newest.path, lambda _: None, "ro", timeout=0)) as copy:
            return copy.ask(NEWEST_DEED) == store.ask(NEWEST_DEED)
    except Exception:  # of an older schema, or gone: then another is made
        return False


def people(copy: str) -> int:
    """Return how many people a copy has."""
    with closing(Store.at(copy, lambda _: None, "ro")) as store:
        return int(store.value("SELECT count(*) FROM customer"))


def past(path: str, last: dt.date, today: dt.date, *, newest_stays: bool = True) -> list[Copy]:
    """Return the copies of the store at `path` that go by now, the oldest first.

    Shape: those made up to the day `last`; all daily ones but the newest DAYS and, of the WEEKS before, the first of
    each week; all but the newest few of one reason, where MOST says so. The newest good copy is not among them where
    it stays.
    """
    copies = named.of_store(path, today)
    stays = _daily([copy for copy in copies if copy.reason == named.DAILY])
    for reason in OF_ONE_REASON:
        stays += [copy for copy in copies if copy.reason == reason][-MOST:]
    goes = [copy for copy in copies if copy.day <= last or (copy.reason in LIMITED and copy not in stays)]
    if not goes or not newest_stays:
        return goes
    stays_anyway = good.newest(copies)
    return [copy for copy in goes if copy != stays_anyway]


def counted_to(path: str, today: dt.date) -> dt.date:
    """Return the day up to which the ages of the copies of the store at `path` are counted.

    Shape: today, if a copy was made in the FAR days before it. Else the day of the newest copy before today, so that a
    clock which is wrong once costs no copy; where it is right, the copy of today says so from tomorrow on.
    """
    before = max((copy.day for copy in named.of_store(path, today) if copy.day < today), default=today)
    return today if (today - before).days <= FAR else before


def _daily(copies: Sequence[Copy]) -> list[Copy]:
    """Return the daily copies that stay: the newest, and before them the first of each week."""
    before, newest = copies[:-DAYS], copies[-DAYS:]
    weeks: dict[tuple[int, int], Copy] = {}
    for copy in before:
        weeks.setdefault(copy.day.isocalendar()[:2], copy)
    return [*list(weeks.values())[-WEEKS:], *newest]


def remove(copies: Iterable[str]) -> None:
    """Remove copies by their paths, with their digests; what is gone already is gone."""
    for path in copies:
        with suppress(FileNotFoundError):
            os.remove(path)
        digest.remove(path)
