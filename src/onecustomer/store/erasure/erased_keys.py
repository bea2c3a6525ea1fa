"""The list of erased keys, so that a copy that is put back brings nobody back: a file beside the store.

A second one lies in the user's state folder, as the store's folder may be lost with all that is in it. Each has random
keys and days, and nothing else of anybody.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

from .. import files, marker
from ..copies import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..database.connection import Store

FILE = "-erased"  # added to the store's path, and to that of its marker


def add(path: str, key: str, day: str) -> None:
    """Add the key of somebody who is erased, with the day (ISO), onto the disk; a key that is there stays as it is.

    Raises: OSError where the file beside the store cannot be written.
    """
    _add(path + FILE, key, day)
    second = marker.file_of(path)
    if second:
        with suppress(OSError):
            files.make_folder(os.path.dirname(second))
            _add(second + FILE, key, day)


def known(*paths: str) -> dict[str, str]:
    """Return the keys of all who were erased from the stores at these paths, as either list has them, with the days."""
    lines = (line.split() for file in lists(*paths) for line in _text(file).splitlines())
    return {words[0]: words[1] for words in lines if len(words) == 2}


def of(store: Store) -> dict[str, str]:
    """Return the keys of all who were erased from a store, with the days; also of whom traces may be left."""
    from ..rare_rows import Erasure  # hardly any command asks
    from .hers import NAMELESS

    return known(store.path) | {one.key: one.day for one in store.all(Erasure, "") if one.key != NAMELESS}


def lists(*paths: str) -> list[str]:
    """Return the lists of the stores at these paths that are there."""
    return [file for path in paths for file in _places(path) if os.path.isfile(file)]


def _places(path: str) -> Iterator[str]:
    """Yield where the lists of the store at `path` are; of the copy there, those of the store that it was made of."""
    for store in (path, named.store_of(path)):
        if store:
            yield store + FILE
            second = marker.file_of(store)
            if second:
                yield second + FILE


def _add(file: str, key: str, day: str) -> None:
    known = _text(file)
    if any(line.split()[:1] == [key] for line in known.splitlines()):
        return
    gap = "\n" if known and not known.endswith("\n") else ""  # a line that was cut short
    with open(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="ascii") as written:
        if not known:
            files.share(file)
        written.write(f"{gap}{key} {day}\n")
        written.flush()
        os.fsync(written.fileno())
    files.sync_folder(file)  # as the list may be new


def _text(file: str) -> str:
    try:
        with open(file, encoding="ascii", errors="replace") as read:
            return read.read()
    except FileNotFoundError:
        return ""
