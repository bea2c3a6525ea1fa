"""What becomes of copies once they are made: who is in them, how long they stay, and that they go."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing, suppress

from ..database.connection import Store
from . import digest, good, named
from .named import Copy

DAYS, WEEKS = 7, 3
"""How many daily copies are kept, and from how many weeks before them one each."""

OF_ONE_REASON = (named.IMPORT, named.MERGE, named.TIDY, named.RESTORE)
MOST = 3
"""How many copies are kept that were made before such a thing, of each."""

NEW = 60 * 60  # seconds
LIMITED = (named.DAILY, *OF_ONE_REASON)


def holding(path: str, keys: Collection[str]) -> list[Copy]:
    """Return the copies of the store at `path` that have a customer of one of these keys, the oldest first.

    Shape: a copy that cannot be read is named too, as nobody can say that they are not in it; so is what was set aside.
    """
    return [copy for copy in named.of_store(path) if _holds(copy.path, keys)] + named.set_aside(path)


def _holds(copy: str, keys: Collection[str]) -> bool:
    try:
        with closing(Store.at(copy, lambda _: None, "ro", timeout=0)) as store:
            return any(store.ask("SELECT 1 FROM customer WHERE key = ?", (key,)) for key in keys)
    except Exception:  # whatever is wrong with it, it may hold them
        return True


def has_somebody(store: Store) -> bool:
    """Tell whether there is anybody in an open store."""
    return bool(store.ask("SELECT 1 FROM customer LIMIT 1"))


def has_new(path: str) -> bool:
    """Tell whether the newest copy of the store at `path` was made within the last hour, as the disk has it."""
    newest = named.newest(path)
    return newest is not None and 0 <= time.time() - os.stat(newest.path).st_mtime < NEW


def people(copy: str) -> int:
    """Return how many people a copy has."""
    with closing(Store.at(copy, lambda _: None, "ro")) as store:
        return int(store.value("SELECT count(*) FROM customer"))


def past(path: str, last: dt.date) -> list[Copy]:
    """Return the copies of the store at `path` that go by now, the oldest first.

    Shape: those made up to the day `last`; all daily ones but the newest DAYS and, of the WEEKS before, the first of
    each week; all but the newest few of one reason, where MOST says so. The newest good copy is never among them.
    """
    copies = named.of_store(path)
    stays = _daily([copy for copy in copies if copy.reason == named.DAILY])
    for reason in OF_ONE_REASON:
        stays += [copy for copy in copies if copy.reason == reason][-MOST:]
    goes = [copy for copy in copies if copy.day <= last or (copy.reason in LIMITED and copy not in stays)]
    if not goes:
        return []
    stays_anyway = good.newest(copies)
    return [copy for copy in goes if copy != stays_anyway]


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
