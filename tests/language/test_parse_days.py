"""Days as people type them: what is understood, what is refused, and that nothing is ever guessed."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import WEEKDAYS, full
from onecustomer.domain.language.parse_days import BACK, FORWARD, NotADay, coming, past
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
        ("2026-11-27", "this Friday"), ("2026-11-22", "this sun"), ("2026-11-23", "day after tomorrow"),
        ("2026-11-23", "The day after tomorrow"), ("2026-11-23", "Mon the day after tomorrow"),
        ("2026-11-28", "in a week"), ("2026-11-28", "in one week"), ("2026-12-05", "in two weeks"),
        ("2027-02-13", "in Twelve weeks"), ("2026-12-21", "in a month"), ("2027-11-21", "in a year"),
        ("2028-11-21", "in 2 years"), ("2026-11-22", "end of week"), ("2026-11-22", "the end of the week"),
        ("2026-11-29", "end of next week"), ("2026-11-30", "the end of month"), ("2026-12-31", "end of next month"),
        ("2026-12-31", "Thu the end of next month"), ("2026-12-31", "31.12."), ("2026-12-31", "31/12"),
        ("2026-12-31", "12/31"), ("2026-12-31", "31.12.2026"), ("2027-11-11", "11/11"), ("2028-02-29", "29/2"),
        ("2026-12-31", "Thu 31.12."),
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
        ("2026-11-18", "wednesday 18 nov"), ("2024-02-29", "29 Feb"), ("2026-11-19", "day before yesterday"),
        ("2026-11-19", "the day before yesterday"), ("2026-11-14", "a week ago"), ("2026-11-07", "two weeks ago"),
        ("2026-10-21", "a month ago"), ("2025-11-21", "a year ago"), ("2024-11-21", "2 years ago"),
        ("2014-11-21", "twelve years ago"), ("2025-12-31", "31.12."), ("2025-12-31", "12/31"),
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
        ("2026-11-29", "end of week", "2026-11-29"), ("2027-01-03", "end of week", "2026-12-31"),
        ("2026-12-06", "end of next week", "2026-11-29"), ("2026-12-06", "end of next week", "2026-11-23"),
        ("2027-02-28", "end of next month", "2027-01-31"), ("2027-01-31", "end of next month", "2026-12-31"),
        ("2027-02-28", "in a year", "2026-02-28"), ("2029-02-28", "in a year", "2028-02-29"),
        ("2032-02-29", "in four years", "2028-02-29"), ("2027-01-01", "day after tomorrow", "2026-12-30"),
        ("2026-11-29", "this sunday", "2026-11-23"), ("2026-11-30", "this monday", "2026-11-29"),
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
        ("Tue 24 Nov 2026", "in 3 days"), ("Sat 28 Nov 2026", "in a week"), ("Mon 23 Nov 2026", "day after tomorrow"),
        ("Sun 22 Nov 2026", "end of week"), ("Fri 27 Nov 2026", "this friday"), ("Thu 31 Dec 2026", "31.12.2026"),
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
        "18 Nov 02026", "18 Nuv", "-3 days ago", "thirteen days ago", "99999 days ago", "in 99999 days", "٣ days ago",
        "in zero days", "in 3", "3 days", "in a few days", "2 fortnights ago", "in weeks", "in -1 days", "١٨ Nov",
        "on 18 Nov", "2026-11-18T12:00", "next", "last", "next week", "next 24 Dec", "friday friday", "fri next fri",
        "fr", "mittwoch", "end of year", "end of last week", "the day tomorrow", "fri 18", "--2026-11-18", "this",
        "this 24 Dec", "this week", "this fri next", "day after friday", "two days before friday", "friday week",
        "in one", "a ago", "the friday", "end week", "31.12", "31.12.26", "24 Dec 24", "12 Dec 24",
    ],
)  # fmt: skip
@pytest.mark.parametrize("read", [coming, past])
def test_a_day_that_could_be_another_is_not_understood(read: Reader, typed: str) -> None:
    with pytest.raises(NotADay, match="is not a day that I understand") as refusal:
        read(typed, TODAY)
    assert ("24 Dec 2027" if read is coming else "18 Nov 2025") in refusal.value.hint


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
        ("last monday", "0001-01-01"), ("in 9999 years", "2026-11-21"), ("9999 years ago", "2026-11-21"),
        ("day after tomorrow", "9999-12-30"), ("day before yesterday", "0001-01-02"), ("this sat", "9999-12-31"),
        ("end of week", "9999-12-31"), ("end of next week", "9999-12-31"), ("end of next month", "9999-12-31"),
    ],
)  # fmt: skip
def test_a_day_beyond_the_calendar_is_refused(typed: str, today: str) -> None:
    with pytest.raises(Refused, match=f"There is no day {typed}"):
        coming(typed, dt.date.fromisoformat(today))


@pytest.mark.parametrize(("read", "other"), [(coming, "Sat 28 Nov 2026"), (past, "Sat 14 Nov 2026")])
def test_this_saturday_on_a_saturday_is_refused_and_says_both_days(read: Reader, other: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(" This Sat", TODAY)
    assert f"“This Sat” could be Sat 21 Nov 2026 or {other}." == refusal.value.sentence
    assert "write one of them" == refusal.value.hint
    assert not isinstance(refusal.value, NotADay)


@pytest.mark.parametrize(("typed", "hint"), [("this monday", "write 16 Nov 2026, or last monday"),
                                             ("This Fri", "write 20 Nov 2026, or last fri")])  # fmt: skip
def test_this_weekday_to_come_is_refused_and_the_past_one_is_offered(typed: str, hint: str) -> None:
    with pytest.raises(Refused, match="is still to come") as refusal:
        past(typed, TODAY)
    assert hint == refusal.value.hint
    offered, last = hint.removeprefix("write ").split(", or ")
    assert past(offered, TODAY) == past(last, TODAY)


@pytest.mark.parametrize("typed", ["32.13.", "31.2.", "32.13"])
def test_a_day_in_dots_that_is_none_is_said_with_one_full_stop(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        coming(typed, TODAY, "day-first")
    assert not refusal.value.sentence.endswith("..")


@pytest.mark.parametrize(("read", "way"), [(coming, FORWARD), (past, BACK)])
def test_every_day_that_a_hint_writes_is_understood(read: Reader, way: int) -> None:
    for today in (TODAY, dt.date(2031, 12, 31)):
        with pytest.raises(NotADay) as refusal:
            read("frobnicate", today)
        forms = refusal.value.hint.removeprefix("write ").replace(" or ", ", ").split(", ")
        assert len(forms) > 9
        for form in forms:
            assert isinstance(read(form, today), dt.date)
            assert (read(form, today) - today).days * way >= 0


@pytest.mark.parametrize(
    ("sentence", "hint", "typed"),
    [
        ("“friday 17:00” has an hour, and only a promise may have one.", "write the day alone: friday", "friday 17:00"),
        ("“5pm” has an hour, and only a promise may have one.", "write the day alone: today", "5pm"),
        ("“24 Dec at 5” has an hour, and only a promise may have one.", "write the day alone: 24 dec", "24 Dec at 5"),
    ],
)
@pytest.mark.parametrize("read", [coming, past])
def test_an_hour_is_refused_where_a_day_is_asked_for(read: Reader, sentence: str, hint: str, typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(typed, TODAY)
    assert (sentence, hint) == (refusal.value.sentence, refusal.value.hint)


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


NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
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
def test_this_friday_is_the_coming_one_on_every_other_day(today: dt.date, weekday: str) -> None:
    if WEEKDAYS[today.weekday()] != weekday:
        assert coming(weekday, today) == coming(f"this {weekday}", today)
        return
    with pytest.raises(Refused, match=f"could be {full(today)} or {full(coming(weekday, today))}"):
        coming(f"this {weekday}", today)


@given(st.dates(max_value=dt.date(9999, 12, 1)), st.sampled_from(["", "the "]))
def test_a_week_ends_on_its_sunday(today: dt.date, the: str) -> None:
    ends, next_ends = coming(f"{the}end of week", today), coming(f"{the}end of next week", today)
    assert today.isocalendar()[:2] == ends.isocalendar()[:2]
    assert coming("next sunday", today) == next_ends
    assert 6 == ends.weekday() == next_ends.weekday()
    assert coming("end of the week", today) == ends


@given(st.dates(max_value=dt.date(9999, 12, 1)), st.sampled_from(["", "the "]))
def test_the_day_after_tomorrow_is_in_two_days(today: dt.date, the: str) -> None:
    assert coming("in 2 days", today) == coming(f"{the}day after tomorrow", today)
    if today > dt.date(1900, 1, 2):
        assert past("2 days ago", today) == past(f"{the}day before yesterday", today)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(9900, 1, 1)),
    st.sampled_from([*enumerate(NUMBERS, 1), (1, "a")]),
    st.sampled_from(["day", "weeks", "month", "years"]),
)
def test_a_number_in_words_is_the_same_as_in_digits(today: dt.date, number: tuple[int, str], unit: str) -> None:
    count, word = number
    assert coming(f"in {count} {unit}", today) == coming(f"in {word} {unit}", today)
    assert past(f"{count} {unit} ago", today) == past(f"{word.upper()} {unit} ago", today)


@given(st.dates(dt.date(2000, 1, 1), dt.date(9000, 1, 1)), st.integers(0, 833))
def test_a_year_is_twelve_months(today: dt.date, count: int) -> None:
    assert coming(f"in {12 * count} months", today) == coming(f"in {count} years", today)


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
