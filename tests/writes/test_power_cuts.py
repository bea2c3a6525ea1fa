"""A power cut: what was acknowledged is on the disk, whatever was not synced is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onecustomer.store.database import sqlite
from onecustomer.store.files import DRAFT
from tests.bench.power.__main__ import NOT_RUN
from tests.bench.processes import short_form
from tests.words import EXPORTS, Oc, older_store


@pytest.mark.long
@pytest.mark.fault(2)
@pytest.mark.usefixtures("shop")
def test_no_power_cut_loses_what_was_acknowledged_and_without_syncs_some_do(db: Path) -> None:
    short = ["--cuts", "20", "--control", "20", "--store", str(db), "--settings", "as it is", "OFF"]
    ran = short_form("power", *short)
    if ran.returncode == NOT_RUN:
        pytest.skip(ran.stdout.strip())
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert ran.stdout.startswith("as it is: 20 cuts")


class Watched(sqlite3.Connection):
    """A connection that keeps what SQLite does for its safety, as it is when a write is committed and at its end."""

    seen: list[tuple[str, str, int]]
    is_writing = False

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql.startswith("BEGIN"):
            self.is_writing = sql == "BEGIN IMMEDIATE"
        if sql == "COMMIT" and self.is_writing:
            self.look(sql)
        return super().execute(sql, *values)

    def close(self) -> None:
        self.look("close")
        super().close()

    def look(self, when: str) -> None:
        try:
            ((mode,),) = super().execute("PRAGMA journal_mode")
            ((synchronous,),) = super().execute("PRAGMA synchronous")
        except sqlite3.ProgrammingError:  # closed before
            return
        self.seen.append((when, mode, synchronous))


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, int]]:
    """What each connection of the program was like: when, its journal mode, and `synchronous`."""
    watched: list[tuple[str, str, int]] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def watch(*words: Any, **options: Any) -> sqlite3.Connection:
        if DRAFT in str(words[0]):  # it is brought onto the disk before it has its name
            return connect(*words, **options)
        connection = connect(*words, factory=Watched, **options)
        assert isinstance(connection, Watched)
        connection.seen = watched
        return connection

    monkeypatch.setattr(sqlite3, "connect", watch)
    return watched


WRITES = (
    "add Margo Klein",
    "add Jim O’Neil",
    "serve klein",
    "note zip broke",
    "edit klein --role tailor",
    "merge c1 c2 --yes",
    "undo",
    f"import {EXPORTS / 'square.csv'}",
    "undo --yes",
    "forget c2 --yes",
    "tidy --yes",
    "backup",
    "restore --yes",
)


@pytest.mark.one_till("a backup is of a plain store")
@pytest.mark.fault(2, 13)
@pytest.mark.parametrize("is_sound,mode,least", [(True, "wal", 2), (False, "delete", 3)])
def test_every_connection_waits_for_the_disk_in_the_mode_that_its_sqlite_keeps(
    oc: Oc, monkeypatch: pytest.MonkeyPatch, seen: list[tuple[str, str, int]], mode: str, least: int, *, is_sound: bool
) -> None:
    """2 is FULL, and 3 is EXTRA, which waits for the folder too."""
    monkeypatch.setattr(sqlite, "WAL_IS_SOUND", (3,) if is_sound else (99,))
    for command in WRITES:
        assert 0 == oc(command).code, command
        commits = {(found, synchronous) for when, found, synchronous in seen if when == "COMMIT"}
        assert commits <= {(mode, least), ("delete", 3)}, command
        assert all(synchronous >= 2 for _, _, synchronous in seen), command
        if command == "serve klein":  # the first makes the store, and a new file is in mode DELETE
            assert {(mode, least)} == commits, command
        seen.clear()


@pytest.mark.fault(2)
def test_a_store_that_is_migrated_is_as_safe(
    shop: Oc, db: Path, seen: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    old = older_store(db, 8, "deed", "customer", "handle")
    seen.clear()
    assert 0 == shop("show c1", OC_DB=str(old)).code
    assert {("delete", 3)} == {found[1:] for found in seen if found[0] == "COMMIT"}
    assert all(synchronous >= 2 for _, _, synchronous in seen)
