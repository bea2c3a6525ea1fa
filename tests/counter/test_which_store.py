"""Which store is used, and that what is said names it; the demo has one of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Oc


def test_an_error_names_the_store_that_was_used(shop: Oc, db: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(db.read_bytes()[:8192] + b"\xa5" * 200_000)
    complained = shop(f"--db {other} find klein").complained(5)
    assert str(other) in complained
    assert str(db) not in complained


def test_a_store_is_named_by_its_whole_path(oc: Oc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"There is no store at {tmp_path / 'a.db'}\n" in oc("--db a.db find bo").complained(5)
    assert f"There is no store at {tmp_path / 'home' / 'b.db'}\n" in oc("find bo", OC_DB="~/b.db").complained(5)


@pytest.mark.parametrize(
    "words", [["--db", "", "find", "klein"], ["find", "klein", "--db="], ["find", "klein", "--db"], ["--db"]]
)
def test_db_needs_a_path(shop: Oc, words: list[str]) -> None:
    assert "oc: --db needs a PATH.\n" in (shop(*words) if len(words) > 1 else shop("--db")).complained(2)


def test_the_demo_hints_at_the_demo(shop: Oc) -> None:
    shop("demo")
    assert "oc: hint: oc demo serve WHO first, or oc demo note --for WHO\n" in shop("demo note hello").complained(2)
    assert "oc: hint: oc demo show c" in shop("demo show j").complained(4)
    assert "oc: hint: oc demo serve --help" in shop("demo serve --fast").complained(2)
    assert "oc: hint: oc serve WHO first" in shop("note hello").complained(2)


CALLED = (
    (".venv/bin/oc", ".venv/bin/oc"),
    ("/usr/bin/oc", "oc"),
    ("/a/folder/with/a/long/way/to/it/oc", "oc"),
    ("my shop/oc", "oc"),
    ("src/onecustomer/__main__.py", "oc"),
)


@pytest.mark.parametrize("path,said", CALLED)
def test_the_demo_says_its_commands_as_they_can_be_pasted(
    oc: Oc, monkeypatch: pytest.MonkeyPatch, path: str, said: str
) -> None:
    monkeypatch.setenv("PATH", "/bin:/usr/bin")
    monkeypatch.setattr("sys.argv", [path])
    shown = oc("demo").err
    assert f"\n  {said} demo serve alecia  " in shown
    assert f"\n  {said} --help " in shown
    assert f"oc: hint: {said} demo serve WHO first" in oc("demo note hello").complained(2)
    assert f"oc: hint: {said} add NAME " in oc("serve margo", OC_DB="").complained(3)


@pytest.mark.parametrize("command", ["demo", "demo serve margo", "demo demo"])
def test_the_demo_has_a_store_of_its_own(shop: Oc, db: Path, command: str) -> None:
    command = command if command == "demo demo" else f"--db {db} {command}"
    assert "The demo has a store of its own." in shop(command).complained(2)
