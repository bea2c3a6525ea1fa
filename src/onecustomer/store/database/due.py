"""When a store is to be copied again: the time of a small file among its copies says it."""

from __future__ import annotations

import os

COPIES, DUE = "backups", "-due"
"""The folder of a store's copies, and what its name has behind it there in that of the file which says, by its time,
when the store is to be copied again."""

A_DAY = 26 * 60 * 60  # seconds; an hour is put back once a year


def due(path: str) -> str:
    """Return the path of the file whose time says when the store at `path` is to be copied again."""
    folder, name = os.path.split(path)
    return os.path.join(folder, COPIES, name + DUE)


def is_due(path: str, now: float) -> bool:
    """Tell whether the store at `path` is to be copied again; `now` is Unix time."""
    try:
        return not 0 < os.stat(due(path)).st_mtime - now < A_DAY
    except OSError:
        return True
