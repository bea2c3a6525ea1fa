"""Telling the news: once to each, taken back, and from two tills."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import AtOnce, Json, Oc, Rows, line

TELLINGS = "SELECT customer_id, day, staff FROM telling"


def to_tell(oc: Oc, as_json: Json) -> dict[str, list[str]]:
    """Return who is still to be told each piece of news, by its text."""
    return {one["text"]: one["to_tell"] for one in as_json(oc("news --json").printed())["news"]}


def test_what_was_told_is_never_said_again(wanting: Oc, rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    wanting("serve klein")
    assert "Told Margo Klein: Linings are in\n" == wanting("told", OC_STAFF="Ana").printed()
    assert "" == line(wanting, "Tell")
    assert "" == line(wanting, "Tell", day="2026-11-27")
    assert "Margo Klein was told already: Linings are in\n" in wanting("told").complained(1)
    assert [(1, "2026-11-21", "Ana")] == rows(TELLINGS)
    assert "21 Nov told Linings are in Ana" in " ".join(wanting("history klein").printed().split())


def test_of_several_the_number_says_which(wanting: Oc, db: Path) -> None:
    wanting("news Silk is in --for lining --until friday")
    wanting("news Wool is in --for lining --until saturday")
    before = db.read_bytes()
    for number, said in ("", ""), ("3", "3 is not on the list: "), ("0", "0 is not on the list: "):
        complained = wanting(f"told --for klein {number}").complained(1)
        assert " 1  Silk is in (asked for: navy lining)\n 2  Wool is in (asked for: navy lining)\n" in complained
        assert f"oc: {said}There are 2 pieces of news for Margo Klein.\n" in complained
    assert before == db.read_bytes()
    asked = wanting("told --for klein", stdin="2\n", at_terminal=True)
    assert (0, "Told Margo Klein: Wool is in\n") == (asked.code, asked.out)
    assert "Told Margo Klein: Silk is in\n" == wanting("told --for klein 1").printed()


@pytest.mark.parametrize("words", ["she was pleased", "1 she was pleased"])
def test_words_beside_the_number_are_not_lost_but_refused(wanting: Oc, db: Path, words: str) -> None:
    wanting("news Linings are in --for lining --until friday")
    before = db.read_bytes()
    assert "takes a number and no words" in wanting(f"told --for klein {words}").complained(2)
    assert before == db.read_bytes()


def test_undo_takes_news_and_telling_back(wanting: Oc, as_json: Json, rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    wanting("told --for klein")
    assert "Took back today’s “told” for Margo Klein: Linings are in\n" == wanting("undo").printed()
    assert {"Linings are in": ["Margo Klein", "Alecia Ruiz"]} == to_tell(wanting, as_json)
    assert [] == rows("SELECT 1 FROM interaction")
    assert wanting("undo").printed().startswith("Took back today’s news")
    assert "" == line(wanting, "Tell")
    assert [] == rows("SELECT 1 FROM news")


def test_news_that_another_till_told_is_not_taken_back(wanting: Oc, rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    wanting("told --for klein", OC_TILL="till two")
    complained = wanting("undo").complained(1)
    assert (
        "oc: The last write here, “news”, cannot be taken back alone: more was written of the same news since.\n"
        in complained
    )
    assert [(1, "2026-11-21", None)] == rows(TELLINGS)
    wanting("undo", OC_TILL="till two")
    assert 0 == wanting("undo").code


def test_two_tills_tell_one_person_once(wanting: Oc, at_once: AtOnce, rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    first, second = sorted(at_once("told --for klein", "told --for klein"), key=lambda ran: ran.code)
    assert "Told Margo Klein: Linings are in\n" == first.printed()
    refused = "oc: Margo Klein was told that already: Linings are in\noc: hint: nothing was written twice\n"
    assert refused == second.complained(1)
    assert [(1, "2026-11-21", None)] == rows(TELLINGS)
    assert [(1,)] == rows("SELECT count(*) FROM interaction WHERE kind = 'told'")
    assert [(1,)] == rows("SELECT count(*) FROM deed WHERE verb = 'told'")


def test_two_people_told_the_same_at_once_are_both_told(wanting: Oc, at_once: AtOnce, rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    first, second = at_once("told --for klein", "told --for ruiz")
    assert "Told Margo Klein: Linings are in\n" == first.printed()
    assert "Told Alecia Ruiz: Linings are in\n" == second.printed()
    assert {(1, "2026-11-21", None), (3, "2026-11-21", None)} == set(rows(TELLINGS))
