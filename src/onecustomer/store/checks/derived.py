"""What the store keeps that is made of other rows, read beside what it is made of, so many customers at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .. import rhythm
from ..database.connection import Store
from ..index import upkeep
from ..index.search import MOST_HOLES, holes
from ..rows import Customer, Rhythm

Part = tuple[int, int]
"""Customers from one number to another."""

PART = 500  # numbers at a time, while which nobody writes
WHOLE = 5_000  # people who are all looked at, however it was asked
PARTS = 10  # that are looked at of more people, evenly over their numbers
EVERYBODY = 2**63 - 1

HANDLES = "SELECT customer_id, kind, value FROM handle WHERE customer_id BETWEEN ? AND ?"
KEYS = "SELECT customer_id, kind, folded FROM search_key WHERE customer_id BETWEEN ? AND ?"
AHEAD = (
    "SELECT 1 FROM {table} AS kept LEFT JOIN deed ON deed.id = kept.deed_id WHERE kept.customer_id = :whose"
    " AND (kept.day > :until OR kept.day > date(coalesce(deed.day, substr(deed.at, 1, 10)), '+1 day')) LIMIT 1"
)
WENT_BACK = (
    "SELECT DISTINCT day FROM (SELECT day, max(day) OVER"
    " (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest FROM deed) WHERE day < latest"
)
OF_NOBODY = (
    "SELECT DISTINCT word FROM {table} WHERE NOT EXISTS"
    " (SELECT 1 FROM search_key WHERE kind IN ({kinds}) AND folded = {table}.word)"
)


def parts(store: Store, *, whole: bool) -> list[Part]:
    """Return which customers to look at, in parts: everybody, or some where they are many."""
    last = int(store.value("SELECT max(id) FROM customer") or 0)
    firsts = range(1, last + 1, PART)
    is_whole = whole or int(store.value("SELECT count(*) FROM customer")) <= WHOLE
    chosen = firsts if is_whole else [firsts[number * len(firsts) // PARTS] for number in range(PARTS)]
    found = [(first, first + PART - 1) for first in chosen]
    if is_whole and found:
        found[0], found[-1] = (0, found[0][1]), (found[-1][0], EVERYBODY)
        found = [(0, EVERYBODY)] if len(found) == 1 else found
    return found


def is_whole(looked_at: Collection[Part]) -> bool:
    """Tell whether these parts are everybody."""
    return any(last == EVERYBODY for _, last in looked_at)


def count(store: Store, first: int, last: int) -> int:
    """Return how many customers have these numbers."""
    return int(store.value("SELECT count(*) FROM customer WHERE id BETWEEN ? AND ?", (first, last)))


def people(store: Store, first: int, last: int) -> list[tuple[Customer, list[tuple[str, str]]]]:
    """Return the customers of these numbers, each with the handles: kind and value."""
    found: dict[int, tuple[Customer, list[tuple[str, str]]]] = {}
    for person in store.all(Customer, "WHERE id BETWEEN ? AND ? ORDER BY id", first, last):
        found[person.id] = (person, [])
    for customer_id, kind, value in store.ask(HANDLES, (first, last)):
        if customer_id in found:
            found[customer_id][1].append((kind, value))
    return list(found.values())


def keys(store: Store, first: int, last: int) -> Mapping[int, set[tuple[int, str]]]:
    """Return the search keys that are kept of these customers: kind and folded form."""
    found: dict[int, set[tuple[int, str]]] = {}
    for customer_id, kind, folded in store.ask(KEYS, (first, last)):
        found.setdefault(customer_id, set()).add((kind, folded))
    return found


def rhythms(store: Store, first: int, last: int) -> Mapping[int, Rhythm]:
    """Return the rhythms that are kept of these customers."""
    return {one.customer_id: one for one in store.all(Rhythm, "WHERE customer_id BETWEEN ? AND ?", first, last)}


def happened(store: Store, first: int, last: int) -> Mapping[int, Sequence[tuple[object, object, int]]]:
    """Return what happened with these customers: day, kind and number."""
    found: dict[int, list[tuple[Any, Any, int]]] = {}
    for customer_id, day, kind, number in store.ask(rhythm.HAPPENED, (first, last, first, last)):
        found.setdefault(customer_id, []).append((day, kind, number))
    return found


def has_a_day_ahead(store: Store, customer_id: int, until: int) -> bool:
    """Tell whether an entry has a day after this one (an ordinal), or had one that was to come when it was written."""
    asked = {"whose": customer_id, "until": dt.date.fromordinal(until).isoformat()}
    return any(store.value(AHEAD.format(table=table), asked) for table in ("interaction", "fact"))


def days_gone_back_to(store: Store) -> list[int]:
    """Return the days (ordinals) on which something was written after a later day: a clock had gone back.

    Whatever was made on such a day left out what had the later one.
    """
    return [rhythm.ordinal(day) for (day,) in store.ask(WENT_BACK)]


def has(store: Store, word: str, fragments: Collection[str], codes: Collection[str]) -> bool:
    """Tell whether near spelling and sound know a word by all of these."""
    asked = (("fragment", "text", fragments), ("sound", "code", codes))
    return all(_count(store, table, column, word, list(some)) == len(some) for table, column, some in asked)


def _count(store: Store, table: str, column: str, word: str, some: Sequence[str]) -> int:
    sql = f"SELECT count(*) FROM {table} WHERE {column} IN ({holes(some)}) AND word = ?"  # noqa: S608  our own words
    return int(store.value(sql, [*some, word]))


def words_of_nobody(store: Store, kinds: Collection[int]) -> set[str]:
    """Return the words that near spelling or sound know though nobody has them any more."""
    of_kinds = ", ".join(map(str, kinds))
    asked = [OF_NOBODY.format(table=table, kinds=of_kinds) for table in ("fragment", "sound")]
    return {word for sql in asked for (word,) in store.ask(sql)}


def learn_anew(store: Store, words: Collection[str]) -> None:
    """Learn words anew, within a write transaction; those that nobody has any more are forgotten."""
    every = sorted(words)
    for start in range(0, len(every), MOST_HOLES):
        some = every[start : start + MOST_HOLES]
        for table in ("fragment", "sound"):
            store.change(f"DELETE FROM {table} WHERE word IN ({holes(some)})", some)  # noqa: S608  our own words
    used = {word for word in every if any(store.ask(upkeep.USED, (kind, word)) for kind in upkeep.SPELLED)}
    upkeep.learn(store, used)
