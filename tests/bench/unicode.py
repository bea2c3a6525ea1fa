"""All of Unicode in every field, through every command: `python -m tests.bench.unicode`.

Each text is put into the store by SQL, past all that the program checks, and every command is run on it, to a pipe and
to a terminal. What reaches a stream is looked through by a rule of its own. The rounds: every code point, 4,000 to a
text, through the commands that show texts whole; those that a terminal obeys or that hide, and some of each plane that
are no letters, a few to a text, so that they stand before what is cut; each column by itself, with texts and with
values that it should not have; and real processes at a pseudo-terminal.

Two processes share a round: `--share 0 2` and `--share 1 2`.
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
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from tests.hostile import MARGO, SPECIAL, Shop, harm, is_dangerous, ways
from tests.words import FIELDS, PAYLOADS, Ran

ALL = range(sys.maxunicode + 1)
HALVES = range(0xD800, 0xE000)
NEIGHBOURS = ("\x1b[2J", "\u202e", "e" + "\u0301" * 9, "\u200d", "\x9b", "[/b]")
MARKS = ("Mn", "Me", "Mc")
MANY, FEW = 4_000, 6
"""Code points to a text: as many as a note takes, or so few that none of them is cut."""

WHOLE = (
    *("show c1 --json", "history c1 --json", "find margo --json", "today --json", "news --json", "setting --json"),
    *("policy --json", "duplicates --json", "thank --unthanked --json", "pulse --json", "doctor --json", "export"),
    *("export c1 --plain", "export --csv", "export --vcard --with-notes", "history c1", "show c1", "news", "setting"),
    *("policy --record", "style", "duplicates", "undo"),
)
"""What shows texts whole, or tells of them."""

ONCE = (
    "UPDATE customer SET name = :text || ' Margo', say = :text, company = :text, role = :text, relation = :text,"
    " usual_style = :text, usual_why = :text, why = :text, later_why = :text WHERE id = 1",
    "UPDATE interaction SET text = :text, via = :text, style = :text, staff = :text WHERE id ="
    " (SELECT max(id) FROM interaction WHERE customer_id = 1 AND kind = 'note')",
    "UPDATE interaction SET kind = :text WHERE id = (SELECT min(id) FROM interaction WHERE kind = 'note')",
    "UPDATE interaction SET text = :text WHERE id = (SELECT min(id) FROM interaction WHERE kind = 'promise')",
    "UPDATE fact SET text = :text, staff = :text WHERE id = 1",
    "UPDATE handle SET value = :text WHERE id = (SELECT max(id) FROM handle WHERE customer_id = 1)",
    "UPDATE occasion SET what = :text WHERE id = 1",
    "INSERT INTO style VALUES (:text, :text)",
    "UPDATE deed SET staff = :text, till = :text, file = :text WHERE id = 1",
    "UPDATE setting SET value = :text WHERE name = 'may'",
    "UPDATE news SET text = :text, words = words || ', ' || :text, staff = :text WHERE id = 2",
    "UPDATE telling SET staff = :text",
)
"""What puts a text into every column that words can stand in, once: a whole one takes a while to lay out."""

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
    """Yield texts that have each of these code points, now and then with a bad neighbour; a mark is on a letter."""
    for at in range(0, len(codes), size):
        letters = [
            f"x{letter}" if unicodedata.category(letter) in MARKS else letter
            for letter in map(chr, codes[at : at + size])
        ]
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
    found: Found = Counter()
    plain = [code for code in ALL if code not in HALVES]
    every = [*texts(plain, MANY), *texts(HALVES, MANY)]
    for at, text in list(enumerate(every))[number::parts]:
        shop.put()
        for sql in ONCE:
            shop.change(sql, text)
        for command in WHOLE:
            found["runs"] += 1
            at_terminal = at // parts % 2 == 1
            answer = shop.call(*shlex.split(command), at_terminal=at_terminal, stdin=b"n\n")
            found.update(f"{wrong} in oc {command}" for wrong in harm(answer, coloured=at_terminal))
            if command == "export --csv":  # JSON has them as escapes, and others in lines
                found.update(f"U+{ord(letter):04X} is not shown" for letter in unseen(text, answer))
    return found


def unseen(text: str, answer: Ran) -> set[str]:
    """Return the letters of a text that an answer should show and does not; a store with halves shows nothing."""
    return set() if ord(max(text)) in HALVES else {one for one in set(text) - set(answer.out) if not is_dangerous(one)}


def special(shop: Shop, number: int = 0, parts: int = 1) -> Found:
    """Those that a terminal obeys, that turn, hide or stack, and some that are none, a few to a text."""
    every = [*texts(SPECIAL, FEW), *texts(nameless(), FEW), *texts(HALVES[:: len(HALVES) // FEW], FEW)]
    return in_every_field(shop, [*every, *PAYLOADS.values()][number::parts])


def nameless() -> list[int]:
    """Return the first, the last and one between of those that are no letter or of private use, in each plane."""
    planes = [range(first, first + 0x10000) for first in range(0, len(ALL), 0x10000)]
    kinds = [
        [code for code in plane if unicodedata.category(chr(code)) == kind] for plane in planes for kind in ("Cn", "Co")
    ]
    return [found[at] for found in kinds if found for at in (0, len(found) // 2, -1)]


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
