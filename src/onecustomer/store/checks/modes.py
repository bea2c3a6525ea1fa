"""Who may read the files of a store: each is its owner's only, and so is each folder that is onecustomer's."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress

from .. import files, spools
from ..copies import digest, named
from ..current import FOLDER
from ..database import faults, shop_files, sqlite
from ..database.due import DUE
from ..erasure import erased_keys
from ..paths import data_folder
from ..record import Record

BESIDE = (*sqlite.BESIDE, erased_keys.FILE, DUE, *shop_files.BESIDE)
"""What stands behind a store's name in those of the files beside it, and of that beside its copies."""


class Loose(Record):
    """A file or folder that others may open who are not to, the mode that it has, and the one that it should have."""

    path: str
    mode: int
    wanted: int


def loose(path: str) -> list[Loose]:
    """Return what others may open of the store at `path` and of what lies beside it; links are left alone."""
    return _loose(path, _own(path))


def mixed(path: str) -> int:
    """Return how many things of others lie in a folder of copies that others may open; it is not the store's alone."""
    return _foreign(path) if _loose(path, [named.folder_of(path)]) else 0


def _loose(path: str, some: Iterable[str]) -> list[Loose]:
    if os.name == "nt":
        return []  # there the rights of the user's folder hold
    others = stat.S_IRWXO if _is_shared(path) else stat.S_IRWXG | stat.S_IRWXO
    found = []
    for one in some:
        with suppress(OSError):
            mode = os.lstat(one).st_mode
            if not stat.S_ISLNK(mode) and mode & others:
                found.append(Loose(one, stat.S_IMODE(mode), stat.S_IMODE(mode) & ~others))
    return found


def repair(one: Loose) -> bool:
    """Leave a file or folder to its owner alone; tell whether this user may."""
    try:
        os.chmod(one.path, one.wanted)
    except OSError:
        return False
    return True


def _own(path: str) -> Iterator[str]:
    """Yield the files and folders that are the store's own: itself, what lies beside it, its copies, its tills."""
    folder, copies = os.path.dirname(path), named.folder_of(path)
    with suppress(Exception):  # of a user without a home
        if os.path.realpath(data_folder()) in (folder, os.path.dirname(folder)):
            yield folder
    yield from (one for one in (path, path + FOLDER) if os.path.lexists(one))
    if os.path.isdir(copies) and not _foreign(path):
        yield copies
    for stem in (path, named.stem_of(path)):
        with suppress(OSError):
            yield from (one for one in files.beside(stem, "") if _is_own(one.removeprefix(stem)))
    with suppress(OSError):
        yield from files.beside(os.path.join(path + FOLDER, ""), "")


def _is_own(end: str) -> bool:
    """Tell whether this, behind a store's name, is how the program or SQLite calls a file; others' names are longer."""
    if files.is_draft(end):
        end = end.rpartition(files.DRAFT)[0]
        return not end or _is_own(end)
    return end in BESIDE or spools.is_one(end) or named.is_called_as_one(end.removesuffix(digest.END))


def _foreign(path: str) -> int:
    """Return how many things lie in the folder of copies that are none of any store's."""
    with suppress(OSError):
        return sum(not _is_of_a_store(entry.name) for entry in os.scandir(named.folder_of(path)))
    return 0


def _is_of_a_store(name: str) -> bool:
    return any(_is_own(name[at:]) for at, letter in enumerate(name) if letter in ".-" and at)


def is_open_to_others(path: str) -> bool:
    """Tell whether anybody may put another file in the store's place, as all may write to its folder."""
    if os.name == "nt":
        return False
    with suppress(OSError):
        mode = os.stat(os.path.dirname(path)).st_mode
        return bool(mode & stat.S_IWOTH) and not mode & stat.S_ISVTX
    return False


def owner_of(path: str) -> str:
    """Return the name of who owns a file, where that is somebody else than this user; empty where it is not."""
    if os.name == "nt":
        return ""
    try:
        return "" if os.stat(path).st_uid == os.geteuid() else faults.owner(path)
    except OSError:
        return ""


def _is_shared(path: str) -> bool:
    try:
        return files.is_shared(os.path.dirname(path))
    except OSError:
        return False
