"""Which copy is meant by what is typed behind `oc restore`: a file, or the name of one of the store's own copies."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Iterator

from ....errors import Refused
from ....store import places
from ....store.copies import named
from ....store.copies.named import Copy
from ....store.database.due import COPIES
from ...terminal import way_back
from ...terminal.program import in_a_shell
from ...terminal.till import Till

MOST = 3  # copies of a folder that are named


def meant(till: Till, file: str | None) -> Copy:
    """Return the copy of this path or name; the one that comes into question first where none is given.

    Shape: a file that is there as it is typed comes before a copy of that name.
    Raises: Refused where there is none.
    """
    path, copies = till.path, way_back.copies(till)
    if file is None and copies:
        return copies[0]
    if file is None:
        raise Refused(
            f"There is no copy of the store yet: {named.folder_of(path)}", "oc restore FILE takes one from elsewhere"
        )
    if not file.strip():
        raise Refused("Of the copy nothing is said but an empty name.", way_back.offer(till))
    place = os.path.realpath(os.path.expanduser(file))
    is_there = os.path.isfile(place)
    for copy in copies:
        if os.path.realpath(copy.path) == place or (file == copy.name and not is_there):
            return copy
    if place == path:
        raise Refused("That is the store itself.", way_back.offer(till))
    if not is_there:
        raise _none_at(place, till)
    return Copy(place, "", named.day_in(place) or dt.date.fromtimestamp(os.stat(place).st_mtime))


def _none_at(place: str, till: Till) -> Refused:
    """Return the error of a place where no plain file is."""
    if os.path.isdir(place):
        found = [f"oc restore {in_a_shell(copy)}" for copy in _in_folder(place) if copy != till.path]
        return Refused(f"That is a folder, and no copy: {place}", "\n".join(found[:MOST]) or way_back.offer(till))
    if os.path.exists(place):
        what = "a device" if _is_device(place) else "no plain file"
        return Refused(f"That is {what}, and no copy: {place}", way_back.offer(till))
    return Refused(f"There is no such copy: {place}", way_back.offer(till))


def _is_device(place: str) -> bool:
    mode = os.stat(place).st_mode
    return stat.S_ISCHR(mode) or stat.S_ISBLK(mode)


def _in_folder(folder: str) -> Iterator[str]:
    """Yield the copies and stores that lie in a folder, and in the folder of copies in it, the newest names first."""
    for place in (folder, os.path.join(folder, COPIES)):
        if os.path.isdir(place) and os.access(place, os.R_OK | os.X_OK):
            for name in sorted(os.listdir(place), reverse=True):
                if places.is_store(os.path.join(place, name)):
                    yield os.path.join(place, name)
