"""How a timeline runs: the gap between visits, whatever was written and in whatever order it is read."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onecustomer.store import kinds, rhythm
from onecustomer.store.rows import Customer
from tests.morning.timelines import ADDED, Happened, anything, days
from tests.words import TODAY

UNTIL = TODAY.toordinal()


@given(st.lists(days, max_size=60))
def test_the_gap_is_the_upper_median_of_the_days_between_the_latest_24_visits_on_different_days(
    visits: list[dt.date],
) -> None:
    counted = sorted({day.toordinal() for day in visits})[-24:]
    between = [later - earlier for earlier, later in itertools.pairwise(counted)]
    expected = statistics.median_high(between) if len(counted) >= 3 else None
    row = rhythm.of(person(), [(str(day), kinds.VISIT, number) for number, day in enumerate(visits)], UNTIL)
    assert row is not None
    assert (expected, int(expected is not None)) == (row.gap, row.measured)


def test_the_gap_is_that_of_the_latest_24_visits_and_of_no_more_or_fewer() -> None:
    gaps = [10] * 7 + [1] * 12 + [10] * 11  # of the 24 last visits, one day is the middle; of 23 or 25 it is ten
    visits = [str(ADDED + dt.timedelta(days=day)) for day in itertools.accumulate([0, *gaps])]
    row = rhythm.of(person(), numbered([(day, kinds.VISIT) for day in visits]), UNTIL)
    assert row is not None
    assert 1 == row.gap


@given(st.lists(st.dates(), max_size=8))
def test_a_gap_is_at_least_a_day_and_needs_three_visits(visits: list[dt.date]) -> None:
    gap = rhythm.gap(sorted({day.toordinal() for day in visits}))
    assert (len(set(visits)) >= 3) == (gap is not None)
    assert gap is None or gap >= 1


def test_only_visits_make_a_rhythm() -> None:
    happened = [(f"2026-01-{day:02}", kind, day) for day, kind in enumerate([kinds.NOTE, kinds.THANKS] * 9, 1)]
    row = rhythm.of(person(), happened, UNTIL)
    assert row is not None
    assert (None, 0) == (row.gap, row.measured)


@given(st.lists(days, min_size=3, unique=True), st.integers(1, 3650))
def test_what_the_shop_says_of_somebody_wins_over_what_was_measured(visits: list[dt.date], every: int) -> None:
    row = rhythm.of(person(every), numbered([(str(day), kinds.VISIT) for day in visits]), UNTIL)
    assert row is not None
    assert (every, 0) == (row.gap, row.measured)


@given(st.lists(anything, max_size=12), st.randoms(use_true_random=False))
def test_a_timeline_runs_the_same_in_whatever_order_it_is_read(happened: list[Happened], chance: Any) -> None:
    rows = numbered(happened)
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    assert rhythm.of(person(), rows, UNTIL) == rhythm.of(person(), shuffled, UNTIL)


def test_where_no_day_can_be_read_nobody_has_a_rhythm() -> None:
    assert None is rhythm.of(person(added=None), [("some day", kinds.VISIT, 1), (None, kinds.NOTE, 2)], UNTIL)  # type: ignore[list-item]


def person(every: int | None = None, added: str | None = str(ADDED)) -> Customer:
    values = dict.fromkeys(Customer.fields) | {"id": 1, "name": "Margo", "added": added, "every": every}
    return Customer(*values.values())


def numbered(happened: Sequence[Happened]) -> list[Any]:
    return [(day, kind, number) for number, (day, kind) in enumerate(happened)]
