"""A path that cannot be a store, or may not be opened yet as one: what kind of file it is, and what lies beside it.

SQLite takes whatever lies beside a database under its name for its own: a log or a journal of another file is played
back into it, and nothing says so. So both are looked at before SQLite may write.
Source: https://sqlite.org/howtocorrupt.html (1.4 and 2.4), https://sqlite.org/walformat.html
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing, suppress

from ...errors import NewerStore, StoreError
from . import sqlite
from .faults import damaged

AS_IT_IS = "ro&immutable=1"  # the file alone, without its log or journal
JOURNAL, LOG, SHARED = sqlite.BESIDE
IDENTITY = ("application_id", "user_version")
TRIES, PAUSE = 10, 0.02  # seconds
STILL = 5  # seconds after which nobody writes to a log
SMALL = 64 << 20  # bytes of a store that is looked through in less than half a second


class Foreign(StoreError):
    """The file at `path` is a database of another program."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"This is a database of another program, and is left as it is: {path}", "oc --db PATH … names the store"
        )
        self.path = path


def check(path: str) -> None:
    """Refuse a path that cannot be a store, and a store beside which lies what is not its own.

    Raises: StoreError where it is a database address, a folder, missing or empty, has a second name, is another
    program's, or has another file's log.
    """
    if "://" in path:
        raise StoreError("Only a file can be the store so far, not a database address.", "oc --db PATH …")
    file = sqlite.found(path)
    if file is None:
        raise StoreError(f"There is no store at {path}", "is the path right? oc add NAME makes a new store there")
    if stat.S_ISDIR(file.st_mode):
        raise StoreError(f"The store cannot be a folder: {path}", f"oc --db {os.path.join(path, 'customers.db')} …")
    if file.st_size == 0:
        raise StoreError(f"The store is an empty file: {path}", "oc restore FILE puts a copy in its place")
    if _has_second_name(path):
        raise StoreError(
            f"The store's file has a second name, and a write under one may be lost under the other: {path}",
            "remove the other name (a hard link), or copy the file and use the copy",
        )
    if is_waiting(path, LOG) or is_waiting(path, JOURNAL):
        _refuse_others(path)
    if is_waiting(path, LOG):
        _check_log(path)
    elif os.path.exists(path + SHARED) and not is_sound(path):
        raise damaged(path)  # SQLite never leaves this without a log


def is_waiting(path: str, end: str) -> bool:
    """Tell whether SQLite left something beside a path that is to be brought into the file."""
    try:
        return os.stat(path + end).st_size > 0
    except OSError:  # none, or finished by now
        return False


def _has_second_name(path: str) -> bool:
    """Tell whether a file has another name for longer than a moment: a new store gets its own by a link."""
    for _ in range(TRIES):
        if os.stat(path).st_nlink <= 1:
            return False
        time.sleep(PAUSE)
    return True


def _refuse_others(path: str) -> None:
    """Refuse another program's file, and a newer store, before a log or journal is played back into it.

    Raises: StoreError; NewerStore.
    """
    with open(path, "rb") as file:
        if file.read(len(sqlite.BEGINNING)) != sqlite.BEGINNING:
            raise damaged(path)  # SQLite would remove a log beside it before it finds out
    for mode in (AS_IT_IS, "ro") if is_waiting(path, LOG) else (AS_IT_IS,):
        application, schema = sqlite.APPLICATION_ID, 0
        with suppress(sqlite3.Error), _opened(path, mode) as opened:
            (application,), (schema,) = (opened.execute(f"PRAGMA {one}").fetchone() for one in IDENTITY)
        if application != sqlite.APPLICATION_ID or schema > sqlite.SCHEMA:
            raise other(path, application, schema)


def _check_log(path: str) -> None:
    """Refuse a store whose log is another store's.

    Raises: StoreError.
    """
    for _ in range(TRIES):  # a till that brings the log into the file may be read half-way
        if _is_of_one_store(path):
            break
        time.sleep(PAUSE)
    else:
        raise wrong_log(path)
    if _lies_still(path + LOG) and not is_sound(path):
        raise wrong_log(path)


def _is_of_one_store(path: str) -> bool:
    """Tell whether the file alone and the file with its log have one history, as a deed keeps its number and key.

    Shape: true where either has no deed, or cannot be read now.
    """
    newest = "SELECT max(id) FROM deed"
    try:
        with (
            _opened(path, AS_IT_IS) as file,
            _opened(path) as both,
        ):
            (mine,), (whole,) = (one.execute(newest).fetchone() for one in (file, both))
            common = min(mine or 0, whole or 0)
            keys = [one.execute("SELECT key FROM deed WHERE id = ?", (common,)).fetchall() for one in (file, both)]
    except sqlite3.Error:
        return True
    return keys[0] == keys[1]


def _opened(path: str, mode: str = "ro") -> closing[sqlite3.Connection]:
    return closing(sqlite.connected(path, mode, timeout=0))


def _lies_still(path: str) -> bool:
    """Tell whether nobody writes to a file now."""
    with suppress(OSError):
        return time.time() - os.stat(path).st_mtime > STILL
    return False


def is_sound(path: str) -> bool:
    """Tell whether a store that nobody writes to now is whole, with its log; a large one is taken to be so.

    Shape: nothing is written, and the log stays.
    """
    with suppress(sqlite3.Error, OSError), _opened(path) as both:
        try:
            return os.path.getsize(path) > SMALL or both.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        except sqlite3.DatabaseError as error:
            return error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return True


def wrong_log(path: str) -> StoreError:
    """Return the error of a store and a log that do not belong together: it is damaged, and the log may not stay."""
    error = damaged(path)
    error.sentence = f"The store's log is another file's, or one of the two is damaged; both are left: {path}{LOG}"
    error.hint = ""
    return error


def refuse_what_is_left(path: str) -> None:
    """Refuse to make a store where the log or journal of one that is gone would be played back into it.

    Raises: StoreError.
    """
    left = [path + end for end in (LOG, JOURNAL) if is_waiting(path, end)]
    if left and not (os.path.exists(path) and os.path.getsize(path)):  # another terminal may just have made it
        raise StoreError(
            f"A store was here, and is gone; what was written last is in {left[0]}",
            "put the store back beside it; or, to begin anew, set that file aside",
        )


def other(path: str, application: int, schema: int) -> StoreError | NewerStore:
    """Return the error of a database that another program made, or that has another schema than this program's."""
    if application != sqlite.APPLICATION_ID:
        return Foreign(path)
    if schema < 1:
        return damaged(path)
    if schema > sqlite.SCHEMA:
        return NewerStore(
            f"The store has schema {schema} and this onecustomer knows up to {sqlite.SCHEMA}: {path}",
            "install the newer onecustomer on this till",
        )
    return sqlite.OlderStore(f"The store has schema {schema} and this onecustomer writes {sqlite.SCHEMA}: {path}")
