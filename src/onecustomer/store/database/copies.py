"""Copies of a store, made by SQLite and never by copying the file."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress

from .. import files
from .connection import Store
from .faults import damaged, error_of

OF_SCHEMA = ".schema-"
"""What follows the store's path in that of a copy made before its schema changed."""

OF_IMPORT = ".before-import"
"""What follows it in that of a copy made before people were brought in."""


def copy(store: Store, path: str) -> None:
    """Copy an open store to a new file, for its owner only; a till that writes may wait until it is done.

    Raises: StoreError; FileExistsError where something is at `path`.
    """
    files.make_new(path)
    _copy_into(store, path)


def _copy_into(store: Store, path: str) -> None:
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

    def make(draft: str) -> None:
        with closing(Store.at(path, lambda _: None)) as reader:
            reader.change("VACUUM INTO ?", (draft,))

    return _made_beside(path, f"{OF_SCHEMA}{schema}", make)


def before_import(store: Store) -> str:
    """Copy an open store that has somebody before people are brought in, and return the copy's path.

    Shape: as `back_up` makes them; tills may read meanwhile, and one that writes may wait until it is done.
    Raises: StoreError.
    """
    return _made_beside(store.path, OF_IMPORT, lambda draft: _copy_into(store, draft))


def _made_beside(path: str, ending: str, make: Callable[[str], None]) -> str:
    """Make a copy as a draft, and give it its name once it is whole, checked and on the disk; return its path."""
    draft = files.make_draft(path)
    try:
        make(draft)
        _check(draft)
        files.sync(draft)
        copy = _put_in_place(draft, f"{path}{ending}")
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


def of_store(path: str) -> list[str]:
    """Return the copies of the store at `path` that were made before migrations and imports, by their names."""
    found = [
        one
        for stem in (OF_SCHEMA, f"{OF_IMPORT}.")
        for one in files.beside(path, stem)
        if one.removeprefix(path + stem).replace(".", "").isdecimal()
    ]
    return sorted(found)


def holding(path: str, key: str) -> list[tuple[str, dt.date]]:
    """Return the copies beside the store at `path` that have a customer of this key: name and day, the oldest first.

    Shape: a copy that cannot be read is named too, as nobody can say that they are not in it.
    """
    found = [(day_of(copy), os.path.basename(copy)) for copy in of_store(path) if _holds(copy, key)]
    return [(name, day) for day, name in sorted(found)]


def _holds(path: str, key: str) -> bool:
    try:
        with closing(Store.at(path, lambda _: None, "ro", timeout=0)) as store:
            return bool(store.ask("SELECT 1 FROM customer WHERE key = ?", (key,)))
    except Exception:  # whatever is wrong with it, it may hold them
        return True


def of_days_until(path: str, last: dt.date) -> list[str]:
    """Return the copies of the store at `path` that were made up to a day, by their names."""
    return [copy for copy in of_store(path) if day_of(copy) <= last]


def day_of(copy: str) -> dt.date:
    """Return the day on which a copy was made."""
    return dt.date.fromtimestamp(os.stat(copy).st_mtime)


def remove(paths: Iterable[str]) -> None:
    """Remove copies; what is gone already is gone."""
    for path in paths:
        with suppress(FileNotFoundError):
            os.remove(path)
