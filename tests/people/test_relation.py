"""The relationship: days remembered, gestures, who brought whom, who left, and what to ask again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Oc

Rows = Callable[..., list[tuple[Any, ...]]]


def at(day: str) -> str:
    return f"{day}T12:00:00+00:00"


def line(oc: Oc, label: str, who: str = "klein", day: str = "2026-11-21") -> str:
    """Return the card's line of a label, single spaced and without it; empty where the card has none."""
    lines = oc(f"show {who}", OC_NOW=at(day)).printed().splitlines()
    return next((" ".join(one.split()[1:]) for one in lines if one.startswith(label + " ")), "")


# days to remember


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
        ("", 2, "Missing argument"),
        ("11-26", 1, "What the day is for is missing."),
        ("friday", 1, "What the day is for is missing."),
        ("birthday", 1, "“birthday” is not a day that I understand."),
        ("birthday 31 feb", 1, "There is no day 31 feb."),
        ("lamp 29 Feb 2027", 1, "There is no day 29 Feb 2027."),
        ("lamp 11/12", 1, "“11/12” could be 11 Dec or 12 Nov."),
        ("lamp 2026-11-01", 1, "Sun 1 Nov 2026 is past, and there is nothing to remember it for."),
        ("lamp friday --yearly --once", 2, "A day comes every year or once, not both."),
        ("the day after tomorrow", 1, "“after tomorrow” is not a day that I understand."),
    ],
)
def test_a_day_that_cannot_be_remembered_is_not(shop: Oc, db: Path, words: str, code: int, sentence: str) -> None:
    before = db.read_bytes()
    complained = shop(f"remember {words} --for klein").complained(code)
    assert complained.startswith(f"oc: {sentence}")
    assert "\noc: hint: " in complained
    assert before == db.read_bytes()


def test_a_day_is_on_the_card_a_week_ahead_and_two_days_after(shop: Oc) -> None:
    shop("remember operation 2026-12-03 --for klein")
    said = [line(shop, "Soon", day=day) for day in ("2026-11-25", "2026-11-26", "2026-12-02", "2026-12-03")]
    assert ["", "Operation on 3 Dec", "Operation tomorrow", "Operation today"] == said
    assert "Operation was 2 days ago" == line(shop, "Soon", day="2026-12-05")
    assert "" == line(shop, "Soon", day="2026-12-06")
    assert "" == line(shop, "Soon", day="2027-12-03")


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
    assert "Changed Margo Klein, without: market day.\n" == shop("edit klein --drop market").printed()
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


# gestures


def test_a_gesture_takes_the_day_off_the_card_and_the_morning(shop: Oc) -> None:
    shop("remember birthday 11-26 --for klein")
    said = shop("note --gesture sent a card --for klein").printed()
    assert "Noted gesture for Margo Klein, for birthday (Thu 26 Nov 2026).\n" == said
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
    assert "Noted gesture for Margo Klein, Fri 20 Nov 2026.\n" == said
    assert "20 Nov  gesture  sent pears (via post)" in shop("history klein").printed()
    assert "The gesture is empty." in shop("note --gesture --for klein").complained(1)


# who brought whom


def test_who_was_brought_is_named_until_a_thank_you_and_after(shop: Oc, as_json: Callable[[str], Any]) -> None:
    said = shop("add Ana Ortiz --brought-by klein").printed()
    assert "Added Ana Ortiz (c10). Margo Klein brought them: a thank-you is due.\n" == said
    said = shop("note --referral ruiz --for klein").printed()
    assert "Noted for Margo Klein: brought Alecia Ruiz; a thank-you is due.\n" == said
    assert "you Ana Ortiz and Alecia Ruiz a thank-you is due" == line(shop, "Brought")
    assert "Margo Klein: brought you Alecia Ruiz, on 21 Nov" in shop("thank --due").printed()
    assert ["Ana Ortiz", "Alecia Ruiz"] == as_json(shop("show klein --json").out)["card"]["brought"]
    shop("thank for both --for klein")
    assert "you Ana Ortiz and Alecia Ruiz" == line(shop, "Brought")
    assert "Margo Klein" not in shop("thank --due").printed()
    shop("note --referral jim --for klein")
    assert "you Ana Ortiz, Alecia Ruiz and Jim O’Neil a thank-you is due" == line(shop, "Brought")


def test_history_says_who_was_brought(shop: Oc, as_json: Callable[[str], Any]) -> None:
    shop("note --referral ruiz from the market --for klein")
    assert "referral  brought Alecia Ruiz, from the market" in shop("history klein").printed()
    assert ["Alecia Ruiz"] == [one["brought"] for one in as_json(shop("history klein --json").out)["interactions"]]


