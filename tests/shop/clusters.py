"""PostgreSQL as the tests have it: the machine's own, made in a temporary folder, or one that is given to them."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.guard.sitecustomize import reaching
from tests.shop.certificates import AUTHORITY, SERVER, certify
from tests.shop.machine import as_owner, binary, children, driver, dying_with_the_tests, missing, owner, plain

SUPERUSER = "postgres"
PORTS = range(20_000, 30_000)  # below those that systems hand out, so that a stopped server finds its own again
PATIENCE = 60.0
ENDS = {"smart": "SIGTERM", "fast": "SIGINT", "immediate": "SIGQUIT"}

ACCESS = f"""\
local all {SUPERUSER} trust
local replication {SUPERUSER} trust
host all {SUPERUSER} 127.0.0.1/32 reject
local postgres all peer
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
"""
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "min_wal_size": "16MB",
    "fsync": "off",  # what a killed server wrote is the system's to keep; only a power cut would lose it
    "full_page_writes": "off",
    "wal_retrieve_retry_interval": "100ms",
    "password_encryption": "scram-sha-256",  # what 14 and newer do by themselves
    "timezone": "America/New_York",  # so that a moment without a zone is seen to be wrong
    "log_parameter_max_length": "0",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_error_statement": "panic",
}
"""How each server of the tests is set; what it logs is what a shop's server is told to log."""

Address = tuple[str, int]
"""A host, or the folder of a socket, and the port."""


