"""Bringing customers in: Square's and Shopify's exports, as they come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.transfer.guarding import unguarded
from tests.words import EXPORTS, SQUARE, Json, Oc, Rows, at, line


def test_square_becomes_people(oc: Oc, rows: Rows) -> None:
    answer = oc("import", str(EXPORTS / "square.csv"))
    assert answer.code == 0
    assert "square.csv: Square customer export, 10 people in 12 rows, UTF-8\n" in answer.out
    assert "  10 people are new: Margo Klein, Jim O'Neil and 8 more\n" in answer.out
    assert "  line 8: left out, no name, telephone or e-mail to find them by\n" in answer.out
    assert [("Alecia Ruiz",), ("Jeff Baptiste",), ("Jim O'Neil",), ("Juli Andersson",), ("Margo Klein",)] == rows(
        "SELECT name FROM customer ORDER BY name LIMIT 5"
    )
    assert [("Margo Klein", "Acme", "2019-03-02")] == rows(
        "SELECT name, company, since FROM customer WHERE name LIKE 'margo k%'"
    )
    assert {
        ("nick", "Mar"),
        ("phone", "+12125550143"),
        ("email", "margo.klein@example.com"),
        ("source", "square:CH0001"),
        ("source", "square:CH0010"),
    } == set(rows("SELECT kind, value FROM handle WHERE customer_id = 1"))
    assert [("birthday", 11, 26, None)] == rows("SELECT what, month, day, year FROM occasion WHERE customer_id = 1")
    assert {
        ("note", "2026-11-21", "Paper receipts always. In a hurry."),
        ("visit", "2026-09-01", None),
        ("record", "2026-11-21", "Square says: e-mail marketing: yes"),
    } == set(rows("SELECT kind, day, text FROM interaction WHERE customer_id = 1"))
    named = "SELECT name FROM customer JOIN handle ON customer_id = customer.id WHERE value = 'taro@example.jp'"
    assert [("山本 太郎",)] == rows(named)


def test_shopify_becomes_people(oc: Oc, rows: Rows) -> None:
    answer = oc("import", str(EXPORTS / "shopify.csv"))
    assert "shopify.csv: Shopify customer export, 5 people in 7 rows, UTF-8\n" in answer.out
    assert [("Cy Tran",), ("Li",), ("Margo Klein",), ("Teodoro Villaseñor",), ("nobody.named",)] == rows(
        "SELECT name FROM customer ORDER BY name"
    )
    assert ("zwei\nZeilen",) in rows("SELECT text FROM interaction")


def test_what_a_file_says_was_said_before_and_has_no_day(oc: Oc, as_json: Json) -> None:
    oc("import", str(EXPORTS / "square.csv"))
    said = "Paper receipts always. In a hurry."
    assert f"before note {said}" == line(oc, "Last", "'margo klein'")
    oc("note --for 'margo klein' asked for silk", OC_NOW=at("2026-12-01"))
    card = oc("show 'margo klein'", OC_NOW=at("2026-12-02")).printed()
    assert card.index("asked for silk") < card.index(said)
    entry = as_json(oc("show 'margo klein' --json").out)["card"]["last"][0]
    assert (said, True) == (entry["text"], entry["imported"])
    history = [" ".join(row.split()) for row in oc("history 'margo klein'").printed().splitlines()]
    assert any(row.endswith(f"before note {said} (imported)") for row in history)
    assert any(row.endswith("1 Sep visit (imported)") for row in history)


def test_what_a_file_says_is_nothing_that_happened_today(oc: Oc, as_json: Json) -> None:
    oc("import", str(EXPORTS / "square.csv"))
    assert [] == as_json(oc("pulse --json").out)["pulse"]["kinds"]


@pytest.mark.parametrize("memo", ["Likes tea", "likes  TEA", "Likes tea."])
def test_the_same_words_again_add_none(oc: Oc, file: Callable[[str], str], rows: Rows, memo: str) -> None:
    oc("import", file(SQUARE + "Ann,Lee,,2125550100,A1,Likes tea,,\n"))
    assert (
        "  1 person was here already, with nothing new\n"
        in oc("import", file(SQUARE + f"Ann,Lee,,2125550100,A1,{memo},,\n")).out
    )
    assert [("Likes tea",)] == rows("SELECT text FROM interaction")


def test_what_is_missing_is_said_of_whom_and_left_out_only_of_whole_rows(oc: Oc) -> None:
    said = oc("import", str(EXPORTS / "square.csv")).out
    assert "  line 3, Jim O'Neil: added without a birthday, there is no 29 Feb 1958\n" in said
    assert "  line 14, Walter [VIP] Bell: added without a birthday, 12 May 1949 or 5 Dec 1949" in said
    assert "  line 8: left out, no name, telephone or e-mail to find them by\n" in said
    assert 1 == said.count("left out")


@pytest.mark.parametrize("count", [20, 21, 51])
def test_what_is_left_out_is_named_up_to_twenty_times_and_then_counted(
    oc: Oc, file: Callable[[str], str], count: int
) -> None:
    said = oc("import", file(SQUARE + ",,,,,likes tea,,\n" * count)).out
    assert 20 == said.count(": left out, ")
    assert (count > 20) == (f"  and {count - 20} more like these\n" in said)
    assert f"Square customer export, nobody in {count} rows, UTF-8\n  nobody is new\n" in said


def test_money_is_not_kept(oc: Oc, db: Path) -> None:
    answer = oc("import", str(EXPORTS / "square.csv"))
    assert "Lifetime Spend" in answer.out
    assert b"1,310.00" not in db.read_bytes()
    assert b"2,004.50" not in db.read_bytes()


def test_both_systems_meet_in_one_person(oc: Oc, rows: Rows) -> None:
    oc("import", str(EXPORTS / "square.csv"))
    oc("import", str(EXPORTS / "shopify.csv"))
    assert [(1,)] == rows("SELECT count(*) FROM customer WHERE name = 'Margo Klein'")
    found = oc("find margo klein --json")
    assert 1 == found.printed().count('"Margo Klein"')


def test_people_with_neither_phone_nor_email_are_kept_apart(oc: Oc, file: Callable[[str], str], rows: Rows) -> None:
    path = file(SQUARE + "John,Smith,,,A1,,,\nJohn,Smith,,,A2,,,\nJohn,Smith,,,,,,\nJohn,Smith,,,,,,\n")
    assert "  4 people are new: John Smith, John Smith and 2 more\n" in oc("import", path).out
    assert "  nobody is new\n  4 people were here already, with nothing new\n" in oc("import", path).out
    assert [(4,)] == rows("SELECT count(*) FROM customer")


def test_the_same_email_and_another_name_are_two_people(oc: Oc, file: Callable[[str], str]) -> None:
    path = file(SQUARE + "Ann,Lee,home@example.com,,A1,,,\nBob,Lee,HOME@example.com,,A2,,,\n")
    said = oc("import", path).out.splitlines()[1:-1]
    assert [
        "  2 people are new: Ann Lee and Bob Lee",
        "  line 3, Bob Lee has a telephone or an e-mail of Ann Lee; if they are one person:",
        "    oc merge c1 c2",
    ] == said


def test_hostile_cells_are_left_out_and_the_rest_is_kept(oc: Oc, file: Callable[[str], str]) -> None:
    path = file(SQUARE + "Ann,Lee,,,A1,\x1b[2J,,\n\x1b[2JBob,Lee,,,A2,,,\nCy,Lee,,,A3,4111 1111 1111 1111,,\n")
    answer = oc("import", path)
    assert "  2 people are new: Ann Lee and Cy Lee\n" in answer.out
    assert "  line 2, Ann Lee: added without a memo, it has a hidden or control character (U+001B)" in answer.out
    assert "  line 3: left out, its name has a hidden or control character (U+001B)" in answer.out
    assert "  line 4, Cy Lee: added without a memo, it has what looks like a card number\n" in answer.out


@pytest.mark.parametrize("number", ["A" * 101, "A\x1b[2J", "4111 1111 1111 1111", "4111111111111111", "30569309025904"])
def test_a_number_that_cannot_be_kept_is_left_out(oc: Oc, file: Callable[[str], str], rows: Rows, number: str) -> None:
    path = file(SQUARE + f"Ann,Lee,,2125550100,{number},,,\n")
    first = oc("import", path)
    assert "  1 person is new: Ann Lee\n" in first.out
    assert "  line 2, Ann Lee: added without a customer number, it " in first.out
    assert [] == [value for (value,) in rows("SELECT value FROM handle") if number in value]
    assert "  nobody is new\n  1 person was here already, with nothing new\n" in oc("import", path).out


def test_a_shops_number_of_thirteen_digits_is_no_card(oc: Oc, file: Callable[[str], str], rows: Rows) -> None:
    answer = oc("import", file(SQUARE + "Ann,Lee,,,4222222222222,,,\n"))
    assert "without" not in answer.out
    assert [("square:4222222222222",)] == rows("SELECT value FROM handle WHERE kind = 'source'")


@given(st.sampled_from("=+-@＝＋－＠0123456789"), st.text(st.characters(categories=["L", "N", "P"]), max_size=20))
def test_the_apostrophe_of_an_exporter_is_taken_off(first: str, rest: str) -> None:
    assert first + rest == unguarded("'" + first + rest)


@given(st.characters(categories=["L"]), st.text(st.characters(categories=["L", "N", "P"]), max_size=20))
def test_the_apostrophe_of_a_name_stays(first: str, rest: str) -> None:
    assert "'" + first + rest == unguarded("'" + first + rest)


def test_columns_of_cells_keep_their_own_apostrophes(oc: Oc, file: Callable[[str], str]) -> None:
    path = file(SQUARE + "'Ndrangheta,'t Hooft,,'+12125550100,'A1,'tis fine,,\n")
    oc("import", path)
    assert oc("show 0100").printed().startswith("'Ndrangheta 't Hooft\n")
    assert "'tis fine" in oc("show 0100").out
