"""Making a store, refusing what is none, and bringing an old one up to date."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from onecustomer.store import files
from onecustomer.store.copies import named
from onecustomer.store.database.connection import Store
from onecustomer.store.database.sqlite import SCHEMA
from onecustomer.store.open import open_store
from onecustomer.store.schema import create, steps
from tests.words import EXPORTS, SCHEMAS, Oc, copies, older_store


def dump(path: Path) -> dict[str, Any]:
    """Return what a store is made of, whatever the order it was made in."""
    connection = sqlite3.connect(path)
    made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    tables = [name for kind, name, _ in made if kind == "table"]
    columns = {table: sorted(connection.execute(f"PRAGMA table_info({table})").fetchall()) for table in tables}
    foreign = {
        table: sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({table})")) for table in tables
    }
    views = {name: " ".join(sql.split()) for kind, name, sql in made if kind == "view"}
    indexes = {name: " ".join(sql.split()) for kind, name, sql in made if kind == "index"}
    version = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return {"columns": columns, "foreign": foreign, "views": views, "indexes": indexes, "version": version}


@pytest.mark.parametrize("number", range(1, SCHEMA + 1))
def test_a_migrated_store_has_the_schema_of_a_new_one(number: int, till: Path) -> None:
    """The schema of each version is kept as SQL: a model changed without its step fails here."""
    old, new = till / "old.db", till / "new.db"
    connection = sqlite3.connect(old)
    connection.executescript((SCHEMAS / f"{number}.sql").read_text())
    connection.close()
    open_store(str(old), lambda _: None).close()
    open_store(str(new), lambda _: None, make=True).close()
    assert dump(new) == dump(old)


def test_of_what_an_older_store_has_only_complaints_and_promises_stay_open(shop: Oc, db: Path) -> None:
    """Nobody answered a warning there, as nothing asked for an answer."""
    for note in ("--complaint zip broke", "--warning the door sticks", "--leaving Bell is faster"):
        shop(f"note --for klein {note}")
    shop("promise coat --for klein --by friday")
    old = older_store(db, 5, "deed", "customer", "interaction", "search_key")
    card = json.loads(shop("show klein --json", OC_DB=str(old)).printed_or_said())["card"]
    assert ["complaint"] == [one["kind"] for one in card["open"]]
    assert ["coat"] == [one["text"] for one in card["owed"]]


def test_what_an_older_store_has_by_an_import_is_marked_so(oc: Oc, db: Path) -> None:
    oc(f"import {EXPORTS / 'square.csv'}")
    oc("note --for klein said today")
    old = older_store(db, 5, "deed", "customer", "interaction")
    assert oc("find nobody", OC_DB=str(old)).code == 3
    told = "SELECT kind, imported FROM interaction WHERE text IS NOT NULL ORDER BY id DESC"
    with closing(sqlite3.connect(old)) as opened:
        assert {("note", 1), ("record", 1), ("note", None)} == set(opened.execute(told))


def add_a_column(store: Store) -> None:
    store.change("ALTER TABLE customer ADD COLUMN probe TEXT")


def fail(store: Store) -> None:
    add_a_column(store)
    raise sqlite3.OperationalError("the step failed")


def test_a_migration_backs_the_store_up_and_says_where(shop: Oc, db: Path) -> None:
    told: list[str] = []
    before = db.read_bytes()
    create.migrate(str(db), told.append, [*steps.STEPS, add_a_column])
    backups = copies(db)
    assert 1 == len(backups)
    assert str(backups[0]) in told[0]
    assert before != db.read_bytes()
    connection = sqlite3.connect(backups[0])
    assert ("Margo Klein",) in connection.execute("SELECT name FROM customer").fetchall()
    assert (SCHEMA,) == connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    if os.name == "posix":
        assert 0o600 == stat.S_IMODE(backups[0].stat().st_mode)


def test_a_step_that_fails_leaves_the_old_schema_whole(shop: Oc, db: Path) -> None:
    before = dump(db)
    with pytest.raises(sqlite3.OperationalError):
        create.migrate(str(db), lambda _: None, [*steps.STEPS, fail])
    assert before == dump(db)
    assert shop("show klein").code == 0


def test_a_migrated_store_is_migrated_once(shop: Oc, db: Path) -> None:
    longer = [*steps.STEPS, add_a_column]
    create.migrate(str(db), lambda _: None, longer)
    create.migrate(str(db), lambda _: None, longer)
    assert 1 == len(copies(db))


def test_a_first_start_says_where_the_store_is(oc: Oc, db: Path) -> None:
    assert f"oc: Made a store for your customers: {db}\n" == oc("add Margo").err
    assert "" == oc("add Jim").err


def test_looking_makes_no_store(oc: Oc, db: Path) -> None:
    for command in ("show margo", "find margo", "history margo", "--help", "style", "undo"):
        oc(command)
    assert not db.exists()


@pytest.mark.fault(54)
@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_nobody_else_may_read_the_store(fresh: Oc, till: Path) -> None:
    old = os.umask(0)
    try:
        place = till / "home" / ".local" / "share" / "onecustomer"
        assert fresh("add Margo", OC_DB="").code == 0
        assert fresh("serve margo", OC_DB="").code == 0
    finally:
        os.umask(old)
    modes = {path.relative_to(place): stat.S_IMODE(path.stat().st_mode) for path in [place, *place.rglob("*")]}
    assert modes
    assert {path: 0o700 if (place / path).is_dir() else 0o600 for path in modes} == modes


def test_many_first_starts_at_once_make_one_store(till: Path) -> None:
    db = till / "many.db"
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "onecustomer", "add", f"Person {number}", "--yes"],
            env={**os.environ, "OC_DB": str(db), "OC_TILL": str(number)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(8)
    ]
    answers = [process.communicate(timeout=60) for process in running]
    assert [0] * 8 == [process.returncode for process in running]
    assert 1 == sum(b"Made a store" in err for _, err in answers)
    connection = sqlite3.connect(db)
    assert (8,) == connection.execute("SELECT count(*) FROM customer").fetchone()
    connection.close()
    assert [] == list(till.glob("many.db.new-*"))


def test_a_store_that_is_gone_is_not_made_anew_in_silence(shop: Oc, db: Path) -> None:
    shop("serve klein")
    db.unlink()
    for command in ("serve klein", "add Somebody", "note --for klein hello"):
        assert "is gone" in shop(command).complained(5)
    assert not db.exists()


def test_a_copy_has_its_name_only_once_it_is_whole(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled(*_: object) -> None:
        raise OSError("the plug is pulled")

    monkeypatch.setattr("onecustomer.store.files.sync", pulled)
    with pytest.raises(OSError, match="plug"):
        create.migrate(str(db), lambda _: None, [*steps.STEPS, add_a_column])
    assert [] == copies(db)
    assert shop("show klein").printed()


@pytest.mark.usefixtures("shop")
def test_a_copy_never_takes_the_place_of_another(db: Path) -> None:
    before = Path(named.named(str(db), f"schema-{SCHEMA}", dt.date.today()))
    before.parent.mkdir()
    before.write_text("another's")
    create.migrate(str(db), lambda _: None, [*steps.STEPS, add_a_column])
    assert "another's" == before.read_text()
    assert [before, before.with_name(f"{before.name}.2")] == copies(db)


def test_an_old_draft_is_removed_and_a_new_one_stays(oc: Oc, db: Path) -> None:
    old, new = db.with_name(f"{db.name}{files.DRAFT}{'0' * 16}"), db.with_name(f"{db.name}{files.DRAFT}{'1' * 16}")
    old.touch()
    new.touch()
    long_ago = time.time() - files.ABANDONED - 60
    os.utime(old, (long_ago, long_ago))
    assert 0 == oc("add Margo").code
    assert (False, True) == (old.exists(), new.exists())


def test_a_store_of_the_version_before_is_brought_up_to_date_with_everybody_in_it(shop: Oc, db: Path) -> None:
    shop("serve klein")
    shop("note zip broke again")
    old = db.with_name("old.db")
    connection = sqlite3.connect(old)
    connection.executescript((SCHEMAS / f"{SCHEMA - 1}.sql").read_text())
    connection.execute("ATTACH ? AS new", (str(db),))
    for (table,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"DELETE FROM main.{table}")
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    connection.commit()
    connection.close()
    old.replace(db)
    first, second = shop("show klein"), shop("note likes tea")
    assert f"Brought the store from schema {SCHEMA - 1} to {SCHEMA}" in first.err
    assert "zip broke again" in first.out
    assert "Noted for Margo Klein: likes tea\n" == second.printed()
    assert [f"schema-{SCHEMA - 1}"] == [copy.name.split(".")[-1] for copy in copies(db)]
    assert "Took back today’s note for Margo Klein: likes tea\n" == shop("undo").printed()
    assert "Took back today’s note for Margo Klein: zip broke again\n" == shop("undo").printed()
