"""note: a note of any kind for the customer being served, a pin and a need too."""

from __future__ import annotations

import datetime as dt
import os
import sys

from ....domain.language import fields
from ....domain.language.text import LONGEST_SPELLING, NOTE_LIMIT
from ....domain.timeline import entries
from ....domain.timeline.entries import NewEntry
from ....errors import Refused
from ....store import kinds
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import days, streams
from .. import choose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...terminal.till import Till

MOST_BYTES = NOTE_LIMIT * LONGEST_SPELLING * 4
"""The most that a note has in UTF-8, even with its letters decomposed."""


class Noted(Record):
    """A note that was logged, or a fact that it confirmed; `day` where one was named."""

    person: Customer
    kind: str
    day: dt.date | None
    is_confirmed: bool

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        verb = "Confirmed" if self.is_confirmed else "Noted"
        what = verb if self.kind == kinds.NOTE else f"{verb} {self.kind}"
        return f"{what} for {self.person.name}{days.ending(self.day)}."


def note(
    till: Till,
    words: Sequence[str],
    *,
    who: str | None = None,
    kind: str = kinds.NOTE,
    on: str | None = None,
    via: str | None = None,
    style: str | None = None,
) -> Noted:
    """Log a note, of any kind, for the customer being served or the one named; pins and needs become facts."""
    is_fact = kind in kinds.OF_FACT
    text = fields.accept_note(" ".join(words))
    if is_fact and len(text) > fields.LINE_LIMIT:
        raise Refused(
            f"A {kind} is one line: {fields.LINE_LIMIT} characters are the most.", "oc note takes the long form"
        )
    signed = till.signed()
    store = till.open()
    day = days.past(store, on, signed.today)
    today_style = None
    if style is not None:
        from ....domain.shop import styles

        today_style = styles.named(store, style)
    person = choose.served_or_named(till, store, who, "note")
    stands_apart = is_fact or day != signed.today  # the style is today's, and an entry of its own
    new = [NewEntry(kind, text, day, via=fields.accept_via(via), style=None if stands_apart else today_style)]
    if today_style and stands_apart:
        new.append(NewEntry(kinds.STYLE, None, signed.today, style=today_style))
    confirmed = entries.add(store, signed, person, kinds.NOTE, *new)
    return Noted(person, kind, day if on is not None else None, bool(confirmed))


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
