"""What the counter lane reads to serve one person.

Nothing heavier than `sqlite3` is imported here. Every question goes to an index: a contract test reads the query
plans of all of them.
"""

from __future__ import annotations

from ..rows import Customer, Deed, Fact, Handle, Interaction, News, Occasion, Rhythm, Setting, Style, Telling

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..database.connection import Store

NEVER = "9999-12-31"
TIMELINE = "WHERE customer_id = ? ORDER BY day DESC, id DESC LIMIT ?"
COUNTS = f"day NOT BETWEEN ? AND '{NEVER}'"  # what can be no day stays in, and is complained of
OF_KIND = f"WHERE customer_id = ? AND kind = ? AND {COUNTS} ORDER BY day DESC, id DESC LIMIT ?"
LAST = (
    f"WHERE customer_id = ? AND {COUNTS} AND kind NOT IN (:unsaid) AND (text IS NOT NULL OR about_id IS NOT NULL)"
    " ORDER BY day DESC, id DESC LIMIT ?"
)
IS_OPEN = (
    "awaits IS NOT NULL AND NOT EXISTS (SELECT 1 FROM counter_entry AS ending WHERE ending.about_id = counter_entry.id)"
)
OPEN = f"WHERE customer_id = ? AND {IS_OPEN} ORDER BY day DESC, id DESC"
DUE = f"WHERE due = ? AND {IS_OPEN} ORDER BY id"
AFTER = (
    f"WHERE customer_id = ? AND kind = ? AND {COUNTS} AND (day > ? OR (day = ? AND id > ?)) ORDER BY day, id LIMIT 1"
)
BEFORE = "WHERE customer_id = ? AND kind = ? AND day < ? ORDER BY day DESC LIMIT 1"
ON_DAY = "WHERE customer_id = ? AND kind = ? AND day = ? LIMIT 20"
IS_ABOUT = "WHERE about_id = ? ORDER BY id LIMIT 1"
LIVE = "WHERE until >= ? ORDER BY until, id"
STYLES = "WHERE customer_id = ? AND day = ? AND style IS NOT NULL ORDER BY id DESC"
TODAY_STYLE = f"{STYLES} LIMIT 1"
STYLED = (
    "WHERE customer_id = ? AND style = ? AND day >= ? AND day < ? AND text IS NOT NULL"
    " ORDER BY day DESC, id DESC LIMIT 20"
)
OF_CUSTOMER = "WHERE customer_id = ?"
NEWEST_FACTS = "WHERE customer_id = ? AND kind = ? ORDER BY day DESC, id DESC"
BY_ID = "WHERE id = ?"
HOUR_WRITTEN = "SELECT strftime('%H:%M', at, 'localtime') FROM counter_deed WHERE id = ?"


def customer(store: Store, customer_id: int) -> Customer | None:
    """Return the customer of this number, if there is one."""
    return store.first(Customer, BY_ID, customer_id)


def has_nobody(store: Store) -> bool:
    """Tell whether no customer is in the store."""
    return store.first(Customer, "LIMIT 1") is None


def by_key(store: Store, key: str) -> Customer | None:
    """Return the customer of this key, if this store has one."""
    return store.first(Customer, "WHERE key = ?", key)


def timeline(store: Store, customer_id: int, limit: int = -1) -> list[Interaction]:
    """Return a customer's entries, latest day first; all of them without a limit."""
    return store.all(Interaction, TIMELINE, customer_id, limit)


def interaction(store: Store, number: int) -> Interaction | None:
    """Return the entry of this number, if there is one."""
    return store.first(Interaction, BY_ID, number)


def fact(store: Store, number: int) -> Fact | None:
    """Return the pin or need of this number, if there is one."""
    return store.first(Fact, BY_ID, number)


def deed(store: Store, number: int) -> Deed | None:
    """Return the deed of this number, if it was not taken back."""
    return store.first(Deed, BY_ID, number)


def hour_written(store: Store, deed_id: int) -> str:
    """Return the shop's hour of a deed, as "17:00"; empty where there is none that can be read."""
    return store.value(HOUR_WRITTEN, (deed_id,)) or ""


def occasion(store: Store, number: int) -> Occasion | None:
    """Return the day to remember of this number, if there is one."""
    return store.first(Occasion, BY_ID, number)


def of_kind(store: Store, customer_id: int, kind: str, limit: int = 1, *, ahead: str = NEVER) -> list[Interaction]:
    """Return a customer's entries of one kind, latest day first; from the day `ahead` (ISO) on they do not count."""
    return store.all(Interaction, OF_KIND, customer_id, kind, ahead, limit)


