"""What becomes of copies once they are made: who is in them, how long they stay, and that they go."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from contextlib import closing, suppress

from ..database.connection import Store
from . import digest, named
from .named import Copy


def holding(path: str, key: str) -> list[Copy]:
    """Return the copies of the store at `path` that have a customer of this key, the oldest first.

    Shape: a copy that cannot be read is named too, as nobody can say that they are not in it.
    """
    return [copy for copy in named.of_store(path) if _holds(copy.path, key)]


def _holds(copy: str, key: str) -> bool:
    try:
        with closing(Store.at(copy, lambda _: None, "ro", timeout=0)) as store:
            return bool(store.ask("SELECT 1 FROM customer WHERE key = ?", (key,)))
    except Exception:  # whatever is wrong with it, it may hold them
        return True


def made_until(path: str, last: dt.date) -> list[Copy]:
    """Return the copies of the store at `path` that were made up to a day."""
    return [copy for copy in named.of_store(path) if copy.day <= last]


def remove(copies: Iterable[str]) -> None:
    """Remove copies by their paths, with their digests; what is gone already is gone."""
    for path in copies:
        with suppress(FileNotFoundError):
            os.remove(path)
        digest.remove(path)
