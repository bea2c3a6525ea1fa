"""Files that are brought in: `python -m tests.bench.import --rows 20000 100000 1000000`.

Each file is made up once, as Square exports it, and imported twice into a store of its own: everybody is new, and then
everybody is known. What each run takes is printed in rows a second, beside the floor and the most memory it holds.
"""

# ruff: noqa: N999  the issue names it by its command

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench import processes
from tests.bench.processes import verdict
from tests.bench.square_files import KINDS, made

ROWS = (20_000, 100_000)
FIRST_RUN, SECOND_RUN = 10_000, 20_000  # rows a second to hold
MOST_MEMORY = 200  # MiB
NOW = "2026-11-21T12:00:00+00:00"


def main(words: Sequence[str] | None = None) -> int:
    """Import each file twice, and print what was measured."""
    parser = argparse.ArgumentParser(description="Measure oc import.")
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS, help="rows of each file")
    parser.add_argument("--kind", choices=list(KINDS), nargs="+", default=["square"], help="what the rows are like")
    parser.add_argument("--folder", help="where the files are kept; else in one that is gone afterwards")
    asked = parser.parse_args(words)
    processes.compile_ours()
    with tempfile.TemporaryDirectory() as own:
        folder = processes.stores_folder(asked.folder, own)
        for kind in asked.kind:
            for rows in asked.rows:
                _measured(made(folder, rows, kind), rows, kind)
    return 0


def _measured(path: Path, rows: int, kind: str) -> None:
    """Import a file twice into a new store, and print both runs."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        env = processes.environment() | {"OC_DB": str(Path(folder) / "shop.db"), "OC_NOW": NOW, "HOME": folder}
        floor = min(processes.timed(processes.FLOOR, env)[0] for _ in range(5))
        for turn, least in (("first", FIRST_RUN), ("second", SECOND_RUN)):
            took, peak, code = run([processes.oc(), "import", str(path)], env)
            print(
                f"{kind}, {rows:,} rows, {turn} run: {rows / took:,.0f} rows/s, to hold {least:,},"
                f" {verdict(least, rows / took, code)}; {took:.1f} s, {took / floor:,.0f} × the floor;"
                f" {peak:.0f} MiB, to hold {MOST_MEMORY}, {verdict(peak, MOST_MEMORY, code)}",
                flush=True,
            )


def run(argv: Sequence[str], env: dict[str, str]) -> tuple[float, float, int]:
    """Return how long a process took in seconds, the most MiB it held at a time, and its exit code."""
    alone = [sys.executable, "-I", "-S", "-c", processes.PEAK, *argv]
    began = time.perf_counter()
    done = subprocess.run(alone, env=env, capture_output=True, text=True, check=True)
    took = time.perf_counter() - began
    code, used = map(int, done.stdout.split())
    return took, used * (1 if sys.platform == "darwin" else 1024) / 2**20, code


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
