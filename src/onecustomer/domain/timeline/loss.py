"""A loss as it is felt: for how long somebody was here who left."""

from __future__ import annotations

import datetime as dt

from ..language import days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.rows import Customer, Rhythm

NEW = 14  # days, for less than which it is not said how long they were here
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SPOKEN = {str(number): word for number, word in enumerate(NUMBERS, 2)}


def after(person: Customer, rhythm: Rhythm | None, today: dt.date) -> str:
    """Return for how long a customer was here as it is spoken: "seven years", "7 weeks"; empty where they were new."""
    here = today.toordinal() - _first_day(person, rhythm, today)
    if here < NEW:
        return ""
    number, _, unit = days.span(here).partition(" ")
    return f"{SPOKEN.get(number, number)} {unit}" if unit == "years" else f"{number} {unit}"


def _first_day(person: Customer, rhythm: Rhythm | None, today: dt.date) -> int:
    if person.since:
        return days.of_iso(person.since).toordinal()
    return rhythm.first_day if rhythm else today.toordinal()
