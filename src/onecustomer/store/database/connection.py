"""An open store: queries, changes and transactions. The driver's errors become ours here."""

from __future__ import annotations

import os
import sqlite3
import time

from ...errors import StoreError
from . import sqlite
from .file import check_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType
    from typing import Any, TypeVar

    from ..rows import Row

    T = TypeVar("T")
    R = TypeVar("R", bound=Row)
    Tell = Callable[[str], None]  # takes one sentence for the person at the till
    Values = Sequence[object] | Mapping[str, object]

SAY_WAITING_AFTER_MS = 1_000
GIVE_UP_AFTER_MS = 15_000
LONGEST_PAUSE_MS = 32
IMMEDIATE = "BEGIN IMMEDIATE"
IS_ANYTHING_ELSE = "SELECT EXISTS (SELECT 1 FROM erasure), EXISTS (SELECT 1 FROM shop)"
"""Asks whether an erasure was cut short, and whether the store is a till's copy of a shop's."""
IS_COPY = "SELECT 1 FROM shop LIMIT 1"

FAULTS = (sqlite3.Error, UnicodeDecodeError)  # the latter where damage is in the words of an error


def connect(path: str, tell: Tell, mode: str = "rw") -> Store:
    """Return the store at `path`, checked to be one of this program's schema.

    Raises: StoreError where the file is missing, foreign, damaged, locked or older; NewerStore.
    """
    check_file(path)
    store = Store.at(path, tell, mode)
    try:
        store.patiently(store.settle_and_check)
    except BaseException:
        store.close()
        raise
    return store


