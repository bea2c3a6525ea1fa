"""A fast start at a till of a shop: what its commands load that the same do without where there is no shop."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.shop.proxy import Proxy
from tests.shop.tills import Till
from tests.words import GUARDED, Oc

OURS = "onecustomer"
OF_A_COPY = {
    f"{OURS}.{name}"
    for name in (
        *("cli.terminal.joined", "domain.tills", "domain.tills.joined", "store.database.shop_files"),
        *("store.rare_rows", "store.shop", "store.shop.copy", "store.shop.outbox", "store.shop.shared"),
        *("store.shop.link", "store.shop.link.address", "store.shop.link.away", "store.shop.link.hosts"),
        "store.shop.link.state",
    )
}
"""What every command takes, whether the server answers or not."""

TO_KEEP = {f"{OURS}.store.shop.{name}" for name in ("kept", "waiting")}
TO_ASK = {
    *(f"{OURS}.store.shop.link.{name}" for name in ("connecting", "driver", "reasons", "server")),
    *(f"{OURS}.store.{name}" for name in ("database.unchecked", "shop.changed", "shop.taking")),
}
TO_WRITE = {f"{OURS}.store.{name}" for name in ("files", "shop.answers", "shop.awake", "shop.feeding", "shop.turn")}
DRIVER = "psycopg2._psycopg"
HEAVY = {"decimal", "hashlib", "importlib", "psycopg2", "shutil", "socket", "ssl", "typing", "warnings"}
OF_JSON = {"enum", "json", "re"}
"""What JSON needs, which only a write to the server takes."""

PROBE = """
import sys
before = set(sys.modules)
from onecustomer.cli.main import main
code = main({words!r})
print(code, *sorted(set(sys.modules) - before))
"""

READS, WRITES = ("serve klein", "show klein"), ("note zip broke again", "thank for her patience", "style upset")


def loaded(command: str, **env: str) -> set[str]:
    """Return the modules that a command loads in a process of its own, which ends well."""
    code = f"import sys; sys.path[:0] = {sys.path!r}\n" + PROBE.format(words=command.split())
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", code],
        env={**os.environ, **GUARDED, **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    exit_code, *modules = done.stdout.splitlines()[-1].split()
    assert "0" == exit_code, done.stderr
    return set(modules)


def more(command: str, env: Mapping[str, str]) -> set[str]:
    """Return what a command loads at a till, and not in a store without a shop."""
    return loaded(command, **env) - loaded(command)


def served(shop: Oc, till: Till) -> Till:
    """Let both serve somebody, as most notes are about them, and the till say what it says but once."""
    shop("serve klein")
    till("serve klein")
    return till


@pytest.mark.parametrize("command", [*READS, *WRITES])
def test_where_the_server_is_left_out_a_command_loads_little_more_than_without_a_shop(
    shop: Oc, behind_a_door: tuple[Till, Till], door: Proxy, command: str
) -> None:
    till, _ = behind_a_door
    door.shut()
    served(shop, till)
    found = more(command, till.env)
    assert set() == found - OF_A_COPY - (TO_KEEP if command in WRITES else set())
    assert found >= OF_A_COPY, "the store is no copy"


@pytest.mark.parametrize("command", [*READS, *WRITES])
def test_where_the_server_answers_a_command_loads_the_driver_and_what_asks(
    shop: Oc, behind_a_door: tuple[Till, Till], command: str
) -> None:
    till = served(shop, behind_a_door[0])
    found = more(command, till.env)
    ours = {name for name in found if name.startswith(OURS)}
    assert set() == ours - OF_A_COPY - TO_ASK - (TO_WRITE if command in WRITES else set())
    assert set() == found & (HEAVY if command in WRITES else HEAVY | OF_JSON)
    assert found >= OF_A_COPY | TO_ASK | {DRIVER}, "the server was not asked"
