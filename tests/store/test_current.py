"""Whom a till serves: kept by the person's key, for half an hour, in a file of the till's own on every disk."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

import pytest

from onecustomer.store import current
from onecustomer.store.current import Current
from onecustomer.store.database import sqlite
from tests.words import NOW, Oc, Rows

HER = Current("k", 1.0, True)


@pytest.mark.fault(18)
@pytest.mark.parametrize("seconds", [-1, 1])
def test_a_clock_set_back_a_little_forgets_nobody(shop: Oc, seconds: int) -> None:
    shop("serve klein")
    assert 0 == shop("note zip broke", OC_NOW=(NOW + dt.timedelta(seconds=seconds)).isoformat()).code


@pytest.mark.fault(18)
def test_a_clock_set_back_far_serves_nobody(shop: Oc) -> None:
    shop("serve klein")
    assert "Nobody" in shop("note zip", OC_NOW=(NOW - dt.timedelta(hours=1)).isoformat()).complained(2)


def test_one_visit_a_person_and_day_whichever_till(shop: Oc, rows: Rows) -> None:
    for who, till in (("klein", "a"), ("o’neil", "a"), ("klein", "a"), ("klein", "b")):
        assert 0 == shop("serve", who, OC_TILL=till).code
    assert [(1, 1), (2, 1)] == rows("SELECT customer_id, count(*) FROM interaction WHERE kind = 'visit' GROUP BY 1")


def test_a_visit_of_tomorrow_is_another(shop: Oc, rows: Rows) -> None:
    shop("serve klein")
    shop("serve klein", OC_NOW=(NOW + dt.timedelta(days=1)).isoformat())
    assert [(2,)] == rows("SELECT count(*) FROM interaction WHERE kind = 'visit'")


@pytest.mark.parametrize("name", ["Front", "CON", "nul", "aux.txt", "a/b", "..", "é", "FRONT"])
def test_a_tills_file_is_its_own_on_a_disk_that_takes_capitals_for_small_letters(tmp_path: Path, name: str) -> None:
    store = str(tmp_path / "shop.db")
    current.set(store, name, 0, HER)
    (file,) = (tmp_path / "shop.db-tills").iterdir()
    assert file.name == file.name.casefold()
    assert file.name.startswith("till-")
    assert file.name.removeprefix("till-") not in ("front", "con", "")
    assert HER == current.get(store, name, 0)


def test_a_file_that_is_being_replaced_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows refuses it for a moment."""
    store = str(tmp_path / "shop.db")
    current.set(store, "front", 0, HER)
    refused = [PermissionError(), PermissionError()]
    read = current._read

    def for_a_moment(path: str) -> str:
        if refused:
            raise refused.pop()
        return read(path)

    monkeypatch.setattr(current, "_read", for_a_moment)
    monkeypatch.setattr(current, "IS_REFUSED_A_MOMENT", True)
    assert HER == current.get(store, "front", 0)


def test_what_tills_left_a_day_ago_is_swept(tmp_path: Path) -> None:
    store = str(tmp_path / "shop.db")
    for till in ("gone", "here"):
        current.set(store, till, 0, HER)
    long_ago = time.time() - current.OLD - 60
    os.utime(tmp_path / "shop.db-tills" / "till-gone", (long_ago, long_ago))
    current.set(store, "front", 0, HER)
    assert {"till-here", "till-front"} == {file.name for file in (tmp_path / "shop.db-tills").iterdir()}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (r"C:\shop\a b.db", "file:///C:/shop/a b.db?mode=rw"),
        (r"\\server\share\shop.db", "file:////server/share/shop.db?mode=rw"),
    ],
)
def test_sqlite_opens_a_windows_path_by_its_address(path: str, address: str) -> None:
    assert address == sqlite.address(path, "rw", on_windows=True)


@pytest.mark.parametrize("zone", ["XXX+25", "XXX-25", "nonsense", ":", "UTC"])
def test_whatever_tz_says_there_is_a_today(fresh: Oc, shop: Oc, zone: str) -> None:
    assert 0 == fresh("serve klein", TZ=zone).code


@pytest.mark.parametrize("columns", ["9" * 30, "999999999", "0", "-5", "x", "²"])
def test_whatever_columns_says_there_is_a_help_and_a_card(shop: Oc, columns: str) -> None:
    for command in ("--help", "note --help", "help", "show klein", "history klein", "today"):
        assert shop(command, COLUMNS=columns).printed()


@pytest.mark.skipif(os.name != "posix", reason="where a home is, is POSIX's here")
def test_a_user_without_a_home_is_told_so(oc: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("HOME")
    assert "no home folder" in oc("add Margo", OC_DB="").complained(5)
