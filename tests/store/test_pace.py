"""The pace of large writes: how long a batch holds the lock, and how long the others have it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from onecustomer.store.database.connection import connect
from onecustomer.store.office import pages
from onecustomer.store.office.pace import Pace
from tests.words import Oc

HELD = 0.2


def test_between_two_batches_the_lock_is_free_for_as_long_as_it_was_held(oc: Oc, db: Path) -> None:
    oc("add", "Margo", "Klein")
    store, pace = connect(str(db), lambda _: None), Pace()
    with pace.writing(store, 500, 0):
        time.sleep(HELD)
    let_go = time.monotonic()
    pace.rest()
    assert time.monotonic() - let_go >= HELD * 0.9
    assert pace.size < 500, "where others may be there, a batch holds it for less"
    store.close()


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_write_larger_than_the_cache_keeps_no_reader_waiting(shop: Oc, db: Path, *, is_kept: bool) -> None:
    """The other arm shows that the write is large enough to make SQLite take the store from everybody."""
    many = ((f"{number:060}", f"{number:060}") for number in range(30_000))
    with (
        closing(connect(str(db), lambda _: None)) as store,
        closing(sqlite3.connect(db, timeout=0)) as reader,
        pages.kept(store) if is_kept else nullcontext(),
        pytest.raises(RuntimeError),
        store.writing(),
    ):
        store.change_each("INSERT INTO short_form VALUES (?, ?)", many)
        with nullcontext() if is_kept else pytest.raises(sqlite3.OperationalError, match="locked"):
            assert (9,) == reader.execute("SELECT count(*) FROM customer").fetchone()
        raise RuntimeError("nothing of it is kept")
    assert shop("show klein").printed()
