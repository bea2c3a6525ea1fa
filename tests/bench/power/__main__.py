"""Power cuts, replayed: `python -m tests.bench.power --cuts 1000`.

Real commands write to a store while another connection has it open, and every call that reaches the disk is recorded
(`shim.c`). Then the power is cut again and again: at a random call, what was not yet synced is kept, lost or torn at
random (`disk.py`). The program opens what is left. It must be sound, hold exactly what the store held at some moment
since the last command that was acknowledged, and take the next write.

The same is done with synchronous = OFF and FULL, which must lose writes: else the harness would see nothing. Without a
C compiler, or on another system than Linux, nothing is run, and that is said.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.power import cuts, record

SETTINGS = ("as it is", "WAL", "FULL", "OFF")
MUST_LOSE = ("FULL", "OFF")
NOT_RUN = 3  # the exit code


def main(words: Sequence[str] | None = None) -> int:
    """Replay power cuts, print what each setting lost, and return 1 where what must hold does not."""
    parser = argparse.ArgumentParser(description="Replay power cuts, and count what is lost.")
    parser.add_argument("--cuts", type=int, default=1_000, help="power cuts")
    parser.add_argument("--control", type=int, default=200, help="power cuts with a setting that must lose something")
    parser.add_argument("--rounds", type=int, default=8, help="times that the commands are run, one after the other")
    parser.add_argument("--store", help="a store of somebody to begin with; then a few commands are run once")
    parser.add_argument("--settings", nargs="+", choices=SETTINGS, default=SETTINGS)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    bad = 0
    with tempfile.TemporaryDirectory(dir=cuts.fast_folder()) as folder:
        shim = record.compiled(Path(folder))
        if isinstance(shim, str):
            print(f"not run: {shim}")
            return NOT_RUN
        for setting in asked.settings:
            must_lose = setting in MUST_LOSE
            count = asked.control if must_lose else asked.cuts
            began = time.perf_counter()
            place = Path(folder) / setting.replace(" ", "-")
            lines = cuts.A_FEW if asked.store else cuts.lines(place, asked.rounds)
            found = cuts.cut(place, shim, setting, lines, asked.store, count, asked.seed)
            print(f"{setting}: {found.sentence()}; {time.perf_counter() - began:.0f} s")
            bad += not found.wrong() if must_lose else found.wrong()
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
