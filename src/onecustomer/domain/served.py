"""Served recently and often: the order inside a tier, as directory jumpers order folders.

Each of the latest visits counts by its age, and the counts are added up:

    today or yesterday   4
    this week            2
    this month           1
    this quarter         1/2
    longer ago           1/4
"""

from __future__ import annotations

import datetime as dt

from . import days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

WORTH = ((1, 4.0), (7, 2.0), (31, 1.0), (92, 0.5))
LONG_AGO = 0.25


def served(visits: Sequence[str], today: dt.date) -> float:
    """Return how recently and often somebody was served, from the days (ISO) of the latest visits."""
    ages = [(today - days.of_iso(day)).days for day in visits]
    return sum(next((worth for within, worth in WORTH if age <= within), LONG_AGO) for age in ages)
