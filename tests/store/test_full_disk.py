"""A disk that is full: said, nothing is taken for kept or done that is not, and what was read goes on being read."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onecustomer.store.database.faults import error_of
from onecustomer.store.erasure import finish
from onecustomer.store.health import room
from tests.words import Oc, Rows

resource = pytest.importorskip("resource", reason="Windows has no such limit")

FULL = "The disk is full or failing; this was NOT saved."


@contextmanager
def full(most: int = 0) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as where the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.fault(5)
@pytest.mark.parametrize("most", [0, 4096])
def test_what_finds_no_room_is_said_not_to_be_saved(shop: Oc, db: Path, rows: Rows, most: int) -> None:
    before = rows("SELECT count(*) FROM deed")
    with full(most):
        for command in ("note --for klein zip broke", "thank --for klein for waiting", "add Bo", "edit klein --role x"):
            said = shop(command).complained(5)
            assert FULL in said
            assert f"free some space in {db.parent}" in said
    assert before == rows("SELECT count(*) FROM deed")
    assert "Noted" in shop("note --for klein zip broke").printed()


@pytest.mark.fault(5)
@pytest.mark.parametrize("name", ["FULL", *(name for name in dir(sqlite3) if name.startswith("SQLITE_IOERR"))])
def test_every_way_in_which_a_disk_fails_is_one(tmp_path: Path, name: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{name.removeprefix('SQLITE_')}")
    assert FULL == str(error_of(error, str(tmp_path / "shop.db")))


@pytest.mark.fault(5)
def test_what_is_read_is_read_on_a_full_disk(shop: Oc) -> None:
    commands = "show klein", "find klein", "history klein", "today", "export"
    before = [shop(command).printed() for command in commands]
    with full():
        assert before == [shop(command).printed() for command in commands]
        served = shop("serve klein")
    assert (0, "Margo Klein") == (served.code, served.out[:11])
    assert "The visit is not logged." in served.err


@pytest.mark.fault(5)
@pytest.mark.parametrize("most", [0, 4096])
def test_a_copy_or_a_restore_that_finds_no_room_is_not_said_to_be_unsaved(shop: Oc, db: Path, most: int) -> None:
    shop("backup")
    before = db.read_bytes()
    with full(most):
        assert "The disk is full or failing; no copy was made." in shop("backup").complained(5)
        assert "The disk is full or failing; nothing was restored." in shop("restore --yes").err
    assert before == db.read_bytes()


@pytest.mark.fault(6)
def test_an_erasure_that_finds_no_room_is_not_done(shop: Oc, rows: Rows) -> None:
    with full():
        said = shop("forget klein --yes").complained(5)
    assert said.startswith("oc: The erasure is NOT done. The disk is full or failing.\n")
    assert [("Margo Klein",)] == rows("SELECT name FROM customer WHERE id = 1")
    assert "Erased on" in shop("forget klein --yes").out


@pytest.mark.fault(6)
def test_an_erasure_that_the_disk_fills_up_under_leaves_traces_and_is_finished_later(
    shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop("note --for klein only at the counter of marble")
    finishes = finish.finish

    def with_no_room(*words: object) -> None:
        with full():
            finishes(*words)  # type: ignore[arg-type]

    with monkeypatch.context() as here:
        here.setattr("onecustomer.store.erasure.finish.finish", with_no_room)
        complained = shop("forget klein --yes").complained(5)
    assert "Erased from view; traces remain." in complained
    assert "NOT" not in complained
    with full():
        assert 3 == shop("show klein").code
        assert finish.UNFINISHED in shop("note --for jim hello").err
    assert finish.FINISHED in shop("note --for jim hello").err
    assert b"marble" not in db.read_bytes()


@pytest.mark.fault(6)
def test_what_is_past_its_time_is_not_done_either_on_a_full_disk(shop: Oc) -> None:
    shop("note --for klein zip broke")
    with full():
        said = shop("tidy --yes", OC_NOW="2030-01-01T12:00:00+00:00")
    assert 5 == said.code
    assert "Erased: " not in said.out
    assert "The erasure is NOT done." in said.err


@pytest.mark.fault(6)
@pytest.mark.parametrize("free,is_said", [(room.RESERVE - 1, True), (room.RESERVE, False)])
@pytest.mark.parametrize("command", ["today", "tidy", "forget jim --yes"])
def test_below_the_reserve_it_is_said(
    shop: Oc, monkeypatch: pytest.MonkeyPatch, command: str, free: int, *, is_said: bool
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(free, 0, free))  # type: ignore[attr-defined]
    answer = shop(command)
    assert 0 == answer.code
    assert is_said == ("oc: Only 49 MB are free where the store is" in answer.err)


@pytest.mark.fault(6)
def test_room_is_that_of_the_disk_where_a_store_is_to_be(tmp_path: Path) -> None:
    assert room.free(str(tmp_path / "not" / "made" / "yet.db"))
    assert room.free(str(tmp_path / "shop.db"))


@pytest.mark.fault(7)
@pytest.mark.parametrize("most", [0, 4096, 200_000])
def test_a_first_start_on_a_full_disk_leaves_nothing(oc: Oc, db: Path, most: int) -> None:
    before = set(db.parent.iterdir())
    with full(most):
        said = oc("add Margo Klein").complained(5)
    assert FULL in said
    assert f"free some space in {db.parent}," in said
    assert before == set(db.parent.iterdir())
    assert 0 == oc("add Margo Klein").code
    assert "Margo Klein" in oc("find klein").printed()


@pytest.mark.fault(7)
def test_an_empty_file_is_no_store_and_one_is_made_in_its_place(oc: Oc, db: Path) -> None:
    db.touch()
    assert "an empty file" in oc("show klein").complained(5)
    assert 0 == oc("add Margo Klein").code
    assert "Margo Klein" in oc("find klein").printed()
