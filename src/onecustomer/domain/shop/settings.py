"""Settings: rules that a shop may change, each with its name, its meaning and its default."""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds
from ...store.counter import append, read
from ..finding.keys import REGION
from ..language.days import DAY_FIRST, MONTH_FIRST, ORDERS
from ..timeline import deed
from .rules import AGAIN, DATES, DAYS, MAY, QUIET, days, is_brief, order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ..timeline.deed import Signed
    from .periods import Period

NOTES, THANKS, AUDIT, COPIES = "notes", "thanks", "audit", "copies"
WORDS, ALWAYS, SHOP = kinds.OWN_WORDS, kinds.ALWAYS, "shop"

NO = "no"

PERIODS = {NOTES: (24, "month"), THANKS: (24, "month"), AUDIT: (12, "month"), COPIES: (30, "day")}
"""The settings that are a period, and their defaults: how many of which unit, in which a bare number is too."""

MEANING = {
    QUIET: "after how long somebody without a rhythm of visits is missed",
    AGAIN: "after how long to ask again what they need and why they come",
    DATES: f"how 11/12 is read: {DAY_FIRST} or {MONTH_FIRST}; refused where the shop does not say",
    REGION: "the country whose telephone numbers need no country code: two letters, as GB",
    kinds.BRIEF: "whether oc serve shows the name and the style only, as with --brief: yes or no",
    NOTES: "for how long after the last visit notes are kept, until oc tidy erases them",
    THANKS: "for how long after the last visit thanks are kept",
    AUDIT: "for how long it is kept who wrote what at which till",
    COPIES: "for how long copies of the store are kept, and longer only while there are no newer ones",
    WORDS: "words of your own, parted by commas, at which it is asked whether to keep them",
    ALWAYS: "kinds of words that you keep without being asked, as health",
    SHOP: "the shop's name and how to reach it, for oc policy",
    MAY: "what anybody of the shop may do without asking",
}

IN_WORDS = (REGION, MAY, WORDS, ALWAYS, SHOP)
"""The settings that are kept as they are said, and have no default."""


def period(store: Store, name: str) -> Period:
    """Return a setting that is a period; its default where the shop has set none, or what is none."""
    from . import periods  # no card waits for it

    count, unit = PERIODS[name]
    own = read.setting(store, name)
    if own:
        try:
            return periods.typed(own, unit)
        except Refused:  # it was changed outside onecustomer
            pass
    return periods.Period(count, unit)


def chosen(name: str | None) -> list[str]:
    """Return the names of the settings that a name asks for: all of them where none is given.

    Raises: Refused where there is no such setting.
    """
    if name is not None and name not in MEANING:
        raise Refused(f"There is no rule “{name}”; there are {', '.join(MEANING)}.", "oc setting shows them")
    return [name] if name else list(MEANING)


def value(store: Store, name: str) -> str | int | None:
    """Return the value of a setting as it holds: a number of days, a period, how days are read, what the shop says."""
    if name in IN_WORDS:
        return read.setting(store, name)
    if name in PERIODS:
        return str(period(store, name))
    if name == kinds.BRIEF:
        return kinds.YES if is_brief(store) else NO
    return order(store) if name == DATES else days(store, name)


def in_words(name: str, value: str | int | None) -> str:
    """Return the value of a setting in words; none means the default."""
    if name in PERIODS and not value:
        from . import periods

        return str(periods.Period(*PERIODS[name]))
    if name not in DAYS:
        return str(value or (NO if name == kinds.BRIEF else "not said"))
    count = int(value or DAYS[name])
    return f"{count} day{'' if count == 1 else 's'}"


def put(store: Store, signed: Signed, name: str, typed: str) -> str | None:
    """Change a setting and return its value as it is stored; empty text gives the default back.

    Raises: Refused where there is no such setting, or it cannot have that value.
    """
    chosen(name)
    value = checked(name, typed.strip()) if typed.strip() else None
    with store.writing():
        deed.begin(store, signed, kinds.SETTING, changes=[deed.setting_was(name, read.setting(store, name))])
        append.setting(store, name, value)
        if name == REGION:
            from ..finding import renew

            renew.everybody(store)
    return value


def checked(name: str, typed: str) -> str:
    """Return the value of a setting as it is stored.

    Raises: Refused where it cannot have that value.
    """
    from ..language import fields, parse_days

    if name in PERIODS:
        from . import periods

        return str(periods.typed(typed, PERIODS[name][1]))
    if name == kinds.BRIEF:
        if typed.casefold() not in (kinds.YES, NO):
            raise Refused("Cards are brief as a rule, or not: yes or no.", "oc setting brief yes")
        return typed.casefold()
    if name == ALWAYS:
        from ..language.sensitive import asking

        return asking.accept_kinds(typed)
    if name in (MAY, WORDS, SHOP):
        return fields.accept_line(typed.rstrip(" .;"), "rule")
    if name == REGION:
        from ..language import phone_regions

        return phone_regions.checked(typed)
    if name != DATES:
        return str(parse_days.every(f"{typed}d" if typed.isdecimal() else typed))
    if typed not in ORDERS:
        raise Refused(f"The rule dates takes {' or '.join(ORDERS)}.", "oc setting dates day-first")
    return typed
