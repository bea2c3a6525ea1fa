"""Argument lists that nobody should type, ten thousand of them: `python -m tests.bench.fuzz`.

Real commands and options, mixed with hostile words: surrogates, NUL, huge numbers, days that are none, nothing at all,
very long ones, and bytes on stdin. No list may end in a traceback, in an exit code that is none, or with people gone
who were not forgotten, merged or taken back. `--seed` makes a run again; some hundred lists are real processes.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import typer

from onecustomer.cli.app import app
from tests.hostile import EXITS, Shop, call
from tests.words import Ran

LISTS, PROCESSES = 10_000, 300
EVERY = 40
"""After so many lists the shop is put back as it was."""

MADE = (
    "add Margo Klein --phone '+1 212 555 0143' --email margo@example.com --at Acme --birthday 12-24",
    "add Margo Stone",
    "add Zoë",
    "promise coat --by friday --for c1",
    "note --for c1 --complaint zip",
    "note --for c1 --pin paper",
    "news linings --for everybody --until friday",
    "serve c2",
)
MAY_TAKE_AWAY = frozenset({"forget", "merge", "undo", "tidy", "restore"})
WORDS = (
    *(
        "margo",
        "klein",
        "c1",
        "c2",
        "c99",
        "zoë",
        "ZOË",
        "@acme",
        "0143",
        "e1",
        "f1",
        "d1",
        "1",
        "-1",
        "0",
        "boss",
        "-",
    ),
    *(
        "friday",
        "31 feb",
        "2026-02-31",
        "31.12.",
        "11/12",
        "yesterday",
        "in 99999999999 days",
        "0000-00-00",
        "10000-01-01",
    ),
    *("25:61", "friday 99:99", "6w", "90d", "never", "yes", "nonsense", "usual", "upset", "chatty", "csv", "quiet"),
    *(
        "",
        " ",
        "\t\n",
        "\0",
        "a\0b",
        "\udcff",
        "caf\udce9",
        "\ud800",
        "\x1b[2J",
        "\x9b",
        "\u202egnp",
        "\u3164",
        "\ue000",
    ),
    *("%", "_", "'; DROP TABLE customer; --", '"', "\\", "$HOME", "[/b]", "[bold]x", "{0}", "%s%n", "../x", "~", "/"),
    *("9" * 19, "-" + "9" * 30, str(2**63), str(2**64), "1e999", "NaN", "٣", "½", "e\u0301" * 6, "e" + "\u0301" * 40),
    *(
        "İ",
        "ß",
        "ﬁ",
        "👩\u200d👩\u200d👧",
        "山本",
        "a" * 201,
        "a" * 5_000,
        "é" * 4_100,
        "x " * 3_000,
        "--",
        "---",
        "-x",
        "--no",
    ),
    *("--for", "--json=1", "--db", "--db=", "--help=x", "-h", "--version", "-o", "--on=", "4111 1111 1111 1111"),
)
"""What stands where a name, a text, a day or a number should."""

STDIN = (b"", b"\n", b"margo\n", b"y\n", b"1\n2\n", b"\xff\xfe\x00", b"\x00" * 50, b"a" * 70_000, "é\u2028\n".encode())
LATE = b"\n".join([b"margo", b"\x1b[2J", b"c1"] * 40)


def grammar() -> dict[str, list[tuple[str, bool]]]:
    """Return the options of each command, and whether a value belongs to it, as the help knows them."""
    call("--help")  # the panels join the app where it is first needed
    commands = typer.main.get_group(app).commands
    return {
        name: [(option, not getattr(one, "is_flag", False)) for one in command.params for option in one.opts
               if option.startswith("-")]
        for name, command in commands.items()
    }  # fmt: skip


def drawn(chance: random.Random, known: dict[str, list[tuple[str, bool]]]) -> list[str]:
    """Return a list of arguments: mostly a command with options of its own, and words that are none."""
    verb = chance.choice([*known])
    words = [chance.choice(WORDS) for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 6)))]
    for option, takes in chance.sample(known[verb], min(len(known[verb]), chance.choice((0, 0, 1, 1, 2, 4)))):
        value = [chance.choice(WORDS)] if takes and chance.random() < 0.95 else []
        at = chance.randrange(len(words) + 1)
        words[at:at] = [f"{option}={value[0]}"] if value and chance.random() < 0.3 else [option, *value]
    front = [verb] if chance.random() < 0.97 else []
    return [*front, *words]


def is_safe(words: Sequence[str]) -> bool:
    """Tell whether a list stays in the shop: the demo, another store and a file to write are of other tests."""
    return not any(word.startswith(("--db", "-o", "--svg")) or word == "demo" for word in words)


def wrong(answer: Ran, words: Sequence[str]) -> list[str]:
    """Return what is wrong with an answer."""
    said = answer.out + answer.err
    found = [what for what in ("Traceback", "Something went wrong", "UnicodeEncodeError") if what in said]
    found += [] if answer.code in EXITS else [f"exit {answer.code}"]
    found += (
        ["said nothing of what failed"] if answer.code in (1, 2, 3, 5, 6) and not answer.err and not answer.out else []
    )
    return [f"{what}: {ascii(words)[:300]}" for what in found]


class Fuzz:
    """A shop, and what was found in it so far."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.known = grammar()
        self.found: Counter[str] = Counter()
        self.codes: Counter[int] = Counter()
        self.shop = Shop(folder)
        for line in MADE:
            assert 0 == self.shop.call(*shlex.split(line)).code, line
        self.shop.whole = self.shop.db.read_bytes()
        self.people = self.keys()
        self.may_be_gone = False

    def keys(self) -> set[str]:
        """Return the keys of all who are in the store, under their own numbers or as a merged one's."""
        with closing(sqlite3.connect(self.shop.db)) as store:
            return {key for (key,) in store.execute("SELECT key FROM customer UNION SELECT key FROM alias")}

    def run(self, lists: int) -> None:
        """Run so many lists in this process."""
        for number in range(lists):
            if number % EVERY == 0:
                self.shop.put()
                self.may_be_gone = False
            words = self.draw()
            stdin, at_terminal = self.stdin(), self.chance.random() < 0.2
            try:
                answer = self.shop.call(*words, stdin=stdin, at_terminal=at_terminal)
            except Exception as error:
                self.found[f"raised {error!r}: {ascii(words)[:300]}"] += 1
            else:
                self.look(answer, words)

    def run_processes(self, lists: int) -> None:
        """Run so many lists as a clerk's shell does; what no shell can pass on is left out."""
        for number in range(lists):
            if number % EVERY == 0:
                self.shop.put()
                self.may_be_gone = False
            words = self.draw()
            with suppress(ValueError, UnicodeEncodeError):  # NUL, and surrogates that stand for no byte
                done = subprocess.run(
                    [sys.executable, "-m", "onecustomer", *words],
                    input=self.stdin(),
                    capture_output=True,
                    env=os.environ | self.shop.env,
                    timeout=120,
                    check=False,
                )
                said = [stream.decode(errors="replace") for stream in (done.stdout, done.stderr)]
                self.look(Ran(done.returncode, *said), words)

    def draw(self) -> list[str]:
        """Return the next list that stays in the shop."""
        while not is_safe(words := drawn(self.chance, self.known)):
            pass
        self.may_be_gone |= not MAY_TAKE_AWAY.isdisjoint(words)
        return words

    def stdin(self) -> bytes:
        """Return what is piped in, or typed."""
        return self.chance.choice((*STDIN, LATE, self.chance.randbytes(200)))

    def look(self, answer: Ran, words: Sequence[str]) -> None:
        """Count what is wrong after a list: with the answer, and with who is in the store."""
        self.codes[answer.code] += 1
        self.found.update(wrong(answer, words))
        if not self.may_be_gone and not self.people <= self.keys():
            self.found[f"people are gone: {ascii(words)[:300]}"] += 1


def main(words: Sequence[str] | None = None) -> int:
    """Run the lists, print what was found, and return 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description="Call the program with arguments that nobody should type.")
    parser.add_argument("--lists", type=int, default=LISTS)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(Path(folder), asked.seed)
        os.chdir(folder)
        fuzz.run(asked.lists)
        fuzz.run_processes(asked.processes)
    print(f"{asked.lists:,} lists, {asked.processes:,} processes in {time.perf_counter() - began:.0f} s: {fuzz.codes}")
    for what, count in fuzz.found.most_common(40):
        print(f"{count} × {what}")
    return int(bool(fuzz.found))


if __name__ == "__main__":
    sys.exit(main())
