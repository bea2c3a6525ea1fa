"""Finding at the counter: the choice, scanned codes, and any remembered thing."""

from __future__ import annotations

import json

import pytest

from tests.words import Oc, Rows, found


@pytest.mark.parametrize(
    "query", ["margo kline", "marko klein", "klien", "julie anderson", "alisha ruiz", "jimmy oneal"]
)
def test_a_near_hit_always_asks(shop: Oc, query: str) -> None:
    assert shop("serve", query).complained(4).startswith(f"oc: Nobody is called “{query}”; the nearest:\n 1  ")
    asked = shop("serve", query, stdin="\n", at_terminal=True)
    assert (4, "") == (asked.code, asked.out)


def test_a_near_hit_is_served_when_it_is_chosen(shop: Oc) -> None:
    chosen = shop("serve klien", stdin="1\n", at_terminal=True, NO_COLOR="1")
    assert chosen.out.startswith("Margo Klein (MAR-go)")


def test_a_write_never_guesses(shop: Oc, rows: Rows) -> None:
    for query in ("klien", "margo", "jimmy oneal"):
        assert shop("note", "--for", query, "hello").code == 4
    assert [(0,)] == rows("SELECT count(*) FROM interaction")


def test_enter_never_takes_anybody(shop: Oc, rows: Rows) -> None:
    for day in ("19", "20", "21"):
        shop("serve klein", OC_NOW=f"2026-11-{day}T09:00:00+00:00")
    for command in ("serve margo", "note hello --for margo", "edit margo --at X", "serve marho", "lost margo"):
        asked = shop(command, stdin="\n", at_terminal=True, NO_COLOR="1")
        assert (4, "") == (asked.code, asked.out)
        assert "or Enter for none: " in asked.err
    assert [(3,)] == rows("SELECT count(*) FROM interaction")


def test_served_often_comes_before_served_once(shop: Oc) -> None:
    for day in ("10", "12", "14"):
        shop("serve levesque", OC_NOW=f"2026-11-{day}T09:00:00+00:00")
    shop("serve klein", OC_NOW="2026-11-15T09:00:00+00:00")
    assert ["Margot Lévesque", "Margo Klein"] == found(shop, "margo")


@pytest.mark.parametrize("scanned", ["5012345", "5012345\r\n", "\t5012345", "]C05012345", "]E05012345\r"])
def test_a_scanned_code_finds_whose_card_it_is(shop: Oc, scanned: str) -> None:
    shop("add", "Carla Card", "--card", "5012345")
    assert shop("serve", scanned).out.startswith("Carla Card")


@pytest.mark.parametrize("scanned", ["]C05012346", "5012346", "501234", "]C0margo"])
def test_a_scanned_code_is_never_matched_fuzzily(shop: Oc, scanned: str) -> None:
    shop("add", "Carla Card", "--card", "5012345")
    assert "Nobody found" in shop("serve", scanned).complained(3)


def test_a_card_that_reads_like_a_reference_asks(shop: Oc) -> None:
    shop("add", "Carla Card", "--card", "C1")
    assert ["Carla Card", "Margo Klein"] == sorted(found(shop, "c1"))


def test_the_last_digits_with_a_name_find_one_of_two(shop: Oc) -> None:
    assert shop("show margo 0143").printed().startswith("Margo Klein")
    assert shop("show 0199 margo").printed().startswith("Margot Lévesque")


@pytest.mark.parametrize(
    "query,name",
    [
        ("cat vet", "Alecia Ruiz"),
        ("the CAT", "Alecia Ruiz"),
        ("reçu", "Jim O’Neil"),
        ("recu papier", "Jim O’Neil"),
        ("design", "Jeff Baptiste"),
        ("regular", "Jim O’Neil"),
        ("12-24", "Jörg-Änne Weiß"),
        ("24 Dec", "Jörg-Änne Weiß"),
    ],
)
def test_any_remembered_thing_finds(shop: Oc, query: str, name: str) -> None:
    shop("note --for alecia her cat is at the vet")
    shop("note --for jim --pin Reçu en papier")
    assert name in found(shop, query)


def test_names_come_before_what_was_said(shop: Oc) -> None:
    shop("note --for jim asked after Zoë")
    assert ["Zoë", "Jim O’Neil"] == found(shop, "zoe")


def test_a_note_taken_back_finds_nobody(shop: Oc) -> None:
    shop("note --for jim quetzal feathers")
    assert ["Jim O’Neil"] == found(shop, "quetzal")
    shop("undo")
    assert "Nobody found" in shop("find quetzal").complained(3)


def test_many_queries_are_answered_in_one_process(shop: Oc) -> None:
    answers = shop("find -", stdin="klein\n\n...\nklien\nnobody at all\n").printed().splitlines()
    said = [json.loads(answer) for answer in answers]
    assert ["klein", "", "...", "klien", "nobody at all"] == [one["query"] for one in said]
    assert [1, 0, 0, 1, 0] == [len(one["candidates"]) for one in said]
    assert [4, 6] == [said[0]["candidates"][0]["tier"], said[3]["candidates"][0]["tier"]]
    assert ["There is no letter or number to look for."] * 2 == [said[1]["error"], said[2]["error"]]


def test_a_query_that_is_too_long_is_refused_and_the_next_is_answered(shop: Oc) -> None:
    answers = shop("find -", stdin="x" * 200 + "\n" + "y" * 500_000 + "\nklein").printed().splitlines()
    said = [json.loads(answer) for answer in answers]
    assert ["x" * 200, "y" * 4_000 + "…", "klein"] == [one["query"] for one in said]
    assert [None, "The line has more than 4,000 characters.", None] == [one.get("error") for one in said]
    assert "c1" == said[2]["unasked"]


def test_nothing_of_a_person_stays_in_the_index(oc: Oc, rows: Rows) -> None:
    oc("add Somebody")
    before = {table: sorted(rows(f"SELECT * FROM {table}")) for table in ("search_key", "fragment", "sound")}
    oc("add 'Quetzal Xylophonopoulos' --say KET-zal --nick Quex")
    assert [] != rows("SELECT 1 FROM fragment WHERE word = 'quetzal'")
    oc("undo")
    assert before == {table: sorted(rows(f"SELECT * FROM {table}")) for table in before}


def test_a_word_that_others_have_stays_in_the_index(oc: Oc) -> None:
    oc("add 'Quetzal One'")
    oc("add 'Quetzal Two'")
    oc("edit two --name Other")
    assert ["Quetzal One"] == found(oc, "quezal")
    assert "Nobody found" in oc("find otter").out + oc("find twoo").err
