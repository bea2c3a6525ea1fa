"""What a very long timeline costs, beside one of five entries: `python -m tests.bench.long_timeline`.

Each turn runs a command for the one and the same for the other; a ratio is of those two. Nothing is asserted: a
figure that is not held is printed as MISSED.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from onecustomer.store import kinds, rhythm
from onecustomer.store.counter import append
from onecustomer.store.database.connection import Store
from onecustomer.store.rows import Interaction
from tests.bench import processes
from tests.bench.processes import verdict

ENTRIES = 100_000
RUNS = 21
MOST_TIMES, MOST_MEMORY, MOST_HISTORY = 1.3, 25.0, 1.0  # of the one with five entries; MiB; seconds
CALLS = (("serve",), ("note", "zip", "broke"), ("undo",))
KINDS = (kinds.VISIT, kinds.NOTE, kinds.VISIT, kinds.COMPLAINT, kinds.ANSWER, kinds.VISIT, kinds.IDEA)


def main(words: Sequence[str] | None = None) -> int:
    """Build the store, measure, and print the ratios."""
    parser = argparse.ArgumentParser(description="Measure somebody with a very long timeline.")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="entries of the long timeline")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each command")
    asked = parser.parse_args(words)
    processes.compile_ours()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        env = processes.environment() | {"OC_DB": str(path)}
        for name in ("Lena Long", "Kurt Short"):
            subprocess.run([processes.oc(), "add", *name.split()], env=env, check=True, capture_output=True)
        fill(path, 1, asked.entries)
        fill(path, 2, 5)
        lines = [_line(call, env, asked.runs) for call in CALLS]
        lines += [_memory(env), _history(env)]
    sys.stdout.write("\n".join([*processes.table(lines), ""]))
    return 0


def fill(path: Path, customer_id: int, count: int) -> None:
    """Give a customer so many entries: every complaint is answered, and the last entries are of yesterday."""
    today = dt.date.today()
    with closing(Store.at(str(path), lambda _: None)) as store, store.writing():
        deed = append.deed(store, at=dt.datetime.now(dt.UTC), till="old", staff=None, verb="old")
        last = 0
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            day = (today - dt.timedelta(days=1 + (count - number) // 10)).isoformat()
            text = None if kind == kinds.VISIT else f"number {number}"
            about = last if kind == kinds.ANSWER else None
            last = append.row(store, Interaction, customer_id=customer_id, deed_id=deed, kind=kind, day=day, text=text,
                              about_id=about)  # fmt: skip
        rhythm.fill(store, today, customer_id, customer_id)


def _line(call: Sequence[str], env: dict[str, str], runs: int) -> tuple[str, ...]:
    """Return the line of a command on the two: where it is not serve, each is served first, at a till of its own."""
    ratios: list[float] = []
    failed = 0
    for turn in range(-1, runs):  # the first turn only warms up
        took = []
        for who in ("c1", "c2") if turn % 2 else ("c2", "c1"):
            own = env | {"OC_TILL": f"{call} {turn} {who}"}
            words = [*call, who] if call == ("serve",) else list(call)
            if call != ("serve",):
                processes.timed([processes.oc(), "serve", who], own)
            if call == ("undo",):
                processes.timed([processes.oc(), "note", "zip", "broke"], own)
            seconds, code = processes.timed([processes.oc(), *words], own)
            took.append((who, seconds))
            failed = code or failed
        if turn >= 0:
            ratios.append(dict(took)["c1"] / dict(took)["c2"])
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    figures = f"{middle:.2f} ×", f"{low:.2f}–{high:.2f}", f"{MOST_TIMES} ×"
    return (" ".join(call), "long, short", *figures, verdict(middle, MOST_TIMES, failed))


def _memory(env: dict[str, str]) -> tuple[str, ...]:
    return processes.memory("serve, peak memory", 1, [processes.oc(), "serve", "c1"], env, MOST_MEMORY)


def _history(env: dict[str, str]) -> tuple[str, ...]:
    """Return the line of the history, at a terminal: a pseudo-terminal of `script` is one."""
    argv = ["script", "-qec", f"{processes.oc()} history c1", "/dev/null"]
    took, code = zip(*(processes.timed(argv, env | {"TERM": "xterm"}) for _ in range(3)), strict=True)
    middle = statistics.median(took)
    figures = f"{middle:.2f} s", f"{min(took):.2f}–{max(took):.2f}", f"{MOST_HISTORY} s"
    return ("history, at a terminal", "1", *figures, verdict(middle, MOST_HISTORY, max(code)))


if __name__ == "__main__":
    sys.exit(main())
