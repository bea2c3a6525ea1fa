"""Upkeep of the search index: each customer's keys, and the distinct words for near spelling and sound.

Nothing outlives the customers: a word that nobody has any more is removed.
"""

from __future__ import annotations

from ..rows import Row, SearchKey
from .lookup import LATIN, SAID, WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..database.connection import Store

SPELLED = (WORD, SAID, LATIN)
"""The kinds of key whose words may be misspelt or misheard."""

KNOWN = "SELECT 1 FROM fragment WHERE text = ? AND word = ?"
USED = "SELECT 1 FROM search_key WHERE kind = ? AND folded = ? LIMIT 1"


class Fragment(Row, table="fragment", view="counter_fragment"):
    """A word of a name, found by a fragment of it."""

    text: str
    word: str


class Sound(Row, table="sound", view="counter_sound"):
    """A word of a name, found by a code of its sound."""

    code: str
    word: str


def keys_of(store: Store, customer_id: int) -> set[tuple[int, str]]:
    """Return the keys that find a customer."""
    rows = store.ask("SELECT kind, folded FROM search_key WHERE customer_id = ?", (customer_id,))
    return {(kind, folded) for kind, folded in rows}


def replace_keys(store: Store, customers: Sequence[int], keys: set[tuple[int, str, int]]) -> None:
    """Make these keys (kind, folded form, customer) all those of some customers, in place of those before."""
    asked = ", ".join("?" * len(customers))
    found = store.ask(f"SELECT kind, folded, customer_id FROM search_key WHERE customer_id IN ({asked})", customers)  # noqa: S608
    gone = set(found) - keys
    store.change_each("DELETE FROM search_key WHERE kind = ? AND folded = ? AND customer_id = ?", gone)
    add_keys(store, sorted(keys.difference(found)))
    unlearn(store, spelled((kind, folded) for kind, folded, _ in gone))


def clear(store: Store) -> None:
    """Remove every key, and every word that near spelling and sound know."""
    for table in ("search_key", "fragment", "sound"):
        store.change(f"DELETE FROM {table}")  # noqa: S608  our own words


def add_keys(store: Store, rows: Iterable[tuple[int, str, int]]) -> None:
    """Add keys (kind, folded form, customer); one that is there stays."""
    new = list(rows)
    store.change_each(SearchKey.insert(SearchKey.fields) + " ON CONFLICT DO NOTHING", new)
    learn(store, spelled((kind, folded) for kind, folded, _ in new))


def spelled(keys: Iterable[tuple[int, str]]) -> set[str]:
    """Return the words among keys that may be misspelt or misheard."""
    return {folded for kind, folded in keys if kind in SPELLED}


def learn(store: Store, words: set[str]) -> None:
    """Add the fragments and sounds of words that are not known yet."""
    from . import spelling

    beginnings = {word: word[: spelling.LOOKED_AT] for word in words}
    new = [word for word, start in sorted(beginnings.items()) if not store.ask(KNOWN, (start, word))]
    if not new:
        return
    from . import sounds

    fragment_rows = [(text, word) for word in new for text in spelling.kept_fragments(word)]
    sound_rows = [(code, word) for word in new for code in sounds.codes(word)]
    store.change_each(Fragment.insert(Fragment.fields), sorted(fragment_rows))
    store.change_each(Sound.insert(Sound.fields), sorted(sound_rows))


def unlearn(store: Store, words: set[str]) -> None:
    """Remove the fragments and sounds of words that nobody has any more."""
    from . import sounds, spelling

    for word in words:
        if not any(store.ask(USED, (kind, word)) for kind in SPELLED):
            fragment_rows = [(text, word) for text in spelling.kept_fragments(word)]
            store.change_each("DELETE FROM fragment WHERE text = ? AND word = ?", fragment_rows)
            sound_rows = [(code, word) for code in sounds.codes(word)]
            store.change_each("DELETE FROM sound WHERE code = ? AND word = ?", sound_rows)
