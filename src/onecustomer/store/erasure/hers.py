"""Erasing somebody's rows from a store, or a copy of one of any schema: each statement is made from the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .. import kinds
from ..database.connection import Store
from ..index import upkeep
from ..record import Record
from . import before
from .rules import NAMES, OTHERS_WORDS, POINTED_AT, POINTS, RULES, STAFF, WORDS, columns, whose

FORMER_STAFF = "former staff"
"""What stands where the name of somebody of the staff was erased."""

NAMELESS = "0" * 32
"""The key in the table `erasure` where no customer was erased, and traces may be left all the same: of staff."""


MAY_HAVE = (
    '"{column}" IS NOT NULL AND ({likes} OR length(CAST("{column}" AS BLOB)) <> length("{column}")'
    """ OR "{column}" LIKE '%''%')"""
)
"""Holds for every text that has the words and few others: LIKE folds no accents, so any text with one passes."""


class OthersWords(Record):
    """Words in a row that is not hers: where they stand, and whose row it is; none where it is the shop's."""

    table: str
    column: str
    row: int | str
    customer_id: int | None
    text: str


def number(store: Store, key: str) -> int | None:
    """Return the number of the customer of this key, in a store or copy of any schema; none where nobody has it."""
    found: int | None = store.value('SELECT id FROM customer WHERE "key" = ?', (key,))
    return found


def keys(store: Store, customer_id: int) -> list[str]:
    """Return the key of a customer, and those that she had before she was merged: older copies have her by these."""
    sql = 'SELECT "key" FROM customer WHERE id = :whose UNION ALL SELECT "key" FROM alias WHERE customer_id = :whose'
    return [key for (key,) in store.ask(sql, {"whose": customer_id})]


def counts(store: Store, customer_id: int) -> dict[str, int]:
    """Return how many rows of each table are a customer's; tables without any are left out."""
    counted = {
        table: store.value(f'SELECT count(*) FROM {table} WHERE "{whose(table)}" = ?', (customer_id,))  # noqa: S608
        for table in _here(store)
        if whose(table)
    }
    return {table: count for table, count in counted.items() if count}


def erase(store: Store, customer_id: int, names: Callable[[str], bool]) -> dict[str, int]:
    """Delete all rows of a customer, within a write transaction, and return how many of each table.

    `names` tells whether words surely name her, for what is kept for undo. Shape: deeds are those that kept words of
    hers.
    """
    here = _here(store)
    cleared = before.clear(store, customer_id, rows_of(store, customer_id), names)
    words = {folded for _, folded in upkeep.keys_of(store, customer_id)}
    for table in here:
        for column in set(columns(table, POINTS)) & here[table]:
            _empty(store, table, column, customer_id)
    counted = {
        table: store.change(f'DELETE FROM {table} WHERE "{whose(table)}" = ?', (customer_id,))  # noqa: S608
        for table in here
        if whose(table)
    }
    upkeep.unlearn(store, words)
    return {table: count for table, count in {**counted, "deed": cleared}.items() if count}


def rows_of(store: Store, customer_id: int) -> set[tuple[str, int]]:
    """Return a customer's rows, by table and number."""
    return {
        (table, row)
        for table in _here(store)
        if whose(table) and "id" in RULES[table]
        for (row,) in store.ask(f'SELECT id FROM {table} WHERE "{whose(table)}" = ?', (customer_id,))  # noqa: S608
    }


def _empty(store: Store, table: str, column: str, customer_id: int) -> None:
    """Empty a column of other people's rows where it is the number of hers."""
    target = POINTED_AT[column]
    store.change(
        f'UPDATE {table} SET "{column}" = NULL WHERE "{whose(table)}" <> :whose AND "{column}" IN'  # noqa: S608
        f' (SELECT id FROM {target} WHERE "{whose(target)}" = :whose)',
        {"whose": customer_id},
    )


def forget_words(store: Store) -> None:
    """Delete the words that nobody has any more, whichever way a copy of an older schema kept them."""
    for table in ("fragment", "sound"):
        store.change(f"DELETE FROM {table} WHERE word NOT IN (SELECT folded FROM search_key)")  # noqa: S608


def staff_names(store: Store) -> set[str]:
    """Return every name of staff in a store, as it is written there."""
    found: set[str] = set()
    for table in _of_staff(store):
        found |= {str(name) for (name,) in store.ask(f"SELECT DISTINCT staff FROM {table} WHERE staff IS NOT NULL")}  # noqa: S608
    return found


def erase_staff(store: Store, name: str) -> dict[str, int]:
    """Write FORMER_STAFF in place of a name of staff, within a write transaction; return in how many rows."""
    counted = {
        table: store.change(f"UPDATE {table} SET staff = ? WHERE staff = ?", (FORMER_STAFF, name))  # noqa: S608
        for table in _of_staff(store)
    }
    before.rename_staff(store, name, FORMER_STAFF)
    return {table: count for table, count in counted.items() if count}


