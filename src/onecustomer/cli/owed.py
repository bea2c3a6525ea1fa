"""What is owed, in commands: a promise made, and what is open ended."""

from __future__ import annotations

import datetime as dt

from ..domain import days, deeds, matching, owed
from ..errors import Refused, Usage
from ..store import kinds
from . import choose, streams, when
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..store.rows import Entry, Person

ENDED = {
    kinds.ANSWER: "Answered",
    kinds.KEPT: "Kept",
    kinds.EXCEEDED: "Exceeded",
    kinds.BROKEN: "Noted as not kept",
}


def promise(till: Till, words: Sequence[str], *, by: str | None, who: str | None = None, late: bool = False) -> None:
    """Promise something to the customer being served or the one named, by a day.

    Raises: Usage where no day is given; Refused where it is past, and nobody was there to say that it is meant.
    """
    text = deeds.words(" ".join(words), "promise", owed.PROMISE_LIMIT)
    if by is None:
        raise Usage("By which day?", "oc promise TEXT --by friday; or: in 3 days, 27 Nov, end of month")
    today = till.moment().today
    store = till.open(make=True)
    day = when.coming(store, "--by", by, today)
    person = choose.served_or_named(till, store, who, "promise TEXT --by DAY")
    if day < today and not late:
        _ask_about_past(till, day)
    owed.promise(store, till.moment(), person, text, day)
    streams.out(f"Promised {person.name} by {days.full(day)}: {text}")


def _ask_about_past(till: Till, day: dt.date) -> None:
    if till.interactive and streams.ask(f"{days.full(day)} is past. Is it that day? y/N:").casefold() in ("y", "yes"):
        return
    raise Refused(
        f"{days.full(day)} is past; nothing was promised.", "--by a day to come; or --late, if it was due then"
    )


def done(
    till: Till,
    words: Sequence[str],
    *,
    who: str | None = None,
    beyond: str | None = None,
    broken: str | None = None,
) -> None:
    """End what is open with a customer: keep a promise or answer a complaint; of several, the one of that number.

    Raises: Refused where nothing is open, or the number is not on the list; a number alone is never the answer.
    """
    if beyond is not None and broken is not None:
        raise Usage("A promise is exceeded or broken, not both.", "oc done --beyond TEXT, or oc done --broken TEXT")
    said_how = beyond if broken is None else broken
    how = deeds.words(said_how, "reason") if said_how is not None else None
    store = till.open()
    person = choose.served_or_named(till, store, who, "done")
    today = till.moment().today
    with store.reading():
        things = owed.open_things(store, person.id)
    if how is not None:
        things = owed.promises(things)
    hint = f"oc done NUMBER{choose.named(person, who)}, with one of the list"
    what = "promise" if how is not None else "thing"
    thing, said = _chosen(till, person, things, words, today, what, hint)
    if how is not None and said:
        raise Usage("Several words after an option need quotes.", 'oc done 2 --beyond "brought it to her door"')
    kind = _ending(thing, beyond, broken)
    text = how or (deeds.words(" ".join(said)) if said else None)
    owed.end(store, till.moment(), person, thing, kind, text)
    ended = thing.text or "it"
    streams.out(f"{ENDED[kind]} for {person.name}: {ended}{'' if ended.endswith(('.', '!', '?')) else '.'}")


def _ending(thing: Entry, beyond: str | None, broken: str | None) -> str:
    if thing.kind == kinds.COMPLAINT:
        return kinds.ANSWER
    return kinds.EXCEEDED if beyond is not None else kinds.BROKEN if broken is not None else kinds.KEPT


def _chosen(
    till: Till, person: Person, things: Sequence[Entry], words: Sequence[str], today: dt.date, what: str, hint: str
) -> tuple[Entry, Sequence[str]]:
    """Return the thing that the first word numbers, or the only one, and the words that are left."""
    if not things:
        nothing = "nothing open" if what == "thing" else f"no open {what}"
        raise Refused(f"{person.name} has {nothing}.", f"oc history {matching.reference(person.id)}")
    opened = f"{len(things)} open {what}{'s' if len(things) > 1 else ''}"
    listed = [f"{_opened(thing, today)}: {thing.text}" for thing in things]
    which, left = choose.one_of(till, listed, words, f"{person.name} has {opened}.", hint)
    return things[which], left


def _opened(thing: Entry, today: dt.date) -> str:
    if thing.kind == kinds.PROMISE:
        return f"Promise {owed.when(thing, today)}"
    return f"Complaint {days.short(days.of_iso(thing.day), today)}"
