"""A draft of a store that has nobody yet: people come into it without journal, and all at once into the store.

The draft is held, so that one that a killed program left is known and removed. Until the end nobody is in the store.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from ...errors import StoreError
from .. import spools
from ..copies import making
from ..database.connection import Store
from ..database.faults import error_of
from ..database.sqlite import address
from ..health import room
from .many import data_version
from .pages import CACHE_KIB
from .whole import is_empty

TIMES = 20
"""How often as much room as a file a draft and the store that it becomes may take (measured 2026-11: 15)."""

OF_A_DRAFT = f"{making.OF_A_DRAFT}; PRAGMA cache_size = -{CACHE_KIB}"


class Overtaken(Exception):
    """Another till has written to the store since its draft was made."""


def may_have(store: Store, size: int) -> bool:
    """Tell whether a store has nobody yet, and beside it room for a draft of files of so many bytes."""
    left = room.free(store.path)
    return not store.is_copy and is_empty(store) and left is not None and left > size * TIMES + room.RESERVE


@contextmanager
def drafted(store: Store) -> Iterator[Store]:
    """Yield a draft that has what a store has, which takes its place where the block ends.

    Shape: what raises within the block leaves the store as it is, and no draft.
    Raises: Overtaken where another till wrote to the store meanwhile; StoreError; OSError.
    """
    with spools.new(store.path, spools.OF_IMPORT) as file, closing(_opened(file.name, store)) as draft:
        with store.reading():
            version = data_version(store)
            copy_over(store, draft)
        draft.settle()
        draft.connection.executescript(OF_A_DRAFT)
        yield draft
        put(draft, store, lambda: check(store, version))


def check(store: Store, version: int) -> None:
    """Look whether another till has written to a store since it had this version.

    Raises: Overtaken.
    """
    if data_version(store) != version:
        raise Overtaken


def _opened(path: str, store: Store) -> Store:
    """Return an empty draft, without SQLite's locks: nobody else has it, and some systems take ours for one of them.

    Source: https://sqlite.org/vfs.html#standard_unix_vfses; Windows holds what is open.
    """
    own = "" if os.name == "nt" else "&vfs=unix-none"
    connection = sqlite3.connect(address(path, "rw") + own, uri=True, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # so that the copy of one in WAL mode can be read
    connection.execute("PRAGMA journal_mode = OFF")
    return Store(connection, path, store.tell)


def put(draft: Store, store: Store, look: Callable[[], None]) -> None:
    """Write a draft over its store in one step, unless `look` raises once nobody else may write to it any more.

    Raises: StoreError where another terminal reads for longer than is waited; what `look` raises.
    Source: https://sqlite.org/pragma.html#pragma_locking_mode
    """
    store.change("PRAGMA locking_mode = EXCLUSIVE")
    try:
        with store.writing():
            look()
        copy_over(draft, store)
    finally:
        store.change("PRAGMA locking_mode = NORMAL")
        store.value("SELECT 1 FROM deed LIMIT 1")  # only now is it let go of


def copy_over(source: Store, target: Store) -> None:
    """Write one store over another, in one step, under SQLite's own lock.

    Raises: StoreError where another terminal reads for longer than is waited.
    """
    try:
        source.connection.backup(target.connection, progress=_refuse_to_wait)
    except sqlite3.Error as error:
        raise error_of(error, target.path) from None


def _refuse_to_wait(status: int, *_: int) -> None:
    """Give up where a till reads for longer than SQLite waits; Python would wait without end."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise StoreError("Another terminal has the store open, and nothing was changed.", "try again in a moment")
