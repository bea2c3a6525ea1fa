"""Which forms find a person: made from all that is known of them, and kept true when it changes."""

from __future__ import annotations

import sqlite3

from ..store import counter, words
from . import keys


def renew(connection: sqlite3.Connection, customer_id: int) -> None:
    """Let a customer be found by what is known now, and by nothing else."""
    person = counter.person(connection, customer_id)
    if person is None:
        return
    known = [(word.kind, word.value) for word in counter.words(connection, customer_id)]
    found_by = keys.of_person(person.name, person.company, known, say=person.say)
    words.replace_keys(connection, customer_id, found_by)
