"""Two versions of the program, run in turn: `python -m tests.bench.pairs --old PATH/TO/ITS/oc`.

Each turn runs a command of the old version and the same of this one, on one store of a thousand people, and the other
way round the next time; a ratio is of those two. Below them stand the bytes of our own code that each verb loads.
Nothing is asserted: a figure that is not held is printed as MISSED.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import people, processes
from tests.bench.processes import verdict

RUNS = 31
PEOPLE = 1_000
MOST_SLOWER = 1.02
MOST_OF_NOTE = 0.75  # of the bytes that the old one loads
SERVE = ("serve", "margo")
CALLS = (SERVE, ("note", "zip", "broke", "again"), ("thank", "for", "her", "patience"), ("style", "upset"))
LOADED = """
import marshal, os, sys
os._exit = sys.exit  # so that what was loaded can be counted
from onecustomer.__main__ import run
sys.argv[1:] = {words!r}
try:
    run()
except SystemExit as ended:
    assert not ended.code, ended.code
ours = [module.__spec__ for name, module in sys.modules.items() if name.split(".")[0] == "onecustomer"]
print(len(ours), sum(len(marshal.dumps(spec.loader.get_code(spec.name))) for spec in ours))
"""
"""Runs a command, then prints how many modules of ours it loaded, and how many bytes of code are in them."""


def main(words: Sequence[str] | None = None) -> int:
    """Build a store, measure both versions, and print the ratios."""
    parser = argparse.ArgumentParser(description="Measure two versions of the program beside one another.")
    parser.add_argument("--old", required=True, help="the other version's oc")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each command")
    asked = parser.parse_args(words)
    processes.compile_ours()
    with tempfile.TemporaryDirectory() as folder:
        store = processes.built(Path(folder), PEOPLE)
        env = processes.environment() | {"OC_DB": str(store), "OC_TILL": "bench"}
        pair = asked.old, processes.oc()
        lines = [_line(ratios, call) for call, ratios in _measured(pair, store, env, asked.runs).items()]
        lines += [_bytes(pair, call, env) for call in CALLS]
        people.put_back(store)
    sys.stdout.write("\n".join([*processes.table(lines), ""]))
    return 0


def _measured(pair: tuple[str, str], store: Path, env: dict[str, str], runs: int) -> dict[tuple[str, ...], list[float]]:
    """Return the ratios of each call, new to old, one a turn."""
    ratios: dict[tuple[str, ...], list[float]] = {call: [] for call in CALLS}
    for turn in range(-1, runs):  # the first turn only warms up
        took: dict[tuple[str, ...], dict[str, float]] = {call: {} for call in CALLS}
        for oc in pair if turn % 2 else reversed(pair):
            people.put_back(store)
            for call in CALLS:
                took[call][oc], code = processes.timed([oc, *call], env | {"OC_TILL": f"{turn} {oc == pair[0]}"})
                assert code == 0, (oc, call, code)
        for call in CALLS if turn >= 0 else ():
            ratios[call].append(took[call][pair[1]] / took[call][pair[0]])
    return ratios


def _line(ratios: Sequence[float], call: Sequence[str]) -> tuple[str, ...]:
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    held = verdict(middle, MOST_SLOWER)
    return " ".join(call), f"{PEOPLE:,}", f"{middle:.3f} ×", f"{low:.3f}–{high:.3f}", f"{MOST_SLOWER} ×", held


def _bytes(pair: tuple[str, str], call: Sequence[str], env: dict[str, str]) -> tuple[str, ...]:
    (old_modules, old), (new_modules, new) = (_loaded(oc, call, env) for oc in pair)
    holds = MOST_OF_NOTE if call[0] == "note" else None
    figures = f"{new / old:.3f} ×", f"{old:,}–{new:,}", f"{holds} ×" if holds else "-", verdict(new / old, holds)
    return f"bytes that {call[0]} loads", f"{old_modules} and {new_modules} modules", *figures


def _loaded(oc: str, call: Sequence[str], env: dict[str, str]) -> tuple[int, int]:
    """Return how many modules of its own a command loads, and the bytes of code in them."""
    python = Path(oc).with_name("python")
    ran = [str(python), "-c", LOADED.format(words=list(call))]
    done = subprocess.run(ran, env=env, cwd=python.parent, capture_output=True, text=True, check=True)
    modules, size = done.stdout.splitlines()[-1].split()
    return int(modules), int(size)


if __name__ == "__main__":
    sys.exit(main())
