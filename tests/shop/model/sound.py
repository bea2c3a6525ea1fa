"""What must hold of a shop whose tills have all sent and fetched: copies, server, and what is made of both."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from onecustomer.domain.finding import renew
from onecustomer.store import rhythm
from onecustomer.store.database.connection import Store
from onecustomer.store.shop.changed import TABLES
from tests.shop.servers import Server
from tests.shop.tills import Till
from tests.words import TODAY

Rows = dict[str, list[tuple[Any, ...]]]

MADE = ("search_key", "rhythm", "fragment", "sound", "short_form")
"""What a copy makes of the shop's rows."""

ENDINGS = "('kept', 'exceeded', 'broken', 'answer')"
TWICE = f"""
SELECT 'an entry is ended twice', about_id FROM interaction WHERE kind IN {ENDINGS}
    GROUP BY about_id HAVING count(*) > 1
UNION ALL SELECT 'an entry stands alone', id FROM interaction WHERE deed_id NOT IN (SELECT id FROM deed)
UNION ALL SELECT 'a key is there twice', key FROM interaction GROUP BY key HAVING count(*) > 1
UNION ALL SELECT 'a key of a deed is there twice', key FROM deed GROUP BY key HAVING count(*) > 1
UNION ALL SELECT 'more than three pins', customer_id FROM fact WHERE kind = 'pin' GROUP BY 2 HAVING count(*) > 3
"""


def wrong(server: Server, tills: Sequence[Till]) -> list[str]:
    """Return what is wrong with a shop, a sentence each."""
    has = everything(first := tills[0])
    found = [f"the server differs: {one}" for one in differences(has, on_the_server(server))]
    for other in tills[1:]:
        found += [f"{other.folder.name} differs: {one}" for one in differences(has, everything(other))]
    found += [f"not what is made anew: {what}" for what in differences(has, made_anew(first))]
    found += [f"{till.folder.name}: {what}" for till in tills for what in unsound(till)]
    return found + [f"{what}: {which}" for what, which in first.rows(TWICE)]


def everything(till: Till) -> Rows:
    """Return the rows that a copy has of the shop, by table, in order, and what is made of them."""
    with closing(sqlite3.connect(till.db)) as copy:
        return {table: _sorted(copy.execute(f"SELECT * FROM {table}").fetchall()) for table in (*TABLES, *MADE)}


def on_the_server(server: Server) -> Rows:
    """Return the rows that a server has, as a copy would have them; it is asked in the time of New York."""
    found = {}
    with server.admin() as asked:
        asked.execute("SET timezone = 'America/New_York'")
        for table in TABLES:
            asked.execute(f"SELECT * FROM shop.{table} LIMIT 0")
            columns = ", ".join(f'"{one.name}"' for one in asked.description if one.name != "seq")
            asked.execute(f"SELECT {columns} FROM shop.{table}")
            found[table] = _sorted([tuple(map(_as_here, row)) for row in asked.fetchall()])
    return found


def _as_here(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _sorted(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=repr)


def differences(one: Rows, other: Rows) -> list[str]:
    """Return the rows that only one of two has, by table, of the tables that both have."""
    return [
        f"{table}: only the first {[row for row in one[table] if row not in other[table]][:3]},"
        f" only the other {[row for row in other[table] if row not in one[table]][:3]}"
        for table in one.keys() & other.keys()
        if one[table] != other[table]
    ]


def made_anew(till: Till) -> Rows:
    """Return what is made of the rows of a copy from the beginning."""
    anew = till.folder / "anew.db"
    with closing(sqlite3.connect(till.db)) as held:
        held.execute("BEGIN")
        held.execute("SELECT 1 FROM shop").fetchall()
        shutil.copy(till.db, anew)
    with closing(Store.at(str(anew), print)) as store:
        with store.writing_here():
            store.change("DELETE FROM rhythm")
            renew.everybody(store)
            rhythm.fill(store, TODAY)
        made = {table: _sorted(store.ask(f"SELECT * FROM {table}")) for table in MADE}
    _remove(anew)
    return made


def _remove(path: Path) -> None:
    for one in path.parent.glob(f"{path.name}*"):
        one.unlink()


def unsound(till: Till) -> list[str]:
    """Return what SQLite finds wrong with a copy, and what is left in its outbox that nobody set aside."""
    asked = till.rows("PRAGMA integrity_check") + till.rows("PRAGMA foreign_key_check")
    found = [str(row) for row in asked if row != ("ok",)]
    found += [f"still waits: {said}" for _, said, reason in outbox(till) if reason is None]
    found += [
        f"still under a number of its own: {row}" for row in till.rows("SELECT * FROM deed WHERE id >= ?", 10**15)
    ]
    return found


def outbox(till: Till) -> list[tuple[str, dict[str, Any], str | None]]:
    """Return what is in a till's outbox: the key of each deed, what it says, and why it is set aside."""
    path = till.db.with_name(f"{till.db.name}-outbox")
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as kept:
        rows = kept.execute("SELECT key, append, reason FROM entry").fetchall()
    return [(key, json.loads(said), reason) for key, said, reason in rows]
