"""By when a promise is owed, as people type it: a day of `parse_days`, an hour, or both.

friday        friday 17:00 · friday at 5pm · 5pm on friday        17:00, noon: today
"""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store.record import Record
from . import parse_days
from .grammar import hours
from .grammar.spoken import either


class Due(Record):
    """The day by which something is owed, and the hour where one was said: "17:00"."""

    day: dt.date
    hour: str | None = None


def due(text: str, today: dt.date, order: str | None = None) -> Due:
    """Return by when something is owed; an hour alone is today's.

    Raises: Refused where the words are no day and no hour, or have two hours, or could be two of either; midnight could
    be of two days.
    """
    words, typed = hours.split(text)
    if not typed:
        return Due(parse_days.coming(text, today, order))
    if hours.split(" ".join(words))[1]:
        raise Refused(f"“{text.strip()}” has two hours.", "write one of them: friday 17:00")
    hour = hours.read(typed)
    day = parse_days.coming(" ".join(words), today, order) if words else today
    if hour in hours.MIDNIGHT:
        first = day - dt.timedelta(days=1) if words else today
        raise either(text, first, first + dt.timedelta(days=1))
    return Due(day, hour)


def hour_beside(text: str) -> str | None:
    """Return the hour at an end of words that are no day, as where it was typed outside of the quotes; else none."""
    try:
        typed = hours.split(text)[1]
        hour = hours.read(typed) if typed else None
    except Refused:
        return None
    return None if hour in hours.MIDNIGHT else hour
