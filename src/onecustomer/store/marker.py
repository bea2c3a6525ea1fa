"""That customers were in a store: a small file in the user's state folder, which stays where the store is lost."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress

from . import files, paths
from .record import Record

FOLDER = "stores"


class Marker(Record):
    """How many people were in the store at a path, and on which day (ISO)."""

    path: str
    people: int
    day: str


def file_of(path: str) -> str | None:
    """Return the path of a store's marker, whether or not it is there; none where the user has no such folder.

    Shape: one for each file, by whichever name it is reached. The demo has none, as it is made anew each time.
    """
    with suppress(RuntimeError, OSError):  # the former says pathlib of a user without a home
        real = os.path.normcase(os.path.realpath(path))
        if real != os.path.normcase(os.path.realpath(paths.demo_store())):
            name = hashlib.sha256(os.fsencode(real)).hexdigest()[:12]
            return os.path.join(_folder(), FOLDER, name)
    return None


def write(path: str, people: int, day: str) -> None:
    """Say that so many people were in the store at `path` on a day (ISO); where it cannot be kept, it is not."""
    file = file_of(path)
    if not file:
        return
    with suppress(OSError):
        files.make_folder(os.path.dirname(file))
        draft = files.make_draft(file)
        with open(draft, "wb") as marker:
            marker.write(f"{people} {day}\n".encode() + os.fsencode(os.path.realpath(path)) + b"\n")
        os.replace(draft, file)


def read(path: str) -> Marker | None:
    """Return what the marker of the store at `path` says; none where there is none that can be read."""
    file = file_of(path)
    with suppress(OSError, ValueError):
        with open(file or "", "rb") as marker:
            first, _, named = marker.read().partition(b"\n")
        people, day = first.decode().split()
        return Marker(os.fsdecode(named.removesuffix(b"\n")), int(people), day)
    return None


def remove(path: str) -> None:
    """Remove the marker of a store that nobody misses; what is gone already is gone."""
    file = file_of(path)
    with suppress(OSError):
        os.remove(file or "")


def _folder() -> str:
    from platformdirs import user_state_dir

    folder = user_state_dir(paths.APP, appauthor=False)
    if not os.path.isabs(folder):
        raise OSError("no home")
    return folder
