"""The program with one setting that it never has: `python -m tests.bench.power.unsafe OFF note zip broke`.

It shows that the harness sees what it looks for: with less than what the store asks of SQLite, writes that were
acknowledged are lost. `WAL` in place of a word of `synchronous` is the journal of a SQLite that keeps it soundly.
"""

from __future__ import annotations

import sqlite3
import sys

from onecustomer.__main__ import run
from onecustomer.store.database import sqlite

as_the_program_does = sqlite.settle


def settle(connection: sqlite3.Connection) -> None:
    """Give a connection the program's settings, and then this one."""
    as_the_program_does(connection)
    connection.execute(f"PRAGMA synchronous = {setting}")


if __name__ == "__main__":
    setting = sys.argv.pop(1)
    if setting == "WAL":
        sqlite.WAL_IS_SOUND = (3,)
    else:
        sqlite.settle = settle
    run()
