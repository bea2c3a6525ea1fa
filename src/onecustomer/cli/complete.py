"""Tab completion: names from the counter lane; it changes no store, waits for nothing, and fails in silence."""

from __future__ import annotations

from collections.abc import Callable

import typer

from ..domain.language.names import fold
from ..domain.language.text import clean
from ..domain.shop import styles
from ..store.counter import read
from ..store.database.connection import Store
from ..store.index import search
from ..store.open import glance

MOST = 20


def names(context: typer.Context, incomplete: str) -> list[str]:
    """Return the folded names that have a word with the typed beginning, that word in front.

    Shape: hyphens between the words, as `margo-klein` finds her and needs no quotes in any shell.
    """

    def look(store: Store) -> list[str]:
        typed = fold(incomplete)
        if len(typed) != 1:
            return []
        found = dict.fromkeys(search.key_begins(store, search.WORD, typed[0], MOST))
        people = [read.customer(store, customer_id) for customer_id in found]
        offered = (_from(typed[0], person.name) for person in people if person)
        return sorted({incomplete + name[len(typed[0]) :] for name in offered if name})

    return _looked(context, look, [])


def style_names(context: typer.Context, incomplete: str) -> list[str]:
    """Return the styles that begin so, the shop's own too where there is a store."""
    known = _looked(context, lambda store: list(styles.known(store)), list(styles.ADVICE))
    return [name for name in known if name.startswith(incomplete.casefold()) and clean(name) == name]


def _from(typed: str, name: str) -> str:
    """Return the folded name with the word that was begun in front; empty where only a nickname begins so."""
    words = fold(name)
    begun = [word for word in words if word.startswith(typed)]
    return "-".join([begun[0], *(word for word in words if word != begun[0])]) if begun else ""


def _looked(context: typer.Context, look: Callable[[Store], list[str]], otherwise: list[str]) -> list[str]:
    """Return what `look` finds in the store, or else `otherwise`: nobody is told why while they type."""
    try:
        store = glance(context.find_root().obj.path)
        try:
            return look(store)
        finally:
            store.close()
    except Exception:
        return otherwise


def help_words(context: typer.Context, incomplete: str) -> list[str]:
    """Return the commands and topics that begin so."""
    from .commands.shop.topics import TOPICS

    commands: list[str] = getattr(context.find_root().command, "commands", [])
    return [name for name in (*commands, *TOPICS) if name.startswith(incomplete.casefold())]
