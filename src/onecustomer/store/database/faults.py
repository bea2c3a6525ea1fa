"""What a fault of the database means for the person at the till."""

from __future__ import annotations

import os
import sqlite3
import stat

from ...errors import OnecustomerError, StoreError

JOURNAL = "-journal"  # what SQLite adds to the path of a store while it writes
UNREADABLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
GONE = ("no such table", "no such view", "no such column", "Could not decode to UTF-8")
"""How SQLite begins to say that the tables, or the letters in them, were changed outside onecustomer."""


def error_of(error: sqlite3.Error | UnicodeDecodeError, path: str, *, is_write: bool = True) -> Exception:
    """Return our error for a fault of the database; a mistake in our own SQL stays the error it is.

    `is_write` says that something was to be written: of a read, nobody is told that it was not saved.
    """
    if isinstance(error, UnicodeDecodeError):
        return damaged(path)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_ERROR and str(error).startswith(GONE):
        return damaged(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError("Another terminal kept the store locked; nothing was written.", "try again in a moment")
    if code in (*UNREADABLE, *READ_ONLY) and not is_write and os.path.exists(path + JOURNAL):
        return StoreError(
            f"A write to the store was cut short, and you may not finish it: {path}",
            f"let somebody who may write to its folder run oc today; {path + JOURNAL} must stay until then",
        )
    if code in UNREADABLE and not is_write:
        return StoreError(f"The disk is failing or full: the store cannot be read: {path}", "nothing was changed")
    if code in UNREADABLE:
        return StoreError(
            "The disk is full or failing; this was NOT saved.",
            f"free some space where {path} is, then type it again",
        )
    if code in READ_ONLY and not is_write:
        return StoreError(f"You may not read the store: {path}", "ask its owner for the right to read it")
    if code in READ_ONLY:
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


def no_store(path: str, file: os.stat_result | None) -> StoreError:
    """Return the error of a path that cannot be a store; `file` is what the system says of it, none where it is not."""
    if "://" in path:
        return StoreError("Only a file can be the store so far, not a database address.", "oc --db PATH …")
    if file is None:
        return StoreError(f"There is no store at {path}", "is the path right? oc add NAME makes a new store there")
    if stat.S_ISDIR(file.st_mode):
        return StoreError(f"The store cannot be a folder: {path}", f"oc --db {os.path.join(path, 'customers.db')} …")
    if file.st_size == 0:
        return StoreError(f"The store is an empty file: {path}", "oc restore FILE puts a copy in its place")
    if file.st_nlink > 1:
        return StoreError(
            f"The store's file has a second name, and a write under one may be lost under the other: {path}",
            "remove the other name (a hard link), or copy the file and use the copy",
        )
    return damaged(path)


class Damaged(StoreError):
    """The store, or a copy of one, at `path` cannot be read as one."""

    def __init__(self, path: str, hint: str) -> None:
        super().__init__(f"The store is damaged, or is no store at all; it is left as it is: {path}", hint)
        self.path = path


def damaged(path: str) -> Damaged:
    """Return the error of a file that cannot be read as a store."""
    journal = path + JOURNAL
    return Damaged(path, f"{journal} must stay beside it: it may make it whole" if os.path.exists(journal) else "")
