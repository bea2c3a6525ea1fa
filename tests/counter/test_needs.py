"""What they need and why they come: on the card with its day, and confirmed by noting it again."""

from __future__ import annotations

import pytest

from tests.words import Json, Oc, Rows, line

FACTS = "SELECT text, day FROM fact ORDER BY id"


def test_a_need_is_on_the_card_with_the_day_it_was_noted(shop: Oc, as_json: Json) -> None:
    assert (
        "Noted need for Margo Klein: navy lining\n"
        == shop("note --need navy lining --for klein", OC_STAFF="Ana").printed()
    )
    assert "navy lining (21 Nov)" == line(shop, "Needs")
    need = {"ref": "f1", "kind": "need", "text": "navy lining", "day": "2026-11-21", "staff": "Ana"}
    assert [need] == as_json(shop("show klein --json").out)["card"]["needs"]


@pytest.mark.parametrize("again", ["navy lining", "NAVY  Lining!", "návy-lining"])
def test_a_need_noted_again_is_confirmed_and_not_doubled(shop: Oc, rows: Rows, again: str) -> None:
    shop("note --need navy lining --for klein --on '3 weeks ago'")
    assert "Confirmed for Margo Klein: navy lining\n" == shop("note", "--need", again, "--for", "klein").printed()
    assert [("navy lining", "2026-11-21")] == rows(FACTS)
    shop("undo")
    assert [("navy lining", "2026-10-31")] == rows(FACTS)


def test_another_need_is_another(shop: Oc) -> None:
    shop("note --need navy lining --for klein")
    shop("note --need lining --for klein")
    assert "lining (21 Nov); navy lining (21 Nov)" == line(shop, "Needs")


def test_a_pin_confirmed_is_no_fourth_pin(shop: Oc) -> None:
    for pin in ("one", "two", "three"):
        shop(f"note --pin {pin} --for klein")
    assert "Confirmed for Margo Klein: two\n" == shop("note --pin two --for klein").printed()
    assert "has 3 pins" in shop("note --pin four --for klein").complained(1)


def test_why_they_come_is_on_the_card_with_its_day(shop: Oc) -> None:
    shop("edit klein --why 'Same-day alterations'")
    assert "Same-day alterations" == line(shop, "Why", day="2027-11-20")
    assert "Same-day alterations (last said Nov 2026)" == line(shop, "Why", day="2027-11-21")
