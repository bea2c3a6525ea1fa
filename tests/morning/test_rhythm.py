"""How a timeline runs, and who has gone quiet: whatever was written, by whom and in whatever order."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import statistics
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.overview.morning import QUIET, Item, Morning
from onecustomer.store import kinds
from onecustomer.store.counter import append
from onecustomer.store.database.connection import Store
from onecustomer.store.open import open_store
from onecustomer.store.overview import rhythm
from onecustomer.store.rows import Customer
from tests import conftest
from tests.conftest import Oc

TODAY = dt.date(2026, 11, 21)
ADDED = dt.date(2020, 1, 1)
KINDS = (kinds.VISIT, kinds.NOTE, kinds.COMPLAINT, kinds.THANKS, kinds.STYLE, kinds.PROMISE, kinds.GESTURE)
KINDS += (kinds.REFERRAL, kinds.TOLD, kinds.ANSWER, kinds.KEPT, kinds.BROKEN, kinds.PRAISE, kinds.LEAVING)
"""Every kind of entry but the one that says that somebody left."""

Happened = tuple[object, object]  # day and kind of an entry, as other hands may write them

days = st.dates(ADDED, TODAY)
past = st.dates(ADDED, TODAY - dt.timedelta(days=1))
entries = st.tuples(days.map(str), st.sampled_from(KINDS))
garbage = st.one_of(
    st.text(max_size=12),
    st.binary(max_size=12),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.sampled_from(["0000-00-00", "2026-02-30", "20261121", "2026-W47-6", "0001-01-01", "9999-12-31", "2026-11-21 "]),
)
anything = st.tuples(st.one_of(days.map(str), garbage), st.one_of(st.sampled_from([*KINDS, kinds.LOST]), garbage))
timelines = st.lists(entries, max_size=12)
spans = st.none() | st.integers(1, 3650)


# The gap


@given(st.lists(days, max_size=60))
def test_the_gap_is_the_upper_median_of_the_days_between_the_latest_24_visits_on_different_days(
    visits: list[dt.date],
) -> None:
    counted = sorted({day.toordinal() for day in visits})[-24:]
    between = [later - earlier for earlier, later in itertools.pairwise(counted)]
    expected = statistics.median_high(between) if len(counted) >= 3 else None
    row = rhythm.of(person(), [(str(day), kinds.VISIT, number) for number, day in enumerate(visits)])
    assert row is not None
    assert (expected, int(expected is not None)) == (row.gap, row.measured)


def test_the_gap_is_that_of_the_latest_24_visits_and_of_no_more_or_fewer() -> None:
    gaps = [10] * 7 + [1] * 12 + [10] * 11  # of the 24 last visits, one day is the middle; of 23 or 25 it is ten
    visits = [str(ADDED + dt.timedelta(days=day)) for day in itertools.accumulate([0, *gaps])]
    row = rhythm.of(person(), numbered([(day, kinds.VISIT) for day in visits]))
    assert row is not None
    assert 1 == row.gap


@given(st.lists(st.dates(), max_size=8))
def test_a_gap_is_at_least_a_day_and_needs_three_visits(visits: list[dt.date]) -> None:
    gap = rhythm.gap(sorted({day.toordinal() for day in visits}))
    assert (len(set(visits)) >= 3) == (gap is not None)
    assert gap is None or gap >= 1


def test_only_visits_make_a_rhythm() -> None:
    happened = [(f"2026-01-{day:02}", kind, day) for day, kind in enumerate([kinds.NOTE, kinds.THANKS] * 9, 1)]
    row = rhythm.of(person(), happened)
    assert row is not None
    assert (None, 0) == (row.gap, row.measured)


@given(st.lists(days, min_size=3, unique=True), st.integers(1, 3650))
def test_what_the_shop_says_of_somebody_wins_over_what_was_measured(visits: list[dt.date], every: int) -> None:
    row = rhythm.of(person(every), numbered([(str(day), kinds.VISIT) for day in visits]))
    assert row is not None
    assert (every, 0) == (row.gap, row.measured)


@given(st.lists(anything, max_size=12), st.randoms(use_true_random=False))
def test_a_timeline_runs_the_same_in_whatever_order_it_is_read(happened: list[Happened], chance: Any) -> None:
    rows = numbered(happened)
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    assert rhythm.of(person(), rows) == rhythm.of(person(), shuffled)


def test_where_no_day_can_be_read_nobody_has_a_rhythm() -> None:
    assert None is rhythm.of(person(added=None), [("some day", kinds.VISIT, 1), (None, kinds.NOTE, 2)])  # type: ignore[list-item]


# The quiet ones, by whatever was written


@given(st.lists(st.tuples(st.lists(anything, max_size=8), spans), max_size=4), st.integers(1, 400))
def test_nothing_that_other_hands_wrote_stops_the_morning(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[list[Happened], int | None]], quiet: int
) -> None:
    with empty_store(tmp_path_factory) as store:
        write(store, people, quiet)
        found = quiet_of(store)
        assert len(found) == QUIET.total(Morning(store, TODAY))
        assert told(found[:2]) == told(quiet_of(store, 2))


@given(st.lists(anything, max_size=8), st.sampled_from(KINDS), spans, st.integers(1, 400))
def test_nobody_is_quiet_on_a_day_of_contact_whatever_its_kind(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[Happened],
    kind: str,
    every: int | None,
    quiet: int,
) -> None:
    with empty_store(tmp_path_factory) as store:
        write(store, [([*before, (str(TODAY), kind)], every)], quiet)
        assert [] == quiet_of(store)


@given(st.lists(st.tuples(timelines, spans), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_quiet_ones_are_the_same_in_whatever_order_things_were_written(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[list[Happened], int | None]], chance: Any
) -> None:
    with empty_store(tmp_path_factory) as store:
        write(store, people)
        expected = told(quiet_of(store))
    with empty_store(tmp_path_factory) as store:
        write(store, people, chance=chance)
        assert expected == told(quiet_of(store))


@given(st.lists(st.tuples(timelines, spans), max_size=8), st.integers(1, 400))
def test_quiet_is_who_is_over_their_gap_and_the_first_is_whose_gap_has_passed_most_often(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[list[Happened], int | None]], quiet: int
) -> None:
    with empty_store(tmp_path_factory) as store:
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


# The quiet ones, as the program says them


def test_without_a_rhythm_somebody_is_quiet_on_the_91st_day_and_not_on_the_90th(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    assert [] == quiet(oc, 90)
    assert [("Margo", 90, 1)] == quiet(oc, 91)


def test_the_shop_says_when_somebody_without_a_rhythm_is_quiet(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    oc("setting quiet 60d")
    assert [] == quiet(oc, 60)
    assert [("Margo", 60, 1)] == quiet(oc, 61)


def test_the_shop_says_how_often_somebody_comes(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    for day in (1, 2, 3):
        oc("serve margo", OC_NOW=on(day))
    oc("edit margo --every 6w", OC_NOW=on(3))
    oc("setting quiet 5d")
    assert [] == quiet(oc, 3 + 42)
    assert [("Margo", 42, 1)] == quiet(oc, 3 + 43)


@pytest.mark.parametrize("gap,last_day_of_grace", [(10, 15), (7, 10), (1, 1)])
def test_a_measured_gap_has_half_a_gap_of_grace(oc: Oc, gap: int, last_day_of_grace: int) -> None:
    oc("add Margo", OC_NOW=on(0))
    for visit in range(3):
        oc("serve margo", OC_NOW=on(visit * gap))
    assert [] == quiet(oc, 2 * gap + last_day_of_grace)
    assert [("Margo", gap, last_day_of_grace + 1 - gap)] == quiet(oc, 2 * gap + last_day_of_grace + 1)


@pytest.mark.parametrize(
    "contact",
    [
        "serve margo",
        "note --for margo called about the coat",
        "note --complaint --for margo zip broke",
        "note --idea --for margo open late",
        "note --gesture --for margo a card",
        "thank --for margo for her patience",
        "style upset --for margo",
        "promise a new zip --by tomorrow --for margo",
        "done --for margo",
        "told --for margo",
    ],
)
def test_somebody_contacted_today_is_not_quiet(oc: Oc, contact: str) -> None:
    oc("add Margo", OC_NOW=on(0))
    oc("promise a coat --by 2026-12-01 --for margo", OC_NOW=on(0))
    oc("note --need navy lining --for margo", OC_NOW=on(0))
    oc("news Linings are in --for navy --until 2027-11-01", OC_NOW=on(0))
    assert [("Margo", 90, 210)] == quiet(oc, 300)
    assert 0 == oc(contact, OC_NOW=on(300)).code
    assert [] == quiet(oc, 300)
    assert 0 == oc("undo", OC_NOW=on(300)).code
    assert [("Margo", 90, 210)] == quiet(oc, 300)


def test_who_has_left_is_not_quiet_until_they_come_again(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    oc("lost margo --why moved", OC_NOW=on(1))
    assert [] == quiet(oc, 300)
    oc("note --for margo saw her in the street", OC_NOW=on(300))
    assert [] == quiet(oc, 600)
    oc("serve margo", OC_NOW=on(600))
    assert [] == quiet(oc, 690)
    assert [("Margo", 90, 1)] == quiet(oc, 691)


def test_who_came_and_left_on_one_day_has_left(oc: Oc) -> None:
    oc("add Margo", OC_NOW=on(0))
    oc("serve margo", OC_NOW=on(1))
    oc("lost margo --why moved", OC_NOW=on(1))
    assert [] == quiet(oc, 300)


# What is kept of a timeline is renewed with it

DEEDS = (
    *("serve klein", "serve o’neil", "note hello --for klein", "note hello --on yesterday --for klein", "undo"),
    *("note --complaint zip broke --for klein", "done new zip --for klein", "promise a coat --by tomorrow --for klein"),
    *("thank --for klein", "style upset --for klein", "lost klein --why moved", "lost o’neil --why moved", "undo"),
    *("edit klein --every 6w", "edit klein --every ''", "edit klein --role tailor", "add Ada --brought-by klein"),
    *("note --referral o’neil --for klein", "add Ada --every 2w --yes", "edit klein --name 'Margo Klein-Ruiz'", "undo"),
)
SQUARE = "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Memo,Birthday,Last Visit"
LEAPS = st.integers(0, 40)  # days from one deed to the next


@given(st.lists(st.tuples(st.sampled_from(DEEDS), LEAPS, st.sampled_from(["till one", "till two"])), max_size=6))
def test_what_is_renewed_deed_by_deed_is_what_would_be_made_anew(
    shop: Oc, db: Path, deeds: list[tuple[str, int, str]]
) -> None:
    db.write_bytes(conftest.SHOPS[0])
    moment = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
    for words, leap, till in deeds:
        moment += dt.timedelta(days=leap)
        shop(words, OC_NOW=moment.isoformat(), OC_TILL=till)
    with closing(open_store(str(db), print)) as store:
        assert made_anew(store) == rhythms(store)


@given(st.lists(st.tuples(st.lists(anything, max_size=8), spans), max_size=4))
def test_what_is_renewed_is_what_would_be_made_anew_whatever_other_hands_wrote(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[list[Happened], int | None]]
) -> None:
    with empty_store(tmp_path_factory) as store:
        write(store, people)
        assert made_anew(store) == rhythms(store)


def test_an_import_and_its_undo_leave_what_would_be_made_anew(shop: Oc, db: Path, till: Path) -> None:
    rows = "Margo,Klein,margo.klein@example.com,,A1,,,2019-11-02", "Ada,Lund,,+12125550155,A2,likes navy,,2026-09-01"
    (till / "square.csv").write_text("\n".join([SQUARE, *rows, ""]))
    with closing(open_store(str(db), print)) as store:
        before = rhythms(store)
        assert 0 == shop(f"import {till / 'square.csv'}").code
        imported = rhythms(store)
        assert before != imported
        assert made_anew(store) == imported
        assert 0 == shop("undo").code
        assert made_anew(store) == before


def test_an_entry_of_nobody_leaves_everybody_their_own(shop: Oc, db: Path) -> None:
    """Other hands may remove a customer with the references switched off."""
    for day in (400, 410, 420):
        shop("serve klein", OC_NOW=on(day))
    with closing(open_store(str(db), print)) as store:
        expected = rhythms(store)
        store.change("PRAGMA foreign_keys = OFF")
        entry = "INSERT INTO interaction (key, customer_id, deed_id, kind, day) VALUES (?, ?, 1, 'visit', '2026-01-01')"
        store.change_each(entry, [("a", 0), ("b", 1_000), ("c", "nobody")])
        assert expected == made_anew(store)


# The words these tests are written in

STORES: dict[int, Path] = {}


@contextmanager
def empty_store(factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store without customers, the same file for every example; what is written in the block is taken back."""
    if 0 not in STORES:
        STORES[0] = factory.mktemp("rhythm") / "shop.db"
        open_store(str(STORES[0]), lambda _: None, make=True).close()
    store = open_store(str(STORES[0]), lambda _: None)
    try:
        store.connection.execute("BEGIN IMMEDIATE")
        yield store
    finally:
        store.close()


