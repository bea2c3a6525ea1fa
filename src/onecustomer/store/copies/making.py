"""Making a copy of a store: by SQLite and never by copying the file, and under its name only once it is whole."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress

from ...errors import StoreError
from .. import files
from ..current import FOLDER
from ..database.connection import Store
from ..database.due import COPIES
from ..database.faults import damaged, error_of
from ..health.room import RESERVE
from . import digest, named, plain

URGENT = (named.OF_SCHEMA, named.RESTORE, named.ANEW)
"""How the reasons begin of copies that are made wherever they fit at all: without them the shop would stand still."""

OF_A_DRAFT = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"
"""The settings under which a draft is written: it is brought onto the disk when no lock is held any more."""


LARGE, STEP = 256 << 20, 16 << 20
"""Bytes of a store from which it is copied in several steps, and of each step: a till waits for one of them."""

TRIES, PAUSE = 3, 0.05
"""How often a copy in several steps is begun anew, and the seconds between two steps."""

HAS_ERASURES = "SELECT 1 FROM sqlite_master WHERE name = 'erasure'"
HAS_TRACES = (HAS_ERASURES, "SELECT 1 FROM erasure")
"""Each has an answer where an erasure is not finished; a store of an older schema has no such table."""


class NotMade(StoreError):
    """No copy was made, though nothing is wrong with the store."""


class NoRoom(NotMade):
    """The disk has no room for a copy."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"The disk has no room for a copy of the store: {path}", "free some space there; 50 MB stay free"
        )


def make(store: Store, reason: str, day: dt.date) -> str:
    """Copy an open store into the folder of its copies, with its digest beside, and return the copy's path.

    Shape: tills may read meanwhile; one that writes waits while the store is read once. `day` is the shop's.
    Raises: FileExistsError where it is the daily copy of a day that has one; NotMade; StoreError; OSError.
    """
    folder, stem = _folder(store.path), named.named(store.path, reason, day)
    check_room(store, folder, 0 if reason.startswith(URGENT) else RESERVE)
    with drafted(store, named.stem_of(store.path)) as draft:
        known, made = digest.of(draft), os.stat(draft)
        copy = _put_in_place(draft, [stem] if reason == named.DAILY else _numbered(stem))
    _finish(copy, known, made)
    return copy


def make_plain(store: Store, reason: str, day: dt.date) -> str:
    """Copy a till's store of a shop as `make` does, as a store of its own, and return the copy's path.

    Shape: it is there to be opened, which writes to it; so no digest lies beside it.
    Raises: NotMade; StoreError; OSError.
    """
    folder, stem = _folder(store.path), named.named(store.path, reason, day)
    check_room(store, folder, 0 if reason.startswith(URGENT) else RESERVE)
    with drafted(store, named.stem_of(store.path)) as draft:
        plain.make_plain(draft)
        files.sync(draft)
        copy = _put_in_place(draft, _numbered(stem))
    files.sync_folder(copy)
    return copy


def _folder(path: str) -> str:
    """Return the folder of copies of the store at `path`, made where it is not there.

    Raises: NotMade where something else has its name, as a link to a disk that is not there; OSError.
    """
    folder = named.folder_of(path)
    try:
        files.make_folder(folder)
    except FileExistsError:
        raise NotMade(
            f"No copy was made: something that is no folder is called as the folder of copies is: {folder}",
            "move it away, or bring back the disk that it leads to; then type it again",
        ) from None
    return folder


def to_file(store: Store, path: str, *, force: bool = False) -> None:
    """Copy an open store to `path`, with its digest beside; `force` writes over a file that is there.

    Raises: FileExistsError; NoRoom; StoreError; OSError.
    """
    check_room(store, os.path.dirname(path), RESERVE)
    with drafted(store, path) as draft:
        known, made = digest.of(draft), os.stat(draft)
        if force:
            digest.remove(path)
            os.replace(draft, path)
        else:
            files.put_in_place(draft, path)
    _finish(path, known, made)


def is_elsewhere(path: str, store: str) -> bool:
    """Tell whether a file is a copy of the store at `store`, or of another one, that somebody had made elsewhere.

    Shape: a digest lies beside it, no till has served from it, and it is none of those in a folder of copies.
    """
    is_file = os.path.isfile(path) and not os.path.islink(path) and os.path.isfile(path + digest.END)
    is_own = os.path.basename(os.path.dirname(path)) == COPIES or os.path.realpath(path) == store
    return is_file and not is_own and not os.path.isdir(path + FOLDER)


