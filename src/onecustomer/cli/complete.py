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
SILENT = (OnecustomerError, sqlite3.Error, OSError)


def names(incomplete: str) -> list[str]:
    """Return the folded names that the letters typed so far begin, the word they begin in front.

    Shape: hyphens between the words, as `margo-klein` finds her and needs no quotes in any shell.
    """
    typed = folding.words(incomplete)
    if len(typed) != 1:
        return []
    try:
        store = Till().open()
        found = dict.fromkeys(counter.key_begins(store, keys.WORD, typed[0], MOST))
        people = [counter.person(store, customer_id) for customer_id in found]
    except SILENT:
        return []
    offered = (_from(typed[0], person.name) for person in people if person)
    return sorted({incomplete + name[len(typed[0]) :] for name in offered if name})


def _from(typed: str, name: str) -> str:
    """Return the folded name with the word that was begun in front; empty where only a nickname begins so."""
    words = folding.words(name)
    begun = [word for word in words if word.startswith(typed)]
    return "-".join([begun[0], *(word for word in words if word != begun[0])]) if begun else ""


def style_names(incomplete: str) -> list[str]:
    """Return the styles that begin so, the shop's own too where there is a store."""
    try:
        known = list(styles.known(Till().open()))
    except SILENT:
        known = list(styles.ADVICE)
    return [name for name in known if name.startswith(incomplete.casefold()) and clean(name) == name]
