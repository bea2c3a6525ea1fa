"""Days of tables: in which order day and month stand, and what is no day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.transfer.reading.tables import day_cells
from onecustomer.errors import Refused
from tests.transfer.table_files import Opened, born
from tests.words import TODAY

Table = Callable[..., Opened]


@pytest.mark.parametrize(
    "cell,day",
    [
        *((cell, (1970, 12, 24)) for cell in ("1970-12-24", "19701224", "1970/12/24", "1970-12-24T00:00:00Z")),
        *((cell, (1970, 12, 24)) for cell in ("24.12.1970", "24. 12. 1970", "24/12/1970", "24-12-1970", "12/24/1970")),
        *((cell, (1970, 12, 24)) for cell in ("24 Dec 1970", "Dec 24, 1970", "24th December 1970", "Thu, 24 Dec 1970")),
        *((cell, (1970, 12, 24)) for cell in ("24. Dezember 1970", "24 décembre 1970", "24 de diciembre de 1970")),
        *((cell, (1970, 12, 24)) for cell in ("24 dicembre 1970", "24 december 1970", "24 de dezembro de 1970")),
        *((cell, (1970, 12, 24)) for cell in ("24/12/70", "24.12.1970 00:00", "12/24/1970 12:00 AM")),
        *((cell, (1970, 12, 24)) for cell in ("Dec 24, 1970 10:22:33 AM", "24 Dec 1970 at 10:22")),
        *((cell, (None, 12, 24)) for cell in ("--12-24", "12-24", "24.12.", "24/12", "24 Dec", "1604-12-24")),
        *((cell, None) for cell in ("0/0/00", "0000-00-00", "0000-00-00 00:00:00", "1/1/4501", "")),
    ],
)
def test_a_day_is_read_as_programs_write_it(table: Table, cell: str, day: tuple[int | None, int, int] | None) -> None:
    ann = table(f'Name;Birthday\nAnn;"{cell}"\n').only
    assert (day, ()) == (born(ann), ann.without)


@pytest.mark.parametrize(
    "cell,why",
    [
        ("1958-02-29", "there is no 29 Feb 1958"),
        ("29/02/1958", "there is no 29 Feb 1958"),
        ("31/13/1958", "there is no 31 of month 13 1958"),
        ("12/05/1949", "12 May 1949 or 5 Dec 1949: nothing says which"),
        ("2090-01-01", "1 Jan 2090 is still to come"),
        ("1850-01-01", "1 Jan 1850 is before 1900"),
        ("1900-01-01", "1 Jan 1900 is what programs write for none"),
        ("25569", "“25569” is a number of a spreadsheet's, and not a day"),
        ("soon", "“soon” is no day"),
    ],
)
def test_a_birthday_that_is_none_is_left_out_and_says_why(table: Table, cell: str, why: str) -> None:
    ann = table(f"Name;Birthday\nAnn;{cell}\n").only
    assert (None, (f"a birthday, {why}",)) == (born(ann), ann.without)


@pytest.mark.parametrize(
    "cells,order,days,note",
    [
        (
            ["31/12/1990", "1/2/1990"],
            None,
            [(12, 31), (2, 1)],
            "31/12/1990 stands in it, so that column is read day",
        ),
        (
            ["12/31/1990", "1/2/1990"],
            None,
            [(12, 31), (1, 2)],
            "12/31/1990 stands in it, so that column is read month",
        ),
        (["12/31/1990", "1/2/1990"], "day-first", [(12, 31), (1, 2)], "12/31/1990 stands in it"),
        (["1/2/1990"], "day-first", [(2, 1)], "read day first"),
        (["1/2/1990"], "month-first", [(1, 2)], "read month first"),
        (["1/2/1990"], None, [None], "1/2/1990 could be two days, and nothing says which; oc setting dates day-first"),
        (["31/12/1990", "12/31/1990", "1/2/1990"], None, [(12, 31), (12, 31), None], "could be two days"),
        (["3/3/1990", "1990-02-01"], None, [(3, 3), (2, 1)], None),
        (["1.2.1990"], None, [(2, 1)], None),
        (["5/6/1990", "31.12.1980"], None, [None, (12, 31)], "5/6/1990 could be two days, and nothing says which"),
        (["5/6/1990", "30/02/1980"], None, [None, None], "5/6/1990 could be two days, and nothing says which"),
        (["5/6/1990", "45/2/1980"], "month-first", [(5, 6), None], "read month first"),
        (["5/6/1990", "31-12-1980"], None, [None, (12, 31)], "5/6/1990 could be two days, and nothing says which"),
        (["1.2.1990", "12/31/1990", "3/4/1990"], None, [(2, 1), (12, 31), (3, 4)], "12/31/1990 stands in it"),
    ],
)
def test_a_whole_column_settles_whether_the_day_is_first(
    table: Table, cells: list[str], order: str | None, days: list[tuple[int, int] | None], note: str | None
) -> None:
    found = table("Name,Birthday\n" + "".join(f"Ann,{cell}\n" for cell in cells), order=order)
    assert days == [day and day[1:] for day in map(born, found.people)]
    assert ([] if note is None else [True]) == [str(note) in one for one in found.source.notes]


def test_the_heading_or_another_column_may_settle_it(table: Table) -> None:
    assert (1990, 1, 2) == born(table("Name,Birthday (MM/DD/YYYY)\nAnn,1/2/1990\n").only)
    assert (1990, 2, 1) == born(table("Name,Birthday (dd.mm.yyyy)\nAnn,1/2/1990\n").only)
    assert (1990, 2, 1) == born(table("Name,Birthday,Last visit\nAnn,1/2/1990,31/12/2025\n").only)


def test_since_may_be_a_year_or_a_month(table: Table) -> None:
    found = table("Name,Customer since,Last visit\nA,2019,\nB,2019-03,\nC,2019-03-02,2026-11-01\nD,2090,2090-01-01\n")
    assert ["2019-01-01 year", "2019-03-01 month", "2019-03-02 None", "None None"] == [
        f"{one.details.since} {one.details.since_said}" for one in found.people
    ]
    assert [None, None, "2026-11-01", None] == [one.last_visit and str(one.last_visit) for one in found.people]
    assert {5: ("a first visit, 2090 is still to come", "a last visit, 1 Jan 2090 is still to come")} == found.without


@pytest.mark.parametrize(
    "cell,day",
    [
        *((cell, "2019-03-01 month") for cell in ("Mar 2019", "March 2019", "03/2019", "3/2019", "2019/03", "03.2019")),
        *((cell, "2019-03-01 month") for cell in ("März 2019", "marzo de 2019", "mars 2019")),
        *((cell, "2024-05-06 None") for cell in ("06.05.24", "6 May 24", "2024-05-06", "06.05.24 10:30")),
        *((cell, "1998-05-06 None") for cell in ("06.05.98", "6.5.1998")),
    ],
)
def test_a_first_visit_is_read_as_people_write_it(table: Table, cell: str, day: str) -> None:
    one = table(f"Name,Customer since\nAnn,{cell}\n").only
    assert (day, ()) == (f"{one.details.since} {one.details.since_said}", one.without)


@pytest.mark.parametrize(
    "cell,why",
    [
        ("Dec 2026", "“Dec 2026” is still to come"),
        ("13/2019", "“13/2019” is no day"),
        ("29.02.23", "there is no 29 Feb 2023"),
        ("6 May", "6 May has no year"),
    ],
)
def test_a_first_visit_that_is_no_day_says_why(table: Table, cell: str, why: str) -> None:
    one = table(f"Name,Customer since\nAnn,{cell}\n").only
    assert (None, (f"a first visit, {why}",)) == (one.details.since, one.without)


@pytest.mark.parametrize("cell", ["13/02/25", "13.2.25", "13 Feb 25", "Feb 13, 25"])
def test_a_birthday_whose_year_could_be_two_is_kept_without_it_and_told(table: Table, cell: str) -> None:
    ann = table(f'Name,Birthday\nAnn,"{cell}"\n').only
    assert ((None, 2, 13), ("a year of birth, 25 is 1925 or 2025",)) == (born(ann), ann.without)


def test_an_anniversary_is_kept_and_none_is_not(table: Table) -> None:
    found = table("Name,Wedding anniversary\nAnn,1999-06-05\nBob,0/0/00\n")
    assert [[("anniversary", 1999, 6, 5)], []] == [
        [(what, day.year, day.month, day.day) for what, day in one.days] for one in found.people
    ]


@given(st.text(max_size=30), st.sampled_from([None, "day-first", "month-first"]))
def test_no_cell_breaks_the_reading_of_days(text: str, order: str | None) -> None:
    for read in (day_cells.yearly, day_cells.whole, day_cells.since):
        try:
            read(text, order, TODAY)
        except Refused as refused:
            assert refused.sentence.endswith(".")
