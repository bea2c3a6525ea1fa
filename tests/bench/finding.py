"""How often the right person is found, and how soon: `python -m tests.bench.finding [--million PATH]`.

The names and their errors are those of the FEBRL generator's datasets 1, 2 and 3: the `-org` rows are the store,
the `-dup-` rows are asked for, by given name and surname only. They hold 500, 4,000 and 2,000 people; datasets 2 and
3 have 5,000 rows each. No set has 5,000 people, so one pool of that size is made of all: everybody who is asked for,
then others in the order of the files; every query is asked. The figures are held against each set, so none is chosen.
Some queries no method can answer by name, as where the given name became another and many share the surname.

The set of nomenklatura has names as they are written in lists of persons, with the right name of each. Its store has
the right names and the `-org` people of all three datasets.

A card is unasked where `oc serve` prints it at once; it is wrong where it is of somebody else, whatever line follows
it. "Right names unasked" is the share of the right names, typed whole, whose card is printed at once.

Right is the `-org` of the same record, and anybody else with the same folded name: nothing tells them apart.
Left out are queries without a name, and the people without one. RapidFuzz and FTS5 get names and queries folded as
ours are; FTS5 also gets two spaces around each word, so that a trigram says where a word begins and ends, which finds
more (measured 2026-11). A time is of the question alone, in this process. Nothing is asserted: a figure that is not
held is printed as MISSED.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import rapidfuzz
from rapidfuzz import fuzz, process

from onecustomer.domain.finding import matching
from onecustomer.domain.language import names
from onecustomer.domain.people.details import Details
from onecustomer.domain.timeline.deed import Signed
from onecustomer.domain.transfer.reading.incoming import Incoming, Progress
from onecustomer.domain.transfer.taking.importing import bring_in
from onecustomer.store.database.connection import Store, connect
from onecustomer.store.open import open_store
from tests.bench.queries import TYPED, mixed

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
DATASETS = ("dataset1", "dataset2", "dataset3")
POOL, POOLED, ALL, LISTS = "5,000 people", 5_000, "all three", "nomenklatura"
OURS, RAPIDFUZZ, FTS5 = "oc", "RapidFuzz WRatio", "FTS5 trigram bm25"
BEHIND, BEHIND_OF_LISTS = 0.006, 0.02  # that a set may be behind the better of the others
MOST_WRONG = 0.01
MOST_MS = {"as serve asks": (False, 20.0), "whole lists": (True, 25.0)}
"""How a store of a million is asked: whether for whole lists, and how long 99 of 100 may take at the most."""
DAY = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
TODAY = DAY.date()

Find = Callable[[str], list[str]]  # takes what is typed, returns up to five names, best first


class Named(NamedTuple):
    """One row of a dataset: the record it is of, and its given name and surname."""

    record: str
    name: str


class People(NamedTuple):
    """Who is in a store, and what is asked of it: (query, the right name)."""

    label: str
    names: list[str]
    asked: list[tuple[str, str]]


class Cards(NamedTuple):
    """The cards that were printed unasked: for how many queries, how many were wrong, and of how many right names."""

    unasked: int
    wrong: int
    right_names: float


class Found(NamedTuple):
    """What one method did with one set of people; shares are 0–1, times are milliseconds."""

    method: str
    first: float
    first_five: float
    mean: float
    p99: float


def main(words: Sequence[str] | None = None) -> int:
    """Print the tables."""
    asked = _asked(words)
    said = [
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, RapidFuzz {rapidfuzz.__version__}, "
        f"{dt.date.today()}"
    ]
    folder = asked.cases / "real" / "names"
    if not folder.is_dir():
        said.append(f"Not measured, for there is no such folder: {folder}")
    elif asked.sets:
        said += ["Also right: another person of the very same folded name.", "", *_finding(folder, asked.sets)]
    if asked.million:
        said += ["", *_million(asked.million)]
    sys.stdout.write("\n".join([*said, ""]))
    return 0


def make_store(path: Path, people: Iterable[Details]) -> None:
    """Make a store at `path` with these people, brought in as an import does it; each is somebody else."""
    store = open_store(str(path), lambda _: None, make=True)
    bring_in(store, Signed(DAY, TODAY, "the old system", None), [MadeUp(people)], is_dry=True)
    store.close()


class MadeUp:
    """People who are brought in as those of a file, each somebody else."""

    path, told, size = "made.csv", "made up", 0
    notes: Sequence[str] = ()
    unread: Sequence[str] = ()
    withheld: Sequence[tuple[str, str]] = ()

    def __init__(self, people: Iterable[Details]) -> None:
        self.made = people

    def people(self, progress: Progress) -> Iterator[Incoming]:
        for line, details in enumerate(self.made, 1):
            source = f"made:{line}"
            details.handles.append(("source", source))
            yield Incoming(line, source, True, details)


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how often the right person is found, and how soon.")
    parser.add_argument("--cases", type=Path, default=CASES, help="the folder with real/names in it")
    parser.add_argument("--sets", nargs="*", default=[*DATASETS, POOL, ALL, LISTS], help="of people; none skips them")
    parser.add_argument("--million", type=Path, metavar="PATH", help="a store, asked by what is in it")
    return parser.parse_args(words)


def _finding(folder: Path, labels: Sequence[str]) -> Iterator[str]:
    read = {label: _read(folder / f"{label}.csv") for label in DATASETS}
    table: list[tuple[str, ...]] = [
        ("people of", "people", "queries", "method", "first", "first five", "mean ms", "p99 ms")
    ]
    verdicts: list[tuple[str, ...]] = [("oc, people of", "", "share", "to hold", "")]
    printed: list[tuple[str, ...]] = [("people of", "cards unasked", "wrong", "share wrong", "right names unasked", "")]
    every: list[list[Found]] = []
    of_febrl: list[Cards] = []
    for label in labels:
        people = _lists(folder, read) if label == LISTS else _people(label, read)
        size = f"{len(people.names):,}", f"{len(people.asked):,}"
        found, cards = _measured(people)
        every.append(found)
        table += [(label, *size, one.method, *(f"{figure:.3f}" for figure in one[1:3]), *_ms(one[3:])) for one in found]
        verdicts += _verdicts(label, *found)
        printed.append(_printed(label, cards))
        of_febrl += [cards] if label in DATASETS else []
    if of_febrl:
        unasked, wrong, right_names = zip(*of_febrl, strict=True)
        printed.append(_printed("FEBRL 1 to 3", Cards(sum(unasked), sum(wrong), statistics.mean(right_names))))
    verdicts += _mean_verdicts(every)
    yield from _lines(table, left=(0, 3))
    yield ""
    yield from _lines(verdicts, left=(0, 1))
    yield ""
    yield from _lines(printed, left=(0,))


def _lists(folder: Path, read: dict[str, tuple[list[Named], list[Named]]]) -> People:
    """Return the people of nomenklatura's set among everybody of the datasets."""
    with (folder / "nomenklatura.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if not row[0].startswith("#")]
    right = dict.fromkeys(row[1].strip() for row in rows)
    others = (one.name for people, _ in read.values() for one in people)
    return People(LISTS, [*right, *others], [(row[0].strip(), row[1].strip()) for row in rows])


def _printed(label: str, cards: Cards) -> tuple[str, ...]:
    share = cards.wrong / max(cards.unasked, 1)
    figures = f"{cards.unasked:,}", f"{cards.wrong:,}", f"{share:.4f}", f"{cards.right_names:.3f}"
    return label, *figures, _verdict(share <= MOST_WRONG)


def _read(path: Path) -> tuple[list[Named], list[Named]]:
    """Return the people of a dataset and what is asked, each with a number that no other dataset has."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [[cell.strip() for cell in row] for row in csv.reader(file)][1:]
    named = [(row[0].split("-"), f"{row[1]} {row[2]}".strip()) for row in rows]
    kept = [(record[2], Named(f"{path.stem} {record[1]}", name)) for record, name in named if name]
    return [one for kind, one in kept if kind == "org"], [one for kind, one in kept if kind == "dup"]


def _people(label: str, read: dict[str, tuple[list[Named], list[Named]]]) -> People:
    chosen = [read[label]] if label in read else list(read.values())
    here = [one for people, _ in chosen for one in people]
    asked = [one for _, queries in chosen for one in queries]
    if label == POOL:
        wanted = {one.record for one in asked}
        here = sorted(here, key=lambda one: one.record not in wanted)[:POOLED]
    right = {one.record: one.name for one in here}
    queries = [(one.name, right[one.record]) for one in asked if one.record in right]
    return People(label, [one.name for one in here], queries)


def _measured(people: People) -> tuple[list[Found], Cards]:
    with tempfile.TemporaryDirectory(prefix="oc-finding-") as place:
        path = Path(place) / "people.db"
        make_store(path, (Details(name=name) for name in people.names))
        with closing(connect(str(path), lambda _: None)) as store:
            ours = _tried(OURS, people, _ours(store))
            cards = _cards(people, store)
    others = _tried(RAPIDFUZZ, people, _rapidfuzz(people.names)), _tried(FTS5, people, _fts5(people.names))
    return [ours, *others], cards


def _cards(people: People, store: Store) -> Cards:
    asked = [(_unasked(store, query), right) for query, right in people.asked]
    unasked = [(name, right) for name, right in asked if name is not None]
    right_names = dict.fromkeys(right for _, right in people.asked)
    return Cards(
        len(unasked),
        sum(names.whole(name) != names.whole(right) for name, right in unasked),
        sum(_unasked(store, right) is not None for right in right_names) / len(right_names),
    )


def _unasked(store: Store, query: str) -> str | None:
    """Return the name of the one whose card is printed at once."""
    person = matching.answer(store, query, TODAY, is_list=False).unasked
    return person.name if person else None


def _ours(store: Store) -> Find:
    return lambda query: [candidate.person.name for candidate in matching.candidates(store, query, TODAY)[:5]]


def _rapidfuzz(people: Sequence[str]) -> Find:
    here = [" ".join(names.fold(name)) for name in people]
    return lambda query: [
        name for name, *_ in process.extract(" ".join(names.fold(query)), here, scorer=fuzz.WRatio, limit=5)
    ]


def _fts5(people: Sequence[str]) -> Find:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE person USING fts5(name, tokenize = 'trigram')")
    connection.executemany("INSERT INTO person VALUES (?)", [(_spaced(name),) for name in people])

    def find(query: str) -> list[str]:
        spaced = [_spaced(word) for word in query.split()]
        trigrams = {word[start : start + 3] for word in spaced for start in range(len(word) - 2)}
        match = " OR ".join(f'"{trigram}"' for trigram in sorted(trigrams) if trigram.strip())
        rows = connection.execute("SELECT name FROM person WHERE person MATCH ? ORDER BY rank LIMIT 5", (match,))
        return [name for (name,) in rows]

    return find


def _spaced(text: str) -> str:
    return f"  {'  '.join(names.fold(text))}  "


def _tried(method: str, people: People, find: Find) -> Found:
    first = first_five = 0
    took = []
    for query, right in people.asked:
        began = time.perf_counter()
        found = find(query)
        took.append(time.perf_counter() - began)
        hits = [names.whole(name) == names.whole(right) for name in found[:5]]
        first += any(hits[:1])
        first_five += any(hits)
    return Found(method, first / len(took), first_five / len(took), statistics.mean(took) * 1000, _part(took, 0.99))


def _verdicts(label: str, ours: Found, *others: Found) -> Iterator[tuple[str, ...]]:
    """Yield the figures to hold of one set of people, each with whether it is."""
    behind = BEHIND_OF_LISTS if label == LISTS else BEHIND
    for what, figure, theirs in (
        ("first", ours.first, max(other.first for other in others)),
        ("first five", ours.first_five, max(other.first_five for other in others)),
    ):
        yield label, what, f"{figure:.3f}", f"≥ {theirs:.3f} − {behind}", _verdict(figure >= theirs - behind)


def _mean_verdicts(every: Sequence[Sequence[Found]]) -> Iterator[tuple[str, ...]]:
    """Yield whether ours is above both others on the mean of the sets."""
    for what, place in (("first", 1), ("first five", 2)):
        ours, *others = (statistics.mean(float(one[place]) for one in method) for method in zip(*every, strict=True))
        yield "mean of the sets", what, f"{ours:.3f}", f"> {max(others):.3f}", _verdict(ours > max(others))


def _million(path: Path) -> list[str]:
    """Return the lines that say how long the answers of one store take, by the kind of query."""
    with closing(connect(str(path), lambda _: None)) as store:
        people = store.value("SELECT count(*) FROM customer")
        queries = mixed(store)
        for _, query in queries:  # once, so that no file is read from the disk
            matching.answer(store, query, TODAY)
        lines: list[str] = []
        for label, (is_list, most) in MOST_MS.items():
            took: dict[str, list[float]] = {kind: [] for kind in TYPED}
            answered = dict.fromkeys(TYPED, 0)
            for kind, query in queries:
                began = time.perf_counter()
                found = matching.answer(store, query, TODAY, is_list=is_list)
                took[kind].append(time.perf_counter() - began)
                answered[kind] += bool(found.candidates or found.unasked)
            lines += [*_by_kind(f"{people:,} people, {label}", took, answered, most), ""]
    return lines[:-1]


def _by_kind(heading: str, took: dict[str, list[float]], answered: dict[str, int], most: float) -> Iterator[str]:
    every = [seconds for kind in took.values() for seconds in kind]
    table: list[tuple[str, ...]] = [(heading, "queries", "answered", "p50 ms", "p99 ms", "max ms", "p99 to hold", "")]
    table += [_timed(kind, seconds, answered[kind]) for kind, seconds in took.items()]
    total = _timed("all, mixed", every, sum(answered.values()))
    verdict = f"≤ {most:.0f} ms", _verdict(_part(every, 0.99) <= most)
    return _lines([*table, (*total[:-2], *verdict)], left=(0,))


def _timed(kind: str, seconds: Sequence[float], answered: int) -> tuple[str, ...]:
    times = _part(seconds, 0.5), _part(seconds, 0.99), max(seconds) * 1000
    return kind, f"{len(seconds):,}", f"{answered:,}", *_ms(times), "", ""


def _part(seconds: Sequence[float], part: float) -> float:
    """Return how many milliseconds this part (0–1) of the times stay within."""
    return sorted(seconds)[min(int(len(seconds) * part), len(seconds) - 1)] * 1000


def _ms(figures: Iterable[float]) -> tuple[str, ...]:
    return tuple(f"{figure:.2f}" for figure in figures)


def _verdict(holds: bool) -> str:
    return "holds" if holds else "MISSED"


def _lines(table: Sequence[tuple[str, ...]], left: Sequence[int]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        cells = (
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


if __name__ == "__main__":
    sys.exit(main())
