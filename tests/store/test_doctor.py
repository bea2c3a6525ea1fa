"""`oc doctor`: a line for each thing, what is wrong in front; it answers whatever is wrong, and changes no byte."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.store import kinds
from onecustomer.store.current import FOLDER
from tests.bench.bit_flips import copy
from tests.store.findings import hashes, wrong
from tests.words import PAYLOADS, TODAY, Oc, Rows, assert_harmless, at, locked, older_store

CHECKS = {
    *("store", "index", "sensitive", "unfinished", "journal", "copy", "files", "writing", "place"),
    *("room", "clock", "left", "versions"),
}


def test_of_a_shop_that_is_well_each_thing_is_said_and_nothing_is_wrong(shop: Oc, db: Path) -> None:
    shop("note --for klein is diabetic")
    copy(db, TODAY)
    before = hashes(db.parent)
    said = shop("doctor").printed().splitlines()
    assert "ok   The store is sound: 9 people, 1 entry (442 kB)." == said[0]
    assert "Nothing is wrong." == said[-1]
    assert any(row.startswith("ok   1 copy, the newest of 21 Nov, as it was made; kept until 21 Dec.") for row in said)
    found = {one["check"]: one for one in json.loads(shop("doctor --deep --json").printed())["doctor"]}
    assert {*CHECKS, "entries"} == set(found)
    assert {"texts": 1, "health": 1} == found["sensitive"]["values"]
    assert (9, 1) == (found["store"]["values"]["people"], found["store"]["values"]["entries"])
    assert before == hashes(db.parent)


def test_what_is_wrong_stands_in_front_and_how_much_at_the_end(shop: Oc, db: Path) -> None:
    db.chmod(0o644)
    said = shop("doctor", COLUMNS="40")
    rows = said.out.splitlines()
    assert 5 == said.code
    assert "" == said.err
    assert "!    There is no copy of the store. oc" == rows[0]
    assert max(len(row) for row in rows if str(db) not in row) <= 40  # a path stands whole: it is to be typed
    assert " ".join(rows[-2:]).endswith("2 things are wrong: the copy, who may open the files.")


def test_an_old_copy_is_wrong_only_where_more_was_written_since(shop: Oc, db: Path) -> None:
    copy(db, TODAY)
    assert {} == wrong(shop("doctor --json", OC_NOW=at("2026-12-10")))
    shop("note --for klein hello", OC_NOW=at("2026-11-22"))
    assert {} == wrong(shop("doctor --json", OC_NOW=at("2026-11-22")))
    said = wrong(shop("doctor --json", OC_NOW=at("2026-11-23")))
    assert {"copy": "No copy since 21 Nov. oc backup makes one now"} == said


def test_an_empty_shop_has_nothing_wrong(oc: Oc, db: Path) -> None:
    assert {} == wrong(oc("doctor --json"))
    assert not db.exists()
    assert [] == [path for path in db.parent.iterdir() if path.name != "home"]


@pytest.mark.fault(9)
@pytest.mark.parametrize("damage", ["header", "page", "truncated", "text"])
def test_of_a_damaged_store_all_is_said_that_can_be(shop: Oc, db: Path, damage: str) -> None:
    copy(db, TODAY)
    whole = db.read_bytes()
    damaged = {
        "header": b"\0" * 100 + whole[100:],
        "page": whole[:8192] + os.urandom(len(whole) // 2) + whole[8192 + len(whole) // 2 :],
        "truncated": whole[: len(whole) // 3],
        "text": b"just a text file, which is no database at all. " * 50,
    }
    db.write_bytes(damaged[damage])
    before = hashes(db.parent)
    for command in ("doctor --json", "doctor --deep --json", "doctor --fix --json"):
        said = wrong(shop(command))
        assert "damaged" in said["store"] or "another program" in said["store"]
        assert {"store"} == set(said) - {"entries", "index"}
    assert before == hashes(db.parent)


@pytest.mark.fault(15, 19)
def test_a_newer_store_and_another_programs_are_told_apart_and_left_alone(shop: Oc, db: Path, rows: Rows) -> None:
    copy(db, TODAY)
    rows("PRAGMA user_version = 999")
    assert "The store has schema 999" in wrong(shop("doctor --json"))["store"]
    other = db.with_name("other.db")
    with closing(sqlite3.connect(other)) as made:
        made.execute("CREATE TABLE bookmarks (url TEXT)")
    other.chmod(0o644)
    before = hashes(db.parent)
    said = wrong(shop("doctor --fix --json", OC_DB=str(other)))
    assert ["store"] == list(said)
    assert "database of another program" in said["store"]
    assert (before, 0o644) == (hashes(db.parent), other.stat().st_mode & 0o777)


def test_an_older_store_is_looked_at_and_not_migrated(shop: Oc, db: Path) -> None:
    old = older_store(db, 5, "deed", "customer", "interaction")
    old.chmod(0o600)
    before = old.read_bytes()
    said = shop("doctor --json", OC_DB=str(old))
    assert {"copy"} == set(wrong(said))
    assert "the next command brings it up to date" in said.out
    assert before == old.read_bytes()


@pytest.mark.fault(10)
def test_a_store_that_is_gone_is_said_to_be(shop: Oc, db: Path) -> None:
    shop("serve klein")
    copy(db, TODAY)
    db.unlink()
    assert "The store is gone" in wrong(shop("doctor --json"))["store"]
    assert not db.exists()


def test_a_locked_store_is_waited_for_and_then_said_to_be_locked(
    shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onecustomer.store.checks.reading.PATIENCE", 0.01)
    copy(db, TODAY)
    with locked(db):
        assert "kept the store locked" in wrong(shop("doctor --json"))["store"]


@pytest.mark.fault(8)
@pytest.mark.usefixtures("shop")
def test_a_read_only_store_is_looked_at(read_only: Oc) -> None:
    said = wrong(read_only("doctor --deep --json"))
    assert {"copy", "files", "writing"} == set(said)
    assert "its owner must do that" in wrong(read_only("doctor --fix --json"))["files"]


@pytest.mark.fault(26)
def test_a_second_name_is_said(shop: Oc, db: Path) -> None:
    os.link(db, db.with_name("second.db"))
    assert "has a second name" in wrong(shop("doctor --json"))["store"]


@pytest.mark.fault(13)
@pytest.mark.parametrize(
    "version,mode,is_right", [((3, 40, 1), "delete", True), ((3, 40, 1), "wal", False), ((3, 51, 3), "wal", True)]
)
def test_the_journal_is_said_and_why(
    shop: Oc, db: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], mode: str, is_right: bool
) -> None:
    rows(f"PRAGMA journal_mode = {mode}")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    found = json.loads(shop("doctor --json").out)["doctor"]
    (journal,) = [one for one in found if one["check"] == "journal"]
    assert is_right == journal["is_right"]
    assert f"journal {mode}, synchronous {'FULL' if mode == 'wal' else 'EXTRA'}" in journal["says"]
    assert "SQLite" in journal["says"] and ("3.51.3" in journal["says"]) == (version < (3, 51, 3))


@pytest.mark.fault(18)
def test_a_rhythm_of_a_day_to_which_the_clock_went_back_is_no_fault_of_the_index(shop: Oc, db: Path) -> None:
    shop("serve klein", OC_NOW=at("2026-11-25"))
    shop("note --for klein hello", OC_NOW=at("2026-11-21"))
    copy(db, dt.date(2026, 11, 26))
    shop("remember wedding 12-01 --for klein", OC_NOW=at("2026-11-26"))
    assert {} == wrong(shop("doctor --json", OC_NOW=at("2026-11-26")))


@pytest.mark.fault(18)
def test_a_clock_that_is_behind_what_was_written_or_before_2020_is_said(shop: Oc, db: Path) -> None:
    copy(db, TODAY)
    shop("serve klein", OC_NOW=at("2026-11-24"))
    assert "The last write has the day 2026-11-24" in wrong(shop("doctor --json"))["clock"]
    assert "Thu 1 Jan 1970" in wrong(shop("doctor --json", OC_NOW=at("1970-01-01")))["clock"]


@pytest.mark.fault(25)
def test_a_synced_folder_and_what_it_made_two_of_are_said(shop: Oc, db: Path) -> None:
    folder = db.with_name("Dropbox")
    folder.mkdir(mode=0o700)
    for name in ("shop.db", "shop (conflicted copy).db"):
        (folder / name).touch(mode=0o600)
        (folder / name).write_bytes(db.read_bytes())
    said = shop("doctor --json", OC_DB=str(folder / "shop.db"))
    assert "place" in wrong(said)
    assert "a folder that Dropbox syncs" in said.out and "shop (conflicted copy).db" in said.out


def test_too_little_room_is_said(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy(db, TODAY)
    monkeypatch.setattr("onecustomer.store.health.room.RESERVE", 10**15)
    assert "make some room" in wrong(shop("doctor --json"))["room"]


@pytest.mark.fault(54)
@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_what_others_may_open_is_named_and_mended(shop: Oc, db: Path) -> None:
    shop("serve klein")
    made = Path(copy(db, TODAY))
    tills = Path(f"{db}{FOLDER}")
    (till,) = tills.iterdir()
    names = {db: 0o600, made: 0o600, Path(f"{made}.sha256"): 0o600, made.parent: 0o700, tills: 0o700, till: 0o600}
    for path, mode in names.items():
        path.chmod(mode | 0o055)
    said = wrong(shop("doctor --json"))["files"]
    assert [] == [path for path in names if f"{path.name} (" not in said]
    assert {} == wrong(shop("doctor --fix --json"))
    assert list(names.values()) == [path.stat().st_mode & 0o777 for path in names]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
@pytest.mark.parametrize("is_folder", [True, False])
def test_what_is_not_ours_keeps_its_mode(shop: Oc, db: Path, is_folder: bool) -> None:
    backups = db.with_name("backups")
    if is_folder:
        backups.mkdir()
        copy(db, TODAY)
    inside = [backups / "photos.zip", backups / f"{db.name}.2026-11-21.txt", backups / f"{db.name}.plan"]
    theirs = [*(inside if is_folder else [backups]), *(Path(f"{db}{end}") for end in (".notes.txt", ".mysql-dump.gz"))]
    for one in theirs:
        one.touch()
        one.chmod(0o644)
    backups.chmod(0o755)
    said = shop("doctor --fix --json")
    assert {} == {check: what for check, what in wrong(said).items() if check != "copy"}
    assert 0o755 == backups.stat().st_mode & 0o777
    assert {0o644} == {one.stat().st_mode & 0o777 for one in theirs if one != backups}
    assert is_folder == ("the folder of copies, which has 3 things of others in it" in said.out)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_store_that_is_a_groups_by_choice_is_left_so(shop: Oc, db: Path) -> None:
    folder = db.with_name("shared")
    folder.mkdir()
    folder.chmod(0o2770)
    store = folder / "shop.db"
    store.write_bytes(db.read_bytes())
    store.chmod(0o660)
    assert "files" not in wrong(shop("doctor --fix --json", OC_DB=str(store)))
    assert 0o660 == store.stat().st_mode & 0o777
    store.chmod(0o664)
    assert "shop.db (664)" in wrong(shop("doctor --json", OC_DB=str(store)))["files"]


def test_what_killed_programs_left_is_named_and_removed(shop: Oc, db: Path) -> None:
    made = copy(db, TODAY)
    chance = "0123456789abcdef"
    ends = (f"{db}.new-{chance}", f"{db}.new-{chance}-journal", f"{made}.sha256.new-{chance}", f"{db}.stdin-{chance}")
    old = [Path(end) for end in ends]
    young = Path(f"{db}.new-fedcba9876543210")
    theirs = [Path(f"{db}.new-plan.txt"), Path(f"{db}.stdin-notes.txt"), Path(f"{db}.new-{chance}.txt")]
    for left in (*old, young, *theirs):
        left.touch(mode=0o600)
    for left in (*old, *theirs):
        os.utime(left, (time.time() - 7200, time.time() - 7200))
    said = wrong(shop("doctor --json"))["left"]
    assert [] == [left for left in old if left.name not in said]
    assert [] == [left for left in (young, *theirs) if f"{left.name}," in said or f"{left.name}." in said]
    assert {} == wrong(shop("doctor --fix --json"))
    assert [young, *theirs] == [left for left in (*old, young, *theirs) if left.exists()]


def test_what_is_not_finished_is_said(shop: Oc, db: Path, rows: Rows) -> None:
    copy(db, TODAY)
    rows("INSERT INTO erasure VALUES (?, '2026-11-21')", "0" * 32)
    assert "oc tidy" in wrong(shop("doctor --json"))["unfinished"]
    rows("DELETE FROM erasure")
    rows(f"UPDATE deed SET unfinished = '{kinds.IMPORT} x', verb = '{kinds.IMPORT}', file = 'a.csv' WHERE id = 1")
    said = wrong(shop("doctor --json"))["unfinished"]
    assert "The import of a.csv" in said and "the same command finishes it" in said


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM search_key WHERE customer_id = 1 AND folded = 'klein'",
        "INSERT INTO search_key VALUES (4, 'smith', 2)",
        "UPDATE rhythm SET last_day = last_day - 9 WHERE customer_id = 3",
        "DELETE FROM rhythm WHERE customer_id = 3",
        "DELETE FROM fragment WHERE rowid IS NULL OR text = 'klei'",
        "DELETE FROM sound WHERE word = 'klein'",
        "INSERT INTO fragment VALUES ('smth', 'smith')",
    ],
)
def test_what_finds_people_is_compared_with_their_rows_and_made_anew(
    shop: Oc, db: Path, rows: Rows, damage: str
) -> None:
    copy(db, TODAY)
    rows(damage.replace("rowid IS NULL OR ", ""))
    assert {"index"} == set(wrong(shop("doctor --json")))
    assert {} == wrong(shop("doctor --fix --json"))
    assert {} == wrong(shop("doctor --deep --json"))


def test_rows_of_nobody_are_said(shop: Oc, db: Path, rows: Rows) -> None:
    copy(db, TODAY)
    rows("UPDATE handle SET customer_id = 999 WHERE id = 1")
    assert "1 of handle" in wrong(shop("doctor --json"))["rows"]


def test_no_name_draws_on_the_screen(shop: Oc, db: Path, rows: Rows) -> None:
    shop("note --for klein hello")
    copy(db, TODAY)
    payload = "".join(PAYLOADS.values())
    rows("UPDATE customer SET name = ?", f"{payload} Margo")
    rows("UPDATE interaction SET text = ?", payload)
    rows("UPDATE deed SET unfinished = 'import x', file = ? WHERE id = 1", payload)
    for command in ("doctor", "doctor --deep", "doctor --deep --json"):
        assert_harmless(shop(command))


def test_letters_that_are_none_are_no_reason_to_fail(shop: Oc, db: Path, rows: Rows) -> None:
    shop("note --for klein hello")
    copy(db, TODAY)
    rows("UPDATE interaction SET text = CAST(x'ff41' AS TEXT)")
    rows("UPDATE customer SET company = CAST(x'ff41' AS TEXT) WHERE id = 1")
    assert {"entries", "index"} == set(wrong(shop("doctor --deep --json")))


@pytest.mark.parametrize("path", ["postgresql://shop@db/customers", "/", "/nowhere/at/all/shop.db", "/dev/null"])
def test_whatever_the_path_is_it_answers(oc: Oc, path: str) -> None:
    assert {"store"} >= set(wrong(oc("doctor --fix --deep --json", OC_DB=path)))


def test_the_demo_needs_no_copy(oc: Oc) -> None:
    oc("demo")
    assert "The demo has no copies." in oc("demo doctor").printed()


def test_another_store_at_the_default_place_is_said(oc: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    oc("add Jim")
    with monkeypatch.context() as here:
        here.delenv("OC_DB")
        oc("add Margo")
    copy(db, dt.date(2026, 11, 21))
    assert "There is another store at the default place" in oc("doctor").printed()
