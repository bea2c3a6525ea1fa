"""Of whom no visits are expected, as of a spouse: the morning leaves them in peace."""

from __future__ import annotations

import pytest

from tests.words import Json, Oc, Rows, at

LATER = at("2027-11-21")


def test_of_whom_no_visits_are_expected_is_never_missed_however_often_they_came(shop: Oc) -> None:
    for day in ("2026-11-01", "2026-11-08", "2026-11-15"):
        shop("serve klein", OC_NOW=at(day))
    assert "Margo Klein" in shop("today --missed", OC_NOW=LATER).printed()
    assert "Changed Margo Klein: every never, was none.\n" == shop("edit klein --every never").printed()
    for day in ("2027-11-21", "2099-01-01", "9998-12-31"):
        assert "Margo Klein:" not in shop("today --missed", OC_NOW=at(day)).printed()
    assert "Jim O’Neil:" in shop("today --missed", OC_NOW=LATER).printed()
    shop("undo")
    assert "Margo Klein: used to come every week" in shop("today --missed", OC_NOW=LATER).printed()


def test_no_thank_you_is_due_for_their_being_here_so_long_but_for_whom_they_bring(shop: Oc) -> None:
    assert "Margo Klein: here since" in shop("thank --unthanked").printed()
    shop("edit klein --every never")
    assert "Margo Klein:" not in shop("thank --unthanked").printed()
    assert "Jim O’Neil: here since" in shop("thank --unthanked").printed()
    shop("note --referral jim --for klein")
    assert "Margo Klein: brought you Jim O’Neil" in shop("today --thanks").printed()


def test_what_is_owed_to_them_and_their_days_stay_in_the_morning(shop: Oc, as_json: Json) -> None:
    shop("edit klein --every never")
    shop("promise hem --by monday --for klein")
    shop("note --complaint zip broke --for klein")
    shop("remember birthday 11-25 --for klein")
    told = as_json(shop("today --json").printed())
    parts = [part for part in ("owed", "open", "dates", "missed", "thanks") for one in told[part] if one["ref"] == "c1"]
    assert ["owed", "open", "dates"] == parts


def test_added_so_they_are_never_missed(shop: Oc, rows: Rows) -> None:
    assert "Added Lee (c10). As spouse; every never.\n" == shop("add Lee --as spouse --every Never").printed()
    assert [(0,)] == rows("SELECT every FROM customer WHERE name = 'Lee'")
    assert "Lee:" not in shop("today --missed", OC_NOW=LATER).printed()


def test_history_says_it_and_the_card_says_no_number_of_days(shop: Oc, as_json: Json) -> None:
    shop("edit klein --every never")
    assert "  always  every  never " in shop("history klein").printed()
    assert as_json(shop("show klein --json").printed())["card"]["every_days"] is None


def test_every_change_says_what_was_before_and_undo_brings_it_back(shop: Oc, rows: Rows) -> None:
    every = "SELECT every FROM customer WHERE id = 1"
    shop("edit klein --every 6w")
    assert "Changed Margo Klein: every never, was 6 weeks.\n" == shop("edit klein --every never").printed()
    assert "Changed Margo Klein: every never, as before.\n" == shop("edit klein --every never").printed()
    assert "Changed Margo Klein: every none, was never.\n" == shop("edit klein --every ''").printed()
    assert [(None,)] == rows(every)
    assert "again: every never\n" in shop("undo").printed()
    assert [(0,)] == rows(every)
    shop("undo")
    assert "again: every 6 weeks\n" in shop("undo").printed()
    assert [(42,)] == rows(every)
    assert "again: every none\n" in shop("undo").printed()
    assert [(None,)] == rows(every)


@pytest.mark.parametrize("command", ["setting quiet never", "edit klein --every 0d", "edit klein --every 'never ever'"])
def test_never_is_said_of_a_person_alone_and_in_one_word(shop: Oc, command: str) -> None:
    assert "oc: hint: " in shop(command).complained(1)
