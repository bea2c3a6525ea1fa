"""A store that is only looked at, whatever letters are in it: no byte of it is changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ...errors import OnecustomerError, StoreError
from .. import files, places
from ..copies import making, named
from ..current import FOLDER
from ..database import read_only
from ..database.connection import Store
from ..database.file import check_file
from ..health import room

if TYPE_CHECKING:
    from ..database.connection import Tell

PATIENCE = 15.0  # seconds for which another terminal is waited for
LARGE = 64 << 20  # bytes of a store that keeps tills waiting while it is read from end to end


def looked_at(path: str, tell: Tell) -> Store:
    """Return the store at `path`, for reading only.

    Raises: StoreError; OlderStore; NewerStore.
    """
    check_file(path)
    store = opened(path, tell)
    try:
        store.check()
        store.settle()
        return store
    except OnecustomerError as error:
        store.close()
        if type(error) is not StoreError:
            raise
        return _lenient(read_only.opened(path, tell, error))


def opened(path: str, tell: Tell, mode: str = "ro") -> Store:
    """Return the file at `path` as a store for reading, whatever is in it; letters that are none become U+FFFD.

    Raises: StoreError where it cannot be opened.
    """
    return _lenient(Store.at(path, tell, mode, timeout=PATIENCE))


def _lenient(store: Store) -> Store:
    store.connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return store


def is_copy(store: Store) -> bool:
    """Tell whether a store is a till's copy of a shop's."""
    return bool(store.value("SELECT 1 FROM shop LIMIT 1"))


def is_known(path: str) -> bool:
    """Tell whether a file is a store, whatever has become of it; of another program's, nothing is looked at."""
    return places.is_store(path) or os.path.isdir(path + FOLDER) or named.newest(path) is not None


@contextmanager
def at_leisure(store: Store, size: int) -> Iterator[Store]:
    """Yield what is as the store is now, and keeps no till waiting however long it is read: of a large one a copy.

    Shape: the copy lies beside the store and is gone at the end. Where there is no room for it, the store itself.
    """
    copy = _copied(store) if size >= LARGE and _has_room(store.path, size) else None
    try:
        yield copy or store
    finally:
        if copy:
            copy.close()
            os.remove(copy.path)


def _has_room(path: str, size: int) -> bool:
    free = room.free(path)
    return free is not None and free - size > room.RESERVE


def _copied(store: Store) -> Store | None:
    """Return a copy of the store for a while; none where there is no place for it."""
    draft = ""
    try:
        draft = files.make_draft(store.path)
        making.copy_into(store, draft)
        return opened(draft, store.tell)
    except (OSError, OnecustomerError):  # a folder that may not be written, a full disk
        with suppress(OSError):
            os.remove(draft)
        return None
