"""Copies by themselves: once a day, and before something that changes much; and which go in time."""

from __future__ import annotations

import datetime as dt
import os
import time
from contextlib import suppress

from ...store import lost
from ...store.copies import kept, making, named
from ...store.counter import read
from ...store.database.connection import Store
from ...store.database.due import due
from ..timeline.deed import Moment
from . import settings

AN_HOUR = 60 * 60  # seconds, for which what could not be copied is not tried again


def daily(store: Store, moment: Moment) -> str | None:
    """Copy a store that has somebody, if it has no copy of today, and let go of the copies that are past their time.

    Shape: none where there is nobody, or another till did it meanwhile. Where it fails, it is due again in an hour.
    Raises: NotMade; StoreError; OSError.
    """
    if store.is_copy or read.has_nobody(store):
        return None
    now = moment.now.timestamp()
    _set_due(store.path, now + AN_HOUR)
    copy = None
    if os.path.exists(named.named(store.path, named.DAILY, moment.today)):
        let_go(store, moment.today)
    else:
        with suppress(FileExistsError):
            copy = make(store, named.DAILY, moment)
    lost.mark(store, moment.today.isoformat())
    _set_due(store.path, _midnight(moment.today))
    return copy


def before(store: Store, reason: str, moment: Moment) -> str | None:
    """Copy a store before something that changes much, and return the copy's path; none where one has all of it.

    Raises: NotMade; StoreError; OSError.
    """
    is_kept = store.is_copy or kept.has_all(store, moment.today)  # a shop's server keeps what a till has
    return None if is_kept else make(store, reason, moment)


def make(store: Store, reason: str, moment: Moment) -> str:
    """Copy a store into the folder of its copies, let go of those that are past their time, and return its path.

    Shape: some go before it too, so that a full disk has room again.
    Raises: NotMade; StoreError; OSError.
    """
    let_go(store, moment.today)
    copy = making.make(store, reason, moment.today)
    let_go(store, moment.today)
    return copy


def let_go(store: Store, today: dt.date) -> None:
    """Remove the copies of a store that are past their time, as far as they can be: nobody asked for it."""
    with suppress(OSError):
        kept.remove(copy.path for copy in past(store, today))


def past(store: Store, today: dt.date) -> list[named.Copy]:
    """Return the copies of a store that are past their time by the shop's rules, the oldest first.

    Shape: at a till of a shop all go in time, as no newer ones are made there.
    """
    counted_to = today if store.is_copy else kept.counted_to(store.path, today)
    last = settings.period(store, settings.COPIES).past(counted_to)
    return kept.past(store.path, last, today, newest_stays=not store.is_copy)


def _midnight(today: dt.date) -> float:
    """Return when the shop's next day begins, in Unix time."""
    return time.mktime((today.year, today.month, today.day + 1, 0, 0, 0, 0, 0, -1))


def _set_due(path: str, at: float) -> None:
    """Let the store at `path` be copied from then on; the tills only look at the time of a file."""
    file = due(path)
    os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    os.utime(file, (at, at))
