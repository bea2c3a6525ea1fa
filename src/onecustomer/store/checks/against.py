"""A store against a copy of it: what stands in both and was not changed since must be equal, letter by letter.

What was mended or moved since has another `mended_id`. What a deed changed of a customer is known by the deeds that
only one of both has. A number may have been given twice where an older copy was put back, so rows are matched by their
keys, or by the key of the deed that wrote them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from .. import kinds
from ..database import sqlite
from ..database.beside import AS_IT_IS
from ..database.connection import Store
from ..record import Record
from ..rows import ENTRY, FACT, OCCASION, REFERENCE, Customer, Fact, Handle, Interaction, News, Occasion

FIRST_SCHEMA = 4  # from which a row says which deed last mended it

OF_ENTRY = ("text", "kind", "day", "via", "style", "due")
OF_PERSON = ("name", "say", "company", "role", "relation", "usual_style", "usual_why", "why", "later_why")
"""What is compared of a customer; what a period erases is none afterwards, and none is never compared."""

SPARING = (
    *(kinds.VISIT, kinds.CONTACT, kinds.NOTE, kinds.THANKS, kinds.STYLE, kinds.ANSWER, kinds.TOLD, kinds.PROMISE),
    *(kinds.KEPT, kinds.EXCEEDED, kinds.BROKEN, kinds.REMEMBER, kinds.MEND, kinds.APART, kinds.LOST),
)
"""Verbs of deeds that leave the customer's own row as it is."""

SAME_DEED = (
    '(SELECT deed."key" FROM main.deed WHERE deed.id = now.{column})'
    ' IS (SELECT deed."key" FROM copy.deed WHERE deed.id = was.{column})'
)
UNMENDED = f"now.mended_id IS was.mended_id AND (now.mended_id IS NULL OR {SAME_DEED.format(column='mended_id')})"
DIFFERS = "(now.{column} IS NOT NULL AND was.{column} IS NOT NULL AND now.{column} IS NOT was.{column})"
PAIRS = (
    "SELECT now.id, {whose}, {which} FROM main.{table} AS now JOIN copy.{table} AS was ON {same}"
    " WHERE ({differs}) ORDER BY now.id"
)
OF_ONE_DEED = f"was.id = now.id AND {SAME_DEED.format(column='deed_id')}"
OF_ONE_KEY = 'was."key" = now."key"'
COMPARED = (
    (Interaction.table, ENTRY, OF_ENTRY, f"{OF_ONE_KEY} AND was.id = now.id AND {UNMENDED}"),
    (Fact.table, FACT, ("text", "kind"), f"{OF_ONE_KEY} AND was.id = now.id AND {UNMENDED}"),
    (Occasion.table, OCCASION, ("what", "month", "day", "year"), f"{OF_ONE_DEED} AND {UNMENDED}"),
    (Handle.table, "", ("kind", "value"), OF_ONE_DEED),
    (News.table, "", ("text", "words"), OF_ONE_KEY),
    (Customer.table, REFERENCE, OF_PERSON, f"{OF_ONE_KEY} AND was.id = now.id"),
)
"""Of each table: the mark of its references, what is compared, and which rows are one."""

ONLY_IN = (
    "SELECT one.customer_id, one.verb, one.before FROM {one}.deed AS one WHERE NOT EXISTS"
    ' (SELECT 1 FROM {other}.deed AS other WHERE other."key" = one."key"'
    " AND (one.customer_id IS NOT NULL OR other.before IS one.before))"
)
NAMES = 'SELECT CAST("name" AS TEXT) FROM main.customer WHERE id = ?'


class Difference(Record):
    """A row that is not what it is in a copy: its reference, of which column, and whose it is.

    Shape: `ref` is empty where it has none of its own; `customer_id` is none where it is the shop's.
    """

    table: str
    ref: str
    column: str
    customer_id: int | None
    name: str


def differences(store: Store, copy: str, *, with_people: bool) -> list[Difference] | None:
    """Return what differs in a store from a copy that is sound; none where the copy is too old to be compared.

    `with_people` compares customers' own rows too, whose changes are known by deeds: not where those were erased.
    Raises: StoreError.
    """
    with _attached(store, copy):
        if store.value("PRAGMA copy.user_version") < FIRST_SCHEMA:
            return None
        changed = _changed_people(store)
        return [
            one
            for table, mark, columns, same in COMPARED
            for one in _of_table(store, table, mark, columns, same)
            if table != Customer.table or (with_people and one.customer_id not in changed)
        ]


@contextmanager
def _attached(store: Store, copy: str) -> Iterator[None]:
    store.ask("ATTACH ? AS copy", (sqlite.address(os.path.abspath(copy), AS_IT_IS),))
    try:
        with store.reading():
            yield
    finally:
        store.ask("DETACH copy")


def _of_table(store: Store, table: str, mark: str, columns: tuple[str, ...], same: str) -> Iterator[Difference]:
    there = {name for _, name, *_ in store.ask(f"PRAGMA copy.table_info({table})")}
    both = [column for column in columns if column in there]
    if not both:
        return
    tests = [DIFFERS.format(column=f'"{column}"') for column in both]
    which = "CASE " + " ".join(f"WHEN {test} THEN {number}" for number, test in enumerate(tests)) + " END"
    whose = {Customer.table: "now.id", News.table: "NULL"}.get(table, "now.customer_id")
    sql = PAIRS.format(whose=whose, which=which, table=table, same=same, differs=" OR ".join(tests))
    for number, customer_id, column in store.ask(sql):
        name = store.value(NAMES, (customer_id,)) if customer_id and table != Customer.table else ""
        yield Difference(table, f"{mark}{number}" if mark else "", both[column], customer_id, name or "")


def _changed_people(store: Store) -> set[int]:
    """Return whose own rows a deed may have changed that only one of both has, or has otherwise."""
    found: set[int] = set()
    for one, other in (("main", "copy"), ("copy", "main")):
        for customer_id, verb, before in store.ask(ONLY_IN.format(one=one, other=other)):
            if customer_id is None:
                found |= _named(before)
            elif verb not in SPARING:
                found.add(customer_id)
    return found


def _named(before: str | None) -> set[int]:
    """Return the customers whose values a deed replaced, by what it keeps of them."""
    try:
        changes = json.loads(before or "[]")
        return {what for _, what, _ in changes if isinstance(what, int)}
    except (ValueError, TypeError):
        return set()
