"""Opening a store by its path: a missing one may be made, an older one is migrated."""

from __future__ import annotations

import os

from ..errors import StoreError
from .current import FOLDER
from .database import sqlite
from .database.connection import Store, connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .database.connection import Tell


def open_store(path: str, tell: Tell, *, make: bool = False) -> Store:
    """Return the store at `path`; an older one is backed up and migrated first.

    Where there is none and `make` is true, it is made and `tell` says where.
    Raises: StoreError, NewerStore.
    """
    if make and is_absent(path):
        from .schema.create import create

        create(path, tell)
    try:
        return connect(path, tell)
    except sqlite.OlderStore:
        from .schema.create import migrate

        migrate(path, tell)
        return connect(path, tell)


def glance(path: str) -> Store:
    """Return the store at `path`, opened for reading only; no lock is waited for.

    Raises: StoreError, NewerStore.
    """
    sqlite.check_file(path)
    store = Store.at(path, lambda _: None, "ro", timeout=0)
    try:
        store.check()
    except BaseException:
        store.close()
        raise
    return store


def is_absent(path: str) -> bool:
    """Tell whether there is no store at `path` yet; an empty file is none.

    Raises: StoreError where it is gone, though customers were served from it before.
    """
    gone = "://" not in path and (not os.path.exists(path) or (os.path.isfile(path) and os.path.getsize(path) == 0))
    if gone and os.path.isdir(path + FOLDER):
        raise StoreError(
            f"The store is gone, though customers were served from it before: {path}",
            f"put the file back; or, to begin anew, remove {path + FOLDER}",
        )
    return gone
