"""A shop that hostile text stands in, and every way in which the program may show it.

The text is put there past all that the program checks, as by another program. What may reach a screen is said here in
its own words, and not by the program's filter.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from onecustomer.cli.main import main
from tests.words import NOON, Ran, Terminal

MARGO = (
    "add Margo --phone 2125550143 --email m@example.com --nick Mar --at Acme --say MAR-go --birthday 11-21",
    "add 'Margo Two'",
    "note --for c1 --pin a",
    "note --for c1 --need b",
    "note --for c2 --need b",
    "promise d --by 2026-11-20 --late --for c1",
    "promise d --by friday --for c1",
    "remember e 2026-11-23 --for c1",
    "news f --for b --until friday",
    "news g --for b --until friday",
    "told --for c1 1",
    "add 'Margo Three' --brought-by c1",
    "setting dates day-first",
    "setting quiet 1d",
    "setting may h",
    "note --for c1 --complaint c",
    "note --for c1 --complaint d",
    "note --for c1 --warning d",
    "note --for c1 --leaving d",
    "note --for c1 e",
    "thank --for c1 f",
    "style upset --for c1",
)
"""What puts something of Margo's into every column that words can stand in."""

READING = (
    *("show c1", "show c1 --json", "show margo", "history c1", "history c1 --json", "history c1 --graph"),
    *("find margo", "find margo --json", "find @acme", "find --as margo", "find cat at the vet", "duplicates"),
    *("duplicates --json", "duplicates c1 --all", "export", "export c1 --plain", "export --csv", "export --vcard"),
    *("export --vcard --with-notes", "export --staff ana --plain --with-notes", "export margo", "today"),
    *("today --json", "today --here", "today --here --json", "today --owed", "today --missed", "today --thanks"),
    *("today --open", "today --gone", "thank --unthanked", "thank --unthanked --json", "news", "news --json", "pulse"),
    *("pulse --json", "pulse --month --names", "setting", "setting --json", "setting may", "policy", "policy --notice"),
    *(
        "policy --record",
        "policy --json",
        "tidy --dry-run",
        "tidy --dry-run --json",
        "style",
        "forget c1",
        "merge c1 c2",
    ),
    *("doctor", "doctor --json", "doctor --deep"),
    *("lost", "undo", "tidy", "edit c1", "note --for margo x", "serve nobody", "told --for c1", "done --for c1"),
)
"""What changes nothing where there is no terminal: reading, refusing, and what asks first."""

WRITING = (
    *(
        "serve c1",
        "serve margo",
        "serve c1 --json",
        "serve c2 --brief",
        "serve",
        "note --for c1 hello",
        "thank --for c1",
    ),
    *("style upset --for c1", "style usual --for c1 --usually", "done --for c1 1 kept", "done --for c1 --beyond x"),
    *("promise more --by friday --for c1", "told --for c1 2", "remember g friday --for c1", "mend e1 better"),
    *("note --gesture a card --for c1", "note --referral c2 --for c1", "edit c1 --role x", "edit c1 --drop b"),
    *("add margo", "later c1 --until friday --why x", "history c1", "lost c1 --why x", "today", "undo --yes", "undo"),
    *("merge c1 c2 --yes", "duplicates --two c1 c3", "forget c3 --yes"),
)
"""What writes, as far as what stands there lets it."""

ASKING = (
    *("serve margo", "done --for c1", "told --for c1", "add margo", "undo", "forget c1", "merge c1 c2", "lost c1"),
    *("promise --for c1 x", "edit margo --role x", "tidy", "serve"),
)
"""What asks on a terminal, and is told the first, or yes, or nothing."""

TABS = ("oc serve m", "oc style ", "oc note --for mar", "oc export --staff ", "oc setting ", "oc help m")

COLOUR = re.compile("\x1b\\[[0-9;]*m")
MOST_MARKS = 4
JOINERS = "\u200c\u200d"
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FILLERS = "\u034f\u180b\u180c\u180d\u180f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
NEVER = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")

EXITS = {0, 1, 2, 3, 4, 5, 6, 130}


def is_dangerous(letter: str) -> bool:
    """Tell whether a code point must not reach a person: what a terminal obeys, what hides, what is no letter."""
    if letter in JOINERS:
        return False
    return letter in TURNING or letter in FILLERS or unicodedata.category(letter) in NEVER


def _ranges(letters: Iterable[int]) -> str:
    """Return code points as what stands between the brackets of a pattern."""
    found: list[list[int]] = []
    for code in letters:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in found)