def check_room(store: Store, folder: str, reserve: int) -> None:
    """Refuse to copy an open store into a folder whose disk would have less than the reserve of bytes left.

    Raises: NoRoom.
    """
    takes = store.value("PRAGMA page_count") * store.value("PRAGMA page_size")
    if shutil.disk_usage(folder or os.curdir).free < takes + reserve:
        raise NoRoom(folder or os.curdir)


def _finish(copy: str, known: str, made: os.stat_result) -> None:
    digest.write(copy, known)
    if not os.path.samestat(os.stat(copy), made):  # somebody was erased from it meanwhile
        digest.write(copy, digest.of(copy))
    files.sync_folder(copy)


def make_of(path: str, reason: str, day: dt.date) -> str:
    """Copy the store at `path`, of whichever schema, as `make` does; another connection of ours may be writing to it.

    Raises: StoreError; OSError.
    """
    with closing(Store.at(path, lambda _: None)) as reader:
        return make(reader, reason, day)


@contextmanager
def drafted(store: Store, path: str) -> Iterator[str]:
    """Yield a draft that has what an open store has, checked and on the disk, beside `path`; it is gone at the end.

    Raises: StoreError where it cannot be made, or is not sound.
    """
    draft = files.make_draft(path)
    try:
        fill(store, draft)
        if not is_sound(draft):
            raise damaged(store.path)
        files.sync(draft)
        yield draft
    except FileNotFoundError:
        if os.path.exists(draft) or not os.path.isdir(os.path.dirname(draft)):
            raise
        raise StoreError("Somebody was erased meanwhile, and the copy was not made.", "try again") from None
    finally:
        with suppress(FileNotFoundError):
            os.remove(draft)


def copy_into(store: Store, path: str) -> None:
    """Write what an open store has over the database at `path`, page by page, in one transaction of it.

    Raises: StoreError.
    """
    try:
        with closing(sqlite3.connect(path)) as target:
            _copy(store, target)
    except sqlite3.Error as error:
        raise error_of(error, path) from None


def fill(store: Store, draft: str) -> None:
    """Write what an open store has into a draft, which is one file then, whatever the store's journal is.

    Shape: where traces of who was erased may be left in the store, as freed pages come along, the draft has none.
    Raises: StoreError.
    """
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as target:
            target.executescript(OF_A_DRAFT)
            _copy(store, target)
            target.execute("PRAGMA journal_mode = DELETE")
            if any(target.execute(sql).fetchone() is None for sql in HAS_TRACES):
                return
            target.execute("VACUUM")
    except sqlite3.Error as error:
        raise error_of(error, draft, undone="no copy was made") from None


def _copy(store: Store, target: sqlite3.Connection) -> None:
    """Copy a store in one step: in several, each write of a till begins it anew.

    Shape: a large one is copied in several all the same where a write waits until nobody reads.
    """
    size = store.value("PRAGMA page_size")
    if store.value("PRAGMA page_count") * size > LARGE and store.value("PRAGMA journal_mode") != "wal":
        _copy_in_steps(store, target, STEP // size)
        return
    with store.reading():
        store.connection.backup(target)


def _copy_in_steps(store: Store, target: sqlite3.Connection, pages: int) -> None:
    """Copy so many pages at a time, so that tills may write between; where they did too often, nobody may any more."""
    last, anew = 0, -1  # the first step is taken for one that begins anew

    def look(_: int, left: int, __: int) -> None:
        nonlocal last, anew
        last, anew = left, anew + (left >= last)
        if anew < TRIES:
            time.sleep(PAUSE)
        elif not store.connection.in_transaction:
            reading.enter_context(store.reading())

    with ExitStack() as reading:
        store.connection.backup(target, pages=pages, progress=look)


def is_sound(path: str) -> bool:
    """Tell whether SQLite can read the database at `path`, and finds nothing wrong with it."""
    try:
        with closing(Store.at(path, lambda _: None, "ro")) as store:
            return bool(store.value("PRAGMA quick_check(1)") == "ok")
    except StoreError:
        return False


def _put_in_place(draft: str, paths: Iterable[str]) -> str:
    """Give a copy the first of these names that is free, and return it.

    Raises: FileExistsError where none is.
    """
    for path in paths:
        with suppress(FileExistsError):
            files.put_in_place(draft, path)
            return path
    raise FileExistsError


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}.{number}" for number in itertools.count(2))
