"""How many entries, facts and days there are of each kind, in words."""

from __future__ import annotations

from collections.abc import Mapping

from ....domain.language.counts import listed
from ....store import kinds

CALLED = {
    kinds.VISIT: ("visit", "visits"),
    kinds.NOTE: ("note", "notes"),
    kinds.PIN: ("pin", "pins"),
    kinds.NEED: ("need", "needs"),
    kinds.COMPLAINT: ("complaint", "complaints"),
    kinds.WARNING: ("warning", "warnings"),
    kinds.IDEA: ("idea", "ideas"),
    kinds.PRAISE: ("praise", "praises"),
    kinds.GESTURE: ("gesture", "gestures"),
    kinds.REFERRAL: ("referral", "referrals"),
    kinds.LEAVING: ("word of leaving", "words of leaving"),
    kinds.ANSWER: ("answer", "answers"),
    kinds.PROMISE: ("promise that ended", "promises that ended"),
    **dict.fromkeys((kinds.KEPT, kinds.EXCEEDED, kinds.BROKEN), ("way it ended", "ways they ended")),
    kinds.STYLE: ("day’s style", "days’ styles"),
    kinds.THANKS: ("thank-you", "thank-yous"),
    kinds.TOLD: ("piece of news told", "pieces of news told"),
    kinds.JOB: ("change of job", "changes of job"),
    kinds.RECORD: ("word of another system", "words of another system"),
    "date": ("day to remember", "days to remember"),
    "why": ("reason why they came", "reasons why they came"),
    "usual_why": ("reason of their style", "reasons of their style"),
    "later_why": ("reason to put them aside", "reasons to put them aside"),
    "why they left": ("reason why they left", "reasons why they left"),
}
"""What each is called, one of it and several."""


def of_each(things: Mapping[str, int]) -> str:
    """Return how many of what there are, in the order of CALLED: "2 notes and 1 pin"."""
    called: dict[tuple[str, str], int] = {}
    for what in sorted(things, key=[*CALLED, *things].index):
        name = CALLED.get(what, (what, what))
        called[name] = called.get(name, 0) + things[what]
    return listed([f"{count:,} {name[count != 1]}" for name, count in called.items()])
