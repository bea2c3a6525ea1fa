"""A connection to the shop's server, with deadlines of our own on making it and on each statement.

psycopg2 waits through one function for the whole process (`set_wait_callback`), so it is ours only while we wait: what
else uses psycopg2 in this process waits as ever, and COPY works, which knows no such function. `connect_timeout` is not
used, as libpq makes 1 s of it 2 s a host and an accepted knock ends it.
Source: https://www.psycopg.org/docs/advanced.html#support-for-coroutine-libraries
"""

from __future__ import annotations

import os
import select
import time
from contextlib import contextmanager, suppress

from . import driver, hosts, reasons, state
from .address import password_file
from .away import ServerFault, Unreachable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from .address import Address, Host

WITHIN = 0.25  # seconds for all of the connecting: with what is loaded for it a command takes 0.3 s more
SILENCE, MOST = 0.25, 5.0  # seconds a statement may hear nothing, and take in all
NO_END = 1e9  # seconds
LATE, TIMES = (
    0.02,
    4,
)  # seconds this computer ran other things meanwhile, and how often that is not the server's silence
OWN = {
    "application_name": "onecustomer",
    "client_encoding": "utf8",
    "gssencmode": "disable",  # a ticket of Kerberos would take the place of TLS and of the certificate's name
    "keepalives": "1",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",  # ms
}
NEVER = ("connect_timeout", "service", "replication")


class Patience:
    """How long somebody waits for a server: until a moment, and less where nothing is heard for a while.

    Shape: where this computer had no time for it and comes late to look, or the server answered another terminal of the
    till meanwhile, it has as long again; `times` often. `store` is that of the till, empty where that says nothing.
    Units: seconds; `until` is of the monotonic clock, `began` of the wall's.
    """

    __slots__ = ("began", "most", "silence", "store", "times", "until")

    def __init__(self, until: float, store: str = "") -> None:
        self.until, self.silence, self.most, self.times = until, NO_END, MOST, TIMES
        self.store, self.began = store, time.time()

    def wait(self, raw: Any) -> None:
        """Let libpq go on whenever its socket is ready, until it is done.

        Raises: Unreachable where that takes too long.
        """
        try:
            while (asks := raw.poll()) != DONE:
                self._wait_for(raw.fileno(), to_read=asks == TO_READ)
        except BaseException:
            if self.silence == NO_END:
                raw.close()  # nobody else knows of one that was never made
            raise

    def _is_there(self) -> bool:
        """Tell whether the server has answered another terminal of this till meanwhile."""
        return bool(self.store) and (state.heard(self.store) or 0.0) > self.began

    def _wait_for(self, socket: int, *, to_read: bool) -> None:
        reads, writes = ([socket], []) if to_read else ([], [socket])
        while True:
            now = time.monotonic()
            ends = min(self.until, now + self.silence)
            if any(select.select(reads, writes, [], max(ends - now, 0))):
                return
            is_late = time.monotonic() - ends >= LATE
            if not self.times or not (is_late or self._is_there()):
                break
            self.times, self.began = self.times - 1, time.time()
            self.until = max(self.until, time.monotonic() + WITHIN)
        is_silent = self.silence == NO_END or now + self.silence <= self.until
        raise Unreachable(reasons.SILENT if is_silent else reasons.SLOW, by_network=is_silent)


DONE, TO_READ = 0, 1  # what `poll` of psycopg2 answers; 2 is to write


