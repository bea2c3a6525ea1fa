"""The pace of large writes: how long a batch holds the lock, and how long the others have it."""

from __future__ import annotations

import time
from pathlib import Path

from onecustomer.store.database.connection import connect
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
