"""How long the commands of a till take, beside `python -c "import sqlite3"`: `python -m tests.bench.counter`.

Whole processes are measured, in turn, and each right behind a run of the floor; a ratio is of those two. Every
turn is another till, on a store as it was built, so that each `serve` logs a visit and each command finds the same.
Nothing is asserted: a figure that is not held is printed as MISSED.
"""

from __future__ import annotations

import argparse
import compileall
import datetime as dt
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import onecustomer
from tests.bench import people

SIZES = (1_000, 100_000, 1_000_000)
RUNS, SLOW_RUNS = 31, 7
SLOW = 0.3  # seconds from which a command is run less often
MEMORY = "serve margo, peak memory"
MOST_MEMORY = 25.0  # MiB
MEMORY_RUNS = 3
MOST_GROWTH = 1.3  # of serve, from the smallest store to the largest
ROOT = Path(__file__).resolve().parents[2]
FLOOR = [sys.executable, "-c", "import sqlite3"]
PLAIN_RUN = [sys.executable, "-c", "from tests.bench.plain import run; run()"]
PEAK = """
import os, sys
nowhere = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[nowhere])
_, status, used = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss)
"""
"""Runs one process and prints what it alone took; small itself, as Linux counts the parent's memory at the start."""


@dataclass(frozen=True)
class Command:
    """What is typed, and how many times the floor it may take; none where it is only there for comparison."""

    label: str
    holds: float | None
    words: Sequence[str] = ()
    default_place: bool = False
    every_size: bool = True


SERVE = Command("serve margo", 2.5, ("serve", "margo"))
PLAIN = Command("plain Typer, SQLModel and Rich", None, every_size=False)
COMMANDS = (
    SERVE,
    Command("serve margo, default place", 3.0, ("serve", "margo"), default_place=True),
    Command("serve margo, once more", 2.5, ("serve", "margo")),
    Command("note zip broke again", 3.0, ("note", "zip", "broke", "again")),
    Command("thank for her patience", 3.0, ("thank", "for", "her", "patience")),
    Command("style upset", 3.0, ("style", "upset")),
    Command("show margo", 40.0, ("show", "margo"), every_size=False),
    Command("history margo", 40.0, ("history", "margo"), every_size=False),
    Command("find margo", 40.0, ("find", "margo"), every_size=False),
    Command("edit margo --role tailor", 40.0, ("edit", "margo", "--role", "tailor"), every_size=False),
    Command("undo", 40.0, ("undo",), every_size=False),
    Command("add Ada Newcomer --yes", 40.0, ("add", "Ada", "Newcomer", "--yes"), every_size=False),
    PLAIN,
)
"""In the order of a visit: the one served first is whom the next ones are about."""


@dataclass
class Case:
    """A command on a store of one size, and what its runs took, in seconds, beside the floor's."""

    command: Command
    size: int
    argv: Sequence[str]
    env: dict[str, str]
    took: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    failed: int = 0  # the exit code of the last run that did not end well

    def run(self, turn: int) -> None:
        """Run the floor and then the command, and keep what both took."""
        floor, _ = _timed(FLOOR, self.env)
        took, code = _timed(self.argv, self.env | {"OC_TILL": f"till {turn}"})
        self.failed = code or self.failed
        self.floor.append(floor)
        self.took.append(took)

    def is_slow(self) -> bool:
        """Tell whether the command takes so long that fewer runs must do."""
        return bool(self.took) and statistics.median(self.took) > SLOW

    def line(self) -> tuple[str, ...]:
        """Return the command's line of the table."""
        ratios = [took / floor for took, floor in zip(self.took, self.floor, strict=True)]
        low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
        most = self.command.holds
        figures = f"{middle:.2f} ×", f"{low:.2f}–{high:.2f}", f"{most:.1f} ×" if most else "-"
        return (self.command.label, f"{self.size:,}", *figures, _verdict(middle, most, self.failed))


def main(words: Sequence[str] | None = None) -> int:
    """Build the stores, measure, print the table, and return 1 where a command did not end well."""
    asked = _asked(words)
    compileall.compile_dir(str(Path(onecustomer.__file__).parent), quiet=2)
    with tempfile.TemporaryDirectory() as own:
        folder = Path(asked.folder or own).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        stores = {size: _built(folder, size) for size in sorted(set(asked.sizes))}
        cases = _cases(stores)
        _measure(cases, list(stores.values()), asked.runs, asked.slow_runs)
        lines = [case.line() for case in cases] + [_memory(size, path) for size, path in stores.items()]
        for path in stores.values():
            people.put_back(path)
        _print(lines, cases, {size: path.stat().st_size / size for size, path in stores.items()})
    return int(any(line[-1].startswith("exit") for line in lines))


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the commands of a till beside the start of Python.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="people in each store")
    parser.add_argument("--folder", help="where the stores are kept; else they are built anew")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each command")
    parser.add_argument("--slow-runs", type=int, default=SLOW_RUNS, help=f"the most of one that takes over {SLOW} s")
    return parser.parse_args(words)


