"""Settings: rules that a shop may change, each with its name, its meaning and its default."""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds
from ...store.counter import append, read
from ..finding.keys import REGION
from ..language.days import DAY_FIRST, MONTH_FIRST, ORDERS
from ..timeline import deed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ..timeline.deed import Signed

QUIET, AGAIN, DATES, MAY = "quiet", "again", "dates", "may"

DAYS = {QUIET: 90, AGAIN: 365}
"""The settings that are a number of days, and their defaults."""

MEANING = {
    QUIET: "after how long somebody without a rhythm of visits is missed",
    AGAIN: "after how long to ask again what they need and why they come",
    DATES: f"how 11/12 is read: {DAY_FIRST} or {MONTH_FIRST}; refused where the shop does not say",
    REGION: "the country whose telephone numbers need no country code: two letters, as GB",
    MAY: "what anybody of the shop may do without asking",
}

IN_WORDS = (REGION, MAY)
"""The settings that are kept as they are said, and have no default."""


def days(store: Store, name: str) -> int:
    """Return a setting that is a number of days; its default where the shop has set none, or what is no number."""
    own = read.setting(store, name) or ""
    is_count = own.isdecimal() and own.isascii() and len(own) < 6
    return (int(own) if is_count else 0) or DAYS[name]


def order(store: Store) -> str | None:
    """Return how the shop reads 11/12; none where it has not set that."""
    own = read.setting(store, DATES)
    return own if own in ORDERS else None


def chosen(name: str | None) -> list[str]:
    """Return the names of the settings that a name asks for: all of them where none is given.

    Raises: Refused where there is no such setting.
    """
    if name is not None and name not in MEANING:
        raise Refused(f"There is no rule “{name}”; there are {', '.join(MEANING)}.", "oc setting shows them")
    return [name] if name else list(MEANING)


def value(store: Store, name: str) -> str | int | None:
    """Return the value of a setting as it holds: a number of days, how days are read, or what the shop says."""
    if name in IN_WORDS:
        return read.setting(store, name)
    return order(store) if name == DATES else days(store, name)


def in_words(name: str, value: str | int | None) -> str:
    """Return the value of a setting in words; none means the default."""
    if name in (DATES, *IN_WORDS):
        return str(value or "not said")
    count = int(value or DAYS[name])
    return f"{count} day{'' if count == 1 else 's'}"


def put(store: Store, signed: Signed, name: str, typed: str) -> str | None:
    """Change a setting and return its value as it is stored; empty text gives the default back.

    Raises: Refused where there is no such setting, or it cannot have that value.
    """
    chosen(name)
    value = _checked(name, typed.strip()) if typed.strip() else None
    with store.writing():
        deed.begin(store, signed, kinds.SETTING, changes=[deed.setting_was(name, read.setting(store, name))])
        append.setting(store, name, value)
        if name == REGION:
            from ..finding import renew

            renew.everybody(store)
    return value


def _checked(name: str, typed: str) -> str:
    from ..language import fields, parse_days

    if name == MAY:
        return fields.accept_line(typed.rstrip(" .;"), "rule")
    if name == REGION:
        from ..language import phone_regions

        return phone_regions.checked(typed)
    if name != DATES:
        return str(parse_days.every(f"{typed}d" if typed.isdecimal() else typed))
    if typed not in ORDERS:
        raise Refused(f"The rule dates takes {' or '.join(ORDERS)}.", "oc setting dates day-first")
    return typed
