"""`oc import` killed at random moments: `python -m tests.bench.kills_of_import`.

A shop that has a few people imports a file that adds most and completes some. Each time the process is killed; the
store must be sound, every person of it whole, and the same command must then finish with the same people as if it had
never been killed. Every other time `oc undo` takes back instead what came in, and is killed and run again itself.

One process imports the program and each command is a fork of it: fifty kills take a minute.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from onecustomer.cli.main import main as oc
from tests.bench.kills_of_forget import run
from tests.bench.processes import told
from tests.bench.square_files import made

KILLS, ROWS = 50, 4_000
BEFORE = 40  # rows of the file that are here before, without what it says of them
WITHOUT_HANDLES = (
    "SELECT count(*) FROM customer WHERE id NOT IN (SELECT customer_id FROM handle WHERE kind = 'source')"
    " OR id NOT IN (SELECT customer_id FROM search_key) OR id NOT IN (SELECT customer_id FROM rhythm)"
)


def main(words: Sequence[str] | None = None) -> int:
    """Kill imports, print what was found after each, and return 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description="Kill oc import at random moments, and finish it or take it back.")
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--rows", type=int, default=ROWS)
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        found = kill(Path(folder), asked.kills, asked.rows)
    return told(found)


def kill(folder: Path, kills: int, rows: int) -> Counter[str]:
    """Return how often the kill came before anything was in, between, and after; and what was wrong."""
    db = folder / "shop" / "shop.db"
    os.environ.update(
        OC_DB=str(db), OC_TILL="one", OC_BACKUP="no", OC_NOW="2026-11-21T12:00:00+00:00", HOME=str(folder), TZ="UTC"
    )
    db.parent.mkdir()
    file = made(folder, rows)
    some = folder / "some.csv"
    lines = file.read_text().splitlines(keepends=True)
    some.write_text("".join(lines[: BEFORE + 1]).replace("Memo", "Not"))
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for command in (["import", str(some)], ["import", str(file)], ["undo"], ["export"]):
            oc(["--db", str(folder / "warm.db"), *command])
    assert 0 == run(("import", str(some)))
    whole, before = folder / "whole", people(db)
    shutil.copytree(db.parent, whole)
    began = time.perf_counter()
    assert 0 == run(("import", str(file)))
    lasts, after = time.perf_counter() - began, people(db)
    print(f"{rows:,} rows take {lasts:.2f} s")
    chance = random.Random(1)
    found: Counter[str] = Counter()
    for turn in range(kills):
        shutil.rmtree(db.parent)
        shutil.copytree(whole, db.parent)
        run(("import", str(file)), killed_after=chance.uniform(lasts / 20, lasts))
        found[_moment(db)] += 1
        if turn % 2:
            found["wrong: not finished"] += 0 != run(("import", str(file))) or people(db) != after
        elif _moment(db) != "before the first batch":
            run(("undo",), killed_after=chance.uniform(lasts / 50, lasts / 4))
            found["wrong: not sound after a killed undo"] += not _is_sound(db)
            while _moment(db) != "before the first batch":
                if run(("undo",)):
                    break
            found["wrong: not taken back"] += people(db) != before
    return +found


def _moment(db: Path) -> str:
    """Return when the kill came, or what is wrong."""
    if not _is_sound(db):
        return "wrong: not sound"
    with closing(sqlite3.connect(db)) as store:
        deeds = store.execute("SELECT unfinished FROM deed WHERE file IS NOT NULL ORDER BY id").fetchall()
    return (
        "before the first batch" if len(deeds) < 2 else "after the last" if deeds[1] == (None,) else "between batches"
    )


def _is_sound(db: Path) -> bool:
    with closing(sqlite3.connect(db)) as store:
        ((sound,),) = store.execute("PRAGMA integrity_check")
        orphans = store.execute("PRAGMA foreign_key_check").fetchall()
        ((halves,),) = store.execute(WITHOUT_HANDLES)
    return sound == "ok" and not orphans and not halves


def people(db: Path) -> list[Any]:
    """Return what is known of everybody, without numbers, keys and deeds."""
    with closing(sqlite3.connect(db)) as store:
        questions = {
            "handle": "kind, value",
            "occasion": "what, month, day, year",
            "interaction": "kind, day, text, imported",
            "search_key": "kind, folded",
            "rhythm": "first_day, last_day, gap, measured",
        }
        found: dict[int, list[Any]] = {
            number: [columns]
            for number, *columns in store.execute("SELECT id, name, company, since, added FROM customer")
        }
        for table, columns in questions.items():
            for number, *values in store.execute(f"SELECT customer_id, {columns} FROM {table}"):
                found[number].append([table, *values])
        words = [list(row) for row in store.execute("SELECT text, word FROM fragment ORDER BY 1, 2")]
    return [*sorted(json.dumps([row[0], *sorted(map(json.dumps, row[1:]))]) for row in found.values()), words]


if __name__ == "__main__":
    sys.exit(main())
