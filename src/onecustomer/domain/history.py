"""All that is kept of one person's time with us: what is always so, what happened, and how what was open ended."""

from __future__ import annotations

import sqlite3

from ..store import counter, kinds
from . import keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..store.rows import Person


class History:
    """A person's history on one unchanging view of the store.

    Shape: entries latest first; `ended` is the end of each promise and complaint by its number, `brought` the name
    of whom a referral brought.
    """

    def __init__(self, connection: sqlite3.Connection, person: Person) -> None:
        self.words = [word for word in counter.words(connection, person.id) if word.kind != keys.SOURCE_WORD]
        self.facts = [fact for kind in kinds.OF_FACT for fact in counter.facts(connection, person.id, kind)]
        self.occasions = counter.occasions(connection, person.id)
        self.entries = counter.timeline(connection, person.id)
        self.ended = {entry.about_id: entry for entry in self.entries if entry.about_id}
        others = {entry.id: counter.person(connection, entry.other_id) for entry in self.entries if entry.other_id}
        self.brought = {number: other.name for number, other in others.items() if other}
