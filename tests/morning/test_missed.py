"""Who stays away and is missed, as the program says it, and what the shop may say of that."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from onecustomer.domain.overview.parts import MISSED
from tests.words import Oc, at


def test_without_a_rhythm_somebody_is_missed_on_the_91st_day_and_not_on_the_90th(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    assert [] == missed(oc, 90)
    assert [("Margo", None)] == missed(oc, 91)


def test_the_shop_says_when_somebody_without_a_rhythm_is_missed(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    oc("setting quiet 60d")
    assert [] == missed(oc, 60)
    assert [("Margo", None)] == missed(oc, 61)


def test_the_shop_says_how_often_somebody_comes(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    for day in (1, 2, 3):
        oc("serve margo", OC_NOW=on(day))
    oc("edit margo --every 6w", OC_NOW=on(3))
    oc("setting quiet 5d")
    assert [] == missed(oc, 3 + 42)
    assert [("Margo", 42)] == missed(oc, 3 + 43)


@pytest.mark.parametrize("gap,last_day_of_grace", [(10, 15), (7, 10), (1, 1)])
def test_a_measured_gap_has_half_a_gap_of_grace(oc: Oc, gap: int, last_day_of_grace: int) -> None:
    oc("add Margo", OC_NOW=on(0))
    for visit in range(3):
        oc("serve margo", OC_NOW=on(visit * gap))
    assert [] == missed(oc, 2 * gap + last_day_of_grace)
    assert [("Margo", gap)] == missed(oc, 2 * gap + last_day_of_grace + 1)


@pytest.mark.parametrize(
    "contact",
    [
        "serve margo",
        "note --for margo called about the coat",
        "note --complaint --for margo zip broke",
        "note --idea --for margo open late",
        "note --gesture --for margo a card",
        "thank --for margo for her patience",
        "style upset --for margo",
        "promise a new zip --by tomorrow --for margo",
        "done --for margo",
        "told --for margo",
    ],
)
def test_somebody_contacted_today_is_not_missed(oc: Oc, contact: str) -> None:
    oc("add Margo", OC_NOW=on(0))
    oc("promise a coat --by 2026-12-01 --for margo", OC_NOW=on(0))
    oc("note --need navy lining --for margo", OC_NOW=on(0))
    oc("news Linings are in --for navy --until 2027-11-01", OC_NOW=on(0))
    assert [("Margo", None)] == missed(oc, 300)
    assert 0 == oc(contact, OC_NOW=on(300)).code
    assert [] == missed(oc, 300)
    assert 0 == oc("undo", OC_NOW=on(300)).code
    assert [("Margo", None)] == missed(oc, 300)


def test_who_has_left_is_not_missed_until_they_come_again(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    oc("lost margo --why moved", OC_NOW=on(1))
    assert [] == missed(oc, 300)
    oc("note --for margo saw her in the street", OC_NOW=on(300))
    assert [] == missed(oc, 600)
    oc("serve margo", OC_NOW=on(600))
    assert [] == missed(oc, 690)
    assert [("Margo", None)] == missed(oc, 691)


def test_who_came_and_left_on_one_day_has_left(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    oc("serve margo", OC_NOW=on(1))
    oc("lost margo --why moved", OC_NOW=on(1))
    assert [] == missed(oc, 300)


def test_who_comes_seldom_is_not_missed_until_then(shop: Oc) -> None:
    shop("setting quiet 10d")
    shop("serve klein")
    then = at("2026-12-02")
    assert "Margo Klein: last here 11 days ago" in shop("today --missed", OC_NOW=then).printed()
    shop("edit klein --every 6w")
    assert "Margo" not in shop("today --missed", OC_NOW=then).printed().replace("Margot", "")
    told = shop("today --missed", OC_NOW=at("2027-01-03")).printed()
    assert "Margo Klein: used to come every 6 weeks, last here Nov 2026" in told
    shop("edit klein --every ''")
    assert "Margo Klein: last here 11 days ago" in shop("today --missed", OC_NOW=then).printed()
    shop("undo")
    assert "Margo Klein" not in shop("today --missed", OC_NOW=then).printed()


def test_three_visits_make_a_rhythm_and_any_contact_resets_it(shop: Oc) -> None:
    for day in ("2026-11-01", "2026-11-08", "2026-11-15"):
        shop("serve klein", OC_NOW=at(day))
    assert "Nobody is missed.\n" == shop("today --missed", OC_NOW=at("2026-11-25")).printed()
    told = shop("today --missed", OC_NOW=at("2026-11-26")).printed()
    assert "Margo Klein: used to come every week, last here 15 Nov" in told
    shop("note --via phone --for klein called", OC_NOW=at("2026-11-26"))
    assert "Nobody is missed.\n" == shop("today --missed", OC_NOW=at("2026-11-27")).printed()


@pytest.mark.parametrize("every", ["soon", "0d", "6", "20y", "-1w"])
def test_a_rhythm_that_is_no_span_is_refused(shop: Oc, db: Path, every: str) -> None:
    before = db.read_bytes()
    assert "oc: hint: " in shop("edit", "klein", f"--every={every}").complained(1)
    assert before == db.read_bytes()


def test_what_somebody_needs_was_said_by_them_and_is_a_contact(shop: Oc) -> None:
    shop("serve klein")
    assert "Margo Klein" in shop("today --missed", OC_NOW=at("2027-03-01")).printed()
    shop("note --need silk --for klein", OC_NOW=at("2027-03-01"))
    assert "Margo Klein" not in shop("today --missed", OC_NOW=at("2027-03-01")).printed()
    shop("undo", OC_NOW=at("2027-03-01"))
    assert "Margo Klein" in shop("today --missed", OC_NOW=at("2027-03-01")).printed()


def test_the_memo_of_an_import_is_no_contact(oc: Oc, till: Path) -> None:
    head = "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Last Visit,Memo\n"
    (till / "square.csv").write_text(head + "Priya,Nair,priya@example.com,,SQ1,2026-02-02,likes silk\n")
    oc("import", str(till / "square.csv"))
    assert "Priya Nair: last here 41 weeks ago" in oc("today --missed").printed()


def on(day: int) -> str:
    """Return noon of a day, counted from the first of 2026, as OC_NOW has it."""
    return (dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=day)).isoformat()


def missed(oc: Oc, day: int) -> list[tuple[str, int | None]]:
    """Return who is missed on a day, each with the days between their visits, none where they have no rhythm."""
    said = json.loads(oc("today --missed --json", OC_NOW=on(day)).printed())
    return [(one["name"], one["every_days"]) for one in said[MISSED.name]]
