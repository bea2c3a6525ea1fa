"""The contract of the morning's questions: what is asked of everybody at once reads each table once at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onecustomer.domain.overview.morning import Morning
from onecustomer.domain.overview.parts import NEVER_THANKED, PARTS, pages
from onecustomer.domain.timeline.news import audience
from onecustomer.store.counter import read
from onecustomer.store.database.connection import Store
from onecustomer.store.open import open_store
from onecustomer.store.overview.morning import DEEDS, FIRST_THANKS, last_open
from tests.words import CAST, TODAY, ShopAfter

AWAITING = {"ix_interaction_due", "ix_interaction_awaiting"}
"""The indexes that have only what stays open: one of them is counted, once a morning and in no loop."""
NARROW = {"rhythm", *AWAITING}
"""What may be read whole: a few numbers a person. What people look for and said is read by customer."""

UNTIL_FOUND = {DEEDS: "the last open day but one before today", FIRST_THANKS: "the first thanks of all"}
"""What reads deeds by their number, and only until it has found what is said here."""

HAPPENED = (
    "promise the coat taken in --by friday --for klein",
    "promise new zip --by tomorrow --for jim",
    "done taken in --for klein",
    "note --complaint cold soup --for juli",
    "note --complaint zip broke again --for alecia",
    "done new zip --for alecia",
    "note --referral juli --for jeff",
    "note --referral klein --for zoë",
    "thank for bringing Margo --for zoë",
    "remember birthday 11-23 --for jeff",
    "remember anniversary 11-22 --for margot",
    "note --gesture card for the anniversary --for margot",
    "note --need navy lining --for alecia",
    "note --need décor in brass --for juli",
    "note --need thread --for margot",
    "news Linings are in --for 'navy lining, thread' --until '24 Dec'",
    "news Brass came from Devon --for décor --until '24 Dec'",
    "told --for alecia",
    "lost margot --why moved",
    "note --praise perfect --for klein",
    "lost juli --why moved",
    "serve juli",
    "later jim --until friday",
)
"""Something in every part of the morning, and beside it what takes somebody out of that part."""


@pytest.fixture
def store(shop_after: ShopAfter, db: Path) -> Iterator[Store]:
    shop_after(*CAST, *HAPPENED)
    opened = open_store(str(db), lambda _: None)
    yield opened
    opened.close()


def asked_by_the_morning(store: Store, today: dt.date = TODAY) -> set[str]:
    """Return every question of `oc today` and its parts, and of `oc news`, with its values in it."""
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    morning = Morning(store, today)
    for part in PARTS:
        part.page(morning, 6, None)
        for _ in pages(part, lambda: Morning(store, today)):
            pass
        part.total(morning)
    for _ in pages(NEVER_THANKED, lambda: Morning(store, today)):
        pass
    morning.here()
    for fresh in read.live_news(store, today.isoformat()):
        audience(store, fresh)
    store.connection.set_trace_callback(None)
    return {sql for sql in asked if sql.lstrip().startswith("SELECT")}


def counted_steps(store: Store) -> Callable[[], int]:
    """Return what tells how many steps the database has taken since it was last asked."""
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    def told() -> int:
        nonlocal taken
        since, taken = taken, 0
        return since

    store.connection.set_progress_handler(step, 1)
    return told


def scans(store: Store, sql: str) -> list[str]:
    """Return the steps of a question's plan that read a whole table inside a loop: all but the outermost's first."""
    loops = [
        (parent, said)
        for _, parent, _, said in store.connection.execute("EXPLAIN QUERY PLAN " + sql)
        if said.startswith(("SCAN", "SEARCH"))
    ]
    outermost = [said for parent, said in loops if parent == 0]
    inner = outermost[1:] + [said for parent, said in loops if parent != 0]
    inner = [said for said in inner if _read(said) not in AWAITING]
    return [said for said in inner if said.startswith("SCAN") or "AUTOMATIC" in said]  # an index made for it reads all


def read_whole(store: Store, sql: str) -> set[str]:
    """Return the tables that a question reads from end to end, or the index where that has all it reads there."""
    steps = [said for *_, said in store.connection.execute("EXPLAIN QUERY PLAN " + sql) if said != "SCAN CONSTANT ROW"]
    return {_read(said.removeprefix("SCAN ").removeprefix("TABLE ")) for said in steps if said.startswith("SCAN")}


def _read(step: str) -> str:
    index = step.rsplit(maxsplit=1)[-1]
    return index if " USING COVERING INDEX " in step or index in AWAITING else step.split(maxsplit=1)[0]


def test_every_part_of_the_morning_has_somebody(store: Store) -> None:
    days = [Morning(store, TODAY), Morning(store, TODAY + dt.timedelta(days=200))]
    assert [] == [part for part in PARTS if not any(part.total(morning) for morning in days)]


def test_who_wants_no_notes_is_asked_of_an_index_that_has_nobody_else(store: Store) -> None:
    asked = [sql for sql in asked_by_the_morning(store) if "no_notes IS NOT NULL" in sql]
    assert len(asked) > 5
    for sql in asked:
        steps = [said for *_, said in store.connection.execute("EXPLAIN QUERY PLAN " + sql)]
        assert any("ix_customer_no_notes" in said for said in steps), sql
        assert len([said for said in steps if said.startswith("SCAN ") and _read(said) in AWAITING]) <= 1, sql


def test_no_question_of_the_morning_scans_inside_a_loop(store: Store) -> None:
    questions = asked_by_the_morning(store)
    assert len(questions) > 20
    found = {sql: inner for sql in questions if (inner := scans(store, sql))}
    assert {} == found


def test_only_narrow_tables_are_read_whole(store: Store) -> None:
    read = {sql: read_whole(store, sql) for sql in asked_by_the_morning(store)}
    assert {"deed"} == set().union(*(read.pop(sql) for sql in UNTIL_FOUND))
    assert {"rhythm"} < set().union(*read.values()) <= NARROW


def test_deeds_are_read_backwards_only_until_the_day_before_the_last(store: Store) -> None:
    several = "INSERT INTO deed (key, at, till, verb, day) VALUES (?, '2026-11-20', 't', 'x', ?)"
    for number in range(50):
        store.change(several, (f"old {number}", "2026-11-18"))
    store.change(several, ("yesterday", "2026-11-19"))
    store.change(several, ("today", "2026-11-21"))
    steps = counted_steps(store)
    before = store.value("SELECT max(id) FROM deed WHERE day = '2026-11-18'")
    assert ("2026-11-19", before) == last_open(store, "2026-11-21")
    assert steps() < 150
    assert 50 < len(store.ask(DEEDS))
    assert steps() > 100


@pytest.mark.parametrize(
    "index",
    [
        "ix_interaction_asked",
        "ix_interaction_about",
        "ix_occasion_day",
        "ix_news_until",
    ],
)
def test_an_index_that_is_gone_is_noticed(store: Store, index: str) -> None:
    store.connection.execute(f"DROP INDEX {index}")
    questions = asked_by_the_morning(store)
    assert any(scans(store, sql) or not read_whole(store, sql) <= NARROW for sql in questions - set(UNTIL_FOUND))
