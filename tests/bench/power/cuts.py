"""The power is cut at random while commands write, and what is left is held against what was acknowledged."""

from __future__ import annotations

import bisect
import hashlib
import os
import random
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from onecustomer.cli.main import main as oc
from onecustomer.errors import OnecustomerError
from onecustomer.store import marker
from onecustomer.store.erasure import erased_keys
from onecustomer.store.open import is_absent, open_store
from tests.bench import processes
from tests.bench.power.disk import Disk, Image, put_on
from tests.bench.power.record import Recorder, Recording

NOW = "2026-11-21T12:00:00+00:00"
NONE_YET = "no store"
UNSAFE = (sys.executable, "-m", "tests.bench.power.unsafe")
CHANGES_WHAT_IS_HELD = "YURLTt"  # the calls that end a transaction
SOUND, LOST, HALF, CORRUPT, STUCK = "sound", "lost", "neither old nor new", "corrupt", "takes no write"
BACK = "erased and come back"

A_FEW = (("note", "--for", "c1", "zip", "broke"), ("thank", "--for", "c1", "a", "friend"), ("undo", "--yes"))
"""What is typed where it must take a moment."""

HALF_DEEDS = (
    "SELECT (SELECT count(*) FROM interaction WHERE deed_id NOT IN (SELECT id FROM deed))"
    " + (SELECT count(*) FROM deed WHERE verb IN ('note', 'promise', 'thank')"
    " AND id NOT IN (SELECT deed_id FROM interaction))"
)

Held = str
"""What a store holds, in a few letters: two stores that hold the same have the same."""


def lines(folder: Path, rounds: int) -> list[Sequence[str]]:
    """Return what is typed in so many rounds; each command writes."""
    return [words for turn in range(rounds) for words in _of_round(folder, turn)]


def _of_round(folder: Path, turn: int) -> Iterator[Sequence[str]]:
    yield "add", f"Nora Number{turn}", "--phone", f"+1 212 555 {turn:04}"
    yield "note", "--for", "c1", "zip", "broke", str(turn)
    yield "promise", "--for", "c1", "coat", str(turn), "--by", "friday"
    yield "thank", "--for", "c1", "a", "friend", str(turn)
    yield "note", "--for", "c1", "taken", "back", str(turn)
    yield "undo", "--yes"
    yield "import", str(_rows(folder, turn))
    yield "add", f"Una Gone{turn}away", "--email", f"una{turn}@example.com"
    yield "forget", f"Una Gone{turn}away", "--yes"


def _rows(folder: Path, turn: int) -> Path:
    """Return a file of some people, made beside the store's folder."""
    file = folder.with_name(f"{folder.name}-{turn}.csv")
    people = (f"Ina Import{turn}-{number},212 556 {turn:02}{number:02},likes tea {number}" for number in range(20))
    file.write_text("\n".join(["Name,Phone,Notes", *people]) + "\n", encoding="utf-8")
    return file


@dataclass
class Found:
    """What power cuts left, and how many commands were recorded and calls were made."""

    commands: int
    calls: int
    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def wrong(self) -> int:
        """Return how many cuts left something else than they should."""
        return sum(count for what, count in self.counts.items() if what != SOUND)

    def sentence(self) -> str:
        """Return what a person reads."""
        cut = sum(self.counts.values())
        said = ", ".join(f"{self.counts[what]} {what}" for what in (LOST, HALF, CORRUPT, STUCK, BACK))
        examples = "".join(f"\n    {what}: {example}" for what, example in self.examples.items())
        return f"{cut} cuts in {self.calls:,} calls of {self.commands} commands: {said}{examples}"


