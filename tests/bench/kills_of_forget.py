"""`oc forget` killed at random moments: `python -m tests.bench.kills_of_forget`.

Each time a shop with a copy from before a migration is put in place, somebody is erased, and the process is killed. The
next note must go through, and after it she is wholly there, or without a byte. What went wrong is printed.

One process imports the program and each command is a fork of it: fifty kills take a few seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

from onecustomer.cli.main import main as oc
from tests.bench.processes import told
from tests.words import older_store

KILLS = 500
HER_OWN = ("Margo Klein", "klein", "mk@example.com", "black umbrella", "zip broke", "paper receipts", "3410555212")
MADE = (
    ("add", "Jim", "Stone"),
    ("add", "Margo", "Klein", "--phone", "212 555 0143", "--email", "mk@example.com", "--why", "black umbrella"),
    ("note", "--for", "klein", "zip", "broke"),
    ("note", "--for", "klein", "--pin", "paper", "receipts"),
    ("edit", "klein", "--email", "margo@example.com"),
    ("note", "--for", "jim", "--referral", "klein"),
    ("serve", "klein"),
)
COPIED = ("deed", "customer", "handle", "interaction", "fact", "search_key", "fragment", "sound")


def main(words: Sequence[str] | None = None) -> int:
    """Kill erasures, print what was found after each, and return 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description="Kill oc forget at random moments, and look for what is left.")
    parser.add_argument("--kills", type=int, default=KILLS)
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        found = kill(Path(folder), asked.kills)
    return told(found)


def kill(folder: Path, kills: int) -> Counter[str]:
    """Return how often the kill came before she was erased, between, and after; and how often something was wrong."""
    db = folder / "shop" / "shop.db"
    os.environ.update(
        OC_DB=str(db), OC_TILL="one", OC_BACKUP="no", OC_NOW="2026-11-21T12:00:00+00:00", HOME=str(folder), TZ="UTC"
    )
    db.parent.mkdir()
    warm(folder)
    for words in MADE:
        assert 0 == run(words), words
    shutil.move(older_store(db, 7, *COPIED), db.with_name("shop.db.schema-7.1"))
    with closing(sqlite3.connect(db)) as store:
        ((key,),) = store.execute("SELECT key FROM customer WHERE name = 'Margo Klein'")
    whole = folder / "whole"
    shutil.copytree(db.parent, whole)
    began = time.perf_counter()
    assert 0 == run(("forget", "klein", "--yes"))
    lasts = time.perf_counter() - began
    print(f"forget takes {lasts * 1000:.0f} ms")
    chance = random.Random(1)
    found: Counter[str] = Counter()
    for _ in range(kills):
        shutil.rmtree(db.parent)
        shutil.copytree(whole, db.parent)
        run(("forget", "klein", "--yes"), killed_after=chance.uniform(lasts / 4, lasts))
        found[look(db, key)] += 1
    return found


def warm(folder: Path) -> None:
    """Import here what the commands need, so that a fork lasts as long as its work."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for words in (*MADE, ("forget", "klein", "--yes")):
            oc(["--db", str(folder / "warm.db"), *words])


def look(db: Path, key: str) -> str:
    """Return when the kill came, and "wrong" where the next note does not make everything well."""
    with closing(sqlite3.connect(db)) as store:
        ((there,),) = store.execute("SELECT count(*) FROM customer WHERE key = ?", (key,))
        ((rows,),) = store.execute("SELECT count(*) FROM interaction WHERE customer_id = 2")
        ((waiting,),) = store.execute("SELECT count(*) FROM erasure")
    is_noted = 0 == run(("note", "--for", "jim", "hello"))
    with closing(sqlite3.connect(db)) as store:
        ((left,),) = store.execute("SELECT count(*) FROM erasure")
        ((sound,),) = store.execute("PRAGMA integrity_check")
    kept = b"".join(path.read_bytes() for path in db.parent.rglob("*") if path.is_file())
    seen = [value for value in HER_OWN if value.encode() in kept]
    listed = db.with_name("shop.db-erased")
    lines = listed.read_text().splitlines() if listed.exists() else []
    if not is_noted or left or sound != "ok" or bool(there) != bool(rows) or (there and waiting):
        return "wrong"
    if there:
        return "wrong" if "zip broke" not in seen else "still there"  # her key may be on the list by then
    is_clean = [] == seen and [f"{key} 2026-11-21"] == lines
    return "wrong" if not is_clean else "finished by the next note" if waiting else "done before"


def run(words: Sequence[str], killed_after: float | None = None) -> int:
    """Run a command in a fork, in silence; kill it after so many seconds. Return its exit code."""
    return forked(lambda: oc(list(words)), killed_after)


def forked(act: Callable[[], int], killed_after: float | None) -> int:
    """Return what `act` returns in a fork of this process; minus the signal where it was killed."""
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        try:
            os._exit(act())
        finally:
            os._exit(99)
    if killed_after is not None:
        time.sleep(killed_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
