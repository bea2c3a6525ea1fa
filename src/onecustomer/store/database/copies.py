"""Copies of a store, made by SQLite and never by copying the file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

from ..files import make_new
from .connection import Store
from .faults import error_of


def copy(store: Store, path: str) -> None:
    """Copy an open store to a new file, for its owner only; a till that writes may wait until it is done.

    Raises: StoreError; FileExistsError where something is at `path`.
    """
    make_new(path)
    try:
        with closing(sqlite3.connect(path)) as target, store.reading():
            store.connection.backup(target)
    except sqlite3.Error as error:
        raise error_of(error, path) from None


def back_up(path: str, schema: int) -> str:
    """Copy the store at `path` before its schema changes, and return the copy's path.

    Shape: the copy lies beside the store, and its name ends in the old schema and a free number.
    Raises: StoreError.
    """
    number = 1
    while os.path.exists(backup := f"{path}.schema-{schema}.{number}"):
        number += 1
    make_new(backup)
    reader = Store.at(path, lambda _: None)
    try:
        reader.change("VACUUM INTO ?", (backup,))
    finally:
        reader.close()
    return backup
