"""Opening a store: the settings of every connection, the checks before the first read, and transactions.

Source: DESIGN "Storage rules"; SQLite before 3.51.3 can damage a write-ahead log when it is reset.
"""

from __future__ import annotations

import os
import sqlite3

from ..errors import NewerStore, OnecustomerError, StoreTrouble

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import TypeVar

    T = TypeVar("T")
    Tell = Callable[[str], None]  # takes one sentence for the person at the till

APPLICATION_ID = 0x6F633143  # "oc1C"
SCHEMA = 2
WAL_IS_SOUND = (3, 51, 3)
SAY_WAITING_AFTER_MS = 1_000
GIVE_UP_AFTER_MS = 15_000
TILLS = "-tills"  # the folder beside a store that says whom each till is serving

GONE = ("no such table", "no such view", "no such column", "Could not decode to UTF-8")
"""How SQLite begins to say that other hands were at the tables, or at the letters in them."""

SETTINGS = """
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA trusted_schema = OFF;
PRAGMA mmap_size = 0;
"""


def journal_mode() -> str:
    """Return the journal mode that this SQLite keeps safely: `wal` or `delete`."""
    return "wal" if sqlite3.sqlite_version_info >= WAL_IS_SOUND else "delete"


def open_store(path: str, tell: Tell, *, make: bool = False) -> Store:
    """Return a connection to the store at `path`; an older one is backed up and migrated first.

    Where there is none and `make` is true it is made, and one sentence says where.
    Raises: StoreTrouble, NewerStore.
    """
    if make and is_absent(path):
        from .schema import create

        create(path, tell)
    try:
        return connect(path, tell)
    except OlderStore:
        from .schema import migrate

        migrate(path, tell)
        return connect(path, tell)


def connect(path: str, tell: Tell) -> Store:
    """Return a connection to the store at `path`, which is there and ours, in autocommit.

    Raises: StoreTrouble where the file is missing, foreign, damaged, locked or older; NewerStore.
    """
    check_file(path)
    store = sqlite3.connect(_uri(path), uri=True, isolation_level=None, factory=Store)
    store.tell = tell
    try:
        check_identity(path, patiently(store, lambda: _identity(store), tell))
    except BaseException:
        store.close()
        raise
    OPENED.append(store)
    return store


def close_from(count: int) -> None:
    """Close the stores opened after the first `count`: those of a command that has ended."""
    while len(OPENED) > count:
        OPENED.pop().close()


def is_absent(path: str) -> bool:
    """Tell whether a store may be made at `path`: nothing is there, and no till has served from it before."""
    gone = "://" not in path and (not os.path.exists(path) or (os.path.isfile(path) and os.path.getsize(path) == 0))
    if gone and os.path.isdir(path + TILLS):
        raise StoreTrouble(
            f"The store is gone, though customers were served from it before: {path}",
            f"put the file back; or, to begin anew, remove {path + TILLS}",
        )
    return gone


def settle(connection: sqlite3.Connection) -> None:
    """Give a connection the settings under which an acknowledged write survives a power cut.

    Shape: they follow the journal mode that the store has, whichever SQLite made it.
    """
    connection.executescript(SETTINGS)
    mode: str = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")


def check_file(path: str) -> None:
    """Refuse a path that cannot be a store.

    Raises: StoreTrouble where it is a database address, a folder, missing or empty.
    """
    if "://" in path:
        raise StoreTrouble("Only a file can be the store so far, not a database address.", "oc --db PATH …")
    if os.path.isdir(path):
        raise StoreTrouble(f"The store cannot be a folder: {path}", f"oc --db {os.path.join(path, 'customers.db')} …")
    if not os.path.exists(path):
        raise StoreTrouble(f"There is no store at {path}", "oc add NAME makes one")
    if os.path.getsize(path) == 0:
        raise StoreTrouble(f"The store is an empty file: {path}", "put a copy of the store in its place")


def check_identity(path: str, found: tuple[int, int]) -> None:
    """Refuse a database that is not ours, or not of this program's schema.

    Raises: StoreTrouble for a foreign one, a damaged one and an older one; NewerStore.
    """
    application, schema = found
    if application == APPLICATION_ID and schema < 1:
        raise _damaged(path)
    if application != APPLICATION_ID:
        raise StoreTrouble(
            f"This is a database of another program, and is left as it is: {path}",
            "oc --db PATH … names the store",
        )
    if schema > SCHEMA:
        raise NewerStore(
            f"The store has schema {schema} and this onecustomer knows up to {SCHEMA}: {path}",
            "install the newer onecustomer on this till",
        )
    if schema < SCHEMA:
        raise OlderStore(f"The store has schema {schema} and this onecustomer writes {SCHEMA}: {path}")


