"""What is said of a write is so: nothing before the commit, and what it is made of was read within the lock."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.words import EXPORTS, Oc

BEFORE = (
    "add Margo Klein --phone '+1 212 555 0143'",
    "add Jim Stone",
    "add Alecia Ruiz",
    "promise coat --for klein --by friday",
    "news Autumn linings are in --for lining --until 2026-12-31",
    "note --for klein --need lining",
    "note --for stone first",
)
WRITES = (
    "add Nora Newcomer",
    "note --for klein zip broke",
    "note --for klein --pin no wool",
    "note --for klein --gesture coffee",
    "note --for klein --referral stone",
    "thank --for klein a friend",
    "style upset --for klein",
    "style hurried --usually --for klein",
    "style gruff --advice 'let them be'",
    "promise trousers --for klein --by friday",
    "done 1 --for klein",
    "mend e1 navy coat",
    "edit klein --role tailor",
    "remember 'cat operation' '5 may' --for klein",
    "lost stone --why moved",
    "later klein --until 2026-12-31",
    "merge c1 c2 --yes",
    "duplicates --two c1 c2",
    "news Winter coats --for coat --until 2026-12-31",
    "told 1 --for klein",
    "setting notes 2y",
    f"import {EXPORTS / 'square.csv'}",
    "forget ruiz --yes",
    "undo --yes",
)
"""A command of each kind that writes."""

CHANGES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b", re.IGNORECASE)
ENDS = ("COMMIT", "ROLLBACK")


@contextmanager
def each_connection(monkeypatch: pytest.MonkeyPatch, prepare: Callable[[sqlite3.Connection], None]) -> Iterator[None]:
    """Do something with each connection that the program opens to its store."""
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def prepared(*words: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*words, **options)
        prepare(connection)
        return connection

    with monkeypatch.context() as here:
        here.setattr(sqlite3, "connect", prepared)
        yield


def no_commit(connection: sqlite3.Connection) -> None:
    """Let SQLite itself refuse to commit."""

    def allowed(action: int, first: str | None, *_: object) -> int:
        is_commit = action == sqlite3.SQLITE_TRANSACTION and first == "COMMIT"
        return sqlite3.SQLITE_DENY if is_commit else sqlite3.SQLITE_OK

    connection.set_authorizer(allowed)


@pytest.mark.one_till("the shop has written what a copy cannot yet")
@pytest.mark.fault(3)
@pytest.mark.parametrize("command", WRITES)
def test_nothing_is_said_to_be_done_that_was_not_committed(
    shop_after: Callable[..., Oc], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    oc = shop_after(*BEFORE)
    oc("note --for klein mine")
    with each_connection(monkeypatch, no_commit):
        refused = oc(command)
    assert "" == refused.out, command
    assert refused.code not in (0, 2), refused
    assert "Traceback" not in refused.err
    assert 0 == oc(command).code, command


@pytest.mark.fault(21)
@pytest.mark.parametrize("command", WRITES)
def test_what_is_written_is_read_and_written_within_one_lock(
    shop_after: Callable[..., Oc], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Who is meant is read before, as somebody may be asked; what depends on it is read again behind the lock.

    No transaction begins by reading and writes then: SQLite would refuse it, or another's write would be lost.
    """
    oc = shop_after(*BEFORE)
    oc("note --for klein mine")
    said: list[str] = []
    with each_connection(monkeypatch, lambda connection: connection.set_trace_callback(said.append)):
        assert 0 == oc(command).code, command
    begun, is_written = "", False
    for sql in said:
        if sql.startswith("BEGIN"):
            begun = sql
        elif sql in ENDS:
            begun = ""
        elif CHANGES.match(sql):
            is_written = True
            assert "BEGIN IMMEDIATE" == begun, (begun, sql)
    assert is_written
