"""What goes from till to till of a shop: what another till brought in, and the first copy of all."""

from __future__ import annotations

import argparse
import sqlite3
import threading
import time
from contextlib import closing

from tests.bench import processes, square_files
from tests.bench.processes import verdict
from tests.bench.shops import Shops, Till

A_THOUSAND, FIRST_COPY = 1.0, 60.0  # seconds at the most: for 1,000 people brought in elsewhere, and for a first copy
AT_ONCE = 20  # of those brought in, whom the other till knows at its next command
MOST_MEMORY = 125.0  # MiB: a shop of a hundred takes 76, and no shop takes more than its pages and SQLite's caches
FLOORS = 5
PAUSE = 0.3  # seconds between two commands of a till


def feed(shop: Shops, asked: argparse.Namespace) -> list[str]:
    """Measure how long a till takes to take in people whom another brought in, beside a feed with nothing new."""
    first, second = shop.first(), shop.till("second")
    first.run("import", str(square_files.made(shop.folder, AT_ONCE)))
    next_command = second.run("show", "margo")
    is_seen = _people(first) == _people(second)
    nothing = min(second.run("shop", "send") for _ in range(3))
    began = time.perf_counter()
    first.run("import", str(square_files.made(shop.folder, asked.imported, "phone-only")))
    imported = time.perf_counter() - began
    took = second.run("shop", "send") - nothing
    per = took * 1_000 / max(asked.imported, 1)
    same = _rows(first) == _rows(second)
    return [
        f"{AT_ONCE} people brought in at one till: the other {'has' if is_seen else 'LACKS'} them after its next"
        f" command, which took {next_command:.2f} s",
        f"{asked.imported:,} people brought in at one till in {imported:.1f} s: taken in by the other in {took:.2f} s,"
        f" {per:.2f} s per 1,000, to hold {A_THOUSAND} s, {verdict(per, A_THOUSAND)}",
        f"the copies are {'equal' if same else 'NOT EQUAL: exit'}",
        _floor(first),
    ]


def first_copy(shop: Shops, asked: argparse.Namespace) -> list[str]:
    """Measure how long a first copy takes, how much memory, and how long another till waits meanwhile."""
    first, joining = shop.first(), shop.till("joining", joins=False)
    is_over, waited = threading.Event(), [first.run("note", "--for", "margo", "before")]

    def serve() -> None:
        turn = 0
        while not is_over.is_set():
            turn += 1
            waited.append(first.run("note", "--for", "margo", f"note {turn}"))
            time.sleep(PAUSE)

    meanwhile = threading.Thread(target=serve)
    meanwhile.start()
    try:
        began = time.perf_counter()
        memory, failed = processes.peak(joining.argv("shop", "join", "service=shop"), joining.env)
        took = time.perf_counter() - began
    finally:
        is_over.set()
        meanwhile.join()
    for till in (first, joining):  # a note that waited too long for its turn is sent now
        till.run("shop", "send")
    same = _rows(first) == _rows(joining)
    return [
        f"{asked.people:,} people joined in {took:.1f} s, to hold {FIRST_COPY:.0f} s,"
        f" {verdict(took, FIRST_COPY, failed)}; it held {memory:.1f} MiB at the most, to hold {MOST_MEMORY:.0f} MiB,"
        f" {verdict(memory, MOST_MEMORY)}",
        f"{len(waited)} notes of another till meanwhile: the longest {max(waited):.2f} s",
        f"the copies are {'equal' if same else 'NOT EQUAL: exit'}",
        _floor(first),
    ]


def _floor(till: Till) -> str:
    """Say how long the floor takes now: seconds are of a machine that has nothing else to do."""
    took = sorted(processes.timed(processes.FLOOR, till.env)[0] for _ in range(FLOORS))
    return f'Floor, python -c "import sqlite3": {took[FLOORS // 2] * 1000:.1f} ms (median)'


def _people(till: Till) -> int:
    with closing(sqlite3.connect(till.db)) as store:
        return int(store.execute("SELECT count(*) FROM customer").fetchone()[0])


def _rows(till: Till) -> list[int]:
    """Return how many rows each table has of what all tills have alike, and of what is made of it."""
    tables = ("deed", "customer", "handle", "interaction", "fact", "occasion", "search_key", "rhythm", "fragment")
    with closing(sqlite3.connect(till.db)) as store:
        return [store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
