"""What TAB offers: names and styles from the counter lane. It changes no store, waits for nobody, fails in silence."""

from __future__ import annotations

from ..domain.language.names import fold
from ..domain.language.text import clean
from ..store.counter import read
from ..store.index import lookup
from ..store.open import glance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..store.database.connection import Store
    from .terminal.till import Till

MOST = 20
HYPHEN = "-"
ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp1250", "cp1251", "cp437", "cp850", "latin-1", "mac-roman", "shift-jis")
"""The encodings of files that are offered; there are more."""


def names(till: Till, typed: str) -> list[str]:
    """Return the folded names that have each of the typed words, those in front and the last of them completed.

    Shape: hyphens between the words, as `margo-klein` finds her and needs no quotes in any shell; so the words typed
    are parted by hyphens too, and all but the last are whole ones.
    """

    def look(store: Store) -> list[str]:
        folded = [fold(piece) for piece in typed.removesuffix(HYPHEN).split(HYPHEN)]
        if any(len(words) != 1 for words in folded):
            return []
        *whole, last = [words[0] for words in folded]
        if typed.endswith(HYPHEN):
            whole, last = [*whole, last], ""
        found = [read.customer(store, customer_id) for customer_id in _with(store, whole, last)]
        rests = [_rest(whole, last, fold(person.name)) for person in found if person]
        return sorted({typed + rest for rest in rests if rest is not None})

    return _looked(till, look, [])


def style_names(till: Till, typed: str) -> list[str]:
    """Return the styles that begin so, the shop's own too where there is a store."""
    from ..domain.shop import styles  # no name waits for it

    known = _looked(till, lambda store: list(styles.known(store)), list(styles.ADVICE))
    return [name for name in known if name.startswith(typed.casefold()) and clean(name) == name]


def copies(till: Till, typed: str) -> list[str]:
    """Return the names of the store's copies that begin so, as they come into question."""
    from .terminal import way_back  # no name waits for it

    return [copy.name for copy in way_back.copies(till) if copy.name.startswith(typed)]


def _with(store: Store, whole: Sequence[str], last: str) -> Iterable[int]:
    """Return customers who have these words and one that begins so, MOST of them at the most."""
    if not whole:
        return dict.fromkeys(lookup.key_begins(store, lookup.WORD, last, MOST))
    if not last and len(whole) == 1:
        return lookup.key_is(store, lookup.WORD, whole[0], MOST)
    from ..store.index.search import WordQuery, everybody  # only where somebody goes on behind a hyphen

    asked = [WordQuery().is_one_of(lookup.WORD, [word]) for word in whole]
    return everybody(store, [*asked, WordQuery().begins(lookup.WORD, last)] if last else asked, MOST)


def _rest(whole: Sequence[str], last: str, words: Sequence[str]) -> str | None:
    """Return what is still to be typed of a name; none where only a nickname has the typed words, or nothing is."""
    left = list(words)
    for word in whole:
        if word not in left:
            return None
        left.remove(word)
    first = next((word for word in left if word.startswith(last)), None)
    if first is None:
        return None
    left.remove(first)
    return HYPHEN.join([first[len(last) :], *left])


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
