"""Commands at the tills of a shop, killed at random moments: `python -m tests.bench.shop_kills`.

What is killed: a write, a command that takes in what others wrote, one that keeps what waits, one that sends it, a till
that joins, one that hears that somebody is forgotten. Each time the next command must do well, and in the end all that
was acknowledged must be there once, nothing twice, and the copies be alike.

One process imports the program and each command is a fork of it: a kill takes some hundredths of a second.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

from tests.bench import shop_tills
from tests.bench.kills_of_forget import run
from tests.bench.processes import told
from tests.shop.clusters import Cluster
from tests.shop.model import sound
from tests.shop.servers import Server, establish, reached

KILLS = 200
PATIENT = 20  # times that a command is typed
NOWHERE = ("/nonexistent", 5432)


def main(words: Sequence[str] | None = None) -> int:
    """Kill commands, print what was found, and return 1 where anything of it is wrong."""
    parser = argparse.ArgumentParser(description="Kill commands at the tills of a shop.")
    parser.add_argument("--kills", type=int, default=KILLS)
    asked = parser.parse_args(words)
    with shop_tills.quiet_environment(), tempfile.TemporaryDirectory() as folder:
        return told(kill(Path(folder), asked.kills))


def kill(folder: Path, kills: int) -> Counter[str]:
    """Kill so many commands, and return what was found."""
    cluster = Cluster.made()
    try:
        with reached(cluster):
            shop = Shop(establish(cluster, lambda *_: None), folder)
            what = [*shop.killed().items()]
            number = 0
            while shop.found["killed"] < kills:
                shop.kill(*what[number % len(what)], number)
                number += 1
            return shop.ended()
    finally:
        cluster.remove()


class Shop:
    """Three tills, of which the first is killed and the third joins again and again."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.one, self.two, self.three = (shop_tills.till(server, folder / name) for name in ("one", "two", "three"))
        shop_tills.founded([self.one, self.two])
        away = shop_tills.till(server, folder / "away", [NOWHERE])
        self.away = {**self.one.env, "PGSERVICEFILE": away.env["PGSERVICEFILE"]}
        """The first till's environment where its server is nowhere."""
        self.acknowledged: set[str] = set()
        self.gone: list[str] = []
        self.found: Counter[str] = Counter()
        self.chance = random.Random(1)
        self.took: dict[str, list[float]] = {}
        self.number = 0

    def killed(self) -> dict[str, Callable[[], tuple[list[str], dict[str, str]]]]:
        """Return what is killed, by its name: what comes before it, and the command with its environment."""
        return {
            "a note": lambda: (["note", "--for", "c1", self.text("killed")], self.one.env),
            "a feed": self._after_others,
            "an edit": lambda: (["edit", "c2", "--role", self.text("killed")], self.one.env),
            "a note that waits": lambda: (["note", "--for", "c1", self.text("killed away")], self.away),
            "what is sent": self._after_notes_that_wait,
            "a till that joins": self._before_joining,
            "hearing of a forgotten one": self._after_forgetting,
            "forgetting": self._before_forgetting,
        }

    def text(self, words: str) -> str:
        """Return words that nobody else says."""
        self.number += 1
        return f"{words} {self.number}"

    def note(self, till: shop_tills.Place, env: dict[str, str] | None = None) -> None:
        """Let a till note something, which must do well."""
        text = self.text("said")
        ran = till("note", "--for", "c1", text, **(env or {}))
        if ran.code:
            self.found["wrong: the next command failed"] += 1
            print(ran.err, end="")
        else:
            self.acknowledged.add(text)

    def kill(self, name: str, before: Callable[[], tuple[list[str], dict[str, str]]], number: int) -> None:
        """Kill a command at a random moment of its usual time, and let the next one go on."""
        words, env = before()
        usual = self.took.setdefault(name, [])
        after = self.chance.uniform(0, min(usual)) if len(usual) > 1 else None
        began = time.perf_counter()
        with mock.patch.dict(os.environ, env):
            code = run(words, after)
        if after is None:
            usual.append(time.perf_counter() - began)
        self.found["killed" if code < 0 else "ended before" if code == 0 else f"wrong: {name}, exit {code}"] += 1
        shop_tills.half_a_minute_later(self.one)
        if name == "a till that joins":
            joined = self.three("shop join service=shop --yes")
            self.found["wrong: not joined"] += bool(joined.code)
            print(joined.err if joined.code else "", end="")
            self.note(self.three)
        self.note((self.one, self.two)[number // 8 % 2])
        self.note(self.one)

    def _after_others(self) -> tuple[list[str], dict[str, str]]:
        for _ in range(3):
            self.note(self.two)
        return ["show", "c1"], self.one.env

    def _after_notes_that_wait(self) -> tuple[list[str], dict[str, str]]:
        for _ in range(2):
            self.note(self.one, self.away)
        shop_tills.half_a_minute_later(self.one)
        return ["shop", "send"], self.one.env

    def _before_joining(self) -> tuple[list[str], dict[str, str]]:
        for left in self.three.folder.iterdir():
            if not left.name.startswith(".pg"):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        return ["shop", "join", "service=shop"], self.three.env

    def _somebody(self) -> str:
        name = self.text("Goneby Person").replace(" ", "")
        shop_tills.well(self.two("add", name, "--yes"))
        for _ in range(PATIENT):  # a machine at its limit may not answer in time
            shop_tills.half_a_minute_later(self.one)
            if self.one("note", "--for", name, "of somebody to be forgotten").code == 0:
                break
        self.gone.append(name)
        return name

    def _after_forgetting(self) -> tuple[list[str], dict[str, str]]:
        shop_tills.well(self.two("forget", self._somebody(), "--yes"))
        return ["show", "c1"], self.one.env

    def _before_forgetting(self) -> tuple[list[str], dict[str, str]]:
        return ["forget", self._somebody(), "--yes"], self.one.env

    def ended(self) -> Counter[str]:
        """Return what was found, and what is wrong in the end."""
        tills = self.one, self.two, self.three
        for name in self.gone:
            self.one("forget", name, "--yes")  # it may have been killed before it began
        for till in tills * 2:
            shop_tills.well(till("shop send"))
        wrong = sound.wrong(self.server, tills)
        print(*wrong, sep="\n", end="")
        there = shop_tills.texts(self.two.db)
        there.pop("of somebody to be forgotten", None)
        left = sum(b"Goneby" in file.read_bytes() for till in tills for file in till.folder.iterdir() if file.is_file())
        with self.server.admin() as asked:
            asked.execute("SELECT count(*) FROM shop.deed WHERE before LIKE '%Goneby%'")
            left += asked.fetchone()[0]
        counts = {"wrong: copies": len(wrong), "wrong: left of the forgotten": left}
        return self.found + shop_tills.amiss(there, self.acknowledged) + Counter(counts)


if __name__ == "__main__":
    sys.exit(main())
