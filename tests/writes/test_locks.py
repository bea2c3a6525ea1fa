"""The store's lock: held for a write alone, never while a person reads or is asked, and never by a fork."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import onecustomer
from onecustomer.store.database import connection
from tests import conftest
from tests.words import EXPORTS, Oc

BEFORE = (
    "add Margo Klein --phone '+1 212 555 0143'",
    "add Margot Kleiner",
    "add Jim Stone",
    "promise coat --for c1 --by friday",
    "@2026-11-18 note --for c1 first",
)
ASKING = (
    ("serve margo", "1\n"),
    ("note", "c1\nzip broke\n"),
    ("note --for margo hello", "1\n"),
    ("thank --for c1", "a friend\n"),
    ("promise --for c1", "trousers\nfriday\n"),
    ("lost c3", "moved\n"),
    ("add Margo Klein", "y\n"),
    ("edit margo --role x", "1\n"),
    ("merge c1 c2", "y\n"),
    ("forget c3", "y\n"),
    ("undo", "y\n"),
    ("duplicates", ""),
    (f"import {EXPORTS / 'square.csv'}", "y\n"),
    ("tidy", "y\n"),
    ("history c1", ""),
    ("find k", ""),
    ("today", ""),
    ("pulse", ""),
    ("export", ""),
    ("export --csv", ""),
    ("export c1 --plain", "y\n"),
)


@pytest.mark.fault(22)
@pytest.mark.parametrize("command,typed", ASKING)
def test_no_lock_is_held_while_a_person_is_asked_or_reads(
    shop_after: Callable[..., Oc], db: Path, monkeypatch: pytest.MonkeyPatch, command: str, typed: str
) -> None:
    oc = shop_after(*BEFORE)
    held: list[str] = []

    def look(doing: str) -> None:
        with closing(sqlite3.connect(db, isolation_level=None, timeout=0)) as other:
            try:
                other.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                held.append(doing)

    class Watched(conftest.Terminal):
        def readline(self, *sizes: Any) -> str:
            look("asking")
            return super().readline(*sizes)

        def write(self, text: str) -> int:
            if threading.current_thread() is threading.main_thread():  # no write waits for the thread of a bar
                look(f"printing {text[:40]!r}")
            return super().write(text)

    monkeypatch.setattr(conftest, "Terminal", Watched)
    answer = oc(command, stdin=typed, at_terminal=True)
    assert answer.code in (0, 1), answer
    assert [] == held


@pytest.mark.fault(22)
def test_a_lock_is_waited_for_a_second_in_silence_and_for_fifteen_at_the_most() -> None:
    assert (1_000, 15_000) == (connection.SAY_WAITING_AFTER_MS, connection.GIVE_UP_AFTER_MS)


FORKS = re.compile(r"\bfork(pty)?\(|\bmultiprocessing\b|\bProcessPoolExecutor\b")


@pytest.mark.fault(24)
def test_nothing_forks_so_no_child_shares_an_open_store() -> None:
    """A child of the program is a process of its own, which opens what it needs by itself."""
    files = list(Path(onecustomer.__file__).parent.rglob("*.py"))
    assert [] == [file for file in files if FORKS.search(file.read_text(encoding="utf-8"))]
    assert FORKS.search("os.fork()")
    assert len(files) > 100
