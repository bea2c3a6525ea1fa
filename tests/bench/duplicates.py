"""Who is here twice, found by names and birthdays alone: `python -m tests.bench.duplicates [--size 100000]`.

The real names are those of the FEBRL generator's datasets: rec-N-org and rec-N-dup-K are one person. The made-up ones
are as many as asked for, each with a birthday, and one in THIRTY of them is there a second time with an error in the
name or the birthday, or without one. A pair is right where both are one person. Nothing is asserted: a figure that is
not held is printed as MISSED.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from onecustomer.domain.language.days import YearlyDay
from onecustomer.domain.people import doubles
from onecustomer.domain.timeline.occasions import BIRTHDAY
from onecustomer.store import kinds
from onecustomer.store.counter import append
from onecustomer.store.database.connection import connect
from onecustomer.store.rows import Customer, Occasion
from onecustomer.store.schema import create
from tests.bench import people, processes
from tests.bench.processes import PEAK, verdict

CASES = Path(os.environ.get("OC_CASES") or Path(__file__).resolve().parents[3] / "shared" / "cases")
DATASETS = ("dataset1", "dataset2", "dataset3")
LEAST_PRECISION, LEAST_RECALL = 0.98, 0.75
SIZE, MOST_SECONDS = 100_000, 60.0
THIRTY = 30
BORN = dt.date(1940, 1, 1)
DAYS = 26_000


class Entry(NamedTuple):
    """One record: whose it is, the name, and the birthday, none where it is not known."""

    person: str
    name: str
    born: YearlyDay | None


class Found(NamedTuple):
    """How many pairs are one person, how many are proposed, and how many of these are right."""

    true: int
    proposed: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the proposed pairs that are right."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """The share of the true pairs that are proposed."""
        return self.right / self.true if self.true else 1.0


def main(words: Sequence[str] | None = None) -> int:
    """Measure the real names, then made-up ones, and print the figures."""
    parser = argparse.ArgumentParser(description="Measure who is found to be here twice.")
    parser.add_argument("--cases", type=Path, default=CASES, help="the folder of real cases")
    parser.add_argument("--size", type=int, default=SIZE, help="people who are made up; 0 for none")
    asked = parser.parse_args(words)
    _print("people of", "pairs", "proposed", "precision", "recall", "")
    with tempfile.TemporaryDirectory() as folder:
        for name in DATASETS:
            path = asked.cases / "real" / "names" / f"{name}.csv"
            if path.exists():
                _print_found(name, measured(Path(folder) / f"{name}.db", of_febrl(path)))
            else:
                _print(f"no such file: {path}")
        if asked.size:
            path = Path(folder) / "made-up.db"
            _print_found(f"{asked.size:,} made up", measured(path, made_up(asked.size)))
            seconds, mebibytes = _taken(path)
            figures = (f"{seconds:.1f} s", f"{mebibytes:,.0f} MiB", "", "")
            _print("oc duplicates of them", *figures, verdict(seconds, MOST_SECONDS))
    return 0


def _print_found(label: str, found: Found) -> None:
    is_held = found.precision >= LEAST_PRECISION and found.recall >= LEAST_RECALL
    figures = f"{found.true:,}", f"{found.proposed:,}", f"{found.precision:.4f}", f"{found.recall:.3f}"
    _print(label, *figures, "holds" if is_held else "MISSED")


def _print(label: str, *cells: str) -> None:
    sys.stdout.write("  ".join([f"{label:<22}", *(f"{cell:>9}" for cell in cells)]).rstrip() + "\n")
    sys.stdout.flush()


def of_febrl(path: Path) -> list[Entry]:
    """Return the records of a dataset that have a name; a day that there is not is no birthday."""
    with path.open(encoding="utf-8") as file:
        rows = [
            {key: value.strip() for key, value in row.items()} for row in csv.DictReader(file, skipinitialspace=True)
        ]
    named = [(row, f"{row['given_name']} {row['surname']}".strip()) for row in rows]
    return [Entry(row["rec_id"].split("-")[1], name, _born(row["date_of_birth"])) for row, name in named if name]


def _born(text: str) -> YearlyDay | None:
    try:
        day = dt.datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None
    return YearlyDay(day.month, day.day, day.year)


def made_up(size: int) -> list[Entry]:
    """Return made-up records, the same ones every time: their names are as rare as names are."""
    chance = random.Random(people.SEED)
    found = []
    for number in range(size - size // THIRTY):
        given, family = people.often_the_first(chance, people.GIVEN), people.family(chance)
        born = BORN + dt.timedelta(days=chance.randrange(DAYS))
        found.append(Entry(str(number), f"{given} {family}", YearlyDay(born.month, born.day, born.year)))
    again = chance.sample(found, size // THIRTY)
    found += [_mistaken(chance, one) for one in again]
    chance.shuffle(found)
    return found


def _mistaken(chance: random.Random, one: Entry) -> Entry:
    """Return a record again, as somebody else would type it."""
    at = chance.randrange(len(one.name) - 1)
    name = chance.choice(
        (
            one.name[:at] + one.name[at + 1 :],
            one.name[:at] + one.name[at + 1] + one.name[at] + one.name[at + 2 :],
            " ".join(reversed(one.name.split())),
            one.name,
        )
    )
    turn = chance.randrange(10)
    if turn == 0:
        return Entry(one.person, name, None)
    if turn < 3 and one.born:
        return Entry(one.person, one.name, YearlyDay(one.born.month, one.born.day % 28 + 1, one.born.year))
    return Entry(one.person, name, one.born)


def measured(path: Path, entries: Sequence[Entry]) -> Found:
    """Return what is proposed of records in a store of their own."""
    fill(path, entries)
    with closing(connect(str(path), lambda _: None)) as store:
        pairs = [pair for pair in doubles.alike(store) if pair.is_likely]
    counted = Counter(one.person for one in entries)
    right = sum(entries[pair.one - 1].person == entries[pair.other - 1].person for pair in pairs)
    return Found(sum(count * (count - 1) // 2 for count in counted.values()), len(pairs), right)


def fill(path: Path, entries: Sequence[Entry]) -> None:
    """Make a store of these people, in their order: name and birthday, and not even what finds them."""
    create.create(str(path), lambda _: None)
    with closing(connect(str(path), lambda _: None)) as store, store.writing():
        deed = append.deed(store, at=people.NOW, till="bench", staff=None, verb=kinds.IMPORT, day="2026-02-02")
        for number, one in enumerate(entries, 1):
            store.insert(Customer, {"id": number, "key": append.new_key(), "deed_id": deed, "name": one.name})
            if one.born:
                born = vars(one.born) | {"customer_id": number, "deed_id": deed, "what": BIRTHDAY, "yearly": 1}
                store.insert(Occasion, born)


def _taken(path: Path) -> tuple[float, float]:
    """Return how many seconds the command takes, and how many MiB at the most."""
    env = processes.environment() | {"OC_DB": str(path)}
    words = [sys.executable, "-c", PEAK, sys.executable, "-m", "onecustomer", "duplicates", "--json"]
    begun = time.monotonic()
    done = subprocess.run(words, env=env, capture_output=True, encoding="utf-8", check=True)
    seconds = time.monotonic() - begun
    code, kibibytes = map(int, done.stdout.split())
    if code:
        raise RuntimeError(f"oc duplicates ended with {code}")
    return seconds, kibibytes / 1024


if __name__ == "__main__":
    sys.exit(main())