def write(
    store: Store, people: Sequence[tuple[list[Happened], int | None]], quiet: int = 90, chance: Any = None
) -> None:
    """Write people, each with a timeline and the days between visits that the shop says; `chance` mixes all entries."""
    append.setting(store, "quiet", str(quiet))
    store.change("INSERT INTO deed (id, key, at, till, verb) VALUES (1, 'd', '2020-01-01', 't', 'add')")
    for number, (_, every) in enumerate(people, 1):
        values = (number, f"p{number}", f"Person {number}", str(ADDED), every)
        store.change("INSERT INTO customer (id, key, deed_id, name, added, every) VALUES (?, ?, 1, ?, ?, ?)", values)
        rhythm.renew(store, number)
    happened = [(number, *entry) for number, (timeline, _) in enumerate(people, 1) for entry in timeline]
    if chance:
        chance.shuffle(happened)
    for serial, (number, day, kind) in enumerate(happened):
        values = (f"e{serial}", number, kind, day)
        store.change("INSERT INTO interaction (key, customer_id, deed_id, kind, day) VALUES (?, ?, 1, ?, ?)", values)
        rhythm.renew(store, number)


def quiet_of(store: Store, limit: int = -1) -> list[Item]:
    return list(QUIET.items(Morning(store, TODAY), limit))


