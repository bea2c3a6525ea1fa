"""What is piped in, and the draft of a large import, in files beside the store.

Each is held by the program that has it, and removed with its end: what is not held was left by one that was killed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from . import files

MARK, OF_IMPORT = ".stdin-", ".import-"  # added to the store's path, with random letters behind it


@contextmanager
def new(path: str, mark: str = MARK) -> Iterator[BinaryIO]:
    """Yield an empty file beside the store at `path`, for its owner only; it is gone where the block ends.

    Raises: OSError.
    """
    file = _made(path + mark)
    try:
        yield file
    finally:
        file.close()
        os.remove(file.name)


def _made(stem: str) -> BinaryIO:
    """Return a new file that is held before anybody may take it for one that was left."""
    while True:
        draft = f"{stem}{files.random_letters()}"
        files.make_new(draft)
        try:
            file = open(draft, "r+b")  # noqa: SIM115  it stays open
        except FileNotFoundError:
            continue
        with suppress(OSError):
            _hold(file)
            if os.path.exists(draft):
                return file
        file.close()


def sweep(path: str) -> list[str]:
    """Remove what killed programs left of imports into the store at `path`, and return what others are still at."""
    held: list[str] = []
    for left in _all(path):
        try:
            with suppress(FileNotFoundError):
                _remove(left)
        except OSError:
            held.append(left)
    return held


def left(path: str) -> list[str]:
    """Return what killed programs left of imports into the store at `path`, and nobody is at."""
    return [one for one in _all(path) if _is_left(one)]


def _all(path: str) -> list[str]:
    with suppress(OSError):
        found = [one for mark in (MARK, OF_IMPORT) for one in files.beside(path, mark)]
        return [one for one in found if is_one(one.removeprefix(path))]
    return []


def is_one(end: str) -> bool:
    """Tell whether this, behind a store's name, is how `new` calls a file."""
    mark = OF_IMPORT if end.startswith(OF_IMPORT) else MARK
    return end.startswith(mark) and files.are_random(end.removeprefix(mark))


def _is_left(path: str) -> bool:
    try:
        if os.name == "nt":  # there only who removes it knows
            return time.time() - os.stat(path).st_mtime > files.ABANDONED
        with open(path, "r+b") as file:
            _hold(file)
        return True
    except OSError:
        return False


def _remove(path: str) -> None:
    """Remove what nobody reads.

    Raises: OSError where a program holds it; Windows never removes what is open.
    """
    if os.name == "nt":
        os.remove(path)
        return
    with open(path, "r+b") as file:
        _hold(file)
        os.remove(path)


def _hold(file: BinaryIO) -> None:
    """Hold a file.

    Raises: OSError where another program holds it.
    """
    if os.name == "nt":
        return
    import fcntl

    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
