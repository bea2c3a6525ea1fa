"""A shop for the benches: a server of their own, and tills that are real processes, each with files of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.bench import people, processes
from tests.shop.clusters import Address, Cluster
from tests.shop.servers import Server, establish, reached

DURABLE = {"fsync": "on", "full_page_writes": "on", "shared_buffers": "256MB"}
"""What the tests' servers do without; what is measured is what a shop has."""


@dataclass(frozen=True)
class Till:
    """A till of the shop, or of a shop of one: `run("serve", "margo")` runs a command there."""

    name: str
    folder: Path
    server: Server | None = None
    store: Path | None = None

    @property
    def db(self) -> Path:
        """The path of its store."""
        return self.store or self.folder / "shop.db"

    @property
    def env(self) -> dict[str, str]:
        """Return the environment of its processes."""
        files = {"PGSERVICEFILE": ".pg_service.conf", "PGPASSFILE": ".pgpass"}
        named = {name: str(self.folder / file) for name, file in files.items()}
        own = {"OC_DB": str(self.db), "OC_TILL": self.name, "HOME": str(self.folder)}
        return processes.environment() | named | own

    def at(self, *addresses: Address) -> None:
        """Let it look for the server there from now on."""
        if self.server:
            self.server.service(role=self.server.owner, at=addresses, place=self.folder)

    def run(self, *words: str) -> float:
        """Run a command that must end well, and return the seconds that it took."""
        began = time.perf_counter()
        done = subprocess.run(self.argv(*words), env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{self.name}: {' '.join(words)} ended with {done.returncode}: {done.stderr}")
        return time.perf_counter() - began

    def argv(self, *words: str) -> list[str]:
        """Return what runs a command."""
        return [processes.oc(), *words]


@dataclass
class Shops:
    """A server, the store of so many people beside it, and the shop of several tills that was founded with them."""

    cluster: Cluster
    server: Server
    folder: Path
    store: Path

    def __post_init__(self) -> None:
        self.first, self.alone = cache(self._first), cache(self._alone)

    @property
    def near(self) -> Address:
        """Where the server is, through TLS."""
        return self.cluster.by_tls

    def till(self, name: str, *, joins: bool = True) -> Till:
        """Return one more till; it has joined the shop unless it is to do so later."""
        till = Till(name, self.folder / name, self.server)
        till.folder.mkdir(exist_ok=True)
        till.at(self.near)
        if joins:
            till.run("shop", "join", "service=shop")
        return till

    def _first(self) -> Till:
        """Found the shop with the store of the first till, and return that till."""
        till = self.till("first", joins=False)
        shutil.copy(self.store, till.db)
        took = till.run("shop", "start", "service=shop")
        sys.stderr.write(f"The shop is founded after {took:.1f} s.\n")
        return till

    def _alone(self) -> Till:
        """Return a till with a store that is no copy, of the same people."""
        till = Till("alone", self.folder / "alone")
        till.folder.mkdir()
        shutil.copy(self.store, till.db)
        return till


@contextmanager
def a_cluster() -> Iterator[Cluster]:
    """Lend a server of its own, set as a shop's is."""
    cluster = Cluster.made(**DURABLE)
    try:
        with reached(cluster):
            yield cluster
    finally:
        cluster.remove()


@contextmanager
def made(cluster: Cluster, store: Path) -> Iterator[Shops]:
    """Lend a place for a shop on a server, and for its tills beside the store of its people."""
    people.put_back(store)
    with tempfile.TemporaryDirectory(dir=store.parent) as tills:
        yield Shops(cluster, establish(cluster, lambda *_: None), Path(tills), store)