def told(items: Sequence[Item]) -> list[tuple[str, str, str, dict[str, object]]]:
    """Return all that is said in lines of the morning."""
    return [(item.person.name, item.what, item.stands, item.values) for item in items]


def rhythms(store: Store) -> list[tuple[object, ...]]:
    return store.ask("SELECT * FROM rhythm ORDER BY customer_id")


def made_anew(store: Store) -> list[tuple[object, ...]]:
    """Return what the timelines say now, without keeping it."""
    store.change("SAVEPOINT before")
    store.change("DELETE FROM rhythm")
    rhythm.fill(store)
    made = rhythms(store)
    store.change("ROLLBACK TO before")
    store.change("RELEASE before")
    return made


def person(every: int | None = None, added: str | None = str(ADDED)) -> Customer:
    values = dict.fromkeys(Customer.fields) | {"id": 1, "name": "Margo", "added": added, "every": every}
    return Customer(*values.values())


def numbered(happened: Sequence[Happened]) -> list[Any]:
    return [(day, kind, number) for number, (day, kind) in enumerate(happened)]


def on(day: int) -> str:
    """Return noon of a day, counted from the first of 2026, as OC_NOW has it."""
    return (dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=day)).isoformat()


def quiet(oc: Oc, day: int) -> list[tuple[str, int, int]]:
    """Return who is quiet on a day, each with their gap and the days they are over it."""
    said = json.loads(oc("today --quiet --json", OC_NOW=on(day)).printed())
    return [(one["name"], one["gap_days"], one["overdue_days"]) for one in said[QUIET.name]]
