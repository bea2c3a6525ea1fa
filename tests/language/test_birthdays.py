"""Birthdays as people type them: understood where they can be no other day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import YearlyDay, full
from onecustomer.domain.language.parse_days import birthday
from onecustomer.errors import Refused
from tests.language.typed_days import ANY_TEXT, DAYLIKE, ORDERS


@pytest.mark.parametrize(
    ("born", "typed"),
    [
        ((11, 26, None), "11-26"), ((11, 26, None), "--11-26"), ((11, 26, None), "26 Nov"),
        ((11, 26, None), "November 26"), ((11, 26, 1958), "1958-11-26"), ((11, 26, 1958), "26 Nov 1958"),
        ((11, 26, 1958), " nov 26, 1958 "), ((2, 29, None), "29 Feb"), ((2, 29, None), "02-29"),
        ((2, 29, 1960), "1960-02-29"), ((12, 5, 1949), "1949-12-05"), ((11, 26, 1958), "Wed 26 Nov 1958"),
        ((11, 26, 1958), "Wednesday, 1958-11-26"), ((11, 26, None), "Thu 26 Nov"), ((11, 26, None), "Mon 11-26"),
        ((12, 25, None), "25/12"), ((12, 25, None), "12/25"), ((12, 31, 1949), "31.12.1949"), ((5, 5, None), "5.5."),
    ],
)  # fmt: skip
def test_a_birthday_is_understood(born: tuple[int, int, int | None], typed: str) -> None:
    assert YearlyDay(*born) == birthday(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "31.12", "31/12/49", "Wed", "Wed wed 26 Nov", "friday", "12-05-1949", "12-05-49", "26 Nov 58", "26 Nov banana",
        "26 Nov 19588", "26 Nov ١٩٥٨", "today", "1958", "Nov 1958", "26", "", "9999999-1", "1958-11-26-01",
        "26 Nov " + "9" * 20, "1958-1-" + "9" * 20, "11-" + "9" * 5000,
    ],
)  # fmt: skip
def test_a_birthday_that_could_be_another_day_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is not a birthday that I understand"):
        birthday(typed)


@pytest.mark.parametrize(
    ("either", "typed"),
    [
        ("12 May 1949 or 5 Dec 1949", "12/05/1949"), ("5 Dec or 12 May", "5/12"),
        ("5 Dec 1949 or 12 May 1949", "05.12.1949"), ("12 May or 5 Dec", "Thu 12/5"),
    ],
)  # fmt: skip
def test_a_birthday_that_could_be_two_days_names_both(either: str, typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        birthday(typed)
    assert f"“{typed}” could be {either}." == refusal.value.sentence
    assert refusal.value.hint.startswith(f"write {either}; or oc setting dates day-first")


def test_a_weekday_of_a_birthday_is_checked_against_its_year() -> None:
    with pytest.raises(Refused, match=r"^26 Nov 1958 is a Wednesday, not a Thursday\.$"):
        birthday("Thu 26 Nov 1958")


@given(st.dates())
def test_a_birthday_is_understood_as_a_full_day_is_said(born: dt.date) -> None:
    assert YearlyDay(born.month, born.day, born.year) == birthday(full(born))


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
