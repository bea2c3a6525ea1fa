"""A shop's place on a server: a database, its owner, the logins of its tills, and the files that a till reads."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.guard.sitecustomize import reaching
from tests.shop.clusters import Address, Cluster, Given
from tests.shop.machine import driver

Set = Callable[[str, str], None]


@dataclass(frozen=True)
class Role:
    """Somebody who may log in."""

    name: str
    password: str


NOBODY = Role("nobody", "")


@dataclass
class Server:
    """A fresh database with its owner, two tills, and somebody of another shop who may only log in."""

    cluster: Given
    database: str
    owner: Role
    tills: tuple[Role, Role]
    stranger: Role
    setenv: Set
    services: dict[Path, dict[str, dict[str, str]]] = field(default_factory=dict)
    passwords: dict[Path, dict[str, str]] = field(default_factory=dict)

    def service(
        self,
        name: str = "shop",
        role: Role | None = None,
        at: Sequence[Address] = (),
        place: Path | None = None,
        **instead: str,
    ) -> dict[str, str]:
        """Write a service, and its password, into the files of a till, and return the variables that name them.

        The first till logs in where no role is said, through the socket where no address is. The files stand in HOME,
        whose till they are set for; `place` is the folder of another till, who is given the variables. `instead` are
        words of the service file, as `dbname="another"`; an empty one is left out.
        """
        role, at = role or self.tills[0], at or (self.cluster.address,)
        home = place or Path(os.environ["HOME"])
        home.mkdir(exist_ok=True)
        hosts, ports = ",".join(host for host, _ in at), ",".join(str(port) for _, port in at)
        words = {"host": hosts, "port": ports, "dbname": self.database, "user": role.name, **self.cluster.manner}
        told = {word: value for word, value in {**words, **instead}.items() if value}
        self.services.setdefault(home, {})[name] = told
        for host, port in at:
            login = ":".join(map(_escaped, (host, str(port), told["dbname"], told["user"])))
            self.passwords.setdefault(home, {})[login] = _escaped(role.password)
        return self._written(home, is_set=not place)

    def _written(self, home: Path, is_set: bool) -> dict[str, str]:
        named = {"PGSERVICEFILE": home / ".pg_service.conf", "PGPASSFILE": home / ".pgpass"}
        services = [
            line
            for name, words in self.services[home].items()
            for line in (f"[{name}]", *(f"{word}={value}" for word, value in words.items()), "")
        ]
        named["PGSERVICEFILE"].write_text("\n".join(services))
        named["PGPASSFILE"].touch(mode=0o600)
        named["PGPASSFILE"].write_text("".join(f"{one}:{word}\n" for one, word in self.passwords[home].items()))
        env = {name: str(path) for name, path in named.items()}
        for name, path in env.items() if is_set else ():
            self.setenv(name, path)
        return env

    def connect(self, role: Role | None = None, at: Address | None = None, **words: Any) -> Any:
        """Return a connection of psycopg2 as this role, the owner where none is said; whoever asks closes it."""
        role, (host, port) = role or self.owner, at or self.cluster.address
        who = {"dbname": self.database, "user": role.name, "password": role.password}
        return driver().connect(**{"host": host, "port": port, **who, **self.cluster.manner, **words})

    @contextmanager
    def admin(self) -> Iterator[Any]:
        """Lend a cursor of the server's superuser in this database, each of whose statements stands at once."""
        with self.cluster.admin(self.database) as asked:
            yield asked


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace(":", "\\:")


def _new(name: str, token: str) -> Role:
    return Role(f"{name}_{token}", f"{secrets.token_urlsafe(12)}:\\’")


def _verifier(password: str) -> str:
    """Return what a server keeps of a password: mixed once and not 4,096 times, a third of what a connection costs.

    Source: RFC 5803, as PostgreSQL's pg_authid.rolpassword has it.
    """
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1)
    client, server = (hmac.digest(salted, whose, "sha256") for whose in (b"Client Key", b"Server Key"))
    salt_64, client_64, server_64 = (
        base64.b64encode(part).decode() for part in (salt, hashlib.sha256(client).digest(), server)
    )
    return f"SCRAM-SHA-256$1:{salt_64}${client_64}:{server_64}"


def establish(cluster: Given, setenv: Set) -> Server:
    """Make a database and its roles."""
    token = secrets.token_hex(4)
    owner, first, second, stranger = (_new(name, token) for name in ("owner", "till_one", "till_two", "stranger"))
    server = Server(cluster, f"db_{token}", owner, (first, second), stranger, setenv)
    with cluster.admin() as asked:
        for role in (owner, first, second, stranger):
            asked.execute(f"CREATE ROLE {role.name} LOGIN PASSWORD %s", (_verifier(role.password),))
        asked.execute(f"ALTER ROLE {owner.name} CREATEROLE")
        asked.execute(f"CREATE DATABASE {server.database} OWNER {owner.name}")
    return server


@contextmanager
def lent(cluster: Given, setenv: Set, *, is_made: bool = True) -> Iterator[Server]:
    """Lend a database and its roles, and take away what is there of either afterwards; one at a time on a server.

    Where none is made, whoever asks for it puts a shop in its place.
    """
    with cluster.admin() as asked, reached(cluster):
        asked.execute("SELECT pg_advisory_lock(1817)")
        before = _roles(asked)
        server = (
            establish(cluster, setenv) if is_made else Server(cluster, "", NOBODY, (NOBODY, NOBODY), NOBODY, setenv)
        )
        try:
            yield server
        finally:
            if is_made:
                asked.execute(f"DROP DATABASE {server.database} WITH (FORCE)")
            for name in _roles(asked) - before - cluster.kept:
                asked.execute(f'DROP ROLE "{name}"')


def _roles(asked: Any) -> set[str]:
    asked.execute("SELECT rolname FROM pg_roles")
    return {name for (name,) in asked.fetchall()}


@contextmanager
def reached(cluster: Given) -> Iterator[None]:
    """Let the tests' processes look up and reach a server of theirs, which Python's own sockets may not else."""
    host, port = cluster.address
    named = [f"{host}/.s.PGSQL.{port}" if host.startswith("/") else f"{host}:{port}"]
    if isinstance(cluster, Cluster):
        named += [f"localhost:{port}", f"127.0.0.1:{port}"]
    with reaching(*named):
        yield


def set_back(server: Server, to: str) -> None:
    """Put the database in place that was kept as `to`."""
    with server.cluster.admin() as admin:
        admin.execute(f"DROP DATABASE {server.database} WITH (FORCE)")
        admin.execute(f"ALTER DATABASE {to} RENAME TO {server.database}")


def keep(server: Server, name: str, of: str = "") -> None:
    """Keep the database as it is now, under another name."""
    with server.cluster.admin() as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {of or server.database} OWNER {server.owner.name}")
