"""Which files are copies of a store, why each was made and on which day, as their names say."""

from __future__ import annotations

import datetime as dt
import os
import re
from contextlib import suppress

from .. import files
from ..database.due import COPIES
from ..record import Record

DAILY, ASKED, IMPORT, MERGE, TIDY, RESTORE, ANEW = "daily", "asked", "import", "merge", "tidy", "restore", "anew"
"""Why a copy was made: by itself once a day, because somebody asked, or before something that changes much."""

OF_SCHEMA = "schema-"
"""How the reason begins of a copy that was made before the schema changed; the old schema stands behind it."""

REASONS = "|".join((DAILY, ASKED, IMPORT, MERGE, TIDY, RESTORE, ANEW, OF_SCHEMA + r"\d+"))
LOOKS = re.compile(rf"\.(\d{{4}}-\d\d-\d\d)\.({REASONS})(?:\.(\d+))?")
"""What follows a store's name in that of its copy: the day, the reason, and a number where that name was taken."""

OLDER = re.compile(r"\.(schema-\d+|before-import)\.\d+")
"""The same in copies that onecustomer made beside the store until November 2026."""

DAMAGED = "damaged"
"""The reason of what `oc restore` set aside: a store that could not be read, or what SQLite had beside it."""

SET_ASIDE = re.compile(r"\.damaged-(\d{4})(\d\d)(\d\d)T\d{6}Z(?:-\d+)?(?:-journal|-wal|-shm)?")
"""What follows a store's name in that of such a file: when it was set aside, in UTC."""


class Copy(Record):
    """A copy of a store: where it lies, why it was made, and on which day of the shop."""

    path: str
    reason: str
    day: dt.date

    @property
    def name(self) -> str:
        """Its file's name, by which `oc restore` knows it."""
        return os.path.basename(self.path)


def folder_of(path: str) -> str:
    """Return the folder of copies of the store at `path`, whether or not it is there."""
    return os.path.join(os.path.dirname(os.path.abspath(path)), COPIES)


def stem_of(path: str) -> str:
    """Return what the paths of all copies of the store at `path` begin with."""
    return os.path.join(folder_of(path), os.path.basename(path))


def store_of(copy: str) -> str | None:
    """Return the path of the store that a file in a folder of copies was made of, as its name says; none of others."""
    folder, name = os.path.split(os.path.abspath(copy))
    ends = LOOKS.search(name)
    if os.path.basename(folder) != COPIES or not ends or ends.end() < len(name):
        return None
    return os.path.join(os.path.dirname(folder), name[: ends.start()])


def day_in(copy: str) -> dt.date | None:
    """Return the day of a copy, wherever it lies, as its name says; none where it does not."""
    ends = LOOKS.search(os.path.basename(copy))
    with suppress(ValueError):
        return dt.date.fromisoformat(ends[1]) if ends else None
    return None


def named(path: str, reason: str, day: dt.date) -> str:
    """Return the path of a copy of the store at `path`, as the first of its day and reason has it."""
    return f"{stem_of(path)}.{day.isoformat()}.{reason}"


def of_store(path: str, today: dt.date | None = None) -> list[Copy]:
    """Return the copies of the store at `path` that onecustomer made, the oldest first.

    Shape: by the days in their names, as `cp` gives a file another time; by the files' times within a day. One of a day
    after tomorrow was made while the clock was wrong: nobody knows how old it is, and it comes before all others.
    `today` is the shop's; without it, the computer's.
    """
    last = (today or dt.date.today()) + dt.timedelta(days=1)
    found = [copy for end in _ends(stem_of(path)) if (copy := _new(*end))]
    found += [copy for end in _ends(path) if (copy := _old(*end))]
    return sorted(found, key=lambda copy: (copy.day <= last, copy.day, _made_at(copy.path), copy.path))


def is_called_as_one(end: str) -> bool:
    """Tell whether this, behind the name of a store, makes the name of a copy of it, or of what was set aside."""
    return any(looks.fullmatch(end) for looks in (LOOKS, OLDER, SET_ASIDE))


def newest(path: str, today: dt.date | None = None) -> Copy | None:
    """Return the newest copy of the store at `path`, in the order of `of_store`; none where there is none."""
    return next(reversed(of_store(path, today)), None)


def hour_of(copy: Copy) -> dt.datetime | None:
    """Return when a copy was made, in the computer's own time; none where the disk has another day than its name."""
    with suppress(OSError, ValueError, OverflowError):
        made = dt.datetime.fromtimestamp(os.stat(copy.path).st_mtime)
        return made if made.date() == copy.day else None
    return None


def set_aside(path: str) -> list[Copy]:
    """Return what was set aside of the store at `path` because it was damaged; it may hold anybody, and is no copy."""
    found = [(file, SET_ASIDE.fullmatch(end)) for file, end in _ends(path)]
    with suppress(ValueError):
        return [Copy(file, DAMAGED, dt.date(*map(int, looks.groups()))) for file, looks in found if looks]
    return []


def _ends(stem: str) -> list[tuple[str, str]]:
    """Return the plain files whose paths begin with a stem, each with what stands behind it."""
    with suppress(OSError):
        name = os.path.basename(stem)
        found = [file for file in files.beside(stem, ".") if os.path.isfile(file)]
        return [(file, os.path.basename(file).removeprefix(name)) for file in found]
    return []


def _new(file: str, end: str) -> Copy | None:
    looks = LOOKS.fullmatch(end)
    with suppress(ValueError):
        return Copy(file, looks[2], dt.date.fromisoformat(looks[1])) if looks else None
    return None


def _old(file: str, end: str) -> Copy | None:
    looks = OLDER.fullmatch(end)
    reason = looks and looks[1].removeprefix("before-")
    return Copy(file, reason, dt.date.fromtimestamp(_made_at(file))) if reason else None


def _made_at(file: str) -> float:
    with suppress(OSError):
        return os.stat(file).st_mtime
    return 0.0
