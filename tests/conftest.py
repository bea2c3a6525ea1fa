"""What the tests stand on: a till in an empty shop, the real program run in it, and the shop after commands."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from onecustomer.cli.main import main
from onecustomer.store import marker
from tests.guard import sitecustomize  # noqa: F401  no test reaches a network

pytest.register_assert_rewrite("tests.words")

from tests.shop import everywhere  # noqa: E402
from tests.words import (  # noqa: E402  pytest must know of it before it is imported, to say what an assert saw
    CAST,
    GUARDED,
    NOON,
    WAITING,
    AtOnce,
    Json,
    Oc,
    Ran,
    Rows,
    ShopAfter,
    Terminal,
    nobody,
    on_its_day,
)

settings.register_profile(
    "ci", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("thorough", max_examples=2_000, parent=settings.get_profile("ci"))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

MEMORY, ROOM = Path("/dev/shm"), 4 << 30
"""The folder that lies in memory, where a system has one, and the free bytes that the tests want there."""

if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("TMPDIR", str(MEMORY))  # a third of the time went to the disk
    tempfile.tempdir = None
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    sys.dont_write_bytecode = False  # each of a thousand processes would compile the program anew

SHARED_CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what is for one till alone where every till is one of many."""
    everywhere.leave_out(items)


@pytest.fixture(scope="session", autouse=True)
def no_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is made for several tests out of the home of whoever runs them."""
    with pytest.MonkeyPatch.context() as here:
        for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            here.setenv(name, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def till(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """One till at noon of a Saturday, with a store of its own that is not made yet, in a home of its own."""
    for name in ("OC_STAFF", "OC_DEBUG", "NO_COLOR", "COLUMNS", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("OC_DB", str(tmp_path / "shop.db"))
    monkeypatch.setenv("OC_TILL", "till one")
    monkeypatch.setenv("OC_NOW", NOON)
    monkeypatch.setenv("OC_BACKUP", "no")
    yield tmp_path


@pytest.fixture
def db(till: Path) -> Path:
    """The path of the till's store."""
    return till / "shop.db"


@pytest.fixture
def oc(db: Path, monkeypatch: pytest.MonkeyPatch) -> Oc:
    """Run the program in this process: `oc("serve margo")`, or word by word; `at_terminal` lets it ask."""

    def run(*words: str, stdin: str | bytes = b"", at_terminal: bool = False, **env: str) -> Ran:
        args = shlex.split(words[0]) if len(words) == 1 else list(words)
        typed = stdin.encode() if isinstance(stdin, str) else stdin
        streams = Terminal(typed, terminal=at_terminal), Terminal(terminal=at_terminal), Terminal(terminal=at_terminal)
        with monkeypatch.context() as here:
            for name, value in env.items():
                here.setenv(name, value)
            everywhere.make_a_till(args, db, monkeypatch)
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                here.setattr(sys, name, stream)
            code = main(args)
        return Ran(code, streams[1].text(), streams[2].text())

    return run


@pytest.fixture(scope="session")
def stores() -> dict[tuple[str, ...], bytes]:
    """Each store that tests begin with, by the commands that made it; a process of the tests makes each once."""
    return {}


@pytest.fixture
def shop_after(oc: Oc, db: Path, stores: dict[tuple[str, ...], bytes], monkeypatch: pytest.MonkeyPatch) -> ShopAfter:
    """Put the store in place as these commands leave it: `shop_after(*CAST, "@2026-11-16 serve klein")`.

    The owner ran them, on another till: this one serves nobody and has nothing to take back.
    """

    def put(*commands: str) -> Oc:
        if commands not in stores:
            clear(db)
            for line in commands:
                command, now = on_its_day(line)
                answer = oc(command, OC_NOW=now, OC_TILL="the owner", **{everywhere.PLAIN: "yes"})
                assert 0 == answer.code, (line, answer.err)
            stores[commands] = db.read_bytes()
        clear(db)
        db.touch(mode=0o600)
        db.write_bytes(stores[commands])
        everywhere.make_a_till([], db, monkeypatch)
        return oc

    return put


