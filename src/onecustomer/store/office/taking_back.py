"""An import taken back by batches: who it brought and whom it completed, and of whom more was written since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from .. import kinds
from ..counter.undo import APPENDED, MENDABLE
from ..database.connection import Store
from ..index.search import holes
from ..rows import Customer
from .many import parted

OWN = (*APPENDED, "alias", "apart")
"""The tables of what is somebody's, beside the row that is theirs."""

NEWEST = "SELECT id FROM customer WHERE deed_id = ? AND id < ? ORDER BY id DESC LIMIT ?"
GIVEN = (
    "SELECT DISTINCT customer_id FROM {table} WHERE deed_id = :deed AND customer_id > :above AND customer_id NOT IN"
    " (SELECT id FROM customer WHERE deed_id = :deed) ORDER BY customer_id LIMIT :most"
)
OF_TABLE = "SELECT customer_id FROM {table} WHERE deed_id = :deed"
READ = (
    *(OF_TABLE.format(table=table) for table in MENDABLE),
    OF_TABLE.format(table="handle") + f" AND kind <> '{kinds.SOURCE}'",
)
"""To whom a deed gave anything that is read: all but a number in another system."""

COUNTED_AT_ONCE = 10_000  # rows
LAST_OF_PART = "SELECT id FROM {table} WHERE deed_id = :deed AND id > :above ORDER BY id LIMIT 1 OFFSET :most"
PART = (
    "SELECT DISTINCT customer_id FROM {table} WHERE deed_id = :deed AND id > :above{until}{read} AND NOT EXISTS"
    " (SELECT 1 FROM customer WHERE customer.id = {table}.customer_id AND customer.deed_id = :deed)"
)
ABOUT = "SELECT customer_id FROM {table} WHERE {by} > ? AND customer_id IN ({{holes}})"
SINCE = (
    *(ABOUT.format(table=table, by="deed_id") for table in APPENDED),
    *(ABOUT.format(table=table, by="mended_id") for table in MENDABLE),
    "SELECT customer_id FROM deed WHERE id > ? AND customer_id IN ({holes})",
    "SELECT other_id FROM interaction WHERE deed_id > ? AND other_id IN ({holes})",
    "SELECT customer_id FROM alias WHERE deed_id > ? AND customer_id IN ({holes})",
    "SELECT customer_id FROM apart WHERE deed_id > ? AND customer_id IN ({holes})",
    "SELECT other_id FROM apart WHERE deed_id > ? AND other_id IN ({holes})",
)
"""Whom a later deed is about, whichever way."""

REPLACED_SINCE = "SELECT before FROM counter_deed WHERE id > ? AND customer_id IS NULL AND before IS NOT NULL"
UNTOLD_NEWS = (
    "DELETE FROM news WHERE deed_id = :deed AND id NOT IN (SELECT news_id FROM telling WHERE deed_id <> :deed)"
)


def newest(store: Store, deed_id: int, below: int, most: int) -> list[int]:
    """Return whom a deed added, the newest first, of numbers below one."""
    return [number for (number,) in store.ask(NEWEST, (deed_id, below, most))]


def given(store: Store, deed_id: int, above: int, most: int) -> list[int]:
    """Return to whom a deed that did not add them gave something, of numbers above one."""
    asked = {"deed": deed_id, "above": above, "most": most}
    found = {number for table in OWN for (number,) in store.ask(GIVEN.format(table=table), asked)}
    return sorted(found)[:most]


def written_since(store: Store, deed_id: int, numbers: Collection[int]) -> set[int]:
    """Return of whom among these a later deed wrote anything."""
    return {
        number
        for some in parted(numbers)
        for question in SINCE
        for (number,) in store.ask(question.format(holes=holes(some)), (deed_id, *some))
    }


def replaced_since(store: Store, deed_id: int) -> list[str]:
    """Return what later deeds about nobody in particular replaced, each as JSON: other imports."""
    return [before for (before,) in store.ask(REPLACED_SINCE, (deed_id,))]


def names(store: Store, numbers: Iterable[int]) -> list[str]:
    """Return what these customers are called."""
    found = [
        row
        for some in parted(numbers)
        for row in store.ask(f"SELECT id, name FROM customer WHERE id IN ({holes(some)})", some)  # noqa: S608
    ]
    return [name for _, name in sorted(found)]


def remove(store: Store, numbers: Collection[int]) -> set[tuple[int, str]]:
    """Remove customers with all that is theirs, and return the search keys (kind, folded form) that they had."""
    gone: set[tuple[int, str]] = set()
    for some in parted(numbers):
        among = f"IN ({holes(some)})"
        gone.update(store.ask(f"SELECT DISTINCT kind, folded FROM search_key WHERE customer_id {among}", some))  # noqa: S608
        for table in (*OWN, "search_key", "rhythm"):
            store.change(f"DELETE FROM {table} WHERE customer_id {among}", some)  # noqa: S608  our own words
        store.change(f"DELETE FROM {Customer.table} WHERE id {among}", some)  # noqa: S608  our own words
    return gone


def take_from(store: Store, deed_id: int, numbers: Collection[int]) -> None:
    """Take from customers what a deed gave them."""
    for some in parted(numbers):
        for table in OWN:
            sql = f"DELETE FROM {table} WHERE deed_id = ? AND customer_id IN ({holes(some)})"  # noqa: S608  our own words
            store.change(sql, (deed_id, *some))


def counts(store: Store, deed_id: int) -> tuple[int, int]:
    """Return how many people a deed added, and how many others it gave something that is read.

    Shape: counted in parts, between which each till can write where this is in no transaction.
    """
    added = store.value("SELECT count(*) FROM customer WHERE deed_id = ?", (deed_id,))
    others = {number for table in (*MENDABLE, "handle") for number in _others(store, table, deed_id)}
    return added, len(others)


def _others(store: Store, table: str, deed_id: int) -> Iterator[int]:
    """Yield whom a deed did not add and gave something of a table that is read; one may come twice."""
    read = f" AND kind <> '{kinds.SOURCE}'" if table == "handle" else ""
    above: int | None = 0
    while above is not None:
        asked = {"deed": deed_id, "above": above, "most": COUNTED_AT_ONCE}
        above = store.value(LAST_OF_PART.format(table=table), asked)
        part = PART.format(table=table, read=read, until="" if above is None else f" AND id <= {above:d}")
        yield from (number for (number,) in store.ask(part, asked))


def given_to_read(store: Store, deed_id: int, numbers: Collection[int]) -> set[int]:
    """Return to whom of these a deed gave anything that is read."""
    return {
        number
        for some in parted(numbers)
        for question in READ
        for (number,) in store.ask(
            f"{question.replace(':deed', '?')} AND customer_id IN ({holes(some)})", (deed_id, *some)
        )
    }


def remove_news(store: Store, deed_id: int) -> None:
    """Remove the news that a deed brought and nobody was told since."""
    store.change(UNTOLD_NEWS, {"deed": deed_id})


def replaces(store: Store, deed_id: int, before: str | None) -> None:
    """Say what a deed still has to put back, as JSON; none where nothing is left."""
    store.change("UPDATE deed SET before = ? WHERE id = ?", (before, deed_id))


def remove_deed(store: Store, deed_id: int) -> None:
    """Remove a deed of which nothing is left."""
    store.change("DELETE FROM deed WHERE id = ?", (deed_id,))
