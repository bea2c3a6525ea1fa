"""Opening a store by its path: a missing one may be made, an older one is migrated."""

from __future__ import annotations

import stat

from ..errors import StoreError
from .database import sqlite
from .database.connection import Store, connect
from .database.file import check_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .database.connection import Tell


def open_store(path: str, tell: Tell, *, make: bool = False, index: Callable[[Store], None] | None = None) -> Store:
    """Return the store at `path`; an older one is backed up and migrated first, and `index` makes its search keys.

    Where there is none and `make` is true, it is made and `tell` says where.
    Raises: StoreError, NewerStore.
    """
    if is_absent(path) and make:
        from .beginning import begin

        begin(path, tell)
    try:
        store = connect(path, tell)
    except sqlite.OlderStore:
        from .schema.create import migrate

        migrate(path, tell, index=index)
        store = connect(path, tell)
        store.has_written = True  # so that a copy of today is made, and old ones go
    except StoreError as error:
        from .database import read_only  # few may only read

        store = read_only.opened(path, tell, error)
    if store.is_copy:
        from .shop.shared import Shared  # a shop of one till has none of it

        store = Shared(store)
    if store.has_erasures:
        from .erasure.finish import before_a_write  # an erasure that was cut short is rare

        store.finish = before_a_write
    return store


def make_filled(path: str, tell: Tell, fill: Callable[[Store], None]) -> bool:
    """Make a store that has what `fill` gives it, and none where that raises; tell whether it was made here."""
    from .beginning import begin

    return begin(path, tell, fill)


def glance(path: str) -> Store:
    """Return the store at `path`, opened for reading only; no lock is waited for.

    Raises: StoreError, NewerStore.
    """
    check_file(path)
    store = Store.at(path, lambda _: None, "ro", timeout=0)
    try:
        store.check()
    except BaseException:
        store.close()
        raise
    return store


def is_absent(path: str) -> bool:
    """Tell whether there is no store at `path` yet; an empty file is none.

    Raises: StoreError where it is gone, though it was here before, or nobody may look.
    """
    if "://" in path:
        return False  # it is refused for what it is
    found = sqlite.found(path)
    is_gone = found is None or (stat.S_ISREG(found.st_mode) and found.st_size == 0)
    if is_gone:
        from .lost import check  # a till that has its store need not know

        check(path)
    return is_gone
