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
from ..domain.text import LONGEST_SPELLING, NOTE_LIMIT, clean
from ..errors import NobodyCurrent, Refused, Usage
from ..store import tills
from ..store.connect import Store, trouble
from ..store.rows import Person
from . import card as screen
from . import choose, streams
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..domain.moment import Moment

MOST_BYTES = NOTE_LIMIT * LONGEST_SPELLING * 4
"""Of a note in UTF-8, however its letters are spelled."""


def serve(till: Till, who: Sequence[str], *, as_json: bool = False) -> None:
    """Print a customer's card, then make them current here and log the visit; no words means the one being served.

    Raises: NobodyCurrent where no words are given and nobody is being served; Nobody; Several.
    """
    before = choose.remembered(till)
    if who:
        tills.forget(till.path, till.name)  # whoever was here has left, whatever becomes of the search
    store = till.open(make=True)
    person = (
        choose.person(till, store, " ".join(who), "oc serve", as_json=as_json) if who else choose.current(till, store)
    )
    if person is None:
        raise NobodyCurrent("oc serve WHO: part of a name, a phone, an e-mail")
    show_card(till, store, person, as_json=as_json)
    _begin_serving(till, store, person, logged=before == (person.id, True))


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


def _begin_serving(till: Till, store: Store, person: Person, *, logged: bool) -> None:
    """Make the customer current here, then log the visit, once for as long as the same person is served here.

    The card is on the screen already; what fails here is said, and never leaves the one before current.
    """
    moment = till.moment()
    kept = _remember(till, moment, person, logged=logged)
    if not logged:
        try:
            deeds.visit(store, moment, person)
        except (sqlite3.Error, OSError) as error:
            told = trouble(error, till.path) if isinstance(error, sqlite3.Error) else None
            streams.say(f"The visit is not logged. {told.sentence if told else error}")
            return
        kept = _remember(till, moment, person, logged=True)
    if not kept:
        streams.say(f"This till cannot keep whom it serves: notes need --for {matching.reference(person.id)}.")


def _remember(till: Till, moment: Moment, person: Person, *, logged: bool) -> bool:
    """Make the customer current here, and tell whether it could be done; where not, nobody is."""
    try:
        tills.remember(till.path, till.name, till.session, person.id, at=moment.now.timestamp(), logged=logged)
    except OSError:
        tills.forget(till.path, till.name)
        return False
    return True


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
        known = [f"{name:<10} {advice}" for name, advice in _plain_styles(store)]
        streams.drawn(row for line in known for row in streams.broken(line, till.width, 11))
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
    """Return a note from a pipe or the keyboard, read no further than a note may be long.

    Raises: Refused where it goes on.
    """
    if sys.stdin.isatty():
        streams.say(f"Type the note, then Enter and {'Ctrl-Z, Enter' if os.name == 'nt' else 'Ctrl-D'}.")
    read = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(read) > MOST_BYTES:
        raise Refused(
            f"The note has too many characters; {NOTE_LIMIT:,} is the most.", "nothing was kept: shorten the note"
        )
    return read.decode("utf-8", errors="surrogateescape")


def done(till: Till, words: Sequence[str], *, who: str | None = None) -> None:
    """Answer the customer's open complaint; of several, the one whose number is the first word.

    Raises: Refused where none is open, or the number is not on the list; a number alone is never the answer.
    """
    store = till.open()
    person = choose.served_or_named(till, store, who, "done")
    moment = till.moment()
    with store.reading():
        complaints = cards.open_complaints(store, person.id)
    if not complaints:
        raise Refused(f"{person.name} has no open complaint.", f"oc history {matching.reference(person.id)}")
    numbered = len(complaints) > 1 or (len(words) == 1 and words[0].isdecimal())
    if numbered and not (words and words[0].isdecimal() and 0 < int(words[0][:9]) <= len(complaints)):
        streams.listed(
            f"{number:>2}  {days.short(days.of_iso(complaint.day), moment.today)}  {complaint.text}"
            for number, complaint in enumerate(complaints, 1)
        )
        plural = "s" if len(complaints) > 1 else ""
        raise Refused(
            f"{person.name} has {len(complaints)} open complaint{plural}.", "oc done NUMBER, with one of the list"
        )
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
    remembered = tills.recall(till.path, till.name, till.session)
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
