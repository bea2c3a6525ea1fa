"""A style of three visits running: that it may be the usual one is said, once."""

from __future__ import annotations

import pytest

from onecustomer.domain.shop import habit
from onecustomer.errors import StoreError
from tests.words import Oc, Rows, at

DAYS = ("2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30")
SAID = "oc: Hurried three times now. As a rule: oc style hurried --usually --for c3\n"


def said_on(shop: Oc, *days: str, style: str = "hurried", visit: bool = True) -> list[str]:
    """Serve Alecia on each of these days and say how she is, and return what was said besides each time."""
    heard = []
    for day in days:
        if visit:
            shop("serve ruiz", OC_NOW=at(day))
        styled = shop(f"style {style} --for ruiz", OC_NOW=at(day))
        assert 0 == styled.code
        heard.append(styled.err)
    return heard


def test_the_third_visit_running_says_it_and_no_later_one(shop: Oc) -> None:
    assert ["", "", SAID, "", ""] == said_on(shop, *DAYS)


def test_a_day_on_which_they_were_only_spoken_with_is_no_visit(shop: Oc) -> None:
    assert ["", ""] == said_on(shop, *DAYS[:2])
    shop("serve ruiz --via phone", OC_NOW=at(DAYS[2]))
    assert [""] == said_on(shop, DAYS[2], visit=False)
    assert [SAID] == said_on(shop, DAYS[3])


def test_it_is_said_once_a_day(shop: Oc) -> None:
    assert ["", "", SAID, ""] == said_on(shop, *DAYS[:3], DAYS[2])
    assert [""] == said_on(shop, DAYS[2], style="languid")
    assert [""] == said_on(shop, DAYS[2])
    assert [""] == said_on(shop, DAYS[3])


def test_it_is_said_again_of_a_new_run(shop: Oc) -> None:
    assert ["", "", SAID] == said_on(shop, *DAYS[:3])
    assert [""] == said_on(shop, DAYS[3], style="languid")
    assert ["", "", SAID] == said_on(shop, "2026-12-07", "2026-12-14", "2026-12-21")


@pytest.mark.parametrize("style", ["languid", "usual"])
def test_a_visit_of_another_style_parts_the_run(shop: Oc, style: str) -> None:
    said_on(shop, DAYS[0])
    said_on(shop, DAYS[1], style=style)
    assert ["", ""] == said_on(shop, *DAYS[2:4])


def test_a_visit_of_which_nothing_was_said_parts_the_run(shop: Oc) -> None:
    said_on(shop, DAYS[0])
    shop("serve ruiz", OC_NOW=at(DAYS[1]))
    assert ["", "", SAID] == said_on(shop, *DAYS[2:])


def test_what_was_said_last_of_a_day_is_how_they_were(shop: Oc) -> None:
    said_on(shop, DAYS[0])
    said_on(shop, DAYS[1])
    said_on(shop, DAYS[1], style="languid")
    assert [""] == said_on(shop, DAYS[2])
    assert ["", SAID] == said_on(shop, *DAYS[3:])


def test_today_is_a_visit_whether_it_is_logged_or_not(shop: Oc) -> None:
    said_on(shop, *DAYS[:2])
    assert [SAID] == said_on(shop, DAYS[2], visit=False)


def test_a_contact_and_a_note_are_no_visit(shop: Oc) -> None:
    for day in DAYS[:2]:
        shop("serve ruiz --via phone", OC_NOW=at(day))
        shop("note called --for ruiz --today hurried", OC_NOW=at(day))
    assert [""] == said_on(shop, DAYS[2])


def test_a_contact_between_two_visits_parts_nothing(shop: Oc) -> None:
    said_on(shop, DAYS[0])
    shop("serve ruiz --via phone", OC_NOW=at("2026-11-12"))
    assert ["", SAID] == said_on(shop, *DAYS[1:3])


@pytest.mark.parametrize("style", ["upset", "usual"])
def test_nobody_is_upset_as_a_rule(shop: Oc, style: str) -> None:
    assert [""] * 5 == said_on(shop, *DAYS, style=style)


def test_what_is_usual_already_needs_no_rule(shop: Oc) -> None:
    shop("edit ruiz --style hurried")
    assert [""] * 5 == said_on(shop, *DAYS)


def test_a_style_of_the_shops_own_may_be_the_rule_too(shop: Oc) -> None:
    shop("style chatty --advice 'Let them talk.'")
    said = "oc: Chatty three times now. As a rule: oc style chatty --usually --for c3\n"
    assert ["", "", said] == said_on(shop, *DAYS[:3], style="chatty")


@pytest.mark.parametrize("options", ["", "--on yesterday", "--pin", "--complaint"])
def test_a_note_that_says_how_they_are_says_it_too(shop: Oc, options: str) -> None:
    said_on(shop, *DAYS[:2])
    noted = shop(f"note no time --today hurried --for ruiz {options}", OC_NOW=at(DAYS[2]))
    assert (0, SAID) == (noted.code, noted.err)


def test_of_the_one_being_served_the_line_needs_no_name(shop: Oc) -> None:
    said_on(shop, *DAYS[:2])
    shop("serve ruiz", OC_NOW=at(DAYS[2]))
    said = "oc: Hurried three times now. As a rule: oc style hurried --usually\n"
    assert said == shop("style hurried", OC_NOW=at(DAYS[2])).err
    assert "Alecia Ruiz is usually hurried.\n" == shop("style hurried --usually", OC_NOW=at(DAYS[2])).printed()


def test_the_line_is_typed_as_the_demo_is(oc: Oc) -> None:
    for day in ("2026-12-01", "2026-12-02"):
        oc("demo serve alecia", OC_NOW=at(day))
        assert "" == oc("demo style hurried", OC_NOW=at(day)).err
    oc("demo serve alecia", OC_NOW=at("2026-12-03"))
    said = oc("demo style hurried", OC_NOW=at("2026-12-03")).err
    assert "oc: Hurried three times now. As a rule: oc demo style hurried --usually\n" == said


def test_an_undone_style_was_not_said(shop: Oc) -> None:
    said_on(shop, *DAYS[:2])
    assert [SAID] == said_on(shop, DAYS[2])
    shop("undo", OC_NOW=at(DAYS[2]))
    assert [SAID] == said_on(shop, DAYS[2], visit=False)


def test_a_style_that_is_written_is_said_though_the_rest_cannot_be_read(
    shop: Oc, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> bool:
        raise StoreError("The store is damaged.")

    monkeypatch.setattr(habit, "is_third", unreadable)
    assert "Alecia Ruiz is hurried today.\n" == shop("style hurried --for ruiz").printed()
    assert [("hurried",)] == rows("SELECT style FROM interaction")
