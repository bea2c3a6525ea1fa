"""The contract of the morning's questions: what is asked of everybody at once reads each table once at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from onecustomer.domain.overview.morning import PARTS, Morning
from onecustomer.domain.timeline.news import audience
from onecustomer.store.counter import read
from onecustomer.store.database.connection import Store
from onecustomer.store.open import open_store
from tests.words import CAST, TODAY, ShopAfter

NARROW = {"rhythm", "fact", "ix_interaction_timeline"}
"""What may be read whole: a few numbers a person, what people look for, and the kinds of entries in their index."""

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
        for limit in (6, -1):
            list(part.items(morning, limit))
        part.total(morning)
    for fresh in read.live_news(store, today.isoformat()):
        audience(store, fresh)
    store.connection.set_trace_callback(None)
    return {sql for sql in asked if sql.lstrip().startswith("SELECT")}


def scans(store: Store, sql: str) -> list[str]:
    """Return the steps of a question's plan that read a whole table inside a loop: all but the outermost's first."""
    loops = [
        (parent, said)
        for _, parent, _, said in store.connection.execute("EXPLAIN QUERY PLAN " + sql)
        if said.startswith(("SCAN", "SEARCH"))
    ]
    outermost = [said for parent, said in loops if parent == 0]
    inner = outermost[1:] + [said for parent, said in loops if parent != 0]
    return [said for said in inner if said.startswith("SCAN") or "AUTOMATIC" in said]  # an index made for it reads all


def read_whole(store: Store, sql: str) -> set[str]:
    """Return the tables that a question reads from end to end, or the index where that has all it reads there."""
    steps = [said for *_, said in store.connection.execute("EXPLAIN QUERY PLAN " + sql) if said != "SCAN CONSTANT ROW"]
    return {_read(said.removeprefix("SCAN ").removeprefix("TABLE ")) for said in steps if said.startswith("SCAN")}


def _read(step: str) -> str:
    _, is_covered, index = step.partition(" USING COVERING INDEX ")
    return index if is_covered else step.split(maxsplit=1)[0]


def test_every_part_of_the_morning_has_somebody(store: Store) -> None:
    days = [Morning(store, TODAY), Morning(store, TODAY + dt.timedelta(days=200))]
    assert [] == [part for part in PARTS if not any(part.total(morning) for morning in days)]


def test_no_question_of_the_morning_scans_inside_a_loop(store: Store) -> None:
    questions = asked_by_the_morning(store)
    assert len(questions) > 20
    found = {sql: inner for sql in questions if (inner := scans(store, sql))}
    assert {} == found


def test_only_narrow_tables_are_read_whole(store: Store) -> None:
    read = {sql: read_whole(store, sql) for sql in asked_by_the_morning(store)}
    assert NARROW == set().union(*read.values())


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
    assert any(scans(store, sql) or not read_whole(store, sql) <= NARROW for sql in questions)
