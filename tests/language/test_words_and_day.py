"""Words that end with a day: told apart, or refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import YearlyDay, full
from onecustomer.domain.language.parse_days import apart, birthday, coming, past
from onecustomer.errors import Refused
from tests.language.typed_days import ANY_TEXT, ORDERS, PIECES
from tests.words import TODAY

NOTHING = "What is to be remembered on that day?"


def soon(text: str) -> dt.date:
    return coming(text, TODAY)


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
        ("operation", "2026-11-23", "operation the day after tomorrow"),
        ("call in", "2026-11-23", "call in day after tomorrow"),
        ("call", "2026-12-05", "call in two weeks"), ("bill", "2026-12-31", "bill the end of next month"),
        ("bill", "2026-11-29", "bill Sun the end of next week"), ("party", "2026-12-31", "party 31.12."),
        ("fitting", "2026-11-27", "fitting this friday"),
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
        ("“after tomorrow” is not a day that I understand.", "operation the week after tomorrow"),
        ("“this Sat” could be Sat 21 Nov 2026 or Sat 28 Nov 2026.", "operation this Sat"),
        ("“friday 17:00” has an hour, and only a promise may have one.", "operation friday 17:00"),
        ("“Fri 27 Nov 2026 at 5 pm” has an hour, and only a promise may have one.", "cat Fri 27 Nov 2026 at 5 pm"),
        ("“17:00” has an hour, and only a promise may have one.", "operation 17:00"),
        (NOTHING, "the day after tomorrow"),
        ("“next 24 Dec” is not a day that I understand.", "operation next 24 Dec"),
        ("“week tomorrow” is not a day that I understand.", "operation a week tomorrow"),
        ("“from friday” is not a day that I understand.", "operation 2 weeks from friday"),
        ("“12 Dec 24” is not a day that I understand.", "operation 12 Dec 24"),
        (NOTHING, "next friday"), (NOTHING, "Fri 27 Nov 2026"),
        (NOTHING, ", , 24 Dec"), (NOTHING, ": tomorrow"),
        (NOTHING, ""), (NOTHING, " ,, "),
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
