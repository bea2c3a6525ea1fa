"""Timelines as anybody may have written them, past all that the program checks, and what writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from onecustomer.store import kinds, rhythm
from onecustomer.store.counter import append
from onecustomer.store.database.connection import Store
from tests.words import TODAY

ADDED = dt.date(2020, 1, 1)
KINDS = (kinds.VISIT, kinds.NOTE, kinds.COMPLAINT, kinds.THANKS, kinds.STYLE, kinds.PROMISE, kinds.GESTURE)
KINDS += (kinds.REFERRAL, kinds.TOLD, kinds.ANSWER, kinds.KEPT, kinds.BROKEN, kinds.PRAISE, kinds.LEAVING)
"""Every kind of entry of a contact: all but the one that says that somebody left, and the one of a changed job."""

Happened = tuple[object, object]  # day and kind of an entry, as they may be written outside onecustomer

days = st.dates(ADDED, TODAY)
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


def write(
    store: Store, people: Sequence[tuple[list[Happened], int | None]], quiet: int = 90, chance: Any = None
) -> None:
    """Write people, each with a timeline and the days between visits that the shop says; `chance` mixes all entries."""
    append.setting(store, "quiet", str(quiet))
    store.change("INSERT INTO deed (id, key, at, till, verb) VALUES (1, 'd', '2020-01-01', 't', 'add')")
    for number, (_, every) in enumerate(people, 1):
        values = (number, f"p{number}", f"Person {number}", str(ADDED), every)
        store.change("INSERT INTO customer (id, key, deed_id, name, added, every) VALUES (?, ?, 1, ?, ?, ?)", values)
        rhythm.renew(store, number, TODAY)
    happened = [(number, *entry) for number, (timeline, _) in enumerate(people, 1) for entry in timeline]
    if chance:
        chance.shuffle(happened)
    for serial, (number, day, kind) in enumerate(happened):
        values = (f"e{serial}", number, kind, day)
        store.change("INSERT INTO interaction (key, customer_id, deed_id, kind, day) VALUES (?, ?, 1, ?, ?)", values)
        rhythm.renew(store, number, TODAY)
