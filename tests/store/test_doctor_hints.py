"""What `oc doctor` says is to be done: what brings a store back, what is put right first, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.store.copies import digest
from tests.bench.bit_flips import copy
from tests.store.findings import hashes, of, wrong
from tests.words import TODAY, Oc, Rows, at, nobody

CHANGED_INDEX = """
    CREATE INDEX of_day ON deed (at);
    PRAGMA writable_schema = ON;
    UPDATE sqlite_master SET sql = 'CREATE INDEX of_day ON deed (verb)' WHERE name = 'of_day';
"""
"""Makes an index that has other words than its table, which SQLite sees where it compares both only."""


@pytest.mark.fault(9)
@pytest.mark.parametrize("damage", ["header", "rows", "gone"])
def test_what_brings_a_store_back_is_said_as_every_command_says_it(shop: Oc, db: Path, rows: Rows, damage: str) -> None:
    older, newest = copy(db, dt.date(2026, 11, 20)), copy(db, TODAY)
    if damage == "header":
        db.write_bytes(b"\0" * 100 + db.read_bytes()[100:])
    elif damage == "rows":
        rows("UPDATE handle SET customer_id = 999 WHERE id = 1")
    else:
        db.unlink()
    (one,) = of(shop("doctor --json"), "rows" if damage == "rows" else "store")
    assert f"oc restore brings back the newest copy, of Sat 21 Nov 2026: {newest}" == one["next"].splitlines()[0]
    Path(newest).write_bytes(b"\0" * 100)
    (one,) = of(shop("doctor --json"), one["check"])
    assert f"oc restore {Path(older).name}" in one["next"]
    said = shop("doctor", COLUMNS="40")
    assert f"\n     {older}\n" in said.out or f" {older}\n" in said.out


@pytest.mark.fault(12)
def test_what_finds_people_does_not_follow_a_name_that_nobody_changed(shop: Oc, db: Path, rows: Rows) -> None:
    copy(db, TODAY)
    rows("UPDATE customer SET name = 'Margo Kleim' WHERE id = 1")
    rows("DELETE FROM search_key WHERE customer_id = 3")
    (before,) = of(shop("doctor --json"), "index")
    assert before["next"].startswith("oc doctor --deep ")
    fixed = shop("doctor --fix --json")
    assert "name or details of c1" in wrong(fixed)["entries"]
    (index,) = of(fixed, "index")
    assert ["c1"] == index["values"]["keys"]
    assert "oc doctor --deep" in index["next"]
    assert "Margo Kleim" in shop("find klein").out
    shop("edit c1 --name 'Margo Klein'")
    assert {} == wrong(shop("doctor --fix --json"))


@pytest.mark.fault(12)
def test_without_a_good_copy_what_finds_people_is_made_anew(shop: Oc, db: Path, rows: Rows) -> None:
    Path(copy(db, TODAY)).write_bytes(b"\0" * 100)
    rows("UPDATE customer SET name = 'Margo Kleim' WHERE id = 1")
    assert {"copy"} == set(wrong(shop("doctor --fix --json")))


@pytest.mark.fault(8)
@pytest.mark.usefixtures("shop")
def test_a_store_that_cannot_be_written_to_is_said_to_be_so(read_only: Oc) -> None:
    said = wrong(read_only("doctor --json"))["writing"]
    assert "shop.db" in said
    assert "for the right to write" in said


@pytest.mark.fault(8)
@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
@pytest.mark.parametrize("place", ["store", "folder", "copies"])
def test_each_place_that_cannot_be_written_to_is_named(shop: Oc, db: Path, place: str) -> None:
    folder = Path(copy(db, TODAY)).parent
    where = {"store": db, "folder": db.parent, "copies": folder}[place]
    for path in (db, db.parent, folder, *db.parent.parents[:3]):
        path.chmod(path.stat().st_mode & 0o7777 | (0o077 if path in (db, db.parent, folder) else 0o011))
    shop("doctor")
    where.chmod(0o555 if where.is_dir() else 0o444)
    before = hashes(db.parent)
    with nobody():
        said = shop("doctor --json")
    assert [str(where)] == of(said, "writing")[0]["values"]["denied"]
    assert before == hashes(db.parent)
    where.chmod(0o777)


@pytest.mark.fault(12)
@pytest.mark.parametrize("is_deep", [False, True])
def test_a_damaged_copy_is_called_so_and_the_next_is_looked_at(shop: Oc, db: Path, is_deep: bool) -> None:
    oldest, older, newest = (Path(copy(db, dt.date(2026, 11, day))) for day in (19, 20, 21))
    for bad in (older, newest):
        Path(f"{bad}{digest.END}").unlink()
        whole = bad.read_bytes()
        bad.write_bytes(whole[:8192] + b"\xa5" * 8192 + whole[16384:])
    said = of(shop(f"doctor --json {'--deep' if is_deep else ''}"), "copy")
    assert [str(newest), str(older)] == [one["values"].get("file") for one in said[:2]]
    assert str(oldest) == said[2]["values"]["newest"]
    assert f"oc restore {oldest.name}\n" in shop(f"restore {newest.name} --yes").err


@pytest.mark.fault(19)
def test_what_restore_refuses_is_called_no_good_copy(shop: Oc, db: Path, rows: Rows) -> None:
    older = copy(db, dt.date(2026, 11, 20))
    newer, text, index = (Path(copy(db, TODAY)) for _ in range(3))
    content = bytearray(newer.read_bytes())
    content[60:64] = (999).to_bytes(4)  # the schema: https://sqlite.org/fileformat.html
    newer.write_bytes(content)
    text.write_text("just a text, and no database at all. " * 50)
    with closing(sqlite3.connect(index)) as damaged:
        damaged.executescript(CHANGED_INDEX)
    for one in (newer, text, index):
        digest.write(str(one), digest.of(str(one)))
    said = of(shop("doctor --json"), "copy")
    assert [False, False, False] == [one["is_right"] for one in said[:3]]
    assert older == said[3]["values"]["newest"]
    for one in (newer, text, index):
        assert shop(f"restore {one.name} --yes").code in (5, 6)


def test_copies_past_their_time_are_named_with_what_removes_them(shop: Oc, db: Path) -> None:
    old, newest = Path(copy(db, TODAY)), Path(copy(db, TODAY))
    assert "Past" not in shop("doctor", OC_NOW=at("2026-12-21")).out
    said = of(shop("doctor --json", OC_NOW=at("2026-12-22")), "copy")
    assert ["oc tidy removes them"] == [one["next"] for one in said if f" {old.name}." in one["says"]]
    assert "the newest of 21 Nov, as it was made; kept until there is a newer one." in said[0]["says"]
    assert 0 == shop("tidy --yes", OC_NOW=at("2026-12-22")).code
    assert (False, True) == (old.exists(), newest.exists())


@pytest.mark.fault(18)
def test_a_copy_of_a_day_that_is_yet_to_come_is_said(shop: Oc, db: Path) -> None:
    ahead = Path(copy(db, dt.date(2036, 11, 21)))
    copy(db, TODAY)
    assert ahead.name in wrong(shop("doctor --json"))["clock"]
    assert "clock" not in wrong(shop("doctor --json", OC_NOW=at("2036-11-21")))


@pytest.mark.fault(18)
def test_a_clock_that_is_far_behind_the_last_write_may_be_wrong(shop: Oc, db: Path) -> None:
    copy(db, TODAY)
    said = {day: of(shop("doctor --json", OC_NOW=at(day)), "clock")[0]["says"] for day in ("2027-01-15", "2027-06-01")}
    assert [False, True] == ["is its clock right?" in says for says in said.values()]


def test_a_hint_that_names_another_store_has_one_prefix(oc: Oc, db: Path) -> None:
    folder = db.with_name("v9")
    folder.mkdir()
    foreign = db.with_name("foreign.db")
    foreign.write_bytes(b"SQLite format 3\0" + b"\0" * 200)
    for path in (folder, foreign):
        said = oc(f"--db {path} doctor")
        assert 5 == said.code
        assert "oc --db " in " ".join(said.out.split())
        assert f"--db {path} --db" not in " ".join(said.out.split())
