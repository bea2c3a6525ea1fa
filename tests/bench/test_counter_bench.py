"""The benchmarks of whole processes run, and measure every command; what they measure is for people to read."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.domain.overview.morning import Morning
from onecustomer.domain.overview.parts import PARTS
from onecustomer.store.open import open_store
from tests.bench import counter, morning, pairs, people, processes
from tests.bench.processes import ROOT

pytestmark = pytest.mark.long


def lines_of(module: str, folder: Path, *short: str) -> list[str]:
    """Return what a benchmark prints on a store of a thousand people."""
    words = [sys.executable, "-m", module, "--sizes", "1000", "--folder", str(folder), *short]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_the_benchmark_has_a_line_for_every_command_and_each_ends_well(tmp_path: Path) -> None:
    lines = lines_of("tests.bench.counter", tmp_path, "--runs", "3", "--slow-runs", "1")
    for label in [command.label for command in counter.COMMANDS] + [counter.MEMORY]:
        (line,) = [line for line in lines if line.startswith(f"{label}  ")]
        assert line.split()[-1] in ("holds", "MISSED", "-")


def test_the_benchmark_of_the_morning_has_its_ratio_its_seconds_and_its_memory(tmp_path: Path) -> None:
    lines = lines_of("tests.bench.morning", tmp_path, "--runs", "1")
    for label in (morning.TODAY, morning.SECONDS, morning.MEMORY):
        (line,) = [line for line in lines if line.startswith(f"{label}  ")]
        assert line.split()[-1] in ("holds", "MISSED", "-")


def test_the_morning_of_the_benchmark_has_something_in_every_part(tmp_path: Path) -> None:
    store = open_store(str(people.store(tmp_path, 1_000)), lambda _: None)
    asked = Morning(store, people.NOW.date())
    empty = [part for part in PARTS if not part.total(asked)]
    store.close()
    assert [] == empty


def test_what_the_benchmark_wrote_is_taken_out_again(tmp_path: Path) -> None:
    path = people.store(tmp_path, 100)
    before = counted(path)
    env = {**os.environ, "OC_DB": str(path)}
    for words in (["serve", "margo"], ["note", "zip", "broke"]):
        subprocess.run([sys.executable, "-m", "onecustomer", *words], env=env, check=True, capture_output=True)
    assert before != counted(path)
    people.put_back(path)
    assert before == counted(path)


def counted(path: Path) -> list[list[tuple[object, ...]]]:
    """Return every entry, and how every timeline runs."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in ("interaction", "rhythm")
        ]


@pytest.mark.long
def test_two_versions_are_measured_beside_one_another() -> None:
    words = [sys.executable, "-m", "tests.bench.pairs", "--old", processes.oc(), "--runs", "2"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    (loaded,) = [line for line in done.stdout.splitlines() if line.startswith("bytes that note loads")]
    assert "1.000 ×" in loaded
    for call in pairs.CALLS:
        assert f"\n{' '.join(call)}  " in done.stdout
