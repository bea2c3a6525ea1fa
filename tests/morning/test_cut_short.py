"""An import that was cut short is said by the morning, with the way on."""

from __future__ import annotations

import pytest

from tests.words import EXPORTS, Json, Oc, Rows, at


@pytest.fixture
def cut_short(shop: Oc, rows: Rows) -> Oc:
    """A shop whose import of a file was cut short on the day before."""
    shop("import", str(EXPORTS / "square.csv"), OC_NOW=at("2026-11-20"))
    rows("UPDATE deed SET file = 'square.csv', unfinished = 'import' WHERE verb = 'import'")
    return shop


SAID = "The import of square.csv was cut short on 20 Nov: the same command finishes it, oc undo takes it back."


def test_the_morning_says_it_below_its_day(cut_short: Oc) -> None:
    shown = cut_short("today", COLUMNS="120").printed().splitlines()
    assert ["Sat 21 Nov 2026", SAID] == shown[:2]


def test_the_screen_has_room_for_it(cut_short: Oc) -> None:
    for number in range(12):
        cut_short(f"promise thing {number} --for klein --by 'in 2 days'")
        cut_short(f"note --complaint hem {number} --for o-neil")
    assert len(cut_short("today", COLUMNS="40").printed().splitlines()) <= 23


def test_a_morning_of_the_same_day_does_not_say_that_it_has_ended(cut_short: Oc) -> None:
    said = " ".join(cut_short("today", OC_NOW=at("2026-11-20")).printed().split())
    assert "square.csv, begun today, is not finished: if no till is still at it, the same command finishes it" in said


@pytest.mark.one_till("a till is named by its number too")
def test_another_till_is_told_where_to_take_it_back(cut_short: Oc, rows: Rows) -> None:
    rows("UPDATE deed SET till = 'the counter' WHERE verb = 'import'")
    assert "oc undo on the till “the counter” takes it back." in " ".join(cut_short("today").printed().split())


def test_what_was_being_taken_back_is_said_so(cut_short: Oc, rows: Rows) -> None:
    rows("UPDATE deed SET unfinished = 'undo' WHERE verb = 'import'")
    said = " ".join(cut_short("today").printed().split())
    assert "The import of square.csv was being taken back: oc undo goes on." in said


def test_json_has_it_as_values(cut_short: Oc, as_json: Json, rows: Rows) -> None:
    ((till,),) = rows("SELECT till FROM deed WHERE verb = 'import'")
    expected = {"file": "square.csv", "day": "2026-11-20", "till": till, "was_being": "brought in"}
    assert [expected] == as_json(cut_short("today --json").out)["unfinished"]
    rows("UPDATE deed SET unfinished = NULL")
    assert [] == as_json(cut_short("today --json").out)["unfinished"]
