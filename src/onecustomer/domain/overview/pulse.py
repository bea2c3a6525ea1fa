"""The pulse: what happened, by kind, each total with the names in it; and one person's year with the days in it.

Satisfaction stands first, and broken promises with it, then talk, then what hurts. People are never put in order by
anything but their names. No bar adds up kinds, as by day: it would be mostly talk, and say nothing of how people fared.
"""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.counter import read
from ...store.overview import pulse
from ...store.record import Record
from ...store.rows import reference
from ..language import days, names
from ..timeline import leaving, open_items, quiet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ...store.database.connection import Store
    from ...store.overview.pulse import Happened
    from ...store.rows import Customer, Interaction

    Listed = Callable[[Iterable[int]], list[str]]  # customers or days of a bar's entries → each once, as text

WEEK, MONTH, YEAR = 7, 30, 365
"""How many days a period has that ends today; a calendar month would be empty on its first morning."""

GOOD, TALK, HURTS = "good", "talk", "hurts"
"""What an entry of a kind means to the customer it is about."""

LATE = "kept late"
"""The key of the bar of promises that were kept after their day."""

KINDS = (
    (kinds.ANSWER, "complaints answered", GOOD),
    (kinds.EXCEEDED, "promises exceeded", GOOD),
    (kinds.KEPT, "promises kept", GOOD),
    (LATE, "promises kept late", GOOD),
    (kinds.BROKEN, "promises broken", HURTS),
    (kinds.THANKS, "thanks given", GOOD),
    (kinds.GESTURE, "gestures", GOOD),
    (kinds.PRAISE, "praise", GOOD),
    (kinds.IDEA, "ideas", GOOD),
    (kinds.REFERRAL, "referrals", GOOD),
    (kinds.TOLD, "news told", GOOD),
    (kinds.PROMISE, "promises made", TALK),
    (kinds.NOTE, "notes", TALK),
    (kinds.VISIT, "visits", TALK),
    (kinds.CONTACT, "contacts", TALK),
    (kinds.COMPLAINT, "complaints", HURTS),
    (kinds.WARNING, "warnings", HURTS),
    (kinds.LEAVING, "may leave", HURTS),
)
"""Each kind in the order of its bar, with its label and tone; one that is not here comes last, by its own name.

How promises and complaints ended stands first, whatever the end was.
"""

NO_BAR = (kinds.STYLE, kinds.JOB, kinds.LOST)
"""The kinds that have none: how somebody was, and what they do, are nothing that happened with them here.

That somebody left is said in a sentence.
"""

ONCE_A_DAY = (kinds.VISIT, kinds.CONTACT)
"""The kinds that are the same one again where they are written again of the same day."""


class Bar(Record):
    """How often something happened, and with whom, or with one person on which days.

    Shape: `key` is the kind for programs; `within` has each name or day once; `count` is of entries, and
    what is written of a day twice counts once where its kind is of ONCE_A_DAY.
    """

    key: str
    label: str
    count: int
    within: Sequence[str]
    tone: str = TALK


class Gone(Record):
    """That somebody left and has not been here since; `day` is ISO, `sentence` says it among ourselves."""

    name: str
    ref: str
    day: str
    why: str | None
    sentence: str


class Pulse(Record):
    """A period, both its days included: who left in it, the latest in front, and a bar of each kind that happened."""

    since: dt.date
    until: dt.date
    gone: Sequence[Gone]
    bars: Sequence[Bar]


def first_day(count: int, today: dt.date) -> dt.date:
    """Return the first of so many days that end today."""
    return today - dt.timedelta(days=count - 1)


def of_everybody(store: Store, since: dt.date, until: dt.date) -> Pulse:
    """Return what happened between two days, with the names; a kind without entries has no bar."""
    between = since.isoformat(), until.isoformat()
    named = pulse.names(store, *between)
    of_kind: dict[str, list[int]] = {}
    for kind, customer_id, _ in _counted(pulse.happened(store, *between)):
        if customer_id in named:
            of_kind.setdefault(kind, []).append(customer_id)
    shown = _told_apart(named)
    place = {number: place for place, number in enumerate(shown)}  # folding a name is slow, and there are many bars

    def listed(numbers: Iterable[int]) -> list[str]:
        return [shown[number] for number in sorted(set(numbers), key=place.__getitem__)]

    losses = [entry for entry in pulse.losses(store, *between) if entry.customer_id in named]
    gone = _gone(store, [_as_shown(store, entry) for entry in losses], until, named, shown)
    return Pulse(since, until, gone, _bars(of_kind, listed))


