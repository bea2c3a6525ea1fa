"""Whom each till is serving: a small file for each till, in a folder beside the store.

The folder stands beside the store and not in the user's state folder. So a demo store, a second shop and the shop's
own never share a current customer, and the counter need not import platformdirs.
"""

from __future__ import annotations

import os
import time

from .record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

FOLDER = "-tills"  # added to the store's path
FILE = "till-"  # before a till's name, as Windows takes CON and NUL for devices
LONGEST = 180  # characters of a till's name in its file's; a checksum and what makes a draft still fit behind them
OLD = 24 * 60 * 60  # seconds after which a till's file is swept
IS_REFUSED_A_MOMENT = os.name == "nt"  # Windows refuses a file while another process replaces it
TRIES, PAUSE = 10, 0.02  # seconds


class Current(Record):
    """The customer whom a till serves, since when, and whether the visit is in the store.

    Shape: `key` is the customer's own, as a number may be somebody else's once another store is at the path.
    Units: `at` is Unix time in seconds.
    """

    key: str
    at: float
    logged: bool


def set(store: str, till: str, session: int, current: Current) -> None:
    """Make the customer the one this till serves; `session` tells a terminal from a later one of the same name.

    Raises: OSError where the file cannot be written.
    """
    path = _path(store, till)
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    draft = f"{path}.{os.urandom(4).hex()}"
    with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{current.key} {current.at} {session} {int(current.logged)}")
    if os.stat(folder).st_mode & 0o7777 == 0o2770:  # a group shares the store
        os.chmod(draft, 0o660)
    again(lambda: os.replace(draft, path))
    _sweep(folder)


def get(store: str, till: str, session: int) -> Current | None:
    """Return whom this till serves; none where the file is missing, unreadable or of another session."""
    try:
        key, at, said_in, logged = again(lambda: _read(_path(store, till))).split()
        return Current(key, float(at), logged == "1") if int(said_in) == session else None
    except (OSError, ValueError):
        return None


def clear(store: str, till: str) -> None:
    """Let this till serve nobody; a file that cannot be removed stays."""
    try:
        again(lambda: os.remove(_path(store, till)))
    except OSError:  # it serves nobody already, mostly
        return


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def again(act: Callable[[], T]) -> T:
    """Return what `act` returns; where Windows refuses it for a moment, it is done again."""
    for _ in range(TRIES if IS_REFUSED_A_MOMENT else 0):
        try:
            return act()
        except PermissionError:
            time.sleep(PAUSE)
    return act()


def _sweep(folder: str) -> None:
    """Remove what tills left a day ago: whom they served then, and drafts."""
    before = time.time() - OLD
    try:
        with os.scandir(folder) as files:
            for file in files:
                if file.stat().st_mtime < before:
                    os.remove(file.path)
    except OSError:  # another till swept it
        return


def _path(store: str, till: str) -> str:
    """Return the path of a till's file: a name of small letters, as some disks take Front and front for one."""
    plain = "".join(letter if letter in PLAIN else f"_{ord(letter):x}_" for letter in till)
    if len(plain) > LONGEST:
        import zlib  # few names are so long

        plain = f"{plain[:LONGEST]}-{len(plain)}-{zlib.crc32(plain.encode()):08x}"
    return os.path.join(store + FOLDER, FILE + plain)


PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
