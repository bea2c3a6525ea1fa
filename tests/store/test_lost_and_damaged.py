"""A store that is damaged or gone: nothing is written over, and the command is said that brings it back."""

from __future__ import annotations

import os
import random
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.store import marker
from tests.words import SQUARE, Oc, Rows, copies, copy_of

COMMANDS = ("serve klein", "show klein", "note --for klein hello", "add Bo Diddley", "find klein", "today", "undo")
NOISE = random.Random(1)


def zeroed(db: Path) -> None:
    db.write_bytes(b"\0" * 100 + db.read_bytes()[100:])


def truncated(db: Path) -> None:
    db.write_bytes(db.read_bytes()[: 4096 * 20])


def first_page_is_noise(db: Path) -> None:
    """Leave the header, and nothing of the page that says where all tables are."""
    db.write_bytes(db.read_bytes()[:100] + NOISE.randbytes(3996) + db.read_bytes()[4096:])


def a_text(db: Path) -> None:
    db.write_text("Margo Klein, 212 555 0143\n" * 100)


def noise(db: Path) -> None:
    db.write_bytes(NOISE.randbytes(40_000))


DAMAGES = (zeroed, truncated, first_page_is_noise, a_text, noise)


def beside(db: Path) -> dict[str, bytes]:
    """Return every file of the store's folder."""
    return {str(path): path.read_bytes() for path in db.parent.rglob("*") if path.is_file()}


@pytest.mark.fault(9)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_left_as_it_is_and_the_newest_copy_is_named(
    shop: Oc, db: Path, damage: Callable[[Path], None]
) -> None:
    copy = copy_of(db)
    damage(db)
    before = beside(db)
    for command in COMMANDS:
        complained = shop(command).complained(5)
        assert f"oc: The store is damaged, or is no store at all; it is left as it is: {db}\n" in complained
        assert f"oc: hint: oc restore brings back the newest copy, of Sat 21 Nov 2026: {copy}\n" in complained
        assert 2 == len(complained.splitlines())
    assert before == beside(db)


@pytest.mark.fault(9)
@pytest.mark.parametrize("damage", [zeroed, a_text, noise])
def test_restore_sets_a_damaged_store_aside_with_what_lies_beside_it(
    shop: Oc, db: Path, damage: Callable[[Path], None]
) -> None:
    copy_of(db)
    damage(db)
    spoiled = db.read_bytes()
    for end in ("-journal", "-wal"):
        db.with_name(db.name + end).write_bytes(b"what was being written")
    shop("show klein").complained(5)
    answer = shop("restore --yes")
    assert "Restored: 9 people" in answer.printed_or_said()
    aside = db.with_name(f"{db.name}.damaged-20261121T120000Z")
    assert spoiled == aside.read_bytes()
    assert str(aside) in answer.err
    assert [f"{aside.name}{end}" for end in ("", "-journal", "-wal")] == [
        path.name for path in sorted(db.parent.glob("*.damaged-*"))
    ]
    assert "Margo Klein" in shop("serve klein").printed()


@pytest.mark.fault(9)
def test_a_page_that_is_damaged_stops_whoever_comes_upon_it(shop: Oc, db: Path) -> None:
    copy_of(db)
    pages = db.read_bytes()
    db.write_bytes(pages[:4096] + NOISE.randbytes(len(pages) - 4096))
    before = beside(db)
    for command in COMMANDS:
        assert "The store is damaged" in shop(command).complained(5)
    assert before == beside(db)


