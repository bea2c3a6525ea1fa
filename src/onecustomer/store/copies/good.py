"""Whether a copy may stand in the store's place: is it a copy, is it ours, is it as it was when it was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import closing, suppress

from ...errors import StoreError
from ..database import sqlite, traces
from ..database.connection import Store
from ..database.faults import Damaged
from . import digest, named
from .named import Copy

IMPORT = "oc import FILE takes tables, cards and exports"


def in_question(path: str, today: dt.date | None = None) -> list[Copy]:
    """Return the copies of the store at `path` in the order in which they come into question.

    The newest is the first, and those that `oc restore` made are the last: they have what the owner just left. `today`
    is the shop's; without it, the computer's.
    """
    newest_first = named.of_store(path, today)[::-1]
    return sorted(newest_first, key=lambda copy: copy.reason == named.RESTORE)


def newest(copies: Sequence[Copy]) -> Copy | None:
    """Return the last of these copies that is good; none where none is."""
    return next((copy for copy in reversed(copies) if is_good(copy.path)), None)


def is_good(copy: str) -> bool:
    """Tell whether a copy may stand in a store's place, as `check` does."""
    try:
        check(copy)
    except Exception:  # whatever is wrong with it
        return False
    return True


def check(copy: str, *, deep: bool = False) -> None:
    """Refuse a copy that cannot be put in a store's place: one of ours, and as it was when it was made.

    Shape: where no digest says how it was made, its every page is looked at. `deep` does that in any case, and compares
    each index with its table, which takes sixteen times as long.
    Raises: StoreError, NewerStore, OSError.
    """
    is_as_made = digest.is_right(copy)
    if is_as_made is False:
        raise StoreError(f"The copy is damaged: it is no longer what it was when it was made: {copy}")
    if not _begins_as_one(copy):
        raise StoreError(f"This is no copy of a store: {copy}", IMPORT)
    try:
        with opened(copy) as store:
            _check_ours(store)
            _check_identity(store)
            look = "integrity_check" if deep else "quick_check"
            is_whole = (is_as_made and not deep) or store.value(f"PRAGMA {look}(1)") == "ok"
    except Damaged:
        is_whole = False
    if not is_whole:
        raise StoreError(f"The copy is damaged: {copy}")


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