def fast_folder() -> str | None:
    """Return the folder of a disk in memory, where there is one: the replay waits for no disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def cut(
    folder: Path, shim: Path, setting: str, lines: Sequence[Sequence[str]], store: str | None, count: int, seed: int
) -> Found:
    """Record commands that begin with a copy of a store, or with none; cut the power so many times.

    Shape: returns what was left.
    """
    folder.mkdir()
    db = folder.resolve() / "shop.db"
    if store:
        shutil.copyfile(store, db)
    environment = processes.environment() | {
        "OC_DB": str(db),
        "OC_TILL": "one",
        "OC_NOW": NOW,
        "OC_BACKUP": "no",
        "TZ": "UTC",
        "HOME": str(folder.with_name(f"{folder.name}-home")),
        "PYTHONPATH": str(processes.ROOT),
    }
    program = (sys.executable, "-m", "onecustomer") if setting == "as it is" else (*UNSAFE, setting)
    recorder = Recorder(shim, folder, environment, program)
    begins = on_disk(db)
    known = _recorded(recorder, db, lines)
    os.environ.update({name: environment[name] for name in ("OC_DB", "OC_TILL", "OC_NOW", "OC_BACKUP", "TZ", "HOME")})
    return _replayed(Replay(folder.resolve(), db, begins, recorder.recording, known), count, random.Random(seed))


@dataclass
class Known:
    """What a store held before the first command and after each, and after how many of them somebody was erased."""

    after: list[Held]
    erased: dict[str, tuple[int, str]] = field(default_factory=dict)  # by their keys, with their names


def on_disk(db: Path) -> Image:
    """Return the file that is there before the first command."""
    return {str(db): db.read_bytes()} if db.exists() else {}


def _recorded(recorder: Recorder, db: Path, lines: Sequence[Sequence[str]]) -> Known:
    """Run commands while another connection has the store open; return what is known of the store."""
    known = Known([] if db.exists() else [NONE_YET])
    if not db.exists():
        first, *lines = lines
        recorder.run(first)
    with closing(sqlite3.connect(db)) as other:
        known.after.append(held(other))
        for words in lines:
            there = keys(other)
            recorder.run(words)
            if words[0] == "forget":
                known.erased |= dict.fromkeys(there - keys(other), (len(known.after), words[1]))
            known.after.append(held(other))
            if known.after[-1] == known.after[-2]:
                raise RuntimeError(f"{words} wrote nothing")
    return known


def keys(store: sqlite3.Connection) -> set[str]:
    """Return the keys of everybody, also of those who are being erased."""
    return {key for (key,) in store.execute("SELECT key FROM customer UNION SELECT key FROM erasure")}


def held(store: sqlite3.Connection) -> Held:
    """Return what a store holds."""
    tables = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    rows = [store.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


class Replay:
    """A recording that is done again, up to any call."""

    def __init__(self, folder: Path, db: Path, begins: Image, recording: Recording, known: Known) -> None:
        self.folder = folder
        self.db = db
        self.begins = begins
        self.recording = recording
        self.known = known
        self.after = known.after
        self.between: dict[int, set[Held]] = {}

    def looked_at(self, image: Image) -> Held:
        """Put an image in place, open it as the program does, and return what it holds.

        Raises: OnecustomerError where the program refuses it; RuntimeError where SQLite or a deed is not whole.
        """
        shutil.rmtree(self.folder)
        marker.remove(str(self.db))  # it lies outside of what is recorded, and is of a later moment
        self.folder.mkdir(0o700)
        put_on(image, self.folder)
        if is_absent(str(self.db)):
            return NONE_YET
        with closing(open_store(str(self.db), lambda _: None)) as store:
            sound = store.value("PRAGMA integrity_check(1)")
            orphans = store.ask("PRAGMA foreign_key_check")
            if sound != "ok" or orphans or store.value(HALF_DEEDS):
                raise RuntimeError(f"{sound}, {len(orphans)} orphans, {store.value(HALF_DEEDS)} half deeds")
            return held(store.connection)

    def comes_back(self, done: int) -> list[str]:
        """Return the keys of those who stand in a file, or are not on the list, though they were said to be gone."""
        gone = {key: name for key, (number, name) in self.known.erased.items() if number <= done}
        if not gone:
            return []
        beside = self.db.with_name(self.db.name + erased_keys.FILE)
        listed = {line.split()[0] for line in beside.read_text().splitlines()} if beside.exists() else set()
        with closing(sqlite3.connect(self.db)) as store:
            listed |= keys(store)
        written = b"".join(file.read_bytes() for file in self.folder.rglob("*") if file.is_file())
        return [key for key, name in gone.items() if key not in listed or name.encode() in written]

    def passed_through(self, number: int) -> set[Held]:
        """Return what the store held from one acknowledgement to the next: a command may make several transactions."""
        if number not in self.between:
            self.between[number] = self._passed_through(number)
        return self.between[number]

    def _passed_through(self, number: int) -> set[Held]:
        disk, passed = Disk(self.folder, self.begins), {self.after[number]}
        first = self.recording.acknowledged[number - 1] if number else 0
        last = ([*self.recording.acknowledged, len(self.recording.calls)])[number]
        for index, call in enumerate(self.recording.calls[:last]):
            disk.do(call)
            if index >= first and call.kind in CHANGES_WHAT_IS_HELD:
                passed.add(self.looked_at(disk.kept()))
        return passed


def _replayed(replay: Replay, count: int, chance: random.Random) -> Found:
    calls, acknowledged = replay.recording.calls, replay.recording.acknowledged
    found = Found(len(acknowledged), len(calls))
    moments = Counter(chance.randrange(1, len(calls) + 1) for _ in range(count))
    disk = Disk(replay.folder, replay.begins)
    for index, call in enumerate(calls, 1):
        disk.do(call)
        for _ in range(moments[index]):
            what, why = _judged(replay, disk.cut(chance), bisect.bisect_right(acknowledged, index))
            found.counts[what] += 1
            if what != SOUND:
                found.examples.setdefault(what, f"after call {index} ({call.kind} {call.names}): {why}")
    return found


def _judged(replay: Replay, image: Image, done: int) -> tuple[str, str]:
    """Return what a cut left where so many commands were acknowledged, and what there is to say of it."""
    try:
        holds = replay.looked_at(image)
    except (OnecustomerError, RuntimeError, sqlite3.Error) as error:
        return CORRUPT, str(error)
    if holds not in replay.after[done : done + 2] and holds not in replay.passed_through(done):
        is_older = any(holds in replay.passed_through(number) for number in reversed(range(done)))
        return LOST if is_older else HALF, f"command {done + 1} was running"
    if replay.comes_back(done):
        return BACK, f"command {done + 1} was running"
    code = _in_silence(["note", "--for", "c1", "hello"] if done else ["add", "Later Comer", "--yes"])
    return (STUCK, f"exit {code}") if code else (SOUND, "")


def _in_silence(words: Sequence[str]) -> int:
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return oc(words)
