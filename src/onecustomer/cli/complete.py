"""Tab completion: names from the counter lane; it changes no store, waits for nothing, and fails in silence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import typer

from ..domain import keys, styles
from ..domain import names as folding
from ..domain.text import clean
from ..store import connect, counter
from .till import Till

MOST = 20


def names(context: typer.Context, incomplete: str) -> list[str]:
    """Return the folded names that the letters typed so far begin, the word they begin in front.

    Shape: hyphens between the words, as `margo-klein` finds her and needs no quotes in any shell.
    """

    def look(store: sqlite3.Connection) -> list[str]:
        typed = folding.words(incomplete)
        if len(typed) != 1:
            return []
        found = dict.fromkeys(counter.key_begins(store, keys.WORD, typed[0], MOST))
        people = [counter.person(store, customer_id) for customer_id in found]
        offered = (_from(typed[0], person.name) for person in people if person)
        return sorted({incomplete + name[len(typed[0]) :] for name in offered if name})

    return _looked(context, look, [])


def _from(typed: str, name: str) -> str:
    """Return the folded name with the word that was begun in front; empty where only a nickname begins so."""
    words = folding.words(name)
    begun = [word for word in words if word.startswith(typed)]
    return "-".join([begun[0], *(word for word in words if word != begun[0])]) if begun else ""


def style_names(context: typer.Context, incomplete: str) -> list[str]:
    """Return the styles that begin so, the shop's own too where there is a store."""
    known = _looked(context, lambda store: list(styles.known(store)), list(styles.ADVICE))
    return [name for name in known if name.startswith(incomplete.casefold()) and clean(name) == name]


def _looked(context: typer.Context, look: Callable[[sqlite3.Connection], list[str]], otherwise: list[str]) -> list[str]:
    """Return what is seen in the store at once, otherwise the other: nobody is told why while they type."""
    try:
        path = Till(context.find_root().params.get("db")).path
        connect.check_file(path)
        with closing(sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", uri=True, timeout=0)) as store:
            found = [store.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
            connect.check_identity(path, (found[0], found[1]))
            return look(store)
    except Exception:
        return otherwise
