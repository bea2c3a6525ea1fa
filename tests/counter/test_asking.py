"""What they need and why they come, what to ask again, how often they come, and what they are to us."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Oc
from tests.people.test_relation import at, line

Rows = Callable[..., list[tuple[Any, ...]]]
FACTS = "SELECT text, day FROM fact ORDER BY id"


# needs, confirmed by noting them again


def test_a_need_is_on_the_card_with_the_day_it_was_noted(shop: Oc, as_json: Callable[[str], Any]) -> None:
    assert "Noted need for Margo Klein.\n" == shop("note --need navy lining --for klein", OC_STAFF="Ana").printed()
    assert "navy lining (21 Nov)" == line(shop, "Needs")
    need = {"kind": "need", "text": "navy lining", "day": "2026-11-21", "staff": "Ana"}
    assert [need] == as_json(shop("show klein --json").out)["card"]["needs"]


@pytest.mark.parametrize("again", ["navy lining", "NAVY  Lining!", "návy-lining"])
def test_a_need_noted_again_is_confirmed_and_not_doubled(shop: Oc, rows: Rows, again: str) -> None:
    shop("note --need navy lining --for klein --on '3 weeks ago'")
    assert "Confirmed need for Margo Klein.\n" == shop("note", "--need", again, "--for", "klein").printed()
    assert [(again, "2026-11-21")] == rows(FACTS)
    shop("undo")
    assert [("navy lining", "2026-10-31")] == rows(FACTS)


def test_another_need_is_another(shop: Oc) -> None:
    shop("note --need navy lining --for klein")
    shop("note --need lining --for klein")
    assert "lining (21 Nov); navy lining (21 Nov)" == line(shop, "Needs")


def test_a_pin_confirmed_is_no_fourth_pin(shop: Oc) -> None:
    for pin in ("one", "two", "three"):
        shop(f"note --pin {pin} --for klein")
    assert "Confirmed pin for Margo Klein.\n" == shop("note --pin two --for klein").printed()
    assert "has 3 pins" in shop("note --pin four --for klein").complained(1)


def test_why_they_come_is_on_the_card_with_its_day(shop: Oc) -> None:
    shop("edit klein --why 'Same-day alterations'")
    assert "Same-day alterations (21 Nov)" == line(shop, "Why")
    assert "Same-day alterations (Nov 2026)" == line(shop, "Why", day="2027-01-02")


# what to ask again


def test_what_was_not_confirmed_for_a_year_is_asked_again(shop: Oc) -> None:
    shop("note --need navy lining --for klein")
    shop("edit klein --why 'Same-day alterations'")
    assert "" == line(shop, "Again", day="2027-11-20")
    assert "Ask: navy lining; why they come (said a year ago)." == line(shop, "Again", day="2027-11-21")
    shop("note --need navy lining --for klein", OC_NOW=at("2027-11-21"))
    assert "Ask: why they come (said a year ago)." == line(shop, "Again", day="2027-11-21")
    shop("edit klein --why 'Same-day alterations'", OC_NOW=at("2027-11-21"))
    assert "" == line(shop, "Again", day="2027-11-21")


def test_the_shop_says_after_how_long_to_ask_again(shop: Oc) -> None:
    shop("note --need navy lining --for klein")
    assert "The shop's rule again is 180 days now.\n" == shop("setting again 6m").printed()
    assert "" == line(shop, "Again", day="2027-05-19")
    assert "Ask: navy lining (said 25 weeks ago)." == line(shop, "Again", day="2027-05-20")
    shop("undo")
    assert "" == line(shop, "Again", day="2027-05-20")


@pytest.mark.parametrize("value", ["0d", "soon", "-3d", "99y", "6 lightyears"])
def test_a_rule_that_is_no_span_changes_nothing(shop: Oc, db: Path, value: str) -> None:
    before = db.read_bytes()
    assert "oc: hint: " in shop("setting", "again", "--", value).complained(1)
    assert before == db.read_bytes()


def test_after_a_long_absence_everything_is_asked_again(shop: Oc, as_json: Callable[[str], Any]) -> None:
    shop("serve klein")
    shop("note --need navy lining")
    assert "" == line(shop, "Again", day="2027-01-01")
    assert "Not here for 6 weeks. Ask: navy lining." == line(shop, "Again", day="2027-01-02")
    shop("note --need navy lining --for klein", OC_NOW=at("2027-01-01"))
    assert "Not here for 6 weeks. Ask how they have been." == line(shop, "Again", day="2027-01-02")
    again = as_json(shop("show klein --json", OC_NOW=at("2027-01-02")).out)["card"]["again"]
    assert {"away_days": 42, "ask": []} == again


def test_the_question_stands_all_day_and_is_gone_the_next(shop: Oc) -> None:
    shop("serve klein")
    assert "Not here for 10 weeks." in shop("show klein", OC_NOW=at("2027-02-01")).printed()
    for command in ("serve klein", "show klein"):
        card = shop(command, OC_NOW=at("2027-02-01")).printed()
        assert "Again    First visit in 10 weeks. Ask how they have been.\n" in card
    shop("style upset --for klein", OC_NOW=at("2027-02-01"))
    assert "" == line(shop, "Again", day="2027-02-01")
    assert "" == line(shop, "Again", day="2027-02-02")


def test_who_comes_seldom_is_not_long_away(shop: Oc) -> None:
    shop("serve klein")
    shop("edit klein --every 6w")
    assert "" == line(shop, "Again", day="2027-02-12")
    assert "Not here for 12 weeks. Ask how they have been." == line(shop, "Again", day="2027-02-13")


# how often they come


def test_who_comes_seldom_is_not_quiet_until_then(shop: Oc) -> None:
    shop("setting quiet 10d")
    shop("serve klein")
    quiet = at("2026-12-02")
    assert "Margo Klein: no rhythm yet, last contact 11 days ago" in shop("today --quiet", OC_NOW=quiet).printed()
    shop("edit klein --every 6w")
    assert "Margo" not in shop("today --quiet", OC_NOW=quiet).printed().replace("Margot", "")
    told = shop("today --quiet", OC_NOW=at("2027-01-03")).printed()
    assert "Margo Klein: comes every 6 weeks, last contact 6 weeks ago" in told
    shop("edit klein --every ''")
    assert "Margo Klein: no rhythm yet" in shop("today --quiet", OC_NOW=quiet).printed()
    shop("undo")
    assert "Margo Klein" not in shop("today --quiet", OC_NOW=quiet).printed()


def test_three_visits_make_a_rhythm_and_any_contact_resets_it(shop: Oc) -> None:
    for day in ("2026-11-01", "2026-11-08", "2026-11-15"):
        shop("serve klein", OC_NOW=at(day))
    assert "Nobody has gone quiet.\n" == shop("today --quiet", OC_NOW=at("2026-11-25")).printed()
    told = shop("today --quiet", OC_NOW=at("2026-11-26")).printed()
    assert "Margo Klein: comes every 7 days, last contact 11 days ago" in told
    shop("note --via phone --for klein called", OC_NOW=at("2026-11-26"))
    assert "Nobody has gone quiet.\n" == shop("today --quiet", OC_NOW=at("2026-11-27")).printed()


@pytest.mark.parametrize("every", ["soon", "0d", "6", "20y", "-1w"])
def test_a_rhythm_that_is_no_span_is_refused(shop: Oc, db: Path, every: str) -> None:
    before = db.read_bytes()
    assert "oc: hint: " in shop("edit", "klein", f"--every={every}").complained(1)
    assert before == db.read_bytes()


# what they are to us


@pytest.mark.parametrize("relation", ["supplier", "neighbour", "Köchin", "the mayor’s wife", "隣人", "[bold]boss"])
def test_anybody_is_a_customer_by_any_word(shop: Oc, as_json: Callable[[str], Any], relation: str) -> None:
    shop("add", "Bo Li", "--as", relation)
    assert f"Bo Li  ·  {relation}\n" == shop("show c10").printed()
    found = as_json(shop("find", "--as", relation, "--json").printed())["candidates"]
    assert ["Bo Li"] == [one["name"] for one in found]


def test_people_are_found_by_what_they_are_to_us(shop: Oc, as_json: Callable[[str], Any]) -> None:
    shop("edit klein --as supplier")
    shop("edit ruiz --as 'Supplier of thread'")
    for asked in ("supplier", "SUPPL", "súpplier"):
        told = as_json(shop("find", "--as", asked, "--json").printed())["candidates"]
        assert {"Margo Klein", "Alecia Ruiz"} == {one["name"] for one in told}
    told = as_json(shop("find ruiz --as supplier --json").printed())["candidates"]
    assert ["Alecia Ruiz"] == [one["name"] for one in told]
    assert "Nobody found" in shop("find --as neighbour").complained(3)
    assert "Nobody found" in shop("find jim --as supplier").complained(3)
    assert "There is no relation to look for." in shop("find --as ''").complained(1)


def test_what_somebody_needs_was_said_by_them_and_is_a_contact(shop: Oc) -> None:
    shop("serve klein")
    assert "Margo Klein" in shop("today --quiet", OC_NOW=at("2027-03-01")).printed()
    shop("note --need silk --for klein", OC_NOW=at("2027-03-01"))
    assert "Margo Klein" not in shop("today --quiet", OC_NOW=at("2027-03-01")).printed()
    shop("undo", OC_NOW=at("2027-03-01"))
    assert "Margo Klein" in shop("today --quiet", OC_NOW=at("2027-03-01")).printed()


def test_the_memo_of_an_import_is_no_contact(oc: Oc, till: Path) -> None:
    head = "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Last Visit,Memo\n"
    (till / "square.csv").write_text(head + "Priya,Nair,priya@example.com,,SQ1,2026-02-02,likes silk\n")
    oc("import", str(till / "square.csv"))
    assert "Priya Nair: no rhythm yet, last contact 41 weeks ago" in oc("today --quiet").printed()
