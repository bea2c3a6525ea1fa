"""A question that gets a wrong answer says what it takes, and asks again."""

from __future__ import annotations

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
