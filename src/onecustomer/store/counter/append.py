"""What the counter lane writes: single rows appended, and a setting or style in place of the one before."""

from __future__ import annotations

import os
import time

from .. import kinds
from ..rows import Deed, Setting, Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from ..database.connection import Store
    from ..rows import Row


FORGET = f"UPDATE deed SET before = NULL WHERE verb = '{kinds.MEND}' AND before IS NOT NULL AND day < ?"  # noqa: S608


def row(store: Store, made: type[Row], /, **values: object) -> int:
    """Append a row with these columns, and return its number; a key is added where its table has one.

    Shape: days are ISO text.
    """
    if "key" in made.unread:
        values["key"] = new_key()
    return store.insert(made, values)


def deed(
    store: Store,
    *,
    at: dt.datetime,
    till: str,
    staff: str | None,
    verb: str,
    **more: object,
) -> int:
    """Append a deed and return its number."""
    return row(store, Deed, at=as_text(at), till=till, staff=staff, verb=verb, **more)


def forget_old_words(store: Store, today: str) -> None:
    """Erase what was mended before this day (ISO): its old words were kept for undo, and for that day only."""
    if not store.is_waiting:  # no server would hear of it
        store.change(FORGET, (today,))


def as_text(at: dt.datetime) -> str:
    """Return a moment as the store has it: UTC, so that later is greater."""
    import datetime as dt

    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def finish_deed(store: Store, deed_id: int, *, customer_id: int | None = None, before: str | None = None) -> None:
    """Add to a deed what is known only once it is done: whom it is about, and what it replaced."""
    store.change(
        "UPDATE deed SET customer_id = coalesce(?, customer_id), before = coalesce(?, before) WHERE id = ?",
        (customer_id, before, deed_id),
    )


def confirm(store: Store, fact_id: int, day: str, staff: str | None) -> None:
    """Give a fact the day (ISO) on which it was said again, and who heard it."""
    store.change("UPDATE fact SET day = ?, staff = ? WHERE id = ?", (day, staff, fact_id))


def setting(store: Store, name: str, value: str | None) -> None:
    """Write a setting in place of the one before; no value gives the program's back."""
    store.change("DELETE FROM setting WHERE name = ?", (name,))
    if value is not None:
        store.insert(Setting, {"name": name, "value": value})


def style(store: Store, name: str, advice: str | None) -> None:
    """Write a style of the shop's own in place of one of the same name; no advice removes it."""
    store.change("DELETE FROM style WHERE name = ?", (name,))
    if advice is not None:
        store.insert(Style, {"name": name, "advice": advice})


def new_key() -> str:
    """Return a new UUIDv7 as 32 hexadecimal digits.

    Source: RFC 9562 section 5.7; the standard library has it from Python 3.14, and importing `uuid` costs a
    third of the start of Python.
    """
    return key_of(os.urandom(10))


def key_of(chance: bytes) -> str:
    """Return the key of this moment that ten bytes of chance make."""
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    random = int.from_bytes(chance)
    high, low = random >> 68, random & (1 << 62) - 1
    return f"{milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low:032x}"
