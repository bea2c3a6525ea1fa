"""A style that comes again at every visit: it may be how somebody is as a rule."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from . import styles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ...store.rows import Customer

RUNNING = 3  # visits of one style, one after the other


def is_third(store: Store, person: Customer, style: str, today: dt.date) -> bool:
    """Tell whether a style that was just said of today makes three visits running of it.

    Shape: true once in a run, as a fourth is no third, nor is the same said again on one day. Today is a visit, whether
    it is logged or not, but where they were only spoken with. Nobody is upset as a rule.
    """
    if style in (styles.AS_USUAL, styles.UPSET, person.usual_style):
        return False
    day = today.isoformat()
    was_here, was_spoken_with = (read.on_day(store, person.id, kind, day) for kind in (kinds.VISIT, kinds.CONTACT))
    if was_spoken_with and not was_here:
        return False
    if [entry.style for entry in read.styles_said(store, person.id, day)].count(style) > 1:
        return False
    return _running(store, person.id, style, day) == RUNNING


def _running(store: Store, customer_id: int, style: str, day: str) -> int:
    """Return how many visits running were of a style, with the one of a day (ISO) as the last; one too many will do."""
    for count in range(1, RUNNING + 1):
        visit = read.last_before(store, customer_id, kinds.VISIT, day)
        said = read.today_style(store, customer_id, visit.day) if visit else None
        if visit is None or said is None or said.style != style:
            return count
        day = visit.day
    return RUNNING + 1