class Given:
    """A server that somebody gives to the tests, who may make databases and roles there."""

    def __init__(self, words: str) -> None:
        self.words = words
        asked = driver().extensions.parse_dsn(words)
        self.address: Address = asked.get("host", "/var/run/postgresql").split(",")[0], int(asked.get("port", 5432))
        self.manner = {name: value for name, value in asked.items() if name.startswith("ssl")}
        """How a till must ask for its connection, in the words of a service file."""
        self.kept: set[str] = set()
        """The roles that stay for other tests."""

    @contextmanager
    def admin(self, database: str = "") -> Iterator[Any]:
        """Lend a cursor of its owner, each of whose statements stands at once."""
        more = {"dbname": database} if database else {}
        with closing(driver().connect(self.words, **more)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor

    @property
    def by_socket(self) -> Address:
        """Where its socket is."""
        return self.address if self.address[0].startswith("/") else pytest.skip("the given server has no socket")

    @property
    def by_tls(self) -> Address:
        """Where it is asked through TLS."""
        return pytest.skip("the given server has no name") if self.address[0].startswith("/") else self.address

    def logged(self) -> str:
        """Return what it has logged."""
        pytest.skip("the log of the server that is given is not here")


class Cluster(Given):
    """A server of the tests' own, in a folder of its own; `remove` takes all of it away."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.data, self.log = folder / "data", folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        super().__init__(f"host={folder} port={port} user={SUPERUSER} dbname=postgres")
        self.manner = {"sslmode": "verify-full", "sslrootcert": str(folder / AUTHORITY)}

    @classmethod
    def made(cls, **settings: str) -> Cluster:
        """Make a server and start it."""
        with cls._whole_or_not_at_all() as cluster:
            words = ("--username", SUPERUSER, "--encoding=UTF8", "--auth=trust", "--no-sync", "--wal-segsize=4")
            other_order = ("--locale=C", "--locale-provider=icu", "--icu-locale=und")  # a forgotten "C" is seen by it
            if cluster._ran("initdb", *words, *other_order):
                cluster._run("initdb", *words)
            cluster._write("pg_hba.conf", ACCESS)
            with_tls = certify(cluster.folder)
            for name in SERVER if with_tls else ():
                shutil.move(cluster.folder / name, cluster.data / name)
                cluster._hand_over(cluster.data / name)
            cluster._begin(**{**SETTINGS, "ssl": "on" if with_tls else "off", **settings})
        return cluster

    @classmethod
    @contextmanager
    def _whole_or_not_at_all(cls) -> Iterator[Cluster]:
        cluster = cls(Path(tempfile.mkdtemp(prefix="oc-pg-")), _free_port())
        try:
            cluster._hand_over(cluster.folder)
            yield cluster
        except BaseException:
            cluster.remove()
            raise

    def _begin(self, **settings: str) -> None:
        self.configure(port=str(self.port), unix_socket_directories=str(self.folder), **settings)
        self.start()

    def configure(self, **settings: str) -> None:
        """Set these; a server that runs obeys at once where PostgreSQL lets it."""
        with (self.data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        if self._process:
            self._process.send_signal(signal.SIGHUP)

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        line = [*dying_with_the_tests(), binary("postgres"), "-D", str(self.data)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                line, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, env=plain(), **as_owner()
            )
        self._wait(self._is_ready, "it starts")

    def _is_ready(self) -> bool:
        if self._process and self._process.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended at once: {self.logged()[-2000:]}")
        try:
            said = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(said) > 7 and said[7].strip() == "ready"

    def stop(self, how: str = "fast") -> None:
        """Stop it: `smart`, `fast`, or `immediate` as a machine that loses its power."""
        if self._process:
            self.thaw()
            self._process.send_signal(signal.Signals[ENDS[how]])
            self._process.wait(PATIENCE)
            self._process = None

    def freeze(self) -> None:
        """Let it stand still, and everybody whom it serves: who knocks is let in by the system and hears nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, what: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(what)
            for one in children(self._process.pid):
                with suppress(ProcessLookupError):  # one may end as it goes on
                    os.kill(one, what)

    def standby(self, name: str = "standby") -> Cluster:
        """Make a server that follows this one, and start it."""
        source = f"{self.words} application_name={name}"
        with self._whole_or_not_at_all() as follower:
            follower._run("pg_basebackup", "-d", source, "--checkpoint=fast", "--no-sync")
            shutil.copy(self.folder / AUTHORITY, follower.folder)
            follower._write("standby.signal", "")
            follower._begin(primary_conninfo=source)
        return follower

    def waits_for(self, follower: Cluster) -> None:
        """Wait until a standby has all that this server has written."""
        with self.admin() as asked, follower.admin() as other:
            asked.execute("SELECT pg_current_wal_lsn()")
            (upto,) = asked.fetchone()

            def is_there() -> bool:
                other.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", (upto,))
                return bool(other.fetchone()[0])

            self._wait(is_there, "the standby follows")

    def promote(self) -> None:
        """Make a standby the one that takes writes, and wait until it does."""
        with self.admin() as asked:
            asked.execute("SELECT pg_promote(true, 60)")
            assert asked.fetchone()[0]

    def remove(self) -> None:
        """Stop it and take its folder away."""
        self.stop("immediate")
        shutil.rmtree(self.folder)

    @property
    def by_tls(self) -> Address:
        """Where it is asked through TLS, under the name of its certificate."""
        return ("localhost", self.port) if self.has_tls else missing("there is no openssl to make a certificate with")

    @property
    def has_tls(self) -> bool:
        """Tell whether it has a certificate."""
        return (self.folder / AUTHORITY).exists()

    def logged(self) -> str:
        """Return what it has logged."""
        return self.log.read_text(errors="replace")

    def _wait(self, reached: Any, what: str) -> None:
        until = time.monotonic() + PATIENCE
        while not reached():
            if time.monotonic() > until:
                raise TimeoutError(f"PostgreSQL is waited for in vain until {what}: {self.logged()[-2000:]}")
            time.sleep(0.01)

    def _write(self, name: str, text: str) -> None:
        (self.data / name).write_text(text)
        self._hand_over(self.data / name)

    def _hand_over(self, path: Path) -> None:
        if user := owner():
            os.chown(path, user.pw_uid, user.pw_gid)

    def _ran(self, program: str, *words: str) -> str:
        line = [binary(program), "-D", str(self.data), *words]
        done = subprocess.run(
            line, cwd=self.folder, env=plain(), capture_output=True, text=True, check=False, **as_owner()
        )
        return done.stderr or f"{program} failed" if done.returncode else ""

    def _run(self, program: str, *words: str) -> None:
        if said := self._ran(program, *words):
            raise RuntimeError(said)


def _free_port() -> int:
    while True:
        port = random.choice(PORTS)
        with reaching(f"127.0.0.1:{port}"), socket.socket() as trying, suppress(OSError):
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trying.bind(("127.0.0.1", port))
            return port