def _as_shown(store: Store, entry: Interaction) -> Interaction:
    """Return an entry as it is shown: of who wants no notes without its words."""
    person = read.customer(store, entry.customer_id)
    return quiet.wordless(entry) if person and person.no_notes else entry


def of_person(store: Store, person: Customer, entries: Sequence[Interaction], since: dt.date, until: dt.date) -> Pulse:
    """Return what happened with one person between two days, with the days in place of names, the latest in front.

    Shape: `entries` is the whole timeline, as a promise may be older than what kept it.
    Raises: StoreError where the store has something that is no day.
    """
    between = since.isoformat(), until.isoformat()
    of_kind: dict[str, list[int]] = {}
    for kind, _, day in _counted(_of_timeline(entries, *between)):
        of_kind.setdefault(kind, []).append(days.of_iso(day).toordinal())

    def listed(ordinals: Iterable[int]) -> list[str]:
        return [days.dated(dt.date.fromordinal(ordinal), until) for ordinal in sorted(set(ordinals), reverse=True)]

    losses = [entry for entry in entries if entry.kind == kinds.LOST and between[0] <= entry.day <= between[1]]
    named = {person.id: person.name}
    return Pulse(since, until, _gone(store, losses, until, named, named), _bars(of_kind, listed))


def _gone(
    store: Store, losses: Iterable[Interaction], until: dt.date, named: Mapping[int, str], shown: Mapping[int, str]
) -> list[Gone]:
    """Return who left and did not come back, from entries with the latest in front; `shown` tells names apart.

    Shape: each once, with all that was learned of why, the first in front.
    """
    ahead = days.ahead(until)
    left: dict[int, list[Interaction]] = {}
    for entry in losses:
        if read.first_after(store, entry.customer_id, kinds.VISIT, entry, ahead) is None:
            left.setdefault(entry.customer_id, []).append(entry)
    gone = []
    for number, entries in left.items():
        why = leaving.PART.join(entry.text for entry in reversed(entries) if entry.text) or None
        sentence = leaving.among_ourselves(shown[number], why)
        gone.append(Gone(named[number], reference(number), entries[0].day, why, sentence))
    return gone


def _of_timeline(entries: Sequence[Interaction], since: str, until: str) -> Iterator[Happened]:
    whole = {entry.id: entry for entry in entries}
    for entry in entries:
        if entry.has_day and since <= entry.day <= until:
            is_late = entry.kind == kinds.KEPT and _is_late(whole.get(entry.about_id or 0), entry.day)
            yield entry.kind, entry.customer_id, entry.day, entry.via, is_late


def _is_late(promise: Interaction | None, day: str) -> bool:
    return promise is not None and open_items.days_late(promise, days.of_iso(day)) > 0


def _counted(happened: Iterable[Happened]) -> Iterator[tuple[str, int, str]]:
    """Yield the bar, the customer and the day of each entry that counts.

    Shape: a visit counts once a day, and a contact once a day for each way, however many tills wrote it.
    """
    seen = set()
    for kind, customer_id, day, via, is_late in happened:
        if kind in NO_BAR:
            continue
        if kind in ONCE_A_DAY:
            once = kind, customer_id, day, via if kind == kinds.CONTACT else None
            if once in seen:
                continue
            seen.add(once)
        yield LATE if is_late else kind, customer_id, day


def _bars(of_kind: Mapping[str, Sequence[int]], listed: Listed) -> list[Bar]:
    foreign = [(kind, kind or "no kind", TALK) for kind in sorted(of_kind.keys() - {kind for kind, _, _ in KINDS})]
    return [
        Bar(kind, label, len(of_kind[kind]), listed(of_kind[kind]), tone)
        for kind, label, tone in (*KINDS, *foreign)
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
