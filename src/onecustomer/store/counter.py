"""The counter lane: what is read to serve one person, and the single rows appended afterwards.

Nothing heavier than `sqlite3` is imported here. Every question goes to an index; a contract test reads the
query plans of all of them.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import time

from . import kinds
from .rows import Entry, Fresh, Heard, Key, Lasting, OwnStyle, Pace, Person, Remembered, Rule, Word
from .search import LAST_TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

INSERT_DEED = "INSERT INTO deed (key, at, till, staff, verb, customer_id, before) VALUES (?, ?, ?, ?, ?, ?, ?)"
INSERT_INTERACTION = (
    "INSERT INTO interaction (key, customer_id, deed_id, kind, day, text, via, style, staff, about_id, due, other_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_FACT = "INSERT INTO fact (key, customer_id, deed_id, kind, day, text, staff) VALUES (?, ?, ?, ?, ?, ?, ?)"
INSERT_OCCASION = (
    "INSERT INTO occasion (customer_id, deed_id, what, month, day, year, yearly) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
INSERT_NEWS = "INSERT INTO news (key, deed_id, text, words, day, until, staff) VALUES (?, ?, ?, ?, ?, ?, ?)"
INSERT_TELLING = (
    "INSERT INTO telling (news_id, customer_id, deed_id, day, staff) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)

TIMELINE = "WHERE customer_id = ? ORDER BY day DESC, id DESC LIMIT ?"
OF_KIND = "WHERE customer_id = ? AND kind = ? ORDER BY day DESC, id DESC LIMIT ?"
LAST = "WHERE customer_id = ? AND kind NOT IN (:unsaid) AND text IS NOT NULL ORDER BY day DESC, id DESC LIMIT ?"
OPEN = (
    f"WHERE customer_id = ? AND kind IN {kinds.OWED} AND NOT EXISTS"  # noqa: S608  our own words
    " (SELECT 1 FROM counter_entry AS ending WHERE ending.about_id = counter_entry.id) ORDER BY day DESC, id DESC"
)
AFTER = "WHERE customer_id = ? AND kind = ? AND (day > ? OR (day = ? AND id > ?)) ORDER BY day, id LIMIT 1"
BEFORE = "WHERE customer_id = ? AND kind = ? AND day < ? ORDER BY day DESC LIMIT 1"
IS_ABOUT = "WHERE about_id = ? ORDER BY id LIMIT 1"
LIVE = "WHERE until >= ? ORDER BY until, id"
TODAY_STYLE = "WHERE customer_id = ? AND day = ? AND style IS NOT NULL ORDER BY id DESC LIMIT 1"
OF_CUSTOMER = "WHERE customer_id = ?"
NEWEST_FACTS = "WHERE customer_id = ? AND kind = ? ORDER BY id DESC"
BY_ID = "WHERE id = ?"
KEY_IS = "WHERE kind = ? AND folded = ? LIMIT ?"
KEY_BEGINS = "WHERE kind = ? AND folded >= ? AND folded < ? LIMIT ?"


def person(connection: sqlite3.Connection, customer_id: int) -> Person | None:
    """Return the customer, if there is one of this number."""
    return Person.first(connection, BY_ID, customer_id)


def timeline(connection: sqlite3.Connection, customer_id: int, limit: int = -1) -> list[Entry]:
    """Return a customer's entries, latest day first; all of them without a limit."""
    return Entry.all(connection, TIMELINE, customer_id, limit)


def entry(connection: sqlite3.Connection, number: int) -> Entry | None:
    """Return the entry of this number."""
    return Entry.first(connection, BY_ID, number)


def occasion(connection: sqlite3.Connection, number: int) -> Remembered | None:
    """Return the day to remember of this number."""
    return Remembered.first(connection, BY_ID, number)


def of_kind(connection: sqlite3.Connection, customer_id: int, kind: str, limit: int = 1) -> list[Entry]:
    """Return a customer's entries of one kind, latest day first."""
    return Entry.all(connection, OF_KIND, customer_id, kind, limit)


