"""From a path to an open store: one that is missing is made, an older one is brought up to date."""

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

    Where there is none and `make` is true it is made, and one sentence says where.
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
    """Return the store at `path` to be looked at once: nothing is changed by it, and nobody waited for.

    Raises: StoreError, NewerStore.
    """
    sqlite.check_file(path)
    store = Store(sqlite.connected(path, "ro", timeout=0), path, lambda _: None)
    try:
        sqlite.check_identity(path, store.connection)
    except BaseException:
        store.close()
        raise
    return store


def is_absent(path: str) -> bool:
    """Tell whether a store may be made at `path`: nothing is there, and no till has served from it before.

    Raises: StoreError where tills have.
    """
    gone = "://" not in path and (not os.path.exists(path) or (os.path.isfile(path) and os.path.getsize(path) == 0))
    if gone and os.path.isdir(path + FOLDER):
        raise StoreError(
            f"The store is gone, though customers were served from it before: {path}",
            f"put the file back; or, to begin anew, remove {path + FOLDER}",
        )
    return gone