@pytest.mark.fault(9)
def test_a_store_that_is_damaged_while_a_command_runs_is_left_as_it_is(
    shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of(db)

    def ask(_: str) -> str:
        noise(db)
        return "1"

    with monkeypatch.context() as here:
        here.setattr("onecustomer.cli.terminal.streams.ask", ask)
        answer = shop("note --for margo hello", at_terminal=True)
    spoiled = db.read_bytes()
    assert (5, "") == (answer.code, answer.out)
    assert "oc: hint: oc restore brings back the newest copy" in answer.err
    assert spoiled == db.read_bytes()
    assert "NOT" not in answer.err


@pytest.mark.fault(9)
def test_without_a_copy_it_is_said_what_can_be_done(shop: Oc, db: Path, till: Path) -> None:
    stick = till / "stick" / "shop.db"
    stick.parent.mkdir()
    shutil.copy(db, stick)
    zeroed(db)
    complained = shop("serve klein").complained(5)
    assert f"oc: hint: no copy that is sound lies in {db.parent / 'backups'}; oc restore FILE takes one" in complained
    assert "Restored: 9 people" in shop(f"restore {stick} --yes").printed_or_said()


def test_a_write_that_was_cut_short_stays_beside_a_damaged_store(shop: Oc, db: Path) -> None:
    noise(db)
    journal = db.with_name(f"{db.name}-journal")
    journal.write_bytes(b"x" * 600)
    assert f"oc: hint: {journal} must stay beside it" in shop("show klein").complained(5)
    assert b"x" * 600 == journal.read_bytes()


@pytest.mark.fault(9)
def test_of_a_store_that_was_set_aside_nobody_says_that_no_trace_is_left(shop: Oc, db: Path) -> None:
    copy_of(db)
    db.write_bytes(db.read_bytes()[: 4096 * 60])
    shop("restore --yes").printed_or_said()
    (aside,) = db.parent.glob("*.damaged-*")
    complained = shop("forget klein --yes").complained(5)
    assert f" One file still holds them: {aside}\n" in complained
    assert re.search(r"oc: Erased from view: they are hidden from every command\. Receipt \w{8,}\. One", complained)
    assert "oc: hint: remove it, and the next note finishes the erasure\n" in complained
    aside.unlink()
    assert "Finished an erasure" in shop("note --for jim hello").err


def deleted(db: Path) -> None:
    db.unlink()


def emptied(db: Path) -> None:
    db.write_bytes(b"")


def without_tills(db: Path) -> None:
    shutil.rmtree(f"{db}-tills")
    db.unlink()


def all_of_it(db: Path) -> None:
    shutil.rmtree(db.parent)


LOSSES = (deleted, emptied, without_tills, all_of_it)


@pytest.fixture
def place(oc: Oc, till: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a store in a folder of its own, with two people, a copy and its marker."""
    path = till / "counter" / "shop.db"
    monkeypatch.setenv("OC_DB", str(path))
    (till / "people.csv").write_text(SQUARE + "Margo,Klein,,212 555 0143,A1,,,\nJim,Stone,,,A2,,,\n")
    oc("import", str(till / "people.csv")).printed_or_said()
    copy_of(path)
    return path


@pytest.mark.fault(10)
@pytest.mark.parametrize("loss", LOSSES)
def test_a_store_that_is_lost_is_no_new_shop(oc: Oc, place: Path, till: Path, loss: Callable[[Path], None]) -> None:
    loss(place)
    for command in (
        "serve klein",
        "note hello",
        "add Bo",
        f"import {till / 'people.csv'}",
        "today",
        "setting again 60d",
    ):
        complained = oc(command).complained(5)
        assert f"oc: The store is gone, and it was here before: {place}\n" in complained
        assert "oc: hint: 2 people were in it on Sat 21 Nov 2026\n" in complained
        assert ("restore FILE" if loss is all_of_it else "oc: hint: oc restore brings back the newest") in complained
    assert not place.exists() or place.stat().st_size == 0


@pytest.mark.fault(10)
@pytest.mark.parametrize("loss", LOSSES)
def test_a_shop_is_begun_anew_once_what_is_said_is_removed(
    oc: Oc, place: Path, till: Path, loss: Callable[[Path], None]
) -> None:
    loss(place)
    complained = oc("add Bo").complained(5)
    (line,) = [line for line in complained.splitlines() if "to begin anew here, " in line]
    removed, _, moved = line.partition("to begin anew here, ")[2].removeprefix("remove ").partition(" and move ")
    for path in removed.split(" and "):
        assert path in complained
        Path(path).unlink() if Path(path).is_file() else shutil.rmtree(path)
    if moved:
        (place.parent / "backups").rename(till / "elsewhere")
    assert "Made a store" in oc("add Bo").err
    assert "Added" not in oc("show klein").err


def test_another_store_and_the_demo_are_not_taken_for_the_lost_one(oc: Oc, place: Path, till: Path) -> None:
    shutil.move(place, till / "moved.db")
    assert "Margo Klein" in oc(f"--db {till / 'moved.db'} show klein").printed()
    assert [0, 0] == [oc("demo").code, oc("demo").code]
    assert 0 == oc(f"--db {till / 'other.db'} add Bo").code
    assert "oc: hint: where it was moved, --db PATH or OC_DB says where it is" in oc("show klein").complained(5)


def test_a_dry_run_leaves_no_marker(oc: Oc, till: Path) -> None:
    (till / "people.csv").write_text(SQUARE + "Margo,Klein,,,A1,,,\n")
    assert 0 == oc("import", str(till / "people.csv"), "--dry-run").code
    assert [] == list((till / "home").rglob("stores/*"))


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_a_store_has_one_marker_by_whichever_name_it_is_reached(shop: Oc, db: Path, till: Path) -> None:
    link = till / "link.db"
    link.symlink_to(db)
    assert marker.file_of(str(link)) == marker.file_of(str(db))
    shop("serve klein")
    db.unlink()
    assert f"The store is gone, and it was here before: {db}" in shop("serve klein", OC_DB=str(link)).complained(5)


def test_without_a_home_there_is_no_marker_and_all_else_goes_on(oc: Oc, db: Path) -> None:
    assert 0 == oc("add Margo Klein", HOME=os.devnull).code
    assert "Margo" in oc("show klein", HOME=os.devnull).printed()


@pytest.mark.fault(10)
@pytest.mark.parametrize("loss", [deleted, emptied, without_tills, noise, zeroed])
def test_an_owner_is_back_within_two_commands(oc: Oc, place: Path, loss: Callable[[Path], None]) -> None:
    loss(place)
    said = oc("serve klein").complained(5)
    command = next(line for line in said.splitlines() if "oc restore" in line).partition("oc: hint: oc ")[2]
    back = oc(*shlex.split(command.partition(" brings back")[0]), at_terminal=True, stdin="y\n")
    assert "Restored: 2 people" in back.printed_or_said()
    assert "Margo Klein" in oc("serve klein").printed()


@pytest.mark.fault(9, 10)
def test_an_owner_whose_newest_copy_is_damaged_too_is_told_the_next(oc: Oc, place: Path) -> None:
    newest = copy_of(place, reason="asked")
    noise(newest)
    noise(place)
    said = oc("serve klein").complained(5)
    (name,) = (copy.name for copy in copies(place) if copy != newest)
    assert "oc: hint: this brings back the newest copy that is sound, of Sat 21 Nov 2026: " in said
    assert f"oc restore {name}" in said.splitlines()  # to be copied, however narrow the screen is
    assert "Restored: 2 people" in oc(f"restore {name} --yes").printed_or_said()


def foreign(db: Path) -> None:
    db.unlink(missing_ok=True)
    with closing(sqlite3.connect(db)) as made:
        made.execute("CREATE TABLE moz_places (url)")


@pytest.mark.fault(19)
def test_another_programs_file_in_the_stores_place_is_set_aside(shop: Oc, db: Path) -> None:
    copy = copy_of(db)
    foreign(db)
    theirs = db.read_bytes()
    for command in COMMANDS:
        complained = shop(command).complained(5)
        assert "oc: This is a database of another program" in complained
        assert f"oc: hint: oc restore brings back the newest copy, of Sat 21 Nov 2026: {copy}\n" in complained
    answer = shop("restore --yes")
    assert "Restored: 9 people" in answer.printed_or_said()
    aside = db.with_name(f"{db.name}.set-aside-20261121T120000Z")
    assert theirs == aside.read_bytes()
    assert f"The other program’s file is kept: {aside}" in answer.err
    assert "Margo Klein" in shop("serve klein").printed()
    assert shop("forget klein --yes").printed_or_said()


@pytest.mark.fault(19)
def test_another_programs_file_stays_where_nothing_says_that_a_store_was_there(oc: Oc, db: Path, till: Path) -> None:
    stick = till / "stick.db"
    oc("add Margo Klein", OC_DB=str(stick)).printed_or_said()
    foreign(db)
    before = db.read_bytes()
    for command in ("serve klein", f"restore {stick} --yes"):
        complained = oc(command).complained(5)
        assert "oc: This is a database of another program" in complained
        assert "oc restore" not in complained
    assert before == db.read_bytes()


def test_a_store_of_a_newer_program_is_never_set_aside(shop: Oc, db: Path) -> None:
    copy_of(db)
    with closing(sqlite3.connect(db)) as made:
        made.execute("PRAGMA user_version = 99")
    before = beside(db)
    shop("restore --yes").complained(6)
    assert before == beside(db)


def spoil_first_page_of(db: Path, name: str) -> None:
    """Fill the first page of a table or index with noise."""
    with closing(sqlite3.connect(db)) as made:
        ((page, size),) = made.execute(
            "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = ?", (name,)
        )
    pages = db.read_bytes()
    db.write_bytes(pages[: (page - 1) * size] + NOISE.randbytes(size) + pages[page * size :])


@pytest.mark.fault(9)
@pytest.mark.parametrize(
    "where,said",
    [
        (
            "sound",
            "Written since, as far as it can still be read, and NOT in it: 1 person (Bo Diddley c10) and 1 note.",
        ),
        ("deed", "Not in it: what was written since Sat 21 Nov 2026."),
    ],
)
def test_what_a_damaged_store_still_has_is_said_and_comes_over_by_an_export(
    shop: Oc, db: Path, till: Path, where: str, said: str
) -> None:
    copy_of(db)
    shop("add Bo Diddley")
    shop("note --for bo she waits")
    spoil_first_page_of(db, where)
    shop(f"export -o {till / 'rescue.json'}")
    answer = shop("restore --yes")
    shown = " ".join(answer.err.split())
    assert said in shown
    assert "Much of it may still be read: first oc export -o rescue.json; afterwards oc import rescue.json" in shown
    assert "Restored: 9 people" in answer.printed_or_said()
    assert f"What can still be read of it: oc --db {db}.damaged-20261121T120000Z export -o rescue.json; then" in shown
    if where == "sound":
        shop(f"import {till / 'rescue.json'}").printed_or_said()
        assert "she waits" in shop("show bo").printed()


def test_a_log_of_another_store_beside_a_damaged_one_is_never_removed(shop: Oc, db: Path, rows: Rows) -> None:
    other = db.with_name("other.db")
    with closing(sqlite3.connect(other)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE a (b)")
        log = other.with_name("other.db-wal").read_bytes()
    noise(db)
    db.with_name(f"{db.name}-wal").write_bytes(log[: len(log) - 100])
    before = beside(db)
    for command in COMMANDS:
        assert "The store is damaged" in shop(command).complained(5)
    assert before == beside(db)
