"""Commands that are killed: `python -m tests.bench.kills`.

Four tills write notes, promises and thanks, each a process of its own, and every other one is killed at a random
moment. Every write that was acknowledged must be there, none may be there by half, and the store must be sound. Then
the start that brings an older store up to date is killed, over and over: the store must be wholly old or wholly new,
and each copy that it made must be sound. What is wrong is printed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from onecustomer.cli.main import main as oc
from onecustomer.store.database.sqlite import APPLICATION_ID, SCHEMA
from onecustomer.store.files import DRAFT
from tests.bench import processes
from tests.bench.kills_of_forget import run
from tests.words import copies

TILLS = 4
KILLS, ACKNOWLEDGED, MIGRATIONS = 600, 1_000, 100
PEOPLE = 4_000  # of the older store: its migration takes long enough to be hit
FEW = 300
ENTRIES = 3  # of each
PATIENCE = 60.0  # seconds for a command that is not killed
WRITES = (("note",), ("promise", "--by", "friday"), ("thank",))
SCHEMAS = processes.ROOT / "tests" / "store" / "schemas"
HALF = (
    "SELECT (SELECT count(*) FROM interaction WHERE deed_id NOT IN (SELECT id FROM deed))"
    " + (SELECT count(*) FROM deed WHERE verb IN ('note', 'promise', 'thank')"
    " AND id NOT IN (SELECT deed_id FROM interaction))"
    " + (SELECT count(*) FROM interaction WHERE kind IN ('note', 'promise', 'thanks') AND text IS NULL)"
)
"""How many deeds or entries stand alone."""

Run = Callable[[Sequence[str], "float | None"], int]
"""Runs a command, kills it after so many seconds, and returns how it ended."""


@dataclass
class Written:
    """What tills write to the store at a path, until so many commands were killed and so many acknowledged."""

    path: Path
    kills: int
    least: int
    killed: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    refused: int = 0
    took: list[float] = field(default_factory=lambda: [0.1])
    lock: threading.Lock = field(default_factory=threading.Lock)

    def all_write(self) -> None:
        """Let all tills write."""
        tills = [threading.Thread(target=self._write, args=(number,)) for number in range(TILLS)]
        for till in tills:
            till.start()
        for till in tills:
            till.join()

    def _write(self, till: int) -> None:
        chance = random.Random(till)
        env = environment(self.path) | {"OC_TILL": f"till {till}"}
        number = 0
        while len(self.killed) < self.kills or len(self.acknowledged) < self.least:
            number += 1
            verb, *options = WRITES[number % len(WRITES)]
            text = f"{verb} {number} of till {till}"
            usual = statistics.median(self.took[-50:])
            after = usual * chance.uniform(0.2, 1.4) if number % 2 else PATIENCE
            began = time.perf_counter()
            code = run_and_kill([verb, *options, "--for", "c1", "--", text], env, after)
            with self.lock:
                self._count(text, code, time.perf_counter() - began)

    def _count(self, text: str, code: int, took: float) -> None:
        if code == -signal.SIGKILL:
            self.killed.add(text)
        elif code == 0:
            self.acknowledged.add(text)
            self.took.append(took)
        else:
            self.refused += 1

    def wrong(self) -> list[str]:
        """Return what is wrong with the store."""
        with closing(sqlite3.connect(self.path)) as store:
            there = {text for (text,) in store.execute("SELECT text FROM interaction")}
            (half,) = store.execute(HALF).fetchone()
            sound, orphans = integrity(store), store.execute("PRAGMA foreign_key_check").fetchall()
        lost = self.acknowledged - there
        print(
            f"writes: {len(self.killed)} killed, {len(self.killed & there)} of them after the commit,"
            f" {len(self.acknowledged)} acknowledged, {self.refused} refused, {len(lost)} lost, {half} half,"
            f" integrity {sound}"
        )
        found = {"lost": lost, "half": half, "orphans": orphans, "refused": self.refused, "unsound": sound != "ok"}
        return [what for what, is_so in found.items() if is_so]


def main(words: Sequence[str] | None = None) -> int:
    """Kill writers and migrations, print what was lost, and return 1 where anything was."""
    parser = argparse.ArgumentParser(description="Kill commands at random moments, and count what is lost.")
    parser.add_argument("--kills", type=int, default=KILLS, help="writes that are killed")
    parser.add_argument("--acknowledged", type=int, default=ACKNOWLEDGED, help="writes that are acknowledged, at least")
    parser.add_argument("--forked", action="store_true", help="only migrations of few people, each a fork")
    parser.add_argument("--migrations", type=int, default=MIGRATIONS, help="migrations that are killed")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as own:
        folder = Path(own)
        migrated = folder / "migrated" / "shop.db"
        if asked.forked:
            return int(bool(kill_migrations(folder, migrated, asked.migrations, _forking(folder, migrated), FEW)))
        wrong = kill_writes(folder / "shop.db", asked.kills, asked.acknowledged)
        return int(bool(wrong + kill_migrations(folder, migrated, asked.migrations, _starting(migrated))))


def kill_writes(path: Path, kills: int, acknowledged: int) -> list[str]:
    """Kill writes to a new store until so many were killed, and so many acknowledged; return what is wrong."""
    env = environment(path) | {"OC_TILL": "the owner"}
    subprocess.run([processes.oc(), "add", "Margo", "Klein"], env=env, check=True, capture_output=True)
    written = Written(path, kills, acknowledged)
    written.all_write()
    return written.wrong()


def environment(path: Path) -> dict[str, str]:
    """Return the environment of a command on the store at a path."""
    return processes.environment() | {"OC_DB": str(path), "OC_TILL": "one", "OC_BACKUP": "no"}


def _starting(path: Path) -> Run:
    env = environment(path)
    return lambda words, after: run_and_kill(words, env, after or PATIENCE)


def _forking(folder: Path, path: Path) -> Run:
    """Return what runs a command as a fork of this process, which imports here what a migration needs."""
    warm = older_store(folder / "warm.db", 1)
    os.environ.update(environment(path))
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        oc(["--db", str(warm), "show", "c1"])
    return run


def kill_migrations(folder: Path, path: Path, kills: int, ran: Run, people: int = PEOPLE) -> list[str]:
    """Kill the command that migrates the store at `path` so many times, and return what is wrong."""
    old = older_store(folder / "older.db", people)
    chance = random.Random(1)
    whole, killed, moments = 0.0, 0, {SCHEMA - 1: 0, SCHEMA: 0}
    wrong = []
    while killed < kills:
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        shutil.copyfile(old, path)
        if not whole:
            began = time.perf_counter()
            ran(["show", "c1"], None)
            whole = time.perf_counter() - began
            continue
        killed += ran(["show", "c1"], chance.uniform(0, whole)) == -signal.SIGKILL
        wrong += ["torn copy" for copy in copies(path) if DRAFT not in copy.name and not is_whole_copy(copy, old)]
        if is_whole(path):
            moments[version_of(path)] += 1
        else:
            wrong.append("between two schemas")
        if ran(["show", "c1"], None) or version_of(path) != SCHEMA:
            wrong.append("not migrated by the next start")
    print(
        f"migrations: {killed} killed, {moments[SCHEMA - 1]} stores wholly old, {moments[SCHEMA]} wholly new, {wrong}"
    )
    return wrong


def run_and_kill(words: Sequence[str], env: dict[str, str], after: float) -> int:
    """Run a command, kill it where it still runs after so many seconds, and return how it ended."""
    nowhere = subprocess.DEVNULL
    running = subprocess.Popen([processes.oc(), *words], env=env, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    try:
        return running.wait(timeout=after)
    except subprocess.TimeoutExpired:
        running.kill()
        return running.wait()


def older_store(path: Path, people: int = PEOPLE) -> Path:
    """Return a store of the schema before this one, with so many people."""
    with closing(sqlite3.connect(path)) as store:
        store.executescript((SCHEMAS / f"{SCHEMA - 1}.sql").read_text(encoding="utf-8"))
        store.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        store.execute(
            "INSERT INTO deed (id, key, at, till, verb) VALUES (1, '1', '2026-01-01 10:00:00', 'old', 'import')"
        )
        names = ((number, f"{number:032x}", f"Person {number}") for number in range(1, people + 1))
        store.executemany("INSERT INTO customer (id, key, deed_id, name) VALUES (?, ?, 1, ?)", names)
        entries = (
            (f"{number:032x}", number % people + 1, f"2025-{number % 9 + 1:02}-07")
            for number in range(people * ENTRIES)
        )
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
