"""What doctor was asked: which store, when, and how deeply to look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ...errors import OnecustomerError
from ...store.record import Record


class Asked(Record):
    """Which store is looked at, at which moment and till; `fix` mends what surely can be, `is_demo` expects no copies.

    Shape: `other` is the path of the store at the default place, where that is another one; empty elsewhere.
    `with_way_back` gives an error of a store that is damaged or gone the hint what brings it back.
    """

    path: str
    now: dt.datetime
    today: dt.date
    till: str
    deep: bool
    fix: bool
    is_demo: bool
    other: str
    with_way_back: Callable[[OnecustomerError], OnecustomerError]
