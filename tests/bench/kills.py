"""Commands that are killed: `python -m tests.bench.kills`.

Four tills write notes, each note a process of its own that is killed at a random moment; every note that was
acknowledged must be there, whole. Then the start that brings an older store up to date is killed, over and over: the
store must be wholly old or wholly new, and each copy that it made must be sound. Lost and torn things are printed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from onecustomer.store.database.sqlite import APPLICATION_ID, SCHEMA
from tests.bench import processes
from tests.words import copies

TILLS = 4
KILLS, MIGRATIONS = 600, 100
PEOPLE, ENTRIES = 4_000, 12_000  # of the older store: its migration takes long enough to be hit
SCHEMAS = processes.ROOT / "tests" / "store" / "schemas"
HALF = (
    "SELECT (SELECT count(*) FROM interaction WHERE deed_id NOT IN (SELECT id FROM deed))"
    " + (SELECT count(*) FROM deed WHERE verb = 'note' AND id NOT IN (SELECT deed_id FROM interaction))"
)


@dataclass
class Written:
    """What tills wrote until they had been killed often enough."""

    path: Path
    kills: int
    killed: int = 0
    acknowledged: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, till: int) -> None:
        """Write notes on a till, and kill each at a random moment; many are done before."""
        chance = random.Random(till)
        env = processes.environment() | {"OC_DB": str(self.path), "OC_TILL": f"till {till}"}
        run_and_kill(["serve", "c1"], env, 60)
        number = 0
        while self.killed < self.kills:
            number += 1
            text = f"note {number} of till {till}"
            code = run_and_kill(["note", *text.split()], env, chance.uniform(0.02, 0.3))
            with self.lock:
                self.killed += code == -signal.SIGKILL
                if code == 0:
                    self.acknowledged.add(text)

    def lost(self) -> int:
        """Return how many acknowledged notes are not there."""
        with closing(sqlite3.connect(self.path)) as store:
            there = {text for (text,) in store.execute("SELECT text FROM interaction WHERE kind = 'note'")}
        return len(self.acknowledged - there)


def main(words: Sequence[str] | None = None) -> int:
    """Kill writers and migrations, print what was lost, and return 1 where anything was."""
    parser = argparse.ArgumentParser(description="Kill commands at random moments, and count what is lost.")
    parser.add_argument("--kills", type=int, default=KILLS, help="notes that are killed")
    parser.add_argument("--migrations", type=int, default=MIGRATIONS, help="migrations that are killed")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        bad = _notes(Path(folder), asked.kills) + _migrations(Path(folder), asked.migrations)
    return int(bad > 0)


def _notes(folder: Path, kills: int) -> int:
    path = folder / "notes.db"
    env = processes.environment() | {"OC_DB": str(path), "OC_TILL": "the owner"}
    subprocess.run([processes.oc(), "add", "Margo", "Klein"], env=env, check=True, capture_output=True)
    written = Written(path, kills)
    tills = [threading.Thread(target=written.write, args=(number,)) for number in range(TILLS)]
    for till in tills:
        till.start()
    for till in tills:
        till.join()
    with closing(sqlite3.connect(path)) as store:
        (half,) = store.execute(HALF).fetchone()
        sound = integrity(store)
    lost = written.lost()
    print(
        f"notes: {written.killed} killed, {len(written.acknowledged)} acknowledged, {lost} of them lost,"
        f" {half} half deeds, integrity {sound}"
    )
    return lost + half + (sound != "ok")


def _migrations(folder: Path, kills: int) -> int:
    old = older_store(folder / "older.db")
    path = folder / "migrated" / "shop.db"
    env = processes.environment() | {"OC_DB": str(path), "OC_TILL": "one"}
    chance = random.Random(1)
    path.parent.mkdir()
    shutil.copyfile(old, path)
    began = time.perf_counter()
    run_and_kill(["show", "c1"], env, 60)
    whole = time.perf_counter() - began
    killed = torn = between = 0
    while killed < kills:
        shutil.rmtree(path.parent)
        path.parent.mkdir()
        shutil.copyfile(old, path)
        killed += run_and_kill(["show", "c1"], env, chance.uniform(0, whole)) == -signal.SIGKILL
        torn += sum(not is_whole_copy(copy, old) for copy in copies(path))
        between += not is_whole(path)
        run_and_kill(["show", "c1"], env, 60)
        between += version_of(path) != SCHEMA
    print(f"migrations: {killed} killed, {torn} torn copies, {between} stores between two schemas")
    return torn + between


def run_and_kill(words: Sequence[str], env: dict[str, str], after: float) -> int:
    """Run a command, kill it where it still runs after so many seconds, and return how it ended."""
    nowhere = subprocess.DEVNULL
    running = subprocess.Popen([processes.oc(), *words], env=env, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    try:
        return running.wait(timeout=after)
    except subprocess.TimeoutExpired:
        running.kill()
        return running.wait()


def older_store(path: Path) -> Path:
    """Return a store of the schema before this one, full of people."""
    with closing(sqlite3.connect(path)) as store:
        store.executescript((SCHEMAS / f"{SCHEMA - 1}.sql").read_text(encoding="utf-8"))
        store.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        store.execute(
            "INSERT INTO deed (id, key, at, till, verb) VALUES (1, '1', '2026-01-01 10:00:00', 'old', 'import')"
        )
        people = ((number, f"{number:032x}", f"Person {number}") for number in range(1, PEOPLE + 1))
        store.executemany("INSERT INTO customer (id, key, deed_id, name) VALUES (?, ?, 1, ?)", people)
        entries = ((f"{number:032x}", number % PEOPLE + 1, f"2025-{number % 9 + 1:02}-07") for number in range(ENTRIES))
        store.executemany(
            "INSERT INTO interaction (key, customer_id, deed_id, kind, day) VALUES (?, ?, 1, 'visit', ?)", entries
        )
        store.commit()
    return path


def is_whole_copy(copy: Path, old: Path) -> bool:
    """Tell whether a copy is sound, of the old schema, and has all of the old store's people and entries."""
    counted = "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM interaction)"
    try:
        with closing(sqlite3.connect(copy)) as made, closing(sqlite3.connect(old)) as store:
            whole = made.execute(counted).fetchone() == store.execute(counted).fetchone()
            return whole and integrity(made) == "ok" and version_of(copy) == SCHEMA - 1
    except sqlite3.DatabaseError:
        return False


def is_whole(path: Path) -> bool:
    """Tell whether a store is sound, and wholly of the old schema or wholly of the new one."""
    with closing(sqlite3.connect(path)) as store:
        return integrity(store) == "ok" and version_of(path) in (SCHEMA - 1, SCHEMA)


def version_of(path: Path) -> int:
    """Return the number of a store's schema."""
    with closing(sqlite3.connect(path)) as store:
        number: int = store.execute("PRAGMA user_version").fetchone()[0]
        return number


def integrity(store: sqlite3.Connection) -> str:
    """Return what SQLite says of the whole file."""
    return str(store.execute("PRAGMA integrity_check").fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
