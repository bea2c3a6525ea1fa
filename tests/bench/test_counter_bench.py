"""The benchmark runs, and measures every command; what it measures is for people to read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench import counter


def test_the_benchmark_has_a_line_for_every_command_and_each_ends_well(tmp_path: Path) -> None:
    short = ["--sizes", "1000", "--runs", "3", "--slow-runs", "1", "--folder", str(tmp_path)]
    words = [sys.executable, "-m", "tests.bench.counter", *short]
    done = subprocess.run(words, cwd=counter.ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    for label in [command.label for command in counter.COMMANDS] + [counter.MEMORY]:
        (line,) = [line for line in lines if line.startswith(f"{label}  ")]
        assert line.split()[-1] in ("holds", "MISSED", "-")
