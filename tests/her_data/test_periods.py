"""Periods of months and days: up to which day something is past, at each boundary and in leap years."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.shop.periods import DAY, MONTH, Period, typed
from onecustomer.errors import Refused

DAYS = st.dates(dt.date(1970, 1, 1), dt.date(2200, 12, 31))
PERIODS = st.builds(Period, st.integers(1, 240), st.sampled_from([MONTH, DAY]))


@given(PERIODS, DAYS)
def test_a_day_is_past_the_morning_after_its_period_ends_and_never_before(period: Period, today: dt.date) -> None:
    last = period.past(today)
    assert period.after(last) < today
    assert period.after(last + dt.timedelta(days=1)) >= today


@pytest.mark.parametrize(
    ("day", "months", "ends"),
    [
        ("2024-02-29", 24, "2026-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-11-21", 24, "2026-11-21"),
        ("2024-01-31", 1, "2024-02-29"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_theirs(day: str, months: int, ends: str) -> None:
    assert dt.date.fromisoformat(ends) == Period(months, MONTH).after(dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("24", "24 months"),
        ("24m", "24 months"),
        ("1 month", "1 month"),
        ("2 years", "24 months"),
        ("1Y", "12 months"),
        ("90d", "90 days"),
        ("6 weeks", "42 days"),
        ("20y", "240 months"),
    ],
)
def test_a_period_is_typed_as_people_say_it(text: str, said: str) -> None:
    assert said == str(typed(text, MONTH))
    assert said == str(typed(said, DAY))


@pytest.mark.parametrize(
    "text", ["", "0", "-3", "21 years", "7301d", "soon", "1.5y", "ten", "2 2 months", "١٢", "9" * 30]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        typed(text, MONTH)
