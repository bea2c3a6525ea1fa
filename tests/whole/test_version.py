"""`oc --version`: a line each for the program and what it runs on, and no byte is changed."""

from __future__ import annotations

import platform
import sqlite3
from pathlib import Path

import pytest

from onecustomer import __version__
from onecustomer.store.database.sqlite import SCHEMA
from tests.words import Oc, Rows

PROGRAMS = [f"onecustomer {__version__}", f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]


@pytest.mark.one_till("a line says which till it is")
def test_the_version_has_a_line_for_all_that_it_runs_on(shop: Oc, db: Path, rows: Rows) -> None:
    before = db.read_bytes()
    ((journal,),) = rows("PRAGMA journal_mode")
    assert [*PROGRAMS, f"journal {journal}", f"store {db}", f"schema {SCHEMA}"] == shop(
        "--version"
    ).printed().splitlines()
    assert before == db.read_bytes()


def test_the_version_makes_no_store(oc: Oc, db: Path) -> None:
    shown = oc("--version").printed().splitlines()
    assert PROGRAMS == shown[:3]
    assert f"store {db} (not made yet)" in shown
    assert [] == list(db.parent.glob("shop.db*"))


def test_the_version_of_another_store_is_that_stores(shop: Oc, till: Path) -> None:
    assert f"store {till / 'other.db'} (not made yet)\n" in shop("--db", str(till / "other.db"), "--version").printed()


def test_the_version_is_said_of_a_store_that_cannot_be_read(shop: Oc, db: Path, rows: Rows) -> None:
    rows(f"PRAGMA user_version = {SCHEMA + 1}")
    assert f"this onecustomer knows up to {SCHEMA}" in shop("--version").printed()
    rows("PRAGMA user_version = 1")
    assert f"The store has schema 1 and this onecustomer writes {SCHEMA}: {db}\n" in shop("--version").printed()
    db.write_bytes(b"rubbish" * 1000)
    assert PROGRAMS == shop("--version").printed().splitlines()[:3]
    db.with_name(f"{db.name}-tills").mkdir(exist_ok=True)
    db.unlink()
    assert "The store is gone" in shop("--version").printed()
