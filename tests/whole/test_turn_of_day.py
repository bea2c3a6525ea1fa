"""Where a day turns in the shop's zone: midnight, the two changes of the clock, the year's end and the leap day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Oc

pytestmark = pytest.mark.usefixtures("new_york")

MIDNIGHTS = {
    "an ordinary one": ("2026-11-22T04:59:59+00:00", "2026-11-22T05:00:00+00:00"),
    "before the clocks go back": ("2026-11-01T03:59:59+00:00", "2026-11-01T04:00:00+00:00"),
    "after they went back": ("2026-11-02T04:59:59+00:00", "2026-11-02T05:00:00+00:00"),
    "before the clocks go forward": ("2027-03-14T04:59:59+00:00", "2027-03-14T05:00:00+00:00"),
    "after they went forward": ("2027-03-15T03:59:59+00:00", "2027-03-15T04:00:00+00:00"),
    "of the new year": ("2027-01-01T04:59:59+00:00", "2027-01-01T05:00:00+00:00"),
    "before the leap day": ("2028-02-29T04:59:59+00:00", "2028-02-29T05:00:00+00:00"),
    "after the leap day": ("2028-03-01T04:59:59+00:00", "2028-03-01T05:00:00+00:00"),
}
"""The last second of a day in New York and the first of the next, in UTC."""

each_midnight = pytest.mark.parametrize("last,first", MIDNIGHTS.values(), ids=MIDNIGHTS)


def line(oc: Oc, label: str, moment: str, who: str = "klein") -> str:
    """Return the card's line of a label, single spaced and without it; empty where the card has none."""
    lines = oc(f"show {who}", OC_NOW=moment).printed().splitlines()
    return next((" ".join(one.split()[1:]) for one in lines if one.startswith(label + " ")), "")


def by(oc: Oc, day: str, moment: str) -> str:
    """Return the day by which something is promised, in full."""
    promised = oc("promise", "coat", "--for", "klein", "--by", day, OC_NOW=moment).printed()
    return promised.removeprefix("Promised Margo Klein by ").removesuffix(": coat\n")


# every midnight


@each_midnight
def test_what_is_due_today_is_overdue_with_the_next_second(shop: Oc, last: str, first: str) -> None:
    by(shop, "today", last)
    assert "coat due today" == line(shop, "Owed", last)
    assert line(shop, "Owed", first).startswith("coat overdue since ")
    assert ", due today " in shop("today --owed", OC_NOW=last).printed()
    assert ", overdue since " in shop("today --owed", OC_NOW=first).printed()


@each_midnight
def test_what_is_due_tomorrow_is_due_today_with_the_next_second(shop: Oc, last: str, first: str) -> None:
    assert by(shop, "tomorrow", last) == by(shop, "today", first) == by(shop, "in 1 day", last)
    assert "coat due tomorrow, and 2 more" == line(shop, "Owed", last)
    assert "coat due today, and 2 more" == line(shop, "Owed", first)


@each_midnight
def test_todays_style_fades_with_the_last_second(shop: Oc, last: str, first: str) -> None:
    shop("style upset --for klein", OC_NOW=last)
    assert "today Listen first. Be gentle. No pep." == line(shop, "UPSET", last)
    assert "" == line(shop, "UPSET", first)
    assert line(shop, "HURRIED", first).startswith("as always")


@each_midnight
def test_news_ends_with_the_last_second_of_its_day(shop: Oc, last: str, first: str) -> None:
    shop("note --need lining --for klein", OC_NOW=last)
    shop("news Linings are in --for lining --until today", OC_NOW=last)
    assert line(shop, "Tell", last)
    assert "" == line(shop, "Tell", first)


@each_midnight
def test_who_came_back_did_so_today(shop: Oc, last: str, first: str) -> None:
    shop("lost klein --why 'too slow'", OC_NOW="2026-10-01T12:00:00+00:00")
    shop("serve klein", OC_NOW=last)
    assert shop("show klein", OC_NOW=last).printed().startswith("CAME BACK. Left ")
    assert shop("show klein", OC_NOW=first).printed().startswith("Margo Klein")


@each_midnight
def test_a_visit_is_of_the_shops_day(shop: Oc, as_json: Callable[[str], Any], last: str, first: str) -> None:
    shop("serve klein", OC_NOW=last)
    shop("note --for klein hello", OC_NOW=first)
    told = as_json(shop("history klein --json").printed())["interactions"]
    days = [one["day"] for one in told]
    assert [first[:10], as_json(shop("today --json", OC_NOW=last).printed())["day"]] == days
    assert days[0] > days[1]


# the clocks


@pytest.mark.parametrize("hour", ["05:30", "06:30"])
def test_an_hour_that_comes_twice_is_of_one_day(shop: Oc, hour: str) -> None:
    moment = f"2026-11-01T{hour}:00+00:00"
    shop("style upset --for klein", OC_NOW=moment)
    assert ["Sun 1 Nov 2026", "Mon 2 Nov 2026"] == [by(shop, "today", moment), by(shop, "in 1 day", moment)]
    assert line(shop, "UPSET", "2026-11-01T06:59:59+00:00")


