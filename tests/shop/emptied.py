"""A shop that is emptied for each test, and the store of that test as its only till."""

from __future__ import annotations

import atexit
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from onecustomer.errors import OnecustomerError, Refused
from onecustomer.store.counter.append import new_key
from onecustomer.store.database.connection import Store
from onecustomer.store.database.sqlite import SCHEMA
from onecustomer.store.erasure import erased_keys
from onecustomer.store.open import open_store
from onecustomer.store.rare_rows import Shop
from onecustomer.store.shop import changed, feeding
from onecustomer.store.shop.link import address, connecting, hosts, state
from onecustomer.store.shop.link.connecting import Connection
from onecustomer.store.shop.link.server import Server as Asked
from tests.shop.asked import install
from tests.shop.clusters import Cluster, Given
from tests.shop.machine import GIVEN, driver
from tests.shop.servers import Server, establish, reached

NAME, TILL = "shop", "till one"
PATIENT = 60.0  # seconds
LISTS = "till", "marks", "gone", "taken", "forgotten"

BEHIND_ITS_TRIGGERS = "SET session_replication_role = replica"
AS_FOUNDED = f"""
UPDATE {NAME}.shop SET seq = 0, mark = '', turn = NULL;
INSERT INTO {NAME}.marks (seq, mark, at) VALUES (0, '', now());
UPDATE {NAME}.given SET last = least(last, 0), seq = 0;
SELECT setval('{NAME}.till_number_seq', 1, false)
"""
EMPTY = "".join(f"DELETE FROM {NAME}.{table};" for table in (*changed.TABLES, *LISTS)) + AS_FOUNDED
"""How a shop is made empty again by who runs its server: in a fiftieth of the time that a new one takes."""


class Emptied:
    """The shop of this process of the tests, which has one till at a time; `env` is how that reaches the server."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.folder = folder
        install(server, NAME)
        self.env = server.service(role=server.tills[0], place=folder)
        self._admin = driver().connect(server.cluster.words, dbname=server.database)
        self._admin.autocommit = True
        self._admin.cursor().execute(BEHIND_ITS_TRIGGERS)
        self._till: Connection | None = None

    def hand_over(self, path: str) -> None:
        """Make a store the shop's only till, as `oc shop start` does; what no server holds stays a plain store."""
        with self._admin.cursor() as asked:
            asked.execute(EMPTY)
        try:
            store = open_store(path, lambda _: None, make=True)
        except OnecustomerError:
            return  # such a store is what the test is about
        with closing(store), suppress(Refused, TypeError):
            self._found(store)

    def _found(self, store: Store) -> None:
        rows = json.dumps(_all_of(store))
        with self._asked() as server, store.writing_here():
            secret, new, mark = new_key(), new_key(), new_key()
            number = server.join(TILL, secret)
            turn = server.turn(Shop(number, NAME, 0, ""), SCHEMA, mark, PATIENT)
            server.commit(number, [secret], new, rows, PATIENT)
            store.insert(Shop, vars(Shop(number, NAME, turn.seq, mark)))
        state.write(store.path, state.State((state.Secret(number, new),)))
        hosts.write(store.path, hosts.read(str(self.folder / TILL)))

    @contextmanager
    def _asked(self) -> Iterator[Asked]:
        """Lend the server as its till asks it; a connection that was refused something is not used again."""
        self._till = self._till or connecting.connect(address.read(f"service={NAME}"), str(self.folder / TILL), PATIENT)
        try:
            yield Asked(self._till, NAME)
        except BaseException:
            self._till.close()
            self._till = None
            raise


def _all_of(store: Store) -> dict[str, Any]:
    """Return all that a store has of a shop, as a till hands it over."""
    rows = {}
    for table in changed.TABLES:
        columns = [name for _, name, *_ in store.ask(f"PRAGMA table_info({table})")]
        listed = store.ask(f"SELECT * FROM {table}")
        rows[table] = {"rows": [dict(zip(columns, row, strict=True)) for row in listed], "gone": []}
    return {**rows, "given": feeding.numbers(store), "forgotten": sorted(erased_keys.known(store.path))}


@cache
def shop() -> Emptied:
    """Return the shop of this process of the tests."""
    cluster: Given
    if words := os.environ.get(GIVEN):
        cluster = Given(words)
    else:
        cluster = Cluster.made()
        atexit.register(cluster.remove)
    reach = reached(cluster)
    reach.__enter__()
    atexit.register(lambda: reach)  # it stays reached as long as it is there
    return Emptied(establish(cluster, lambda *_: None), Path(tempfile.mkdtemp(prefix="oc-reached-")))
