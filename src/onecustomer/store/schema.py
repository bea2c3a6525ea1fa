"""Making a store, and bringing an older one up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from . import models, rhythm  # noqa: F401  the tables are known once their module is
from .connect import APPLICATION_ID, SCHEMA, journal_mode, patiently, settle
from .steps import STEPS
from .views import create_statements
from .words import fill_short_forms

if TYPE_CHECKING:
    from .connect import Store, Tell

Step = Callable[[sqlite3.Connection], None]


def create(path: str, tell: Tell) -> None:
    """Make an empty store at `path`, whole or not at all, for its owner's eyes only.

    Of several terminals that start at once, one makes it and the others use it.
    Raises: OSError where the folder cannot be written.
    """
    _make_folder(os.path.dirname(os.path.abspath(path)))
    draft = f"{path}.new-{os.getpid()}"
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        _build(draft)
        if _put_in_place(draft, path):
            tell(f"Made a store for your customers: {path}")
    finally:
        if os.path.exists(draft):
            os.remove(draft)


def _make_folder(folder: str) -> None:
    """Make a folder, and those it lies in, for their owner only.

    Source: os.makedirs has no mode for the folders between.
    """
    if os.path.isdir(folder):
        return
    _make_folder(os.path.dirname(folder))
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise


def _build(path: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        settle(connection)
        connection.execute("BEGIN IMMEDIATE")
        make_tables(connection)
        make_views(connection)
        fill_short_forms(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA journal_mode = {journal_mode()}")
    finally:
        connection.close()


def _put_in_place(draft: str, path: str) -> bool:
    """Give the draft its name unless another terminal was first; an empty file counts as none.

    Where one file cannot have two names, as on a memory stick or a share, it is renamed if nothing is there.
    """
    if os.path.exists(path) and os.path.getsize(path) == 0:
        os.replace(draft, path)
        return True
    try:
        if os.name == "nt":
            os.rename(draft, path)  # refuses to replace there
        else:
            os.link(draft, path)
            os.remove(draft)
    except FileExistsError:
        return False
    except OSError:
        if os.path.exists(path):
            return False
        os.rename(draft, path)
    return True


def make_tables(connection: sqlite3.Connection) -> None:
    """Make every table and index that the models spell."""
    dialect = sqlite_dialect.dialect()
    for table in SQLModel.metadata.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))


def make_views(connection: sqlite3.Connection) -> None:
    """Make every view anew, as the models now are."""
    old = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    for (name,) in old:
        connection.execute(f'DROP VIEW "{name}"')
    for statement in create_statements(sqlite_dialect.dialect()):
        connection.execute(statement)


def migrate(path: str, tell: Tell, steps: Sequence[Step] = STEPS) -> None:
    """Back the store up and bring it to this program's schema, in one transaction.

    Of several terminals that start at once, one migrates and the others wait for it.
    Raises: sqlite3.Error, and then the store is as it was.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        settle(connection)
        target = 1 + len(steps)
        patiently(connection, lambda: connection.execute("BEGIN IMMEDIATE"), tell)
        try:
            schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if schema >= target:
                return
            backup = _back_up(path, schema)
            for step in steps[schema - 1 :]:
                step(connection)
            make_views(connection)
            rhythm.fill(connection)  # made from the timeline, so it is made anew and never migrated
            connection.execute(f"PRAGMA user_version = {target}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        tell(f"Brought the store from schema {schema} to {target}; the store as it was: {backup}")
    finally:
        connection.close()


def copy(store: Store, path: str) -> None:
    """Copy an open store to `path`, for its owner only; nobody who writes waits for longer than that takes."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    target = sqlite3.connect(path)
    try:
        with store.reading():
            store.backup(target)
    finally:
        target.close()


def _back_up(path: str, schema: int) -> str:
    """Copy the store as it stands, through SQLite and never as a file; return the copy's path."""
    number = 1
    while os.path.exists(copy := f"{path}.schema-{schema}.{number}"):
        number += 1
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    reader = sqlite3.connect(path)
    try:
        reader.execute("VACUUM INTO ?", (copy,))
    finally:
        reader.close()
    return copy
