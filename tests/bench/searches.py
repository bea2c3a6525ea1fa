"""Twenty thousand hostile queries, in one process: `python -m tests.bench.searches`.

Each is asked of what `serve` resolves, of `find` and of `oc find -`, in a shop whose names are as odd as the queries.
None may raise, find what a wildcard would, show what a terminal obeys, or change a byte of the store. `--seed` makes a
run again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from onecustomer.domain.finding import matching, mentions
from onecustomer.domain.language.names import LETTERS
from onecustomer.domain.shop import rules
from onecustomer.errors import OnecustomerError
from onecustomer.store.database.connection import Store, connect
from tests.bench.unicode import made
from tests.hostile import SPECIAL, Shop, harm
from tests.words import MARKUP, PAYLOADS, TODAY

QUERIES = 20_000
AT_ONCE = 500
"""Queries that one `oc find -` answers."""

SQL = (
    *(
        "%",
        "_",
        "%%",
        "M_rgo",
        "mar%",
        "'",
        "''",
        '"',
        '""',
        "';--",
        "'; DROP TABLE customer; --",
        "1' OR '1'='1",
        "\\'",
    ),
    *(
        "NOT",
        "AND",
        "OR",
        "NEAR",
        "NEAR(a b, 5)",
        "a*",
        "*",
        "^a",
        "name:margo",
        "{name}: a",
        "-margo",
        "+margo",
        "(",
        ")",
    ),
    *(
        '"margo',
        'margo"',
        "a AND",
        "NOT NOT",
        "MATCH",
        "GLOB '*'",
        "[a-z]*",
        "?",
        "?1",
        ":text",
        "@x",
        "$1",
        "x'00'",
        ";",
    ),
    *(
        "UNION SELECT name FROM customer",
        "/*",
        "*/",
        "--",
        "0x41",
        "CAST(1 AS TEXT)",
        "\\",
        "\\%",
        "ESCAPE '\\'",
        "char(0)",
    ),
)
NAMES = (
    "margo",
    "Margo Two",
    "c1",
    "c2",
    "c99",
    "c" + "9" * 30,
    "@acme",
    "0143",
    "2125550143",
    "m@example.com",
    "MAR-go",
)
LONG = (
    "a" * 5_000,
    "é" * 4_001,
    "margo " * 800,
    "0" * 4_000,
    "e" + "\u0301" * 300,
    "@" * 300,
    "c1 " * 1_500,
    "'" * 4_000,
)
ODD = (
    "",
    " ",
    "\t",
    "\0",
    "a\0b",
    "\udcff",
    "\ud800",
    "İ",
    "ß",
    "ſ",
    "ﬁ",
    "ǆ",
    "１４３",
    "٣",
    "½",
    "ᾳ",
    "山",
    "👩\u200d👧",
    "\u0301",
)
OF_ANY = (
    range(0x20, 0x7F),
    range(0xA0, 0x250),
    range(0x370, 0x530),
    range(0x590, 0x700),
    range(0x4E00, 0x4F00),
    range(0x110000),
)


def queries(chance: random.Random, count: int) -> Iterator[str]:
    """Yield so many queries: SQL, wildcards, names and letters of all Unicode, by themselves and mixed."""
    known = [*SQL, *NAMES, *LONG, *ODD, *MARKUP, *PAYLOADS.values()]
    yield from known[:count]
    for _ in range(count - len(known)):
        pieces = [_piece(chance) for _ in range(chance.choice((1, 1, 2, 2, 3, 6)))]
        yield chance.choice(("", " ", " ", "%")).join(pieces)


def _piece(chance: random.Random) -> str:
    drawn = chance.random()
    if drawn < 0.35:
        return chance.choice(SQL)
    if drawn < 0.55:
        return chance.choice(NAMES)
    if drawn < 0.65:
        return chance.choice(ODD)
    if drawn < 0.7:
        return chr(chance.choice(SPECIAL))
    letters = chance.choice(OF_ANY)
    return "".join(chr(chance.choice(letters)) for _ in range(chance.choice((1, 2, 4, 8, 30))))


class Searches:
    """A shop that is asked, and what was found wrong so far."""

    def __init__(self, folder: Path) -> None:
        self.shop: Shop = made(folder)
        self.found: Counter[str] = Counter()
        self.before = self.digest()

    def digest(self) -> str:
        """Return what tells whether a byte of the store was changed."""
        return hashlib.sha256(self.shop.db.read_bytes()).hexdigest()

    def run(self, asked: Sequence[str]) -> None:
        """Ask all of these, and look at the store afterwards."""
        with closing(connect(str(self.shop.db), lambda _: None)) as store:
            order = rules.order(store)
            for query in asked:
                self.ask(store, query, order)
        for at in range(0, len(asked), AT_ONCE):
            self.pipe(asked[at : at + AT_ONCE])
        self.found["the store was changed"] += self.digest() != self.before
        self.found = +self.found

    def ask(self, store: Store, query: str, order: str | None) -> None:
        """Ask whom `serve` would show and `find` would list; a refusal in a sentence is an answer."""
        asked = (partial(matching.answer, is_list=False), partial(mentions.find, order=order))
        for verb, act in zip(("serve", "find"), asked, strict=True):
            try:
                with store.reading():
                    answer = act(store, query, TODAY)
            except OnecustomerError:
                continue
            except Exception as error:
                self.found[f"{verb} raised {error!r}: {ascii(query)[:200]}"] += 1
            else:
                folded = unicodedata.normalize("NFKC", query)
                if answer.candidates and not any(unicodedata.category(one)[0] in LETTERS for one in folded):
                    self.found[f"{verb} finds by signs alone: {ascii(query)[:200]}"] += 1

    def pipe(self, asked: Sequence[str]) -> None:
        """Ask by `oc find -`, which answers each line with one of its own."""
        lines = [query.encode("utf-8", "surrogatepass") for query in asked]
        lines = [line.replace(b"\n", b" ").replace(b"\r", b" ") for line in lines]
        answer = self.shop.call("find", "-", stdin=b"\n".join(lines) + b"\n")
        self.found.update(f"{wrong} in oc find -" for wrong in harm(answer))
        answered = answer.out.splitlines()
        if len(lines) != len(answered) or not all("candidates" in json.loads(line) for line in answered):
            self.found[f"{len(lines)} lines have {len(answered)} answers: {answer.err[:100]}"] += 1


def main(words: Sequence[str] | None = None) -> int:
    """Ask all queries, print what was found, and return 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description="Look for people by words that nobody should type.")
    parser.add_argument("--queries", type=int, default=QUERIES)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        searches = Searches(Path(folder))
        searches.run([*queries(random.Random(asked.seed), asked.queries)])
    print(f"{asked.queries:,} queries in {time.perf_counter() - began:.0f} s, {searches.found.total():,} wrong")
    for what, count in searches.found.most_common(20):
        print(f"  {count:,} × {what}")
    return int(bool(searches.found))


if __name__ == "__main__":
    sys.exit(main())