def clear(db: Path) -> None:
    """Take a store away, and what says that it was there: whom tills serve, a journal, copies, its marker."""
    marker.remove(str(db))
    for left in (db, db.parent / "backups", *db.parent.glob(f"{db.name}-*")):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)


@pytest.fixture
def shop(shop_after: ShopAfter) -> Oc:
    """The cast of the essays, in the shop."""
    return shop_after(*CAST)


@pytest.fixture
def fresh() -> Oc:
    """Run the program as a process of its own, as a clerk does."""

    def run(*words: str, stdin: bytes = b"", **env: str) -> Ran:
        args = shlex.split(words[0]) if len(words) == 1 else list(words)
        done = subprocess.run(
            [sys.executable, "-m", "onecustomer", *args],
            input=stdin,
            capture_output=True,
            env={**os.environ, **GUARDED, **env},
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, *(stream.decode(errors="replace") for stream in (done.stdout, done.stderr)))

    return run


@pytest.fixture
def at_once(db: Path) -> AtOnce:
    """Run commands as processes of a till each, all of which have read the store before the first may write."""

    def run(*commands: str) -> list[Ran]:
        with closing(sqlite3.connect(db, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            running = [
                subprocess.Popen(
                    [sys.executable, "-m", "onecustomer", *shlex.split(command)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    encoding="utf-8",
                    env={**os.environ, **GUARDED, "OC_TILL": f"till {number}"},
                )
                for number, command in enumerate(commands)
            ]
            for process in running:
                assert process.stderr and process.stderr.readline() == WAITING
        with ThreadPoolExecutor(len(running)) as others:
            said = list(others.map(lambda process: process.communicate(timeout=60), running))
        return [Ran(process.returncode, out, err) for process, (out, err) in zip(running, said, strict=True)]

    return run


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for a lock."""
    monkeypatch.setattr("onecustomer.store.database.connection.SAY_WAITING_AFTER_MS", 10)
    monkeypatch.setattr("onecustomer.store.database.connection.GIVE_UP_AFTER_MS", 20)
    monkeypatch.setattr("onecustomer.store.database.connection.LONGEST_PAUSE_MS", 5)


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the shop in New York."""
    if not hasattr(time, "tzset"):
        pytest.skip("Windows has no TZ that a running program obeys")
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.fixture
def read_only(oc: Oc, db: Path, tmp_path: Path) -> Iterator[Oc]:
    """The store, and its log where it has one, in a folder that this process may read and not write."""
    if os.name != "posix":
        pytest.skip("file modes are POSIX's")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        writable = tmp_path / "writable.db"

        def run(command: str, **env: str) -> Ran:
            place.chmod(0o755)
            for end in ("", "-wal"):
                copy = place / f"shop.db{end}"
                copy.unlink(missing_ok=True)
                if db.with_name(f"shop.db{end}").exists():
                    copy.write_bytes(db.with_name(f"shop.db{end}").read_bytes())
                    copy.chmod(0o444)
            place.chmod(0o555)
            if os.geteuid() == 0:
                writable.write_bytes(db.read_bytes())
                oc(command, OC_DB=str(writable), **env)  # loads the modules of a Python that only root may read
            with nobody():
                return oc(command, OC_DB=str(place / "shop.db"), **env)

        yield run
        place.chmod(0o755)


@pytest.fixture
def rows(db: Path) -> Rows:
    """Ask or change the store by SQL of one's own, as somebody outside onecustomer might."""

    def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
        named = values[0] if values and isinstance(values[0], dict) else values
        connection = sqlite3.connect(db, isolation_level=None)
        try:
            return connection.execute(sql, named).fetchall()
        finally:
            connection.close()

    return ask


@pytest.fixture
def as_json() -> Json:
    """Read an answer as the one JSON object that it should be."""
    return json.loads


@pytest.fixture
def cases() -> Path:
    """The folder of real customer files, where there is one."""
    if not SHARED_CASES.is_dir():
        pytest.skip("the folder of real cases is not beside this checkout")
    return SHARED_CASES
