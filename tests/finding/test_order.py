"""Who stands first of those whom the words may mean: served recently and often; and whom Enter takes."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.words import TODAY, Oc, at, found

KLEIN_FIRST, LEVESQUE_FIRST = ["Margo Klein", "Margot Lévesque"], ["Margot Lévesque", "Margo Klein"]
"""Who is found by “margo”; of two served alike, the shorter name stands first."""

LAST_OF_AN_AGE = (1, 7, 31, 92)
"""Days since the visits that are yesterday's, this week's, this month's and this quarter's at the oldest."""


def serve(oc: Oc, who: str, *ages: int) -> None:
    """Serve somebody so many days ago, and somebody else after each time, so that every time is a visit."""
    for age in ages:
        for served in (who, "zoe"):
            assert 0 == oc(f"serve {served}", OC_NOW=at(str(TODAY - dt.timedelta(days=age)))).code


@pytest.mark.parametrize("older,newer", [(1, 0), (7, 2), (31, 8), (92, 32), (4_000, 93)])
def test_visits_of_one_age_count_alike(shop: Oc, older: int, newer: int) -> None:
    serve(shop, "klein", older)
    serve(shop, "levesque", newer)
    assert KLEIN_FIRST == found(shop, "margo")


@pytest.mark.parametrize("last", LAST_OF_AN_AGE)
def test_a_visit_counts_for_less_from_one_day_to_the_next(shop: Oc, last: int) -> None:
    serve(shop, "klein", last + 1)
    serve(shop, "levesque", last)
    assert LEVESQUE_FIRST == found(shop, "margo")


@pytest.mark.parametrize("last", LAST_OF_AN_AGE)
@pytest.mark.parametrize("once,twice", [("klein", "levesque"), ("levesque", "klein")])
def test_a_visit_counts_as_two_of_the_next_age(shop: Oc, last: int, once: str, twice: str) -> None:
    serve(shop, once, last)
    serve(shop, twice, last + 1, last + 2)
    assert KLEIN_FIRST == found(shop, "margo")


def test_the_latest_twelve_visits_count_and_no_more(shop: Oc) -> None:
    serve(shop, "klein", *range(100, 111))
    serve(shop, "levesque", *range(100, 112))
    assert LEVESQUE_FIRST == found(shop, "margo")
    serve(shop, "klein", 111)
    serve(shop, "levesque", 112)
    assert KLEIN_FIRST == found(shop, "margo")


def test_of_more_than_a_list_can_show_those_served_of_late_come_first(oc: Oc) -> None:
    for number in range(1, 56):
        assert 0 == oc(f"add Sam Lee{number:02} --yes").code
    oc("serve sam lee55")
    assert "Sam Lee55" == found(oc, "sam")[0]
