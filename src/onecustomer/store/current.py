"""Whom each till is serving: a small file for each till, in a folder beside the store.

The folder stands beside the store and not in the user's state folder. So a demo store, a second shop and the shop's
own never share a current customer, and the counter need not import platformdirs.
"""

from __future__ import annotations

import os

from .record import Record

FOLDER = "-tills"  # added to the store's path
LONGEST = 180  # characters of a till's name in its file's; a checksum and a process number still fit behind them


class Current(Record):
    """The customer whom a till serves, since when, and whether the visit is in the store.

    Units: `at` is Unix time in seconds.
    """

    customer_id: int
    at: float
    logged: bool


def set(store: str, till: str, session: int, current: Current) -> None:
    """Make the customer the one this till serves; `session` tells a terminal from a later one of the same name.

    Raises: OSError where the file cannot be written.
    """
    path = _path(store, till)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    draft = f"{path}.{os.getpid()}"
    with open(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{current.customer_id} {current.at} {session} {int(current.logged)}")
    os.replace(draft, path)


def get(store: str, till: str, session: int) -> Current | None:
    """Return whom this till serves; none where the file is missing, unreadable or of another session."""
    try:
        with open(_path(store, till), encoding="utf-8") as file:
            customer_id, at, said_in, logged = file.read().split()
        return Current(int(customer_id), float(at), logged == "1") if int(said_in) == session else None
    except (OSError, ValueError):
        return None


def clear(store: str, till: str) -> None:
    """Let this till serve nobody; a file that cannot be removed stays."""
    try:
        os.remove(_path(store, till))
    except OSError:  # it serves nobody already, mostly
        return


def _path(store: str, till: str) -> str:
    plain = "".join(letter if letter.isalnum() and letter.isascii() else f"_{ord(letter):x}_" for letter in till)
    if len(plain) > LONGEST:
        import zlib  # few names are so long

        plain = f"{plain[:LONGEST]}-{len(plain)}-{zlib.crc32(plain.encode()):08x}"
    return os.path.join(store + FOLDER, plain)
