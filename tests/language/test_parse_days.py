"""Days as people type them: what is understood, what is refused, and that nothing is ever guessed."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import WEEKDAYS, full
from onecustomer.domain.language.parse_days import NotADay, coming, past
from onecustomer.errors import Refused
from tests.language.typed_days import ANY_TEXT, DAYLIKE, ORDERS, PAST_DAYS, Reader
from tests.words import TODAY


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        ("2026-11-21", "today"), ("2026-11-22", "tomorrow"), ("2026-11-20", "yesterday"), ("2026-11-22", " Tomorrow "),
        ("2026-11-27", "friday"), ("2026-11-27", "Fri"), ("2026-11-28", "saturday"), ("2026-11-22", "SUN"),
        ("2026-11-23", "mon"), ("2026-11-24", "tue"), ("2026-11-24", "tues"), ("2026-11-25", "wed"),
        ("2026-11-25", "weds"), ("2026-11-26", "thu"), ("2026-11-26", "thur"), ("2026-11-26", "Thurs"),
        ("2026-11-27", "next Friday"), ("2026-11-29", "next sunday"), ("2026-11-28", "next sat"),
        ("2026-11-20", "last friday"), ("2026-11-14", "last saturday"), ("2026-11-15", "last Sun"),
        ("2026-11-21", "in 0 days"), ("2026-11-22", "in 1 day"), ("2026-11-24", "in 3 days"),
        ("2026-11-28", "in 1 week"), ("2026-12-12", "IN 3  WEEKS"), ("2027-02-21", "in 3 months"),
        ("2026-11-07", "2 weeks ago"), ("2026-08-21", "3 months ago"), ("2025-11-21", "12 months ago"),
        ("2026-12-24", "24 Dec"), ("2026-12-24", "dec 24"), ("2026-12-24", "24 december"), ("2026-11-21", "21 Nov"),
        ("2027-11-20", "20 Nov"), ("2027-01-01", "1 jan"), ("2028-02-29", "29 Feb"), ("2026-12-24", "24 December 2026"),
        ("2026-12-24", "December 24, 2026"), ("1999-12-24", "24 Dec 1999"), ("2026-12-24", "2026-12-24"),
        ("1999-12-24", " 1999-12-24 "), ("2026-11-30", "end of month"), ("2026-11-30", "End of the month"),
        ("2026-11-27", "Fri 27 Nov 2026"), ("2026-11-27", "Friday, November 27"), ("2026-11-27", "fri 2026-11-27"),
        ("2026-11-20", "fri 20 nov 2026"), ("2026-12-12", "Saturday in 3 weeks"), ("2026-11-22", "Sun tomorrow"),
    ],
)  # fmt: skip
def test_a_day_is_understood(day: str, typed: str) -> None:
    assert dt.date.fromisoformat(day) == coming(typed, TODAY)


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        ("2026-11-21", "today"), ("2026-11-20", "yesterday"), ("2026-11-20", " Yesterday "),
        ("2026-11-21", "0 days ago"), ("2026-11-20", "1 day ago"), ("2026-11-18", "3 days ago"),
        ("2026-11-14", "1 WEEK AGO"), ("2026-11-07", "2 weeks  ago"), ("2026-08-21", "3 months ago"),
        ("2026-11-20", "friday"), ("2026-11-14", "sat"), ("2026-11-15", "sun"), ("2026-11-19", "thurs"),
        ("2026-11-20", "last friday"), ("2026-11-14", "last saturday"), ("2026-11-21", "in 0 days"),
        ("2026-11-18", "18 Nov"), ("2026-11-18", "Nov 18"), ("2026-11-18", "18 november"), ("2026-11-21", "21 Nov"),
        ("2025-11-22", "22 Nov"), ("2025-12-31", "31 dec"), ("2026-01-01", "1 jan"), ("2026-05-02", "02 May"),
        ("2026-11-18", "18 Nov 2026"), ("2019-11-18", "November 18, 2019"), ("2024-02-29", "29 feb 2024"),
        ("2026-11-18", "2026-11-18"), ("2024-02-29", " 2024-02-29 "), ("2026-11-18", "Wed 18 Nov 2026"),
        ("2026-11-18", "wednesday 18 nov"), ("2024-02-29", "29 Feb"),
    ],
)  # fmt: skip
def test_a_past_day_is_understood(day: str, typed: str) -> None:
    assert dt.date.fromisoformat(day) == past(typed, TODAY)


@pytest.mark.parametrize(
    ("day", "typed", "today"),
    [
        ("2027-02-28", "in 1 month", "2027-01-31"), ("2028-02-29", "in 1 month", "2028-01-31"),
        ("2027-01-30", "in 2 months", "2026-11-30"), ("2026-02-28", "1 month ago", "2026-03-31"),
        ("2024-02-28", "12 months ago", "2025-02-28"), ("2025-02-28", "in 12 months", "2024-02-29"),
        ("2026-12-31", "in 0 months", "2026-12-31"), ("2025-12-15", "1 month ago", "2026-01-15"),
        ("2027-01-15", "in 1 month", "2026-12-15"), ("2026-12-15", "in 12 months", "2025-12-15"),
        ("2025-12-15", "12 months ago", "2026-12-15"), ("2026-12-31", "end of month", "2026-12-31"),
        ("2027-02-28", "end of month", "2027-02-01"), ("2028-02-29", "end of month", "2028-02-01"),
        ("9999-12-31", "end of month", "9999-12-01"),
        ("2027-01-01", "tomorrow", "2026-12-31"), ("2025-12-31", "yesterday", "2026-01-01"),
        ("2027-01-01", "friday", "2026-12-31"), ("2027-01-04", "next monday", "2026-12-31"),
        ("2027-01-08", "next friday", "2026-12-31"), ("2026-11-29", "next sunday", "2026-11-16"),
        ("2026-11-23", "next monday", "2026-11-22"), ("2026-11-30", "next monday", "2026-11-23"),
        ("2028-02-29", "29 feb", "2024-03-01"), ("2024-02-29", "29 feb", "2024-02-29"),
        ("1904-02-29", "29 feb", "1896-03-01"), ("2027-01-01", "1 Jan", "2026-01-02"),
        ("2026-12-31", "31 Dec", "2026-12-31"), ("2027-12-30", "30 Dec", "2026-12-31"),
    ],
)  # fmt: skip
def test_months_years_and_weeks_end_as_on_the_calendar(day: str, typed: str, today: str) -> None:
    assert dt.date.fromisoformat(day) == coming(typed, dt.date.fromisoformat(today))


def test_29_february_without_a_year_is_the_last_there_was() -> None:
    assert dt.date(2024, 2, 29) == past("29 Feb", dt.date(2025, 1, 10))
    assert dt.date(1904, 2, 29) == past("29 Feb", dt.date(1908, 2, 28))
    assert dt.date(1908, 2, 29) == past("29 Feb", dt.date(1908, 2, 29))


@pytest.mark.parametrize("typed", ["9999 weeks ago", "9999 months ago", "1899-12-31", "Sun 31 Dec 1899"])
def test_a_day_before_1900_is_refused_where_something_happened(typed: str) -> None:
    with pytest.raises(Refused, match="is before 1900"):
        past(typed, TODAY)
    assert dt.date(1900, 1, 1) == past("1900-01-01", TODAY)


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Sun 22 Nov 2026", "2026-11-22"), ("Fri 1 Jan 2027", "1 Jan 2027"), ("Fri 31 Dec 9999", "9999-12-31"),
        ("Sun 22 Nov 2026", "tomorrow"), ("Fri 27 Nov 2026", "next friday"), ("Mon 30 Nov 2026", "end of month"),
        ("Tue 24 Nov 2026", "in 3 days"),
    ],
)  # fmt: skip
def test_a_day_to_come_is_refused_where_something_happened(said: str, typed: str) -> None:
    with pytest.raises(Refused, match=f"{said} is still to come"):
        past(typed, TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "11-12", "11-12-2025", "2026-1-5", "20261118", "11.12", "11.12.2026.", "11/12/", "11/12/26",
        "111/12", "11/12.2026", "11/12-2026", "1/2/3/2026", "١/2", "18", "Nov", "Nov 2026", "18 Nov 26", "018 Nov",
        "18 Nov 02026", "18 Nuv", "-3 days ago", "three days ago", "99999 days ago", "in 99999 days", "٣ days ago",
        "in three days", "in 3", "3 days", "in 3 years", "2 fortnights ago", "in a week", "in -1 days", "١٨ Nov",
        "on 18 Nov", "2026-11-18T12:00", "next", "last", "next week", "next 24 Dec", "friday friday", "fri next fri",
        "fr", "mittwoch", "end of year", "the end of month", "day after tomorrow", "fri 18", "--2026-11-18",
    ],
)  # fmt: skip
@pytest.mark.parametrize("read", [coming, past])
def test_a_day_that_could_be_another_is_not_understood(read: Reader, typed: str) -> None:
    with pytest.raises(NotADay, match="is not a day that I understand") as refusal:
        read(typed, TODAY)
    assert ("24 Dec 2026" if read is coming else "18 Nov 2026") in refusal.value.hint


@pytest.mark.parametrize(
    "typed",
    [
        "31 Feb", "31 Feb 2026", "2026-02-31", "29 Feb 2026", "0 Nov", "32 Nov", "2026-13-01", "1 Jan 0000",
        "Thu 31 Feb", "31/31", "29/02/2026", "99.99.", "0/0",
    ],
)  # fmt: skip
@pytest.mark.parametrize("read", [coming, past])
def test_a_day_that_no_calendar_has_is_refused(read: Reader, typed: str) -> None:
    with pytest.raises(Refused, match=f"There is no day {typed}"):
        read(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "today"),
    [
        ("tomorrow", "9999-12-31"), ("in 1 week", "9999-12-31"), ("in 9999 months", "9999-12-31"),
        ("friday", "9999-12-31"), ("next monday", "9999-12-31"), ("1 jan", "9999-12-31"), ("29 feb", "9999-12-31"),
        ("yesterday", "0001-01-01"), ("9999 weeks ago", "0001-01-01"), ("1 month ago", "0001-01-01"),
        ("last monday", "0001-01-01"),
    ],
)  # fmt: skip
def test_a_day_beyond_the_calendar_is_refused(typed: str, today: str) -> None:
    with pytest.raises(Refused, match=f"There is no day {typed}"):
        coming(typed, dt.date.fromisoformat(today))


@pytest.mark.parametrize("typed", ["Thu 27 Nov 2026", "thursday 27 nov", "Thursday, 2026-11-27"])
def test_a_weekday_that_is_not_the_days_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"^27 Nov 2026 is a Friday, not a Thursday\.$"):
        coming(typed, TODAY)


@given(st.dates(), st.dates(), ORDERS)
def test_every_echo_is_understood_as_the_day_it_says(day: dt.date, today: dt.date, order: str | None) -> None:
    assert day == coming(full(day), today, order)
    assert day == coming(full(day).partition(" ")[2], today, order)
    assert day == coming(day.isoformat(), today, order)


@given(PAST_DAYS, PAST_DAYS, ORDERS)
def test_every_past_day_is_understood_as_it_is_written(one: dt.date, other: dt.date, order: str | None) -> None:
    day, today = sorted((one, other))
    assert day == past(day.isoformat(), today, order)
    assert day == past(full(day), today, order)
    assert day == past(full(day).partition(" ")[2], today, order)


@given(st.dates(), st.dates(dt.date(10, 1, 1), dt.date(9989, 12, 31)))
def test_a_day_without_a_year_is_the_nearest_one_on_its_side(day: dt.date, today: dt.date) -> None:
    typed = f"{day.day} {WORDS_OF_MONTHS[day.month]}"
    ahead = coming(typed, today)
    assert (day.month, day.day) == (ahead.month, ahead.day)
    assert 0 <= (ahead - today).days <= (366 if (day.month, day.day) != (2, 29) else 8 * 366)
    if today.year > 1910:
        behind = past(typed, today)
        assert (day.month, day.day) == (behind.month, behind.day)
        assert 0 <= (today - behind).days <= (366 if (day.month, day.day) != (2, 29) else 8 * 366)


WORDS_OF_MONTHS = [name.upper() for name in calendar.month_abbr]


@given(st.dates(dt.date(1901, 1, 1), dt.date(9999, 12, 1)), st.sampled_from(WEEKDAYS), st.sampled_from([3, 9]))
def test_a_weekday_is_within_a_week_and_never_today(today: dt.date, weekday: str, letters: int) -> None:
    typed = weekday[:letters]
    ahead, behind = coming(typed, today), past(typed, today)
    assert 1 <= (ahead - today).days <= 7
    assert 1 <= (today - behind).days <= 7
    assert WEEKDAYS.index(weekday) == ahead.weekday() == behind.weekday()
    assert behind == coming(f"last {typed}", today) == past(f"last {typed}", today)


@given(st.dates(max_value=dt.date(9999, 12, 1)), st.sampled_from(WEEKDAYS))
def test_next_friday_is_in_the_next_calendar_week(today: dt.date, weekday: str) -> None:
    day = coming(f"next {weekday}", today)
    assert (today + dt.timedelta(days=7)).isocalendar()[:2] == day.isocalendar()[:2]
    assert WEEKDAYS.index(weekday) == day.weekday()


@given(st.dates(min_value=dt.date(1928, 1, 1)), st.integers(0, 9999))
def test_days_ago_are_counted_back_from_today(today: dt.date, count: int) -> None:
    assert today.toordinal() - count == past(f"{count} days ago", today).toordinal()


@given(st.dates(max_value=dt.date(9800, 1, 1)), st.integers(0, 9999))
def test_days_and_weeks_to_come_are_counted_from_today(today: dt.date, count: int) -> None:
    assert today.toordinal() + count == coming(f"in {count} days", today).toordinal()
    assert today.toordinal() + 7 * count == coming(f"in {count} weeks", today).toordinal()


@given(st.dates(max_value=dt.date(9000, 1, 1)), st.integers(0, 9999))
def test_months_keep_the_day_or_end_with_the_month(today: dt.date, count: int) -> None:
    day = coming(f"in {count} months", today)
    assert count == (day.year - today.year) * 12 + day.month - today.month
    assert min(today.day, calendar.monthrange(day.year, day.month)[1]) == day.day


@given(st.dates())
def test_the_month_ends_before_another_begins(today: dt.date) -> None:
    assert today.replace(day=calendar.monthrange(today.year, today.month)[1]) == coming("end of month", today)


@given(ANY_TEXT | DAYLIKE, st.dates(), ORDERS)
def test_whatever_is_typed_for_a_day_is_a_day_or_refused(text: str, today: dt.date, order: str | None) -> None:
    for read in (coming, past):
        try:
            day = read(text, today, order)
            assert read is coming or day <= today
        except Refused as refusal:
            assert refusal.sentence and refusal.hint


@given(DAYLIKE, st.dates(), ORDERS)
def test_case_commas_and_surplus_spaces_do_not_matter(text: str, today: dt.date, order: str | None) -> None:
    try:
        day = coming(text, today, order)
    except Refused:
        return
    assert day == coming(f" , {text.upper()} ,".replace(" ", " ,  "), today, order)
