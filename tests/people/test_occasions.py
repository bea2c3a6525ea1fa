"""Days to remember: how they are read, when they are near, and the gesture that takes them off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Oc, at, line


@pytest.mark.parametrize(
    "words,said",
    [
        ("birthday 11-26", "birthday, every 26 Nov."),
        ("birthday 1958-11-26", "birthday, every 26 Nov, since 1958."),
        ("birthday tomorrow", "birthday, every 22 Nov."),
        ("birthday 02-29", "birthday, every 29 Feb."),
        ("birthday 26 Nov --once", "birthday, Thu 26 Nov 2026."),
        ("wedding anniversary 26 Nov 2019", "wedding anniversary, every 26 Nov, since 2019."),
        ("market day 24 Nov --yearly", "market day, every 24 Nov."),
        ('"cat\'s operation" next friday', "cat's operation, Fri 27 Nov 2026."),
        ("cats operation, Fri 27 Nov 2026", "cats operation, Fri 27 Nov 2026."),
        ("operation the day after tomorrow", "operation, Mon 23 Nov 2026."),
        ("wedding anniversary Sat 26 Nov 2016", "wedding anniversary, every 26 Nov, since 2016."),
        ("birthday Thu 26 Nov", "birthday, every 26 Nov."),
        ("lamp Thu 26 Nov", "lamp, Thu 26 Nov 2026."),
        ("lamp 31.12.", "lamp, Thu 31 Dec 2026."),
        ("get-well in 3 days", "get-well, Tue 24 Nov 2026."),
        ("the move 1 Nov", "the move, Mon 1 Nov 2027."),
        ("a call today", "a call, Sat 21 Nov 2026."),
        ("a call yesterday", "a call, Fri 20 Nov 2026."),
    ],
)
def test_a_day_is_remembered_in_full(shop: Oc, words: str, said: str) -> None:
    assert f"Remembered for Margo Klein: {said}\n" == shop(f"remember {words} --for klein").printed()


@pytest.mark.parametrize(
    "words,code,sentence",
    [
        ("", 2, "What is to be remembered, and of which day?"),
        ("11-26", 1, "What is to be remembered on that day?"),
        ("friday", 1, "What is to be remembered on that day?"),
        ("birthday", 1, "The day of “birthday” is missing."),
        ("birthday 31 feb", 1, "There is no day 31 feb."),
        ("lamp 29 Feb 2027", 1, "There is no day 29 Feb 2027."),
        ("lamp 11/12", 1, "“11/12” could be 11 Dec or 12 Nov."),
        ("lamp 2026-11-01", 1, "Sun 1 Nov 2026 is past, and comes only once."),
        ("lamp friday --yearly --once", 2, "A day comes every year or once, not both."),
        ("the day after tomorrow", 1, "What is to be remembered on that day?"),
        ("lamp Fri 26 Nov", 1, "26 Nov 2026 is a Thursday, not a Friday."),
        ("birthday Thu 26 Nov 1958", 1, "26 Nov 1958 is a Wednesday, not a Thursday."),
        ("lamp this saturday", 1, "“this saturday” could be Sat 21 Nov 2026 or Sat 28 Nov 2026."),
        ("lamp friday 17:00", 1, "“friday 17:00” has an hour, and only a promise may have one."),
    ],
)
def test_a_day_that_cannot_be_remembered_is_not(shop: Oc, db: Path, words: str, code: int, sentence: str) -> None:
    before = db.read_bytes()
    complained = shop(f"remember {words} --for klein").complained(code)
    assert complained.startswith(f"oc: {sentence}")
    assert "\noc: hint: " in complained
    assert before == db.read_bytes()


def test_a_day_of_a_lifetime_is_on_the_card_two_weeks_ahead(shop: Oc) -> None:
    shop("remember operation 2026-12-10 --for klein")
    said = [line(shop, "Soon", day=day) for day in ("2026-11-25", "2026-11-26", "2026-12-09", "2026-12-10")]
    assert ["", "Operation on 10 Dec", "Operation tomorrow", "Operation today"] == said
    assert "operation, on 10 Dec" in shop("today --dates", OC_NOW=at("2026-11-26")).printed()
    assert "operation" not in shop("today --dates", OC_NOW=at("2026-11-25")).printed()


def test_a_day_of_every_year_is_on_the_card_a_week_ahead(shop: Oc) -> None:
    shop("remember birthday 12-10 --for klein")
    assert ["", "Birthday on 10 Dec"] == [line(shop, "Soon", day=day) for day in ("2026-12-02", "2026-12-03")]
    assert "birthday" not in shop("today --dates", OC_NOW=at("2026-12-02")).printed()
    assert "birthday, on 10 Dec" in shop("today --dates", OC_NOW=at("2026-12-03")).printed()


def test_a_day_stays_on_the_card_until_the_next_visit_after_it(shop: Oc) -> None:
    shop("remember operation 2026-12-03 --for klein")
    shop("serve klein", OC_NOW=at("2026-12-03"))
    shop("serve klein --via phone", OC_NOW=at("2026-12-04"))
    for day, said in (("2026-12-05", "2 days ago"), ("2027-01-20", "6 weeks ago"), ("2027-12-05", "a year ago")):
        assert f"Operation was {said}" == line(shop, "Soon", day=day)
    assert "Soon     Operation was 3 days ago\n" in shop("serve klein", OC_NOW=at("2026-12-06")).printed()
    assert "Operation was 3 days ago" == line(shop, "Soon", day="2026-12-06")
    assert "" == line(shop, "Soon", day="2026-12-07")


def test_a_birthday_past_is_spoken_of_for_six_weeks_where_nobody_came(shop: Oc) -> None:
    shop("remember birthday 11-26 --for klein")
    assert "Birthday was 6 weeks ago" == line(shop, "Soon", day="2027-01-07")
    assert "" == line(shop, "Soon", day="2027-01-08")


def test_a_birthday_comes_again_next_year_and_its_gesture_does_not(shop: Oc) -> None:
    shop("remember birthday 1958-11-26 --for klein")
    shop("note --gesture sent a card --for klein")
    assert "" == line(shop, "Soon", day="2026-11-26")
    assert "Birthday today" == line(shop, "Soon", day="2027-11-26")


def test_the_same_name_takes_the_old_days_place_and_undo_brings_it_back(shop: Oc) -> None:
    shop("remember Birthday 11-23 --for klein")
    shop("remember birthday 11-26 --for klein")
    assert "Birthday on Thursday" == line(shop, "Soon")
    shop("undo")
    assert "Birthday on Monday" == line(shop, "Soon")
    shop("undo")
    assert "" == line(shop, "Soon")


def test_a_day_is_dropped_by_words_of_it(shop: Oc) -> None:
    shop("remember market day 24 Nov --for klein")
    assert "Changed Margo Klein: no longer: market day.\n" == shop("edit klein --drop market").printed()
    assert "" == line(shop, "Soon")
    shop("undo")
    assert "Market day on Tuesday" == line(shop, "Soon")


def test_a_29_february_is_kept_on_the_28th_in_common_years_and_says_so(shop: Oc) -> None:
    shop("remember birthday 02-29 --for klein")
    moved = "(for 29 Feb)"
    assert f"Birthday today {moved}" == line(shop, "Soon", day="2027-02-28")
    assert f"Birthday was yesterday {moved}" == line(shop, "Soon", day="2027-03-01")
    assert "Birthday tomorrow" == line(shop, "Soon", day="2028-02-28")
    assert "Birthday today" == line(shop, "Soon", day="2028-02-29")
    told = {day: shop("today --dates", OC_NOW=at(day)).printed() for day in ("2027-02-28", "2028-02-28", "2028-02-29")}
    assert "Margo Klein: birthday, today (for 29 Feb)" in told["2027-02-28"]
    assert "Margo Klein: birthday, tomorrow  " in told["2028-02-28"]
    assert "Margo Klein: birthday, today  " in told["2028-02-29"]


def test_a_gesture_takes_the_day_off_the_card_and_the_morning(shop: Oc) -> None:
    shop("remember birthday 11-26 --for klein")
    said = shop("note --gesture sent a card --for klein").printed()
    assert "Noted gesture for Margo Klein, for birthday (Thu 26 Nov 2026): sent a card\n" == said
    assert "" == line(shop, "Soon")
    assert "No day to remember is near.\n" == shop("today --dates").printed()
    shop("undo")
    assert "Birthday on Thursday" == line(shop, "Soon")


@pytest.mark.parametrize(
    "words,left",
    [
        ("a birthday card", "Dinner for the mayor on Monday"),
        ("flowers for the birthday", "Dinner for the mayor on Monday"),
        ("wine to the mayor's dinner", "Birthday on Thursday"),
        ("a box of pears", "Birthday on Thursday"),
    ],
)
def test_a_gesture_is_for_the_day_it_names_or_else_the_nearest(shop: Oc, words: str, left: str) -> None:
    shop("remember birthday 11-26 --for klein")
    shop("remember dinner for the mayor monday --for klein")
    shop("note", "--for", "klein", "--gesture", words)
    assert left == line(shop, "Soon")


def test_a_gesture_without_a_day_near_is_only_a_gesture(shop: Oc) -> None:
    said = shop("note --gesture sent pears --on yesterday --via post --for klein").printed()
    assert "Noted gesture for Margo Klein, Fri 20 Nov 2026, via post: sent pears\n" == said
    assert "20 Nov  gesture  sent pears (via post)" in shop("history klein").printed()
    assert "The gesture is empty." in shop("note --gesture --for klein").complained(1)


def test_a_gesture_is_for_what_is_to_come_before_what_is_past(shop: Oc) -> None:
    shop("remember operation 2026-11-19 --for klein")
    shop("remember birthday 11-21 --for klein")
    assert "for birthday (Sat 21 Nov 2026)" in shop("note --gesture brought cake --for klein").printed()
