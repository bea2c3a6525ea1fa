"""Traces of what was deleted: in freed places of the pages, in the journal, in the write-ahead log."""

from __future__ import annotations

import sqlite3

from .connection import Store
from .faults import error_of


def leave_none(store: Store) -> bool:
    """Rewrite the store, so that no freed page, journal or log of it holds what was deleted; tell whether it could be.

    It cannot while another terminal reads. Then nothing is lost, and it can be tried again.
    Raises: StoreError where there is no room for it, or the store may not be written.
    """
    try:
        store.connection.execute("VACUUM")
        (is_busy, *_) = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return False
        raise error_of(error, store.path) from None
    return not is_busy
