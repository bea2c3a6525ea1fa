"""Every test's store as a till's copy of a shop: what holds in a shop of one till holds at a till of many.

`OC_TEST_SHOP=1 pytest tests/counter` runs tests so: before a command of theirs, the store that it is to read is made
the first till of a shop on a server of the tests. What a test asks of files, of copies or of modules may then fail.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path

from onecustomer.cli.main import main
from tests.shop.clusters import Cluster, Given
from tests.shop.machine import GIVEN
from tests.shop.servers import Server, establish, reached

SWITCH, PLAIN = "OC_TEST_SHOP", "OC_TEST_PLAIN"
"""The variables that make every store a till's, and that let one command alone be."""

MAKE_A_STORE = ("add", "import")


@cache
def _server() -> Server:
    """Return the server of this process of the tests."""
    import atexit

    cluster: Given
    if words := os.environ.get(GIVEN):
        cluster = Given(words)
    else:
        cluster = Cluster.made()
        atexit.register(cluster.remove)
    reach = reached(cluster)
    reach.__enter__()
    atexit.register(lambda: reach)  # it stays reached as long as it is there
    return establish(cluster, lambda *_: None)


@cache
def _reached() -> Path:
    """Return the folder of the files by which the server is reached."""
    return Path(tempfile.mkdtemp(prefix="oc-reached-"))


def make_a_till(words: list[str], setenv: Callable[[str, str], None]) -> None:
    """Make the store of a command the first till of a shop, where it is a plain one or the command makes it."""
    if not os.environ.get(SWITCH) or os.environ.get(PLAIN) or words[:1] == ["shop"]:
        return
    server, path = _server(), Path(os.environ["OC_DB"])
    for name, value in server.service(role=server.owner, place=_reached()).items():
        setenv(name, value)
    if _is_plain(path) if path.exists() else words[:1] and words[0] in MAKE_A_STORE:
        with server.admin() as asked:
            asked.execute("DROP SCHEMA IF EXISTS shop CASCADE")
        main(["shop", "start", "service=shop"])


def _is_plain(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as store:
            return not store.execute("SELECT count(*) FROM shop").fetchone()[0]
    except sqlite3.Error:
        return False
