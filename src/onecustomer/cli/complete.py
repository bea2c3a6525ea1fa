"""Tab completion: names from the counter lane; it makes no store, asks nothing, and fails in silence."""

from __future__ import annotations

import sqlite3

from ..domain import keys, styles
from ..domain import names as folding
from ..domain.text import clean
from ..errors import OnecustomerError
from ..store import counter
from .till import Till

MOST = 20


def names(incomplete: str) -> list[str]:
    """Return the names that the letters typed so far begin a word of, hostile ones left out."""
    words = folding.words(incomplete)
    if not words:
        return []
    try:
        store = Till().open()
        found = dict.fromkeys(counter.key_begins(store, keys.WORD, words[-1], MOST))
        people = [counter.person(store, customer_id) for customer_id in found]
    except (OnecustomerError, sqlite3.Error, OSError):
        return []
    return sorted({person.name for person in people if person and clean(person.name) == person.name})


def style_names(incomplete: str) -> list[str]:
    """Return the styles that begin so, the shop's own too where there is a store."""
    try:
        known = list(styles.known(Till().open()))
    except (OnecustomerError, sqlite3.Error, OSError):
        known = list(styles.ADVICE)
    return [name for name in known if name.startswith(incomplete.casefold()) and clean(name) == name]
