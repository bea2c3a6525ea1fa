"""What TAB offers: names and styles from the counter lane. It changes no store, waits for nobody, fails in silence."""

from __future__ import annotations

from ..domain.language.names import fold
from ..domain.language.text import clean
from ..store.counter import read
from ..store.index import lookup
from ..store.open import glance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..store.database.connection import Store
    from .terminal.till import Till

MOST = 20


def names(till: Till, typed: str) -> list[str]:
    """Return the folded names that have a word with the typed beginning, that word in front.

    Shape: hyphens between the words, as `margo-klein` finds her and needs no quotes in any shell.
    """

    def look(store: Store) -> list[str]:
        folded = fold(typed)
        if len(folded) != 1:
            return []
        found = dict.fromkeys(lookup.key_begins(store, lookup.WORD, folded[0], MOST))
        people = [read.customer(store, customer_id) for customer_id in found]
        offered = (_from(folded[0], fold(person.name)) for person in people if person)
        return sorted({typed + name[len(folded[0]) :] for name in offered if name})

    return _looked(till, look, [])


def style_names(till: Till, typed: str) -> list[str]:
    """Return the styles that begin so, the shop's own too where there is a store."""
    from ..domain.shop import styles  # no name waits for it

    known = _looked(till, lambda store: list(styles.known(store)), list(styles.ADVICE))
    return [name for name in known if name.startswith(typed.casefold()) and clean(name) == name]


def _from(begun: str, words: Sequence[str]) -> str:
    """Return the words of a name with the one that was begun in front; empty where only a nickname begins so."""
    first = next((word for word in words if word.startswith(begun)), None)
    return "-".join([first, *(word for word in words if word != first)]) if first else ""


def _looked(till: Till, look: Callable[[Store], list[str]], otherwise: list[str]) -> list[str]:
    """Return what `look` finds in the store, or else `otherwise`: nobody is told why while they type."""
    try:
        store = glance(till.path)
        try:
            return look(store)
        finally:
            store.close()
    except Exception:
        return otherwise
