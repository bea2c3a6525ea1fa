"""Where a year turns in the shop's zone, and its leap day."""

from __future__ import annotations

import pytest

from tests.words import Oc, line, promised_by

pytestmark = pytest.mark.usefixtures("new_york")


def test_new_year_is_near_in_december(shop: Oc) -> None:
    shop("remember birthday 1990-01-01 --for klein")
    said = {day: line(shop, "Soon", now=f"{day}T12:00:00-05:00") for day in ("2026-12-24", "2026-12-25", "2026-12-31")}
    assert ["", "Birthday on 1 Jan", "Birthday tomorrow"] == list(said.values())
    assert "Birthday was 2 days ago" == line(shop, "Soon", now="2027-01-03T23:59:59-05:00")
    assert "Birthday was 6 weeks ago" == line(shop, "Soon", now="2027-02-12T23:59:59-05:00")
    assert "" == line(shop, "Soon", now="2027-02-13T00:00:00-05:00")
    assert "Margo Klein: birthday, tomorrow" in shop("today --dates", OC_NOW="2026-12-31T23:59:59-05:00").printed()
    shop("note --gesture a card --for klein", OC_NOW="2026-12-31T12:00:00-05:00")
    assert "" == line(shop, "Soon", now="2027-01-01T12:00:00-05:00")
    assert "Birthday tomorrow" == line(shop, "Soon", now="2027-12-31T12:00:00-05:00")


def test_december_is_still_near_in_january(shop: Oc) -> None:
    shop("remember birthday 12-31 --for klein")
    assert "Birthday was 2 days ago" == line(shop, "Soon", now="2027-01-02T12:00:00-05:00")
    assert "birthday, was 2 days ago" in shop("today --dates", OC_NOW="2027-01-02T12:00:00-05:00").printed()


@pytest.mark.parametrize(
    "words,day",
    [
        ("2 Jan", "Sat 2 Jan 2027"),
        ("30 Dec", "Wed 30 Dec 2026"),
        ("29 Dec", "Wed 29 Dec 2027"),
        ("friday", "Fri 1 Jan 2027"),
        ("in 3 days", "Sat 2 Jan 2027"),
        ("in 2 months", "Sun 28 Feb 2027"),
        ("end of month", "Thu 31 Dec 2026"),
    ],
)
def test_a_day_without_its_year_is_the_next_one(shop: Oc, words: str, day: str) -> None:
    assert day == promised_by(shop, words, "2026-12-30T23:30:00-05:00")


def test_what_was_owed_last_year_says_its_day(shop: Oc) -> None:
    promised_by(shop, "31 Dec", "2026-12-30T12:00:00-05:00")
    assert "coat due today" == line(shop, "Owed", now="2026-12-31T23:59:59-05:00")
    assert "coat overdue since 31 Dec 2026" == line(shop, "Owed", now="2027-01-01T00:00:00-05:00")


@pytest.mark.parametrize(
    "words,moment,day",
    [
        ("tomorrow", "2028-02-28T23:30:00-05:00", "Tue 29 Feb 2028"),
        ("tomorrow", "2027-02-28T23:30:00-05:00", "Mon 1 Mar 2027"),
        ("29 Feb", "2028-02-29T23:30:00-05:00", "Tue 29 Feb 2028"),
        ("29 Feb", "2028-03-01T00:30:00-05:00", "Sun 29 Feb 2032"),
        ("end of month", "2028-02-29T00:30:00-05:00", "Tue 29 Feb 2028"),
        ("end of month", "2027-02-01T00:30:00-05:00", "Sun 28 Feb 2027"),
        ("in 1 month", "2028-01-31T12:00:00-05:00", "Tue 29 Feb 2028"),
        ("in 12 months", "2028-02-29T12:00:00-05:00", "Wed 28 Feb 2029"),
    ],
)
def test_a_leap_day_is_a_day_only_where_there_is_one(shop: Oc, words: str, moment: str, day: str) -> None:
    assert day == promised_by(shop, words, moment)


def test_a_birthday_of_the_29th_turns_with_the_shops_day(shop: Oc) -> None:
    shop("remember birthday 02-29 --for klein")
    moved = "(for 29 Feb)"
    assert f"Birthday tomorrow {moved}" == line(shop, "Soon", now="2027-02-27T23:59:59-05:00")
    assert f"Birthday today {moved}" == line(shop, "Soon", now="2027-02-28T23:59:59-05:00")
    assert f"Birthday was yesterday {moved}" == line(shop, "Soon", now="2027-03-01T00:00:00-05:00")
    assert "Birthday tomorrow" == line(shop, "Soon", now="2028-02-28T23:59:59-05:00")
    assert "Birthday today" == line(shop, "Soon", now="2028-02-29T00:00:00-05:00")
