"""Many people asked for at once: a few questions for a whole batch of a file, and never one a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .. import kinds
from ..database.connection import Store
from ..index.lookup import FULL, LAST_TEXT
from ..index.search import holes
from ..rows import Customer, Handle, Occasion

MOST_ASKED = 500  # values in one question
STEP = 100  # values by which questions differ in length: one that was asked before need not be read by SQLite again
MOST_HOLDERS = 50  # of one telephone or e-mail whom anybody is compared with

HAVING = "SELECT folded, customer_id FROM search_key WHERE kind = {kind} AND folded IN ({holes})"
HOLDERS = (
    "WITH asked (first, last) AS (VALUES {holes}) SELECT first, (SELECT group_concat(customer_id) FROM"
    " (SELECT DISTINCT customer_id FROM search_key WHERE kind = {kind} AND folded BETWEEN first AND last LIMIT {most}))"
    " FROM asked"
)
NAMED_TOO = (
    "SELECT named.customer_id FROM search_key AS named CROSS JOIN search_key AS mine"
    " ON mine.customer_id = named.customer_id AND mine.kind = ? AND mine.folded BETWEEN ? AND ?"
    " WHERE named.kind = ? AND named.folded = ? LIMIT ?"
)
FIRST_NAMED = (
    "WITH asked (name) AS (VALUES {holes}) SELECT name, (SELECT min(customer_id) FROM search_key"
    " WHERE kind = {kind} AND folded = name) FROM asked"
)
RECORDS = (
    "SELECT customer_id, deed_id, text FROM interaction WHERE kind = ? AND text IS NOT NULL"
    " AND customer_id IN ({holes}) ORDER BY id"
)
EDITED = "SELECT customer_id, before FROM deed WHERE verb IN (?, ?) AND before IS NOT NULL AND customer_id IN ({holes})"
VISITED = (
    "WITH asked (customer_id, day) AS (VALUES {holes}) SELECT DISTINCT asked.customer_id, asked.day FROM asked"
    " CROSS JOIN interaction AS entry ON entry.customer_id = asked.customer_id AND entry.kind = 'visit'"
    " AND entry.day = asked.day"
)

PEOPLE_COLUMNS = (*Customer.fields, "deed_id")


def having(store: Store, kind: int, folded: Iterable[str]) -> dict[str, list[int]]:
    """Return who has exactly these keys of a kind."""
    found: dict[str, list[int]] = {}
    for some in parted(folded):
        for key, number in store.ask(HAVING.format(kind=int(kind), holes=holes(some)), some):
            found.setdefault(key, []).append(number)
    return found


def holders(store: Store, kind: int, asked: Iterable[tuple[str, str]]) -> dict[str, list[int]]:
    """Return who has a key of a kind between two, by the first of the two; MOST_HOLDERS and one more at the most."""
    found: dict[str, list[int]] = {}
    for some in parted(asked):
        sql = HOLDERS.format(kind=int(kind), holes=_pairs(some), most=MOST_HOLDERS + 1)
        for first, numbers in store.ask(sql, _flat(some)):
            if numbers:
                found[first] = [int(number) for number in str(numbers).split(",")]
    return found


def holders_named(store: Store, kind: int, first: str, last: str, full_name: str) -> list[int]:
    """Return who of this whole folded name has a key of a kind between two: for a key that very many people have."""
    return [number for (number,) in store.ask(NAMED_TOO, (kind, first, last, FULL, full_name, MOST_HOLDERS))]


def begins(folded: str) -> tuple[str, str]:
    """Return between what two keys all that begin so lie."""
    return folded, folded + LAST_TEXT


def people(store: Store, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    """Yield the customers of these numbers by their columns, that of the deed that added them too."""
    for row in _of(store, PEOPLE_COLUMNS, Customer.table, "id", numbers):
        yield dict(zip(PEOPLE_COLUMNS, row, strict=True))


def handles(store: Store, numbers: Iterable[int]) -> Iterator[tuple[int, str, str]]:
    """Yield the handles of these customers: whose, kind and value."""
    return _of(store, ("customer_id", "kind", "value"), Handle.table, "customer_id", numbers)


def occasions(store: Store, numbers: Iterable[int]) -> Iterator[Occasion]:
    """Yield the days to remember of these customers."""
    for row in _of(store, Occasion.fields, Occasion.table, "customer_id", numbers):
        yield Occasion(*row)


def texts(store: Store, kind: str, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the words of these customers' entries of a kind: whose, and the words."""
    sql = "SELECT customer_id, text FROM interaction WHERE kind = ? AND text IS NOT NULL AND customer_id IN ({holes})"
    for some in parted(numbers):
        yield from store.each(sql.format(holes=holes(some)), (kind, *some))


def records(store: Store, numbers: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """Yield what other systems say of these customers, the oldest first: whose, by which deed, and the words."""
    for some in parted(numbers):
        yield from store.each(RECORDS.format(holes=holes(some)), (kinds.RECORD, *some))


def edited(store: Store, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield what edits and corrections of these customers replaced: whose, and as JSON."""
    for some in parted(numbers):
        yield from store.each(EDITED.format(holes=holes(some)), (kinds.EDIT, kinds.MEND, *some))


def first_named(store: Store, names: Iterable[str]) -> dict[str, int]:
    """Return the first who has each of these whole folded names; those whom nobody has are left out."""
    found: dict[str, int] = {}
    for some in parted(names):
        rows = store.ask(FIRST_NAMED.format(holes=", ".join(["(?)"] * len(some)), kind=int(FULL)), some)
        found.update((name, number) for name, number in rows if number)
    return found


def visits(store: Store, asked: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Return of these customers and days (ISO) those on which they were here."""
    return {
        (number, day)
        for some in parted(asked)
        for number, day in store.ask(VISITED.format(holes=_pairs(some)), _flat(some))
    }


def data_version(store: Store) -> int:
    """Return a number that changes whenever another connection, or another till of a shop, has written."""
    number: int = store.value("PRAGMA data_version")
    return number + store.taken_in


def parted(values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield distinct values in parts of as many as one question takes, in an order that an index likes.

    Shape: the last value of all stands there again until a part is full.
    """
    ordered = sorted(set(values))
    if len(ordered) > STEP:
        ordered += ordered[-1:] * (-len(ordered) % STEP)
    for start in range(0, len(ordered), MOST_ASKED):
        yield tuple(ordered[start : start + MOST_ASKED])


def _of(
    store: Store, columns: Sequence[str], table: str, column: str, numbers: Iterable[int]
) -> Iterator[tuple[Any, ...]]:
    for some in parted(numbers):
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {column} IN ({holes(some)})"  # noqa: S608  our own words
        yield from store.ask(sql, some)


def _pairs(some: Sequence[object]) -> str:
    return ", ".join(["(?, ?)"] * len(some))


def _flat(some: Iterable[tuple[Any, Any]]) -> list[Any]:
    return [value for pair in some for value in pair]
