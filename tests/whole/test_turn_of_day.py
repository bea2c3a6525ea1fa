"""Where a day turns in the shop's zone: every midnight, and the two changes of the clock."""

from __future__ import annotations

import pytest

from tests.words import Json, Oc, line, promised_by

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


@each_midnight
def test_what_is_due_today_is_overdue_with_the_next_second(shop: Oc, last: str, first: str) -> None:
    promised_by(shop, "today", last)
    assert "coat due today" == line(shop, "Owed", now=last)
    assert line(shop, "Owed", now=first).startswith("coat overdue since ")
    assert ", due today " in shop("today --owed", OC_NOW=last).printed_or_said()
    assert ", overdue since " in shop("today --owed", OC_NOW=first).printed_or_said()


@each_midnight
def test_what_is_due_tomorrow_is_due_today_with_the_next_second(shop: Oc, last: str, first: str) -> None:
    assert (
        promised_by(shop, "tomorrow", last) == promised_by(shop, "today", first) == promised_by(shop, "in 1 day", last)
    )
    assert "coat due tomorrow" == line(shop, "Owed", now=last)
    assert "coat due today" == line(shop, "Owed", now=first)


@each_midnight
def test_todays_style_fades_with_the_last_second(shop: Oc, last: str, first: str) -> None:
    shop("style upset --for klein", OC_NOW=last)
    assert "today Listen first. Be gentle. No pep." == line(shop, "UPSET", now=last)
    assert "" == line(shop, "UPSET", now=first)
    assert line(shop, "HURRIED", now=first).startswith("as always")


@each_midnight
def test_news_ends_with_the_last_second_of_its_day(shop: Oc, last: str, first: str) -> None:
    shop("note --need lining --for klein", OC_NOW=last)
    shop("news Linings are in --for lining --until today", OC_NOW=last)
    assert line(shop, "Tell", now=last)
    assert "" == line(shop, "Tell", now=first)


@each_midnight
def test_who_came_back_did_so_today(shop: Oc, last: str, first: str) -> None:
    shop("lost klein --why 'too slow'", OC_NOW="2026-10-01T12:00:00+00:00")
    shop("serve klein", OC_NOW=last)
    assert shop("show klein", OC_NOW=last).printed_or_said().startswith("WELCOME BACK, first time since 1 Oct")
    assert shop("show klein", OC_NOW=first).printed_or_said().startswith("Margo Klein")


@each_midnight
def test_a_visit_is_of_the_shops_day(shop: Oc, as_json: Json, last: str, first: str) -> None:
    shop("serve klein", OC_NOW=last)
    shop("note --for klein hello", OC_NOW=first)
    told = as_json(shop("history klein --json").printed_or_said())["interactions"]
    days = [one["day"] for one in told]
    assert [first[:10], as_json(shop("today --json", OC_NOW=last).printed_or_said())["day"]] == days
    assert days[0] > days[1]


@pytest.mark.fault(18)
@pytest.mark.parametrize("hour", ["05:30", "06:30"])
def test_an_hour_that_comes_twice_is_of_one_day(shop: Oc, hour: str) -> None:
    moment = f"2026-11-01T{hour}:00+00:00"
    shop("style upset --for klein", OC_NOW=moment)
    assert ["Sun 1 Nov 2026", "Mon 2 Nov 2026"] == [
        promised_by(shop, "today", moment),
        promised_by(shop, "in 1 day", moment),
    ]
    assert line(shop, "UPSET", now="2026-11-01T06:59:59+00:00")


@pytest.mark.fault(18)
@pytest.mark.parametrize("moment", ["2027-03-14T06:59:59+00:00", "2027-03-14T07:00:00+00:00"])
def test_an_hour_that_is_left_out_loses_no_day(shop: Oc, moment: str) -> None:
    assert ["Sun 14 Mar 2027", "Mon 15 Mar 2027"] == [
        promised_by(shop, "today", moment),
        promised_by(shop, "in 1 day", moment),
    ]
    assert "Sun 21 Mar 2027" == promised_by(shop, "in 1 week", moment)
    assert "Noted for Margo Klein, Sat 13 Mar 2027: hi\n" == (
        shop("note --for klein --on yesterday hi", OC_NOW=moment).printed_or_said()
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
    assert day == promised_by(shop, answer, evening)


def test_a_week_over_the_change_is_seven_days(shop: Oc, as_json: Json) -> None:
    for day in ("2026-10-18", "2026-10-25", "2026-11-01"):
        shop("serve klein", OC_NOW=f"{day}T23:30:00-0{5 if day > '2026-11' else 4}:00")
    told = as_json(shop("today --missed --json", OC_NOW="2026-11-12T00:30:00-05:00").printed_or_said())["missed"]
    klein = {"name": "Margo Klein", "ref": "c1", "last_day": "2026-11-01", "every_days": 7}
    assert klein in told
    assert "Margo Klein" not in shop("today --missed", OC_NOW="2026-11-11T23:30:00-05:00").printed_or_said()


def test_who_is_served_lapses_after_half_an_hour_of_the_clock_going_back(shop: Oc) -> None:
    shop("serve klein", OC_NOW="2026-11-01T05:45:00+00:00")
    assert 0 == shop("note a quarter past one, again", OC_NOW="2026-11-01T06:14:00+00:00").code
    assert "Nobody is being served" in shop("note later", OC_NOW="2026-11-01T06:16:00+00:00").complained(2)
