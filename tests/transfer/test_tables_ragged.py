"""Rows that have too few or too many cells, cells that stand for nothing, and names with an address."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onecustomer.store import kinds
from tests.transfer.table_files import Opened, handles

Table = Callable[..., Opened]
NOBODY = "no name, telephone or e-mail to find them by"


@pytest.mark.parametrize(
    "said",
    [
        *("N/A", "n/a", "null", "NULL", "none", "unknown", "Unknown", "-", ".", "?", "unbekannt", "inconnu"),
        *("desconocido", "sconosciuto", "onbekend"),
    ],
)
def test_what_stands_for_nothing_is_nothing(table: Table, said: str) -> None:
    found = table(f"First,Last,Phone,Email,Company,Memo,Birthday,ID\n{','.join([said] * 8)}\nAnn{f',{said}' * 7}\n")
    ann = found.people[0]
    assert ({2: NOBODY}, ["Ann"], ()) == (found.left_out, found.names, ann.without)
    assert ([], None, None) == (handles(ann, kinds.PHONE), ann.details.company, ann.memo)


def test_a_name_that_only_looks_like_nothing_is_one(table: Table) -> None:
    found = table("First,Last,Phone\nNA,NULL,\nNan,Na,\nNA,Kim,\nNA,,2125550100\n")
    assert ["Nan Na", "NA Kim", "Customer …00"] == found.names


@pytest.mark.parametrize(
    "content,name,emails",
    [
        ("Name,Phone\nAnna Klein <anna@x.example>,\n", "Anna Klein", ["anna@x.example"]),
        ('Name,Email\n"""Klein, Anna"" <anna@x.example>",ANNA@x.example\n', "Anna Klein", ["ANNA@x.example"]),
        ("Name,Email\n,Tom Ott <tom@x.example>\n", "Tom Ott", ["tom@x.example"]),
        ("Name,Email\nTom,Thomas Ott <tom@x.example>\n", "Tom", ["tom@x.example"]),
        ("Name,Email\n,<tom@x.example>\n", "tom", ["tom@x.example"]),
        ("Name,Phone\n<tom@x.example>,\n", "tom", ["tom@x.example"]),
        ("Name,Phone\n<Tom>,\n", "<Tom>", []),
    ],
)
def test_a_name_with_an_address_is_parted(table: Table, content: str, name: str, emails: list[str]) -> None:
    one = table(content).only
    assert (name, emails) == (one.details.name, handles(one, kinds.EMAIL))


@pytest.mark.parametrize(
    "row,name,memo",
    [
        ("Anna Klein", "Anna Klein", None),
        (",0170 5550100", "Customer …00", None),
        ("Ev Roe,0170 5550100,,hello, world", "Ev Roe", "hello, world"),
        ("Ev Roe,0170 5550100,,hello, a, b,,", "Ev Roe", "hello, a, b"),
    ],
)
def test_a_ragged_row_costs_no_person(table: Table, row: str, name: str, memo: str | None) -> None:
    ev = table(f"Name,Phone,Email,Memo\nTom,0170 5550101,,\n{row}\n").people[1]
    assert (name, memo, ()) == (ev.details.name, ev.memo, ev.without)


def test_a_word_alone_is_half_a_name_and_nobody(table: Table) -> None:
    found = table("First,Last,Phone,Email,Memo\nNo,Lee\nend\n")
    assert (["No Lee"], {3: "it has 1 cell, and the heading has 5"}) == (found.names, found.left_out)


def test_cells_beyond_the_heading_are_told_where_they_are_no_text(table: Table) -> None:
    found = table("Name,Phone,Company\nEv,0170 5550100,Acme,x,,y\nTom,0170 5550101,Bell,,\n")
    assert [("2 cells that are too many",), ()] == [one.without for one in found.people]
    assert ["Acme", "Bell"] == [one.details.company for one in found.people]


@pytest.mark.parametrize(
    "row,count",
    [
        ("Klein, Anna,0170 5550100,a@x.com,tea", "5 cells"),
        ("Anna,a@x.com", "2 cells"),
        ("These are all that we have of 2025", "1 cell"),
        ("Exported with the tool of the till", "1 cell"),
    ],
)
def test_a_row_whose_cells_are_shifted_is_left_out(table: Table, row: str, count: str) -> None:
    found = table(f"Name,Phone,Email,Memo\nTom,0170 5550101,,\n{row}\n")
    assert {3: f"it has {count}, and the heading has 4"} == found.left_out
