"""Many tills that write at once: `python -m tests.bench.tills`.

Each till writes one thing after the other about the same person, each a process of its own: notes, thanks, and now and
then what she is, which every till changes. Every write must be taken and be there; each change must have replaced the
one before it, and none been lost under another. The longest that a write took is printed.
"""

from __future__ import annotations

import argparse
import json
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
WRITES = 200
LONGEST = 10.0  # seconds that a write may take
NOTE, THANKS, EDIT = "note", "thank", "edit"


def main(words: Sequence[str] | None = None) -> int:
    """Let so many tills write, print what each number of tills took, and return 1 where a write was refused or lost."""
    parser = argparse.ArgumentParser(description="Let many tills write at once.")
    parser.add_argument("--tills", type=int, nargs="+", default=TILLS, help="tills that write at once")
    parser.add_argument("--writes", type=int, default=WRITES, help="writes of each till")
    asked = parser.parse_args(words)
    processes.compile_ours()
    bad = 0
    for tills in asked.tills:
        with tempfile.TemporaryDirectory() as folder:
            bad += _measured(Path(folder) / "shop.db", tills, asked.writes)
    return int(bad > 0)


def typed(till: int, number: int) -> list[str]:
    """Return the write of a till at one of its turns: of fifty, one changes her role and five thank her."""
    verb = EDIT if number % 50 == 25 else THANKS if number % 10 == 0 else NOTE
    text = f"{verb} {number} of till {till}"
    return [EDIT, "c1", "--role", text] if verb == EDIT else [verb, "--for", "c1", text]


def _measured(path: Path, tills: int, writes: int) -> int:
    env = processes.environment() | {"OC_DB": str(path), "OC_TILL": "the owner", "OC_BACKUP": "no"}
    subprocess.run([processes.oc(), "add", "Margo", "Klein"], env=env, check=True, capture_output=True)

    def write(till: int) -> list[tuple[str, float, int]]:
        own = env | {"OC_TILL": f"till {till}"}
        of_till = [typed(till, number) for number in range(writes)]
        return [(words[-1], *processes.timed([processes.oc(), *words], own)) for words in of_till]

    with ThreadPoolExecutor(tills) as all_tills:
        took = [one for of_till in all_tills.map(write, range(tills)) for one in of_till]
    refused = Counter(code for _, _, code in took if code)
    lost = lost_of(path, [text for text, _, code in took if not code])
    longest = max(seconds for _, seconds, _ in took)
    print(
        f"{tills} tills, {writes} writes each: {refused.total()} refused {dict(refused) or ''}, {len(lost)} lost,"
        f" the longest {longest:.2f} s, to hold {LONGEST:.0f} s, {verdict(longest, LONGEST)}"
    )
    return refused.total() + len(lost)


def lost_of(path: Path, acknowledged: Sequence[str]) -> list[str]:
    """Return what is there too often or not at all, of the texts of writes that were acknowledged."""
    with closing(sqlite3.connect(path)) as store:
        there = [text for (text,) in store.execute("SELECT text FROM interaction")]
        changes = [json.loads(before) for (before,) in store.execute("SELECT before FROM deed WHERE verb = 'edit'")]
        (last,) = store.execute("SELECT role FROM customer WHERE id = 1").fetchone()
        (sound,) = store.execute("PRAGMA integrity_check").fetchone()
    there += [values["role"] for change in changes for _, _, values in change] + [last]
    counts = Counter(there)
    wrong = [text for text in acknowledged if counts[text] != 1]
    return wrong if sound == "ok" else [*wrong, sound]


if __name__ == "__main__":
    sys.exit(main())
