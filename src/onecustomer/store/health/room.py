"""How much room is left on the disk of a store."""

from __future__ import annotations

import os
import shutil

RESERVE = 50_000_000  # bytes: below this somebody is told, while an erasure or a copy still has room


def free(path: str) -> int | None:
    """Return how much room this user has left where the store at `path` is, or is to be; none where nobody knows.

    Units: bytes.
    """
    folder = os.path.dirname(os.path.abspath(path))
    while not os.path.isdir(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def warning(path: str) -> str:
    """Return what is said where room is scarce; empty where it is not, or nobody knows."""
    left = free(path)
    if left is None or left >= RESERVE:
        return ""
    return f"Only {left // 1_000_000} MB are free where the store is: make some room, as an erasure needs it too."
