"""Bringing customers in: Square's and Shopify's exports, as they come."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.transfer.csv_file import _unguarded
from tests.conftest import Oc

CASES = Path(__file__).parent / "cases"
Rows = Callable[..., list[tuple[Any, ...]]]
HEADING = "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Memo,Birthday,Last Visit\n"


@pytest.fixture
def file(till: Path) -> Callable[[str | bytes], str]:
    """Write a file to import, and return its path."""

    def write(content: str | bytes) -> str:
        path = till / "customers.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


@pytest.fixture(params=["square", "shopify"])
def export(request: pytest.FixtureRequest, till: Path) -> str:
    return str(shutil.copy(CASES / f"{request.param}.csv", till))


def test_square_becomes_people(oc: Oc, rows: Rows) -> None:
    answer = oc("import", str(CASES / "square.csv"))
    assert answer.code == 0
    assert "12 rows of Square's customers" in answer.out
    assert "10 added" in answer.out
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
    assert {("note", "2026-11-21", "Paper receipts always. In a hurry."), ("visit", "2026-09-01", None)} == set(
        rows("SELECT kind, day, text FROM interaction WHERE customer_id = 1")
    )
    named = "SELECT name FROM customer JOIN handle ON customer_id = customer.id WHERE value = 'taro@example.jp'"
    assert [("山本 太郎",)] == rows(named)


def test_shopify_becomes_people(oc: Oc, rows: Rows) -> None:
    answer = oc("import", str(CASES / "shopify.csv"))
    assert "7 rows of Shopify's customers" in answer.out
    assert [("Cy Tran",), ("Li",), ("Margo Klein",), ("Teodoro Villaseñor",), ("nobody.named",)] == rows(
        "SELECT name FROM customer ORDER BY name"
    )
    assert ("zwei\nZeilen",) in rows("SELECT text FROM interaction")


def test_what_is_left_out_is_named_by_its_line(oc: Oc) -> None:
    oc("add Somebody")
    said = oc("import", str(CASES / "square.csv")).err
    assert "oc: line 3: left out. There is no day 1958-02-29.\n" in said
    assert "oc: line 8: left out. No name, telephone or e-mail: nobody could be found by it.\n" in said
    assert "oc: line 14: left out. “12/05/1949”" in said
    assert 3 == said.count("left out")


def test_money_is_not_kept(oc: Oc, db: Path) -> None:
    answer = oc("import", str(CASES / "square.csv"))
    assert "Lifetime Spend" in answer.out
    assert b"1,310.00" not in db.read_bytes()
    assert b"2,004.50" not in db.read_bytes()


def test_a_second_run_adds_nothing(oc: Oc, db: Path, export: str) -> None:
    oc("import", export)
    before = db.read_bytes()
    again = oc("import", export)
    assert "  0 added\n  0 here already, completed\n" in again.out
    assert before == db.read_bytes()


def test_a_dry_run_counts_alike_and_writes_nothing(oc: Oc, db: Path, export: str) -> None:
    dry = oc("import", "--dry-run", export)
    assert dry.code == 0
    assert "Nothing was written" in dry.out
    assert not db.exists()
    wet = oc("import", export)
    assert numbers(dry.out) == numbers(wet.out)


def numbers(report: str) -> list[str]:
    return [line.split()[0] for line in report.splitlines() if line.startswith("  ")]


def test_a_dry_run_on_a_store_changes_no_byte(shop: Oc, db: Path, export: str) -> None:
    before = db.read_bytes()
    assert shop("import", "--dry-run", export).code == 0
    assert before == db.read_bytes()


def test_undo_takes_a_whole_import_back(shop: Oc, export: str, rows: Rows) -> None:
    tables = ("customer", "handle", "interaction", "occasion", "fact", "search_key")
    before = {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in tables}
    shop("import", export)
    assert shop("undo").code == 0
    assert before == {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in tables}


def test_an_import_that_others_wrote_upon_is_not_taken_back(oc: Oc, export: str) -> None:
    oc("import", export)
    oc("note --for 'margo klein' hello", OC_TILL="another")
    assert "more was written" in oc("undo").complained(1)


def test_both_systems_meet_in_one_person(oc: Oc, rows: Rows) -> None:
    oc("import", str(CASES / "square.csv"))
    oc("import", str(CASES / "shopify.csv"))
    assert [(1,)] == rows("SELECT count(*) FROM customer WHERE name = 'Margo Klein'")
    found = oc("find margo klein --json")
    assert 1 == found.printed().count('"ref"')


def test_people_with_neither_phone_nor_email_are_kept_apart(oc: Oc, file: Callable[[str], str], rows: Rows) -> None:
    path = file(HEADING + "John,Smith,,,A1,,,\nJohn,Smith,,,A2,,,\nJohn,Smith,,,,,,\nJohn,Smith,,,,,,\n")
    assert "4 added" in oc("import", path).out
    assert "0 added" in oc("import", path).out
    assert [(4,)] == rows("SELECT count(*) FROM customer")


def test_the_same_email_and_another_name_are_two_people(oc: Oc, file: Callable[[str], str]) -> None:
    path = file(HEADING + "Ann,Lee,home@example.com,,A1,,,\nBob,Lee,HOME@example.com,,A2,,,\n")
    assert "2 added" in oc("import", path).out


def test_a_later_export_completes_and_writes_nothing_over(oc: Oc, file: Callable[[str], str], rows: Rows) -> None:
    oc("import", file(HEADING + "Ann,Lee,,2125550100,A1,likes tea,,2026-01-02\n"))
    oc("edit ann --name 'Annie Lee'")
    answer = oc("import", file(HEADING + "Ann,Lee,ann@example.com,+1 212 555 0100,A1,likes coffee,05-06,2026-02-03\n"))
    assert "  0 added\n  1 here already, completed\n" in answer.out
    assert [("Annie Lee",)] == rows("SELECT name FROM customer")
    assert [("email",), ("phone",)] == rows("SELECT kind FROM handle WHERE kind <> 'source' ORDER BY kind")
    assert [("likes coffee",), ("likes tea",)] == rows("SELECT text FROM interaction WHERE kind='note' ORDER BY text")
    assert oc("show ann@example.com").code == 0


@pytest.mark.parametrize(
    "content,sentence",
    [
        (b"", "is empty."),
        (b"one,two\n1,2\n", "is not one of Square's or Shopify's"),
        (b"\n", "is not one of Square's or Shopify's"),
        (HEADING + "Ann,Lee,,,A1,,,\nBob,Lee,,\n", "Line 3 of"),
        (HEADING + "Ann,Lee,,,A1,,,,,,more\n", "Line 2 of"),
        (HEADING + 'Ann,"Lee,,,A1,,,\n', "Line 2 of"),
        (HEADING.encode() + b"Ann,L\xe9e,,,A1,,,\n", "is not UTF-8 text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "not "),
        (HEADING.encode() + b"Ann,\0,,,A1,,,\n", "is not text: line 2 has a NUL"),
        (HEADING.replace("Memo", "First Name"), "“First Name” twice"),
        (HEADING + "Ann,Lee,,,A1," + "x" * 30_000 + ",,\n", "Line 2 of"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    shop: Oc, db: Path, file: Callable[[str | bytes], str], content: str | bytes, sentence: str
) -> None:
    before = db.read_bytes()
    answer = shop("import", file(content))
    assert sentence in answer.complained(1)
    assert "oc: hint: " in answer.err
    assert before == db.read_bytes()


def test_a_bad_line_at_the_end_keeps_everybody_out(shop: Oc, db: Path, file: Callable[[str], str]) -> None:
    people = "".join(f"Person,{number},,,A{number},,,\n" for number in range(1_200))
    before = db.read_bytes()
    assert "Line 1202 of" in shop("import", file(HEADING + people + "ragged\n")).complained(1)
    assert before == db.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_byte_order_marks_and_line_ends_do_not_matter(
    oc: Oc, file: Callable[[bytes], str], encoding: str, ends: str
) -> None:
    content = (HEADING + 'Zoë,"Lee",,,A1,"two\nlines",,\n').replace("\n", ends)
    assert "1 added" in oc("import", file(content.encode(encoding))).out
    assert oc("show zoe lee").printed().startswith("Zoë Lee")


def test_hostile_cells_are_left_out_and_the_rest_is_kept(oc: Oc, file: Callable[[str], str]) -> None:
    path = file(HEADING + "Ann,Lee,,,A1,\x1b[2J,,\n\x1b[2JBob,Lee,,,A2,,,\nCy,Lee,,,A3,4111 1111 1111 1111,,\n")
    answer = oc("import", path)
    assert "2 added" in answer.out
    assert "line 2: left out. The note has a hidden or control character (U+001B) at position 1." in answer.err
    assert "line 3: left out. The name has" in answer.err
    assert "line 4: left out. The note has what looks like a card number." in answer.err


@pytest.mark.parametrize("second", ["", "not,an,export\n", HEADING + "Ann,Lee,,,A1,,,\nragged\n"])
def test_a_second_file_that_fails_keeps_the_first_out_too(
    shop: Oc, db: Path, export: str, file: Callable[[str], str], second: str
) -> None:
    before = db.read_bytes()
    answer = shop("import", export, file(second))
    assert "nothing was imported" in answer.complained(1)
    assert before == db.read_bytes()


def test_a_second_file_that_is_not_there_keeps_the_first_out_too(oc: Oc, db: Path, export: str, till: Path) -> None:
    assert "There is no file" in oc("import", export, str(till / "nowhere.csv")).complained(1)
    assert not db.exists()


def test_several_files_are_one_deed_and_each_is_counted(oc: Oc, rows: Rows) -> None:
    paths = [str(CASES / "square.csv"), str(CASES / "shopify.csv")]
    dry = oc("import", "--dry-run", *paths)
    wet = oc("import", *paths)
    assert (0, 0) == (dry.code, wet.code)
    assert "12 rows of Square's customers" in wet.out
    assert "7 rows of Shopify's customers" in wet.out
    assert f"oc: {paths[0]}, line 3: left out." in wet.err
    assert 1 == wet.out.count("Next: oc serve NAME")
    assert numbers(dry.out) == numbers(wet.out)
    assert "0" != numbers(wet.out)[6]  # Margo of the second file completes the one of the first
    assert [(1,)] == rows("SELECT count(*) FROM deed")
    assert 0 == oc("undo").code
    assert [(0,)] == rows("SELECT count(*) FROM customer")


def test_a_dry_run_keeps_no_till_waiting_and_needs_only_to_read(
    shop: Oc, db: Path, export: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wet = shop("import", export)
    shop("undo")
    monkeypatch.setattr("onecustomer.store.database.connection.SAY_WAITING_AFTER_MS", 10)
    monkeypatch.setattr("onecustomer.store.database.connection.GIVE_UP_AFTER_MS", 60)
    writer = sqlite3.connect(db, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        dry = shop("import", "--dry-run", export)
    finally:
        writer.close()
    assert numbers(wet.out) == numbers(dry.out)


def test_rows_without_a_number_are_known_again_whatever_was_spent_since(
    oc: Oc, file: Callable[[str], str], rows: Rows
) -> None:
    heading = HEADING.strip() + ",Lifetime Spend,Transaction Count\n"
    oc("import", file(heading + "Ann,Lee,,,,likes tea,,2026-01-02,10.00,1\n"))
    again = oc("import", file(heading + "Ann,Lee,,,,likes tea,,2026-02-03,25.00,2\n"))
    assert "  0 added\n  1 here already, completed\n" in again.out
    assert [("Ann Lee",)] == rows("SELECT name FROM customer")
    assert [("2026-01-02",), ("2026-02-03",)] == rows("SELECT day FROM interaction WHERE kind = 'visit' ORDER BY day")


@pytest.mark.parametrize("number", ["A" * 101, "A\x1b[2J", "4111 1111 1111 1111", "4111111111111111"])
def test_a_number_that_cannot_be_kept_is_left_out(oc: Oc, file: Callable[[str], str], rows: Rows, number: str) -> None:
    path = file(HEADING + f"Ann,Lee,,2125550100,{number},,,\n")
    first = oc("import", path)
    assert "  1 added\n" in first.out
    assert "line 2: left out. The customer number" in first.err
    assert [] == [value for (value,) in rows("SELECT value FROM handle") if number in value]
    assert "  0 added\n  0 here already, completed\n" in oc("import", path).out


def test_a_shops_number_of_thirteen_digits_is_no_card(oc: Oc, file: Callable[[str], str], rows: Rows) -> None:
    answer = oc("import", file(HEADING + "Ann,Lee,,,4222222222222,,,\n"))
    assert "left out." not in answer.err
    assert [("square:4222222222222",)] == rows("SELECT value FROM handle WHERE kind = 'source'")


def test_a_folder_and_a_pipe_are_called_by_their_names(oc: Oc, till: Path) -> None:
    assert f"{till} is a folder." in oc("import", str(till)).complained(1)
    if os.name == "posix":
        os.mkfifo(till / "pipe")
        for path in (str(till / "pipe"), os.devnull):
            assert f"{path} is no ordinary file." in oc("import", path).complained(1)


@given(st.sampled_from("=+-@＝＋－＠0123456789"), st.text(st.characters(categories=["L", "N", "P"]), max_size=20))
def test_the_apostrophe_of_an_exporter_is_taken_off(first: str, rest: str) -> None:
    assert first + rest == _unguarded("'" + first + rest)


@given(st.characters(categories=["L"]), st.text(st.characters(categories=["L", "N", "P"]), max_size=20))
def test_the_apostrophe_of_a_name_stays(first: str, rest: str) -> None:
    assert "'" + first + rest == _unguarded("'" + first + rest)


def test_columns_of_cells_keep_their_own_apostrophes(oc: Oc, file: Callable[[str], str]) -> None:
    path = file(HEADING + "'Ndrangheta,'t Hooft,,'+12125550100,'A1,'tis fine,,\n")
    oc("import", path)
    assert oc("show 0100").printed().startswith("'Ndrangheta 't Hooft\n")
    assert "'tis fine" in oc("show 0100").out
