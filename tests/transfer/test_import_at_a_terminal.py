"""An import at a real terminal: a bar with a rate, a paste, and Ctrl-C in the middle."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.words import EXPORTS, SQUARE, Oc, Rows

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pty is POSIX's")

PATIENCE = 30  # seconds
MANY = 8_000


class Terminal:
    """One command of ours in a terminal of its own."""

    def __init__(self, *words: str, columns: int = 80, **env: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.screen, self.said = ours, b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "onecustomer", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm", **env},
        )
        os.close(theirs)

    def read(self, until: str = "") -> str:
        """Return all that the screen got, up to a sentence or the end."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not (until and until in self.text()):
            if select.select([self.screen], [], [], 0.05)[0]:
                try:
                    self.said += os.read(self.screen, 65536)
                except OSError:
                    break
        return self.text()

    def text(self) -> str:
        return self.said.decode("utf-8", "replace").replace("\r\n", "\n")

    def end(self) -> int:
        self.read()
        os.close(self.screen)
        return self.process.wait(PATIENCE)


@pytest.fixture
def many(till: Path) -> str:
    """A file that takes several batches, and a second or two."""
    path = till / "many.csv"
    rows = (f"First{number},Last{number % 977},,,N{number},,,\n" for number in range(MANY))
    path.write_text(SQUARE + "".join(rows))
    return str(path)


def test_a_bar_with_a_rate_is_at_a_terminal_and_gone_at_the_end(oc: Oc, many: str) -> None:
    terminal = Terminal("import", many)
    seen = terminal.read()
    assert 0 == terminal.end()
    assert "Looking through" in seen and "Bringing in" in seen
    assert re.search(r"[\d,]+ people/s", seen)
    assert f"{MANY:,} people are new" in seen.rpartition("\x1b[2K")[2]


@pytest.mark.parametrize("columns", [80, 40])
def test_the_report_is_broken_between_words_and_further_in(oc: Oc, columns: int) -> None:
    terminal = Terminal("import", str(EXPORTS / "square.csv"), columns=columns, NO_COLOR="1")
    seen = terminal.read().rpartition("\x1b[2K")[2]
    assert 0 == terminal.end()
    rows = seen[seen.index("  10 people are new") :].splitlines()
    assert [] == [row for row in rows if len(row) > columns]
    assert "  line 3, Jim O'Neil: added without a" in seen
    assert any(row.startswith("    ") for row in rows)


def test_nothing_moves_where_there_is_no_terminal(fresh: Oc) -> None:
    done = fresh("import", str(EXPORTS / "square.csv"))
    assert "people/s" not in done.err + done.out and "\x1b" not in done.err + done.out


def test_ctrl_c_says_who_is_in_and_the_same_command_goes_on(oc: Oc, many: str, rows: Rows, fresh: Oc) -> None:
    terminal = Terminal("import", many)
    terminal.read("Bringing in")
    until = time.monotonic() + PATIENCE
    while not _count(rows) and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(terminal.process.pid, signal.SIGINT)
    seen = terminal.read()
    assert 130 == terminal.end()
    there = _count(rows)
    assert 0 < there < MANY
    said = " ".join(seen.rpartition("oc: ")[2].split())
    assert f"{there:,} people are in: the same command goes on, oc undo takes them back." == said.replace(
        "Cut short. ", ""
    )
    assert "Traceback" not in seen
    fresh("import", many).printed_or_said()
    assert MANY == _count(rows)
    assert [(None,)] == rows("SELECT unfinished FROM deed WHERE verb = 'import'")


def test_nothing_is_waited_for_where_nothing_is_piped(db: Path) -> None:
    terminal = Terminal("import", "-")
    seen = terminal.read()
    assert "oc: Nothing is piped in." in seen and "oc: hint: oc import - < FILE.csv" in seen
    assert 1 == terminal.end()
    assert not db.exists()


def _count(rows: Rows) -> int:
    try:
        return int(rows("SELECT count(*) FROM customer")[0][0])
    except Exception:  # there is no store yet
        return 0
