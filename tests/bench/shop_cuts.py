"""A shop's connections cut at random, and its server lost: `python -m tests.bench.shop_cuts`.

A till notes one thing after the other through a proxy that cuts its connection: before COMMIT is heard, after it was
answered, and anywhere else. Then three tills write at once, the primary ends as a machine that loses its power, and the
standby is promoted while they write on. What was acknowledged must be there once, and nothing may be there twice.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.bench import processes, shop_tills
from tests.bench.processes import told
from tests.shop.clusters import Cluster
from tests.shop.lines import Cut, Rule
from tests.shop.model import sound
from tests.shop.proxy import Proxy
from tests.shop.servers import establish, reached

APPENDS, WRITES = 1_000, 60
AT_COMMIT, ELSEWHERE = 0.3, 0.02  # the chances of a cut at a message
TILLS = 3
STANDBY = "standby"


def main(words: Sequence[str] | None = None) -> int:
    """Cut connections and lose the primary, print what was found, and return 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description="Cut a shop's connections, and lose its server.")
    parser.add_argument("--appends", type=int, default=APPENDS, help="appends through connections that are cut")
    parser.add_argument("--writes", type=int, default=WRITES, help="writes of each till while the primary is lost")
    asked = parser.parse_args(words)
    with shop_tills.quiet_environment(), tempfile.TemporaryDirectory() as folder:
        bad = told(cut(Path(folder) / "cut", asked.appends)) if asked.appends else 0
        return bad | (told(lose_the_primary(Path(folder) / "lost", asked.writes)) if asked.writes else 0)


def cutting(seed: int) -> Rule:
    """Return a rule that cuts often at COMMIT, and now and then anywhere else."""
    drawn = random.Random(seed)

    def rule(message: bytes) -> Cut | None:
        chance = AT_COMMIT if b"COMMIT" in message else ELSEWHERE
        return drawn.choice(list(Cut)) if drawn.random() < chance else None

    return rule


def cut(folder: Path, appends: int) -> Counter[str]:
    """Let a till append through connections that are cut, and return what came of it."""
    cluster = Cluster.made()
    try:
        with reached(cluster), Proxy(cluster.by_socket) as door:
            server = establish(cluster, lambda *_: None)
            tills = [shop_tills.till(server, folder / "one", [door.address]), shop_tills.till(server, folder / "two")]
            shop_tills.founded(tills)
            door.rule = cutting(1)
            found, acknowledged = _append(tills[0], appends)
            door.rule = None
            found["cuts"] = len(door.cuts)
            for till in tills:
                shop_tills.half_a_minute_later(till)
                shop_tills.well(till("shop send"))
            shop_tills.well(tills[0]("today"))
            wrong = sound.wrong(server, tills)
            print(*wrong, sep="\n", end="")
            return (
                found
                + shop_tills.amiss(shop_tills.texts(tills[1].db), acknowledged)
                + Counter({"wrong: copies": len(wrong)})
            )
    finally:
        cluster.remove()


def _append(till: shop_tills.Place, appends: int) -> tuple[Counter[str], set[str]]:
    """Append so often, and return how the commands ended, and what was acknowledged."""
    found: Counter[str] = Counter()
    acknowledged = set()
    for number in range(appends):
        text = f"append {number}"
        ran = till("note", "--for", "c1", text)
        if ran.code == 0:
            acknowledged.add(text)
        found["acknowledged" if ran.code == 0 else f"wrong: exit {ran.code}"] += 1
        if ran.code:
            print(ran.err, end="")
        if number % 10:  # else what follows waits, as half a minute is not over
            shop_tills.half_a_minute_later(till)
    return found, acknowledged


class Load:
    """What tills write at once, each command a process of its own, until each has written so much."""

    def __init__(self, tills: Sequence[shop_tills.Place], writes: int) -> None:
        self.writes = writes
        self.acknowledged: set[str] = set()
        self.ended: Counter[str] = Counter()
        self.is_lost, self.meanwhile = False, 0
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._write, args=(till,)) for till in tills]
        for thread in self._threads:
            thread.start()

    def _write(self, till: shop_tills.Place) -> None:
        for number in range(self.writes):
            text = f"write {number} of {till.folder.name}"
            line = [processes.oc(), "note", "--for", "c1", text]
            ran = subprocess.run(line, env=till.whole_env, capture_output=True, stdin=subprocess.DEVNULL, check=False)
            with self._lock:
                self.ended["acknowledged" if ran.returncode == 0 else f"wrong: exit {ran.returncode}"] += 1
                self.meanwhile += self.is_lost
                if ran.returncode == 0:
                    self.acknowledged.add(text)

    def wait_for(self, part: float) -> None:
        """Wait until this part of all is written."""
        while self.ended.total() < part * self.writes * len(self._threads):
            time.sleep(0.01)

    def end(self) -> None:
        """Wait until all is written."""
        for thread in self._threads:
            thread.join()


def lose_the_primary(folder: Path, writes: int) -> Counter[str]:
    """Let tills write while the primary is lost and the standby promoted, and return what came of it."""
    processes.compile_ours()
    primary = Cluster.made()
    with closing(_Removed(primary)) as removed:
        standby = primary.standby(STANDBY)
        removed.also(standby)
        primary.configure(synchronous_standby_names=STANDBY)
        with reached(primary), reached(standby):
            server = establish(primary, lambda *_: None)
            both = [primary.by_socket, standby.by_socket]
            tills = [shop_tills.till(server, folder / f"till{number}", both) for number in range(1, TILLS + 1)]
            shop_tills.founded(tills)
            load = Load(tills, writes)
            load.wait_for(0.3)
            primary.stop("immediate")
            load.is_lost = True
            load.wait_for(0.6)
            standby.promote()
            load.is_lost = False
            load.end()
            for till in (*tills, *tills):
                shop_tills.half_a_minute_later(till)
                shop_tills.well(till("shop send"))
            server.cluster = standby
            wrong = sound.wrong(server, tills)
            print(*wrong, sep="\n", end="")
            found = load.ended + shop_tills.amiss(shop_tills.texts(tills[0].db), load.acknowledged)
            return found + Counter({"typed meanwhile": load.meanwhile, "wrong: copies": len(wrong)})


class _Removed:
    """Clusters that are removed where this is closed."""

    def __init__(self, *clusters: Cluster) -> None:
        self.clusters = list(clusters)

    def also(self, cluster: Cluster) -> None:
        """Remove this one too."""
        self.clusters.append(cluster)

    def close(self) -> None:
        """Remove them."""
        for cluster in self.clusters:
            cluster.remove()


if __name__ == "__main__":
    sys.exit(main())
