"""What the tests of many tills stand on: a PostgreSQL, a shop's place on it, and clusters that a test may break."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.shop.clusters import Address, Cluster, Given
from tests.shop.founded import BOTH, Commands, Founded, ShopOf
from tests.shop.machine import GIVEN, driver
from tests.shop.proxy import Proxy
from tests.shop.servers import Role, Server, establish, lent, reached
from tests.shop.tills import NewTill, Till
from tests.words import CAST, Oc

NewCluster = Callable[..., Cluster]
NewServer = Callable[[Given], Server]


@pytest.fixture(autouse=True)
def nothing_of_the_runners(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no till hear what libpq is told in the environment of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Given]:
    """The PostgreSQL of the tests, which none may stop: the one that is given, else one made for this process."""
    driver()
    if words := os.environ.get(GIVEN):
        yield Given(words)
    else:
        made = Cluster.made()
        yield made
        made.remove()


@pytest.fixture
def server(cluster: Given, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A fresh database with an owner and two tills' logins; it and all roles made meanwhile are dropped afterwards.

    Where a test begins with a shop of `shop_of`, it is that shop's.
    """
    with lent(cluster, monkeypatch.setenv, is_made="shop_of" not in request.fixturenames) as place:
        yield place


@pytest.fixture
def new_cluster() -> Iterator[NewCluster]:
    """Make a server that the test may stop, freeze and follow: `new_cluster(log_statement="all")`."""
    driver()
    with ExitStack() as kept:

        def made(of: Cluster | None = None, name: str = "standby", **settings: str) -> Cluster:
            cluster = of.standby(name) if of else Cluster.made(**settings)
            kept.callback(cluster.remove)
            kept.enter_context(reached(cluster))
            return cluster

        yield made


@pytest.fixture
def new_server(new_cluster: NewCluster, monkeypatch: pytest.MonkeyPatch) -> NewServer:
    """Make a database with its roles on a cluster of the test's own, which goes with it."""
    return lambda cluster: establish(cluster, monkeypatch.setenv)


@pytest.fixture
def new_till(server: Server, oc: Oc, tmp_path: Path) -> NewTill:
    """Make a till of a shop on the server: `new_till("two")` has a store, a home and a service file of its own."""

    def made(name: str, role: Role | None = None, **words: str) -> Till:
        folder = tmp_path / name
        folder.mkdir()
        reached_by = server.service(role=role or server.owner, place=folder, **words)
        env = {**reached_by, "HOME": str(folder), "OC_DB": str(folder / "shop.db"), "OC_TILL": name}
        return Till(oc, env, folder)

    return made


@pytest.fixture(scope="session")
def founded(cluster: Given, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    """The shops that this process of the tests has founded."""
    shops = Founded(cluster, tmp_path_factory.mktemp("founded"))
    yield shops
    if not isinstance(cluster, Cluster):
        shops.remove()


@pytest.fixture
def shop_of(server: Server, founded: Founded, oc: Oc) -> Iterator[ShopOf]:
    """Put a shop in place, once: `first, second = shop_of(*CAST)`.

    Till one founded it after these commands, and the other joined and ran those of `then`. `at` is where the first
    looks for the server from now on. Where nobody is named, the server has its schema, and its logins may be tills.
    """

    def put(*commands: str, then: Commands = (), names: Commands = BOTH, at: Sequence[Address] = ()) -> list[Till]:
        return founded.lend(server, oc, (commands, names, then), at)

    yield put
    founded.take_back(server)


@pytest.fixture
def door(server: Server) -> Iterator[Proxy]:
    """What stands between a till and the server."""
    with Proxy(server.cluster.by_socket) as door:
        yield door


@pytest.fixture
def behind_a_door(shop_of: ShopOf, door: Proxy) -> tuple[Till, Till]:
    """Two tills of a shop that has the cast; the first is behind the door."""
    first, second = shop_of(*CAST, at=[door.address])
    return first, second
