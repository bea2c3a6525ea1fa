"""Arguments that nobody should type: one line, an exit code of the house, and nobody is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.fuzz import Fuzz, wrong
from tests.words import Oc, Ran


@pytest.mark.fault(44)
def test_no_list_of_arguments_is_a_fault_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fuzz = Fuzz(tmp_path, seed=3)
    fuzz.run(240)
    assert {} == fuzz.found
    assert {0, 1, 2, 3} <= set(fuzz.codes)


def test_what_is_looked_for_would_be_seen(tmp_path: Path) -> None:
    assert wrong(Ran(1, "", "oc: Something went wrong inside onecustomer (KeyError)."), [])
    assert wrong(Ran(7, "", "oc: no"), [])
    assert wrong(Ran(1, "", ""), [])
    fuzz = Fuzz(tmp_path, seed=3)
    assert 0 == fuzz.shop.call("forget", "zoë", "--yes").code
    fuzz.look(Ran(0, "", ""), ["note", "x"])
    assert ["people are gone: ['note', 'x']"] == list(fuzz.found)


@pytest.mark.fault(44)
@pytest.mark.parametrize("command", ["edit klein --style", "note --for klein x --today", "add Bo --style"])
def test_half_a_letter_is_no_style(shop: Oc, command: str) -> None:
    assert "There is no style “caf" in shop(*command.split(), "caf\udce9").complained(1)


@pytest.mark.parametrize("words", [["-"], ["a", "-"], ["--", "-x"]])
def test_help_on_a_dash_is_help_on_nothing(oc: Oc, words: list[str]) -> None:
    assert "There is no topic “" in oc("help", *words).complained(2)


@pytest.mark.one_till("a copy of a shop is not restored")
@pytest.mark.fault(44)
@pytest.mark.parametrize("path", ["a\0b", "\ud800"], ids=["NUL", "half a letter"])
def test_a_path_that_no_file_can_have_is_refused(oc: Oc, path: str) -> None:
    oc("add Bo")
    for words in (["restore", path], ["backup", path], ["export", "-o", path], ["import", path]):
        said = oc(*words).complained(1)
        assert "oc: A path has a letter that no file's name can have.\n" in said or "oc: There is no file " in said
