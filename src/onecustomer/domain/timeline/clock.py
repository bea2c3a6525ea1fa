"""A clock that was wrong, as where a till's battery is flat: the next write says so, once."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import append, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store


def check(store: Store, now: dt.datetime, today: dt.date) -> None:
    """Say so where the newest deed lies further ahead than tomorrow; the deed that is begun now is the newest then.

    Nothing is mended by it, as it may be this till's clock that is behind.
    """
    newest = read.newest_deed(store)
    if newest and newest.at > append.as_text(now + dt.timedelta(days=kinds.DAYS_AHEAD)):
        store.tell_later(
            f"The last write has the day {newest.at[:10]}, and this till says {today}: one of the clocks is wrong."
        )
