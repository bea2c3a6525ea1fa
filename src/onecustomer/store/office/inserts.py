"""Many rows written at a time, and as many new keys."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ..counter.append import key_of
from ..database.connection import Store

MOST_HOLES = 512  # of one statement
CHANCE = 10  # bytes of a key


def insert(store: Store, sql: str, rows: Sequence[Sequence[object]]) -> None:
    """Carry out an INSERT of one row, which ends in its holes, for each of these rows of values, many at a time.

    Source: one insert of 64 rows takes two thirds of the time of 64 inserts (measured 2026-11).
    """
    if not rows:
        return
    into, _, holes = sql.partition(" VALUES ")
    width = len(rows[0])
    at_once = MOST_HOLES // width
    whole = len(rows) - len(rows) % at_once
    values = [value for row in rows[:whole] for value in row]
    step = at_once * width
    parts = (values[start : start + step] for start in range(0, len(values), step))
    store.change_each(f"{into} VALUES {', '.join([holes] * at_once)}", parts)
    store.change_each(sql, rows[whole:])


def new_keys(count: int) -> list[str]:
    """Return so many new keys; the system is asked for chance once."""
    chance = os.urandom(CHANCE * count)
    return [key_of(chance[start : start + CHANCE]) for start in range(0, CHANCE * count, CHANCE)]
