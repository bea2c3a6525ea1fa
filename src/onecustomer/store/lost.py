"""A store that is gone though customers were in it: what says so, and what each store leaves to be known by."""

from __future__ import annotations

import os

from ..errors import StoreError
from . import marker
from .copies import named
from .current import FOLDER
from .database import sqlite
from .database.connection import Store


class StoreGone(StoreError):
    """The store at `path` is gone, and it was here before."""

    def __init__(self, path: str) -> None:
        super().__init__(f"The store is gone, and it was here before: {path}")
        self.path = path


def check(path: str) -> None:
    """Refuse to take a path without a store for that of a new shop, where customers were.

    Raises: StoreGone.
    """
    if (signs(path) or named.newest(path)) and not _is_there(path):
        raise StoreGone(path)


def was_here(path: str) -> bool:
    """Tell whether copies or the marker say that a store of ours was at a path, whatever stands there now."""
    return named.newest(path) is not None or marker.read(path) is not None


def _is_there(path: str) -> bool:
    """Tell whether another terminal has made the store since it was looked for: the signs of it come after it."""
    found = sqlite.found(path)
    return found is not None and found.st_size > 0


def signs(path: str) -> list[str]:
    """Return the file and the folder that say that a store was at `path`, and are removed to begin anew."""
    file = marker.file_of(path)
    found = [file] if file and marker.read(path) else []
    return found + ([path + FOLDER] if os.path.isdir(path + FOLDER) else [])


def mark(store: Store, day: str) -> None:
    """Keep outside the store that it has so many people on a day (ISO)."""
    marker.write(store.path, store.value("SELECT count(*) FROM customer"), day)
