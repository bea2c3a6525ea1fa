"""Which forms find a person: made from all that is known of them, and kept true when it changes."""

from __future__ import annotations

import sqlite3

from ..store import counter, words
from . import keys, kinds, names


def renew(connection: sqlite3.Connection, customer_id: int) -> None:
    """Let a customer be found by what is known now, and by nothing else."""
    person = counter.person(connection, customer_id)
    if person is None:
        return
    known = [(word.kind, word.value) for word in counter.words(connection, customer_id)]
    found_by = keys.of_person(person.name, person.company, known, say=person.say)
    told = [person.role, person.relation, person.why]
    told += [entry.text for entry in counter.timeline(connection, customer_id)]
    told += [fact.text for kind in kinds.OF_FACT for fact in counter.facts(connection, customer_id, kind)]
    words.replace_keys(connection, customer_id, found_by | {key for text in told if text for key in of_text(text)})


def of_text(text: str) -> set[tuple[int, str]]:
    """Return the keys by which the words of a note find whom it is about."""
    return {(keys.TOLD, word) for word in names.words(text) if len(word) <= LONGEST}


LONGEST = 40  # letters of a word of a note that is worth finding it by
