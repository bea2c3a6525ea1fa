"""Days: when a yearly one comes, and how a day is said."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import ago, full, is_leap, near, next_yearly, short

TODAY = dt.date(2026, 11, 21)  # a Saturday


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


def test_a_full_day_has_its_year_in_four_digits() -> None:
    assert "Mon 1 Jan 0001" == full(dt.date(1, 1, 1))


def test_leap_years_are_those_of_the_calendar() -> None:
    assert [calendar.isleap(year) for year in range(1, 10_000)] == [is_leap(year) for year in range(1, 10_000)]