EVERY = range(sys.maxunicode + 1)
DANGEROUS = [code for code in EVERY if is_dangerous(chr(code))]
SPECIAL = [code for code in DANGEROUS if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
"""Those that have a meaning; the others are of no letter, of private use, or halves."""

HARM_OF_ASCII = re.compile(f"[{_ranges(code for code in DANGEROUS if code < 0x80 and code != ord(chr(10)))}]")
HARM = re.compile(f"[{_ranges(code for code in DANGEROUS if code != ord(chr(10)))}]")
HEAP = re.compile(f"[{_ranges(c for c in EVERY if unicodedata.category(chr(c)) in ('Mn', 'Me'))}]{{{MOST_MARKS + 1}}}")


def harm(answer: Ran, *, coloured: bool = False) -> list[str]:
    """Return what is wrong with an answer: dangerous code points, heaps of marks, a traceback, a code that is none."""
    wrong = [] if answer.code in EXITS else [f"exit {answer.code}"]
    for text in (answer.out, answer.err):
        plain = (COLOUR.sub("", text) if coloured else text).replace("\r\n", "\n")  # tables and cards end lines so
        looked_for = (HARM_OF_ASCII,) if plain.isascii() else (HARM, HEAP)
        found = filter(None, (pattern.search(plain) for pattern in looked_for))
        wrong += [f"U+{ord(one[0][-1]):04X}" for one in found]
        wrong += [words for words in ("Traceback", "Something went wrong") if words in text]
    return wrong


def call(*words: str, stdin: bytes = b"", at_terminal: bool = False, **env: str) -> Ran:
    """Run the program in this process, for a store that OC_DB names."""
    streams = [Terminal(typed, terminal=at_terminal) for typed in (stdin, b"", b"")]
    with (
        patch.dict(os.environ, env),
        patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
    ):
        try:
            code = main(words)
        except SystemExit as ended:  # Typer's own answer to TAB
            code = ended.code if isinstance(ended.code, int) else 0
    return Ran(code, streams[1].text(), streams[2].text())


class Shop:
    """A shop in a folder of its own, that can be put back as it was."""

    def __init__(self, folder: Path) -> None:
        self.db = folder / "shop.db"
        self.env = {"OC_DB": str(self.db), "OC_TILL": "one", "OC_NOW": NOON, "HOME": str(folder), "TZ": "UTC"}
        self.env |= {"TERM": "xterm", "COLUMNS": "80"}
        self.whole = b""

    def call(self, *words: str, stdin: bytes = b"", at_terminal: bool = False, **env: str) -> Ran:
        """Run a command in it."""
        return call(*words, stdin=stdin, at_terminal=at_terminal, **(self.env | env))

    def put(self) -> None:
        """Put the store in place as it was kept, without what lies beside it."""
        self.db.write_bytes(self.whole)
        shutil.rmtree(self.db.parent / "backups", ignore_errors=True)
        for left in self.db.parent.glob("shop.db-*"):
            if left.is_file():
                left.unlink()

    def change(self, sql: str, text: object) -> None:
        """Put a text into the store by SQL, as :text; lone surrogates as the bytes that some programs write."""
        is_whole = not isinstance(text, str) or not any("\ud800" <= letter <= "\udfff" for letter in text)
        value = text if is_whole else str(text).encode("utf-8", "surrogatepass")
        with closing(sqlite3.connect(self.db, isolation_level=None)) as store:
            store.execute(sql if is_whole else sql.replace(":text", "CAST(:text AS TEXT)"), {"text": value})


Ways = Iterator[tuple[str, Callable[[], Ran], bool]]


def ways(shop: Shop) -> Ways:
    """Yield every way in which the shop shows what it has: the name, the call, and whether colours may be in it."""
    for command in READING:
        words = tuple(shlex.split(command))
        yield f"{command} |", lambda words=words: shop.call(*words), False
        yield command, lambda words=words: shop.call(*words, at_terminal=True, stdin=b"n\n"), True
    for line in TABS:
        tab = {"_OC_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        yield f"TAB {line}", lambda tab=tab: shop.call(**tab), False
    for command in WRITING:
        words = tuple(shlex.split(command))
        yield f"{command} |", lambda words=words: shop.call(*words), False
    for command in ASKING:
        words = tuple(shlex.split(command))
        for typed in (b"1\n", b"9\nx\n\n"):
            yield command, lambda words=words, typed=typed: shop.call(*words, stdin=typed, at_terminal=True), True
