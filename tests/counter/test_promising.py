"""Promising something by a day: how the day is said, and what is no promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.words import Oc, Rows, line

PROMISES = "SELECT text, due FROM interaction WHERE kind = 'promise' ORDER BY id"


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
    assert "hem due on Friday" == line(shop, "Owed")
    assert "Kept, for Margo Klein: hem\n" == shop("done").printed()
    assert "" == line(shop, "Owed")


@pytest.mark.parametrize(
    "command,code,sentence",
    [
        ("promise coat", 2, "By which day?"),
        ("promise coat --by in 3 days", 1, "“in” is not a day that I understand."),
        ("promise coat --by next friday", 1, "“next” is not a day that I understand."),
        ("promise coat --by 24 Dec", 1, "“24” is not a day that I understand."),
        ("promise coat --by soon", 1, "“soon” is not a day that I understand."),
        ("promise coat --by ''", 1, "--by needs a day, as friday."),
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
    said = shop("promise coat --by in 3 days --for klein").complained(1)
    assert 'several words in quotes: --by "in 3 days" or "friday 17:00"\n' in said


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
    assert asked.err.startswith("Fri 20 Nov 2026 is past. Was it promised for that day? y/N: ")
    assert [] == rows(PROMISES)


def test_a_past_day_is_promised_where_somebody_says_that_it_is_meant(shop: Oc) -> None:
    promised = shop("promise coat --by yesterday --for klein", stdin="y\n", at_terminal=True)
    assert (0, "Promised Margo Klein by Fri 20 Nov 2026: coat\n") == (promised.code, promised.out)


def test_a_promise_that_is_late_already_needs_no_question(shop: Oc) -> None:
    said = shop("promise coat --by 2026-11-18 --for klein --late").printed()
    assert "Promised Margo Klein by Wed 18 Nov 2026: coat\n" == said
    assert "coat overdue since 18 Nov" == line(shop, "Owed")


@pytest.mark.parametrize("order,day", [("day-first", "Fri 11 Dec 2026"), ("month-first", "Fri 12 Nov 2027")])
def test_a_day_in_slashes_is_read_once_the_shop_says_how(shop: Oc, order: str, day: str) -> None:
    assert f"The shop's rule dates is {order} now.\n" == shop(f"setting dates {order}").printed()
    assert f"Promised Margo Klein by {day}: coat\n" == shop("promise coat --by 11/12 --for klein").printed()


@pytest.mark.parametrize("command", ["promise coat", "later klein", "news linings are in"])
def test_a_day_in_a_hint_is_said_in_words_that_do_not_pass(shop: Oc, command: str) -> None:
    hint = shop(command).complained(2).partition("oc: hint: ")[2]
    assert re.search(r"--(by|until) (friday|\"in 2 weeks\")", hint)
    assert not re.search(r"\d{4}|\d [A-Z]", hint)
