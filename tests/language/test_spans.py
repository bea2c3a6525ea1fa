"""Spans as people type them, from a day to ten years."""

from __future__ import annotations

import pytest
from hypothesis import given

from onecustomer.domain.language.parse_days import every
from onecustomer.errors import Refused
from tests.language.typed_days import ANY_TEXT, DAYLIKE


@pytest.mark.parametrize(
    ("span", "typed"),
    [
        (10, "10d"), (42, "6w"), (90, "3m"), (365, "1y"), (42, "6 weeks"), (10, "10 days"), (90, "3 months"),
        (365, "1 year"), (1, "1 DAY"), (7, " 1  Week "), (30, "1 month"), (730, "2 years"), (3650, "10y"),
        (3650, "3650d"), (42, "6 W"), (42, "six weeks"), (365, "a year"),
    ],
)  # fmt: skip
def test_a_span_is_understood(span: int, typed: str) -> None:
    assert span == every(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "", "d", "10", "10x", "6weeks", "1 0 d", "1,000d", "-1d", "1.5y", "sixweeks", "a", "ad", "٣d", "²d", "99999d",
        "6 weeks ago",
    ],
)  # fmt: skip
def test_a_span_that_could_be_another_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no length of time that I understand"):
        every(typed)


@pytest.mark.parametrize("typed", ["0d", "0 weeks", "000y", "11y", "3651d", "522w", "9999y"])
def test_a_span_of_nothing_or_beyond_ten_years_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is not between a day and ten years"):
        every(typed)


@given(ANY_TEXT | DAYLIKE)
def test_whatever_is_typed_for_a_span_is_a_span_or_refused(text: str) -> None:
    try:
        assert 1 <= every(text) <= 3650
    except Refused as refusal:
        assert refusal.sentence and refusal.hint
