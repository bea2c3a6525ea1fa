"""Putting a draft in the store's place: a kill at any moment leaves the store as it was, or the new one whole.

A sound store is written over by SQLite, page by page in one transaction: no other terminal goes on with a file that is
gone. What cannot be read is set aside first, with what SQLite left beside it.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress

from ...errors import StoreError
from .. import files
from ..copies import named
from ..current import FOLDER
from ..database import sqlite, traces
from ..database.connection import Store
from ..database.faults import error_of

PAGES = 100  # at the most that are written at once: they fit into SQLite's memory, so that none is on the disk at first
ASIDE = "set-aside"  # what the name of another program's file says that stood in the store's place
OF_TIME = "%Y%m%dT%H%M%SZ"


def overwrite(path: str, draft: str, check: Callable[[], None]) -> None:
    """Write a draft over a sound store, unless `check` raises once nobody else may write to it any more.

    Raises: StoreError where it is in use, or there is no room; what `check` raises. Then it is as it was.
    """

    def look(status: int, *_: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreError("Another terminal has the store open, and nothing was restored.", "try again in a moment")
        checks, unchecked[:] = unchecked[:], []
        for one in checks:
            one()

    unchecked = [check]
    with closing(Store.at(draft, lambda _: None)) as source, closing(Store.at(path, lambda _: None)) as target:
        target.settle()
        half = source.value("PRAGMA page_count") // 2  # so that there is a moment before the last of them
        try:
            source.connection.backup(target.connection, pages=min(PAGES, half), progress=look, sleep=0)
        except sqlite3.Error as error:
            raise error_of(error, path) from None
    _set_mode(path)


def set_aside(path: str, now: dt.datetime, called: str = named.DAMAGED, of: str | None = None) -> list[str]:
    """Give what stands at a path, and what SQLite has beside it, other names, and return these.

    `called` stands in the name, in front of the moment; `of` is the store that it was of, unless that is at the path.
    Raises: OSError where it cannot be renamed, as on Windows while another terminal has it open.
    """
    if os.path.lexists(path) and os.path.getsize(path) == 0:
        os.remove(path)
    stem = _free(f"{of or path}.{called}-{now.strftime(OF_TIME)}")
    names = {file: stem + file.removeprefix(path) for file in traces.files_of(path)}
    for file, aside in names.items():
        os.rename(file, aside)
    return list(names.values())


def put(path: str, draft: str) -> None:
    """Give a draft the name of a store that is not there.

    Raises: StoreError where another terminal made one meanwhile.
    """
    files.sync(draft)
    try:
        files.put_in_place(draft, path)
    except FileExistsError:
        raise StoreError(f"A store was made meanwhile, and nothing was restored: {path}", "oc restore") from None
    files.sync_folder(path)
    files.make_folder(path + FOLDER)
    _set_mode(path)


def let_go(path: str) -> None:
    """Let every till serve nobody, as the visit that it logged may not be in the store any more."""
    with suppress(OSError):
        for file in os.scandir(path + FOLDER):
            os.remove(file.path)


def _free(stem: str) -> str:
    number, path = 1, stem
    while any(os.path.lexists(path + end) for end in ("", *sqlite.BESIDE)):
        number += 1
        path = f"{stem}-{number}"
    return path


def _set_mode(path: str) -> None:
    """Give the store the journal mode that this SQLite keeps safely; another terminal may be in the way of it."""
    with suppress(StoreError), closing(Store.at(path, lambda _: None)) as store:
        store.value(f"PRAGMA journal_mode = {sqlite.journal_mode()}")
