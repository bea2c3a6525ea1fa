"""What is said of single people of an import: what each was given, who has no name, words a till would ask about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.words import Oc, Rows

File = Callable[[str | bytes], str]
ANN = "Name,Phone,Notes,Customer since,Birthday\nAnn Lee,212 555 0100,,,\n"


def test_what_was_missing_is_named_behind_who_was_given_it(oc: Oc, file: File) -> None:
    oc("import", file(ANN))
    said = oc("import", file(ANN.replace(",,,\n", ",likes tea,2019-03-02,1980-05-03\n"))).out
    assert "and given what was missing: Ann Lee (first visit, birthday, memo)\n" in said


def test_who_has_no_name_in_the_file_is_said_with_how_to_give_one(oc: Oc, file: File, rows: Rows) -> None:
    path = file("Name,Phone,E-mail\n,,anon@x.com\n,,newsletter@x.com\nAnn,,\n,212 555 0188,\n")
    dry = oc("import", "--dry-run", path).out
    assert "  3 people have no name in the file: anon, newsletter and 1 more\n" in dry
    said = oc("import", path).out
    assert "  3 people have no name in the file: anon, newsletter and 1 more; then oc edit c1 --name NAME\n" in said
    assert 0 == oc("edit c1 --name Flo").code
    assert ("Flo",) in rows("SELECT name FROM customer")
    assert "no name" not in oc("import", path).out


def test_a_memo_of_health_is_kept_and_said_with_how_to_take_it_out(oc: Oc, file: File, rows: Rows) -> None:
    table = "Name,Notes\nAnn Lee,likes tea\nSiân Llewelyn,Pregnant; sensitive scalp\nBo Li,has diabetes and is Jewish\n"
    dry = oc("import", "--dry-run", file(table)).out
    assert "  line 3, Siân Llewelyn: the memo has words of health, and would be kept\n" in dry
    said = oc("import", file(table)).out
    ((number,),) = rows("SELECT id FROM interaction WHERE text LIKE 'Pregnant%'")
    assert (
        f"  line 3, Siân Llewelyn: the memo has words of health; kept, oc mend e{number} --drop takes it out\n" in said
    )
    assert 2 == said.count("the memo has words of")
    assert 0 == oc(f"mend e{number} --drop").code
    assert "words of" not in oc("import", "--dry-run", file(table.replace("Pregnant; s", "S"))).out


def test_a_shop_that_keeps_health_always_is_told_nothing_of_it(oc: Oc, file: File) -> None:
    oc("add Ann Lee")
    oc("setting always health")
    assert "words of" not in oc("import", file("Name,Notes\nBo Li,has diabetes\n")).out


@pytest.mark.parametrize("name", ["A. Lee", "Ann", "Ann Lee", "lee ann"])
def test_a_shorter_form_of_a_name_is_no_difference_and_replaces_none(oc: Oc, file: File, rows: Rows, name: str) -> None:
    oc("import", file("Name,Phone\nAnn Lee,212 555 0100\n"))
    path = file(f"Name,Phone\n{name},212 555 0100\n")
    assert "name stays" not in oc("import", path).out
    assert 0 == oc("import", "--update", path).code
    assert [("Ann Lee",)] == rows("SELECT name FROM customer")


def test_rows_of_one_person_are_told_from_people(oc: Oc, file: File) -> None:
    said = oc("import", file("Name,Phone\nAnn Lee,212 555 0100\nA. Lee,212 555 0100\n")).out
    assert "table of customers, 1 person in 2 rows, UTF-8\n" in said
    assert "  1 person is new: Ann Lee\n  1 more row was of the same people\n" in said


def test_two_columns_of_two_orders_are_asked_about(oc: Oc, file: File) -> None:
    said = oc("import", file("Name,Bday,Last in\nAnn,11/26/1980,13/10/2026\nBo,3/4/1980,1/2/2026\n")).err
    assert "Bday: 11/26/1980 stands in it, so that column is read month first\n" in said
    assert "Last in: 13/10/2026 stands in it, so that column is read day first\n" in said
    assert "“Last in” is read day first and “Bday” is read month first: are both right?\n" in said


def test_a_second_column_of_what_a_customer_has_once_is_said(oc: Oc, file: File, rows: Rows) -> None:
    said = oc("import", file("Name,Company,Firma\nAnn,Acme,IBM\nBo,,Bell\n")).err
    assert "“Firma”: read only where “Company” is empty, as a customer has one company\n" in said
    assert [("Acme",), ("Bell",)] == rows("SELECT company FROM customer ORDER BY id")


def test_what_is_never_kept_is_one_line(oc: Oc, file: File) -> None:
    said = oc("import", file("Name,Gender,IBAN,Card Number,Balance\nAnn,,,,\n")).out
    assert (
        "  columns never kept: Gender, IBAN (a bank account), Card Number (a payment card), Balance (money)\n" in said
    )
