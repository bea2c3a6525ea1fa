"""The pulse: what happened, by kind, each total with the names in it; and one person's year with the days in it.

Satisfaction stands first, then talk, then what hurts. People are never put in order by anything but their names. No
bar adds up kinds, as by day: it would be mostly talk, and say nothing of how people fared.
"""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.overview import pulse
from ...store.record import Record
from ...store.rows import reference
from ..language import days, names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ...store.database.connection import Store
    from ...store.rows import Interaction

    Listed = Callable[[Iterable[int]], list[str]]  # customers or days of a bar's entries → each once, as text

WEEK, MONTH, YEAR = 7, 30, 365
"""How many days a period has that ends today; a calendar month would be empty on its first morning."""

GOOD, TALK, HURTS = "good", "talk", "hurts"
"""What an entry of a kind means to the customer it is about."""

LABELS = {
    GOOD: {
        kinds.ANSWER: "complaints answered",
        kinds.KEPT: "promises kept",
        kinds.EXCEEDED: "promises exceeded",
        kinds.THANKS: "thanks given",
        kinds.GESTURE: "gestures",
        kinds.PRAISE: "praise",
        kinds.IDEA: "ideas",
        kinds.REFERRAL: "referrals",
        kinds.TOLD: "news told",
    },
    TALK: {
        kinds.PROMISE: "promises made",
        kinds.NOTE: "notes",
        kinds.VISIT: "visits",
        kinds.CONTACT: "contacts",
    },
    HURTS: {
        kinds.COMPLAINT: "complaints",
        kinds.WARNING: "warnings",
        kinds.BROKEN: "promises broken",
        kinds.LEAVING: "leaving",
        kinds.LOST: "lost",
    },
}
"""The kinds in the order of their bars, and their labels; a kind that is not here comes last, by its own name."""


NO_BAR = (kinds.STYLE, kinds.JOB)
"""The kinds that have none: how somebody was, and what they do, are nothing that happened with them here."""


class Bar(Record):
    """How often something happened, and with whom, or with one person on which days.

    Shape: `key` is the kind for programs; `within` has each name or day once; `count` is of entries.
    """

    key: str
    label: str
    count: int
    within: Sequence[str]
    tone: str = TALK


class Pulse(Record):
    """A period, both its days included, and a bar of each kind of thing that happened in it."""

    since: dt.date
    until: dt.date
    bars: Sequence[Bar]


def first_day(count: int, today: dt.date) -> dt.date:
    """Return the first of so many days that end today."""
    return today - dt.timedelta(days=count - 1)


def of_everybody(store: Store, since: dt.date, until: dt.date) -> Pulse:
    """Return what happened between two days, with the names; a kind without entries has no bar."""
    between = since.isoformat(), until.isoformat()
    named = pulse.names(store, *between)
    of_kind: dict[str, list[int]] = {}
    for kind, customer_id in pulse.happened(store, *between):
        if kind not in NO_BAR and customer_id in named:
            of_kind.setdefault(kind, []).append(customer_id)
    shown = _told_apart(named)
    place = {number: place for place, number in enumerate(shown)}  # folding a name is slow, and there are many bars

    def listed(numbers: Iterable[int]) -> list[str]:
        return [shown[number] for number in sorted(set(numbers), key=place.__getitem__)]

    return Pulse(since, until, _bars(of_kind, listed))


def of_person(entries: Iterable[Interaction], since: dt.date, until: dt.date) -> Pulse:
    """Return what happened with one person between two days, with the days in place of names, the latest in front.

    Raises: StoreError where the store has something that is no day.
    """
    of_kind: dict[str, list[int]] = {}
    for entry in entries:
        if entry.kind not in NO_BAR and since.isoformat() <= entry.day <= until.isoformat():
            of_kind.setdefault(entry.kind, []).append(days.of_iso(entry.day).toordinal())

    def listed(ordinals: Iterable[int]) -> list[str]:
        return [days.dated(dt.date.fromordinal(ordinal), until) for ordinal in sorted(set(ordinals), reverse=True)]

    return Pulse(since, until, _bars(of_kind, listed))


def _bars(of_kind: Mapping[str, Sequence[int]], listed: Listed) -> list[Bar]:
    known = [(kind, label, tone) for tone, labels in LABELS.items() for kind, label in labels.items()]
    foreign = [(kind, kind or "no kind", TALK) for kind in sorted(of_kind.keys() - {kind for kind, _, _ in known})]
    return [
        Bar(kind, label, len(of_kind[kind]), listed(of_kind[kind]), tone)
        for kind, label, tone in known + foreign
        if kind in of_kind
    ]


def _told_apart(named: Mapping[int, str]) -> dict[int, str]:
    """Return the names by their numbers, in the order of names; one that two people share ends in a reference."""
    seen: dict[str, int] = {}
    for name in named.values():
        seen[name] = seen.get(name, 0) + 1
    ordered = sorted(named.items(), key=_by_name)
    return {number: name if seen[name] == 1 else f"{name} ({reference(number)})" for number, name in ordered}


def _by_name(numbered: tuple[int, str]) -> tuple[list[str], str, int]:
    number, name = numbered
    return names.fold(name), name, number
