"""`oc restore` killed at random moments: `python -m tests.bench.kills_of_restore`.

Each time a shop with a copy of a week before is put in place, sound, damaged or gone, the copy is restored, and the
process is killed. Then the store is the old one whole, or that of the copy whole; where the old one was damaged or gone
it may be gone still. The same restore after it must go through. What went wrong is printed.

One process imports the program and each command is a fork of it: fifty kills take a few seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from onecustomer.cli.main import main as oc
from tests.bench.kills_of_forget import run
from tests.bench.processes import told
from tests.words import copy_of

KILLS = 300
BEFORE = (("add", "Margo", "Klein"), ("note", "--for", "klein", "zip", "broke"))
SINCE = (("add", "Jim", "Stone"), *(("note", "--for", "jim", "hello", str(number)) for number in range(5)))
STATES = ("sound", "damaged", "gone")
RESTORE = ("restore", "--yes")


def main(words: Sequence[str] | None = None) -> int:
    """Kill restores, print what was found after each, and return 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description="Kill oc restore at random moments, and look at what is there.")
    parser.add_argument("--kills", type=int, default=KILLS)
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        found = kill(Path(folder), asked.kills)
    return told(found)


def kill(folder: Path, kills: int) -> Counter[str]:
    """Return how often the old store, the new one or none was there after a kill, and how often something was wrong."""
    db = folder / "shop" / "shop.db"
    os.environ.update(
        OC_DB=str(db), OC_TILL="one", OC_BACKUP="no", OC_NOW="2026-11-28T12:00:00+00:00", HOME=str(folder), TZ="UTC"
    )
    whole = prepared(db, folder)
    lasts = {state: lasting(db, whole, state) for state in STATES}
    print(", ".join(f"{state}: {took * 1000:.0f} ms" for state, took in lasts.items()))
    chance = random.Random(1)
    found: Counter[str] = Counter()
    for number in range(kills):
        state = STATES[number % len(STATES)]
        put(db, whole, state)
        run(RESTORE, killed_after=chance.uniform(lasts[state] / 10, lasts[state] * 1.1))
        found[f"{state}, then {look(db, state)}"] += 1
    return found


def prepared(db: Path, folder: Path) -> Path:
    """Make the shop with its copy, import here what a restore needs, and return a folder that is as the shop's is."""
    db.parent.mkdir()
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for words in BEFORE:
            assert 0 == oc(words), words
        copy_of(db, dt.date(2026, 11, 21))
        for words in SINCE:
            assert 0 == oc(words), words
        shutil.copytree(db.parent, folder / "whole")
        assert 0 == oc(RESTORE)
    return folder / "whole"


def put(db: Path, whole: Path, state: str) -> None:
    """Put the shop in place, its store sound, damaged or gone."""
    shutil.rmtree(db.parent)
    shutil.copytree(whole, db.parent)
    if state == "damaged":
        db.write_bytes(b"\0" * 100 + db.read_bytes()[100:])
    if state == "gone":
        db.unlink()


def lasting(db: Path, whole: Path, state: str) -> float:
    """Return how many seconds a restore takes that nobody kills."""
    put(db, whole, state)
    began = time.perf_counter()
    assert 0 == run(RESTORE)
    return time.perf_counter() - began


def look(db: Path, state: str) -> str:
    """Return which store is there: old, new, none; "wrong" where it is neither, or does not come back."""
    there = people(db)
    ends = {("Jim Stone", "Margo Klein"): "old", ("Margo Klein",): "new", None: "none"}.get(there, "wrong")
    if (ends == "none") > (state != "sound") or (ends == "old" and state != "sound"):
        return "wrong"
    copy = next(path for path in (db.parent / "backups").glob("*.daily"))
    if run(("restore", copy.name, "--yes")) or people(db) != ("Margo Klein",):
        return "wrong: it does not come back"
    drafts = {path.name.removesuffix("-journal") for path in db.parent.glob("*.new-*")}
    return ends if len(drafts) <= 1 else "wrong: drafts"


def people(db: Path) -> tuple[str, ...] | None:
    """Return who is in the store, if it is whole; none where it is missing or damaged."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{db}?mode=rw", uri=True)) as store:
        ((sound,),) = store.execute("PRAGMA integrity_check")
        names = tuple(name for (name,) in store.execute("SELECT name FROM customer ORDER BY name"))
        return names if sound == "ok" else ("not whole",)
    return None


if __name__ == "__main__":
    sys.exit(main())
