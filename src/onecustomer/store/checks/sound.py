"""Whether a store is sound, as SQLite sees it, and how much is in it."""

from __future__ import annotations

from collections.abc import Mapping

from ..database.connection import Store

MOST = 20  # lines of what is wrong
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
POINTS_NOWHERE = "SELECT count(*) FROM pragma_foreign_key_check(?)"


def problems(store: Store, *, deep: bool) -> list[str]:
    """Return what SQLite finds wrong with the file; empty where it is sound.

    Shape: lines of SQLite's, in which no word of a customer stands. `deep` compares each index with its table too,
    which takes sixteen times as long (3.6 million rows, measured 2026-11); else each table is looked at alone, so that
    a till that writes waits for one of them only.
    """
    asked = ["integrity_check"] if deep else [f"quick_check({name})" for (name,) in store.ask(TABLES)]
    found = [line for pragma in asked for (line,) in store.ask(f"PRAGMA {pragma}")]
    return [line for line in found if line != "ok"][:MOST]


def pointing_nowhere(store: Store) -> Mapping[str, int]:
    """Return how many rows of each table point to a row that is not there; tables without any are left out."""
    counted = {str(table): int(store.value(POINTS_NOWHERE, (table,))) for (table,) in store.ask(TABLES)}
    return {table: count for table, count in counted.items() if count}


def counts(store: Store) -> tuple[int, int]:
    """Return how many people and how many entries a store of any schema has."""
    people, entries = (int(store.value(f"SELECT count(*) FROM {table}")) for table in ("customer", "interaction"))  # noqa: S608
    return people, entries
