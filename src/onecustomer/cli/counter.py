"""The verbs of the counter: what both the express lane and the Typer commands call.

Each is a sentence: find the person, do the deed, say so with the full name first.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import sys

from ..domain import card as cards
from ..domain import days, deeds, kinds, matching, styles, undo
from ..domain.deeds import Written
from ..domain.text import NOTE_LIMIT, clean
from ..errors import Refused, Usage
from ..store import tills
from ..store.connect import Store, trouble
from ..store.rows import Person
from . import card as screen
from . import choose, streams
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def serve(till: Till, who: Sequence[str], *, as_json: bool = False) -> None:
    """Print a customer's card, then make them current here and log the visit; no words means the one being served.

    Raises: Usage where no words are given and nobody is being served; Nobody; Several.
    """
    store = till.open(make=True)
    served = choose.current(till, store)
    if not who and served is None:
        raise Usage("Nobody is being served on this till.", "oc serve WHO: part of a name, a phone, an e-mail")
    person = served
    if who or person is None:
        person = choose.person(till, store, " ".join(who), "oc serve", as_json=as_json)
    show_card(till, store, person, as_json=as_json)
    _begin_serving(till, store, person, again=served is not None and served.id == person.id)


def show_card(till: Till, store: Store, person: Person, *, as_json: bool = False) -> None:
    """Print a customer's card, and change nothing."""
    today = till.moment().today
    with store.reading():
        card = cards.of(store, person, today)
    if as_json:
        from .as_json import card_parts

        streams.json_out("card", card_parts(card))
    else:
        streams.drawn(screen.draw(card, today, till.width, colour=till.colour))


def _begin_serving(till: Till, store: Store, person: Person, *, again: bool) -> None:
    """Log the visit, once for as long as the same person is served here; the card is on the screen already."""
    moment = till.moment()
    try:
        if not again:
            deeds.visit(store, moment, person)
        tills.remember(till.path, till.name, person.id, moment.now.timestamp())
    except (sqlite3.Error, OSError) as error:
        told = trouble(error, till.path) if isinstance(error, sqlite3.Error) else None
        streams.say(f"The visit is not logged. {told.sentence if told else error}")


def note(
    till: Till,
    words: Sequence[str],
    *,
    who: str | None = None,
    kind: str = kinds.NOTE,
    on: str | None = None,
    via: str | None = None,
    style: str | None = None,
) -> None:
    """Log a note, of any kind, for the customer being served or the one named; pins and needs last."""
    text = deeds.words(" ".join(words))
    if kind in kinds.OF_FACT and len(text) > deeds.PIN_LIMIT:
        raise Refused(
            f"A {kind} is one line: {deeds.PIN_LIMIT} characters are the most.", "oc note takes the long form"
        )
    moment = till.moment()
    day = days.past(on, moment.today) if on is not None else moment.today
    store = till.open(make=True)
    today_style = styles.named(store, style) if style is not None else None
    person = choose.served_or_named(till, store, who, "note")
    entries = [Written(kind, text, day, via=_via(via), style=today_style if kind not in kinds.OF_FACT else None)]
    if today_style and (kind in kinds.OF_FACT or day != moment.today):
        entries[0].style = None
        entries.append(Written(kinds.STYLE, None, moment.today, style=today_style))
    deeds.append(store, moment, person, kinds.NOTE, *entries)
    streams.out(f"{_noted(kind)} for {person.name}{_on(day, on)}.")


def thank(
    till: Till, words: Sequence[str], *, who: str | None = None, on: str | None = None, via: str | None = None
) -> None:
    """Log a thank-you given to the customer being served or the one named; what for may be left out."""
    text = deeds.words(" ".join(words), "reason") if words else None
    moment = till.moment()
    day = days.past(on, moment.today) if on is not None else moment.today
    store = till.open(make=True)
    person = choose.served_or_named(till, store, who, "thank")
    deeds.append(store, moment, person, kinds.THANKS, Written(kinds.THANKS, text, day, via=_via(via)))
    streams.out(f"Thanked {person.name}{f' {text}' if text else ''}{_on(day, on)}.")


def style(till: Till, words: Sequence[str], *, who: str | None = None, why: str | None = None) -> None:
    """Say how the customer is today, until the shop's day ends; without words, list the styles there are."""
    store = till.open(make=bool(words))
    if not words:
        streams.drawn(f"{name:<10} {advice}" for name, advice in _plain_styles(store))
        return
    chosen = styles.named(store, " ".join(words))
    reason = deeds.words(why, "reason", deeds.WHY_LIMIT) if why else None
    person = choose.served_or_named(till, store, who, "style STYLE")
    moment = till.moment()
    deeds.append(store, moment, person, kinds.STYLE, Written(kinds.STYLE, reason, moment.today, style=chosen))
    manner = "as usual" if chosen == styles.AS_USUAL else chosen
    streams.out(f"{person.name} is {manner} today{_colon(reason)}.")


