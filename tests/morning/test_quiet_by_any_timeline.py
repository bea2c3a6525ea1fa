"""Who has gone quiet, by whatever was written, by whom and in whatever order."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.overview.morning import MISSED, Item, Morning
from onecustomer.store import kinds
from onecustomer.store.database.connection import Store
from tests.morning.timelines import ADDED, KINDS, Happened, anything, spans, timelines, write
from tests.words import TODAY

EmptyStore = Callable[[], AbstractContextManager[Store]]


@given(st.lists(st.tuples(st.lists(anything, max_size=8), spans), max_size=4), st.integers(1, 400))
def test_nothing_that_was_written_from_outside_stops_the_morning(
    empty_store: EmptyStore, people: list[tuple[list[Happened], int | None]], quiet: int
) -> None:
    with empty_store() as store:
        write(store, people, quiet)
        found = quiet_of(store)
        assert len(found) == MISSED.total(Morning(store, TODAY))
        assert told(found[:2]) == told(quiet_of(store, 2))


@given(st.lists(anything, max_size=8), st.sampled_from(KINDS), spans, st.integers(1, 400))
def test_nobody_is_quiet_on_a_day_of_contact_whatever_its_kind(
    empty_store: EmptyStore,
    before: list[Happened],
    kind: str,
    every: int | None,
    quiet: int,
) -> None:
    with empty_store() as store:
        write(store, [([*before, (str(TODAY), kind)], every)], quiet)
        assert [] == quiet_of(store)


@given(st.lists(st.tuples(timelines, spans), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_quiet_ones_are_the_same_in_whatever_order_things_were_written(
    empty_store: EmptyStore, people: list[tuple[list[Happened], int | None]], chance: Any
) -> None:
    with empty_store() as store:
        write(store, people)
        expected = told(quiet_of(store))
    with empty_store() as store:
        write(store, people, chance=chance)
        assert expected == told(quiet_of(store))


@given(st.lists(st.tuples(timelines, spans), max_size=8), st.integers(1, 400))
def test_quiet_is_who_is_over_their_gap_and_the_first_is_whose_gap_has_passed_most_often(
    empty_store: EmptyStore, people: list[tuple[list[Happened], int | None]], quiet: int
) -> None:
    with empty_store() as store:
        write(store, people, quiet)
        found = [(one.person.id, one.values["overdue_days"], one.values["gap_days"]) for one in quiet_of(store)]
    expected = []
    for number, (happened, every) in enumerate(people, 1):
        last = max([ADDED, *(dt.date.fromisoformat(str(day)) for day, _ in happened)])
        visits = sorted({dt.date.fromisoformat(str(day)) for day, kind in happened if kind == kinds.VISIT})
        between = [(later - earlier).days for earlier, later in itertools.pairwise(visits)]
        measured = statistics.median_high(between) if len(visits) >= 3 and not every else None
        gap = every or measured or quiet
        overdue = (TODAY - last).days - gap
        if overdue > (Fraction(measured, 2) if measured else 0):
            expected.append((-Fraction(overdue, gap), last, number, overdue, gap))
    assert [rest for _, _, *rest in sorted(expected)] == [list(row) for row in found]


def quiet_of(store: Store, limit: int = -1) -> list[Item]:
    return list(MISSED.items(Morning(store, TODAY), limit))


def told(items: Sequence[Item]) -> list[tuple[str, str, str, dict[str, object]]]:
    """Return all that is said in lines of the morning."""
    return [(item.person.name, item.what, item.stands, item.values) for item in items]
