"""The counter lane: what is read to serve one person, and the single rows appended afterwards.

Nothing heavier than `sqlite3` is imported here. Every question goes to an index; a contract test reads the
query plans of all of them.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import time

from .rows import Entry, Key, Lasting, OwnStyle, Person, Remembered, Word
from .search import LAST_TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

INSERT_DEED = "INSERT INTO deed (key, at, till, staff, verb, customer_id, before) VALUES (?, ?, ?, ?, ?, ?, ?)"
INSERT_INTERACTION = (
    "INSERT INTO interaction (key, customer_id, deed_id, kind, day, text, via, style, staff, about_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_FACT = "INSERT INTO fact (key, customer_id, deed_id, kind, day, text, staff) VALUES (?, ?, ?, ?, ?, ?, ?)"

TIMELINE = "WHERE customer_id = ? ORDER BY day DESC, id DESC LIMIT ?"
OF_KIND = "WHERE customer_id = ? AND kind = ? ORDER BY day DESC, id DESC LIMIT ?"
TOLD = "WHERE customer_id = ? AND kind NOT IN (:untold) AND text IS NOT NULL ORDER BY day DESC, id DESC LIMIT ?"
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


def of_kind(connection: sqlite3.Connection, customer_id: int, kind: str, limit: int = 1) -> list[Entry]:
    """Return a customer's entries of one kind, latest day first."""
    return Entry.all(connection, OF_KIND, customer_id, kind, limit)


def told(connection: sqlite3.Connection, customer_id: int, untold: Sequence[str], limit: int) -> list[Entry]:
    """Return a customer's entries with words and not of the kinds `untold`, latest day first."""
    where = TOLD.replace(":untold", ", ".join("?" * len(untold)))
    return Entry.all(connection, where, customer_id, *untold, limit)


def today_style(connection: sqlite3.Connection, customer_id: int, today: str) -> Entry | None:
    """Return the entry that last said how the customer is on this day (ISO)."""
    return Entry.first(connection, TODAY_STYLE, customer_id, today)


def facts(connection: sqlite3.Connection, customer_id: int, kind: str) -> list[Lasting]:
    """Return a customer's facts of one kind, newest first."""
    return Lasting.all(connection, NEWEST_FACTS, customer_id, kind)


def occasions(connection: sqlite3.Connection, customer_id: int) -> list[Remembered]:
    """Return the days to remember of a customer."""
    return Remembered.all(connection, OF_CUSTOMER, customer_id)


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
) -> None:
    """Append one entry to a timeline; `day` is ISO text."""
    values = (new_key(), customer_id, deed_id, kind, day, text, via, style, staff, about_id)
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
