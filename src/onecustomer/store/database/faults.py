"""What a fault of the database means for the person at the till."""

from __future__ import annotations

import sqlite3

from ...errors import OnecustomerError, StoreError

GONE = ("no such table", "no such view", "no such column", "Could not decode to UTF-8")
"""How SQLite begins to say that the tables, or the letters in them, were changed outside onecustomer."""


def error_of(error: sqlite3.Error, path: str) -> Exception:
    """Return our error for a fault of the database; a mistake in our own SQL stays the error it is."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_ERROR and str(error).startswith(GONE):
        return damaged(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError("Another terminal kept the store locked; nothing was written.", "try again in a moment")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return StoreError(
            "The disk is full or failing; this was NOT saved.",
            f"free some space where {path} is, then type it again",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return StoreError(
            f"The store is read-only for you; nothing was written: {path}",
            "ask its owner for the right to write to the file and its folder",
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return damaged(path)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return OnecustomerError(
            f"The store refused what was to be written; it was changed outside onecustomer: {path}",
            "nothing was written",
        )
    return error


def damaged(path: str) -> StoreError:
    """Return the error of a file that cannot be read as a store."""
    return StoreError(
        f"The store is damaged, or is no store at all; it is left as it is: {path}",
        "set the file aside and put the newest copy in its place",
    )
