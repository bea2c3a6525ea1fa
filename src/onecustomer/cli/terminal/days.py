"""Days as the options of commands give them, read the way the shop reads them."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from . import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from ...domain.language.parse_due import Due
    from ...store.database.connection import Store

    Read = TypeVar("Read")

UNDERSTOOD = "Write friday, friday 17:00, in 3 days or end of month."


def past(store: Store, typed: str | None, today: dt.date) -> dt.date:
    """Return the day on which something happened, today where nothing is given.

    Raises: Refused where it is no day, or still to come.
    """
    if typed is None:
        return today
    from ...domain.language import parse_days
    from ...domain.shop import rules

    return parse_days.past(typed, today, rules.order(store))


def coming(store: Store, option: str, typed: str, today: dt.date) -> dt.date:
    """Return the day that an option gives.

    Raises: Refused where it is no day; as a shell gives an option the first of several words, the hint has quotes.
    """
    from ...domain.language import parse_days

    return _given(parse_days.coming, store, f'{option} "in 3 days"', typed, today)


def due(store: Store, option: str, typed: str, today: dt.date) -> Due:
    """Return by when something is owed, as an option gives it: a day, and an hour where it has one.

    Raises: Refused as `coming` does.
    """
    from ...domain.language import parse_due

    return _given(parse_due.due, store, f'{option} "in 3 days" or "friday 17:00"', typed, today)


def _given(
    read: Callable[[str, dt.date, str | None], Read], store: Store, example: str, typed: str, today: dt.date
) -> Read:
    from ...domain.language.parse_days import NotADay
    from ...domain.shop import rules

    try:
        return read(typed, today, rules.order(store))
    except NotADay as error:
        raise Refused(error.sentence, f"{error.hint}; several words in quotes: {example}") from None


def asked(store: Store, today: dt.date) -> Due:
    """Return by when something is owed that the person at the terminal gives, after a wrong one asked again.

    Raises: Refused where it is none the third time.
    """
    for _ in range(streams.TRIES - 1):
        try:
            return due(store, "--by", streams.line("By which day?"), today)
        except Refused as error:
            streams.say(f"{error.sentence} {UNDERSTOOD}")
    return due(store, "--by", streams.line("By which day?"), today)


def ending(day: dt.date | None, via: str | None = None) -> str:
    """Return the end of a sentence that says a day in full, and the way; empty where there is none to say."""
    way = f", via {via}" if via else ""
    if day is None:
        return way
    from ...domain.language import days

    return f", {days.full(day)}{way}"
