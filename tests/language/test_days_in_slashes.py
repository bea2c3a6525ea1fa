"""Days in slashes and dots: read in the shop's order, and refused until it has set one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import DAY_FIRST, MONTH_FIRST, YearlyDay
from onecustomer.domain.language.parse_days import NotADay, birthday, coming, past
from onecustomer.errors import Refused
from tests.language.typed_days import Reader
from tests.words import TODAY


@pytest.mark.parametrize(
    ("sentence", "hint", "typed"),
    [
        ("“11/12” could be 11 Dec or 12 Nov.", "write 11 Dec or 12 Nov; or oc setting dates day-first", "11/12"),
        ("“11.12.” could be 11 Dec or 12 Nov.", "write 11 Dec or 12 Nov; or oc setting dates day-first", "11.12."),
        ("“1/2/2026” could be 1 Feb 2026 or 2 Jan 2026.", "write 1 Feb 2026 or 2 Jan 2026; or", "1/2/2026"),
        ("“1/2/0999” could be 1 Feb 0999 or 2 Jan 0999.", "write 1 Feb 0999 or 2 Jan 0999; or", "1/2/0999"),
        ("“fri 11/12” could be 11 Dec or 12 Nov.", "write 11 Dec or 12 Nov; or", " fri 11/12"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("read", [coming, past])
def test_a_day_in_slashes_that_could_be_two_is_refused_until_the_shop_has_set_an_order(
    read: Reader, sentence: str, hint: str, typed: str
) -> None:
    with pytest.raises(Refused) as refusal:
        read(typed, TODAY)
    assert sentence == refusal.value.sentence
    assert refusal.value.hint.startswith(hint)
    assert not isinstance(refusal.value, NotADay)


@pytest.mark.parametrize(
    ("to_come", "gone", "typed", "order"),
    [
        ("2026-12-11", "2025-12-11", "11/12", DAY_FIRST), ("2027-11-12", "2026-11-12", "11/12", MONTH_FIRST),
        ("2026-12-11", "2025-12-11", "11.12.", DAY_FIRST), ("2027-11-12", "2026-11-12", " 11.12. ", MONTH_FIRST),
        ("2019-12-11", "2019-12-11", "11/12/2019", DAY_FIRST), ("2019-11-12", "2019-11-12", "11/12/2019", MONTH_FIRST),
        ("2019-02-01", "2019-02-01", "1.2.2019", DAY_FIRST), ("2019-01-02", "2019-01-02", "01.02.2019", MONTH_FIRST),
        ("2028-02-29", "2024-02-29", "29/2", DAY_FIRST), ("2026-12-11", "2026-12-11", "2026-12-11", MONTH_FIRST),
    ],
)  # fmt: skip
def test_a_day_in_slashes_is_understood_in_the_shops_order(to_come: str, gone: str, typed: str, order: str) -> None:
    assert dt.date.fromisoformat(to_come) == coming(typed, TODAY, order)
    assert dt.date.fromisoformat(gone) == past(typed, dt.date(2026, 12, 31) if gone == to_come else TODAY, order)


@pytest.mark.parametrize(
    ("typed", "order"), [("12/25", DAY_FIRST), ("25.12.", MONTH_FIRST), ("2/29/2026", MONTH_FIRST)]
)
def test_a_day_in_slashes_is_never_read_against_the_shops_order(typed: str, order: str) -> None:
    for read in (coming, past, birthday):
        with pytest.raises(Refused, match=f"There is no day {typed}"):
            read(typed, *([TODAY] if read is not birthday else []), order)


@given(st.dates(dt.date(1900, 1, 1)), st.sampled_from(["/", "."]), st.booleans())
def test_a_day_in_slashes_is_understood_without_an_order_where_only_one_reading_exists(
    day: dt.date, mark: str, month_first: bool
) -> None:
    parts = (day.month, day.day) if month_first else (day.day, day.month)
    typed = mark.join(map(str, (*parts, day.year)))
    if day.day > 12 or day.day == day.month:
        assert day == coming(typed, day) == past(typed, day)
        assert YearlyDay(day.month, day.day, day.year) == birthday(typed)
        return
    either = sorted((day, day.replace(day=day.month, month=day.day)), key=lambda one: one.day != parts[0])
    said = " or ".join(f"{one.day} {one:%b} {one.year}" for one in either)
    for read in (lambda: coming(typed, day), lambda: past(typed, day), lambda: birthday(typed)):
        with pytest.raises(Refused) as refusal:
            read()
        assert f"“{typed}” could be {said}." == refusal.value.sentence
        assert refusal.value.hint.startswith(f"write {said}; or oc setting dates")


@given(st.dates(), st.dates())
def test_a_day_in_slashes_says_the_same_in_either_order(day: dt.date, today: dt.date) -> None:
    assert day == coming(f"{day.day}/{day.month}/{day.year:04}", today, DAY_FIRST)
    assert day == coming(f"{day.month:02}.{day.day:02}.{day.year:04}", today, MONTH_FIRST)


@pytest.mark.parametrize(
    ("born", "typed", "order"),
    [
        ((5, 12, 1949), "12/05/1949", DAY_FIRST), ((12, 5, 1949), "12/05/1949", MONTH_FIRST),
        ((5, 12, None), "12/5", DAY_FIRST), ((12, 5, None), "12/5", MONTH_FIRST), ((2, 29, None), "29.2.", DAY_FIRST),
        ((5, 12, 1949), "12.05.1949", DAY_FIRST), ((11, 26, None), "11-26", DAY_FIRST),
    ],
)  # fmt: skip
def test_a_birthday_in_slashes_is_understood_in_the_shops_order(
    born: tuple[int, int, int | None], typed: str, order: str
) -> None:
    assert YearlyDay(*born) == birthday(typed, order)