def last_before(store: Store, customer_id: int, kind: str, day: str) -> Interaction | None:
    """Return a customer's last entry of one kind before a day (ISO)."""
    return store.first(Interaction, BEFORE, customer_id, kind, day)


def first_after(store: Store, customer_id: int, kind: str, entry: Interaction, ahead: str) -> Interaction | None:
    """Return a customer's first entry of one kind after another of theirs, before the day `ahead` (ISO)."""
    return store.first(Interaction, AFTER, customer_id, kind, ahead, entry.day, entry.day, entry.id)


def on_day(store: Store, customer_id: int, kind: str, day: str) -> list[Interaction]:
    """Return a customer's entries of one kind on a day (ISO), 20 at the most."""
    return store.all(Interaction, ON_DAY, customer_id, kind, day)


def last(store: Store, customer_id: int, unsaid: Sequence[str], limit: int, ahead: str) -> list[Interaction]:
    """Return a customer's entries that say something and are not of the kinds `unsaid`, latest day first.

    Shape: from the day `ahead` (ISO) on they do not count.
    """
    where = LAST.replace(":unsaid", ", ".join("?" * len(unsaid)))
    return store.all(Interaction, where, customer_id, ahead, *unsaid, limit)


def today_style(store: Store, customer_id: int, today: str) -> Interaction | None:
    """Return the entry that last said how the customer is on this day (ISO)."""
    return store.first(Interaction, TODAY_STYLE, customer_id, today)


def styled(store: Store, customer_id: int, style: str, since: str, before: str) -> list[Interaction]:
    """Return the entries from the day (ISO) `since` to the one before `before` that say a style and why, latest first.

    Shape: 20 at the most.
    """
    return store.all(Interaction, STYLED, customer_id, style, since, before)


def styles_said(store: Store, customer_id: int, day: str) -> list[Interaction]:
    """Return the entries that said how the customer was on a day (ISO), the last in front."""
    return store.all(Interaction, STYLES, customer_id, day)


def facts(store: Store, customer_id: int, kind: str) -> list[Fact]:
    """Return a customer's facts of one kind, newest first."""
    return store.all(Fact, NEWEST_FACTS, customer_id, kind)


def occasions(store: Store, customer_id: int) -> list[Occasion]:
    """Return the days to remember of a customer."""
    return store.all(Occasion, OF_CUSTOMER, customer_id)


def open_entries(store: Store, customer_id: int) -> list[Interaction]:
    """Return a customer's entries that stay open and that no entry has ended, latest day first."""
    return store.all(Interaction, OPEN, customer_id)


def due(store: Store, day: str) -> list[Interaction]:
    """Return the entries of everybody that are due on a day (ISO) and that no entry has ended, the oldest in front."""
    return store.all(Interaction, DUE, day)


def ending(store: Store, about_id: int) -> Interaction | None:
    """Return the entry that ended another, if one did."""
    return store.first(Interaction, IS_ABOUT, about_id)


def setting(store: Store, name: str) -> str | None:
    """Return the value of a setting, none where the shop has not set it."""
    found = store.first(Setting, "WHERE name = ?", name)
    return found.value if found else None


def newest_deed(store: Store) -> Deed | None:
    """Return the last deed of any till that was not taken back."""
    return store.first(Deed, "ORDER BY id DESC LIMIT 1")


def rhythm(store: Store, customer_id: int) -> Rhythm | None:
    """Return a customer's rhythm."""
    return store.first(Rhythm, OF_CUSTOMER, customer_id)


def live_news(store: Store, today: str) -> list[News]:
    """Return the news that has not ended on this day (ISO), what ends first in front."""
    return store.all(News, LIVE, today)


def news(store: Store, number: int) -> News | None:
    """Return the news of this number, if there is one."""
    return store.first(News, BY_ID, number)


def telling(store: Store, news_id: int, customer_id: int) -> Telling | None:
    """Return the telling of a piece of news to a customer, none where nobody told them."""
    return store.first(Telling, "WHERE news_id = ? AND customer_id = ?", news_id, customer_id)


def handles(store: Store, customer_id: int) -> list[Handle]:
    """Return a customer's handles, of all kinds."""
    return store.all(Handle, OF_CUSTOMER, customer_id)


def style(store: Store, name: str) -> Style | None:
    """Return the shop's own style of this name, if there is one."""
    return store.first(Style, "WHERE name = ?", name)


def styles(store: Store) -> list[Style]:
    """Return the shop's own styles, by name."""
    return store.all(Style, "ORDER BY name")
