"""Many tills that write at once: `python -m tests.bench.tills`.

Each till writes its notes one after the other, each a process of its own. Every note must be taken, and be there;
the longest that one of them took is printed, with what waiting for the others cost it.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from tests.bench import processes
from tests.bench.processes import verdict

TILLS = (16, 32)
NOTES = 100
LONGEST = 10.0  # seconds that a note may take


def main(words: Sequence[str] | None = None) -> int:
    """Let so many tills write, print what each number of tills took, and return 1 where a note was refused or lost."""
    parser = argparse.ArgumentParser(description="Let many tills write notes at once.")
    parser.add_argument("--tills", type=int, nargs="+", default=TILLS, help="tills that write at once")
    parser.add_argument("--notes", type=int, default=NOTES, help="notes of each till")
    asked = parser.parse_args(words)
    bad = 0
    for tills in asked.tills:
        with tempfile.TemporaryDirectory() as folder:
            bad += _measured(Path(folder) / "shop.db", tills, asked.notes)
    return int(bad > 0)


def _measured(path: Path, tills: int, notes: int) -> int:
    env = processes.environment() | {"OC_DB": str(path), "OC_TILL": "the owner"}
    subprocess.run([processes.oc(), "add", "Margo", "Klein"], env=env, check=True, capture_output=True)

    def write(till: int) -> list[tuple[float, int]]:
        own = env | {"OC_TILL": f"till {till}"}
        processes.timed([processes.oc(), "serve", "c1"], own)
        return [
            processes.timed([processes.oc(), "note", f"note {number} of till {till}"], own) for number in range(notes)
        ]

    with ThreadPoolExecutor(tills) as all_tills:
        took = [one for of_till in all_tills.map(write, range(tills)) for one in of_till]
    refused = Counter(code for _, code in took if code)
    with closing(sqlite3.connect(path)) as store:
        (there,) = store.execute("SELECT count(DISTINCT text) FROM interaction WHERE kind = 'note'").fetchone()
    lost = tills * notes - sum(refused.values()) - there
    longest = max(seconds for seconds, _ in took)
    print(
        f"{tills} tills, {notes} notes each: {sum(refused.values())} refused {dict(refused) or ''}, {lost} lost,"
        f" the longest {longest:.2f} s, to hold {LONGEST:.0f} s, {verdict(longest, LONGEST)}"
    )
    return sum(refused.values()) + lost


if __name__ == "__main__":
    sys.exit(main())
