"""promise and done: something owed by a day, and how what is open ended."""

from __future__ import annotations

import datetime as dt

from ....domain.finding import in_front
from ....domain.language import days, fields
from ....domain.language.text import quoted
from ....domain.timeline import called, open_items
from ....errors import Ambiguous, Refused, Usage
from ....store import kinds
from ....store.counter import read
from ....store.record import Record
from ....store.rows import Customer, Interaction
from ...terminal import streams
from ...terminal.days import asked, due
from .. import choose, mindful, pick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....domain.finding.in_front import InFront
    from ....domain.language.parse_due import Due
    from ....store.database.connection import Store
    from ...terminal.till import Till

MOST_NAMED = 3  # promises of the same day

ENDINGS = {
    kinds.ANSWER: "Answered",
    kinds.KEPT: "Kept",
    kinds.EXCEEDED: "More than promised",
    kinds.BROKEN: "Not kept",
}


class Promised(Record):
    """A promise that was made, and the day and hour by which it is owed."""

    person: Customer
    text: str
    due: Due
    hints: Sequence[str]

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        return f"Promised {self.person.name} by {_in_full(self.due)}: {streams.kept(self.text)}"


def _in_full(by: Due) -> str:
    return days.with_hour(days.full(by.day), by.hour)


class Ended(Record):
    """What was open, and how it ended: a kind of entry, and words where there are any.

    Units: `late` is the days by which a promise was kept after its day; `after` the hour after which it was kept on it.
    """

    person: Customer
    thing: Interaction
    kind: str
    text: str | None
    late: int
    after: str | None
    hints: Sequence[str]

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        how = f" ({streams.kept(self.text)})" if self.text else ""
        what = f"for {self.person.name}: {streams.kept(self.thing.text or 'it')}{how}"
        if self.late:
            return f"{ENDINGS[self.kind]} {days.counted(self.late)} late {what}."
        if self.after:
            return f"{ENDINGS[self.kind]} after {self.after} {what}."
        return f"{ENDINGS[self.kind]}, {what}"


def promise(
    till: Till, words: Sequence[str], *, by: str | None = None, who: str | None = None, late: bool = False
) -> Promised:
    """Promise something to the customer being served or the one named, by a day; a terminal is asked what is missing.

    Raises: Usage where no day is given; Refused where that or its hour is past, and nobody was there to say that it is
    meant.
    """
    store = till.open()
    is_asked = not words and till.interactive
    text = "" if is_asked else _accepted(" ".join(words))
    if by is None and not till.interactive:
        raise Usage("By which day?", 'oc promise TEXT --by friday\noc promise TEXT --by "friday 17:00"')
    signed = till.signed()
    given = due(store, "--by", by, signed.today) if by is not None else None
    person = choose.served_or_named(till, store, who, "promise TEXT --by DAY")
    if is_asked:
        text = _accepted(streams.line(f"Promise to {person.name}:"))
    owed = given or asked(store, signed.today)
    if open_items.is_past(owed.day.isoformat(), owed.hour, signed.today.isoformat(), till.clock()) and not late:
        _ask_about_past(till, owed)
    named = in_front.find(store, text, person.id) if who is None else None
    hints = [*_that_day_too(store, owed.day), *_hour_in_words(till, text, owed)]
    mindfully = mindful.hints(till, store, text)
    written = open_items.promise(store, signed, person, text, owed.day, owed.hour)
    return Promised(person, text, owed, [*hints, *choose.may_be_about(till, named, written.refs[0]), *mindfully])


def _accepted(typed: str) -> str:
    return fields.accept_note(typed, "promise", fields.LINE_LIMIT)


def _that_day_too(store: Store, day: dt.date) -> list[str]:
    """Return a line that names what else is promised by a day; nothing where nothing is."""
    with store.reading():
        others = open_items.due_on(store, day)
        whose = [(read.customer(store, one.customer_id), one) for one in others[:MOST_NAMED]]
    if not others:
        return []
    named = [
        f"{person.name} ({days.with_hour(streams.kept(one.text or 'it'), one.due_time)})"
        for person, one in whose
        if person
    ]
    more = [f"and {len(others) - MOST_NAMED} more"] if len(others) > MOST_NAMED else []
    return [f"That day too: {', '.join([*named, *more])}."]


def _hour_in_words(till: Till, text: str, owed: Due) -> list[str]:
    """Return a line that asks after an hour at the end of the words: a shell gives --by only the first of several."""
    from ....domain.language import parse_due

    hour = None if owed.hour else parse_due.hour_beside(text)
    if hour is None:
        return []
    meant = f'by {hour}? oc undo, then oc promise TEXT --by "{owed.day.isoformat()} {hour}"'
    return [till.typed(meant)]


