"""Making a copy of a store: by SQLite and never by copying the file, and under its name only once it is whole."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from .. import files
from ..database.connection import Store
from ..database.faults import damaged, error_of
from . import digest, named


def make(store: Store, reason: str, day: dt.date) -> str:
    """Copy an open store into the folder of its copies, with its digest beside, and return the copy's path.

    Shape: tills may read meanwhile; one that writes waits while the store is read once. `day` is the shop's.
    Raises: StoreError; OSError.
    """
    files.make_folder(named.folder_of(store.path))
    stem = named.named(store.path, reason, day)
    with drafted(store, named.stem_of(store.path)) as draft:
        known = digest.of(draft)
        copy = _put_in_place(draft, stem)
    digest.write(copy, known)
    files.sync_folder(copy)
    return copy


def make_of(path: str, reason: str, day: dt.date) -> str:
    """Copy the store at `path`, of whichever schema, as `make` does; another connection of ours may be writing to it.

    Raises: StoreError; OSError.
    """
    with closing(Store.at(path, lambda _: None)) as reader:
        return make(reader, reason, day)


@contextmanager
def drafted(store: Store, path: str) -> Iterator[str]:
    """Yield a draft that has what an open store has, checked and on the disk, beside `path`; it is gone at the end.

    Raises: StoreError where it cannot be made, or is not sound.
    """
    draft = files.make_draft(path)
    try:
        copy_into(store, draft)
        check(draft)
        files.sync(draft)
        yield draft
    finally:
        with suppress(FileNotFoundError):
            os.remove(draft)


def copy_into(store: Store, path: str) -> None:
    """Write what an open store has over the database at `path`, page by page, in one transaction of it.

    Raises: StoreError.
    """
    try:
        with closing(sqlite3.connect(path)) as target, store.reading():
            store.connection.backup(target)
    except sqlite3.Error as error:
        raise error_of(error, path) from None


def check(path: str) -> None:
    """Refuse a copy that is not sound.

    Raises: StoreError.
    """
    with closing(Store.at(path, lambda _: None, "ro")) as store:
        if store.value("PRAGMA quick_check(1)") != "ok":
            raise damaged(path)


def _put_in_place(draft: str, stem: str) -> str:
    """Give a copy its name, with the first free number behind it where it is taken, and return its path."""
    for number in itertools.count(1):
        path = stem if number == 1 else f"{stem}.{number}"
        with suppress(FileExistsError):
            files.put_in_place(draft, path)
            break
    return path