@pytest.mark.parametrize("moment", ["2027-03-14T06:59:59+00:00", "2027-03-14T07:00:00+00:00"])
def test_an_hour_that_is_left_out_loses_no_day(shop: Oc, moment: str) -> None:
    assert ["Sun 14 Mar 2027", "Mon 15 Mar 2027"] == [by(shop, "today", moment), by(shop, "in 1 day", moment)]
    assert "Sun 21 Mar 2027" == by(shop, "in 1 week", moment)
    assert "Noted for Margo Klein, Sat 13 Mar 2027.\n" == (
        shop("note --for klein --on yesterday hi", OC_NOW=moment).printed()
    )


@pytest.mark.parametrize(
    "evening,answer,day",
    [
        ("2026-11-01T02:30:00+00:00", "in 1 day", "Sun 1 Nov 2026"),  # half past ten, the evening before
        ("2026-11-02T04:30:00+00:00", "in 1 day", "Mon 2 Nov 2026"),
        ("2027-03-14T03:30:00+00:00", "in 1 day", "Sun 14 Mar 2027"),
        ("2027-03-15T03:30:00+00:00", "in 1 day", "Mon 15 Mar 2027"),
    ],
)
def test_in_a_day_is_tomorrow_and_not_24_hours_away(shop: Oc, evening: str, answer: str, day: str) -> None:
    assert day == by(shop, answer, evening)


def test_a_week_over_the_change_is_seven_days(shop: Oc, as_json: Callable[[str], Any]) -> None:
    for day in ("2026-10-18", "2026-10-25", "2026-11-01"):
        shop("serve klein", OC_NOW=f"{day}T23:30:00-0{5 if day > '2026-11' else 4}:00")
    told = as_json(shop("today --quiet --json", OC_NOW="2026-11-12T00:30:00-05:00").printed())["quiet"]
    klein = {"name": "Margo Klein", "ref": "c1", "last_day": "2026-11-01", "gap_days": 7, "overdue_days": 4}
    assert klein in told
    assert "Margo Klein" not in shop("today --quiet", OC_NOW="2026-11-11T23:30:00-05:00").printed()


def test_who_is_served_lapses_after_half_an_hour_of_the_clock_going_back(shop: Oc) -> None:
    shop("serve klein", OC_NOW="2026-11-01T05:45:00+00:00")
    assert 0 == shop("note a quarter past one, again", OC_NOW="2026-11-01T06:14:00+00:00").code
    assert "Nobody is being served" in shop("note later", OC_NOW="2026-11-01T06:16:00+00:00").complained(2)


# the year's end


def test_new_year_is_near_in_december(shop: Oc) -> None:
    shop("remember birthday 1990-01-01 --for klein")
    said = {day: line(shop, "Soon", f"{day}T12:00:00-05:00") for day in ("2026-12-24", "2026-12-25", "2026-12-31")}
    assert ["", "Birthday on 1 Jan", "Birthday tomorrow"] == list(said.values())
    assert "Birthday was 2 days ago" == line(shop, "Soon", "2027-01-03T23:59:59-05:00")
    assert "" == line(shop, "Soon", "2027-01-04T00:00:00-05:00")
    assert "Margo Klein: birthday, tomorrow" in shop("today --dates", OC_NOW="2026-12-31T23:59:59-05:00").printed()
    shop("note --gesture a card --for klein", OC_NOW="2026-12-31T12:00:00-05:00")
    assert "" == line(shop, "Soon", "2027-01-01T12:00:00-05:00")
    assert "Birthday tomorrow" == line(shop, "Soon", "2027-12-31T12:00:00-05:00")


def test_december_is_still_near_in_january(shop: Oc) -> None:
    shop("remember birthday 12-31 --for klein")
    assert "Birthday was 2 days ago" == line(shop, "Soon", "2027-01-02T12:00:00-05:00")
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
    assert day == by(shop, words, "2026-12-30T23:30:00-05:00")


def test_what_was_owed_last_year_says_its_day(shop: Oc) -> None:
    by(shop, "31 Dec", "2026-12-30T12:00:00-05:00")
    assert "coat due today" == line(shop, "Owed", "2026-12-31T23:59:59-05:00")
    assert "coat overdue since 31 Dec 2026" == line(shop, "Owed", "2027-01-01T00:00:00-05:00")


# the leap day


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
    assert day == by(shop, words, moment)


def test_a_birthday_of_the_29th_turns_with_the_shops_day(shop: Oc) -> None:
    shop("remember birthday 02-29 --for klein")
    moved = "(for 29 Feb)"
    assert f"Birthday tomorrow {moved}" == line(shop, "Soon", "2027-02-27T23:59:59-05:00")
    assert f"Birthday today {moved}" == line(shop, "Soon", "2027-02-28T23:59:59-05:00")
    assert f"Birthday was yesterday {moved}" == line(shop, "Soon", "2027-03-01T00:00:00-05:00")
    assert "Birthday tomorrow" == line(shop, "Soon", "2028-02-28T23:59:59-05:00")
    assert "Birthday today" == line(shop, "Soon", "2028-02-29T00:00:00-05:00")
