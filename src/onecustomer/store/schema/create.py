"""Making a store, and migrating an older one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement
from sqlmodel import SQLModel

from .. import files, marker, rhythm
from ..copies import making, named
from ..current import FOLDER
from ..database import beside, sqlite
from ..database.connection import Store, connect
from ..index import short_forms
from . import models  # noqa: F401  the import registers the tables
from .steps import KEYS_ANEW, STEPS
from .views import create_statements

if TYPE_CHECKING:
    from ..database.connection import Tell

MADE, MADE_COPY = "Made a store for your customers: {0}", "Made this till's copy of the shop: {0}"

Step = Callable[[Store], None]


def create(path: str, tell: Tell, fill: Callable[[Store], None] | None = None, *, may_log: bool = True) -> bool:
    """Make a store at `path`, whole or not at all, for its owner only; tell whether it was made here.

    Shape: it is empty, or has what `fill` gives it; where that raises, no store is made. It is in WAL mode where this
    SQLite keeps that safely and `may_log` says that its folder does.
    Of several terminals that start at once, one makes it and the others use it.
    Raises: StoreError where a log or journal lies there; OSError where the folder cannot be written.
    """
    beside.refuse_what_is_left(path)
    files.make_folder(os.path.dirname(os.path.abspath(path)))
    draft = files.make_draft(path)
    try:
        build(Store.at(draft, tell), sqlite.journal_mode() if may_log else "delete")
        people, says = 0, MADE
        if fill:
            with closing(connect(draft, tell)) as store:
                fill(store)
                people = store.value("SELECT count(*) FROM customer")
                says = MADE_COPY if store.value("SELECT 1 FROM shop") else MADE
        is_made = _put_in_place(draft, path)
        if is_made:
            files.sync_folder(path)  # before the folder that says that the store was here: a power cut may lose a name
            files.make_folder(path + FOLDER)  # where it stands and the store does not, the store was lost
            marker.write(path, people, dt.date.today().isoformat())
            tell(says.format(path))
        return is_made
    finally:
        if os.path.exists(draft):
            os.remove(draft)


def build(store: Store, mode: str) -> None:
    """Make an empty store in an empty file, in a journal mode, and close it."""
    try:
        store.settle()
        store.change("BEGIN IMMEDIATE")
        make_tables(store)
        make_views(store)
        short_forms.fill(store)
        store.change(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        store.change(f"PRAGMA user_version = {sqlite.SCHEMA}")
        store.change("COMMIT")
        store.change(f"PRAGMA journal_mode = {mode}")
    finally:
        store.close()


def _put_in_place(draft: str, path: str) -> bool:
    """Give the draft its name unless another terminal was first; an empty file counts as none."""
    if os.path.exists(path) and os.path.getsize(path) == 0:
        os.replace(draft, path)
        return True
    try:
        files.put_in_place(draft, path)
    except FileExistsError:
        return False
    return True


def make_tables(store: Store) -> None:
    """Make every table and index that the models declare."""
    for statement in _tables():
        store.change(statement)


@cache
def _tables() -> list[str]:
    """Return the SQL that makes every table and index; a process that makes many stores writes it once."""
    dialect, statements = sqlite_dialect.dialect(), []
    for table in SQLModel.metadata.sorted_tables:
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made: list[ExecutableDDLElement] = [CreateTable(table), *map(CreateIndex, indexes)]
        statements += [str(one.compile(dialect=dialect)) for one in made]
    return statements


@cache
def _views() -> list[str]:
    return create_statements(sqlite_dialect.dialect())


def make_views(store: Store) -> None:
    """Make every view anew, as the models now are."""
    for (name,) in store.ask("SELECT name FROM sqlite_master WHERE type = 'view'"):
        store.change(f'DROP VIEW "{name}"')
    for statement in _views():
        store.change(statement)


def migrate(path: str, tell: Tell, steps: Sequence[Step] = STEPS, index: Step | None = None) -> None:
    """Back the store up and bring it to this program's schema, in one transaction; `index` makes the search keys anew.

    Of several terminals that start at once, one migrates and the others wait for it.
    Raises: StoreError, and then the store is as it was.
    """
    store = Store.at(path, tell)
    target = 1 + len(steps)
    try:
        store.settle()
        with store.writing():
            schema: int = store.value("PRAGMA user_version")
            if schema >= target:
                return
            today = dt.date.today()
            backup = making.make_of(path, f"{named.OF_SCHEMA}{schema}", today)
            _step_up(store, schema, steps, index, today)
        tell(f"Brought the store from schema {schema} to {target}; the store as it was: {backup}")
    finally:
        store.close()


def migrate_draft(path: str, index: Step | None = None) -> None:
    """Bring a draft of a store to this program's schema, as `migrate` does; of how it was no copy is made.

    Raises: StoreError.
    """
    with closing(Store.at(path, lambda _: None)) as store:
        store.settle()
        schema: int = store.value("PRAGMA user_version")
        if schema < sqlite.SCHEMA:
            with store.writing():
                _step_up(store, schema, STEPS, index, dt.date.today())


def _step_up(store: Store, schema: int, steps: Sequence[Step], index: Step | None, today: dt.date) -> None:
    for step in steps[schema - 1 :]:
        step(store)
    make_views(store)
    if index and schema < KEYS_ANEW:
        index(store)
    rhythm.fill(store, today)  # made from the timeline, so it is made anew and never migrated
    store.change(f"PRAGMA user_version = {1 + len(steps)}")