class OlderStore(StoreTrouble):
    """The store waits for its migration; whoever opened it migrates and opens it again."""


def _uri(path: str) -> str:
    plain = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.name == "nt":
        plain = "/" + plain.replace("\\", "/")
    return "file://" + plain + "?mode=rw"


def _identity(connection: sqlite3.Connection) -> tuple[int, int]:
    settle(connection)  # reads the file too, so it waits with the rest
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return application, schema


def patiently(connection: sqlite3.Connection, act: Callable[[], T], tell: Tell) -> T:
    """Return what `act` returns, waiting for another till's write: a second in silence, then saying so.

    Raises: sqlite3.OperationalError (busy) after 15 seconds.
    """
    connection.execute(f"PRAGMA busy_timeout = {SAY_WAITING_AFTER_MS}")
    try:
        return act()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        tell("Waiting for another terminal to finish writing.")
        connection.execute(f"PRAGMA busy_timeout = {GIVE_UP_AFTER_MS - SAY_WAITING_AFTER_MS}")
        return act()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {GIVE_UP_AFTER_MS}")


class Store(sqlite3.Connection):
    """An open store; `tell` takes the sentence for the person who waits."""

    tell: Tell

    def reading(self) -> Transaction:
        """Return a block with one unchanging view of the store."""
        return Transaction(self, "BEGIN")

    def writing(self) -> Transaction:
        """Return a block whose writes are whole when it has ended, and never were where it raised."""
        if journal_mode() != "wal":
            self._leave_wal()
        return Transaction(self, "BEGIN IMMEDIATE")

    def _leave_wal(self) -> None:
        """Turn a store from a till with a newer SQLite to the journal that this one keeps safely.

        Done before a write and never for a read, which changes no byte; while another terminal has the store
        open it cannot be done, and is tried again before the next write.
        """
        if self.in_transaction or self.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            return
        self.execute("PRAGMA busy_timeout = 0")
        try:
            self.execute("PRAGMA journal_mode = DELETE")
            self.execute("PRAGMA synchronous = EXTRA")
        except sqlite3.OperationalError:
            pass  # in use, or read-only: then the write says so
        finally:
            self.execute(f"PRAGMA busy_timeout = {GIVE_UP_AFTER_MS}")


OPENED: list[Store] = []
"""The stores opened by this process and not closed yet."""


class Transaction:
    """A block of reads or writes; nothing in it may wait for a person."""

    def __init__(self, store: Store, begin: str) -> None:
        self.connection = store
        self.begin = begin

    def __enter__(self) -> None:
        patiently(self.connection, self._begin, self.connection.tell)

    def _begin(self) -> None:
        if not self.connection.in_transaction:
            self.connection.execute(self.begin)
        self.connection.execute("PRAGMA user_version")  # the first read takes the lock, so the wait is here

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        if kind is None:
            try:
                self.connection.execute("COMMIT")
                return
            except sqlite3.Error:
                self._roll_back()
                raise
        self._roll_back()

    def _roll_back(self) -> None:
        if self.connection.in_transaction:  # a full disk has already rolled back
            self.connection.execute("ROLLBACK")


def trouble(error: sqlite3.Error, path: str) -> OnecustomerError | None:
    """Return the sentence for a fault of the database, none where the fault is the program's."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_ERROR and str(error).startswith(GONE):
        return _damaged(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreTrouble("Another terminal kept the store locked; nothing was written.", "try again in a moment")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return StoreTrouble(
            "The disk is full or failing; this was NOT saved.",
            f"free some space where {path} is, then type it again",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return StoreTrouble(
            f"The store is read-only for you; nothing was written: {path}",
            "ask its owner for the right to write to the file and its folder",
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return _damaged(path)
    return None


def _damaged(path: str) -> StoreTrouble:
    return StoreTrouble(
        f"The store is damaged, or is no store at all; it is left as it is: {path}",
        "set the file aside and put the newest copy in its place",
    )
