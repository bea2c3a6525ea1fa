"""Days as the options of commands give them, read the way the shop reads them."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store


def past(store: Store, typed: str | None, today: dt.date) -> dt.date:
    """Return the day on which something happened, today where nothing is given.

    Raises: Refused where it is no day, or still to come.
    """
    if typed is None:
        return today
    from ...domain.language import parse_days
    from ...domain.shop import settings

    return parse_days.past(typed, today, settings.order(store))


def coming(store: Store, option: str, typed: str, today: dt.date) -> dt.date:
    """Return the day that an option gives.

    Raises: Refused where it is no day; as a shell gives an option the first of several words, the hint has quotes.
    """
    from ...domain.language import parse_days
    from ...domain.shop import settings

    try:
        return parse_days.coming(typed, today, settings.order(store))
    except parse_days.NotADay as error:
        raise Refused(error.sentence, f'{error.hint}; several words in quotes: {option} "in 3 days"') from None


def ending(day: dt.date | None) -> str:
    """Return the end of a sentence that says a day in full; empty where there is none to say."""
    if day is None:
        return ""
    from ...domain.language import days

    return f", {days.full(day)}"
