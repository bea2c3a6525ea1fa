"""How fast everybody is exported, in each form, how much memory that takes, and how long a till that writes waits.

.venv/bin/python -m tests.bench.export [--people 100000] [--stores FOLDER]
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tests.bench import people, processes

ROWS_A_SECOND = 50_000
MOST_MIB = 80
TABLES = ("customer", "handle", "occasion", "fact", "interaction", "telling")
FORMS = ((), ("--csv",), ("--vcard",))


def rows_of(path: Path) -> int:
    """Return how many rows of people a store has."""
    with closing(sqlite3.connect(path)) as store:
        return sum(store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES)


def exported(path: Path, form: tuple[str, ...], file: Path) -> float:
    """Export everybody to a file and return how long that took, in seconds."""
    env = processes.environment() | {"OC_DB": str(path)}
    took, code = processes.timed([processes.oc(), "export", *form, "-o", str(file), "--force"], env)
    if code:
        raise SystemExit(f"oc export {' '.join(form)} ended with {code}")
    return took


def longest_wait(path: Path, file: Path) -> tuple[float, int]:
    """Note things of somebody while everybody is exported; return the longest note, in seconds, and how many."""
    env = processes.environment() | {"OC_DB": str(path), "OC_TILL": "bench"}
    export = subprocess.Popen(
        [processes.oc(), "export", "-o", str(file), "--force"], env=env, stdout=subprocess.DEVNULL
    )
    longest, count = 0.0, 0
    while export.poll() is None:
        took, code = processes.timed([processes.oc(), "note", "--for", "c1", "a note of the benchmark"], env)
        if code:
            raise SystemExit(f"oc note ended with {code}")
        longest, count = max(longest, took), count + 1
    people.put_back(path)
    return longest, count


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=100_000)
    asked.add_argument("--stores")
    given = asked.parse_args()
    processes.compile_ours()
    folder = processes.stores_folder(given.stores, os.path.join(tempfile.gettempdir(), "oc-bench"))
    path = processes.built(folder, given.people)
    rows = rows_of(path)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        file = Path(scratch) / "export"
        for form in FORMS:
            took = exported(path, form, file)
            verdict = processes.verdict(ROWS_A_SECOND, rows / took)
            size = file.stat().st_size / 2**20
            print(f"export {' '.join(form):8} {rows:,} rows in {took:.1f} s: {rows / took:,.0f} a second, "
                  f"{size:.0f} MiB  {verdict}")  # fmt: skip
        env = processes.environment() | {"OC_DB": str(path)}
        small = processes.built(folder, 1_000)
        for store, size in ((small, 1_000), (path, given.people)):
            line = processes.memory("export", size, [processes.oc(), "export"], env | {"OC_DB": str(store)}, MOST_MIB)
            print("memory  ", *line)
        longest, count = longest_wait(path, file)
        print(f"{count} notes meanwhile, the longest took {longest:.2f} s")
        exported(path, (), file)
        other = Path(scratch) / "other.db"
        began = time.perf_counter()
        done = subprocess.run(
            [processes.oc(), "import", str(file)], env=env | {"OC_DB": str(other)}, capture_output=True, check=False
        )
        took = time.perf_counter() - began
        print(f"import of it: {rows / took:,.0f} rows a second, exit {done.returncode}")
        again = Path(scratch) / "again"
        exported(other, (), again)
        print("the same again" if again.read_bytes() == file.read_bytes() else "NOT the same again")


if __name__ == "__main__":
    sys.exit(main())
