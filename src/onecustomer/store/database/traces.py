"""Traces of what was deleted: in freed places of the pages, in the journal, in the write-ahead log.

Source: `secure_delete` empties what is deleted where it lies, and not what SQLite left of it when it moved rows from
one page to another: of 200 deleted rows with a word of their own, one stayed readable (SQLite 3.40.1, measured
2026-11). A store that is rewritten whole has none.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable

from ...errors import StoreError
from .connection import Store
from .faults import is_locked
from .sqlite import BESIDE

PATIENCE_MS = 3_000  # for which other terminals are waited for
PIECE = 1 << 22  # bytes of a file that are looked through at once


def leave_none(store: Store, patience_ms: int | None = None) -> bool:
    """Rewrite the store, so that no freed page, journal or log of it holds what was deleted; tell whether it could be.

    It cannot while another terminal reads. Then nothing is lost, and it can be tried again.
    Raises: StoreError where there is no room for it, or the store may not be written.
    """
    store.finish_before()
    is_rewritten = _tried(store, lambda: store.connection.execute("VACUUM"), patience_ms)
    return is_rewritten and empty_log(store, patience_ms)


def empty_log(store: Store, patience_ms: int | None = None) -> bool:
    """Write the log of a store in WAL mode back and leave nothing in it; tell whether it could be.

    Raises: StoreError, as `leave_none`.
    """

    def truncate() -> None:
        (is_busy, *_) = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise Busy

    return store.value("PRAGMA journal_mode") != "wal" or _tried(store, truncate, patience_ms)


def _tried(store: Store, act: Callable[[], object], patience_ms: int | None) -> bool:
    """Do something as soon as no other terminal is in the way; tell whether that came in time."""
    try:
        store.waiting(act, PATIENCE_MS if patience_ms is None else patience_ms)
    except sqlite3.OperationalError as error:
        if is_locked(error):
            return False
        raise StoreError(
            f"The store cannot be rewritten, so that traces of what was erased are left: {store.path}",
            "it takes free space for twice the store; the next command that writes tries again",
        ) from None
    return True


class Busy(sqlite3.OperationalError):
    """Another terminal still reads what the log has."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY


def files_of(path: str) -> list[str]:
    """Return the store's file and what SQLite has beside it now."""
    return [file for file in (path, *(path + end for end in BESIDE)) if os.path.exists(file)]


def found(paths: Iterable[str], values: Collection[bytes]) -> set[bytes]:
    """Return those of the values that stand anywhere in the bytes of files; a file that is gone has none."""
    left = {value for value in values if value}
    seen: set[bytes] = set()
    for path in paths:
        seen |= _in_file(path, left - seen)
    return seen


def _in_file(path: str, values: set[bytes]) -> set[bytes]:
    longest = max(map(len, values), default=0)
    seen: set[bytes] = set()
    before = b""
    try:
        with open(path, "rb") as file:
            while values - seen and (piece := file.read(PIECE)):
                looked_at = before + piece
                seen |= {value for value in values - seen if value in looked_at}
                before = looked_at[-longest:]
    except FileNotFoundError:
        pass
    return seen
