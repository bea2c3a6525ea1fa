"""What lies beside a store under its name: SQLite plays it back, so it is looked at before that, and never removed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.store.database.sqlite import SCHEMA
from tests.words import CAST, Oc, ShopAfter

Unplugged = Callable[..., None]
COMMANDS = ("show c1", "serve c1", "note --for c1 hello", "add Bo", "today", "history c1")
A_DEED = (
    "INSERT INTO deed (key, at, till, verb, customer_id, day)"
    " SELECT '{key}', at, till, verb, customer_id, day FROM deed LIMIT 1"
)


@pytest.fixture
def unplugged() -> Unplugged:
    """Let a process write to a file in WAL mode, and end before the log is in the file."""

    def write(path: Path, *statements: str) -> None:
        script = (
            "import os, sqlite3, sys\n"
            "file = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "for one in ('PRAGMA journal_mode = WAL', 'BEGIN', *sys.argv[2:], 'COMMIT'): file.execute(one)\n"
            "os._exit(0)\n"
        )
        subprocess.run([sys.executable, "-S", "-c", script, str(path), *statements], check=True)

    return write


def left(db: Path) -> dict[str, bytes]:
    """Return what a store and its log are, by the names of the files."""
    return {end: db.with_name(db.name + end).read_bytes() for end in ("", "-wal")}


@pytest.fixture
def two(shop_after: ShopAfter, db: Path, unplugged: Unplugged) -> tuple[Oc, Path, Path]:
    """Two shops, each with a write that is in its log alone; their people have the same numbers."""
    oc = shop_after(*CAST)
    other = db.with_name("other.db")
    for path, name in ((db, "Margo Klein"), (other, "Nora Newcomer")):
        if path == other:
            assert 0 == oc("add", name, OC_DB=str(other)).code
        log = "UPDATE customer SET why = 'in the log' WHERE id = 1"
        unplugged(path, A_DEED.format(key=f"of {name}"), log)
    return oc, db, other


@pytest.mark.fault(11)
def test_a_log_that_was_left_is_brought_into_its_store(two: tuple[Oc, Path, Path]) -> None:
    oc, _, _ = two
    assert "in the log" in oc("show c1").printed()


@pytest.mark.fault(11)
def test_of_two_logs_that_were_swapped_neither_is_played_back(two: tuple[Oc, Path, Path]) -> None:
    oc, db, other = two
    logs = left(db)["-wal"], left(other)["-wal"]
    db.with_name(f"{db.name}-wal").write_bytes(logs[1])
    other.with_name(f"{other.name}-wal").write_bytes(logs[0])
    before = left(db), left(other)
    for path in (db, other):
        for command in COMMANDS:
            said = oc(command, OC_DB=str(path)).complained(5)
            assert "The store's log is another file's" in said
            assert f"both are left: {path}-wal" in said
    assert before == (left(db), left(other))


@pytest.mark.fault(11)
def test_a_log_under_which_a_store_makes_no_sense_is_not_played_back(
    two: tuple[Oc, Path, Path], unplugged: Unplugged
) -> None:
    """A log whose newest deed is the store's own, and whose pages are not."""
    oc, db, _ = two
    with closing(sqlite3.connect(db)) as file:
        root = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'search_key'").fetchone()[0]
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    unplugged(
        db,
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET rootpage = {root} WHERE name = 'customer'",
        "PRAGMA writable_schema = OFF",
    )
    long_ago = db.stat().st_mtime - 60
    os.utime(f"{db}-wal", (long_ago, long_ago))
    before = left(db)
    for command in COMMANDS:
        assert "both are left" in oc(command).complained(5)
    assert before == left(db)


