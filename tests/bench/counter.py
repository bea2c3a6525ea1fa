"""How long the commands of a till take, beside `python -c "import sqlite3"`: `python -m tests.bench.counter`.

Whole processes are measured, in turn, and each right behind a run of the floor; a ratio is of those two. Every
turn is another till, on a store as it was built, so that each `serve` logs a visit and each command finds the same.
Nothing is asserted: a figure that is not held is printed as MISSED.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from onecustomer.store.database.due import due
from tests.bench import people, processes
from tests.bench.processes import SLOW, Case, Command, verdict

SIZES = (1_000, 100_000, 1_000_000)
RUNS, SLOW_RUNS = 31, 7
MEMORY = "serve margo, peak memory"
UNTIL_DUE = 20 * 60 * 60  # seconds
MOST_MEMORY = 25.0  # MiB
MOST_GROWTH = 1.3  # of serve, from the smallest store to the largest
PLAIN_RUN = [sys.executable, "-c", "from tests.bench.plain import run; run()"]
SERVE = Command("serve margo", 2.0, ("serve", "margo"))
TAB = {"_OC_COMPLETE": "complete_bash", "COMP_WORDS": "oc serve quend", "COMP_CWORD": "2"}
PLAIN = Command("plain Typer, SQLModel and Rich", None, every_size=False)
COMMANDS = (
    SERVE,
    Command("serve margo, default place", 2.0, ("serve", "margo"), default_place=True),
    Command("serve margo, once more", 2.0, ("serve", "margo")),
    Command("serve margo klein", 2.0, ("serve", "margo", "klein")),
    Command("serve quendolyn, a full card", 2.0, ("serve", "quendolyn"), every_size=False),
    Command("note zip broke again", 2.0, ("note", "zip", "broke", "again")),
    Command("thank for her patience", 2.0, ("thank", "for", "her", "patience")),
    Command("style upset", 2.0, ("style", "upset")),
    Command("note zip broke --complaint", 2.3, ("note", "zip", "broke", "--complaint")),
    Command("promise hem --by friday", 2.3, ("promise", "hem", "--by", "friday")),
    Command("done 1 --beyond …", 2.3, ("done", "1", "--beyond", "at her door by six")),
    Command("thank for waiting --for quendolyn", 2.3, ("thank", "for", "waiting", "--for", "quendolyn")),
    Command("style upset --why …", 2.3, ("style", "upset", "--why", "cat at the vet")),
    Command("serve margo --json", 2.3, ("serve", "margo", "--json")),
    Command("serve margo --via phone", 2.3, ("serve", "margo", "--via", "phone"), every_size=False),
    Command("show margo", 2.3, ("show", "margo")),
    Command("mend f1 paper receipts", 2.3, ("mend", "f1", "paper", "receipts"), every_size=False),
    Command("undo", 2.3, ("undo",)),
    Command("TAB behind serve quend", 2.5, env=TAB),
    Command("history margo", 40.0, ("history", "margo"), every_size=False),
    Command("find margo", 40.0, ("find", "margo"), every_size=False),
    Command("edit margo --role tailor", 40.0, ("edit", "margo", "--role", "tailor"), every_size=False),
    Command("add Ada Newcomer --yes", 40.0, ("add", "Ada", "Newcomer", "--yes"), every_size=False),
    PLAIN,
)
"""In the order of a visit: the one served first is whom the next ones are about."""


def main(words: Sequence[str] | None = None) -> int:
    """Build the stores, measure, print the table, and return 1 where a command did not end well."""
    asked = _asked(words)
    processes.compile_ours()
    with tempfile.TemporaryDirectory() as own:
        folder = processes.stores_folder(asked.folder, own)
        stores = {size: processes.built(folder, size) for size in sorted(set(asked.sizes))}
        for path in stores.values():
            _have_copy_of_today(path)
        cases = _cases(stores)
        _measure(cases, list(stores.values()), asked.runs, asked.slow_runs)
        lines = [case.line() for case in cases] + [_memory(size, path) for size, path in stores.items()]
        for path in stores.values():
            people.put_back(path)
        said = [*processes.heading(cases), _growth(cases), _bytes_each(stores), "", *processes.table(lines), ""]
        sys.stdout.write("\n".join(said))
    return int(any(line[-1].startswith("exit") for line in lines))


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the commands of a till beside the start of Python.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="people in each store")
    parser.add_argument("--folder", help="where the stores are kept; else they are built anew")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each command")
    parser.add_argument("--slow-runs", type=int, default=SLOW_RUNS, help=f"the most of one that takes over {SLOW} s")
    return parser.parse_args(words)


def _cases(stores: dict[int, Path]) -> list[Case]:
    sizes = list(stores)
    middle = sizes[len(sizes) // 2]
    cases = []
    for command in COMMANDS:
        for size in sizes if command.every_size else [middle]:
            argv = [processes.oc(), *command.words]
            if command is PLAIN:
                argv = [*PLAIN_RUN, "margo", "--db", str(stores[size])]
            env = processes.environment() | {"OC_DB": str(stores[size]), "OC_BACKUP": ""} | command.env
            if not command.default_place:
                cases.append(Case(command, size, argv, env))
            elif home := _home(stores[size]):
                cases.append(Case(command, size, argv, home))
    return cases


def _have_copy_of_today(path: Path) -> None:
    """Let a till find that the store needs no copy today, as it finds at all writes of a day but the first."""
    file = Path(due(str(path)))
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.touch(mode=0o600)
    os.utime(file, (time.time() + UNTIL_DUE,) * 2)


def _home(store: Path) -> dict[str, str] | None:
    """Return the environment in which a store is at the default place, or none where only the shop's own can be."""
    home = store.with_suffix(".home")
    shutil.rmtree(home, ignore_errors=True)
    env = processes.environment() | {"XDG_DATA_HOME": str(home), "OC_BACKUP": ""}
    asked = [sys.executable, "-c", "from onecustomer.store import paths; print(paths.default_store())"]
    place = Path(subprocess.run(asked, env=env, capture_output=True, text=True, check=True).stdout.strip())
    if not place.is_relative_to(home):
        return None
    place.parent.mkdir(parents=True)
    place.symlink_to(store)  # a second name by a link of the other kind is refused
    return env


def _measure(cases: list[Case], stores: list[Path], runs: int, slow_runs: int) -> None:
    for turn in range(runs):
        for path in stores:
            people.put_back(path)
        for case in cases:
            if turn < slow_runs or not case.is_slow():
                case.run(turn)


def _memory(size: int, path: Path) -> tuple[str, ...]:
    env = processes.environment() | {"OC_DB": str(path)}
    return processes.memory(MEMORY, size, [processes.oc(), *SERVE.words], env, MOST_MEMORY)


def _growth(cases: Sequence[Case]) -> str:
    serves = [case for case in cases if case.command is SERVE]
    growth = statistics.median(last / first for first, last in zip(serves[0].took, serves[-1].took, strict=False))
    return (
        f"serve margo, {serves[-1].size:,} people against {serves[0].size:,}: {growth:.2f} ×, to hold {MOST_GROWTH} ×,"
        f" {verdict(growth, MOST_GROWTH)}"
    )


def _bytes_each(stores: dict[int, Path]) -> str:
    said = [f"{path.stat().st_size / size:,.0f} of {size:,}" for size, path in stores.items()]
    return f"Bytes a person: {', '.join(said)}"


if __name__ == "__main__":
    sys.exit(main())
