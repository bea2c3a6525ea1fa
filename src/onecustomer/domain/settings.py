"""Rules that a shop may make its own: each with its name, what it means, and what holds where nothing is said."""

from __future__ import annotations

import sqlite3

from ..errors import Refused
from ..store import counter, kinds
from ..store.connect import Store
from . import changes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .moment import Moment

ORDERS = DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
"""How 11/12 may be read."""

QUIET, AGAIN, THANKS, DATES = "quiet", "again", "thanks", "dates"

DAYS = {QUIET: 90, AGAIN: 365, THANKS: 180}
"""The rules that are a number of days, and what holds without the shop's own."""

MEANING = {
    QUIET: "after how long somebody without a rhythm of visits has gone quiet",
    AGAIN: "after how long to ask again what they need and why they come",
    THANKS: "after how long a thank-you is due again",
    DATES: "how 11/12 is read: day-first or month-first; refused where the shop does not say",
}


def days(connection: sqlite3.Connection, name: str) -> int:
    """Return a rule that is a number of days; what other hands made no number counts as not said."""
    said = counter.rule(connection, name) or ""
    is_count = said.isdecimal() and said.isascii() and len(said) < 6
    return (int(said) if is_count else 0) or DAYS[name]


def order(connection: sqlite3.Connection) -> str | None:
    """Return how the shop reads 11/12, none where it does not say."""
    said = counter.rule(connection, DATES)
    return said if said in ORDERS else None


def chosen(name: str | None) -> list[str]:
    """Return the rules that a name asks for; all of them where none is given.

    Raises: Refused where there is no such rule.
    """
    if name is not None and name not in MEANING:
        raise Refused(f"There is no rule “{name}”; there are {', '.join(MEANING)}.", "oc setting shows them")
    return [name] if name else list(MEANING)


def value(connection: sqlite3.Connection, name: str) -> str | int | None:
    """Return a rule as it holds: a number of days, or how days are read."""
    return order(connection) if name == DATES else days(connection, name)


def said(name: str, value: str | int | None) -> str:
    """Return a rule's value in words; none is what holds without the shop's own."""
    if name == DATES:
        return str(value or "not said")
    count = int(value or DAYS[name])
    return f"{count} day{'' if count == 1 else 's'}"


def put(store: Store, moment: Moment, name: str, typed: str) -> str | None:
    """Make a rule the shop's own and return it as it is kept; empty words give the program's back.

    Raises: Refused where there is no such rule, or it cannot be so.
    """
    chosen(name)
    value = _checked(name, typed.strip()) if typed.strip() else None
    with store.writing():
        before = changes.of(changes.rule_was(name, counter.rule(store, name)))
        counter.append_deed(
            store, at=moment.now, till=moment.till, staff=moment.staff, verb=kinds.SETTING, before=before
        )
        counter.put_rule(store, name, value)
    return value


def _checked(name: str, typed: str) -> str:
    from . import typed_days

    if name != DATES:
        return str(typed_days.every(f"{typed}d" if typed.isdecimal() else typed))
    if typed not in ORDERS:
        raise Refused(f"Days are read {' or '.join(ORDERS)}.", "oc setting dates day-first")
    return typed
