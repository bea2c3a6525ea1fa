"""By when a promise is owed, as people type it: a day, an hour, or both; what could be two of either is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import full, with_hour
from onecustomer.domain.language.parse_days import NotADay, coming
from onecustomer.domain.language.parse_due import Due, due, hour_beside
from onecustomer.errors import Refused
from tests.language.typed_days import ANY_TEXT, DAYLIKE, ORDERS
from tests.words import TODAY


@pytest.mark.parametrize(
    ("day", "hour", "typed"),
    [
        ("2026-11-27", "17:00", "friday 17:00"), ("2026-11-27", "17:00", "Friday, 5pm"),
        ("2026-11-27", "17:00", "friday at 5 PM"), ("2026-11-27", "17:30", "fri 5:30 pm"),
        ("2026-11-27", "17:30", "5:30pm friday"), ("2026-11-27", "17:00", "at 5pm on friday"),
        ("2026-11-27", "17:00", "fri at 5 p.m."), ("2026-11-27", "09:05", "9:05 a.m. fri"),
        ("2026-11-27", "12:00", "friday noon"), ("2026-11-27", "12:00", "noon on friday"),
        ("2026-11-27", "12:00", "friday 12:00"), ("2026-11-27", "12:30", "friday 12:30pm"),
        ("2026-11-27", "00:30", "friday 12:30am"), ("2026-11-27", "17:00", "friday at 17"),
        ("2026-11-27", "05:30", "friday 05:30"), ("2026-11-27", "10:30", "friday 10:30"),
        ("2026-11-27", "17:00", "Fri 27 Nov 2026, 17:00"), ("2026-12-24", "17:00", "24 Dec 17:00"),
        ("2026-12-24", "17:00", "dec 24 5 pm"), ("2026-12-24", "17:00", "2026-12-24 17:00"),
        ("2026-12-31", "17:00", "31.12. 17:00"), ("2026-11-23", "08:00", "the day after tomorrow at 8am"),
        ("2026-11-28", "11:00", "in a week 11am"), ("2026-11-22", "23:59", "end of week 23:59"),
        ("2026-11-21", "17:00", "17:00"), ("2026-11-21", "17:00", "5pm"), ("2026-11-21", "09:00", "at 9 am"),
        ("2026-11-21", "12:00", "Noon"), ("2026-11-21", "15:00", "today 15:00"),
        ("2026-11-27", None, "friday"), ("2026-12-24", None, "24 Dec"), ("2026-11-26", None, "in 5 days"),
    ],
)  # fmt: skip
def test_by_when_is_understood(day: str, hour: str | None, typed: str) -> None:
    assert Due(dt.date.fromisoformat(day), hour) == due(typed, TODAY)


@pytest.mark.parametrize(
    ("sentence", "typed"),
    [
        ("“5:30” could be 05:30 or 17:30.", "friday 5:30"), ("“5” could be 05:00 or 17:00.", "friday at 5"),
        ("“10” could be 10:00 or 22:00.", "friday at 10"), ("“12” could be 00:00 or 12:00.", "friday at 12"),
        ("“9:00” could be 09:00 or 21:00.", "9:00"), ("“12pm” could be 00:00 or 12:00.", "friday 12pm"),
        ("“12am” could be 00:00 or 12:00.", "12am"), ("“12:00pm” could be 00:00 or 12:00.", "fri 12:00 pm"),
        ("“friday midnight” could be Thu 26 Nov 2026 or Fri 27 Nov 2026.", "friday midnight"),
        ("“friday at 00:00” could be Thu 26 Nov 2026 or Fri 27 Nov 2026.", "friday at 00:00"),
        ("“friday 24:00” could be Thu 26 Nov 2026 or Fri 27 Nov 2026.", "friday 24:00"),
        ("“midnight” could be Sat 21 Nov 2026 or Sun 22 Nov 2026.", "midnight"),
        ("“this sat” could be Sat 21 Nov 2026 or Sat 28 Nov 2026.", "this sat 17:00"),
        ("“11/12” could be 11 Dec or 12 Nov.", "11/12 17:00"),
    ],
)  # fmt: skip
def test_what_could_be_two_hours_or_days_is_refused_and_names_both(sentence: str, typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        due(typed, TODAY)
    assert sentence == refusal.value.sentence
    assert "write" in refusal.value.hint


@pytest.mark.parametrize(
    ("sentence", "typed"),
    [
        ("There is no hour 25:00.", "friday 25:00"), ("There is no hour 17:60.", "17:60"),
        ("There is no hour 13pm.", "friday 13 pm"), ("There is no hour 0am.", "0am"),
        ("There is no hour 24:01.", "fri 24:01"), ("There is no hour 99.", "fri at 99"),
        ("“fryday” is not a day that I understand.", "fryday 17:00"),
        ("“friday 5” is not a day that I understand.", "friday 5"), ("“17” is not a day that I understand.", "17"),
        ("“friday 17:0” is not a day that I understand.", "friday 17:0"),
        ("“friday evening” is not a day that I understand.", "friday evening"),
        ("“friday 17:00 17:00” has two hours.", "friday 17:00 17:00"), ("“17:00 17:00” has two hours.", "17:00 17:00"),
        ("“5pm 17:00” has two hours.", "5pm 17:00"), ("“5pm on friday 17:00” has two hours.", "5pm on friday 17:00"),
        ("There is no day 31 feb.", "31 Feb 17:00"),
    ],
)  # fmt: skip
def test_what_is_no_hour_or_no_day_is_refused(sentence: str, typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        due(typed, TODAY)
    assert sentence == refusal.value.sentence
    assert refusal.value.hint


@given(st.dates(dt.date(1, 1, 2)), st.dates(), st.times(), ORDERS)
def test_every_echo_of_an_hour_is_understood(day: dt.date, today: dt.date, time: dt.time, order: str | None) -> None:
    hour = f"{time:%H:%M}"
    if hour == "00:00":
        return
    assert Due(day, hour) == due(with_hour(full(day), hour), today, order)
    assert Due(day, hour) == due(f"{day.isoformat()} {hour}", today, order)
    assert Due(today, hour) == due(hour, today, order)


@given(st.times(), st.sampled_from(["{0} {1}", "at {0}{1}", "{0}{2}", "fri {0} {2}", "{0} {1} on friday"]))
def test_an_hour_of_either_half_is_that_of_the_clock(time: dt.time, form: str) -> None:
    if (time.hour % 12, time.minute) == (0, 0):
        return
    half = "pm" if time.hour >= 12 else "am"
    typed = form.format(f"{time.hour % 12 or 12}:{time:%M}", half, f"{half[0]}.m.")
    assert f"{time:%H:%M}" == due(typed, TODAY).hour


@given(ANY_TEXT | DAYLIKE, st.dates(dt.date(1, 1, 2), dt.date(9999, 12, 30)), ORDERS)
def test_whatever_is_typed_for_by_when_is_a_day_or_refused(text: str, today: dt.date, order: str | None) -> None:
    hour_beside(text)
    try:
        owed = due(text, today, order)
    except Refused as refusal:
        assert refusal.sentence and refusal.hint
        return
    assert owed.hour is None or dt.time.fromisoformat(owed.hour)


@given(DAYLIKE, st.dates(), ORDERS)
def test_what_has_no_hour_is_read_as_a_day(text: str, today: dt.date, order: str | None) -> None:
    try:
        day = coming(text, today, order)
    except Refused:
        return
    assert Due(day) == due(text, today, order)


@pytest.mark.parametrize(
    ("hour", "text"),
    [
        ("17:00", "hem 17:00"), ("17:00", "call her at 5pm"), ("12:00", "hem by noon"), (None, "hem"), (None, "hem 17"),
        (None, "hem at 5"), (None, "hem at midnight"), (None, "two 5:30 buttons"), (None, "hem 25:00"),
    ],
)  # fmt: skip
def test_an_hour_beside_words_is_seen_where_it_is_sure(hour: str | None, text: str) -> None:
    assert hour == hour_beside(text)


def test_an_hour_alone_is_no_day_elsewhere() -> None:
    with pytest.raises(NotADay, match="only a promise may have one"):
        coming("17:00", TODAY)