def others_words(store: Store, customer_id: int, likes: Sequence[str], fewest: int = 0) -> Iterator[OthersWords]:
    """Yield the words of other people's rows, and of the shop's own, that may have one of these.

    `fewest` are the digits from which a text may have a telephone of hers; 0 where she has none.
    Shape: every text that has one in whatever case and with whatever accents, and some that do not.
    """
    for table, there in _here(store).items():
        for column in columns(table, WORDS, OTHERS_WORDS):
            if column in there:
                yield from _others(store, customer_id, OthersColumn(table, column), likes, fewest)


def others_names(store: Store, customer_id: int, likes: Sequence[str]) -> Iterator[OthersWords]:
    """Yield other people's names and nicknames that may have one of these, as `others_words`."""
    for column in (OthersColumn("customer", "name"), OthersColumn("handle", "value", f"kind = '{kinds.NICK}'")):
        yield from _others(store, customer_id, column, likes, 0)


class OthersColumn(Record):
    """A column with words, and which of its rows are looked at."""

    table: str
    column: str
    where: str = "true"


def _others(
    store: Store, customer_id: int, of: OthersColumn, likes: Sequence[str], fewest: int
) -> Iterator[OthersWords]:
    person, row = f'"{whose(of.table)}"' if whose(of.table) else "NULL", "id" if "id" in RULES[of.table] else "name"
    tests = [f'"{of.column}" LIKE ?'] * len(likes) + [f'"{of.column}" GLOB ?'] * bool(fewest)
    may_have = MAY_HAVE.format(column=of.column, likes=" OR ".join(tests))
    words = f'CAST("{of.column}" AS TEXT)'
    sql = f'SELECT "{row}", {person}, {words} FROM {of.table} WHERE {of.where} AND {may_have}'  # noqa: S608
    wanted = [f"%{like}%" for like in likes] + ["*[0-9]" * fewest + "*"] * bool(fewest)
    for number, customer, text in store.each(sql, wanted):
        if customer != customer_id:
            yield OthersWords(of.table, of.column, number, customer, text)


def undo_words(store: Store, customer_id: int) -> Iterator[OthersWords]:
    """Yield what deeds about others, or about the shop, keep for undo; but for what is hers."""
    for number, person, text in before.words(store, customer_id, rows_of(store, customer_id)):
        yield OthersWords("deed", "before", number, person, text)


def words_now(store: Store, words: OthersWords, hers: int) -> str | None:
    """Return what stands now where these words of a copy stood; none where the row is gone, or is hers now."""
    row, of = "id" if "id" in RULES[words.table] else "name", whose(words.table)
    is_others = f'AND "{of}" <> {hers:d}' if of else ""
    now: str | None = store.value(
        f'SELECT "{words.column}" FROM {words.table} WHERE "{row}" = ? {is_others}',  # noqa: S608
        (words.row,),
    )
    return now


def put_words(store: Store, words: OthersWords, now: str | None) -> None:
    """Put other words in place of these; where there are none now, nothing."""
    row = "id" if "id" in RULES[words.table] else "name"
    store.change(
        f'UPDATE {words.table} SET "{words.column}" = ? WHERE "{row}" = ?',  # noqa: S608
        (now or "", words.row),
    )


def her_words(store: Store, customer_id: int) -> Iterator[str]:
    """Yield every text of a customer's rows: search keys, names and handles first, then what was said."""
    yield from (folded for _, folded in upkeep.keys_of(store, customer_id))
    for table in ("customer", "handle", "occasion", "fact", "interaction"):
        for column in columns(table, NAMES, WORDS):
            sql = f'SELECT CAST("{column}" AS TEXT) FROM {table} WHERE "{whose(table)}" = ? AND "{column}" IS NOT NULL'  # noqa: S608
            yield from (text for (text,) in store.each(sql, (customer_id,)))


def has(store: Store, value: str) -> bool:
    """Tell whether anything that a store holds now has this value in it, or the schema has."""
    for table, its_columns in {**_tables(store), "sqlite_master": {"sql"}}.items():
        tests = " OR ".join(f'instr("{column}", :value)' for column in its_columns)
        if store.ask(f'SELECT 1 FROM "{table}" WHERE {tests} LIMIT 1', {"value": value}):  # noqa: S608
            return True
    return False


def _of_staff(store: Store) -> list[str]:
    return [table for table, its_columns in _here(store).items() if "staff" in its_columns & set(columns(table, STAFF))]


def _here(store: Store) -> Mapping[str, set[str]]:
    """Return those tables of the rules that this schema has, in their order, each with its columns."""
    there = _tables(store)
    return {table: there[table] for table in RULES if table in there}


def _tables(store: Store) -> dict[str, set[str]]:
    names: list[Any] = store.ask("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {str(name): {column for _, column, *_ in store.ask(f'PRAGMA table_info("{name}")')} for (name,) in names}
