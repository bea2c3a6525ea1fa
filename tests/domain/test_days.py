"""Days: what is understood, what is refused because it could be another day, and how a day is said."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.days import ago, birthday, full, near, next_yearly, past, short
from onecustomer.errors import Refused

TODAY = dt.date(2026, 11, 21)  # a Saturday
WRITTEN_DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=TODAY)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
PIECES = (
    "today", "ago", "days", "3", "31", "²", "٣", "feb", "2026", "0000", "--", "02-29", "1958-", "/", ",", "ſep", "İ",
    "9" * 20, "9" * 5000, "\ud800",
)  # fmt: skip
DAYLIKE = st.lists(st.sampled_from(PIECES)).flatmap(
    lambda words: st.sampled_from([" ".join(words), "-".join(words), "".join(words)])
)


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        ("2026-11-21", "today"), ("2026-11-20", "yesterday"), ("2026-11-20", " Yesterday "),
        ("2026-11-21", "0 days ago"), ("2026-11-20", "1 day ago"), ("2026-11-18", "3 days ago"),
        ("2026-11-14", "1 WEEK AGO"), ("2026-11-07", "2 weeks  ago"),
        ("2026-11-18", "18 Nov"), ("2026-11-18", "Nov 18"), ("2026-11-18", "18 november"), ("2026-11-21", "21 Nov"),
        ("2025-11-22", "22 Nov"), ("2025-12-31", "31 dec"), ("2026-01-01", "1 jan"), ("2026-05-02", "02 May"),
        ("2026-11-18", "18 Nov 2026"), ("2019-11-18", "November 18, 2019"), ("2024-02-29", "29 feb 2024"),
        ("2026-11-18", "2026-11-18"), ("2024-02-29", " 2024-02-29 "),
    ],
)  # fmt: skip
def test_a_past_day_is_understood(day: str, typed: str) -> None:
    assert dt.date.fromisoformat(day) == past(typed, TODAY)


def test_a_leap_day_without_a_year_is_last_years_where_there_was_one() -> None:
    assert dt.date(2024, 2, 29) == past("29 Feb", dt.date(2025, 1, 10))


@pytest.mark.parametrize("typed", ["9999 weeks ago", "1899-12-31", "31 Dec 1899"])
def test_a_day_before_1900_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is before 1900"):
        past(typed, TODAY)
    assert dt.date(1900, 1, 1) == past("1900-01-01", TODAY)


def test_29_february_without_a_year_is_the_last_there_was() -> None:
    assert dt.date(2024, 2, 29) == past("29 Feb", TODAY)
    assert dt.date(1904, 2, 29) == past("29 Feb", dt.date(1908, 2, 28))


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "tomorrow", "11/12", "11/12/2025", "11.12.2025", "11-12", "11-12-2025", "2026-1-5", "20261118",
        "18", "Nov", "Nov 2026", "18 Nov 26", "018 Nov", "18 Nov 02026", "18 Nuv", "-3 days ago", "three days ago",
        "3 months ago", "99999 days ago", "١٨ Nov", "on 18 Nov", "2026-11-18T12:00",
    ],
)  # fmt: skip
def test_a_day_that_could_be_another_is_not_understood(typed: str) -> None:
    with pytest.raises(Refused, match="is not a day that I understand") as refusal:
        past(typed, TODAY)
    assert "18 Nov 2026" in refusal.value.hint


@pytest.mark.parametrize(
    "typed", ["31 Feb", "31 Feb 2026", "2026-02-31", "29 Feb 2026", "0 Nov", "32 Nov", "2026-13-01", "1 Jan 0000"]
)
def test_a_day_that_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=f"There is no day {typed}"):
        past(typed, TODAY)


@pytest.mark.parametrize(
    ("said", "typed"),
    [("Sun 22 Nov 2026", "2026-11-22"), ("Fri 1 Jan 2027", "1 Jan 2027"), ("Fri 31 Dec 9999", "9999-12-31")],
)
def test_a_day_to_come_is_refused(said: str, typed: str) -> None:
    with pytest.raises(Refused, match=f"{said} is still to come"):
        past(typed, TODAY)


@given(WRITTEN_DAYS)
def test_every_past_day_is_understood_as_it_is_written(day: dt.date) -> None:
    assert day == past(day.isoformat(), TODAY)
    assert day == past(full(day).partition(" ")[2], TODAY)


@given(st.dates(min_value=dt.date(1928, 1, 1)), st.integers(0, 9999))
def test_days_ago_are_counted_back_from_today(today: dt.date, count: int) -> None:
    assert today.toordinal() - count == past(f"{count} days ago", today).toordinal()


@given(ANY_TEXT | DAYLIKE)
def test_whatever_is_typed_for_a_day_is_a_past_day_or_refused(text: str) -> None:
    try:
        assert past(text, TODAY) <= TODAY
    except Refused as refusal:
        assert refusal.sentence and refusal.hint


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
    assert born == birthday(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "12/05/1949", "5/12", "05.12.1949", "12-05-1949", "12-05-49", "26 Nov 58", "26 Nov banana", "26 Nov 19588",
        "26 Nov ١٩٥٨", "today", "1958", "Nov 1958", "26", "", "9999999-1", "1958-11-26-01", "26 Nov " + "9" * 20,
        "1958-1-" + "9" * 20, "11-" + "9" * 5000,
    ],
)  # fmt: skip
def test_a_birthday_that_could_be_another_day_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no birthday for sure"):
        birthday(typed)


@pytest.mark.parametrize(
    "typed", ["1958-02-29", "29 Feb 1958", "1900-02-29", "02-30", "13-01", "00-10", "31 Apr", "0000-01-01"]
)
def test_a_birthday_that_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=f"There is no day {typed}"):
        birthday(typed)


@given(ANY_TEXT | DAYLIKE)
def test_whatever_is_typed_for_a_birthday_is_a_day_or_refused(text: str) -> None:
    try:
        month, day, year = birthday(text)
    except Refused:
        return
    assert dt.date(2000 if year is None else year, month, day)


@pytest.mark.parametrize(
    ("comes", "yearly", "after"),
    [
        ("2026-11-21", (11, 21), "2026-11-21"), ("2026-11-22", (11, 22), "2026-11-21"),
        ("2027-11-20", (11, 20), "2026-11-21"), ("2027-01-01", (1, 1), "2026-12-31"),
        ("2027-02-28", (2, 29), "2026-11-21"), ("2027-02-28", (2, 29), "2027-02-28"),
        ("2028-02-29", (2, 29), "2027-03-01"), ("2028-02-29", (2, 29), "2028-02-28"),
        ("2029-02-28", (2, 29), "2028-03-01"), ("2100-02-28", (2, 29), "2100-01-01"),
    ],
)  # fmt: skip
def test_a_yearly_day_comes_next_on_that_day_and_the_29th_on_the_28th_in_common_years(
    comes: str, yearly: tuple[int, int], after: str
) -> None:
    assert dt.date.fromisoformat(comes) == next_yearly(*yearly, dt.date.fromisoformat(after))


@given(st.dates(), st.dates(max_value=dt.date(9997, 12, 31)))
def test_a_yearly_day_comes_once_a_year(born: dt.date, after: dt.date) -> None:
    comes = next_yearly(born.month, born.day, after)
    assert 0 <= (comes - after).days <= 366
    assert born.month == comes.month
    assert born.day == comes.day or (
        (2, 29, 28) == (born.month, born.day, comes.day) and not calendar.isleap(comes.year)
    )


@pytest.mark.parametrize(
    ("said", "days_away"),
    [
        ("was 3 days ago", -3), ("was 2 days ago", -2), ("was yesterday", -1), ("today", 0), ("tomorrow", 1),
        ("on Monday", 2), ("on Friday", 6), ("on 28 Nov", 7), ("on 5 Dec", 14),
    ],
)  # fmt: skip
def test_a_near_day_is_said_so_that_it_can_be_no_other(said: str, days_away: int) -> None:
    assert said == near(TODAY + dt.timedelta(days=days_away), TODAY)


@given(st.dates(max_value=dt.date(9998, 1, 1)))
def test_no_two_days_of_the_coming_fortnight_are_said_alike(today: dt.date) -> None:
    assert 15 == len({near(today + dt.timedelta(days=away), today) for away in range(15)})


@pytest.mark.parametrize(
    ("said", "days_since"),
    [
        ("today", 0), ("yesterday", 1), ("2 days ago", 2), ("13 days ago", 13), ("2 weeks ago", 14),
        ("2 weeks ago", 20), ("3 weeks ago", 21), ("14 weeks ago", 98), ("52 weeks ago", 364), ("a year ago", 365),
        ("a year ago", 729), ("2 years ago", 730),
    ],
)  # fmt: skip
def test_how_long_ago_is_said_in_days_weeks_and_years(said: str, days_since: int) -> None:
    assert said == ago(TODAY - dt.timedelta(days=days_since), TODAY)


@pytest.mark.parametrize(
    ("in_a_column", "in_full", "day"),
    [
        ("18 Nov", "Wed 18 Nov 2026", "2026-11-18"), ("1 Jan", "Thu 1 Jan 2026", "2026-01-01"),
        ("Nov 2024", "Mon 18 Nov 2024", "2024-11-18"), ("May 2027", "Sat 1 May 2027", "2027-05-01"),
    ],
)  # fmt: skip
def test_a_day_is_short_in_a_column_and_full_in_a_sentence(in_a_column: str, in_full: str, day: str) -> None:
    assert in_a_column == short(dt.date.fromisoformat(day), TODAY)
    assert in_full == full(dt.date.fromisoformat(day))
