"""Leaving WAL mode, which a newer SQLite on another till set and this one does not keep safely."""

from __future__ import annotations

import sqlite3


def leave(connection: sqlite3.Connection, patience_ms: int) -> None:
    """Take a store out of WAL mode, before a write only, as a read changes no byte.

    While another terminal has the store open it cannot be done, and the next write tries again.
    Units: `patience_ms` is how long the connection waits for a lock from then on.
    """
    if connection.in_transaction:
        return
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
    except sqlite3.OperationalError:
        pass  # in use, or read-only: then the write says so
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience_ms}")
