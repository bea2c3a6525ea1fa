"""What is owed: promises with a day, and how what was open ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onecustomer.domain.timeline import open_items
from onecustomer.domain.timeline.deed import Signed
from onecustomer.errors import Refused
from onecustomer.store import kinds
from onecustomer.store.counter import read
from onecustomer.store.open import open_store
from tests.conftest import Oc, Ran

Rows = Callable[..., list[tuple[Any, ...]]]
AtOnce = Callable[..., list[Ran]]
LATE = "2026-11-28T12:00:00+00:00"
ENDINGS = "SELECT kind, text FROM interaction WHERE about_id IS NOT NULL ORDER BY id"
PROMISES = "SELECT text, due FROM interaction WHERE kind = 'promise' ORDER BY id"


def owed(oc: Oc, who: str = "klein", **env: str) -> str:
    """Return the line of the card that says what is owed, single spaced; empty where nothing is."""
    lines = oc(f"show {who}", **env).printed().splitlines()
    return next((" ".join(line.split()) for line in lines if line.startswith("Owed")), "")


# promising


@pytest.mark.parametrize(
    "by,day",
    [
        ("friday", "Fri 27 Nov 2026"),
        ("'next friday'", "Fri 27 Nov 2026"),
        ("'in 3 days'", "Tue 24 Nov 2026"),
        ("'in 2 weeks'", "Sat 5 Dec 2026"),
        ("today", "Sat 21 Nov 2026"),
        ("saturday", "Sat 28 Nov 2026"),
        ("'24 Dec'", "Thu 24 Dec 2026"),
        ("'24 December 2027'", "Fri 24 Dec 2027"),
        ("'end of month'", "Mon 30 Nov 2026"),
        ("2026-12-01", "Tue 1 Dec 2026"),
    ],
)
def test_a_promise_says_its_day_in_full(shop: Oc, by: str, day: str) -> None:
    said = shop(f"promise navy coat --by {by} --for klein").printed()
    assert f"Promised Margo Klein by {day}: navy coat\n" == said


def test_a_promise_is_for_the_one_being_served(shop: Oc) -> None:
    shop("serve klein")
    assert "Promised Margo Klein by Fri 27 Nov 2026: hem\n" == shop("promise hem --by friday").printed()
    assert "Owed hem due on Friday" == owed(shop)
    assert "Kept for Margo Klein: hem.\n" == shop("done").printed()
    assert "" == owed(shop)


@pytest.mark.parametrize(
    "command,code,sentence",
    [
        ("promise coat", 2, "By which day?"),
        ("promise coat --by in 3 days", 1, "“in” is not a day that I understand."),
        ("promise coat --by next friday", 1, "“next” is not a day that I understand."),
        ("promise coat --by 24 Dec", 1, "“24” is not a day that I understand."),
        ("promise coat --by soon", 1, "“soon” is not a day that I understand."),
        ("promise coat --by ''", 1, "“” is not a day that I understand."),
        ("promise coat --by '31 feb'", 1, "There is no day 31 feb."),
        ("promise coat --by '29 Feb 2027'", 1, "There is no day 29 Feb 2027."),
        ("promise coat --by 2026-11-31", 1, "There is no day 2026-11-31."),
        ("promise coat --by 'Fri 26 Nov 2026'", 1, "26 Nov 2026 is a Thursday, not a Friday."),
        ("promise coat --by 11/12", 1, "“11/12” could be 11 Dec or 12 Nov."),
        ("promise coat --by yesterday", 1, "Fri 20 Nov 2026 is past; nothing was promised."),
        ("promise '' --by friday", 1, "The promise is empty."),
        ("promise 4111 1111 1111 1111 --by friday", 1, "The promise has what looks like a card number."),
    ],
)
def test_a_promise_that_cannot_be_taken_writes_nothing(
    shop: Oc, db: Path, command: str, code: int, sentence: str
) -> None:
    before = db.read_bytes()
    complained = shop(f"{command} --for klein").complained(code)
    assert complained.startswith(f"oc: {sentence}\noc: hint: ")
    assert before == db.read_bytes()


def test_a_day_of_several_words_is_asked_for_in_quotes(shop: Oc) -> None:
    assert 'in quotes: --by "in 3 days"' in shop("promise coat --by in 3 days --for klein").complained(1)


def test_a_long_promise_is_refused_and_not_cut(shop: Oc, rows: Rows) -> None:
    assert "200 is the most" in shop("promise", "x" * 201, "--by", "friday", "--for", "klein").complained(1)
    assert 0 == shop("promise", "x" * 200, "--by", "friday", "--for", "klein").code
    assert [("x" * 200, "2026-11-27")] == rows(PROMISES)


def test_a_hostile_promise_is_refused(shop: Oc, rows: Rows) -> None:
    assert "position 2" in shop("promise", "a\x1b[2J", "--by", "friday", "--for", "klein").complained(1)
    assert [] == rows(PROMISES)


@pytest.mark.parametrize("answer", ["n\n", "\n", "", "maybe\n"])
def test_a_past_day_is_asked_about_and_not_promised_without_a_yes(shop: Oc, rows: Rows, answer: str) -> None:
    asked = shop("promise coat --by yesterday --for klein", stdin=answer, at_terminal=True)
    assert (1, "") == (asked.code, asked.out)
    assert asked.err.startswith("Fri 20 Nov 2026 is past. Is it that day? y/N: ")
    assert [] == rows(PROMISES)


def test_a_past_day_is_promised_where_somebody_says_that_it_is_meant(shop: Oc) -> None:
    promised = shop("promise coat --by yesterday --for klein", stdin="y\n", at_terminal=True)
    assert (0, "Promised Margo Klein by Fri 20 Nov 2026: coat\n") == (promised.code, promised.out)


def test_a_promise_that_is_late_already_needs_no_question(shop: Oc) -> None:
    said = shop("promise coat --by 2026-11-18 --for klein --late").printed()
    assert "Promised Margo Klein by Wed 18 Nov 2026: coat\n" == said
    assert "Owed coat overdue since 18 Nov" == owed(shop)


@pytest.mark.parametrize("order,day", [("day-first", "Fri 11 Dec 2026"), ("month-first", "Fri 12 Nov 2027")])
def test_a_day_in_slashes_is_read_once_the_shop_says_how(shop: Oc, order: str, day: str) -> None:
    assert f"The shop's rule dates is {order} now.\n" == shop(f"setting dates {order}").printed()
    assert f"Promised Margo Klein by {day}: coat\n" == shop("promise coat --by 11/12 --for klein").printed()


# on the card


def test_what_is_overdue_comes_first_and_the_others_are_counted(shop: Oc) -> None:
    shop("promise the last --by 2026-12-20 --for klein")
    assert "Owed the last due on 20 Dec" == owed(shop)
    shop("promise the second --by tomorrow --for klein")
    assert "Owed the second due tomorrow, and 1 more" == owed(shop)
    shop("promise the first --by yesterday --late --for klein")
    assert "Owed the first overdue since 20 Nov, and 2 more" == owed(shop)


def test_a_promise_stands_above_a_complaint(shop: Oc) -> None:
    shop("note --complaint the zip --for klein")
    shop("promise coat --by friday --for klein")
    labels = [line.split()[0] for line in shop("show klein").printed().splitlines()]
    assert ["Owed", "Open"] == labels[2:4]


def test_a_promise_turns_due_and_then_overdue(shop: Oc) -> None:
    shop("promise coat --by friday --for klein")
    said = {day: owed(shop, OC_NOW=f"2026-11-{day}T12:00:00+00:00") for day in (25, 26, 27, 28)}
    assert ["on Friday", "tomorrow", "today"] == [said[day].partition("due ")[2] for day in (25, 26, 27)]
    assert "Owed coat overdue since 27 Nov" == said[28]


def test_a_day_of_another_year_has_its_year(shop: Oc) -> None:
    shop("promise coat --by '18 Nov' --for klein")
    assert "Owed coat due on 18 Nov 2027" == owed(shop)
    assert "Owed coat overdue since 18 Nov 2027" == owed(shop, OC_NOW="2028-01-02T12:00:00+00:00")


# ending


def test_there_is_nothing_to_end_where_nothing_is_open(shop: Oc, db: Path) -> None:
    shop("promise coat --by friday --for klein")
    shop("done --for klein")
    before = db.read_bytes()
    assert "oc: Margo Klein has nothing open.\n" in shop("done --for klein").complained(1)
    assert "oc: Margo Klein has nothing open.\n" in shop("done --for klein 1").complained(1)
    assert "oc: Margo Klein has no open promise.\n" in shop("done --for klein --broken moths").complained(1)
    assert before == db.read_bytes()


@pytest.mark.parametrize("number", ["3", "0", "9999999999999999999999"])
def test_a_number_that_is_not_on_the_list_ends_nothing(shop: Oc, db: Path, number: str) -> None:
    shop("promise coat --by friday --for klein")
    shop("note --complaint the zip --for klein")
    before = db.read_bytes()
    complained = shop(f"done --for klein {number}").complained(1)
    assert " 1  Promise due on Friday: coat\n 2  Complaint 21 Nov: the zip\n" in complained
    assert f"oc: {number} is not on the list: Margo Klein has 2 open things.\n" in complained
    assert before == db.read_bytes()


def test_of_several_the_answer_on_the_terminal_says_which(shop: Oc, rows: Rows) -> None:
    shop("promise coat --by friday --for klein")
    shop("note --complaint the zip --for klein")
    none = shop("done --for klein for free", stdin="\n", at_terminal=True)
    assert (1, "") == (none.code, none.out)
    assert "Which one? 1–2, or Enter for none:" in none.err
    assert [] == rows(ENDINGS)
    ended = shop("done --for klein for free", stdin="2\n", at_terminal=True)
    assert (0, "Answered for Margo Klein: the zip.\n") == (ended.code, ended.out)
    assert [("answer", "for free")] == rows(ENDINGS)


@pytest.mark.parametrize(
    "command,said,ending",
    [
        ("done", "Kept for Margo Klein: coat.\n", ("kept", None)),
        ("done 1", "Kept for Margo Klein: coat.\n", ("kept", None)),
        ("done brought it home", "Kept for Margo Klein: coat.\n", ("kept", "brought it home")),
        ("done --beyond 'at her door'", "Exceeded for Margo Klein: coat.\n", ("exceeded", "at her door")),
        ("done 1 --beyond 'at her door'", "Exceeded for Margo Klein: coat.\n", ("exceeded", "at her door")),
        ("done --broken moths", "Noted as not kept for Margo Klein: coat.\n", ("broken", "moths")),
    ],
)
def test_a_promise_ends_as_it_went(shop: Oc, rows: Rows, command: str, said: str, ending: tuple[str, str]) -> None:
    shop("promise coat --by friday --for klein")
    assert said == shop(f"{command} --for klein").printed()
    assert [ending] == rows(ENDINGS)
    assert "" == owed(shop)


def test_only_a_promise_is_exceeded_or_broken(shop: Oc, rows: Rows) -> None:
    shop("note --complaint the zip --for klein")
    for how in ("--beyond more", "--broken moths"):
        assert "oc: Margo Klein has no open promise.\n" in shop(f"done --for klein {how}").complained(1)
    shop("promise coat --by friday --for klein")
    assert "Exceeded for Margo Klein: coat.\n" == shop("done --for klein --beyond more").printed()
    assert [("exceeded", "more")] == rows(ENDINGS)


@pytest.mark.parametrize(
    "words,code", [("--beyond a --broken b", 2), ("1 a --beyond b", 2), ("--beyond ''", 1), ("--broken ' '", 1)]
)
def test_how_it_went_is_said_once_and_in_words(shop: Oc, db: Path, words: str, code: int) -> None:
    shop("promise coat --by friday --for klein")
    before = db.read_bytes()
    assert "oc: hint: " in shop(f"done --for klein {words}").complained(code)
    assert before == db.read_bytes()


def test_history_says_how_each_promise_ended(shop: Oc, as_json: Callable[[str], Any]) -> None:
    for what in ("kept", "exceeded", "broken", "open"):
        shop(f"promise {what} --by friday --for klein")
    shop("done --for klein 1", OC_NOW=LATE)
    shop("done --for klein 1 --beyond more", OC_NOW=LATE)
    shop("done --for klein 1 --broken moths", OC_NOW=LATE)
    told = shop("history klein", OC_NOW=LATE).printed()
    for line in (
        "kept (by 27 Nov, kept 28 Nov)",
        "exceeded (by 27 Nov, exceeded 28 Nov)",
        "broken (by 27 Nov, not kept 28 Nov)",
        "open (by 27 Nov, open)",
    ):
        assert line in told
    entries = as_json(shop("history klein --json").printed())["interactions"]
    ended = {one["text"]: (one["due"], one["ended"]) for one in entries if one["kind"] == "promise"}
    assert ("2026-11-27", {"kind": "exceeded", "day": "2026-11-28", "text": "more"}) == ended["exceeded"]
    assert ("2026-11-27", {"kind": "broken", "day": "2026-11-28", "text": "moths"}) == ended["broken"]
    assert ("2026-11-27", None) == ended["open"]


def test_what_was_ended_is_open_again_once_that_is_taken_back(shop: Oc, rows: Rows) -> None:
    shop("promise coat --by friday --for klein")
    shop("done --beyond more --for klein")
    assert "Took back the last exceeded for Margo Klein: more, open again: coat\n" == shop("undo").printed()
    assert "Owed coat due on Friday" == owed(shop)
    assert "Took back the last promise for Margo Klein: coat\n" == shop("undo").printed()
    assert "" == owed(shop)
    assert [] == rows("SELECT 1 FROM interaction")


def test_what_another_till_took_back_meanwhile_is_not_ended(shop: Oc, db: Path, rows: Rows) -> None:
    shop("promise coat --by friday --for klein")
    store = open_store(str(db), lambda _: None)
    person = read.customer(store, 1)
    assert person is not None
    things = open_items.open_things(store, person.id)
    shop("undo")
    signed = Signed(dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC), dt.date(2026, 11, 21), "till two", None)
    with pytest.raises(Refused, match="took that back"):
        open_items.end(store, signed, person, things[0], kinds.KEPT, None)
    store.close()
    assert [] == rows("SELECT 1 FROM interaction")


def test_a_promise_that_another_till_has_ended_is_not_taken_back(shop: Oc) -> None:
    shop("promise coat --by friday --for klein")
    shop("done --for klein", OC_TILL="till two")
    assert "The last write here was “promise”, and more was written" in shop("undo").complained(1)


@pytest.mark.parametrize("opened", ["promise coat --by friday", "note --complaint the coat"])
def test_two_tills_that_end_the_same_at_once_end_it_once(shop: Oc, at_once: AtOnce, rows: Rows, opened: str) -> None:
    shop(f"{opened} --for klein")
    answers = at_once("done --for klein by the one", "done --for klein by the other")
    first, second = sorted(answers, key=lambda ran: ran.code)
    assert first.printed().endswith(" for Margo Klein: " + ("coat.\n" if "promise" in opened else "the coat.\n"))
    word = "kept" if "promise" in opened else "answer"
    assert f"oc: That is {word} already, by another till.\noc: hint: oc history c1\n" == second.complained(1)
    winner = "by the one" if answers[0].code == 0 else "by the other"
    assert [(word, winner)] == rows(ENDINGS)


def test_two_tills_that_end_two_things_at_once_end_both(shop: Oc, at_once: AtOnce, rows: Rows) -> None:
    shop("promise coat --by friday --for klein")
    shop("promise hem --by saturday --for klein")
    ended = at_once("done --for klein 1 the one", "done --for klein 2 --beyond 'the other'")
    assert ["Kept for Margo Klein: coat.\n", "Exceeded for Margo Klein: hem.\n"] == [ran.printed() for ran in ended]
    assert {("kept", "the one"), ("exceeded", "the other")} == set(rows(ENDINGS))


def test_the_hint_of_a_list_names_whose_it_is(shop: Oc) -> None:
    shop("promise belt --by friday --for ruiz")
    shop("promise coat --by friday --for klein")
    shop("promise hem --by friday --for klein")
    shop("serve ruiz")
    assert "oc: hint: oc done NUMBER --for c1, with one of the list\n" in shop("done --for klein").complained(1)
    assert "Kept for Margo Klein: hem.\n" == shop("done 2 --for c1").printed()
