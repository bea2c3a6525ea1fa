"""What another till, a second name or a failing disk does to a command: it waits with a word, or says what is so."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.errors import StoreError
from onecustomer.store.database.faults import damaged, error_of
from onecustomer.store.open import open_store
from tests.words import WAITING, AtOnce, Oc, Rows, locked


@pytest.mark.fault(21)
@pytest.mark.usefixtures("shop")
def test_a_newcomer_is_added_by_one_of_two_tills(oc: Oc, at_once: AtOnce, rows: Rows) -> None:
    first, second = sorted(at_once("add Nora Newcomer", "add 'Nora Newcomer'"), key=lambda ran: ran.code)
    assert "Added Nora Newcomer" in first.out
    assert "another till has just added Nora Newcomer" in second.err
    assert (0, 1) == (first.code, second.code)
    assert [(1,)] == rows("SELECT count(*) FROM customer WHERE name = 'Nora Newcomer'")
    assert "Added" in oc("add 'Nora Newcomer' --yes").printed()


@pytest.mark.fault(22)
def test_a_write_that_waits_for_a_reader_says_so(shop: Oc, db: Path, rows: Rows) -> None:
    """COMMIT waits until nobody reads."""
    with closing(sqlite3.connect(db, isolation_level=None, check_same_thread=False)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM customer").fetchone()
        later = threading.Timer(1.5, lambda: reader.execute("COMMIT"))
        later.start()
        noted = shop("note --for klein zip broke")
        later.join()
    assert (0, "Noted for Margo Klein: zip broke\n", WAITING) == (noted.code, noted.out, noted.err)
    assert [("zip broke",)] == rows("SELECT text FROM interaction WHERE kind = 'note'")


@pytest.mark.fault(3, 22)
@pytest.mark.usefixtures("hurried")
def test_a_write_that_a_reader_never_lets_through_is_not_kept(shop: Oc, db: Path, rows: Rows) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM customer").fetchone()
        assert "nothing was written" in shop("note --for klein zip broke").complained(5)
    assert [] == rows("SELECT text FROM interaction WHERE kind = 'note'")


@pytest.mark.fault(26)
@pytest.mark.skipif(not hasattr(os, "link"), reason="this system has no hard links")
def test_a_store_of_two_names_is_refused_under_both(shop: Oc, db: Path) -> None:
    other = db.with_name("other.db")
    os.link(db, other)
    before = db.read_bytes()
    for path in (db, other):
        for command in ("show klein", "note --for klein hello", "serve klein"):
            assert "has a second name" in shop(command, OC_DB=str(path)).complained(5)
    assert before == db.read_bytes()
    other.unlink()
    assert shop("show klein").printed()


@pytest.mark.fault(26)
@pytest.mark.skipif(not hasattr(os, "link"), reason="this system has no hard links")
def test_a_second_name_of_a_moment_is_waited_for(shop: Oc, db: Path) -> None:
    """A new store gets its name by a link, and has two until its draft is gone."""
    draft = db.with_name("draft")
    os.link(db, draft)
    later = threading.Timer(0.05, draft.unlink)
    later.start()
    assert shop("show klein").printed()
    later.join()


@pytest.mark.fault(11)
def test_where_a_journal_stands_beside_it_is_said_that_it_must_stay(tmp_path: Path) -> None:
    store, journal = tmp_path / "shop.db", tmp_path / "shop.db-journal"
    assert "journal" not in damaged(str(store)).hint
    journal.touch()
    assert f"{journal} must stay beside it" in damaged(str(store)).hint


def fault(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("fault")
    error.sqlite_errorcode = code
    return error


@pytest.mark.fault(5, 8)
@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY])
@pytest.mark.parametrize("has_journal", [False, True])
def test_of_a_read_nobody_is_told_that_it_was_not_saved(tmp_path: Path, code: int, *, has_journal: bool) -> None:
    if has_journal:
        (tmp_path / "shop.db-journal").touch()
    error = error_of(fault(code), str(tmp_path / "shop.db"), is_write=False)
    assert "NOT saved" not in str(error)
    assert "written" not in str(error)
    assert has_journal == ("cut short" in str(error))


def test_damage_in_the_words_of_an_error_is_damage(tmp_path: Path) -> None:
    error = error_of(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), str(tmp_path / "shop.db"))
    assert "The store is damaged" in str(error)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE customer SET since = 12",
        "UPDATE customer SET since = x'ff'",
        "UPDATE customer SET added = 5",
        "UPDATE customer SET added = x'ff'",
        "UPDATE customer SET every = 'often'",
        "UPDATE customer SET every = x'ff'",
        "UPDATE customer SET every = -1",
        "UPDATE fact SET day = 7",
        "UPDATE fact SET day = x'ff'",
        "UPDATE deed SET before = x'ff'",
        "UPDATE deed SET before = 7",
    ],
)
def test_what_was_changed_outside_is_a_card_or_a_sentence(shop: Oc, rows: Rows, sql: str) -> None:
    shop("note --pin --for klein no wool")
    rows(sql)
    for command in ("show klein", "history klein", "today", "note --for klein hello", "edit klein --role x", "undo"):
        answer = shop(command)
        assert answer.code in (0, 5), (command, answer)
        assert "went wrong" not in answer.err


@pytest.mark.fault(22)
def test_waiting_ends(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onecustomer.store.database.connection.GIVE_UP_AFTER_MS", 300)
    with closing(sqlite3.connect(db, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert "kept the store locked" in shop("note --for klein hello").complained(5)
        assert time.monotonic() - began < 5


@pytest.mark.fault(8)
@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_write_cut_short_that_this_user_may_not_finish_is_said_to_be_that(oc: Oc, shop: Oc, db: Path) -> None:
    shop("show klein")  # loads what only root may read, where root runs this
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "shop.db"
        with closing(sqlite3.connect(db, isolation_level=None)) as writer:
            writer.execute("PRAGMA cache_size = 1")
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("DELETE FROM short_form")  # more than the cache holds, so that some of it is on the disk
            for name in ("shop.db", "shop.db-journal"):
                copy.with_name(name).write_bytes(db.with_name(name).read_bytes())
            writer.execute("ROLLBACK")
        for file in Path(folder).iterdir():
            file.chmod(0o444)
        Path(folder).chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            said = oc("show klein", OC_DB=str(copy)).complained(5)
        finally:
            os.seteuid(user)
            Path(folder).chmod(0o755)
        assert "NOT saved" not in said
        assert f"{copy}-journal must stay until then" in said
        for file in Path(folder).iterdir():
            file.chmod(0o644)
        assert "Margo Klein" in oc("show klein", OC_DB=str(copy)).printed()


@pytest.mark.usefixtures("hurried")
def test_a_write_that_could_not_begin_leaves_reads_what_they_are(shop: Oc, db: Path) -> None:
    shop("show klein")
    with closing(open_store(str(db), lambda _: None)) as store:
        with locked(db, "IMMEDIATE"), pytest.raises(StoreError), store.writing():
            pytest.fail("nobody may write now")
        assert not store.is_writing


@pytest.mark.fault(23)
@pytest.mark.usefixtures("hurried")
def test_while_another_till_writes_the_card_is_shown_and_the_visit_is_said_not_to_be_logged(
    shop: Oc, db: Path, rows: Rows
) -> None:
    with locked(db, "IMMEDIATE"):
        served = shop("serve klein")
    assert (0, "Margo Klein") == (served.code, served.out[:11])
    assert "The visit is not logged. Another terminal kept the store locked" in served.err
    assert [] == rows("SELECT * FROM interaction WHERE kind = 'visit'")
