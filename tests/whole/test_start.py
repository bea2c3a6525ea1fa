"""A fast start is a feature: what a fresh process of the counter has imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import Oc

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "typer",
    "rich",
    "platformdirs",
    "typing",
    "dataclasses",
    "enum",
    "re",
    "json",
    "pathlib",
    "inspect",
    "importlib.metadata",
)
MOST_MODULES_OF_OURS = 41

PROBE = """
import sys
before = set(sys.modules)
from onecustomer.__main__ import main
code = main({words!r})
print(code, *sorted(set(sys.modules) - before))
"""


def imported(words: list[str]) -> tuple[int, set[str]]:
    """Return a command's exit code and the modules that it imported in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n" + PROBE.format(words=words)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    code, *modules = done.stdout.splitlines()[-1].split()
    return int(code), set(modules)


@pytest.mark.parametrize(
    "words",
    [
        ["serve", "klein"],
        ["serve", "0143"],
        ["note", "zip", "broke", "again"],
        ["thank", "for", "her", "patience"],
        ["style", "upset"],
        ["done"],
    ],
    ids=" ".join,
)
def test_a_plain_counter_call_imports_nothing_heavy(shop: Oc, words: list[str]) -> None:
    shop("serve klein")
    shop("note --complaint the zip")
    code, modules = imported(words)
    assert 0 == code
    assert set() == modules & set(HEAVY)
    ours = {module for module in modules if module.startswith("onecustomer")}
    assert len(ours) <= MOST_MODULES_OF_OURS


def test_the_card_by_an_option_spares_the_models_too(shop: Oc) -> None:
    code, modules = imported(["show", "klein"])
    assert 0 == code
    assert set() == modules & {"sqlmodel", "sqlalchemy", "rich.console", "rich.table"}


def test_the_probe_sees_a_heavy_import(shop: Oc) -> None:
    _, modules = imported(["find", "klein"])
    assert {"typer", "rich"} < modules
