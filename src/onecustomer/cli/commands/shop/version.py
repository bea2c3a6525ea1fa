"""--version: this program, what it runs on, and the store that it would use; nothing is made and nothing changed."""

from __future__ import annotations

import platform

from .... import __version__
from ....errors import OnecustomerError
from ....store.database import sqlite
from ....store.open import glance, is_absent
from ....store.rare_rows import Shop
from ...terminal import streams
from ...terminal.till import Till


def show(till: Till) -> None:
    """Print a line each for the program, Python, SQLite, the journal's mode, the store and its schema."""
    streams.out(f"onecustomer {__version__}")
    streams.out(f"Python {platform.python_version()}")
    streams.out(f"SQLite {sqlite.version()}")
    for line in _store(till):
        streams.out(line)


def _store(till: Till) -> list[str]:
    """Return what can be known of the store; where it cannot be read, why."""
    try:
        if is_absent(till.path):
            return _lines(sqlite.journal_mode(), f"{till.path} (not made yet)")
        store = glance(till.path)
    except OnecustomerError as error:
        return [error.sentence]
    try:
        shop = store.first(Shop, "LIMIT 1")
        of_a_shop = [f"till {shop.number} of the shop {shop.service}"] if shop else []
        return _lines(store.value("PRAGMA journal_mode"), till.path) + of_a_shop
    finally:
        store.close()


def _lines(journal: str, store: str) -> list[str]:
    return [f"journal {journal}", f"store {store}", f"schema {sqlite.SCHEMA}"]
