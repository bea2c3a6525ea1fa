"""Whole processes, measured: each right behind a run of the floor, `python -c "import sqlite3"`, as a ratio of the two.

Nothing is asserted: a figure that is not held is printed as MISSED.
"""

from __future__ import annotations

import compileall
import datetime as dt
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import onecustomer
from tests.bench import people

SLOW = 0.3  # seconds from which a command is run less often
MEMORY_RUNS = 3
ROOT = Path(__file__).resolve().parents[2]
FLOOR = [sys.executable, "-c", "import sqlite3"]
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
    env: Mapping[str, str] = field(default_factory=dict)


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
        floor, _ = timed(FLOOR, self.env)
        took, code = timed(self.argv, self.env | {"OC_TILL": f"till {turn}"})
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
        return (self.command.label, f"{self.size:,}", *figures, verdict(middle, most, self.failed))


def stores_folder(asked: str | None, own: str) -> Path:
    """Return the folder of the stores, made where it is not there: the one asked for, or one of our own."""
    path = Path(asked or own).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def compile_ours() -> None:
    """Compile the program, as an installed one is: the first run would else pay for it."""
    compileall.compile_dir(str(Path(onecustomer.__file__).parent), quiet=2)


def built(folder: Path, size: int) -> Path:
    """Return the path of the store of so many people, and say how long it took to be there."""
    began = time.perf_counter()
    path = people.store(folder, size)
    sys.stderr.write(f"{size:,} people are there after {time.perf_counter() - began:.1f} s.\n")
    return path


def oc() -> str:
    """Return the console script of this Python's onecustomer."""
    found = shutil.which("oc", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit("There is no oc beside this Python: pip install -e .")
    return found


def environment() -> dict[str, str]:
    """Return what the environment of somebody at a till says: nothing of the program's own, and Python as it comes.

    But for one thing: no copy of the day is made behind what is measured.
    """
    ours = ("OC_", "PYTHON", "XDG_DATA_HOME", "COLUMNS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {"OC_BACKUP": "no"}


def timed(argv: Sequence[str], env: dict[str, str]) -> tuple[float, int]:
    """Return how long a process took, in seconds, and its exit code."""
    nowhere = subprocess.DEVNULL
    began = time.perf_counter()
    done = subprocess.run(argv, env=env, cwd=ROOT, stdin=nowhere, stdout=nowhere, stderr=nowhere, check=False)
    return time.perf_counter() - began, done.returncode


def peak(argv: Sequence[str], env: dict[str, str]) -> tuple[float, int]:
    """Return the most memory that one process holds at a time, in MiB, and its exit code; not on every system."""
    alone = [sys.executable, "-I", "-S", "-c", PEAK, *argv]
    done = subprocess.run(alone, env=env, capture_output=True, text=True, check=True)
    code, used = map(int, done.stdout.split())
    return used * (1 if sys.platform == "darwin" else 1024) / 2**20, code


def memory(label: str, size: int, argv: Sequence[str], env: dict[str, str], most: float) -> tuple[str, ...]:
    """Return the line of the most memory that one process holds at a time, in MiB, the largest of some runs."""
    if not hasattr(os, "wait4"):
        return (label, f"{size:,}", "not measured here", "-", f"{most:.0f} MiB", "-")
    peaks, failed = [], 0
    for turn in range(MEMORY_RUNS):
        used, code = peak(argv, env | {"OC_TILL": f"memory {turn}"})
        failed = code or failed
        peaks.append(used)
    figures = f"{max(peaks):.1f} MiB", f"{min(peaks):.1f}–{max(peaks):.1f}", f"{most:.0f} MiB"
    return (label, f"{size:,}", *figures, verdict(max(peaks), most, failed))


def verdict(figure: float, most: float | None, failed: int = 0) -> str:
    """Return whether a figure is held, `-` where nothing is to be held, or the exit code of what did not end well."""
    if failed:
        return f"exit {failed}"
    return "-" if most is None else "holds" if figure <= most else "MISSED"


def heading(cases: Sequence[Case]) -> list[str]:
    """Return what was measured with, and how long the floor took."""
    floor = statistics.median(took for case in cases for took in case.floor)
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return [
        f"{versions}, {os.cpu_count()} CPUs, {dt.date.today()}",
        f'Floor, python -c "import sqlite3": {floor * 1000:.1f} ms (median)',
    ]


def table(lines: Iterable[tuple[str, ...]]) -> list[str]:
    """Return lines under their heads, in columns."""
    rows = [("command", "people", "median", "middle half", "to hold", ""), *lines]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    said = []
    for first, *rest in rows:
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
        said.append("  ".join(cells).rstrip())
    return said


def short_form(bench: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run one of the benches as the suite does: `python -m tests.bench.NAME` with options that make it short."""
    return subprocess.run(
        [sys.executable, "-m", f"tests.bench.{bench}", *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )


def told(found: Counter[str]) -> int:
    """Print what was found after kills, and how often; return 1 where anything of it is wrong."""
    print(", ".join(f"{what}: {count}" for what, count in sorted(found.items())))
    return int(any("wrong" in what for what in found))
