"""Tills that serve and note while people are brought in and taken back: `python -m tests.bench.import_tills`.

Four tills serve and note somebody, one command after the other, each a process of its own, while a file comes in and is
taken back again. None may be refused; the longest that a serve and a note took is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench import people, processes
from tests.bench.processes import verdict
from tests.bench.square_files import made

TILLS, ROWS, PEOPLE = 4, 100_000, 1_000
LONGEST = {"serve": 0.5, "note": 5.0}  # seconds to hold
PAUSE = 0.3  # seconds between two commands of a till: a clerk takes longer


def main(words: Sequence[str] | None = None) -> int:
    """Let tills serve and note while a file comes in and is taken back, and return 1 where one was refused."""
    parser = argparse.ArgumentParser(description="Serve and note while people are brought in and taken back.")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--tills", type=int, default=TILLS)
    parser.add_argument("--folder", help="where the file is kept; else in one that is gone afterwards")
    asked = parser.parse_args(words)
    processes.compile_ours()
    with tempfile.TemporaryDirectory() as own:
        folder = processes.stores_folder(asked.folder, own)
        return _measured(people.store(Path(own), PEOPLE), made(folder, asked.rows), asked.tills)


def _measured(db: Path, file: Path, tills: int) -> int:
    env = processes.environment() | {"OC_DB": str(db), "OC_TILL": "the owner"}
    took: dict[str, list[float]] = {"serve": [], "note": []}
    refused: Counter[tuple[str, int]] = Counter()
    is_over = threading.Event()

    def work(till: int) -> None:
        own, turn = env | {"OC_TILL": f"till {till}"}, 0
        while not is_over.is_set():
            turn += 1
            for name, words in (("serve", [f"c{till * 100 + turn % 100}"]), ("note", [f"note {turn}"])):
                seconds, code = processes.timed([processes.oc(), name, *words], own)
                took[name].append(seconds)
                refused[name, code] += code != 0
                time.sleep(PAUSE)

    with ThreadPoolExecutor(tills) as all_tills:
        running = [all_tills.submit(work, till) for till in range(1, tills + 1)]
        for command in (["import", str(file)], ["undo"]):
            began = time.perf_counter()
            done = subprocess.run([processes.oc(), *command], env=env, capture_output=True, text=True, check=False)
            print(f"{command[0]}: {time.perf_counter() - began:.1f} s, exit {done.returncode}: {_last(done.stdout)}")
        is_over.set()
        for one in running:
            one.result()
    for name, seconds in took.items():
        most = LONGEST[name]
        middle, longest = sorted(seconds)[len(seconds) // 2], max(seconds)
        print(
            f"{tills} tills, {len(seconds)} times {name}: the middle one {middle:.2f} s, the longest {longest:.2f} s,"
            f" to hold {most} s, {verdict(longest, most)}"
        )
    wrong = +refused
    print(f"refused: {sum(wrong.values())} {dict(wrong) or ''}")
    return int(bool(wrong))


def _last(said: str) -> str:
    return said.strip().splitlines()[-1] if said.strip() else "nothing"


if __name__ == "__main__":
    sys.exit(main())