def last_before(connection: sqlite3.Connection, customer_id: int, kind: str, day: str) -> Entry | None:
    """Return a customer's last entry of one kind before a day (ISO)."""
    return Entry.first(connection, BEFORE, customer_id, kind, day)


def first_after(connection: sqlite3.Connection, customer_id: int, kind: str, entry: Entry) -> Entry | None:
    """Return a customer's first entry of one kind that came after another entry of theirs."""
    return Entry.first(connection, AFTER, customer_id, kind, entry.day, entry.day, entry.id)


def last(connection: sqlite3.Connection, customer_id: int, unsaid: Sequence[str], limit: int) -> list[Entry]:
    """Return a customer's entries with words and not of the kinds `unsaid`, latest day first."""
    where = LAST.replace(":unsaid", ", ".join("?" * len(unsaid)))
    return Entry.all(connection, where, customer_id, *unsaid, limit)


def today_style(connection: sqlite3.Connection, customer_id: int, today: str) -> Entry | None:
    """Return the entry that last said how the customer is on this day (ISO)."""
    return Entry.first(connection, TODAY_STYLE, customer_id, today)


def facts(connection: sqlite3.Connection, customer_id: int, kind: str) -> list[Lasting]:
    """Return a customer's facts of one kind, newest first."""
    return Lasting.all(connection, NEWEST_FACTS, customer_id, kind)


def occasions(connection: sqlite3.Connection, customer_id: int) -> list[Remembered]:
    """Return the days to remember of a customer."""
    return Remembered.all(connection, OF_CUSTOMER, customer_id)


def open_entries(connection: sqlite3.Connection, customer_id: int) -> list[Entry]:
    """Return a customer's promises and complaints that no entry has ended, latest day first."""
    return Entry.all(connection, OPEN, customer_id)


def ending(connection: sqlite3.Connection, about_id: int) -> Entry | None:
    """Return the entry that ended another."""
    return Entry.first(connection, IS_ABOUT, about_id)


def rule(connection: sqlite3.Connection, name: str) -> str | None:
    """Return a rule of the shop's own, none where the program's holds."""
    found = Rule.first(connection, "WHERE name = ?", name)
    return found.value if found else None


def pace(connection: sqlite3.Connection, customer_id: int) -> Pace | None:
    """Return how a customer's timeline runs."""
    return Pace.first(connection, OF_CUSTOMER, customer_id)


def live_news(connection: sqlite3.Connection, today: str) -> list[Fresh]:
    """Return the news that has not ended on this day (ISO), what ends first in front."""
    return Fresh.all(connection, LIVE, today)


def news(connection: sqlite3.Connection, number: int) -> Fresh | None:
    """Return the news of this number."""
    return Fresh.first(connection, BY_ID, number)


def telling(connection: sqlite3.Connection, news_id: int, customer_id: int) -> Heard | None:
    """Return that a customer was told a piece of news, none where nobody told them."""
    return Heard.first(connection, "WHERE news_id = ? AND customer_id = ?", news_id, customer_id)


def words(connection: sqlite3.Connection, customer_id: int) -> list[Word]:
    """Return the phones, e-mails, cards and nicknames of a customer."""
    return Word.all(connection, OF_CUSTOMER, customer_id)


def own_style(connection: sqlite3.Connection, name: str) -> OwnStyle | None:
    """Return the shop's own style of this name."""
    return OwnStyle.first(connection, "WHERE name = ?", name)


def own_styles(connection: sqlite3.Connection) -> list[OwnStyle]:
    """Return the shop's own styles, by name."""
    return OwnStyle.all(connection, "ORDER BY name")


def key_is(connection: sqlite3.Connection, kind: int, folded: str, limit: int) -> list[int]:
    """Return the customers with exactly this key."""
    return [key.customer_id for key in Key.all(connection, KEY_IS, kind, folded, limit)]


