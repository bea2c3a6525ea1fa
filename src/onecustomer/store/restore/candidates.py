"""Whether a copy may stand in the store's place: is it a copy, is it ours, is it as it was when it was made."""

from __future__ import annotations

from contextlib import closing, suppress

from ...errors import NewerStore, StoreError
from ..copies import digest, named
from ..copies.named import Copy
from ..database import sqlite, traces
from ..database.connection import Store
from ..database.faults import Damaged

IMPORT = "oc import FILE takes tables, cards and exports"


def of_store(path: str) -> list[Copy]:
    """Return the copies of the store at `path` in the order in which they come into question.

    The newest is the first, and those that `oc restore` made are the last: they have what the owner just left.
    """
    newest_first = named.of_store(path)[::-1]
    return sorted(newest_first, key=lambda copy: copy.reason == named.RESTORE)


def check(copy: str) -> None:
    """Refuse a copy that cannot be put in a store's place; its every page is looked at.

    Raises: StoreError, NewerStore.
    """
    if digest.is_right(copy) is False:
        raise StoreError(f"The copy is damaged: it is no longer what it was when it was made: {copy}")
    if not _begins_as_one(copy):
        raise StoreError(f"This is no copy of a store: {copy}", IMPORT)
    try:
        with opened(copy) as store:
            _check_ours(store)
            _check_identity(store)
            is_whole = store.value("PRAGMA integrity_check(1)") == "ok"
    except Damaged:
        is_whole = False
    if not is_whole:
        raise StoreError(f"The copy is damaged: {copy}")


def is_likely_sound(copy: str) -> bool:
    """Tell whether a copy begins as a store of ours, and is what its digest says, if it has one."""
    with suppress(StoreError, NewerStore, OSError):
        if digest.is_right(copy) is not False:
            with opened(copy) as store:
                _check_identity(store)
            return True
    return False


def opened(copy: str) -> closing[Store]:
    """Open a copy for reading, of a folder that may be read only too, as a stick's."""
    is_alone = traces.files_of(copy) == [copy]
    return closing(Store.at(copy, lambda _: None, "ro&immutable=1" if is_alone else "ro"))


def _check_identity(store: Store) -> None:
    with suppress(sqlite.OlderStore):
        store.check()


def _check_ours(store: Store) -> None:
    if store.value("PRAGMA application_id") != sqlite.APPLICATION_ID:
        raise StoreError(f"This is a database of another program, and no copy of a store: {store.path}", IMPORT)


def _begins_as_one(copy: str) -> bool:
    with open(copy, "rb") as file:
        return file.read(len(sqlite.BEGINNING)) == sqlite.BEGINNING
