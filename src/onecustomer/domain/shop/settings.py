"""Rules that a shop may make its own: each with its name, what it means, and what holds where nothing is said."""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds
from ...store.counter import append, read
from ..language.days import DAY_FIRST, MONTH_FIRST, ORDERS
from ..timeline import deed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ..timeline.deed import Signed

QUIET, AGAIN, THANKS, DATES = "quiet", "again", "thanks", "dates"

DAYS = {QUIET: 90, AGAIN: 365, THANKS: 180}
"""The rules that are a number of days, and what holds without the shop's own."""

MEANING = {
    QUIET: "after how long somebody without a rhythm of visits has gone quiet",
    AGAIN: "after how long to ask again what they need and why they come",
    THANKS: "after how long a thank-you is due again",
    DATES: f"how 11/12 is read: {DAY_FIRST} or {MONTH_FIRST}; refused where the shop does not say",
}


def days(store: Store, name: str) -> int:
    """Return a rule that is a number of days; what is no number counts as not said."""
    own = read.setting(store, name) or ""
    is_count = own.isdecimal() and own.isascii() and len(own) < 6
    return (int(own) if is_count else 0) or DAYS[name]


def order(store: Store) -> str | None:
    """Return how the shop reads 11/12, none where it does not say."""
    own = read.setting(store, DATES)
    return own if own in ORDERS else None


def chosen(name: str | None) -> list[str]:
    """Return the rules that a name asks for; all of them where none is given.

    Raises: Refused where there is no such rule.
    """
    if name is not None and name not in MEANING:
        raise Refused(f"There is no rule “{name}”; there are {', '.join(MEANING)}.", "oc setting shows them")
    return [name] if name else list(MEANING)


def value(store: Store, name: str) -> str | int | None:
    """Return a rule as it holds: a number of days, or how days are read."""
    return order(store) if name == DATES else days(store, name)


def in_words(name: str, value: str | int | None) -> str:
    """Return a rule's value in words; none is what holds without the shop's own."""
    if name == DATES:
        return str(value or "not said")
    count = int(value or DAYS[name])
    return f"{count} day{'' if count == 1 else 's'}"


def put(store: Store, signed: Signed, name: str, typed: str) -> str | None:
    """Make a rule the shop's own and return it as it is kept; empty words give the program's back.

    Raises: Refused where there is no such rule, or it cannot be so.
    """
    chosen(name)
    value = _checked(name, typed.strip()) if typed.strip() else None
    with store.writing():
        deed.begin(store, signed, kinds.SETTING, changes=[deed.setting_was(name, read.setting(store, name))])
        append.setting(store, name, value)
    return value


def _checked(name: str, typed: str) -> str:
    from ..language import parse_days

    if name != DATES:
        return str(parse_days.every(f"{typed}d" if typed.isdecimal() else typed))
    if typed not in ORDERS:
        raise Refused(f"Days are read {' or '.join(ORDERS)}.", "oc setting dates day-first")
    return typed
