"""The rhythms of people who are new: a day or two is all that is known of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from .. import kinds
from ..database.connection import Store
from ..rhythm import FEWEST, LATEST, gap, ordinal
from ..rows import Rhythm
from . import inserts


def put(store: Store, rhythms: Iterable[Rhythm | None]) -> None:
    """Write the rhythms of people who have none yet."""
    rows = [[vars(one)[column] for column in Rhythm.fields] for one in rhythms if one]
    inserts.insert(store, Rhythm.insert(Rhythm.fields), rows)


def rhythm(customer_id: int, known: Iterable[object], visits: Sequence[str], today: dt.date) -> Rhythm | None:
    """Return the rhythm of somebody new, of whom only days (ISO) are known: of visits, and those in `known`."""
    until = today.toordinal() + kinds.DAYS_AHEAD
    days = sorted({day for said in visits if 0 < (day := ordinal(said)) <= until})
    others = [day for said in known if 0 < (day := ordinal(said)) <= until]
    if not days and not others:
        return None
    is_measured = len(days) >= FEWEST
    every = gap(days[-LATEST:]) if is_measured else None
    return Rhythm(customer_id, min(days + others), days[-1] if days else max(others), every, int(is_measured), None, 0)
