"""All of Unicode in every field, through every command: `python -m tests.bench.unicode`.

Each text is put into the store by SQL, past all that the program checks, and every command is run on it, to a pipe and
to a terminal. What reaches a stream is looked through by a rule of its own. The rounds: every code point, many to a
text; those that a terminal obeys or that hide, a few to a text, so that they stand before what is cut; each column by
itself, with texts and with values that it should not have; and real processes at a pseudo-terminal.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from tests.hostile import MARGO, SPECIAL, Shop, harm, ways
from tests.words import FIELDS, PAYLOADS, Ran

ALL = range(sys.maxunicode + 1)
NEIGHBOURS = ("\x1b[2J", "\u202e", "e" + "\u0301" * 9, "\u200d", "\x9b", "[/b]")
MANY, FEW = 300, 6
"""Code points to a text."""

WRONG: Sequence[object] = (
    *("", "é", 2**63 - 1, -1, 0, 1e300, b"\xff\xfe", "2026-13-45", "0000-00-00", "9999-12-31", None, "a\ud800"),
    *("{", "[1]", '{"customer": 5}', "\x1b[2J\x9b", "[/b]\u202e"),
)
"""What another program may leave in a column."""

AT_A_TERMINAL = (
    "serve margo",
    "show c1",
    "history c1",
    "today",
    "find margo",
    "news",
    "done --for c1",
    "export c1 --plain",
)

Found = Counter[str]


def main(words: Sequence[str] | None = None) -> int:
    """Run the rounds, print what each found, and return 1 where anything dangerous came through."""
    parser = argparse.ArgumentParser(description="Look for dangerous code points in all that the program shows.")
    parser.add_argument("--share", type=int, nargs=2, default=(0, 1), metavar=("NUMBER", "OF"), help="one part of it")
    parser.add_argument("--rounds", default="all special columns terminal", help="which, parted by blanks")
    asked = parser.parse_args(words)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        shop = made(Path(folder))
        for name in asked.rounds.split():
            number, parts = asked.share
            began = time.perf_counter()
            found = ROUNDS[name](shop, number, parts)
            runs = found.pop("runs", 0)
            print(f"{name}: {runs:,} runs in {time.perf_counter() - began:.0f} s, {found.total():,} wrong")
            for what, count in found.most_common(20):
                print(f"  {count:,} × {what}")
            wrong += found.total()
    return int(wrong > 0)


def made(folder: Path) -> Shop:
    """Return a shop with something of Margo's in every column that words can stand in."""
    shop = Shop(folder)
    for line in MARGO:
        answer = shop.call(*shlex.split(line))
        assert 0 == answer.code, (line, answer.err)
    shop.whole = shop.db.read_bytes()
    return shop


def texts(codes: Sequence[int], size: int) -> Iterator[str]:
    """Yield texts that have each of these code points, each on a letter, now and then with a bad neighbour."""
    for at in range(0, len(codes), size):
        letters = [f"x{chr(code)}" for code in codes[at : at + size]]
        letters[1:1] = NEIGHBOURS[at // size % len(NEIGHBOURS)]
        yield "".join(letters)


def in_every_field(shop: Shop, given: Iterable[str]) -> Found:
    """Put each text into all fields that show words, run every command, and return what was wrong."""
    found: Found = Counter()
    for text in given:
        shop.put()
        for sql in FIELDS:
            shop.change(sql, text)
        through(shop, found, 1.0)
    return found


def through(shop: Shop, found: Found, share: float, about: str = "") -> None:
    """Run every command, or a share of them, and count what is wrong."""
    chance = random.Random(about)
    for what, call, is_coloured in ways(shop):
        if chance.random() < share:
            found["runs"] += 1
            found.update(f"{wrong} {about} in oc {what}" for wrong in harm(call(), coloured=is_coloured))


def all_of_unicode(shop: Shop, number: int = 0, parts: int = 1) -> Found:
    """Every code point that there is, surrogates by themselves: a store that has them cannot be read."""
    plain = [code for code in ALL if not 0xD800 <= code <= 0xDFFF]
    every = [*texts(plain, MANY), *texts([code for code in ALL if 0xD800 <= code <= 0xDFFF], MANY)]
    return in_every_field(shop, every[number::parts])


def special(shop: Shop, number: int = 0, parts: int = 1) -> Found:
    """Those that a terminal obeys, that turn, hide or stack, a few to a text."""
    return in_every_field(shop, [*texts(SPECIAL, FEW), *PAYLOADS.values()][number::parts])


def columns(shop: Shop) -> list[tuple[str, str]]:
    """Return the tables of a store, each with its columns."""
    with closing(sqlite3.connect(shop.db)) as store:
        tables = store.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        return [
            (table, column)
            for (table,) in tables.fetchall()
            for _, column, *_ in store.execute(f"PRAGMA table_info({table})").fetchall()
        ]


def each_column(shop: Shop, number: int = 0, parts: int = 1, share: float = 1.0) -> Found:
    """Put a wrong value into one column at a time: everywhere, or where only one row may have it, into the first."""
    found: Found = Counter()
    given = [(table, column, value) for table, column in columns(shop) for value in WRONG]
    for table, column, value in given[number::parts]:
        shop.put()
        if damage(shop, table, column, value):
            through(shop, found, share, f"{table}.{column} = {value!r}")
    return found


def damage(shop: Shop, table: str, column: str, value: object) -> bool:
    """Put a value into a column; false where the database itself takes it in no row."""
    for where in ("", f" WHERE {column} = (SELECT min({column}) FROM {table})"):
        try:
            shop.change(f"UPDATE {table} SET {column} = :text{where}", value)
        except sqlite3.Error:
            continue
        return True
    return False


def at_a_terminal(shop: Shop, number: int = 0, parts: int = 1) -> Found:
    """Real processes at a pseudo-terminal, which is asked and answered."""
    found: Found = Counter()
    for payload in [*PAYLOADS.values(), *texts(SPECIAL, 400)][number::parts]:
        shop.put()
        for sql in FIELDS:
            shop.change(sql, payload)
        for command in AT_A_TERMINAL:
            found["runs"] += 1
            answer = typed_at(shop, shlex.split(command), b"1\r")
            found.update(f"{wrong} in oc {command}" for wrong in harm(answer, coloured=True))
    return found


def typed_at(shop: Shop, words: Sequence[str], typed: bytes) -> Ran:
    """Run a command as a process at a pseudo-terminal, and return all that came to its screen."""
    import pty

    child, terminal = pty.fork()
    if not child:
        os.execve(sys.executable, [sys.executable, "-m", "onecustomer", *words], os.environ | shop.env)
    os.write(terminal, typed)
    shown = b""
    try:
        while some := os.read(terminal, 65_536):
            shown += some
    except OSError:  # the end, as Linux says it
        pass
    os.close(terminal)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Ran(code, shown.decode(errors="replace").replace("\r\n", "\n"), "")


ROUNDS = {"all": all_of_unicode, "special": special, "columns": each_column, "terminal": at_a_terminal}

if __name__ == "__main__":
    sys.exit(main())
