"""The store whose place a copy is to take: is it sound, damaged or gone, and has another terminal it open."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing, suppress

from ...errors import StoreError
from .. import lost
from ..copies.making import HAS_ERASURES
from ..database import sqlite
from ..database.beside import Foreign
from ..database.connection import Store
from ..database.faults import Damaged
from ..database.file import check_file
from ..record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..database.connection import Tell

SOUND, DAMAGED, GONE, FOREIGN = "sound", "damaged", "gone", "another program's"
PROCESSES = "/proc"  # of Linux: https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html
PATIENCE, PAUSE = 3.0, 0.1  # seconds
SILENT = 0.5  # seconds, after which it is said that somebody is waited for
WAITING = "Another program has the store open; waiting …"
IS_OURS = "SELECT count(*) = 2 FROM sqlite_master WHERE name IN ('customer', 'deed')"


class Present(Record):
    """What stands at a store's path: a sound store, a damaged one, nothing, or another program's file.

    Shape: `seen` changes whenever it is written to.
    """

    path: str
    state: str
    seen: tuple[object, ...]

    def check_unchanged(self) -> None:
        """Refuse to go on where the store was written to meanwhile.

        Raises: StoreError.
        """
        if _seen(self.path) != self.seen:
            raise StoreError(
                f"The store was written to meanwhile, and nothing was restored: {self.path}", "oc restore, once more"
            )


def look(path: str, tell: Tell) -> Present:
    """Return how the store at `path` is now; a write to it that was cut short is finished or taken back by SQLite.

    `tell` is told where another terminal is waited for.
    Raises: StoreError where another program has it open, or it may not be read, or is another program's and nothing
    says that a store was here; NewerStore.
    """
    found = sqlite.found(path)
    if found is None or found.st_size == 0:
        return Present(path, GONE, _seen(path))
    check_alone(path, tell)
    return Present(path, _state(path, tell), _seen(path))


def check_alone(path: str, tell: Tell) -> None:
    """Refuse a store that another program has open for longer than a command takes, or the making of a copy.

    `tell` is told once where it is waited for.
    Raises: StoreError.
    """
    began, is_told = time.monotonic(), False
    while any(_has_open(path)) or _is_held_on_windows(path):
        waited = time.monotonic() - began
        if waited > SILENT and not is_told:
            tell(WAITING)
            is_told = True
        if waited > PATIENCE:
            raise StoreError(
                f"Another program has the store open, and nothing was restored: {path}",
                "close every program that has it open, oc at another till too; a large copy may be being made; then oc"
                " restore",
            )
        time.sleep(PAUSE)


def pending(store: Store) -> list[tuple[str, str]]:
    """Return the keys and days of those of whom a store says that traces may be left, whatever its schema."""
    has_them = store.ask(HAS_ERASURES)
    return [(str(key), str(day)) for key, day in store.ask('SELECT "key", day FROM erasure')] if has_them else []


def _state(path: str, tell: Tell) -> str:
    try:
        return SOUND if _is_sound(path, tell) else DAMAGED
    except Foreign:
        if not lost.was_here(path):
            raise
        return DAMAGED if _is_ours(path) else FOREIGN


def _is_ours(path: str) -> bool:
    """Tell whether a database that says it is another program's has our tables: then it may hold people."""
    with suppress(StoreError), closing(Store.at(path, lambda _: None, "ro&immutable=1")) as store:
        return bool(store.value(IS_OURS))
    return True


def _is_sound(path: str, tell: Tell) -> bool:
    """Tell whether a store is sound, and bring all that was written to it into its one file.

    Raises: StoreError where it is locked or another program's; NewerStore.
    """
    try:
        check_file(path)
        with closing(Store.at(path, tell, timeout=0)) as store:
            with suppress(sqlite.OlderStore):
                store.settle()
                store.check()
            store.value("PRAGMA wal_checkpoint(TRUNCATE)")
            with store.writing():
                return bool(store.value("PRAGMA quick_check(1)") == "ok")
    except Damaged:
        return False


def _has_open(path: str) -> Iterator[bool]:
    """Yield for each file that another process has open whether it is the store; of processes that may be looked at."""
    store = os.stat(path)
    with suppress(OSError):
        for process in filter(str.isdecimal, os.listdir(PROCESSES)):
            if int(process) != os.getpid():
                with suppress(OSError):  # it has ended, or is another user's
                    for file in os.scandir(os.path.join(PROCESSES, process, "fd")):
                        yield os.path.samestat(os.stat(file.path), store)


def _is_held_on_windows(path: str) -> bool:
    """Tell whether Windows does not let the file be renamed, as it does not while somebody has it open."""
    if os.name != "nt":
        return False
    try:
        os.rename(path, path)
    except PermissionError:
        return True
    return False


def _seen(path: str) -> tuple[object, ...]:
    """Return what changes whenever a store is written to: opening the file would let go of SQLite's locks on it."""
    seen: list[object] = []
    for file in (path, path + "-wal"):
        try:
            found = os.stat(file)
        except OSError:
            seen.append(None)
        else:
            seen.append((found.st_ino, found.st_size, found.st_mtime_ns) if found.st_size else None)
    return tuple(seen)
