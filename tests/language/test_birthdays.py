"""Birthdays as people type them: understood where they can be no other day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from onecustomer.domain.language.days import YearlyDay
from onecustomer.domain.language.parse_days import birthday
from onecustomer.errors import Refused
from tests.language.typed_days import ANY_TEXT, DAYLIKE, ORDERS


@pytest.mark.parametrize(
    ("born", "typed"),
    [
        ((11, 26, None), "11-26"), ((11, 26, None), "--11-26"), ((11, 26, None), "26 Nov"),
        ((11, 26, None), "November 26"), ((11, 26, 1958), "1958-11-26"), ((11, 26, 1958), "26 Nov 1958"),
        ((11, 26, 1958), " nov 26, 1958 "), ((2, 29, None), "29 Feb"), ((2, 29, None), "02-29"),
        ((2, 29, 1960), "1960-02-29"), ((12, 5, 1949), "1949-12-05"),
    ],
)  # fmt: skip
def test_a_birthday_is_understood(born: tuple[int, int, int | None], typed: str) -> None:
    assert YearlyDay(*born) == birthday(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "12/05/1949", "5/12", "25/12", "05.12.1949", "12-05-1949", "12-05-49", "26 Nov 58", "26 Nov banana",
        "26 Nov 19588", "26 Nov ١٩٥٨", "today", "1958", "Nov 1958", "26", "", "9999999-1", "1958-11-26-01",
        "26 Nov " + "9" * 20, "1958-1-" + "9" * 20, "11-" + "9" * 5000,
    ],
)  # fmt: skip
def test_a_birthday_that_could_be_another_day_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no birthday for sure") as refusal:
        birthday(typed)
    assert ("oc setting dates" in refusal.value.hint) == ("/" in typed or "." in typed)


@pytest.mark.parametrize(
    "typed", ["1958-02-29", "29 Feb 1958", "1900-02-29", "02-30", "13-01", "00-10", "31 Apr", "0000-01-01"]
)
def test_a_birthday_that_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=f"There is no day {typed}"):
        birthday(typed)


@given(ANY_TEXT | DAYLIKE, ORDERS)
def test_whatever_is_typed_for_a_birthday_is_a_day_or_refused(text: str, order: str | None) -> None:
    try:
        born = birthday(text, order)
    except Refused:
        return
    assert dt.date(2000 if born.year is None else born.year, born.month, born.day)
