"""remember: a day of a customer, every year or once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ....domain.finding import in_front
from ....domain.language import days, fields, parse_days
from ....domain.language.days import YearlyDay
from ....domain.language.grammar.words import without_weekday, words_of
from ....domain.language.text import quoted
from ....domain.shop import rules
from ....domain.timeline import occasions, quiet
from ....errors import Refused, Usage
from ....store.record import Record
from ....store.rows import Customer
from ...terminal.till import Till
from .. import choose, mindful


class Remembered(Record):
    """A day to remember that was added, as it was understood, and the days that it replaced."""

    person: Customer
    what: str
    comes: str
    before: Sequence[str]
    hints: Sequence[str]

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        is_moved = self.before and self.before != [self.comes]
        instead = f", in place of {'; '.join(self.before)}" if is_moved else ""
        return f"Remembered for {self.person.name}: {self.what}, {self.comes}{instead}."


def remember(
    till: Till, words: Sequence[str], *, who: str | None = None, yearly: bool = False, once: bool = False
) -> Remembered:
    """Add a day to remember; a birthday or an anniversary comes every year, all else once, unless an option says so.

    Raises: Usage where it is to be both; Refused where the words end in no day.
    """
    store = till.open()
    if not words:
        raise Usage("What is to be remembered, and of which day?", "oc remember birthday 11-26")
    if yearly and once:
        raise Usage("A day comes every year or once, not both.", "leave --yearly or --once out")
    signed = till.signed()
    order = rules.order(store)
    typed, (day, is_near) = _apart(" ".join(words), signed.today, order)
    what = fields.accept_note(typed, "occasion", occasions.WHAT_LIMIT)
    every_year = yearly or (occasions.is_yearly(what) and not once)
    day = _settled(day, signed.today, yearly=every_year, is_near=is_near)
    person = choose.served_or_named(till, store, who, "remember WHAT DAY")
    if person.no_notes:
        quiet.refuse(person)
    named = in_front.find(store, what, person.id) if who is None else None
    mindfully = mindful.hints(till, store, what)
    added = occasions.add(store, signed, person, what, day, yearly=every_year)
    comes = occasions.every_year(day) if every_year else days.full(dt.date(day.year or 0, day.month, day.day))
    return Remembered(person, what, comes, added.before, [*choose.may_be_about(till, named, added.ref), *mindfully])


def _apart(typed: str, today: dt.date, order: str | None) -> tuple[str, tuple[YearlyDay, bool]]:
    """Return what is remembered, and its day.

    Raises: Refused where the words end in none.
    """
    try:
        return parse_days.apart(typed, lambda text: _day(text, today, order))
    except parse_days.NotADay:
        if len(typed.split()) > 1:
            raise
        raise Refused(f"The day of “{typed}” is missing.", f"oc remember {quoted(typed)} 11-26") from None


def day_in_words(typed: str, today: dt.date, order: str | None, *, yearly: bool) -> tuple[str, YearlyDay | None]:
    """Return what is remembered, and the day where the words end in one.

    Raises: Refused where they end in a day that cannot be meant.
    """
    try:
        what, (day, is_near) = parse_days.apart(typed, lambda text: _day(text, today, order))
    except parse_days.NotADay:
        return typed, None
    return what, _settled(day, today, yearly=yearly, is_near=is_near)


def _settled(day: YearlyDay, today: dt.date, *, yearly: bool, is_near: bool) -> YearlyDay:
    """Return the day as it is stored: of one that comes once, its year; of a birthday tomorrow, no year of birth."""
    if yearly and is_near:
        return YearlyDay(day.month, day.day)
    if not yearly and day.year is None:
        return YearlyDay(day.month, day.day, parse_days.coming(days.of_year(day.month, day.day), today).year)
    return day


def _day(text: str, today: dt.date, order: str | None) -> tuple[YearlyDay, bool]:
    """Return the day that words mean, and whether they say it by its distance from today; a weekday is checked."""
    try:
        day = parse_days.birthday(text, order)
    except Refused:
        day = None
    if day and (day.year is not None or without_weekday(words_of(text))[0] is None):
        return day, False
    coming = parse_days.coming(text, today, order)
    return YearlyDay(coming.month, coming.day, coming.year), True
