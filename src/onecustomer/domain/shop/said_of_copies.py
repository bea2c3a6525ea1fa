"""What is said of a copy of the store: when it was made, and why."""

from __future__ import annotations

import datetime as dt

from ...store.copies import named
from ...store.copies.named import Copy
from ..language import days

WHY = {
    named.DAILY: "made by itself",
    named.ASKED: "that somebody asked for",
    named.IMPORT: "from before an import",
    named.MERGE: "from before two were merged",
    named.TIDY: "from before a tidying",
    named.RESTORE: "from before a restore",
    named.ANEW: "from before everything was fetched anew",
}
"""Why a copy was made, as it is said behind its day."""

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60  # seconds


def when(copy: Copy) -> str:
    """Return when a copy was made: "Sat 28 Nov 2026, 14:30, 28 minutes ago".

    Shape: without the hour where the disk has another day than the copy's name.
    """
    at = named.hour_of(copy)
    hour = [f"{at:%H:%M}", *_ago((dt.datetime.now() - at).total_seconds())] if at else []
    return ", ".join([days.full(copy.day), *hour])


def why(copy: Copy) -> str:
    """Return why a copy was made; empty where nobody knows."""
    if copy.reason.startswith(named.OF_SCHEMA):
        return f"from before schema {copy.reason.removeprefix(named.OF_SCHEMA)} was left"
    return WHY.get(copy.reason, "")


def _ago(seconds: float) -> list[str]:
    """Return how long ago something of the last day was; nothing of what is older, or has yet to come."""
    if not 0 <= seconds < DAY:
        return []
    if seconds < MINUTE:
        return ["just now"]
    count, unit = (seconds // MINUTE, "minute") if seconds < HOUR else (seconds // HOUR, "hour")
    return [f"{count:.0f} {unit}{'' if count == 1 else 's'} ago"]
