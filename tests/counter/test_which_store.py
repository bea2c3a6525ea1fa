"""Which store is used, and that what is said names it; the demo has one of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.words import Oc, Ran


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
    assert "oc: --db needs the path of a store.\n" in (shop(*words) if len(words) > 1 else shop("--db")).complained(2)


def test_the_demo_hints_at_the_demo(shop: Oc) -> None:
    shop("demo")
    assert "oc: hint: oc demo serve WHO first, or oc demo note --for WHO\n" in shop("demo note hello").complained(2)
    assert "oc: hint: oc demo show c" in shop("demo show j").complained(4)
    assert "oc: hint: oc demo serve --help" in shop("demo serve --fast").complained(2)
    assert "oc: hint: oc serve WHO first" in shop("note hello").complained(2)


@pytest.fixture(params=["other.db", "my shop.db", "a$b.db", "that's it.db", "~/it.db"])
def other(request: pytest.FixtureRequest, oc: Oc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The path, as it is typed, of a store with Bob in it beside the shop's own."""
    monkeypatch.chdir(tmp_path)
    oc("--db", request.param, "add", "Bob").printed_or_said()
    return str(request.param)


def pasted(oc: Oc, said: str) -> Ran:
    """Run the first command of what was said as a shell would, up to what leads away from it."""
    command = next(line for line in said.splitlines() if "oc --db" in line).rpartition("oc --db")[2]
    words = f"printf '%s\\0' --db{command}".partition(", or")[0]
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=True)
    return oc(*done.stdout.split("\0")[:-1])


def test_a_command_that_is_hinted_goes_to_the_store_that_was_named(shop: Oc, db: Path, other: str) -> None:
    before = db.read_bytes()
    refused = shop("--db", other, "serve", "nobodyz").complained(3)
    pasted(shop, refused).printed()
    assert "nobodyz" in shop("--db", other, "find", "nobodyz").printed()
    assert before == db.read_bytes()


def test_the_commands_of_the_morning_go_to_the_store_that_was_named(shop: Oc, db: Path, other: str) -> None:
    shop("--db", other, "promise", "hem", "--by", "2026-11-20", "--late", "--for", "bob").printed_or_said()
    before = db.read_bytes()
    assert "Kept a day late for Bob: hem." in pasted(shop, shop("--db", other, "today").printed()).printed()
    assert before == db.read_bytes()


def test_a_store_that_is_not_there_is_made_by_the_command_that_is_hinted(shop: Oc, tmp_path: Path) -> None:
    refused = shop(f"--db {tmp_path}/new.db find bo").complained(5)
    assert f"oc: hint: is the path right? oc --db {tmp_path}/new.db add NAME makes a new store there\n" in refused


def test_the_demo_and_the_help_are_the_same_for_every_store(
    oc: Oc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    oc("--db a.db setting quiet 60d").printed_or_said()
    assert "oc: hint: oc --help lists the commands\n" in oc("--db a.db frobnicate").complained(2)
    greeted = oc("--db a.db serve margo").complained(3)
    assert "\n  oc demo " in greeted
    assert "\n  oc --db a.db add NAME " in greeted


@pytest.mark.parametrize(
    "words", [["demo", "margo", "oc"], ["demo", "margo", "oc", "klein"], ["demo", "or", "oc", "x"]]
)
def test_only_the_program_is_replaced_in_a_hint_and_no_word_of_the_clerk(oc: Oc, words: list[str]) -> None:
    assert f'oc: hint: oc demo serve "{" ".join(words[1:])}"\n' in oc(*words).complained(2)


def test_the_program_in_a_sentence_is_no_command(oc: Oc) -> None:
    assert "oc: hint: there is nothing to leave: each oc is over once" in oc("demo quit").complained(2)


CALLED = (
    (".venv/bin/oc", ".venv/bin/oc"),
    ("/usr/bin/oc", "oc"),
    ("/a/folder/with/a/long/way/to/it/oc", "oc"),
    ("my shop/oc", "oc"),
    ("src/onecustomer/__main__.py", "oc"),
)


@pytest.mark.parametrize("path,said", CALLED)
def test_the_demo_says_its_commands_as_they_can_be_pasted(
    shop: Oc, oc: Oc, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str, said: str
) -> None:
    monkeypatch.setenv("PATH", "/bin:/usr/bin")
    monkeypatch.setattr("sys.argv", [path])
    shown = oc("demo").err
    assert f"\n  {said} demo serve alecia  " in shown
    assert f"\n  {said} --help " in shown
    assert f"oc: hint: {said} demo serve WHO first" in oc("demo note hello").complained(2)
    assert f"\n  {said} add NAME " in oc("serve margo", OC_DB="").complained(3)
    assert f"\n  {said} note TEXT " in oc("", OC_DB="").printed()
    assert f"oc: hint: {said} find WORDS, " in oc("find", OC_DB=str(tmp_path / "shop.db")).complained(2)


@pytest.mark.parametrize("command", ["demo", "demo serve margo", "demo demo"])
def test_the_demo_has_a_store_of_its_own(shop: Oc, db: Path, command: str) -> None:
    command = command if command == "demo demo" else f"--db {db} {command}"
    assert "The demo has a store of its own." in shop(command).complained(2)
