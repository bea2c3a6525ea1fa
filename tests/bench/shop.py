"""What a shop of several tills costs, beside `python -c "import sqlite3"`: `python -m tests.bench.shop counter`.

Each figure is a word: `parts`, `counter`, `away`, `feed`, `first_copy`. Tills are whole processes, and ask a server
through TLS (verify-full) and SCRAM on this computer. Nothing is asserted: what is not held is printed as MISSED.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence

from tests.bench import processes, shop_counter, shop_feed, shops
from tests.bench.shops import Shops

PEOPLE, RUNS = 100_000, 11
IMPORTED = 1_000

FIGURES: dict[str, Callable[[Shops, argparse.Namespace], list[str]]] = {
    "parts": shop_counter.parts,
    "counter": shop_counter.counter,
    "away": shop_counter.away,
    "feed": shop_feed.feed,
    "first_copy": shop_feed.first_copy,
}


def main(words: Sequence[str] | None = None) -> int:
    """Measure these figures, print their tables, and return 1 where a command did not end well."""
    parser = argparse.ArgumentParser(description="Measure what a shop of several tills costs.")
    parser.add_argument("figures", choices=FIGURES, nargs="+")
    parser.add_argument("--people", type=int, default=PEOPLE, help="people in the shop")
    parser.add_argument("--imported", type=int, default=IMPORTED, help="people that another till brings in")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each command")
    parser.add_argument("--folder", help="where the store is kept; else it is built anew")
    asked = parser.parse_args(words)
    processes.compile_ours()
    said = []
    with tempfile.TemporaryDirectory() as own, shops.a_cluster() as cluster:
        store = processes.built(processes.stores_folder(asked.folder, own), asked.people)
        with shops.made(cluster, store) as shop:
            for figure in asked.figures:
                lines = FIGURES[figure](shop, asked)
                print("\n".join([*lines, ""]), flush=True)
                said += lines
    return int(any("exit" in line.split()[-2:] for line in said))


if __name__ == "__main__":
    sys.exit(main())