class Store:
    """An open store. `tell` takes a sentence for the person at the till.

    SQL comes from us alone; what people typed is only ever a value.
    Raises: StoreError, wherever it reads or changes, where the database is locked, full, read-only or damaged.
    """

    def __init__(self, connection: sqlite3.Connection, path: str, tell: Tell) -> None:
        self.connection, self.path, self.tell = connection, path, tell
        self.is_writing = self.has_written = self.has_erasures = self.is_copy = False
        self.was_alone = False  # when it was opened it was no copy
        self.untold: list[str] = []
        self.is_waiting = False  # while rows are written that wait for a server
        self.taken_in = 0  # how often this connection took in what another till of a shop wrote
        self.finish: Callable[[Store], None] | None = None  # what a write begins with: an erasure that was cut short

    @classmethod
    def at(cls, path: str, tell: Tell, mode: str = "rw", *, timeout: float = 5.0) -> Store:
        """Return a store over the file at `path`, whatever is in it.

        Units: `timeout` is seconds to wait for a lock.
        """
        try:
            return cls(sqlite.connected(path, mode, timeout=timeout), path, tell)
        except FAULTS as error:
            raise _ours(error, path, is_write=False) from None

    def tell_later(self, sentence: str) -> None:
        """Say something once what is being written is kept: nobody waits for a screen then."""
        self.untold.append(sentence)

    def settle(self) -> None:
        """Give the connection its settings."""
        try:
            sqlite.settle(self.connection)
        except FAULTS as error:
            raise _ours(error, self.path, is_write=False) from None

    def check(self) -> None:
        """Refuse a file that is not ours.

        Raises: StoreError; OlderStore; NewerStore.
        """
        try:
            self._check_identity()
        except FAULTS as error:
            raise _ours(error, self.path, is_write=False) from None

    def settle_and_check(self) -> None:
        """Give the connection its settings, and refuse a file that is not ours; wait with `patiently` around it."""
        sqlite.settle(self.connection)  # reads the file too, so it waits with the rest
        self._check_identity()
        self.has_erasures, self.is_copy = map(bool, self.connection.execute(IS_ANYTHING_ELSE).fetchone())
        self.was_alone = not self.is_copy

    def _check_identity(self) -> None:
        application: int = self.connection.execute("PRAGMA application_id").fetchone()[0]
        schema: int = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if application != sqlite.APPLICATION_ID or schema != sqlite.SCHEMA:
            from .beside import other  # most stores are this program's

            raise other(self.path, application, schema)

    def close(self) -> None:
        """Close the store; a second time does nothing."""
        self.connection.close()

    def all(self, row: type[R], where: str, *values: object) -> list[R]:
        """Return the rows that `where` picks, in its order."""
        return [row(*found) for found in self.ask(row.select + where, values)]

    def first(self, row: type[R], where: str, *values: object) -> R | None:
        """Return the first row that `where` picks; none where it picks none."""
        try:
            found = self.connection.execute(row.select + where, values).fetchone()
        except FAULTS as error:
            raise _ours(error, self.path, is_write=self.is_writing) from None
        return None if found is None else row(*found)

    def ask(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except FAULTS as error:
            raise _ours(error, self.path, is_write=self.is_writing) from None

    def each(self, sql: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query one by one, however many they are."""
        try:
            yield from self.connection.execute(sql, values)
        except FAULTS as error:
            raise _ours(error, self.path, is_write=self.is_writing) from None

    def value(self, sql: str, values: Values = ()) -> Any:
        """Return the first value of a query's first row; none where there is no row."""
        for found, *_ in self.ask(sql, values):
            return found
        return None

    def insert(self, row: type[Row], values: Mapping[str, object]) -> int:
        """Insert a row with these columns, and return its number."""
        try:
            return self.connection.execute(row.insert(values), tuple(values.values())).lastrowid or 0
        except FAULTS as error:
            raise _ours(error, self.path) from None

    def change(self, sql: str, values: Values = ()) -> int:
        """Carry out a statement, and return how many rows it changed."""
        try:
            return self.connection.execute(sql, values).rowcount
        except FAULTS as error:
            raise _ours(error, self.path) from None

    def change_each(self, sql: str, rows: Iterable[Values]) -> None:
        """Carry out a statement once for each of these rows of values."""
        try:
            self.connection.executemany(sql, rows)
        except FAULTS as error:
            raise _ours(error, self.path) from None

    def reading(self) -> Transaction:
        """Return a read transaction: its block sees one unchanging state of the store."""
        return Transaction(self, "BEGIN")

    def writing(self) -> Transaction:
        """Return a write transaction: committed where its block ends, rolled back where it raises."""
        if self.is_copy:
            raise StoreError("This store is a till's copy of a shop's, and is written by that till alone.", "oc shop")
        self.finish_before()
        return Transaction(self, IMMEDIATE)

    def writing_here(self) -> Transaction:
        """Return a write transaction of what is this till's own, and no other's."""
        return Transaction(self, IMMEDIATE)

    def appended(self, whom: int, act: Callable[[], T], append: Callable[[], dict[str, Any]]) -> T:
        """Return what `act` returns, which appends to a customer's timeline in one transaction.

        Shape: `append` says what is written, so that a till of a shop can keep it while the server is away.
        """
        with self.writing():
            return act()

    def undoing(self, till: str) -> Transaction:
        """Return the write transaction in which the last write of a till is taken back."""
        return self.writing()

    def till_of(self, till: str) -> str:
        """Return how a deed names a till: by the name of its terminal."""
        return till

    def erases(self, customers: Collection[str], staff: Collection[str] = ()) -> None:
        """Note in what waits for a server, before they go, which customers and names of staff are erased."""

    def drop_waiting(self, customers: Collection[str]) -> None:
        """Drop what waits for a server about customers of these keys, who are erased."""

    def finish_before(self) -> None:
        """Do what a write begins with."""
        if self.finish:
            finish, self.finish = self.finish, None
            finish(self)
        if sqlite.journal_mode() != "wal" and self.value("PRAGMA journal_mode") == "wal":
            from . import wal  # few stores are used by two versions of SQLite

            wal.leave(self.connection, GIVE_UP_AFTER_MS)

    def patiently(self, act: Callable[[], T]) -> T:
        """Return what `act` returns, waiting for another till's write: a second in silence, then saying so.

        Raises: StoreError (locked) after 15 seconds.
        """
        try:
            return self.waiting(act, GIVE_UP_AFTER_MS)
        except FAULTS as error:
            raise _ours(error, self.path, is_write=self.is_writing) from None

    def waiting(self, act: Callable[[], T], most_ms: int) -> T:
        """Try again and again, after a short pause of random length, for so many milliseconds.

        SQLite's own pauses grow, so that among many tills the one that has waited longest asks least often.
        Raises: sqlite3.OperationalError where it is still locked then.
        """
        self.connection.execute("PRAGMA busy_timeout = 0")
        began, is_told = time.monotonic(), False
        try:
            while True:
                try:
                    return act()
                except sqlite3.OperationalError as error:
                    from .faults import is_locked  # most stores are free

                    waited = (time.monotonic() - began) * 1000
                    if not is_locked(error) or waited > most_ms:
                        raise
                if waited > SAY_WAITING_AFTER_MS and not is_told:
                    self.tell("Waiting for another terminal to finish writing.")
                    is_told = True
                time.sleep(LONGEST_PAUSE_MS / 1000 * (1 + os.urandom(1)[0]) / 256)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {GIVE_UP_AFTER_MS}")


class Transaction:
    """A block of reads or writes; nothing in it may wait for a person."""

    def __init__(self, store: Store, begin: str) -> None:
        self.store, self.begin = store, begin

    def __enter__(self) -> None:
        self.store.is_writing = self.begin == IMMEDIATE
        try:
            self.store.patiently(self._begin)
        except BaseException:
            self._end()
            raise

    def _begin(self) -> None:
        store, connection = self.store, self.store.connection
        if not connection.in_transaction:
            connection.execute(self.begin)
        looks = store.was_alone and store.is_writing
        first = connection.execute(IS_COPY if looks else "PRAGMA user_version")  # it takes the lock: the wait is here
        if looks and first.fetchone():
            raise StoreError("This store has become a till of a shop meanwhile; this was NOT saved.", "type it again")

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        store = self.store
        try:
            if kind is None:
                store.patiently(lambda: store.connection.execute("COMMIT"))  # it waits until nobody reads
                store.has_written |= store.is_writing
        finally:
            self._end()
            untold, store.untold = store.untold, []
        for sentence in untold if kind is None else ():
            store.tell(sentence)

    def _end(self) -> None:
        if self.store.connection.in_transaction:  # a full disk has already rolled back
            self.store.change("ROLLBACK")
        self.store.is_writing = False


def _ours(error: sqlite3.Error | UnicodeDecodeError, path: str, *, is_write: bool = True) -> Exception:
    from .faults import error_of  # no fault, no import

    return error_of(error, path, is_write=is_write)
