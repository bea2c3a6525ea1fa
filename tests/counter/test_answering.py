"""What waits for an answer: a complaint, a warning, that they may leave; and what is asked of it at a terminal."""

from __future__ import annotations

import pytest

from tests.words import Oc, Rows

ENDINGS = "SELECT kind, text FROM interaction WHERE about_id IS NOT NULL ORDER BY id"
WAITING = ("complaint", "warning", "leaving")
QUESTION = "What did you say or do? Enter for no words: "


@pytest.fixture(params=WAITING)
def waiting(shop: Oc, request: pytest.FixtureRequest) -> str:
    """A kind of entry that waits for an answer, of which Margo has one that says "the step is loose"."""
    shop(f"note --{request.param} the step is loose --for klein")
    return str(request.param)


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize(
    "command,how,ending",
    [
        ("done", "", ("answer", None)),
        ("done 1", "", ("answer", None)),
        ("done a new nail", " (a new nail)", ("answer", "a new nail")),
    ],
)
def test_what_waits_is_answered_once(shop: Oc, rows: Rows, command: str, how: str, ending: tuple[str, str]) -> None:
    assert f"Answered, for Margo Klein: the step is loose{how}\n" == shop(f"{command} --for klein").printed()
    assert [ending] == rows(ENDINGS)
    assert "Margo Klein has nothing open." in shop("done --for klein").complained(1)


def test_history_says_that_it_was_answered_and_undo_that_it_is_open_again(shop: Oc, waiting: str) -> None:
    assert "the step is loose (open)" in shop("history klein").printed()
    shop("done a new nail --for klein")
    told = shop("history klein").printed()
    assert "the step is loose (answered 21 Nov)" in told
    assert f"{waiting} " in told
    taken = "Took back today’s answer for Margo Klein: a new nail, open again: the step is loose\n"
    assert taken == shop("undo").printed()
    assert "the step is loose (open)" in shop("history klein").printed()


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize("how", ["--beyond more", "--broken moths"])
def test_what_waits_for_an_answer_is_neither_exceeded_nor_broken(shop: Oc, rows: Rows, how: str) -> None:
    assert "oc: Margo Klein has no open promise.\n" in shop(f"done --for klein {how}").complained(1)
    assert [] == rows(ENDINGS)


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize("command", ["done --for klein", "done 1 --for klein"])
@pytest.mark.parametrize(
    "typed,how,text", [("a new nail, $5 & doesn't\n", " (a new nail, $5 & doesn't)", "a new nail, $5 & doesn't"),
                       ("\n", "", None), ("  \n", "", None)]
)  # fmt: skip
def test_a_terminal_asks_what_was_said_or_done(
    shop: Oc, rows: Rows, command: str, typed: str, how: str, text: str | None
) -> None:
    asked = shop(command, stdin=typed, at_terminal=True, COLUMNS="200")
    assert 0 == asked.code
    assert asked.err.endswith(f" 21 Nov: the step is loose\n{QUESTION}")
    assert f"Answered, for Margo Klein: the step is loose{how}\n" == asked.out
    assert [("answer", text)] == rows(ENDINGS)


@pytest.mark.usefixtures("waiting")
def test_nobody_is_asked_where_the_words_are_there_or_no_terminal_is(shop: Oc) -> None:
    for command, at_terminal in (("done a new nail --for klein", True), ("done --for klein", False)):
        assert (0, "") == (shop(command, at_terminal=at_terminal).code, shop("undo").err)


@pytest.mark.usefixtures("waiting")
def test_ctrl_d_at_the_question_leaves_it_open(shop: Oc, rows: Rows) -> None:
    assert 130 == shop("done --for klein", stdin="", at_terminal=True).code
    assert [] == rows(ENDINGS)


@pytest.mark.usefixtures("waiting")
def test_ctrl_c_at_the_question_leaves_it_open(shop: Oc, rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("onecustomer.cli.terminal.streams.line", interrupted)
    assert 130 == shop("done --for klein", at_terminal=True).code
    assert [] == rows(ENDINGS)


def test_it_is_asked_once_one_of_several_was_chosen_and_never_of_a_promise(shop: Oc, rows: Rows) -> None:
    shop("promise coat --by friday --for klein")
    for kind in WAITING:
        shop(f"note --{kind} the {kind} --for klein")
    asked = shop("done --for klein", stdin="3\nswept it\n", at_terminal=True)
    listed = [
        " 1  Promise due on Friday: coat",
        " 2  May leave, 21 Nov: the leaving",
        " 3  Warning 21 Nov: the warning",
    ]
    assert [*listed, " 4  Complaint 21 Nov: the complaint"] == asked.err.splitlines()[:4]
    assert asked.err.endswith(f"Which one? 1–4, or Enter for none: Warning 21 Nov: the warning\n{QUESTION}")
    assert "Answered, for Margo Klein: the warning (swept it)\n" == asked.out
    kept = shop("done --for klein", stdin="1\n", at_terminal=True)
    assert (0, "Kept, for Margo Klein: coat\n") == (kept.code, kept.out)
    assert QUESTION not in kept.err
    assert [("answer", "swept it"), ("kept", None)] == rows(ENDINGS)


def test_an_answer_typed_at_the_question_holds_no_payment_number(shop: Oc, rows: Rows) -> None:
    shop("note --warning the step --for klein")
    asked = shop("done --for klein", stdin="paid with 4111 1111 1111 1111\n", at_terminal=True)
    assert 1 == asked.code
    assert "what looks like a card number" in asked.err
    assert [] == rows(ENDINGS)
