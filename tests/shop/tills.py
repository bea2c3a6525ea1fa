"""The tills of one shop, each with a store, a home and a service file of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.shop.proxy import Proxy
from tests.words import GUARDED, Oc, Ran

SHARED = ("deed", "customer", "news", "handle", "occasion", "alias", "apart", "interaction", "fact", "telling", "style")
"""The tables that all tills of a shop have alike."""

DERIVED = ("search_key", "rhythm")


@dataclass(frozen=True)
class Till:
    """One till: `till("serve klein")` runs a command there."""

    oc: Oc
    env: Mapping[str, str]
    folder: Path

    def __call__(self, *words: str, **more: Any) -> Ran:
        return self.oc(*words, **{**self.env, **more})

    def begun(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Begin a command as a process of its own."""
        line = [sys.executable, "-m", "onecustomer", *words]
        env = {**os.environ, **GUARDED, **self.env, **more}
        return subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)

    @property
    def db(self) -> Path:
        """The path of the till's copy."""
        return self.folder / "shop.db"

    def shop(self, **env: str) -> Any:
        """Return what `oc shop --json` says."""
        return json.loads(self("shop --json", **env).printed_or_said())["shop"]

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return what a question finds in the till's copy."""
        with closing(sqlite3.connect(self.db)) as store:
            return store.execute(sql, values).fetchall()

    def change(self, sql: str) -> None:
        """Change the till's copy by SQL, as somebody outside onecustomer might."""
        with closing(sqlite3.connect(self.db)) as store, store:
            store.execute(sql)

    def has(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all that the till's copy has of the shop, and what is made of it, in order."""
        return {table: sorted(self.rows(f"SELECT * FROM {table}"), key=repr) for table in (*SHARED, *DERIVED)}


NewTill = Callable[..., Till]


def back(door: Proxy, till: Till) -> None:
    """Let the server of a till answer again, and half a minute pass for which it is left out."""
    door.open()
    forget_hosts(till)


def forget_hosts(till: Till) -> None:
    """Let a till know of no host that failed, as half a minute later."""
    till.db.with_name("shop.db-hosts").unlink(missing_ok=True)


def wait(until: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait until something is so, or the process has ended."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends and process.poll() is None and not until():
        time.sleep(0.005)
