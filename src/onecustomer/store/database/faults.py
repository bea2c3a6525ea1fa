"""What a fault of the database means for the person at the till."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress

from ...errors import OnecustomerError, StoreError

UNFINISHED = ("-journal", "-wal")  # what SQLite adds to the path of a store while it writes
LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
UNREADABLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
GONE = ("no such table", "no such view", "no such column", "Could not decode to UTF-8")
"""How SQLite begins to say that the tables, or the letters in them, were changed outside onecustomer."""


class DiskFull(StoreError):
    """What was to be written to the database at `path` found no room; `undone` says what is not done."""

    def __init__(self, path: str, undone: str = "") -> None:
        super().__init__(
            f"The disk is full or failing{'; ' if undone else ''}{undone}.",
            f"free some space in {os.path.dirname(path) or '.'}, then type it again",
        )
        self.path = path


def error_of(
    error: sqlite3.Error | UnicodeDecodeError, path: str, *, is_write: bool = True, undone: str = "this was NOT saved"
) -> Exception:
    """Return our error for a fault of the database; a mistake in our own SQL stays the error it is.

    `is_write` says that something was to be written: of a read, nobody is told that it was not saved. `undone`
    is what is said of a write that finds no room.
    """
    if isinstance(error, UnicodeDecodeError):
        return damaged(path)
    code = _code(error)
    if code == sqlite3.SQLITE_ERROR and str(error).startswith(GONE):
        return damaged(path)
    if code in LOCKED:
        return StoreError("Another terminal kept the store locked; nothing was written.", "try again in a moment")
    left = _left_beside(path)
    if code in (*UNREADABLE, *READ_ONLY) and not is_write and left:
        return StoreError(
            f"A write to the store was cut short, and you may not finish it: {path}",
            f"let somebody who may write to its folder run oc today; {left} must stay until then",
        )
    if code in UNREADABLE and not is_write:
        return StoreError(f"The disk is failing or full: the store cannot be read: {path}", "nothing was changed")
    if code in UNREADABLE:
        return DiskFull(path, undone)
    if code in READ_ONLY and not is_write:
        return StoreError(
            f"You may not read the store, which belongs to {owner(path)}: {path}",
            "ask them for the right; they may share it with a group: chgrp and chmod 2770 its folder, 660 the store",
        )
    if code in READ_ONLY:
        return StoreError(
            f"The store is read-only for you; nothing was written: {path}",
            f"ask its owner, {owner(path)}, for the right to write to the file and its folder",
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return damaged(path)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return OnecustomerError(
            f"The store refused what was to be written; it was changed outside onecustomer: {path}",
            "nothing was written",
        )
    return error


def is_locked(error: sqlite3.Error) -> bool:
    """Tell whether a fault is that another till holds the store."""
    return _code(error) in LOCKED


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def _left_beside(path: str) -> str:
    """Return the path of what SQLite left beside a store, which makes it whole; empty where it left nothing."""
    return next((path + end for end in UNFINISHED if os.path.exists(path + end)), "")


def owner(path: str) -> str:
    """Return the name of the user whose a file is, or else the number; of a file that is not there, of its folder."""
    with suppress(OSError):
        user = os.stat(path if os.path.exists(path) else os.path.dirname(path)).st_uid
        with suppress(ImportError, KeyError):  # Windows; a user of another computer
            import pwd

            return pwd.getpwuid(user).pw_name
        return f"user {user}" if os.name == "posix" else "somebody else"
    return "somebody else"


class Damaged(StoreError):
    """The store, or a copy of one, at `path` cannot be read as one."""

    def __init__(self, path: str, hint: str) -> None:
        super().__init__(f"The store is damaged, or is no store at all; it is left as it is: {path}", hint)
        self.path = path


def damaged(path: str) -> Damaged:
    """Return the error of a file that cannot be read as a store."""
    left = _left_beside(path)
    return Damaged(path, f"{left} must stay beside it: it may make it whole" if left else "")