def _built(folder: Path, size: int) -> Path:
    began = time.perf_counter()
    path = people.store(folder, size)
    sys.stderr.write(f"{size:,} people are there after {time.perf_counter() - began:.1f} s.\n")
    return path


def _cases(stores: dict[int, Path]) -> list[Case]:
    sizes = list(stores)
    middle = sizes[len(sizes) // 2]
    cases = []
    for command in COMMANDS:
        for size in sizes if command.every_size else [middle]:
            argv = [_oc(), *command.words]
            if command is PLAIN:
                argv = [*PLAIN_RUN, "margo", "--db", str(stores[size])]
            env = _environment() | {"OC_DB": str(stores[size])}
            if not command.default_place:
                cases.append(Case(command, size, argv, env))
            elif home := _home(stores[size]):
                cases.append(Case(command, size, argv, home))
    return cases


def _oc() -> str:
    """Return the console script of this Python's onecustomer."""
    found = shutil.which("oc", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit("There is no oc beside this Python: pip install -e .")
    return found


def _environment() -> dict[str, str]:
    """Return what the environment of somebody at a till says: nothing of the program's own, and Python as it comes."""
    ours = ("OC_", "PYTHON", "XDG_DATA_HOME", "COLUMNS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _home(store: Path) -> dict[str, str] | None:
    """Return the environment in which a store is at the default place, or none where only the shop's own can be."""
    home = store.with_suffix(".home")
    shutil.rmtree(home, ignore_errors=True)
    env = _environment() | {"XDG_DATA_HOME": str(home)}
    asked = [sys.executable, "-c", "from onecustomer.store import place; print(place.default_store())"]
    place = Path(subprocess.run(asked, env=env, capture_output=True, text=True, check=True).stdout.strip())
    if not place.is_relative_to(home):
        return None
    place.parent.mkdir(parents=True)
    place.hardlink_to(store)
    return env


def _measure(cases: list[Case], stores: list[Path], runs: int, slow_runs: int) -> None:
    for turn in range(runs):
        for path in stores:
            people.put_back(path)
        for case in cases:
            if turn < slow_runs or not case.is_slow():
                case.run(turn)


def _timed(argv: Sequence[str], env: dict[str, str]) -> tuple[float, int]:
    """Return how long a process took, in seconds, and its exit code."""
    nowhere = subprocess.DEVNULL
    began = time.perf_counter()
    done = subprocess.run(argv, env=env, cwd=ROOT, stdin=nowhere, stdout=nowhere, stderr=nowhere, check=False)
    return time.perf_counter() - began, done.returncode


def _memory(size: int, path: Path) -> tuple[str, ...]:
    """Return the line of the most memory that one `serve` holds at a time, the largest of some runs."""
    if not hasattr(os, "wait4"):
        return (MEMORY, f"{size:,}", "not measured here", "-", f"{MOST_MEMORY:.0f} MiB", "-")
    unit = 1 if sys.platform == "darwin" else 1024
    peaks, failed = [], 0
    for turn in range(MEMORY_RUNS):
        env = _environment() | {"OC_DB": str(path), "OC_TILL": f"memory {turn}"}
        argv = [sys.executable, "-I", "-S", "-c", PEAK, _oc(), *SERVE.words]
        done = subprocess.run(argv, env=env, capture_output=True, text=True, check=True)
        code, used = map(int, done.stdout.split())
        failed = code or failed
        peaks.append(used * unit / 2**20)
    figures = f"{max(peaks):.1f} MiB", f"{min(peaks):.1f}–{max(peaks):.1f}", f"{MOST_MEMORY:.0f} MiB"
    return (MEMORY, f"{size:,}", *figures, _verdict(max(peaks), MOST_MEMORY, failed))


def _verdict(figure: float, most: float | None, failed: int = 0) -> str:
    if failed:
        return f"exit {failed}"
    return "-" if most is None else "holds" if figure <= most else "MISSED"


def _print(lines: Sequence[tuple[str, ...]], cases: Sequence[Case], bytes_each: dict[int, float]) -> None:
    floor = statistics.median(took for case in cases for took in case.floor)
    serves = [case for case in cases if case.command is SERVE]
    growth = statistics.median(last / first for first, last in zip(serves[0].took, serves[-1].took, strict=False))
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    said = [
        f"{versions}, {os.cpu_count()} CPUs, {dt.date.today()}",
        f'Floor, python -c "import sqlite3": {floor * 1000:.1f} ms (median)',
        f"serve margo, {serves[-1].size:,} people against {serves[0].size:,}: {growth:.2f} ×, to hold {MOST_GROWTH} ×,"
        f" {_verdict(growth, MOST_GROWTH)}",
        "Bytes a person: " + ", ".join(f"{each:,.0f} of {size:,}" for size, each in bytes_each.items()),
    ]
    table = [("command", "people", "median", "middle half", "to hold", ""), *lines]
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    for first, *rest in table:
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
        said.append("  ".join(cells).rstrip())
    sys.stdout.write("\n".join([*said[:4], "", *said[4:], ""]))


if __name__ == "__main__":
    sys.exit(main())