@pytest.mark.fault(11)
def test_where_the_log_is_missing_a_sound_store_is_taken_and_a_damaged_one_is_left(two: tuple[Oc, Path, Path]) -> None:
    oc, db, other = two
    for path in (db, other):
        Path(f"{path}-wal").unlink()
        assert Path(f"{path}-shm").exists()
    with closing(sqlite3.connect(f"file:{db}?immutable=1", uri=True)) as file:
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'apart'").fetchone()
    with db.open("r+b") as bytes_of:  # where no command of these looks
        bytes_of.seek((page - 1) * 4096)
        bytes_of.write(b"\xa5" * 4096)
    before = db.read_bytes()
    for command in COMMANDS:
        assert "The store is damaged" in oc(command).complained(5)
    assert before == db.read_bytes()
    assert "Nora Newcomer" in oc("show c1", OC_DB=str(other)).printed()


@pytest.mark.fault(11)
@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_no_store_is_made_where_the_log_of_one_that_is_gone_waits(two: tuple[Oc, Path, Path], end: str) -> None:
    oc, db, _ = two
    db.unlink()
    shutil.rmtree(f"{db}-tills", ignore_errors=True)
    waiting = Path(f"{db}-wal").rename(db.with_name(db.name + end))
    before = waiting.read_bytes()
    assert f"what was written last is in {waiting}" in oc("add Bo").complained(5)
    assert (before, False) == (waiting.read_bytes(), db.exists())


def browser(path: Path, mode: str) -> None:
    """Make what a browser keeps, with a number of its own for the schema."""
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.executescript(
            f"PRAGMA journal_mode = {mode}; PRAGMA user_version = 9;"
            " CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT); INSERT INTO moz_places (url) VALUES ('a');"
        )


@pytest.mark.fault(19)
@pytest.mark.parametrize("application", [0, 0x0F055112])
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_another_programs_database_is_refused_and_no_byte_of_it_changes(
    oc: Oc, db: Path, mode: str, application: int
) -> None:
    browser(db, mode)
    with closing(sqlite3.connect(db)) as file:
        file.execute(f"PRAGMA application_id = {application}")
    before = db.read_bytes()
    for command in (*COMMANDS, "import people.csv", "setting again 60d", "forget c1 --yes", "tidy --yes", "undo"):
        assert "This is a database of another program" in oc(command).complained(5)
    assert before == db.read_bytes()


@pytest.mark.fault(19)
def test_another_programs_log_stays_where_it_is(oc: Oc, db: Path, unplugged: Unplugged) -> None:
    browser(db, "WAL")
    unplugged(db, "INSERT INTO moz_places (url) VALUES ('b')")
    before = left(db)
    for command in COMMANDS:
        assert "This is a database of another program" in oc(command).complained(5)
    assert before == left(db)


@pytest.mark.fault(19)
def test_another_programs_journal_stays_where_it_is(oc: Oc, db: Path) -> None:
    browser(db, "DELETE")
    other = db.with_name("other.db")
    with closing(sqlite3.connect(db, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN")
        writer.execute("INSERT INTO moz_places (url) VALUES (randomblob(90000))")
        for end in ("", "-journal"):
            Path(f"{other}{end}").write_bytes(Path(f"{db}{end}").read_bytes())
        writer.execute("ROLLBACK")
    before = other.read_bytes(), Path(f"{other}-journal").read_bytes()
    assert all(before)
    for command in COMMANDS:
        assert "This is a database of another program" in oc(command, OC_DB=str(other)).complained(5)
    assert before == (other.read_bytes(), Path(f"{other}-journal").read_bytes())


@pytest.mark.fault(15)
@pytest.mark.parametrize("is_in_log", [True, False])
def test_a_newer_stores_log_stays_where_it_is(
    two: tuple[Oc, Path, Path], unplugged: Unplugged, *, is_in_log: bool
) -> None:
    oc, db, _ = two
    newer = f"PRAGMA user_version = {SCHEMA + 1}"
    if not is_in_log:
        with closing(sqlite3.connect(db, isolation_level=None)) as file:
            file.execute(newer)
    unplugged(db, newer, "UPDATE customer SET why = 'of a newer version' WHERE id = 1")
    before = left(db)
    for command in COMMANDS:
        assert f"has schema {SCHEMA + 1} and this onecustomer knows up to {SCHEMA}" in oc(command).complained(6)
    assert before == left(db)
