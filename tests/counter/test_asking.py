"""What to ask: one thing a visit that was never said, or long ago; and everything after a long absence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Json, Oc, at, line


def test_what_was_not_confirmed_for_a_year_is_asked_again(shop: Oc) -> None:
    shop("note --need navy lining --for klein")
    shop("edit klein --why 'Same-day alterations'")
    assert "" == line(shop, "Ask", day="2027-11-20")
    assert "navy lining (last said a year ago)" == line(shop, "Ask", day="2027-11-21")
    shop("note --need navy lining --for klein", OC_NOW=at("2027-11-21"))
    assert "why they come (last said a year ago)" == line(shop, "Ask", day="2027-11-21")
    assert "why they come (last said 7 years ago)" == line(shop, "Ask", day="2034-01-01")
    shop("edit klein --why 'Same-day alterations'", OC_NOW=at("2027-11-21"))
    assert "" == line(shop, "Ask", day="2027-11-21")


def test_why_they_come_is_asked_from_the_second_visit_on_until_it_is_said(shop: Oc, as_json: Json) -> None:
    shop("serve zoe")
    assert "" == line(shop, "Ask", "zoe")
    shop("serve zoe", OC_NOW=at("2026-12-01"))
    assert "what brought them (never said)" == line(shop, "Ask", "zoe", day="2026-12-01")
    asked = as_json(shop("show zoe --json", OC_NOW=at("2026-12-01")).out)["card"]["ask"]
    assert {"what": "what brought them", "day": None} == asked
    shop("edit zoe --why 'the window'", OC_NOW=at("2026-12-01"))
    assert "" == line(shop, "Ask", "zoe", day="2026-12-02")


def test_a_call_is_no_visit_after_which_anything_is_asked(shop: Oc) -> None:
    shop("serve zoe --via phone")
    assert "" == line(shop, "Ask", "zoe", day="2026-12-01")


def test_again_and_ask_are_never_both(shop: Oc) -> None:
    shop("serve zoe")
    assert line(shop, "Ask", "zoe", day="2027-01-01")
    assert line(shop, "Again", "zoe", day="2027-01-02")
    assert "" == line(shop, "Ask", "zoe", day="2027-01-02")


@pytest.mark.parametrize("style", ["hurried", "upset"])
@pytest.mark.parametrize("day,label", [("2026-12-01", "Ask "), ("2027-01-02", "Again ")])
def test_who_is_hurried_or_upset_is_asked_nothing(shop: Oc, style: str, day: str, label: str) -> None:
    shop("serve zoe")
    assert label in shop("serve zoe", OC_NOW=at(day)).printed()
    shop(f"style {style} --for zoe", OC_NOW=at(day))
    assert label not in shop("serve zoe", OC_NOW=at(day)).printed()


def test_the_shop_says_after_how_long_to_ask_again(shop: Oc) -> None:
    shop("note --need navy lining --for klein")
    assert "The shop's rule again is 180 days now.\n" == shop("setting again 6m").printed()
    assert "" == line(shop, "Ask", day="2027-05-19")
    assert "navy lining (last said 25 weeks ago)" == line(shop, "Ask", day="2027-05-20")
    shop("undo")
    assert "" == line(shop, "Ask", day="2027-05-20")


@pytest.mark.parametrize("value", ["0d", "soon", "-3d", "99y", "6 lightyears"])
def test_a_rule_that_is_no_span_changes_nothing(shop: Oc, db: Path, value: str) -> None:
    before = db.read_bytes()
    assert "oc: hint: " in shop("setting", "again", "--", value).complained(1)
    assert before == db.read_bytes()


def test_after_a_long_absence_everything_is_asked_again(shop: Oc, as_json: Json) -> None:
    shop("serve klein")
    shop("note --need navy lining")
    assert "" == line(shop, "Again", day="2027-01-01")
    assert "Not here for 6 weeks. Ask: navy lining." == line(shop, "Again", day="2027-01-02")
    shop("note --need navy lining --for klein", OC_NOW=at("2027-01-01"))
    assert "Not here for 6 weeks. Ask how they have been." == line(shop, "Again", day="2027-01-02")
    again = as_json(shop("show klein --json", OC_NOW=at("2027-01-02")).out)["card"]["again"]
    assert {"away_days": 42, "ask": []} == again


def test_the_question_stands_all_day_and_is_gone_the_next(shop: Oc) -> None:
    shop("serve zoe")
    assert "Not here for 10 weeks." in shop("show zoe", OC_NOW=at("2027-02-01")).printed()
    for command in ("serve zoe", "show zoe"):
        card = shop(command, OC_NOW=at("2027-02-01")).printed()
        assert "Again    First visit in 10 weeks. Ask how they have been.\n" in card
    assert "" == line(shop, "Again", "zoe", day="2027-02-02")


def test_who_comes_seldom_is_not_long_away(shop: Oc) -> None:
    shop("serve klein")
    shop("edit klein --every 6w")
    assert "" == line(shop, "Again", day="2027-02-12")
    assert "Not here for 12 weeks. Ask how they have been." == line(shop, "Again", day="2027-02-13")
