"""What the environment says of who writes, at which till and when."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.words import Oc, Rows


@pytest.mark.parametrize("staff", ["x" * 5_000, "x" * 41, "A\x1bna", os.fsdecode(b"\xff")], ids=range(4))
def test_staff_that_is_no_name_writes_nothing_and_may_read(shop: Oc, db: Path, staff: str) -> None:
    shop("note --complaint --for klein the zip")
    before = db.read_bytes()
    for command in ("serve klein", "note --for klein hi", "done --for klein", "add Bo", "edit klein --role x"):
        assert "The name in OC_STAFF has " in shop(command, OC_STAFF=staff).complained(1)
    assert before == db.read_bytes()
    for command in ("show klein", "find klein", "history klein", "style"):
        assert shop(command, OC_STAFF=staff).printed()


def test_a_name_of_staff_has_forty_characters_at_most(shop: Oc, rows: Rows) -> None:
    assert 0 == shop("note --for klein hi", OC_STAFF="x" * 40).code
    assert "41 characters; 40 is the most." in shop("note --for klein hi", OC_STAFF="x" * 41).complained(1)
    assert [("x" * 40,)] == rows("SELECT staff FROM interaction")


@pytest.mark.parametrize("moment", ["1970-01-01T00:00:00+00:00", "9998-12-31T23:59:59+00:00"])
def test_the_first_and_the_last_moment_of_the_years_there_are(shop: Oc, moment: str) -> None:
    assert shop("show klein", OC_NOW=moment).printed()


def test_staff_is_kept_as_it_is_called(shop: Oc, rows: Rows) -> None:
    assert 0 == shop("note --for klein hi", OC_STAFF=" Zoë ").code
    assert [("Zoë",)] == rows("SELECT staff FROM interaction")


@pytest.mark.parametrize("name", ["x" * 5_000, "t\x1b[2Jill", os.fsdecode(b"till \xff")], ids=range(3))
def test_a_till_of_any_name_serves(shop: Oc, rows: Rows, name: str) -> None:
    assert 0 == shop("serve klein", OC_TILL=name).code
    assert "Noted for Margo Klein: hello\n" == shop("note hello", OC_TILL=name).printed()
    assert 0 == shop("undo", OC_TILL=name).code
    assert all("\x1b" not in till for (till,) in rows("SELECT till FROM deed"))


@pytest.mark.parametrize(
    "moment", ["0001-01-01", "9999-12-31T23:59:59-12:00", "9999-01-01", "1969-12-31T12:00:00+00:00", "noon"]
)
def test_an_odd_moment_is_one_sentence(shop: Oc, moment: str) -> None:
    complained = shop("show klein", OC_NOW=moment).complained(1)
    assert f"oc: OC_NOW is no moment of the years 1970 to 9998: {moment}\noc: hint: " in complained
    assert 2 == complained.count("\n")
