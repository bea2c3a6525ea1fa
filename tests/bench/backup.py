"""Copies while tills write: `python -m tests.bench.backup`.

Two tills write notes, each note a process of its own, while `oc backup` copies the store again and again. Each copy
must be sound, be what its digest says, and have every note that was acknowledged before it began. Then copies are
killed at random moments: under its name a copy is whole, or there is none. With `--wait` it is measured how long a till
that writes waits for a copy, made as ours are, in one step of SQLite's backup, and by VACUUM INTO.
"""

from __future__ import annotations

import argparse
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from onecustomer.store.copies import digest, making
from onecustomer.store.database.connection import Store
from tests.bench import processes
from tests.bench.kills import integrity, run_and_kill

PEOPLE = 27_000  # of a store of 52 MB
TIMES, KILLS, TILLS = 20, 20, 2
TURNS = 3
NOTES = "SELECT text FROM interaction WHERE kind = 'note' AND text LIKE 'note % of till %'"


@dataclass
class Tills:
    """Tills that write while copies are made: what was acknowledged so far, and the longest that a note took."""

    path: Path
    acknowledged: set[str] = field(default_factory=set)
    longest: float = 0.0
    refused: int = 0
    is_over: threading.Event = field(default_factory=threading.Event)

    def env(self, till: str) -> dict[str, str]:
        """Return the environment of a till."""
        return processes.environment() | {"OC_DB": str(self.path), "OC_TILL": till}

    def write(self, till: int) -> None:
        """Write notes until it is over."""
        number = 0
        while not self.is_over.is_set():
            number += 1
            text = f"note {number} of till {till}"
            took, code = processes.timed([processes.oc(), "note", text, "--for", "c1"], self.env(f"till {till}"))
            self.longest = max(self.longest, took)
            self.refused += bool(code)
            if not code:
                self.acknowledged.add(text)

    def copy(self, to: Path) -> bool:
        """Make a copy, and tell whether it is good: sound, as its digest says, with all that it must have."""
        before = set(self.acknowledged)
        _, code = processes.timed([processes.oc(), "backup", str(to)], self.env("the owner"))
        return not code and is_good(to) and before <= notes_of(to)


def is_good(copy: Path) -> bool:
    """Tell whether a copy is sound and has the digest that lies beside it."""
    with closing(sqlite3.connect(copy)) as made:
        return integrity(made) == "ok" and digest.is_right(str(copy)) is True


def notes_of(path: Path) -> set[str]:
    """Return the notes of the tills that a store or copy has."""
    with closing(sqlite3.connect(path)) as store:
        return {text for (text,) in store.execute(NOTES)}


def main(words: Sequence[str] | None = None) -> int:
    """Copy while tills write, kill copies, print what came of it, and return 1 where a copy was not good."""
    parser = argparse.ArgumentParser(description="Copy a store while tills write to it.")
    parser.add_argument("--people", type=int, default=PEOPLE, help="people in the store")
    parser.add_argument("--times", type=int, default=TIMES, help="copies that are made")
    parser.add_argument("--kills", type=int, default=KILLS, help="copies that are killed")
    parser.add_argument("--wait", type=int, nargs="*", default=(), help="people in stores of which it is measured")
    parser.add_argument("--pause", type=float, default=0.01, help="seconds between two writes while it is measured")
    parser.add_argument("--folder", help="where the stores are kept; else they are built anew")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as own:
        folder = processes.stores_folder(asked.folder, own)
        bad = _copied(processes.built(folder, asked.people), Path(own), asked.times, asked.kills)
        for size in asked.wait:
            _waited(processes.built(folder, size), Path(own), asked.pause)
    return int(bad > 0)


def _copied(path: Path, folder: Path, times: int, kills: int) -> int:
    tills = Tills(path)
    writing = [threading.Thread(target=tills.write, args=(number,)) for number in range(TILLS)]
    for till in writing:
        till.start()
    began = time.perf_counter()
    good = sum(tills.copy(folder / f"copy-{number}.db") for number in range(times))
    took = (time.perf_counter() - began) / max(times, 1)
    longest = tills.longest
    torn = _torn(tills, folder, kills, took)
    tills.is_over.set()
    for till in writing:
        till.join()
    megabytes = path.stat().st_size / 1e6
    print(
        f"{megabytes:.0f} MB, {TILLS} tills that write: {good} of {times} copies good, {took:.2f} s each with its"
        f" checks; {len(tills.acknowledged)} notes acknowledged, {tills.refused} refused,"
        f" the longest took {longest:.2f} s"
    )
    print(f"{kills} copies killed: {torn} torn under their names")
    return times - good + tills.refused + torn


def _torn(tills: Tills, folder: Path, kills: int, most: float) -> int:
    """Kill copies, and return how many that were not good had their name all the same."""
    chance = random.Random(1)
    torn = killed = 0
    while killed < kills:
        to = folder / f"killed-{killed}-{chance.random()}.db"
        code = run_and_kill(["backup", str(to)], tills.env("the owner"), chance.uniform(0, most))
        killed += code == -signal.SIGKILL
        torn += to.exists() and (digest.is_right(str(to)) is False or not making.is_sound(str(to)))
    return torn


def _waited(path: Path, folder: Path, pause: float) -> None:
    """Print how long a till that writes waits at the most while a large store is copied, each way."""
    megabytes = path.stat().st_size / 1e6
    for called, copy in (("backup", _by_backup), ("in one step", _in_one_step), ("VACUUM INTO", _by_vacuum)):
        waits = []
        for turn in range(TURNS):
            to = folder / f"{called} {turn}.db"
            waits.append(_longest_wait(path, pause, lambda to=to, copy=copy: copy(path, to)))  # type: ignore[misc]
            to.unlink()
        print(f"{megabytes:,.0f} MB, {called}: a till waits {min(waits):.2f} to {max(waits):.2f} s")


def _by_backup(path: Path, to: Path) -> None:
    with closing(Store.at(str(path), lambda _: None)) as store:
        making.fill(store, str(to))


def _in_one_step(path: Path, to: Path) -> None:
    with closing(Store.at(str(path), lambda _: None)) as store, closing(sqlite3.connect(to)) as made, store.reading():
        store.connection.backup(made)


def _by_vacuum(path: Path, to: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("VACUUM INTO ?", (str(to),))


def _longest_wait(path: Path, pause: float, copy: Callable[[], None]) -> float:
    """Return how long the longest of many small writes took while a store was copied, in seconds."""
    copying = threading.Thread(target=copy)
    longest = 0.0
    with closing(Store.at(str(path), lambda _: None)) as store:
        store.settle()
        copying.start()
        while copying.is_alive():
            began = time.perf_counter()
            with store.writing():
                store.change("INSERT OR REPLACE INTO setting VALUES ('again', '30')")
            longest = max(longest, time.perf_counter() - began)
            time.sleep(pause)
        copying.join()
    return longest


if __name__ == "__main__":
    sys.exit(main())