def key_begins(connection: sqlite3.Connection, kind: int, beginning: str, limit: int) -> list[int]:
    """Return the customers with a key that begins so; one may come twice."""
    rows = Key.all(connection, KEY_BEGINS, kind, beginning, beginning + LAST_TEXT, limit)
    return [key.customer_id for key in rows]


def append_deed(
    connection: sqlite3.Connection,
    *,
    at: dt.datetime,
    till: str,
    staff: str | None,
    verb: str,
    customer_id: int | None = None,
    before: str | None = None,
) -> int:
    """Append a deed and return its number; `before` is what undo puts back."""
    moment = at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    row = connection.execute(INSERT_DEED, (new_key(), moment, till, staff, verb, customer_id, before))
    return row.lastrowid or 0


def append_interaction(  # one argument a column
    connection: sqlite3.Connection,
    *,
    customer_id: int,
    deed_id: int,
    kind: str,
    day: str,
    text: str | None = None,
    via: str | None = None,
    style: str | None = None,
    staff: str | None = None,
    about_id: int | None = None,
    due: str | None = None,
    other_id: int | None = None,
) -> None:
    """Append one entry to a timeline; days are ISO text."""
    values = (new_key(), customer_id, deed_id, kind, day, text, via, style, staff, about_id, due, other_id)
    connection.execute(INSERT_INTERACTION, values)


def append_fact(
    connection: sqlite3.Connection,
    *,
    customer_id: int,
    deed_id: int,
    kind: str,
    day: str,
    text: str,
    staff: str | None = None,
) -> None:
    """Append a pin or a need; `day` is ISO text."""
    connection.execute(INSERT_FACT, (new_key(), customer_id, deed_id, kind, day, text, staff))


def append_occasion(
    connection: sqlite3.Connection,
    *,
    customer_id: int,
    deed_id: int,
    what: str,
    month: int,
    day: int,
    year: int | None,
    yearly: bool,
) -> None:
    """Append a day to remember."""
    connection.execute(INSERT_OCCASION, (customer_id, deed_id, what, month, day, year, yearly))


def append_news(
    connection: sqlite3.Connection, *, deed_id: int, text: str, words: str, day: str, until: str, staff: str | None
) -> int:
    """Append a piece of news and return its number; days are ISO text."""
    row = connection.execute(INSERT_NEWS, (new_key(), deed_id, text, words, day, until, staff))
    return row.lastrowid or 0


def append_telling(
    connection: sqlite3.Connection, *, news_id: int, customer_id: int, deed_id: int, day: str, staff: str | None
) -> bool:
    """Append that a customer was told a piece of news, and tell whether nobody had done so before."""
    return connection.execute(INSERT_TELLING, (news_id, customer_id, deed_id, day, staff)).rowcount == 1


def put_rule(connection: sqlite3.Connection, name: str, value: str | None) -> None:
    """Keep a rule of the shop's own, in place of the one before; none gives the program's back."""
    connection.execute("DELETE FROM setting WHERE name = ?", (name,))
    if value is not None:
        connection.execute("INSERT INTO setting (name, value) VALUES (?, ?)", (name, value))


def put_own_style(connection: sqlite3.Connection, name: str, advice: str | None) -> None:
    """Keep a style of the shop's own, in place of one of the same name; no advice takes it away."""
    connection.execute("DELETE FROM style WHERE name = ?", (name,))
    if advice is not None:
        connection.execute("INSERT INTO style (name, advice) VALUES (?, ?)", (name, advice))


def new_key() -> str:
    """Return a new UUIDv7 as 32 hexadecimal digits.

    Source: RFC 9562 section 5.7; the standard library has it from Python 3.14, and importing `uuid` costs a
    third of the start of Python.
    """
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    random = int.from_bytes(os.urandom(10))
    high, low = random >> 68, random & (1 << 62) - 1
    return f"{milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low:032x}"
