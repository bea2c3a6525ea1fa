"""The verbs of the counter: what both the express lane and the Typer commands call.

Each is a sentence: find the person, do the deed, say so with the full name first.
"""

from __future__ import annotations

import os
import sqlite3
import sys

from ..domain import card as cards
from ..domain import deeds, matching, styles
from ..domain.deeds import Written
from ..domain.text import LONGEST_SPELLING, NOTE_LIMIT, clean
from ..errors import NobodyCurrent, Refused, Usage
from ..store import kinds, tills
from ..store.connect import Store, trouble
from ..store.rows import Person
from . import card as screen
from . import choose, owed, streams, when
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
    show_card(till, store, person, as_json=as_json, is_here=True)
    _begin_serving(till, store, person, logged=before == (person.id, True))


def show_card(till: Till, store: Store, person: Person, *, as_json: bool = False, is_here: bool = False) -> None:
    """Print a customer's card, and change nothing."""
    today = till.moment().today
    with store.reading():
        card = cards.of(store, person, today, is_here=is_here)
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
    store = till.open(make=True)
    day = when.past(store, on, moment.today)
    today_style = styles.named(store, style) if style is not None else None
    person = choose.served_or_named(till, store, who, "note")
    entries = [Written(kind, text, day, via=deeds.way(via), style=today_style if kind not in kinds.OF_FACT else None)]
    if today_style and (kind in kinds.OF_FACT or day != moment.today):
        entries[0].style = None
        entries.append(Written(kinds.STYLE, None, moment.today, style=today_style))
    confirmed = deeds.append(store, moment, person, kinds.NOTE, *entries)
    noted = f"Confirmed {kind}" if confirmed else _noted(kind)
    streams.out(f"{noted} for {person.name}{when.said(day, on)}.")


def thank(
    till: Till, words: Sequence[str], *, who: str | None = None, on: str | None = None, via: str | None = None
) -> None:
    """Log a thank-you given to the customer being served or the one named; what for may be left out."""
    text = deeds.words(" ".join(words), "reason") if words else None
    moment = till.moment()
    store = till.open(make=True)
    day = when.past(store, on, moment.today)
    person = choose.served_or_named(till, store, who, "thank")
    deeds.append(store, moment, person, kinds.THANKS, Written(kinds.THANKS, text, day, via=deeds.way(via)))
    streams.out(f"Thanked {person.name}{f' {text}' if text else ''}{when.said(day, on)}.")


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


def take_back(till: Till) -> None:
    """Take back this till's last write, and say whose and what it was.

    Raises: Refused where there is nothing to take back.
    """
    from ..domain import undo  # taking back is rare, and brings the search index with it

    store = till.open()
    taken = undo.take_back(store, till.moment())
    if taken.verb == kinds.VISIT:
        choose.let_go(till, taken.customer_id)
    whose = f" for {taken.name}" if taken.name else ""
    streams.out(f"Took back the last {taken.verb}{whose}{f': {taken.text}' if taken.text else '.'}")


PLAIN: dict[str, Callable[[Till, Sequence[str]], None]] = {
    "serve": serve,
    "note": note,
    "thank": thank,
    "style": style,
    "done": owed.done,
}
"""The verbs that a clerk types with plain words and no option: the express lane."""


def _plain_styles(store: Store) -> list[tuple[str, str]]:
    return [(clean(name), clean(advice)) for name, advice in styles.known(store).items()]


def _noted(kind: str) -> str:
    return "Noted" if kind == kinds.NOTE else f"Noted {kind}"


def _colon(text: str | None) -> str:
    return f": {text}" if text else ""
