"""Whether a store can be written to, without a byte of it being changed."""

from __future__ import annotations

import os

from .. import files
from ..copies import named
from ..current import FOLDER
from ..database import sqlite


def denied(path: str) -> list[str]:
    """Return what this user may not write to of the store at `path`: itself, its folder, what lies beside it, copies.

    Shape: paths; what is not there is left out. A file is never opened for it: that would let go of SQLite's locks.
    """
    beside = [path + end for end in ("", *sqlite.BESIDE, FOLDER)]
    places = [os.path.dirname(path), *beside, named.folder_of(path)]
    return [place for place in places if os.path.exists(place) and not _may_be_written(place)]


def _may_be_written(place: str) -> bool:
    return files.may(place, os.W_OK | os.X_OK if os.path.isdir(place) else os.W_OK)


def is_disk_read_only(path: str) -> bool:
    """Tell whether the disk that a file is on lets nobody write, as far as the system says so."""
    return os.name == "posix" and bool(os.statvfs(path).f_flag & os.ST_RDONLY)
