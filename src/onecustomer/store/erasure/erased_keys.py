"""The list of erased keys: a file beside the store, so that a copy that is put back does not bring anybody back.

It has random keys and days, and nothing else of anybody.
"""

from __future__ import annotations

import os

from .. import files

FILE = "-erased"  # added to the store's path


def add(path: str, key: str, day: str) -> None:
    """Add the key of somebody who was erased, with the day (ISO), onto the disk; a key that is there stays as it is.

    Raises: OSError where the file cannot be written.
    """
    known = _text(path)
    if key in keys(path):
        return
    gap = "\n" if known and not known.endswith("\n") else ""  # a line that was cut short
    with open(os.open(path + FILE, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="ascii") as file:
        if not known:
            files.share(path + FILE)
        file.write(f"{gap}{key} {day}\n")
        file.flush()
        os.fsync(file.fileno())
    files.sync_folder(path)  # as the list may be new


def keys(path: str) -> set[str]:
    """Return the keys of all who were erased from the store at `path`."""
    return {line.split()[0] for line in _text(path).splitlines() if len(line.split()) == 2}


def _text(path: str) -> str:
    try:
        with open(path + FILE, encoding="ascii", errors="replace") as file:
            return file.read()
    except FileNotFoundError:
        return ""