def _ask_about_past(till: Till, by: Due) -> None:
    what = "hour" if by.hour else "day"
    if till.interactive and streams.agrees(f"{_in_full(by)} is past. Was it promised for that {what}?"):
        return
    raise Refused(f"{_in_full(by)} is past; nothing was promised.", "--by a day to come; or --late, if it was due then")


def done(
    till: Till,
    words: Sequence[str],
    *,
    who: str | None = None,
    beyond: str | None = None,
    broken: str | None = None,
) -> Ended:
    """End what is open with a customer: keep a promise, or answer what waits; of several, the first word says which.

    Shape: at a terminal the words of an answer are asked for where there are none.
    Raises: Refused where nothing is open, or the number is not on the list; a number alone is never the answer.
    """
    if beyond is not None and broken is not None:
        raise Usage("A promise is exceeded or broken, not both.", "oc done --beyond TEXT, or oc done --broken TEXT")
    given = beyond if broken is None else broken
    how = fields.accept_note(given, "reason") if given is not None else None
    store = till.open()
    person = choose.served_or_named(till, store, who, "done")
    signed = till.signed()
    with store.reading():
        things = open_items.open_things(store, person.id)
    if how is not None or person.no_notes:
        things = open_items.promises(things)
    hint = f"oc done NUMBER{choose.option_for(person, who)}, with one of the list"
    what = "promise" if how is not None else "thing"
    thing, left = _chosen(till, person, things, words, what, hint)
    if how is not None and left:
        raise Usage("Several words after an option need quotes.", 'oc done 2 --beyond "brought it to her door"')
    kind = _ending(thing, beyond, broken)
    text = how or (fields.accept_note(" ".join(left)) if left else _asked_how(till, thing, kind))
    named = in_front.find(store, text, person.id) if text and who is None else None
    if named and not named.rest:
        _ask_whose(till, person, named)
    late = open_items.days_late(thing, signed.today) if kind == kinds.KEPT else 0
    after = _hour_passed(thing, signed.today, till.clock()) if kind == kinds.KEPT and not late else None
    hints = mindful.hints(till, store, text)
    open_items.end(store, signed, person, thing, kind, text)
    if named and named.rest:
        meant = f"about {named.person.name}? oc undo, then oc done --for {named.person.ref}"
        hints = [till.typed(meant), *hints]
    return Ended(person, thing, kind, text, late, after, hints)


def _hour_passed(promised: Interaction, today: dt.date, clock: str) -> str | None:
    """Return the hour by which a promise was owed today, where it is past."""
    day, hour = open_items.day_of(promised), promised.due_time
    return hour if open_items.is_past(day, hour, today.isoformat(), clock) else None


def _asked_how(till: Till, thing: Interaction, kind: str) -> str | None:
    """Return the words of an answer from the person at the terminal; none where they give none, or nobody is there."""
    if kind != kinds.ANSWER or not till.interactive:
        return None
    streams.listed([streams.kept(f"{_opened(thing, till.moment().today, till.clock())}: {thing.text or ''}")])
    typed = streams.line("What did you say or do? Enter for no words:", may_be_empty=True)
    return fields.accept_note(typed) if typed else None


def _ask_whose(till: Till, person: Customer, named: InFront) -> None:
    """Ask whether a name and no more is how it ended: `oc done margo`.

    Raises: Ambiguous where it is not, or nobody can be asked.
    """
    if till.interactive and streams.agrees(f"Is “{named.name}” how it ended for {person.name}?"):
        return
    raise Ambiguous(
        f"“{named.name}” may be the one it is about, or how it ended.",
        f"oc done --for {named.person.ref}\noc done --for {person.ref} {quoted(named.name)}",
    )


def _ending(thing: Interaction, beyond: str | None, broken: str | None) -> str:
    if thing.kind != kinds.PROMISE:
        return kinds.ANSWER
    return kinds.EXCEEDED if beyond is not None else kinds.BROKEN if broken is not None else kinds.KEPT


def _chosen(
    till: Till, person: Customer, things: Sequence[Interaction], words: Sequence[str], what: str, hint: str
) -> tuple[Interaction, Sequence[str]]:
    """Return the thing that the first word numbers, or the only one, and the words that are left."""
    if not things:
        nothing = "nothing open" if what == "thing" else f"no open {what}"
        raise Refused(f"{person.name} has {nothing}.", f"oc history {person.ref}")
    today = till.moment().today
    count = f"{len(things)} open {what}{'s' if len(things) > 1 else ''}"
    clock = till.clock()
    lines = [f"{_opened(thing, today, clock)}: {thing.text}" for thing in things]
    which, left = pick.one(till, lines, words, f"{person.name} has {count}.", hint)
    return things[which], left


def _opened(thing: Interaction, today: dt.date, clock: str) -> str:
    if thing.kind == kinds.PROMISE:
        return f"Promise {open_items.when(thing, today, clock)}"
    return called.concern(thing, days.short(days.of_iso(thing.day), today))
