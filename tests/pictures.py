"""Draws the README's pictures from what the program shows of the demo: python -m tests.pictures

Each command runs at a terminal of its own, in a home of its own, at noon of a Saturday. Windows has no such terminal.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.text import Text

from onecustomer.cli.screens.svg import drawn
from tests.words import NOON

FOLDER = Path(__file__).resolve().parents[1] / ".github"
PICTURES = {"card.svg": "serve margo", "today.svg": "today"}
"""Each picture of the README, and the command that it shows."""

COLUMNS = "78"
ENDED = OSError  # what Linux says where the program at the other end has left the terminal; macOS says nothing


def main() -> None:
    """Draw the pictures, and say where they are."""
    for name, picture in draw().items():
        path = FOLDER / name
        path.write_text(picture, encoding="utf-8", newline="\n")
        print(path)


def draw() -> dict[str, str]:
    """Return each picture by its name, as the program would have it now."""
    return {name: _picture(command) for name, command in PICTURES.items()}


def _picture(command: str) -> str:
    with tempfile.TemporaryDirectory() as home:
        at_terminal(home, "demo")
        (store,) = Path(home).rglob("customers.db")
        shown = at_terminal(home, command, OC_DB=str(store))
    return drawn([Text(f"$ oc {command}", style="bold"), *map(Text.from_ansi, shown.splitlines())])


def at_terminal(home: str, command: str, **more: str) -> str:
    """Return what the program prints at a terminal, with its colours; what it says beside that is left out."""
    import pty  # there is none on Windows

    ours, its = pty.openpty()
    env = {"HOME": home, "OC_NOW": NOON, "OC_TILL": "till one", "COLUMNS": COLUMNS, "TERM": "xterm", "TZ": "UTC"}
    env |= {"PYTHONPATH": os.pathsep.join(sys.path), "OC_BACKUP": "no"}
    with subprocess.Popen(
        [sys.executable, "-m", "onecustomer", *command.split()],
        stdin=subprocess.DEVNULL,
        stdout=its,
        stderr=subprocess.DEVNULL,
        env={**env, "PYTHONUTF8": "1", **more},
    ) as program:
        os.close(its)
        shown = b"".join(_until_the_end(ours))
    os.close(ours)
    assert 0 == program.returncode, command
    return shown.decode().replace("\r\n", "\n")


def _until_the_end(terminal: int) -> list[bytes]:
    read: list[bytes] = []
    while True:
        try:
            read.append(os.read(terminal, 65_536))
        except ENDED:
            return read
        if not read[-1]:
            return read


if __name__ == "__main__":
    main()
