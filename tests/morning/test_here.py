"""Who was in today, at what hour, and who of them was never thanked."""

from __future__ import annotations

import pytest

from tests.words import Json, Oc, at


def test_each_who_was_in_today_is_told_once_with_the_hour(shop: Oc, as_json: Json) -> None:
    shop("thank --for jim", OC_NOW=at("2026-11-20"))
    for who, hour in (("ruiz", "09:05"), ("jim", "10:30"), ("ruiz", "16:00")):
        shop(f"serve {who}", OC_NOW=f"2026-11-21T{hour}:00+00:00")
    shop("serve zoe --via phone")
    shop("note hello --for juli")
    assert "09:05  Alecia Ruiz, not thanked yet\n10:30  Jim O’Neil\n" == shop("today --here").printed()
    told = as_json(shop("today --here --json").printed())
    assert {"schema", "day", "here"} == set(told)
    assert (1, "2026-11-21") == (told["schema"], told["day"])
    ruiz = {"name": "Alecia Ruiz", "ref": "c3", "at": "09:05", "was_thanked": False}
    assert [ruiz, {"name": "Jim O’Neil", "ref": "c2", "at": "10:30", "was_thanked": True}] == told["here"]


def test_thanked_today_is_thanked(shop: Oc) -> None:
    shop("serve ruiz")
    shop("thank for her patience")
    assert "12:00  Alecia Ruiz\n" == shop("today --here").printed()


def test_a_visit_of_another_day_is_not_of_today(shop: Oc, as_json: Json) -> None:
    shop("serve ruiz", OC_NOW=at("2026-11-20"))
    assert "12:00  Alecia Ruiz, not thanked yet\n" == shop("today --here", OC_NOW=at("2026-11-20")).out
    shop("serve jim")
    shop("serve klein", OC_NOW=at("2026-11-22"))
    assert 0 == shop("serve zoe --on yesterday").code
    assert ["Jim O’Neil"] == [one["name"] for one in as_json(shop("today --here --json").out)["here"]]
    assert "Nobody was in yet today.\n" == shop("today --here", OC_NOW=at("2026-11-23")).out


def test_a_visit_that_is_taken_back_was_none(shop: Oc) -> None:
    shop("serve ruiz")
    shop("undo")
    assert "Nobody was in yet today.\n" == shop("today --here").printed()


@pytest.mark.usefixtures("new_york")
def test_the_hour_is_that_of_the_shop(shop: Oc) -> None:
    shop("serve ruiz", OC_NOW="2026-11-21T21:30:00-05:00")
    assert "21:30  Alecia Ruiz, not thanked yet\n" == shop("today --here", OC_NOW="2026-11-21T22:00:00-05:00").printed()


def test_one_part_or_who_is_here(shop: Oc) -> None:
    assert "One part at a time, not owed and here." in shop("today --here --owed").complained(2)


def test_no_row_is_wider_than_a_narrow_screen(oc: Oc) -> None:
    oc("add", "Maximiliana Wolfeschlegelsteinhausenbergerdorff")
    oc("serve maximiliana")
    told = oc("today --here", COLUMNS="40").printed().splitlines()
    assert [] == [row for row in told if len(row) > 40]
    assert told[0].startswith("12:00  Maximiliana")
