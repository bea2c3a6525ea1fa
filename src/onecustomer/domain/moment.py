"""Who writes, where and when: handed to every deed, so that the domain never reads a clock or a terminal."""

from __future__ import annotations

import datetime as dt


class Moment:
    """A till at one moment.

    Units: `now` is aware UTC; `today` is the shop's day.
    """

    def __init__(self, now: dt.datetime, today: dt.date, till: str, staff: str | None) -> None:
        self.now = now
        self.today = today
        self.till = till
        self.staff = staff