class Connection:
    """An open connection, in autocommit: each text of statements is a round trip, and BEGIN is the caller's own."""

    __slots__ = ("_patience", "_raw", "_store", "host")

    def __init__(self, raw: Any, patience: Patience, host: Host, store: str) -> None:
        self._raw, self._patience, self._store, self.host = raw, patience, store, host

    @property
    def is_open(self) -> bool:
        """Tell whether it can be asked, as far as this side knows."""
        return not self._raw.closed

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of the last of these statements; `%s` stands for a value, where there are any.

        Raises: Unreachable, after which the connection is closed; ServerFault.
        """
        patience = self._patience
        patience.until, patience.began = time.monotonic() + patience.most, time.time()
        with self._as_ours(), self._raw.cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def deadline(self, seconds: float, silence: float | None = None) -> Iterator[None]:
        """Let each statement within take so many seconds, and hear nothing for so many; for all of them unless said."""
        patience = self._patience
        before = patience.most, patience.silence
        patience.most, patience.silence = seconds, seconds if silence is None else silence
        try:
            yield
        finally:
            patience.most, patience.silence = before

    def close(self) -> None:
        """Close it; what was not committed is rolled back by the server."""
        with suppress(Exception):
            self._raw.close()

    @contextmanager
    def _as_ours(self) -> Iterator[None]:
        """Wait as long as is to be waited, and make the driver's errors ours."""
        try:
            with _our_way_to_wait():
                yield
        except driver.load().Error as error:
            code = error.pgcode or ""
            if not code and isinstance(error, driver.load().ProgrammingError):
                raise  # a value that the driver cannot write: the server knows nothing of it
            away = reasons.of_statement(code, is_closed=bool(self._raw.closed) or not code)
            if away:
                self.close()
                raise away from None
            raise ServerFault(code, error.diag.message_primary or "") from None
        except Unreachable as away:
            self.close()
            if away.by_network:  # else it may be another till that is waited for
                hosts.write(self._store, hosts.read(self._store).failed(self.host, away.reason))
            raise


def connect(address: Address, store: str, within: float = WITHIN) -> Connection:
    """Return a connection to the first host of a server that takes it, the last good one first.

    Each of n hosts has at least the nth part of the time. What is learned of the hosts is kept beside the store.
    Units: seconds.
    Raises: Unreachable; StoreError where the driver is not installed.
    """
    known = before = hosts.read(store)
    some = hosts.due(address, known, store)
    driver.load()
    os.environ.pop("PGSERVICE", None)  # libpq would add the settings of that one to ours
    end = time.monotonic() + within
    refusals: list[Unreachable] = []
    try:
        for number, host in enumerate(some):
            now = time.monotonic()
            try:
                connection = _reached(address, host, known, store, now + (end - now) / (len(some) - number))
                known = known.reached(connection.host)
                return connection
            except Unreachable as away:
                refusals.append(away)
                if away.by_network:
                    known = known.failed(host, away.reason)
    finally:
        if known != before:
            hosts.write(store, known)
    raise next((one for one in refusals if not one.by_network), refusals[0])


def _reached(address: Address, host: Host, known: hosts.Known, store: str, until: float) -> Connection:
    """Return a connection to a host at the first of its addresses that takes it.

    Raises: Unreachable.
    """
    last = Unreachable(reasons.UNCLEAR, by_network=True)
    for way, by in hosts.ways(host, known, until):
        try:
            return _opened(address, way, store, Patience(by, "" if address.hosts[1:] else store))
        except Unreachable as away:
            last = away
            if not away.by_network:
                break
    raise last


def _opened(address: Address, way: Host, store: str, patience: Patience) -> Connection:
    """Return a connection to one address.

    Raises: Unreachable.
    """
    loaded = driver.load()

    class Raw(loaded.connection):  # type: ignore[misc, name-defined]
        waits = patience

    several = {"target_session_attrs": "read-write"} if len(address.hosts) > 1 else {}
    own = {key: value for key, value in address.settings.items() if key not in NEVER}
    where = {"host": way.name, "hostaddr": way.addr, "port": way.port}  # an empty address keeps PGHOSTADDR out
    settings = {**several, **own, **OWN, **where}
    file = own.get("passfile") or password_file()
    if reasons.is_open_to_others(file):
        settings["passfile"] = os.path.join(file, "")  # libpq would only write a warning of its own to the terminal
    try:
        with _our_way_to_wait():
            raw = loaded._connect(" ".join(f"{key}={_quoted(value)}" for key, value in settings.items()), Raw)
        raw.autocommit = True
    except loaded.Error as error:
        raise reasons.of_connecting(str(error), file) from None
    patience.silence = SILENCE
    return Connection(raw, patience, way, store)


@contextmanager
def _our_way_to_wait() -> Iterator[None]:
    loaded = driver.load()
    loaded.set_wait_callback(_wait)
    try:
        yield
    finally:
        loaded.set_wait_callback(None)


def _wait(raw: Any) -> None:
    """Wait for a connection as long as its own patience says; for one that is not ours, as long as it takes."""
    (getattr(raw, "waits", None) or Patience(NO_END)).wait(raw)


def _quoted(value: str) -> str:
    plain = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{plain}'"