def usual_style(till: Till, words: Sequence[str], *, who: str | None = None, why: str | None = None) -> None:
    """Say how the customer usually likes to be served.

    Raises: Usage where no style is named.
    """
    if not words:
        raise Usage("Which style is usual?", "oc style hurried --usually; oc style lists them")
    from ..domain import people

    store = till.open(make=True)
    chosen = styles.named(store, " ".join(words))
    reason = deeds.words(why, "reason", deeds.WHY_LIMIT) if why else None
    person = choose.served_or_named(till, store, who, "style STYLE --usually")
    usual = None if chosen == styles.AS_USUAL else chosen
    people.set_usual_style(store, till.moment(), person, usual, reason)
    streams.out(f"{person.name} is {f'usually {usual}' if usual else 'of no usual style now'}{_colon(reason)}.")


def own_style(till: Till, words: Sequence[str], advice: str) -> None:
    """Make a style one of the shop's own, with a line of advice."""
    name = deeds.add_own_style(till.open(make=True), till.moment(), " ".join(words), advice)
    streams.out(f"The shop has the style {name} now: {advice}")


def typed_note() -> str:
    """Return a note from a pipe or the keyboard, read no further than its limit."""
    if sys.stdin.isatty():
        streams.say(f"Type the note, then Enter and {'Ctrl-Z, Enter' if os.name == 'nt' else 'Ctrl-D'}.")
    read = sys.stdin.buffer.read(NOTE_LIMIT * 4 + 1)
    return read.decode("utf-8", errors="surrogateescape")


def done(till: Till, words: Sequence[str], *, who: str | None = None) -> None:
    """Answer the customer's open complaint; of several, the one whose number is the first word.

    Raises: Refused where none is open, or the number is not on the list.
    """
    store = till.open()
    person = choose.served_or_named(till, store, who, "done")
    moment = till.moment()
    with store.reading():
        complaints = cards.open_complaints(store, person.id)
    if not complaints:
        raise Refused(f"{person.name} has no open complaint.", f"oc history {matching.reference(person.id)}")
    numbered = len(complaints) > 1
    if numbered and not (words and words[0].isdecimal() and 0 < int(words[0][:9]) <= len(complaints)):
        streams.listed(
            f"{number:>2}  {days.short(dt.date.fromisoformat(complaint.day), moment.today)}  {complaint.text}"
            for number, complaint in enumerate(complaints, 1)
        )
        raise Refused(f"{person.name} has {len(complaints)} open complaints.", "oc done NUMBER, with one of the list")
    chosen = complaints[int(words[0][:9]) - 1 if numbered else 0]
    text = " ".join(words[1:] if numbered else words)
    answer = Written(kinds.ANSWER, deeds.words(text) if text else None, moment.today, about_id=chosen.id)
    deeds.append(store, moment, person, kinds.ANSWER, answer)
    streams.out(f"Answered for {person.name}: {chosen.text}.")


def take_back(till: Till) -> None:
    """Take back this till's last write, and say whose and what it was.

    Raises: Refused where there is nothing to take back.
    """
    store = till.open()
    taken = undo.take_back(store, till.moment())
    remembered = tills.recall(till.path, till.name)
    if taken.verb == kinds.VISIT and remembered and remembered[0] == taken.customer_id:
        tills.forget(till.path, till.name)
    whose = f" for {taken.name}" if taken.name else ""
    streams.out(f"Took back the last {taken.verb}{whose}{f': {taken.text}' if taken.text else '.'}")


PLAIN: dict[str, Callable[[Till, Sequence[str]], None]] = {
    "serve": serve,
    "note": note,
    "thank": thank,
    "style": style,
    "done": done,
}
"""The verbs that a clerk types with plain words and no option: the express lane."""


def _plain_styles(store: Store) -> list[tuple[str, str]]:
    return [(clean(name), clean(advice)) for name, advice in styles.known(store).items()]


def _noted(kind: str) -> str:
    return "Noted" if kind == kinds.NOTE else f"Noted {kind}"


def _colon(text: str | None) -> str:
    return f": {text}" if text else ""


def _on(day: dt.date, asked: str | None) -> str:
    return f", {days.full(day)}" if asked is not None else ""


def _via(via: str | None) -> str | None:
    return deeds.words(via, "way", deeds.VIA_LIMIT) if via is not None else None
