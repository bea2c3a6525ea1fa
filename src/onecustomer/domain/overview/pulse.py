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
from ..language.text import ended
from ..timeline import leaving, open_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ...store.database.connection import Store
    from ...store.rows import Customer, Interaction

    Happened = tuple[str, int, str, str | None, bool]
    """Kind, customer, day (ISO) and way of an entry, and whether it kept a promise late."""

    Listed = Callable[[Iterable[int]], list[str]]  # customers or days of a bar's entries → each once, as text

WEEK, MONTH, YEAR = 7, 30, 365
"""How many days a period has that ends today; a calendar month would be empty on its first morning."""

GOOD, TALK, HURTS = "good", "talk", "hurts"
"""What an entry of a kind means to the customer it is about."""

LATE = "kept late"
"""The key of the bar of promises that were kept after their day or hour."""

KINDS = (
    (kinds.ANSWER, "answered", GOOD),
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

NO_BAR = (kinds.STYLE, kinds.JOB, kinds.LOST, kinds.RECORD)
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
    """That somebody left; `day` is ISO, `back` the day (ISO) on which they were here again, none while they are gone.

    Shape: `sentence` says it among ourselves.
    """

    name: str
    ref: str
    day: str
    why: str | None
    back: str | None
    sentence: str


class Pulse(Record):
    """A period, both its days included: who left in it or came back, the latest in front, and a bar of each kind."""

    since: dt.date
    until: dt.date
    gone: Sequence[Gone]
    back: Sequence[Gone]
    bars: Sequence[Bar]


def first_day(count: int, today: dt.date) -> dt.date:
    """Return the first of so many days that end today."""
    return today - dt.timedelta(days=count - 1)


def of_everybody(store: Store, since: dt.date, until: dt.date) -> Pulse:
    """Return what happened between two days, with the names; a kind without entries has no bar.

    Shape: who has left may leave no longer.
    """
    between = since.isoformat(), until.isoformat()
    named = pulse.names(store, *between)
    of_kind: dict[str, list[int]] = {}
    for kind, customer_id, _ in _counted(_happened(store, *between)):
        if customer_id in named:
            of_kind.setdefault(kind, []).append(customer_id)
    may_leave = of_kind.pop(kinds.LEAVING, [])
    of_kind[kinds.LEAVING] = [number for number in may_leave if not leaving.has_left(store, number)]
    shown = _told_apart(named)
    place = {number: place for place, number in enumerate(shown)}  # folding a name is slow, and there are many bars

    def listed(numbers: Iterable[int]) -> list[str]:
        return [shown[number] for number in sorted(set(numbers), key=place.__getitem__)]

    left = [number for number in pulse.left(store, *between) if number in named]
    return Pulse(since, until, *_gone(store, left, between, named, shown), _bars(of_kind, listed))


def of_person(store: Store, person: Customer, entries: Sequence[Interaction], since: dt.date, until: dt.date) -> Pulse:
    """Return what happened with one person between two days, with the days in place of names, the latest in front.

    Shape: `entries` is the whole timeline, as a promise may be older than what kept it.
    Raises: StoreError where the store has something that is no day.
    """
    between = since.isoformat(), until.isoformat()
    of_kind: dict[str, list[int]] = {}
    for kind, _, day in _counted(_of_timeline(store, entries, *between)):
        of_kind.setdefault(kind, []).append(days.of_iso(day).toordinal())
    if leaving.has_left(store, person.id):
        of_kind.pop(kinds.LEAVING, None)

    def listed(ordinals: Iterable[int]) -> list[str]:
        return [days.dated(dt.date.fromordinal(ordinal), until) for ordinal in sorted(set(ordinals), reverse=True)]

    named = {person.id: person.name}
    return Pulse(since, until, *_gone(store, named, between, named, named), _bars(of_kind, listed))


def _gone(
    store: Store, left: Iterable[int], between: tuple[str, str], named: Mapping[int, str], shown: Mapping[int, str]
) -> tuple[list[Gone], list[Gone]]:
    """Return who of these is gone since between two days (ISO), and who is back; `shown` tells names apart.

    Shape: the latest in front, each once, with all that was learned of why.
    """
    since, until = between
    ahead = days.ahead(days.of_iso(until))
    gone: list[tuple[str, int, Gone]] = []
    for number in left:
        loss = leaving.last(store, number, ahead)
        back = loss.back.day if loss and loss.back else None
        if loss and any(since <= day <= until for day in (loss.first.day, back) if day):
            person = read.customer(store, number)
            why = None if person and person.no_notes else leaving.among_ourselves(loss)
            sentence = _sentence(shown[number], loss.first.day, why, days.of_iso(until), is_back=back is not None)
            one = Gone(named[number], reference(number), loss.first.day, why, back, sentence)
            gone.append((back or one.day, loss.noted[-1].id, one))
    ordered = [one for *_, one in sorted(gone, key=lambda dated: dated[:2], reverse=True)]
    return [one for one in ordered if not one.back], [one for one in ordered if one.back]


def _sentence(name: str, day: str, why: str | None, today: dt.date, *, is_back: bool) -> str:
    """Return that somebody is gone, or is back, and all that was learned of it: "Margo Klein is gone: too slow."."""
    said = f"{name} left on {days.dated(days.of_iso(day), today)}, and is back" if is_back else f"{name} is gone"
    return ended(f"{said}: {why}" if why else said)


def _happened(store: Store, since: str, until: str) -> Iterator[Happened]:
    for kind, customer_id, day, via, owed, hour, kept in pulse.happened(store, since, until):
        yield kind, customer_id, day, via, owed is not None and open_items.is_past(owed, hour, day, kept or "")


def _of_timeline(store: Store, entries: Sequence[Interaction], since: str, until: str) -> Iterator[Happened]:
    whole = {entry.id: entry for entry in entries}
    for entry in entries:
        if entry.has_day and since <= entry.day <= until:
            is_late = open_items.was_late(store, entry, whole.get(entry.about_id or 0))
            yield entry.kind, entry.customer_id, entry.day, entry.via, is_late


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
        if of_kind.get(kind)
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
