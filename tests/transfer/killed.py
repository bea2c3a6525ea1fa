"""Commands that are stopped while they write, as by a kill or Ctrl-C."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

MANY = 4_000
"""Rows that take several batches."""

UNFINISHED = "SELECT file, unfinished FROM deed WHERE unfinished IS NOT NULL"


def begun(db: Path, *words: str, until: str | Callable[[], bool], stdin: bytes = b"") -> subprocess.Popen[bytes]:
    """Begin a command, and return its process once the store has an answer to a question, or the command has ended."""
    is_far = until if callable(until) else partial(is_there, db, until)
    process = subprocess.Popen(
        [sys.executable, "-m", "onecustomer", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(os.environ),
    )
    if stdin and process.stdin:
        process.stdin.write(stdin)
        process.stdin.close()
        process.stdin = None
    ends = time.monotonic() + 60
    while time.monotonic() < ends and process.poll() is None and not is_far():
        time.sleep(0.002)
    return process


def stopped(db: Path, sign: signal.Signals, *words: str, until: str, stdin: bytes = b"") -> tuple[int, str]:
    """Run a command, stop it once the store has an answer to a question, and return its exit code and stderr."""
    process = begun(db, *words, until=until, stdin=stdin)
    process.send_signal(sign)
    return ended(process)


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for a command, and return its exit code and stderr."""
    _, said = process.communicate(timeout=60)
    return process.returncode, said.decode()


def is_there(db: Path, question: str) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=0.01)) as store:
            return bool(store.execute(question).fetchall())
    except sqlite3.OperationalError:
        return False
