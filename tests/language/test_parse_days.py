"""Days as people type them: what is understood, what is refused, and that nothing is ever guessed."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import DAY_FIRST, MONTH_FIRST, WEEKDAYS, YearlyDay, full
from onecustomer.domain.language.parse_days import NotADay, apart, birthday, coming, every, past
from onecustomer.errors import Refused

TODAY = dt.date(2026, 11, 21)  # a Saturday
PAST_DAYS = st.dates(min_value=dt.date(1900, 1, 1))
ORDERS = st.sampled_from([None, DAY_FIRST, MONTH_FIRST])
ANY_TEXT = st.text(st.characters(exclude_categories=()))
PIECES = (
    "today", "tomorrow", "in", "ago", "days", "months", "next", "last", "fri", "end", "of", "the", "month", "3", "31",
    "9999", "²", "٣", "feb", "29", "2026", "0000", "--", "-", "02-29", "1958-", "/", "2/29", ".", "11.12.", ",", "ſep",
    "İ", "9" * 20, "9" * 5000, "\ud800",
)  # fmt: skip
DAYLIKE = st.lists(st.sampled_from(PIECES)).flatmap(
    lambda words: st.sampled_from([" ".join(words), "-".join(words), "".join(words)])
)
Reader = Callable[..., dt.date]


def soon(text: str) -> dt.date:
    return coming(text, TODAY)


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


@pytest.mark.parametrize(
    ("sentence", "hint", "typed"),
    [
        ("“11/12” could be 11 Dec or 12 Nov.", "write 11 Dec or 12 Nov; or oc setting dates day-first", "11/12"),
        ("“11.12.” could be 11 Dec or 12 Nov.", "write 11 Dec or 12 Nov; or oc setting dates day-first", "11.12."),
        ("“1/2/2026” could be 1 Feb 2026 or 2 Jan 2026.", "write 1 Feb 2026 or 2 Jan 2026; or", "1/2/2026"),
        ("“1/2/0999” could be 1 Feb 0999 or 2 Jan 0999.", "write 1 Feb 0999 or 2 Jan 0999; or", "1/2/0999"),
        ("“25/12” is in an order that the shop has not set.", "write 25 Dec; or oc setting dates day-first", "25/12"),
        ("“12/25” is in an order that the shop has not set.", "write 25 Dec; or oc setting dates month-first", "12/25"),
        ("“11/11” is in an order that the shop has not set.", "write 11 Nov; or oc setting dates day-first", "11/11"),
        ("“29.2.2028” is in an order that the shop has not set.", "write 29 Feb 2028; or", "29.2.2028"),
        ("“fri 11/12” could be 11 Dec or 12 Nov.", "write 11 Dec or 12 Nov; or", " fri 11/12"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("read", [coming, past])
def test_a_day_in_slashes_is_refused_until_the_shop_has_set_an_order(
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


@given(st.dates(), st.dates())
def test_a_day_in_slashes_says_the_same_in_either_order(day: dt.date, today: dt.date) -> None:
    assert day == coming(f"{day.day}/{day.month}/{day.year:04}", today, DAY_FIRST)
    assert day == coming(f"{day.month:02}.{day.day:02}.{day.year:04}", today, MONTH_FIRST)


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


@pytest.mark.parametrize(
    ("before", "day", "typed"),
    [
        ("cat's operation", "2026-11-27", "cat's operation next friday"), ("Visit", "2026-11-22", "Visit  tomorrow"),
        ("call back", "2026-12-05", "call back in 2 weeks"), ("bill", "2026-11-30", "bill end of the month"),
        ("bill", "2026-11-30", "bill Mon end of the month"), ("party", "2026-12-24", "party 24 Dec"),
        ("party", "2026-12-24", "party, Thu 24 Dec 2026"), ("party", "2026-12-24", "party: Dec 24, 2026"),
        ("party", "2026-12-24", "party , 24 , Dec , 2026"), ("table for 2", "2026-12-24", "table for 2 24 Dec"),
        ("moved in 3", "2026-11-19", "moved in 3 2 days ago"), ("she likes the", "2026-11-22", "she likes the sun"),
        ("May", "2026-11-22", "May tomorrow"), ("24 Dec", "2026-11-22", "24 Dec tomorrow"),
        ("one two three four five six", "2026-11-21", "one two three four five six today"),
    ],
)  # fmt: skip
def test_words_are_told_from_the_day_they_end_with(before: str, day: str, typed: str) -> None:
    assert (before, dt.date.fromisoformat(day)) == apart(typed, soon)


@given(st.lists(st.sampled_from(["Cat’s", "operation", "24", "an", "in"]), min_size=1), st.dates(), st.dates())
def test_an_echo_is_always_told_from_the_words_before_it(words: list[str], day: dt.date, today: dt.date) -> None:
    before = " ".join(words)
    assert (before, day) == apart(f"{before} {full(day)}", lambda text: coming(text, today))


def test_words_are_told_from_a_birthday_too() -> None:
    assert ("wedding day", YearlyDay(12, 5)) == apart("wedding day 12-05", birthday)


@pytest.mark.parametrize(
    ("sentence", "typed"),
    [
        ("There is no day 31 Feb.", "cat's operation 31 Feb"), ("There is no day 31 Feb 2027.", "cat 31 Feb 2027"),
        ("There is no day 2027-02-31.", "cat 2027-02-31"), ("There is no day 31 Feb.", "31 Feb"),
        ("“11/12” could be 11 Dec or 12 Nov.", "cat's operation 11/12"),
        ("27 Nov 2026 is a Friday, not a Thursday.", "cat's operation Thu 27 Nov 2026"),
        ("“soon” is not a day that I understand.", "cat's operation soon"),
        ("“fryday” is not a day that I understand.", "cat's operation next fryday"),
        ("“after tomorrow” is not a day that I understand.", "operation the day after tomorrow"),
        ("“next 24 Dec” is not a day that I understand.", "operation next 24 Dec"),
        ("“week tomorrow” is not a day that I understand.", "operation a week tomorrow"),
        ("“from friday” is not a day that I understand.", "operation 2 weeks from friday"),
        ("“12 Dec 24” is not a day that I understand.", "operation 12 Dec 24"),
        ("What the day is for is missing.", "next friday"), ("What the day is for is missing.", "Fri 27 Nov 2026"),
        ("What the day is for is missing.", ", , 24 Dec"), ("What the day is for is missing.", ": tomorrow"),
        ("What the day is for is missing.", ""), ("What the day is for is missing.", " ,, "),
    ],
)  # fmt: skip
def test_words_without_a_day_that_can_be_meant_are_refused(sentence: str, typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        apart(typed, soon)
    assert sentence == refusal.value.sentence
    assert refusal.value.hint


def test_a_day_to_come_is_not_taken_for_a_shorter_one_that_is_past() -> None:
    with pytest.raises(Refused, match="Fri 27 Nov 2026 is still to come"):
        apart("cat's operation next friday", lambda text: past(text, TODAY))


@given(st.lists(st.sampled_from([*PIECES, "cat"])).map(" ".join) | ANY_TEXT, ORDERS)
def test_whatever_is_typed_is_words_and_a_day_or_refused(text: str, order: str | None) -> None:
    try:
        before, day = apart(text, lambda ending: coming(ending, TODAY, order))
    except Refused as refusal:
        assert refusal.sentence and refusal.hint
        return
    assert before and isinstance(day, dt.date)
    assert " ".join(word for word in text.split() if word.strip(",")).startswith(before)


@pytest.mark.parametrize(
    ("span", "typed"),
    [
        (10, "10d"), (42, "6w"), (90, "3m"), (365, "1y"), (42, "6 weeks"), (10, "10 days"), (90, "3 months"),
        (365, "1 year"), (1, "1 DAY"), (7, " 1  Week "), (30, "1 month"), (730, "2 years"), (3650, "10y"),
        (3650, "3650d"), (42, "6 W"),
    ],
)  # fmt: skip
def test_a_span_is_understood(span: int, typed: str) -> None:
    assert span == every(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "", "d", "10", "10x", "6weeks", "1 0 d", "1,000d", "-1d", "1.5y", "six weeks", "٣d", "²d", "99999d",
        "6 weeks ago",
    ],
)  # fmt: skip
def test_a_span_that_could_be_another_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is not a span that I understand"):
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
