"""Whom each till is serving: a small file for each till, in a folder beside the store.

It stands beside the store and not in the user's state folder so that a demo store, a second shop and the
shop's own never share a current customer, and the counter is spared platformdirs.
"""

from __future__ import annotations

import os

from .connect import TILLS


def remember(store: str, till: str, customer_id: int, at: float) -> None:
    """Make the customer the one this till serves, from the moment `at` (seconds since 1970)."""
    path = _path(store, till)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    draft = f"{path}.{os.getpid()}"
    with open(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
        file.write(f"{customer_id} {at}")
    os.replace(draft, path)


def recall(store: str, till: str) -> tuple[int, float] | None:
    """Return the customer this till serves and since when; none where nothing readable says so."""
    try:
        with open(_path(store, till), encoding="ascii") as file:
            customer_id, at = file.read().split()
        return int(customer_id), float(at)
    except (OSError, ValueError):
        return None


def forget(store: str, till: str) -> None:
    """Let this till serve nobody."""
    path = _path(store, till)
    if os.path.exists(path):
        os.remove(path)


def _path(store: str, till: str) -> str:
    plain = "".join(letter if letter.isalnum() and letter.isascii() else f"_{ord(letter):x}_" for letter in till)
    return os.path.join(store + TILLS, plain[:150])
