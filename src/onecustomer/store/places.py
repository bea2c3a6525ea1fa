"""Which files are a store's own: the store, and what it, SQLite and the tills keep beside it."""

from __future__ import annotations

import os

from .copies import digest, named
from .current import FOLDER
from .database import shop_files, sqlite
from .database.due import COPIES, DUE
from .erasure import erased_keys
from .files import DRAFT
from .spools import MARK

APPLICATION = slice(68, 72)  # bytes; https://sqlite.org/fileformat.html
BESIDE = (erased_keys.FILE, digest.END, *sqlite.BESIDE, *shop_files.BESIDE)
BEFORE_ANYTHING = (f".{named.OF_SCHEMA}", DRAFT, MARK)


def is_of_store(path: str, store: str) -> bool:
    """Tell whether a path is the place of the store at `store`, of another one, or of what lies beside one of them."""
    folder, name = os.path.split(os.path.realpath(path))
    own = os.path.realpath(store).casefold()
    stems = [name, *(name.removesuffix(end) for end in BESIDE if name.endswith(end))]
    stems += [name.partition(part)[0] for part in BEFORE_ANYTHING if part in name]
    if name.endswith(FOLDER):
        stems.append(name.removesuffix(FOLDER))
    places = [os.path.join(folder, stem) for stem in stems]
    if folder.endswith(FOLDER):
        places.append(folder.removesuffix(FOLDER))
    if os.path.basename(folder) == COPIES:
        beside = os.path.dirname(folder)
        stems = [name.removesuffix(DUE), *(name[:dot] for dot, letter in enumerate(name) if letter == ".")]
        places += [os.path.join(beside, stem) for stem in stems]
    return any(place.casefold() == own or is_store(place) for place in places)


def is_store(path: str) -> bool:
    """Tell whether a file is a store of onecustomer's, by how it begins."""
    try:
        with open(path, "rb") as file:
            begins = file.read(100)
    except OSError:
        return False
    return begins.startswith(sqlite.BEGINNING) and begins[APPLICATION] == sqlite.APPLICATION_ID.to_bytes(4)
