"""A fast start is a feature: what a fresh process of the counter has imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import onecustomer
from onecustomer.store import paths
from tests.words import Oc

HEAVY = {
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
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "asyncio",
}
OFFICE = {
    "onecustomer.cli.app",
    "onecustomer.cli.panels",
    "onecustomer.domain.overview",
    "onecustomer.domain.people",
    "onecustomer.domain.transfer",
    "onecustomer.store.office",
    "onecustomer.store.schema",
}
"""What no plain call at the counter needs of ours."""

FOR_A_CARD = {
    "onecustomer.cli.screens",
    "onecustomer.domain.card",
    "onecustomer.domain.finding.fuzzy",
    "onecustomer.domain.finding.matching",
    "onecustomer.domain.finding.ranking",
    "onecustomer.domain.shop",
    "onecustomer.store.counter.undo",
}
"""What a note for the one being served does without."""

MOST_BYTES = {"serve": 194_900, "note": 145_700}
"""Of our own source that a call reads: the start of a process grows with it. With 4,500 of these a store can be that of
one till of several: it is asked whether it is, an append says what it writes, and what waits has no number."""

PROBE = """
import sys
before = set(sys.modules)
from onecustomer.cli.main import main
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


def source_bytes(modules: set[str]) -> int:
    """Return how many bytes of source our modules among these have."""
    top = Path(onecustomer.__file__).parents[1]
    paths = [top / name.replace(".", "/") for name in modules if name.split(".")[0] == "onecustomer"]
    files = [path / "__init__.py" if path.is_dir() else path.with_suffix(".py") for path in paths]
    return sum(file.stat().st_size for file in files)


@pytest.mark.one_till("what asks a server is loaded too")
@pytest.mark.parametrize(
    "words",
    [
        ["serve", "klein"],
        ["serve", "0143"],
        ["note", "zip", "broke", "again"],
        ["thank", "for", "her", "patience"],
        ["thank", "with", "20%", "off"],
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
    assert set() == modules & (HEAVY | OFFICE)


@pytest.mark.one_till("what asks a server is loaded too")
@pytest.mark.parametrize(
    "words",
    [
        ["note", "--complaint", "zip", "broke"],
        ["note", "--on", "yesterday", "asked for the hem"],
        ["promise", "hem", "--by", "friday"],
        ["promise", "hem", "--by", "friday 17:00"],
        ["style", "upset", "--why", "cat at the vet"],
        ["thank", "for", "waiting", "--for", "jim"],
        ["done", "--beyond", "at her door"],
        ["serve", "klein", "--brief"],
        ["serve", "klein", "--via", "phone"],
        ["show", "klein"],
        ["undo"],
    ],
    ids=" ".join,
)
def test_an_option_of_the_counter_imports_nothing_heavy(shop: Oc, words: list[str]) -> None:
    shop("serve klein")
    shop("promise the coat --by tomorrow")
    shop("note zip broke")
    code, modules = imported(words)
    assert 0 == code
    assert set() == modules & (HEAVY | OFFICE)


@pytest.mark.one_till("what asks a server is loaded too")
def test_to_mend_imports_what_keeps_the_words_before_and_nothing_else_heavy(shop: Oc) -> None:
    shop("note zip broke --for klein")
    code, modules = imported(["mend", "e1", "the zip broke"])
    assert 0 == code
    assert {"json", "re", "enum"} == modules & (HEAVY | OFFICE)


@pytest.mark.one_till("what asks a server is loaded too")
@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="platformdirs knows the place elsewhere")
def test_the_default_place_is_known_without_an_import(
    shop: Oc, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OC_DB")
    place = Path(paths.default_store())
    place.parent.mkdir(parents=True)
    db.rename(place)
    assert tmp_path in place.parents
    code, modules = imported(["serve", "klein"])
    assert 0 == code
    assert set() == modules & (HEAVY | OFFICE)


@pytest.mark.parametrize("line", ["oc serve kl", "oc note zip --for kl", "oc style hu"])
def test_tab_imports_nothing_heavy(shop: Oc, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setenv("_OC_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
    code, modules = imported([])
    assert 0 == code
    assert set() == modules & (HEAVY | OFFICE)


@pytest.mark.one_till("what asks a server is loaded too")
@pytest.mark.parametrize(
    "words", [["note", "zip", "broke", "again"], ["thank", "for", "her", "patience"]], ids=" ".join
)
def test_what_goes_to_the_one_being_served_imports_nothing_of_the_card(shop: Oc, words: list[str]) -> None:
    shop("serve klein")
    _, modules = imported(words)
    assert set() == modules & FOR_A_CARD


@pytest.mark.one_till("what asks a server is loaded too")
@pytest.mark.parametrize("words", [["serve", "klein"], ["note", "zip", "broke", "again"]], ids=" ".join)
def test_a_counter_call_reads_little_of_our_own_code(shop: Oc, words: list[str]) -> None:
    shop("serve klein")
    _, modules = imported(words)
    assert source_bytes(modules) <= MOST_BYTES[words[0]]


def test_the_probe_sees_a_heavy_import(shop: Oc) -> None:
    _, modules = imported(["find", "klein"])
    assert {"typer", "rich", "onecustomer.cli.app", "onecustomer.domain.finding"} < modules
