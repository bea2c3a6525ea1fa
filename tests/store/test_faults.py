"""What a store and a screen must bear: changes from outside, other disks, another SQLite, and words of any length."""

from __future__ import annotations

import errno
import gc
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from onecustomer.store.database import sqlite
from onecustomer.store.open import open_store
from onecustomer.store.schema import create
from tests.words import Oc, Rows, copies


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE interaction SET day = 'garbage' WHERE kind = 'complaint'",
        "UPDATE interaction SET day = x'00' WHERE kind = 'thanks'",
        "UPDATE interaction SET day = 'garbage' WHERE kind = 'note'",
        "UPDATE customer SET since = '2019' WHERE id = 1",
        "UPDATE fact SET day = ''",
        "UPDATE occasion SET month = 13",
        "UPDATE occasion SET day = 99999999999999",
        "UPDATE occasion SET day = 'second'",
        "UPDATE occasion SET day = 30, month = 2",
        "UPDATE occasion SET year = 2026, yearly = 0, month = 0",
    ],
)
def test_a_day_that_cannot_be_read_is_a_sentence(shop: Oc, rows: Rows, sql: str) -> None:
    shop("edit klein --birthday 11-26")
    for said in ("note", "note --complaint", "note --pin", "thank"):
        shop(f"{said} --for klein secretly")
    rows(sql)
    complained = shop("show klein").complained(5)
    assert "The store has a day that cannot be read" in complained
    assert "oc: hint: oc history" in complained
    assert "secretly" not in complained
    told = shop("history klein").printed()
    assert 4 == told.count("secretly")
    assert shop("show ruiz").printed()


@pytest.mark.parametrize("command", ["show margo", "find klein", "note --for margo hello"])
def test_a_visit_whose_day_cannot_be_read_is_a_sentence(shop: Oc, rows: Rows, command: str) -> None:
    shop("serve klein")
    rows("UPDATE interaction SET day = 'garbage'")
    assert "The store has a day that cannot be read" in shop(command).complained(5)


@pytest.mark.parametrize("column", ["name", "company", "usual_style", "say", "why"])
def test_bytes_in_place_of_text_are_shown_as_well_as_can_be(shop: Oc, rows: Rows, column: str) -> None:
    rows(f"UPDATE customer SET {column} = x'4d61ff' WHERE id = 1")
    for command in ("show c1", "serve klein", "history klein"):
        assert shop(command).printed()
    assert "Ma\ufffd" in shop("show c1 --json").printed().encode().decode("unicode-escape")


def test_a_note_of_bytes_is_shown_as_well_as_can_be(shop: Oc, rows: Rows) -> None:
    shop("note --for klein hello")
    rows("UPDATE interaction SET text = x'68ff'")
    assert "h\ufffd" in shop("show c1").printed()
    assert "h\ufffd" in shop("history c1").printed()


