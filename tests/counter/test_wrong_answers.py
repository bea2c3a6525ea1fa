"""A question that gets a wrong answer says what it takes, and asks again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Oc, Rows

WRONG = "perhaps\n"


@pytest.mark.parametrize(
    "command,right,takes",
    [
        ("serve margo", "1", "Type 1 to 2, or a reference such as c"),
        ("serve klien", "1", "Type 1, or a reference such as c1."),
        ("add margo klein", "y", "Type y for yes, or n."),
        ("done --for weiß", "2", "Type 1 to 2."),
        ("thank margo", "2", "Type 1 or 2."),
        ("promise coat --for weiß", "friday", "Write friday, friday 17:00, in 3 days or end of month."),
    ],
)
def test_a_wrong_answer_is_told_what_is_taken(shop: Oc, command: str, right: str, takes: str) -> None:
    for word in ("hem", "coat"):
        shop(f"promise {word} --by friday --for weiß")
    shop("serve jim")
    answer = shop(command, stdin=f"{WRONG}{right}\n", at_terminal=True)
    assert takes in answer.err
    assert 0 == answer.code


def test_after_three_wrong_answers_nothing_is_written(shop: Oc, rows: Rows) -> None:
    before = rows("SELECT count(*) FROM customer")
    refused = shop("add margo klein", stdin=WRONG * 4, at_terminal=True)
    assert 3 == refused.err.count("Type y for yes, or n.")
    assert 1 == refused.code
    assert before == rows("SELECT count(*) FROM customer")


@pytest.mark.parametrize("command", ["serve margo", "serve klien"])
def test_enter_alone_takes_nobody_and_is_not_asked_again(shop: Oc, command: str) -> None:
    refused = shop(command, stdin="\n1\n", at_terminal=True)
    assert "oc: Nobody was chosen.\n" in refused.complained(4)
    assert "Type 1" not in refused.err


def test_a_choice_is_introduced_before_its_list(shop: Oc) -> None:
    assert shop("serve margo").complained(4).startswith("oc: “margo” may be 2 people:\n 1  ")
    assert "oc: Nobody was chosen.\noc: hint: oc serve c" in shop("serve margo").err


ASKING = ("note zip broke", "thank for waiting", "promise coat --by friday", "style upset", "lost --why 'too slow'")


@pytest.mark.parametrize("command", [*ASKING, "serve"])
def test_who_is_meant_is_asked_again_after_a_wrong_answer(shop: Oc, command: str) -> None:
    answer = shop(command, stdin="1\nnobodyz\nklein\n", at_terminal=True)
    assert 0 == answer.code
    assert "oc: “1” is a number and no name.\n" in answer.err
    assert "oc: Nobody found for “nobodyz”.\n" in answer.err
    assert "Margo Klein" in answer.out


@pytest.mark.parametrize("command", ASKING)
@pytest.mark.parametrize("typed", ["1\nnobodyz\n...\n", "1\n...\nnobodyz\n", "margo\n\n"])
def test_what_was_typed_is_not_lost_in_silence(shop: Oc, db: Path, command: str, typed: str) -> None:
    before = db.read_bytes()
    assert "Nothing was kept." in shop(command, stdin=typed + "klein\n", at_terminal=True).err
    assert before == db.read_bytes()


@pytest.mark.parametrize("command", ASKING[:-1])
def test_enter_alone_says_that_nothing_was_kept(shop: Oc, command: str) -> None:
    assert "oc: Nothing was kept.\n" in shop(command, stdin="\n", at_terminal=True).complained(2)


def test_the_end_of_a_telephone_is_an_answer(shop: Oc) -> None:
    assert "Noted for Margo Klein: zip" in shop("note zip", stdin="0143\n", at_terminal=True).out


@pytest.mark.one_till("a till of many is greeted with the name of its shop")
def test_a_shop_without_anybody_is_greeted_and_not_asked_again(oc: Oc) -> None:
    oc("setting again 60d")
    greeted = oc("note zip", stdin="margo\n", at_terminal=True).complained(3)
    assert 1 == greeted.count("For whom?")
    assert "There are no customers here yet." in greeted
