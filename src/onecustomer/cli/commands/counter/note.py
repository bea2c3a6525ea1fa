"""note: a note of any kind for the customer being served, a pin and a need too."""

from __future__ import annotations

import datetime as dt
import os
import sys

from ....domain.finding import in_front
from ....domain.language import fields
from ....domain.language.text import LONGEST_SPELLING, NOTE_LIMIT
from ....domain.timeline import entries
from ....domain.timeline.entries import NewEntry
from ....errors import Refused, Usage
from ....store import kinds
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import days, streams
from .. import choose, mindful

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....store.database.connection import Store
    from ...terminal.streams import Result
    from ...terminal.till import Till

MOST_BYTES = NOTE_LIMIT * LONGEST_SPELLING * 4
"""The most that a note has in UTF-8, even with its letters decomposed."""


class Noted(Record):
    """A note that was logged, or a fact that it confirmed; `day` where one was named."""

    person: Customer
    kind: str
    text: str
    day: dt.date | None
    via: str | None = None
    style: str | None = None
    is_confirmed: bool = False
    hints: Sequence[str] = ()

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        verb = {kinds.NOTE: "Noted", kinds.PIN: "Pinned"}.get(self.kind, f"Noted {self.kind}")
        style = f" ({self.style} today)" if self.style else ""
        opening = f"{'Confirmed' if self.is_confirmed else verb} for {self.person.name}"
        return f"{opening}{days.ending(self.day, self.via)}: {streams.kept(self.text)}{style}"


def note(
    till: Till,
    words: Sequence[str],
    *,
    who: str | None = None,
    today: str | None = None,
    on: str | None = None,
    via: str | None = None,
    **given: str | bool | None,
) -> Result:
    """Log a note of the kind that is given; a single - reads its words from a pipe or the keyboard.

    Shape: `given` has kinds of note by their names; one that is not meant is False or none. `today` is a style.
    Raises: Usage where options do not go together.
    """
    store = till.open()  # before the words, as a new shop is greeted whatever was typed
    chosen = [kind for kind in kinds.OF_NOTE if given.get(kind) not in (False, None)]
    if len(chosen) > 1:
        raise Usage(f"A note is of one kind, not {' and '.join(chosen)}.", "leave one out, or write two notes")
    words = [typed_note()] if list(words) == ["-"] else words
    kind = chosen[0] if chosen else kinds.NOTE
    if kind not in (kinds.GESTURE, kinds.REFERRAL):
        return _noted(till, store, words, kind, who=who, on=on, via=via, style=today)
    if today is not None:
        raise Usage(f"A {kind} takes no --today.", "write two notes")
    from .gesture import gesture, referral

    if kind == kinds.GESTURE:
        return gesture(till, words, who=who, on=on, via=via)
    if on is not None or via is not None:
        raise Usage(f"A {kind} takes no --on and no --via.", "write two notes")
    return referral(till, words, brought=str(given[kind]), who=who)


def _noted(
    till: Till,
    store: Store,
    words: Sequence[str],
    kind: str,
    *,
    who: str | None,
    on: str | None,
    via: str | None,
    style: str | None,
) -> Noted:
    """Log a note for the customer being served or the one named; pins and needs become facts.

    Shape: without words it is asked for at a terminal, where no shell stands before it.
    """
    is_asked = not words and till.interactive
    text = "" if is_asked else _accepted(" ".join(words), kind)
    signed = till.signed()
    day = days.past(store, on, signed.today)
    way = fields.accept_via(via)
    today_style = _style_today(store, style)
    person = choose.served_or_named(till, store, who, "note")
    if person.no_notes:
        from ....domain.timeline import quiet

        quiet.refuse(person)
    if is_asked:
        text = _accepted(streams.line(f"{kind.capitalize()} for {person.name}:"), kind)
    mindfully = mindful.hints(till, store, text)
    new = _entries(NewEntry(kind, text, day, via=way, style=today_style), signed.today)
    named = in_front.find(store, text, person.id) if who is None else None
    written = entries.add(store, signed, person, kinds.NOTE, *new)
    hints = [*choose.may_be_about(till, named, written.refs[0]), *mindfully]
    if today_style:
        from .. import as_a_rule

        hints += as_a_rule.hints(till, store, person, today_style, signed.today, who)
    said_day = day if on is not None else None
    words_kept = written.confirmed[0] if written.confirmed else text
    return Noted(
        person, kind, words_kept, said_day, way, today_style, is_confirmed=bool(written.confirmed), hints=hints
    )


def _style_today(store: Store, typed: str | None) -> str | None:
    """Return the style that was typed, as it is stored; none where none was."""
    if typed is None:
        return None
    from ....domain.shop import styles

    return styles.named(store, typed, "oc note … --today")


def _entries(said: NewEntry, today: dt.date) -> list[NewEntry]:
    """Return what was said as it is written: the style is today's, and may have to be an entry of its own."""
    if said.style is None or (said.kind not in kinds.OF_FACT and said.day == today):
        return [said]
    alone = NewEntry(**vars(said) | {"style": None})
    return [alone, NewEntry(kinds.STYLE, said.text, today, style=said.style)]


def _accepted(typed: str, kind: str) -> str:
    text = fields.accept_note(typed)
    if kind in kinds.OF_FACT and len(text) > fields.LINE_LIMIT:
        raise Refused(
            f"A {kind} is one line: {fields.LINE_LIMIT} characters are the most.", "oc note takes the long form"
        )
    return text


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
