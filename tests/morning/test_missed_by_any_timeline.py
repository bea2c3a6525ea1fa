"""Who is missed, by whatever was written, by whom and in whatever order."""

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

from onecustomer.domain.overview.items import Item
from onecustomer.domain.overview.morning import Morning
from onecustomer.domain.overview.parts import MISSED
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
        found = missed_of(store)
        assert len(found) == MISSED.total(Morning(store, TODAY))
        assert told(found[:2]) == told(MISSED.page(Morning(store, TODAY), 2, None)[0])


@given(st.lists(anything, max_size=8), st.sampled_from(KINDS), spans, st.integers(1, 400))
def test_nobody_is_missed_on_a_day_of_contact_whatever_its_kind(
    empty_store: EmptyStore,
    before: list[Happened],
    kind: str,
    every: int | None,
    quiet: int,
) -> None:
    with empty_store() as store:
        write(store, [([*before, (str(TODAY), kind)], every)], quiet)
        assert [] == missed_of(store)


@given(st.lists(st.tuples(timelines, spans), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_those_who_are_missed_are_the_same_in_whatever_order_things_were_written(
    empty_store: EmptyStore, people: list[tuple[list[Happened], int | None]], chance: Any
) -> None:
    with empty_store() as store:
        write(store, people)
        expected = told(missed_of(store))
    with empty_store() as store:
        write(store, people, chance=chance)
        assert expected == told(missed_of(store))


@given(st.lists(st.tuples(timelines, spans), max_size=8), st.integers(1, 400))
def test_missed_is_who_is_over_their_gap_each_once_and_in_no_order_of_that(
    empty_store: EmptyStore, people: list[tuple[list[Happened], int | None]], quiet: int
) -> None:
    with empty_store() as store:
        write(store, people, quiet)
        found = [(one.person.id, one.values["every_days"]) for one in missed_of(store)]
    expected = []
    for number, (happened, every) in enumerate(people, 1):
        last = max([ADDED, *(dt.date.fromisoformat(str(day)) for day, _ in happened)])
        visits = sorted({dt.date.fromisoformat(str(day)) for day, kind in happened if kind == kinds.VISIT})
        between = [(later - earlier).days for earlier, later in itertools.pairwise(visits)]
        measured = statistics.median_high(between) if len(visits) >= 3 and not every else None
        gap = every or measured or quiet
        overdue = (TODAY - last).days - gap
        if overdue > (Fraction(measured, 2) if measured else 0):
            expected.append((number, every or measured))
    assert found in [expected[first:] + expected[:first] for first in range(len(expected) or 1)]


def missed_of(store: Store) -> list[Item]:
    """Return all who are missed today, as pages give them."""
    found, after = MISSED.page(Morning(store, TODAY), 1_000, None)
    assert after is None
    return found


def told(items: Sequence[Item]) -> list[tuple[str, str, str, dict[str, object]]]:
    """Return all that is said in lines of the morning."""
    return [(item.person.name, item.what, item.stands, item.values) for item in items]