@pytest.mark.parametrize(
    "command,code,sentence",
    [
        ("note --for klein --referral klein", 1, "Margo Klein cannot have brought Margo Klein."),
        ("note --for klein --referral jim", 1, "Margo Klein brought Jim O’Neil, as is noted already."),
        ("note --for klein --referral nobody", 3, "Nobody found for “nobody”."),
        ("note --for klein --referral margo", 4, "“margo” may be 2 people."),
        ("note --for klein --referral ruiz --on yesterday", 2, "A referral takes no --on and no --via."),
        ("note --for klein --referral ruiz --complaint x", 2, "A note is of one kind, not complaint and referral."),
        ("add Ana --brought-by nobody", 3, "Nobody found for “nobody”."),
        ("add Ana --brought-by margo", 4, "“margo” may be 2 people."),
    ],
)
def test_a_referral_that_cannot_be_taken_writes_nothing(
    shop: Oc, db: Path, command: str, code: int, sentence: str
) -> None:
    shop("note --for klein --referral jim")
    before = db.read_bytes()
    assert sentence in shop(command).complained(code)
    assert before == db.read_bytes()


def test_who_was_brought_is_gone_with_what_brought_them(shop: Oc, rows: Rows) -> None:
    shop("add Ana Ortiz --brought-by klein")
    assert "Took back the last add for Ana Ortiz.\n" == shop("undo").printed()
    shop("note --for klein --referral jim")
    assert "Took back the last referral for Margo Klein.\n" == shop("undo").printed()
    assert "" == line(shop, "Brought")
    assert [] == rows("SELECT 1 FROM interaction")


# who left


@pytest.mark.parametrize(
    "words,reason",
    [
        ("--why 'too slow' --to 'Bell & Sons'", ": too slow; went to Bell & Sons"),
        ("--to Lisbon", ": went to Lisbon"),
        ("", ""),
    ],
)
def test_a_card_begins_with_who_left_and_why(shop: Oc, words: str, reason: str) -> None:
    said = shop(f"lost klein {words}").printed()
    assert f"Noted that Margo Klein left{reason}. The card will say so when they return.\n" == said
    assert f"LEFT 21 Nov{reason}" == shop("show klein").printed().splitlines()[0]


def test_the_first_words_on_return_are_that_they_came_back(shop: Oc, as_json: Callable[[str], Any]) -> None:
    shop("lost klein --why 'too slow'")
    served, shown, later = (
        shop(command, OC_NOW=at(day)).printed().splitlines()[0]
        for command, day in (("serve klein", "2027-02-01"), ("show klein", "2027-02-01"), ("serve klein", "2027-02-02"))
    )
    assert ["CAME BACK. Left Nov 2026: too slow"] * 2 == [served, shown]
    assert later.startswith("Margo Klein")
    assert as_json(shop("show klein --json", OC_NOW=at("2027-02-01")).out)["card"]["left"]["is_back"] is True


def test_undo_takes_a_departure_back(shop: Oc) -> None:
    shop("lost klein --why 'too slow'")
    assert "Took back the last lost for Margo Klein: too slow\n" == shop("undo").printed()
    assert shop("show klein").printed().startswith("Margo Klein")


def test_nothing_asks_for_who_left_until_they_return(shop: Oc, as_json: Callable[[str], Any]) -> None:
    shop("remember birthday 02-01 --for klein")
    shop("note --need lining --for klein")
    shop("news Linings are in --for lining --until 2027-03-01")
    nags = {"dates", "quiet", "thanks", "news"}

    def asks() -> set[str]:
        told = as_json(shop("today --json", OC_NOW=at("2027-02-27" if not near else "2027-01-31")).out)
        return {part for part in nags if any(one["ref"] == "c1" for one in told[part])}

    near = False
    assert {"quiet", "thanks", "news"} == asks()
    near = True
    assert "dates" in asks()
    shop("lost klein")
    assert set() == asks()
    near = False
    assert set() == asks()
    shop("serve klein", OC_NOW=at("2026-11-22"))
    assert {"quiet", "thanks", "news"} == asks()


def test_a_gesture_is_for_what_is_to_come_before_what_is_past(shop: Oc) -> None:
    shop("remember operation 2026-11-19 --for klein")
    shop("remember birthday 11-21 --for klein")
    assert "for birthday (Sat 21 Nov 2026)" in shop("note --gesture brought cake --for klein").printed()


def test_a_thank_you_of_before_is_not_for_whom_they_brought_since(shop: Oc) -> None:
    shop("note --for jim --referral zoe")
    shop("thank --for jim --on '3 weeks ago' for waiting")
    assert "a thank-you is due" in line(shop, "Brought", who="jim")
    shop("thank --for jim for Zoe")
    assert "a thank-you is due" not in line(shop, "Brought", who="jim")


def test_all_that_was_learned_of_why_they_left_is_on_the_card(shop: Oc) -> None:
    shop("lost klein --why 'too dear'")
    shop("lost klein --to Bells")
    assert "LEFT 21 Nov: too dear; went to Bells\n" in shop("show klein").printed()


def test_no_payment_number_is_kept_of_where_they_went(shop: Oc) -> None:
    assert "card" in shop("lost klein --to '4111 1111 1111 1111'").complained(1)
