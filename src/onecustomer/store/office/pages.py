"""The settings of a large write: what it changes is kept in memory until it is committed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..database.connection import Store

CACHE_KIB = 32 * 1024


@contextmanager
def kept(store: Store) -> Iterator[None]:
    """Let the transactions of the block keep what they change in memory until they are committed, however much it is.

    Else SQLite takes the whole store away from every till, readers too, as soon as its cache is full. What it keeps
    to take back one statement stays in memory too: as a file it is as much again as all that is written.
    """
    store.change("PRAGMA temp_store = MEMORY")
    store.change("PRAGMA cache_spill = OFF")
    store.change(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        yield
    finally:
        store.change("PRAGMA cache_spill = ON")
        store.change("PRAGMA temp_store = DEFAULT")
