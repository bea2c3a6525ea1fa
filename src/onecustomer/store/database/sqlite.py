"""SQLite as a store needs it: the settings of every connection, and what tells a store from another file.

Source: https://sqlite.org/wal.html#walresetbug: before 3.51.3 SQLite can damage a database in WAL mode.
https://sqlite.org/pragma.html#pragma_fullfsync: on macOS a plain fsync leaves a write in the disk's own memory.
"""

from __future__ import annotations

import os
import sqlite3

from ...errors import StoreError

APPLICATION_ID = 0x6F633143  # "oc1C"
BEGINNING = b"SQLite format 3\0"  # https://sqlite.org/fileformat.html
SCHEMA = 10
BESIDE = ("-journal", "-wal", "-shm")  # what SQLite adds to the path of a store
WAL_IS_SOUND = (3, 51, 3)

SETTINGS = """
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA trusted_schema = OFF;
PRAGMA mmap_size = 0;
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;
"""


class OlderStore(StoreError):
    """The store has an older schema; `store.open` migrates it and opens it again."""


def journal_mode() -> str:
    """Return the journal mode that this SQLite keeps safely: `wal` or `delete`."""
    return "wal" if sqlite3.sqlite_version_info >= WAL_IS_SOUND else "delete"


def version() -> str:
    """Return the version of SQLite."""
    return sqlite3.sqlite_version


def connected(path: str, mode: str = "rw", *, timeout: float = 5.0) -> sqlite3.Connection:
    """Return a connection in autocommit to the file at `path`; a missing one is not made.

    Units: `timeout` is seconds to wait for a lock.
    """
    return sqlite3.connect(address(os.path.abspath(path), mode), uri=True, isolation_level=None, timeout=timeout)


def address(path: str, mode: str, *, on_windows: bool = os.name == "nt") -> str:
    """Return the address by which SQLite opens a full path, as `C:\\shop.db` or `\\\\server\\shop.db` on Windows.

    Source: https://sqlite.org/uri.html
    """
    plain = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if on_windows:
        plain = plain.replace("\\", "/")
        plain = plain if plain.startswith("//") else f"/{plain}"
    return f"file://{plain}?mode={mode}"


def settle(connection: sqlite3.Connection) -> None:
    """Give a connection the settings under which an acknowledged write survives a power cut.

    Shape: `synchronous` follows the journal mode that the store has, whichever SQLite set it.
    """
    connection.executescript(SETTINGS)
    mode: str = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")


def found(path: str) -> os.stat_result | None:
    """Return what the system says of the file at `path`; none where there is none.

    Raises: StoreError where this user may not look.
    """
    try:
        return os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:
        raise StoreError(f"You may not look into the store's folder: {path}", "ask its owner for the right") from None
