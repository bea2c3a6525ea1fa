"""Why the copy of the day could not be made: a word in the file whose time says when it is tried again."""

from __future__ import annotations

import datetime as dt
import errno
import os
from contextlib import suppress

from .. import files
from ..database.due import due
from ..database.faults import Damaged, DiskFull
from ..record import Record
from . import named
from .making import NoRoom, NotMade

DAMAGED, ROOM, FOLDER, OTHER = "damaged", "room", "folder", "other"
"""What kept it from being made: the store, the disk, the folder of the copies, or something else, as a lock."""

NEVER = "-"


class Failed(Record):
    """Why no copy was made, and on which day it was last tried; `told` is when a till said so, none where none did."""

    why: str
    day: dt.date
    told: dt.date | None


def why_of(error: Exception) -> str:
    """Return what kept a copy from being made, by the error that it ended with."""
    if isinstance(error, Damaged):
        return DAMAGED
    if isinstance(error, NoRoom | DiskFull) or getattr(error, "errno", 0) == errno.ENOSPC:
        return ROOM
    return FOLDER if isinstance(error, NotMade | OSError) else OTHER


def leave(path: str, why: str, day: dt.date) -> None:
    """Leave the word that the store at `path` could not be copied; where it cannot be written, there is none."""
    before = read(path)
    _write(path, Failed(why, day, before.told if before else None))


def tell(path: str, today: dt.date) -> None:
    """Keep that a till has said so today."""
    if before := read(path):
        _write(path, Failed(before.why, before.day, today))


def read(path: str) -> Failed | None:
    """Return why the store at `path` could not be copied; none where it could, or no word of it can be read."""
    with suppress(OSError, ValueError):
        with open(due(path), encoding="ascii") as file:
            why, day, told = file.read(100).split()
        return Failed(why, dt.date.fromisoformat(day), None if told == NEVER else dt.date.fromisoformat(told))
    return None


def is_left(path: str) -> bool:
    """Tell whether there is a word about the store at `path`, without reading it."""
    try:
        return os.stat(due(path)).st_size > 0
    except OSError:
        return False


def clear(path: str) -> None:
    """Take the word back: the store at `path` was copied."""
    if is_left(path):
        _write(path, None)


def begin_anew(path: str) -> None:
    """Take the word back, and let the next write be copied: the store at `path` is another one now."""
    with suppress(OSError):
        os.remove(due(path))


def _write(path: str, word: Failed | None) -> None:
    """Write the word into the file, whose time stays as it is: the tills look at nothing else of it."""
    text = f"{word.why} {word.day} {word.told or NEVER}\n" if word else ""
    with suppress(OSError):
        before = os.stat(due(path))
        with open(due(path), "r+", encoding="ascii", newline="\n") as file:
            file.write(text)
            file.truncate()
        os.utime(due(path), ns=(before.st_atime_ns, before.st_mtime_ns))


def is_closed(path: str) -> bool:
    """Tell whether nobody here can make a file in the folder of copies of the store at `path`, as far as is known."""
    folder = named.folder_of(path)
    if os.path.lexists(folder):
        return not (os.path.isdir(folder) and files.may(folder, os.W_OK | os.X_OK))
    return not files.may(os.path.dirname(folder), os.W_OK | os.X_OK)
