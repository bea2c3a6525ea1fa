"""Ending what is owed: a promise kept, exceeded or broken, a complaint answered, each once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onecustomer.domain.timeline import open_items
from onecustomer.domain.timeline.deed import Signed
from onecustomer.errors import Refused
from onecustomer.store import kinds
from onecustomer.store.counter import read
from onecustomer.store.open import open_store
from tests.words import AtOnce, Json, Oc, Rows, at, line

LATE = "2026-11-28T12:00:00+00:00"
ENDINGS = "SELECT kind, text FROM interaction WHERE about_id IS NOT NULL ORDER BY id"


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
    assert (0, "Answered, for Margo Klein: the zip (for free)\n") == (ended.code, ended.out)
    assert [("answer", "for free")] == rows(ENDINGS)


@pytest.mark.parametrize(
    "command,said,ending",
    [
        ("done", "Kept, for Margo Klein: coat\n", ("kept", None)),
        ("done 1", "Kept, for Margo Klein: coat\n", ("kept", None)),
        ("done brought it home", "Kept, for Margo Klein: coat (brought it home)\n", ("kept", "brought it home")),
        (
            "done --beyond 'at her door'",
            "More than promised, for Margo Klein: coat (at her door)\n",
            ("exceeded", "at her door"),
        ),
        (
            "done 1 --beyond 'at her door'",
            "More than promised, for Margo Klein: coat (at her door)\n",
            ("exceeded", "at her door"),
        ),
        ("done --broken moths", "Not kept, for Margo Klein: coat (moths)\n", ("broken", "moths")),
    ],
)
def test_a_promise_ends_as_it_went(shop: Oc, rows: Rows, command: str, said: str, ending: tuple[str, str]) -> None:
    shop("promise coat --by friday --for klein")
    assert said == shop(f"{command} --for klein").printed()
    assert [ending] == rows(ENDINGS)
    assert "" == line(shop, "Owed")


@pytest.mark.parametrize(
    "by,day,late",
    [
        ("2026-11-21", "2026-11-20", "Kept, "),
        ("2026-11-21", "2026-11-21", "Kept, "),
        ("2026-11-21", "2026-11-22", "Kept a day late "),
        ("2026-11-21", "2026-12-06", "Kept 15 days late "),
        ("2026-11-21", "2027-12-06", "Kept 380 days late "),
        ("2026-11-06 --late", "2026-11-21", "Kept 15 days late "),
    ],
)
@pytest.mark.parametrize("words,how", [("", ""), ("brought it home", " (brought it home)")])
def test_a_promise_that_is_kept_late_says_by_how_many_days(
    shop: Oc, by: str, day: str, late: str, words: str, how: str
) -> None:
    shop(f"promise coat --for klein --by {by}")
    ending = "\n" if late == "Kept, " else ".\n"
    assert f"{late}for Margo Klein: coat{how}{ending}" == shop(f"done {words} --for klein", OC_NOW=at(day)).printed()


@pytest.mark.parametrize("option,said", [("--beyond", "More than promised"), ("--broken", "Not kept")])
def test_what_was_exceeded_or_broken_does_not_count_the_days(shop: Oc, option: str, said: str) -> None:
    shop("promise coat --for klein --by friday")
    ended = shop(f"done --for klein {option} moths", OC_NOW=at("2026-12-24")).printed()
    assert f"{said}, for Margo Klein: coat (moths)\n" == ended


def test_only_a_promise_is_exceeded_or_broken(shop: Oc, rows: Rows) -> None:
    shop("note --complaint the zip --for klein")
    for how in ("--beyond more", "--broken moths"):
        assert "oc: Margo Klein has no open promise.\n" in shop(f"done --for klein {how}").complained(1)
    shop("promise coat --by friday --for klein")
    assert "More than promised, for Margo Klein: coat (more)\n" == shop("done --for klein --beyond more").printed()
    assert [("exceeded", "more")] == rows(ENDINGS)


@pytest.mark.parametrize(
    "words,code", [("--beyond a --broken b", 2), ("1 a --beyond b", 2), ("--beyond ''", 1), ("--broken ' '", 1)]
)
def test_how_it_went_is_said_once_and_in_words(shop: Oc, db: Path, words: str, code: int) -> None:
    shop("promise coat --by friday --for klein")
    before = db.read_bytes()
    assert "oc: hint: " in shop(f"done --for klein {words}").complained(code)
    assert before == db.read_bytes()


def test_history_says_how_each_promise_ended(shop: Oc, as_json: Json) -> None:
    for what in ("kept", "exceeded", "broken", "open"):
        shop(f"promise {what} --by friday --for klein")
    shop("done --for klein 1", OC_NOW=LATE)
    shop("done --for klein 1 --beyond more", OC_NOW=LATE)
    shop("done --for klein 1 --broken moths", OC_NOW=LATE)
    told = shop("history klein", OC_NOW=LATE).printed()
    for said in (
        "kept (by 27 Nov, kept late 28 Nov)",
        "exceeded (by 27 Nov, exceeded 28 Nov)",
        "broken (by 27 Nov, not kept 28 Nov)",
        "open (by 27 Nov, open)",
    ):
        assert said in told
    entries = as_json(shop("history klein --json").printed())["interactions"]
    ended = {one["text"]: (one["due"], one["ended"]) for one in entries if one["kind"] == "promise"}
    assert ("2026-11-27", {"kind": "exceeded", "day": "2026-11-28", "text": "more"}) == ended["exceeded"]
    assert ("2026-11-27", {"kind": "broken", "day": "2026-11-28", "text": "moths"}) == ended["broken"]
    assert ("2026-11-27", None) == ended["open"]


def test_what_was_ended_is_open_again_once_that_is_taken_back(shop: Oc, rows: Rows) -> None:
    shop("promise coat --by friday --for klein")
    shop("done --beyond more --for klein")
    assert "Took back today’s “more than promised” for Margo Klein: more, open again: coat\n" == shop("undo").printed()
    assert "coat due on Friday" == line(shop, "Owed")
    assert "Took back today’s promise for Margo Klein: coat\n" == shop("undo").printed()
    assert "" == line(shop, "Owed")
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
    assert "The last write here, “promise”, cannot be taken back alone: more was written" in shop("undo").complained(1)


@pytest.mark.parametrize("opened", ["promise coat --by friday", "note --complaint the coat"])
def test_two_tills_that_end_the_same_at_once_end_it_once(shop: Oc, at_once: AtOnce, rows: Rows, opened: str) -> None:
    shop(f"{opened} --for klein")
    answers = at_once("done --for klein by the one", "done --for klein by the other")
    first, second = sorted(answers, key=lambda ran: ran.code)
    word, kind = ("kept", "kept") if "promise" in opened else ("answered", "answer")
    assert f"oc: That is {word} already, by another till.\noc: hint: oc history c1\n" == second.complained(1)
    winner = "by the one" if answers[0].code == 0 else "by the other"
    what = "coat" if "promise" in opened else "the coat"
    verb = "Kept" if "promise" in opened else "Answered"
    assert f"{verb}, for Margo Klein: {what} ({winner})\n" == first.printed()
    assert [(kind, winner)] == rows(ENDINGS)


def test_two_tills_that_end_two_things_at_once_end_both(shop: Oc, at_once: AtOnce, rows: Rows) -> None:
    shop("promise coat --by friday --for klein")
    shop("promise hem --by saturday --for klein")
    ended = at_once("done --for klein 1 the one", "done --for klein 2 --beyond 'the other'")
    assert ["Kept, for Margo Klein: coat (the one)\n", "More than promised, for Margo Klein: hem (the other)\n"] == [
        ran.printed() for ran in ended
    ]
    assert {("kept", "the one"), ("exceeded", "the other")} == set(rows(ENDINGS))


def test_the_hint_of_a_list_names_whose_it_is(shop: Oc) -> None:
    shop("promise belt --by friday --for ruiz")
    shop("promise coat --by friday --for klein")
    shop("promise hem --by friday --for klein")
    shop("serve ruiz")
    assert "oc: hint: oc done NUMBER --for c1, with one of the list\n" in shop("done --for klein").complained(1)
    assert "Kept, for Margo Klein: hem\n" == shop("done 2 --for c1").printed()


def test_a_lone_number_is_a_complaints_and_never_the_answer(shop: Oc, rows: Rows) -> None:
    shop("note --complaint --for klein the zip")
    assert "Margo Klein has 1 open thing." in shop("done --for klein 2").complained(1)
    assert shop("done --for klein 1").printed() == "Answered, for Margo Klein: the zip\n"
    assert [(None,)] == rows("SELECT text FROM interaction WHERE kind = 'answer'")
    shop("note --complaint --for klein the hem")
    shop("done --for klein 1 for free")
    assert ("for free",) in rows("SELECT text FROM interaction WHERE kind = 'answer'")
