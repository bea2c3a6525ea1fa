"""What tells whether two people are one, of everybody: read once, each table by an index of its own."""

from __future__ import annotations

from ..index import lookup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..database.connection import Store

NAMES = "SELECT id, name FROM counter_person ORDER BY id"
OF_OTHER_LETTERS = (
    "SELECT id, name FROM counter_person WHERE id IN (SELECT customer_id FROM counter_key WHERE kind = ?) ORDER BY id"
)
OCCASIONS = "SELECT customer_id, month, day, year FROM counter_occasion WHERE what = ?"
KEYS = "SELECT kind, folded, customer_id FROM counter_key WHERE kind = ? ORDER BY folded"
APART = "SELECT customer_id, other_id FROM counter_apart"
SHORT_FORMS = "SELECT word, full_form FROM counter_short_form"

REACHING = (lookup.PHONE, lookup.CODE)
"""The kinds of key by which somebody is reached: a telephone; an e-mail or a card."""


def names(store: Store) -> Iterator[tuple[int, str]]:
    """Yield everybody's number and name, by the numbers."""
    yield from _named(store.each(NAMES))


def of_other_letters(store: Store) -> Iterator[tuple[int, str]]:
    """Yield the number and the name of those whose name has other letters than Latin ones, by the numbers."""
    yield from _named(store.each(OF_OTHER_LETTERS, (lookup.LATIN,)))


def _named(rows: Iterable[tuple[int, object]]) -> Iterator[tuple[int, str]]:
    for number, name in rows:
        yield number, name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name or "")


def days(store: Store, what: str) -> Iterator[tuple[int, int, int, int | None]]:
    """Yield the days to remember that are called so: whose, the month, the day, and the year where it is known."""
    yield from store.each(OCCASIONS, (what,))


def reached_by(store: Store) -> Iterator[tuple[int, str, int]]:
    """Yield by what everybody is reached: the kind of key, its folded form, and whose it is."""
    for kind in REACHING:
        yield from store.each(KEYS, (kind,))


def apart(store: Store) -> set[tuple[int, int]]:
    """Return who was said to be two, the lower number of each pair in front."""
    return {(one, other) for one, other in store.ask(APART)}


def short_forms(store: Store) -> dict[str, set[str]]:
    """Return the full forms of each known short form of a given name; a full form stands for itself."""
    found: dict[str, set[str]] = {}
    for word, full in store.each(SHORT_FORMS):
        found.setdefault(word, set()).add(full)
    return found
