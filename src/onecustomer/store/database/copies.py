"""Copies of a store, made by SQLite and never by copying the file."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sqlite3
from contextlib import closing, suppress

from .. import files
from .connection import Store
from .faults import damaged, error_of

OF_SCHEMA = ".schema-"
"""What follows the store's path in that of a copy made before its schema changed."""


def copy(store: Store, path: str) -> None:
    """Copy an open store to a new file, for its owner only; a till that writes may wait until it is done.

    Raises: StoreError; FileExistsError where something is at `path`.
    """
    files.make_new(path)
    try:
        with closing(sqlite3.connect(path)) as target, store.reading():
            store.connection.backup(target)
    except sqlite3.Error as error:
        raise error_of(error, path) from None


def back_up(path: str, schema: int) -> str:
    """Copy the store at `path` before its schema changes, and return the copy's path.

    Shape: the copy lies beside the store, and its name ends in the old schema and a free number. It has that name only
    once it is whole, checked and on the disk.
    Raises: StoreError.
    """
    draft = files.make_draft(path)
    try:
        with closing(Store.at(path, lambda _: None)) as reader:
            reader.change("VACUUM INTO ?", (draft,))
        _check(draft)
        files.sync(draft)
        copy = _put_in_place(draft, f"{path}{OF_SCHEMA}{schema}")
        files.sync_folder(copy)
        return copy
    finally:
        if os.path.exists(draft):
            os.remove(draft)


def _check(path: str) -> None:
    """Refuse a copy that is not sound.

    Raises: StoreError.
    """
    with closing(Store.at(path, lambda _: None, "ro")) as store:
        if store.value("PRAGMA quick_check(1)") != "ok":
            raise damaged(path)


def _put_in_place(draft: str, stem: str) -> str:
    """Give a copy the first free number behind `stem`, and return its path."""
    for number in itertools.count(1):
        with suppress(FileExistsError):
            files.put_in_place(draft, f"{stem}.{number}")
            break
    return f"{stem}.{number}"


def holding(path: str, key: str) -> list[tuple[str, dt.date]]:
    """Return the copies beside the store at `path` that have a customer of this key: name and day, the oldest first.

    Shape: a copy that cannot be read is named too, as nobody can say that they are not in it.
    """
    folder, name = os.path.split(os.path.abspath(path))
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(f"{name}{OF_SCHEMA}") and entry.is_file() and _holds(entry.path, key):
                found.append((entry.name, dt.date.fromtimestamp(entry.stat().st_mtime)))
    return sorted(found, key=lambda one: (one[1], one[0]))


def _holds(path: str, key: str) -> bool:
    try:
        with closing(Store.at(path, lambda _: None, "ro", timeout=0)) as store:
            return bool(store.ask("SELECT 1 FROM customer WHERE key = ?", (key,)))
    except Exception:  # whatever is wrong with it, it may hold them
        return True
