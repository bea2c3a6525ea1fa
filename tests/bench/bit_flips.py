"""Bits that flip in the words of a store: `python -m tests.bench.bit_flips`.

A store with a copy beside it; in each trial one bit flips in the words of one entry, in the file's own bytes. It is
counted in how many trials `oc doctor --deep` names that very entry, and in how many SQLite's integrity_check alone says
that anything is wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, redirect_stdout
from pathlib import Path

from onecustomer.cli.main import main as oc
from onecustomer.store.copies import making, named
from onecustomer.store.open import open_store
from tests.bench import people

PEOPLE, FLIPS, SEED = 1_000, 200, 17
SLICE = 24  # bytes of words by which their place in the file is found
WORDS = [
    "hem",
    "skirt",
    "lining",
    "zip",
    "coat",
    "navy",
    "button",
    "silk",
    "thread",
    "sleeve",
    "collar",
    "pocket",
    "wool",
    "cuff",
    "seam",
]
LONGEST = 700  # words of an entry: some lie on several pages
TEXTS = "SELECT id FROM interaction WHERE text IS NOT NULL ORDER BY id"


def with_words(path: Path, chance: random.Random) -> dict[int, bytes]:
    """Give the entries of a store words that no other has, and return them by the entries' numbers."""
    with closing(sqlite3.connect(path)) as store:
        texts = {number: _words(number, chance) for (number,) in store.execute(TEXTS).fetchall()}
        store.executemany("UPDATE interaction SET text = ? WHERE id = ?", [(text, one) for one, text in texts.items()])
        store.commit()
        store.execute("VACUUM")
    return {number: text.encode() for number, text in texts.items()}


def _words(number: int, chance: random.Random) -> str:
    count = chance.choice((3, 5, 8, 13, chance.randrange(100, LONGEST)) if number % 50 == 0 else (3, 5, 8, 13))
    return " ".join(f"{chance.choice(WORDS)} {chance.randrange(10**5):05d}" for _ in range(count))


def copy(path: Path, day: dt.date) -> str:
    """Make a copy of a store, as `oc backup` does, and return its path."""
    with closing(open_store(str(path), lambda _: None)) as store:
        return making.make(store, named.ASKED, day)


def flip(content: bytes, texts: dict[int, bytes], chance: random.Random) -> tuple[int, bytearray]:
    """Return which entry has another bit in its words, and the file with it."""
    while True:
        number = chance.choice(list(texts))
        at = chance.randrange(len(texts[number]))
        start = max(0, min(at - SLICE // 2, len(texts[number]) - SLICE))
        if content.count(texts[number][start : start + SLICE]) == 1:  # else it lies on two pages, or is another's too
            place = content.find(texts[number][start : start + SLICE])
            flipped = bytearray(content)
            flipped[place + at - start] ^= 1 << chance.randrange(8)
            return number, flipped


def is_named(said: str, number: int) -> bool:
    """Tell whether doctor, as JSON, names an entry as one that differs from the copy."""
    found = [one for one in json.loads(said)["doctor"] if one["check"] == "entries"]
    return any(f"e{number}" == row["ref"] for one in found for row in one["values"].get("differing", ()))


def main(words: Sequence[str] | None = None) -> int:
    """Flip bits, print how many were named, and return 1 where fewer than 95 of 100 were."""
    parser = argparse.ArgumentParser(description="Flip bits in the words of a store, and ask doctor.")
    parser.add_argument("--flips", type=int, default=FLIPS)
    asked = parser.parse_args(words)
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        path = people.store(Path(folder), PEOPLE)
        texts = with_words(path, chance)
        os.environ |= {"OC_DB": str(path), "OC_TILL": "bench", "OC_NOW": people.NOW.isoformat()}
        copy(path, people.NOW.date())
        content = path.read_bytes()
        began, named_by, seen_by_sqlite, unnamed = time.monotonic(), 0, 0, []
        for _ in range(asked.flips):
            number, flipped = flip(content, texts, chance)
            path.write_bytes(flipped)
            said = io.StringIO()
            with redirect_stdout(said):
                oc(["doctor", "--deep", "--json"])
            named_by += (is_it := is_named(said.getvalue(), number))
            unnamed += [] if is_it else [(number, said.getvalue())]
            with closing(sqlite3.connect(path)) as store:
                seen_by_sqlite += [("ok",)] != store.execute("PRAGMA integrity_check").fetchall()
        took = (time.monotonic() - began) / asked.flips
    for number, answer in unnamed[:5]:
        print(f"not named: e{number}: {answer}")
    print(f"{len(texts):,} entries with words, {asked.flips} flips: oc doctor --deep named {named_by},", end=" ")
    print(f"integrity_check alone saw {seen_by_sqlite}; {took:.2f} s a trial")
    return int(named_by < asked.flips * 0.95)


if __name__ == "__main__":
    raise SystemExit(main())