@pytest.mark.parametrize(
    "sql",
    [
        "DROP VIEW counter_person",
        "DROP VIEW counter_handle",
        "DROP TABLE interaction",
        "ALTER TABLE customer DROP COLUMN why",
        "UPDATE customer SET name = CAST(x'ff' AS TEXT)",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = -1",
    ],
)
def test_a_store_that_lost_a_part_is_damaged(shop: Oc, db: Path, rows: Rows, sql: str) -> None:
    if sql.startswith("ALTER"):
        rows("DROP VIEW counter_person")
    rows(sql)
    before = db.read_bytes()
    assert "The store is damaged" in shop("find c1").complained(5)
    assert before == db.read_bytes()
    assert [] == copies(db)


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EACCES])
@pytest.mark.skipif(os.name == "nt", reason="a store is renamed there anyhow")
def test_a_disk_without_hard_links_takes_a_store(
    oc: Oc, db: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    assert 0 == oc("add Margo").code
    assert oc("show margo").printed()
    assert [] == list(db.parent.glob("shop.db.new-*"))


@pytest.mark.skipif(os.name == "nt", reason="a store is renamed there anyhow")
def test_without_hard_links_the_first_terminal_wins_too(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    monkeypatch.setattr(os, "link", refuse)
    before = db.read_bytes()
    create.create(str(db), lambda _: pytest.fail("made another"))
    assert before == db.read_bytes()
    assert [] == list(db.parent.glob("shop.db.new-*"))


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_every_folder_that_is_made_is_its_owners(oc: Oc, till: Path) -> None:
    old = os.umask(0)
    try:
        assert 0 == oc("add Margo", OC_DB=str(till / "one" / "two" / "shop.db")).code
    finally:
        os.umask(old)
    made = [till / "one", till / "one" / "two"]
    assert [0o700, 0o700] == [stat.S_IMODE(folder.stat().st_mode) for folder in made]


def mode(rows: Rows) -> str:
    return str(rows("PRAGMA journal_mode")[0][0])


@pytest.mark.fault(13)
def test_a_store_left_in_wal_is_turned_by_the_first_write_and_by_no_read(
    shop: Oc, db: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAL_IS_SOUND", (99,))
    rows("PRAGMA journal_mode = WAL")
    before = db.read_bytes()
    store = open_store(str(db), lambda _: None)
    assert (2,) == store.connection.execute("PRAGMA synchronous").fetchone()
    store.close()
    assert shop("show klein").printed()
    assert before == db.read_bytes()
    assert "wal" == mode(rows)
    gc.collect()  # what an earlier command left open in this process is another terminal to the store
    assert "Noted" in shop("note --for klein hello").printed()
    assert "delete" == mode(rows)
    store = open_store(str(db), lambda _: None)
    assert (3,) == store.connection.execute("PRAGMA synchronous").fetchone()
    store.close()
    assert "hello" in shop("history klein").printed()


@pytest.mark.usefixtures("shop")
def test_a_mac_empties_the_disks_own_memory_too(db: Path) -> None:
    store = open_store(str(db), lambda _: None)
    assert 1 == store.value("PRAGMA fullfsync") == store.value("PRAGMA checkpoint_fullfsync")
    store.close()


@pytest.mark.fault(14)
def test_a_store_in_wal_that_another_terminal_has_open_is_written_as_it_is_and_turned_later(
    shop: Oc, db: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows("PRAGMA journal_mode = WAL")
    monkeypatch.setattr(sqlite, "WAL_IS_SOUND", (99,))
    other = sqlite3.connect(db)
    other.execute("SELECT count(*) FROM deed").fetchone()
    try:
        assert "Noted" in shop("note --for klein hello").printed()
        assert "wal" == mode(rows)
    finally:
        other.close()
    assert "hello" in shop("history klein").printed()
    gc.collect()  # what an earlier command left open in this process is another terminal to the store
    assert "Noted" in shop("note --for klein again").printed()
    assert "delete" == mode(rows)


def test_a_store_in_delete_keeps_its_mode_and_its_safety_under_a_newer_sqlite(
    shop: Oc, db: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows("PRAGMA journal_mode = DELETE")
    monkeypatch.setattr(sqlite, "WAL_IS_SOUND", (3,))
    store = open_store(str(db), lambda _: None)
    assert (3,) == store.connection.execute("PRAGMA synchronous").fetchone()
    store.close()
    assert shop("note --for klein hello").printed()
    assert "delete" == mode(rows)


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_a_long_name_of_staff_pushes_no_words_out(shop: Oc, rows: Rows, width: str) -> None:
    for said in ("note", "note --pin"):
        shop(f"{said} --for klein paper receipts always")
    for table in ("interaction", "fact"):
        rows(f"UPDATE {table} SET staff = ?", "Maximiliana von und zu " * 4)
    card = shop("show klein", COLUMNS=width).printed()
    assert 2 == card.count("paper rec")
    assert all(len(line) <= int(width) for line in card.splitlines())


def test_the_history_has_what_the_card_leaves_out_and_no_number_of_another_system(shop: Oc, rows: Rows) -> None:
    shop("edit klein --nick Mar --card 9001")
    rows("INSERT INTO handle (customer_id, deed_id, kind, value) VALUES (1, 1, 'source', 'square:A1')")
    told = shop("history klein").printed()
    words = [line.split(maxsplit=2) for line in map(str.strip, told.splitlines()) if line.startswith("always")]
    assert ["always", "phone", "+1 212 555 0143"] in words
    assert ["always", "email", "margo.klein@example.com"] in words
    assert ["always", "card", "9001"] in words
    assert ["always", "nick", "Mar"] in words
    assert "square:A1" not in told
    for command in ("show klein", "show klein --json"):
        assert "0143" not in shop(command).printed()


def test_29_february_without_a_year_is_the_last_there_was(shop: Oc) -> None:
    assert "Thu 29 Feb 2024" in shop("note --for klein --on '29 Feb' hello").printed()
