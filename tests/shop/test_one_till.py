"""A shop of one till pays nothing for those of several: not a module more is loaded, not a statement more is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.words import Oc

OF_SHOPS = (
    "onecustomer.store.shop",
    "onecustomer.store.database.shop_files",
    "onecustomer.domain.tills",
    "onecustomer.cli.terminal.joined",
    "psycopg2",
)

PROBE = """
import sqlite3, sys
asked, connect = [], sqlite3.connect
def observed(*given, **more):
    connection = connect(*given, **more)
    connection.set_trace_callback(asked.append)
    return connection
sqlite3.connect = observed
from onecustomer.cli.main import main
code = main({words!r})
print(code, len(asked), *sorted(name for name in sys.modules if name.startswith({of_shops!r})))
"""

STATEMENTS = {"serve klein": 51, "note zip broke again": 34, "show klein": 50, "undo": 73}
"""What each command asked before there were shops of several tills."""


def probed(words: list[str]) -> list[str]:
    """Return a command's exit code, how many statements it asked, and which modules of many tills it loaded."""
    code = f"import sys; sys.path[:0] = {sys.path!r}\n" + PROBE.format(words=words, of_shops=OF_SHOPS)
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("command", STATEMENTS)
def test_a_store_that_is_no_copy_loads_no_module_and_asks_no_statement_more(shop: Oc, command: str) -> None:
    shop("serve klein")
    shop("note hem is long")
    assert ["0", str(STATEMENTS[command])] == probed(command.split())


def test_nor_do_a_find_and_an_edit(shop: Oc) -> None:
    for command in ("find klein", "edit klein --role boss", "today"):
        code, _, *modules = probed(command.split())
        assert ("0", []) == (code, modules), command
