"""A store that is no longer copied: who can do something is told since when, and why; a till once a day."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.cli import daily
from onecustomer.store.copies import making
from tests.words import Json, Oc, at, copies

ON = {"OC_BACKUP": ""}


@pytest.fixture(autouse=True)
def nothing_starts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: None)
    yield


def day(number: int) -> dict[str, str]:
    return ON | {"OC_NOW": at(f"2026-11-{number}")}


def said(oc: Oc, command: str, number: int) -> str:
    """Return what a command prints on a day of November, in one line."""
    return " ".join(oc(command, **day(number)).out.split())


def run(db: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what the process of the copy does on a day of November."""
    with monkeypatch.context() as then:
        then.setenv("OC_NOW", at(f"2026-11-{number}"))
        daily.run(str(db))


def damage(db: Path) -> None:
    """Damage a page of an index that no command of these tests reads."""
    with closing(sqlite3.connect(db)) as store:
        sql = "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND name = 'ix_occasion_deed_id'"
        (page,) = store.execute(sql).fetchone()
        (size,) = store.execute("PRAGMA page_size").fetchone()
    with db.open("r+b") as file:
        file.seek((page - 1) * size + 8)
        file.write(b"\xff" * 64)


DAMAGED = "No copy since 21 Nov: the store is damaged."


@pytest.mark.fault(28, 29)
def test_a_store_that_is_damaged_where_nobody_looks_is_said_to_be_no_longer_copied(
    shop: Oc, db: Path, as_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(db, 21, monkeypatch)
    damage(db)
    run(db, 22, monkeypatch)
    assert ["shop.db.2026-11-21.daily"] == [copy.name for copy in copies(db)]
    assert said(shop, "today", 22).startswith(f"Sun 22 Nov 2026 {DAMAGED} oc doctor says more. ")
    assert said(shop, "doctor", 22).partition(DAMAGED)[0].count(" ! ") <= 1
    assert {"since": "2026-11-21", "why": "damaged"} == as_json(shop("today --json", **day(22)).out)["no_copy"]
    shop("restore --yes", **day(22))
    assert "No copy" not in said(shop, "today", 22)


def test_nothing_is_said_where_no_copy_is_wanted(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damage(db)
    run(db, 22, monkeypatch)
    assert "There is no copy of the store: the store is damaged. oc doctor says more." in said(shop, "today", 22)
    assert "no copy" not in shop("today", **day(22) | {"OC_BACKUP": "no"}).out


@pytest.mark.fault(29)
def test_a_till_says_so_once_a_day_from_the_second_day_on(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(db, 21, monkeypatch)
    damage(db)
    for number, times in ((22, 0), (23, 1), (23, 0), (24, 1)):
        run(db, number, monkeypatch)
        os.utime(db.parent / "backups" / "shop.db-due", (0, 0))
        assert times == shop("serve klein", **day(number)).err.count(f"oc: {DAMAGED} oc doctor says more.\n"), number
    assert "" == shop("serve klein", **day(24)).err


@pytest.mark.fault(5, 6)
def test_a_disk_without_room_for_a_copy_is_said(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(db, 21, monkeypatch)
    with monkeypatch.context() as full:
        full.setattr(making, "RESERVE", 1 << 60)
        run(db, 22, monkeypatch)
    assert "No copy since 21 Nov: the disk has no room for one. oc doctor says more." in said(shop, "today", 22)
    run(db, 22, monkeypatch)
    assert "No copy" not in said(shop, "today", 22)


def test_a_folder_that_takes_no_copy_is_said(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (db.parent / "backups").write_text("", encoding="utf-8")
    run(db, 21, monkeypatch)
    assert "There is no copy of the store: their folder cannot be written to." in said(shop, "today", 23)


@pytest.mark.fault(29)
def test_a_copy_that_is_more_than_three_days_old_is_said_where_the_shop_went_on(
    shop: Oc, db: Path, as_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(db, 21, monkeypatch)
    shop("note zip broke --for klein", **day(25))
    assert "No copy" not in said(shop, "today", 25)
    assert None is as_json(shop("today --json", **day(25)).out)["no_copy"]
    assert "No copy since 21 Nov. oc doctor says more." in said(shop, "today", 26)
    run(db, 26, monkeypatch)
    assert "No copy" not in said(shop, "today", 26)
