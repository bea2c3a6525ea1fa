"""A day at the counter in a real bash, at a real terminal, with what a shell does to words and who interrupts.

`OC_WRITE_GOLDEN=1 pytest tests/whole/test_day_in_bash.py` writes the golden file anew; read the difference first.
"""

from __future__ import annotations

import os
import select
import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.words import Oc

pytestmark = pytest.mark.long

GOLDEN = Path(__file__).parent / "day_in_bash.txt"
READY = ("$ ", "> ", ": ", "? ")
"""How a prompt of bash, or a question of ours, ends."""

CTRL_C = "\x03"
PATIENCE = 30  # seconds

STORY = """
oc serve juli
oc note #44 is hers
    #44 is hers
oc note can't pay before the 15th
    ^C
oc note
    can't pay before the 15th, owes $5 (blue slip)!
oc note owes $5 more
oc undo
oc note likes blue (navy)
oc note
    likes blue (navy)
oc note
    ^C
oc add Ngoc Nguyen --phone "212 555 0909"
oc note no wool in it, please
oc serve
oc note margo likes blue
oc mend e7 --move c1
oc note may come back on friday
oc thank margo

oc thank margo
    1
oc thank
    for waiting
oc thank

oc style margo upset
oc style upset the queue was long
oc promise hem the skirt
    soon
    friday
oc promise
    two $9 buttons, don't forget
    in 3 days
oc done
    2
export OC_NOW=2026-11-21T13:40:00+00:00
oc note is back after lunch

oc serve
    ngoc
oc note --complaint the hem is crooked
oc serve jeff --via phone
oc note will send the drawings
oc undo
oc undo
oc lost

oc serve 5559999
oc serve jim --brief
oc serve jim --on yesterday
export OC_NOW=2026-11-22T09:00:00+00:00
oc undo
    n
oc undo
    y
oc history ngoc
"""
"""What is typed at bash; indented, what is typed at a question; an empty line is Enter alone."""


class Bash:
    """A bash in a terminal of its own, as a clerk sits at it."""

    def __init__(self, env: dict[str, str]) -> None:
        import pty

        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.execve(shutil.which("bash") or "bash", ["bash", "--norc", "--noprofile", "--noediting", "-i"], env)

    def read(self) -> str:
        """Return what is printed until somebody is asked for something."""
        said = b""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if select.select([self.terminal], [], [], 0.05)[0]:
                try:
                    said += os.read(self.terminal, 65536)
                except OSError:
                    break
            elif said.decode("utf-8", "replace").endswith(READY):
                return said.decode("utf-8").replace("\r\n", "\n")
        raise AssertionError(f"no prompt after {PATIENCE} s: {said.decode('utf-8', 'replace')}")

    def type(self, line: str) -> str:
        """Type a line and Enter, or Ctrl-C, and return what the screen shows until the next prompt."""
        os.write(self.terminal, CTRL_C.encode() if line == "^C" else f"{line}\n".encode())
        return self.read()

    def close(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.child, 0)


@pytest.mark.skipif(os.name != "posix" or not shutil.which("bash"), reason="bash and a pty are POSIX's")
def test_a_day_at_the_counter_with_interruptions(shop: Oc, till: Path) -> None:
    program = till / "oc"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m onecustomer "$@"\n')
    program.chmod(0o755)
    home = {"PATH": f"{till}:{os.environ['PATH']}", "PS1": "$ ", "PS2": "> ", "TERM": "dumb", "LANG": "C.UTF-8"}
    env = {**os.environ, **home, "COLUMNS": "80"}
    del env["OC_TILL"]
    bash = Bash(env)
    seen = bash.read()
    seen = seen[seen.rindex("$ ") :]  # what bash says of its own first
    for line in STORY.strip().splitlines():
        seen += bash.type(line.strip())
    bash.close()
    told = "\n".join(row.rstrip() for row in seen.removesuffix("$ ").splitlines()) + "\n"
    if os.environ.get("OC_WRITE_GOLDEN"):
        GOLDEN.write_text(told)
    assert GOLDEN.read_text() == told
