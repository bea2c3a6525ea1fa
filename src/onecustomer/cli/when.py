"""Days as the options of commands say them, read the way the shop reads them."""

from __future__ import annotations

import datetime as dt

from ..domain import days
from ..errors import Refused
from ..store.connect import Store


def past(store: Store, typed: str | None, today: dt.date) -> dt.date:
    """Return the day on which something happened, today where nothing is said.

    Raises: Refused where it is no day, or still to come.
    """
    if typed is None:
        return today
    from ..domain import settings, typed_days

    return typed_days.past(typed, today, settings.order(store))


def said(day: dt.date, typed: str | None) -> str:
    """Return the day in full, as a sentence goes on with it; empty where none was typed."""
    return f", {days.full(day)}" if typed is not None else ""


def coming(store: Store, option: str, typed: str, today: dt.date) -> dt.date:
    """Return the day that an option says.

    Raises: Refused where it is no day; as a shell gives an option the first of several words, the hint has quotes.
    """
    from ..domain import settings, typed_days

    try:
        return typed_days.coming(typed, today, settings.order(store))
    except typed_days.NotADay as error:
        raise Refused(error.sentence, f'{error.hint}; several words in quotes: {option} "in 3 days"') from None
