"""How long `oc today` takes and how much memory, for everybody at once: `python -m tests.bench.morning`.

A shop of ordinary size is held to a ratio beside `python -c "import sqlite3"`, and a store of a million people to
seconds and MiB; the stores are those of the other benchmark, asked on the morning of `people.NOW`. They lie in
the system's cache from the second run on. Nothing is asserted: a figure that is not held is printed as MISSED.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import people, processes
from tests.bench.processes import Case, Command, verdict

SIZES = (10_000, 1_000_000)
RUNS = 11
ORDINARY = 10_000  # people up to whom the ratio is to be held
MOST_TIMES = 45.0
MOST_SECONDS = 3.0
MOST_MEMORY = 150.0  # MiB
TODAY = "today"
SECONDS, MEMORY = f"{TODAY}, in seconds", f"{TODAY}, peak memory"


def main(words: Sequence[str] | None = None) -> int:
    """Build the stores, measure, print the table, and return 1 where a run did not end well."""
    asked = _asked(words)
    processes.compile_ours()
    with tempfile.TemporaryDirectory() as own:
        folder = processes.stores_folder(asked.folder, own)
        stores = {size: processes.built(folder, size) for size in sorted(set(asked.sizes))}
        for path in stores.values():
            people.put_back(path)
        cases = [_case(size, path) for size, path in stores.items()]
        for turn in range(asked.runs):
            for case in cases:
                case.run(turn)
        lines = [case.line() for case in cases] + [_seconds(case) for case in cases]
        lines += [processes.memory(MEMORY, case.size, case.argv, case.env, MOST_MEMORY) for case in cases]
    sys.stdout.write("\n".join([*processes.heading(cases), "", *processes.table(lines), ""]))
    return int(any(line[-1].startswith("exit") for line in lines))


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the morning of everybody at once.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="people in each store")
    parser.add_argument("--folder", help="where the stores are kept; else they are built anew")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs on each store")
    return parser.parse_args(words)


def _case(size: int, path: Path) -> Case:
    command = Command(TODAY, MOST_TIMES if size <= ORDINARY else None, (TODAY,))
    env = processes.environment() | {"OC_DB": str(path), "OC_NOW": people.NOW.isoformat()}
    return Case(command, size, [processes.oc(), *command.words], env)


def _seconds(case: Case) -> tuple[str, ...]:
    middle = statistics.median(case.took)
    figures = f"{middle:.2f} s", f"{min(case.took):.2f}–{max(case.took):.2f}", f"{MOST_SECONDS:.1f} s"
    return (SECONDS, f"{case.size:,}", *figures, verdict(middle, MOST_SECONDS, case.failed))


if __name__ == "__main__":
    sys.exit(main())
