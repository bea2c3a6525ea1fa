"""Commands as forks of one process that has imported the program: each lasts as long as its work, and no longer.

A test gives the commands to `run`, which starts that process; Windows forks nothing.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

from onecustomer.__main__ import run as program
from onecustomer.cli.main import main as oc
from onecustomer.errors import INTERRUPTED
from tests.words import GUARDED, Ran

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Command:
    """A command, or several one after the other; where there is a signal, it comes at a random moment."""

    words: Sequence[str] | Sequence[Sequence[str]]
    env: dict[str, str] = field(default_factory=dict)
    signal: int = 0

    def is_one(self) -> bool:
        """Tell whether it is one command, and not several."""
        return isinstance(self.words[0], str)


def run(*rounds: Sequence[Command], warm: Sequence[Sequence[str]] = ()) -> list[list[Ran]]:
    """Run rounds of commands, those of a round at once, and return what each answered.

    Shape: the code of a command that was killed is minus the signal; of several it is how many of them failed. `warm`
    is run first, on a store of its own.
    """
    if not hasattr(os, "fork"):
        pytest.skip("Windows forks nothing")
    asked = {"warm": warm, "rounds": [[asdict(command) for command in one] for one in rounds]}
    done = subprocess.run(
        [sys.executable, "-m", "tests.writes.forks"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **GUARDED},
        timeout=120,
    )
    assert 0 == done.returncode, done.stderr
    return [[Ran(*one) for one in answers] for answers in json.loads(done.stdout)]


def main() -> None:
    """Read what is to be run, and print what was answered."""
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        _warm(Path(folder), asked["warm"])
        chance = random.Random(1)
        usual: dict[str, float] = {}
        answers = [
            _at_once(Path(folder), [Command(**command) for command in one], chance, usual) for one in asked["rounds"]
        ]
    json.dump(answers, sys.stdout)


def _warm(folder: Path, commands: Sequence[Sequence[str]]) -> None:
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for words in commands:
            oc(["--db", str(folder / "warm.db"), *words])


def _at_once(
    folder: Path, commands: Sequence[Command], chance: random.Random, usual: dict[str, float]
) -> list[tuple[int, str, str]]:
    """Run commands at once: none begins before all are there."""
    ready, go = os.pipe(), os.pipe()
    children = [_forked(folder / str(number), command, ready[1], go) for number, command in enumerate(commands)]
    for _ in commands:
        os.read(ready[0], 1)
    os.close(go[1])
    began = time.perf_counter()
    verb = str(commands[0].words[0])
    if commands[0].signal:
        time.sleep(chance.uniform(0, usual.get(verb, 0.02) * 1.2))
        for child, command in zip(children, commands, strict=True):
            os.kill(child, command.signal)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    if not commands[0].signal:
        usual[verb] = time.perf_counter() - began
    for end in (*ready, go[0]):
        os.close(end)
    return [(code, *_said(folder / str(number))) for number, code in enumerate(codes)]


def _forked(place: Path, command: Command, ready: int, go: tuple[int, int]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        os.environ.update(command.env)
        for number, name in ((0, os.devnull), (1, f"{place}.out"), (2, f"{place}.err")):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), number)
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, signal.default_int_handler if one == signal.SIGINT else signal.SIG_DFL)
        os.close(go[1])
        os.write(ready, b"x")
        os.read(go[0], 1)
        os._exit(_run(command))
    except KeyboardInterrupt as interrupted:
        if not _has_begun(interrupted):
            os._exit(INTERRUPTED)
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(99)


def _has_begun(interrupted: KeyboardInterrupt) -> bool:
    """Tell whether Ctrl-C came once the program was there to take it: what comes before is Python's own."""
    frames = traceback.extract_tb(interrupted.__traceback__)
    is_called = any(frame.filename == program.__code__.co_filename for frame in frames)
    return is_called and frames[-1].lineno != program.__code__.co_firstlineno


def _run(command: Command) -> int:
    if command.is_one():
        sys.argv[1:] = command.words
        program()
    failed = sum(0 != oc(words) for words in command.words)
    sys.stdout.flush()
    sys.stderr.flush()
    return failed


def _said(place: Path) -> tuple[str, str]:
    out, err = (Path(f"{place}.{stream}").read_text(encoding="utf-8") for stream in ("out", "err"))
    return out, err


if __name__ == "__main__":
    main()
