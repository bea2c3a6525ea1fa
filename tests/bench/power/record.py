"""What commands do to the files of a store, call by call, and when each of them was acknowledged."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SHIM = Path(__file__).with_name("shim.c")
HEAD = struct.Struct("<IiiIqqq")
SAID = "S"  # the process wrote to stdout


@dataclass(frozen=True)
class Call:
    """One call that changed a file or a folder, or waited for the disk; `kind` is a letter of `shim.c`."""

    kind: str
    process: int
    file: int
    flags: int
    offset: int
    names: tuple[str, ...]
    data: bytes


@dataclass
class Recording:
    """The calls of commands that ran one after the other.

    Shape: `acknowledged` has, for each command in turn, the number of calls after which somebody could read that it was
    done: the first word on stdout of a command that ended well.
    """

    calls: list[Call] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)


class Recorder:
    """Runs commands that write to one folder, and records what they do there."""

    def __init__(self, shim: Path, folder: Path, environment: dict[str, str], program: Sequence[str]) -> None:
        self.log = folder.with_name(f"{folder.name}.calls")
        self.program = program
        self.environment = environment | {
            "LD_PRELOAD": str(shim),
            "POWER_FOLDER": str(folder.resolve()),
            "POWER_LOG": str(self.log),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self.recording = Recording()
        self.read = 0

    def run(self, words: Sequence[str]) -> None:
        """Run a command that must end well, and take over what it did."""
        done = subprocess.run(
            [*self.program, *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not done.stdout:
            raise RuntimeError(f"{words} ended with {done.returncode}: {done.stderr}")
        calls = self.recording.calls
        before = len(calls)
        calls.extend(self._new())
        said = [number for number in range(before, len(calls)) if calls[number].kind == SAID]
        if not said or len(calls) - before == len(said):
            raise RuntimeError(f"{words} did nothing that the shim saw")
        self.recording.acknowledged.append(said[0] + 1)

    def _new(self) -> Iterator[Call]:
        with self.log.open("rb") as log:
            log.seek(self.read)
            while head := log.read(HEAD.size):
                kind, process, file, flags, offset, path_length, data_length = HEAD.unpack(head)
                names = tuple(os.fsdecode(log.read(path_length)).split("\0")) if path_length else ()
                yield Call(chr(kind), process, file, flags, offset, names, log.read(data_length))
            self.read = log.tell()


def compiled(folder: Path) -> Path | str:
    """Return the shim, compiled; or why it cannot be."""
    if sys.platform != "linux":
        return "calls are recorded on Linux only"
    compiler = shutil.which("cc")
    if compiler is None:
        return "there is no C compiler (cc)"
    shim = folder / "shim.so"
    made = subprocess.run(
        [compiler, "-O1", "-shared", "-fPIC", "-o", str(shim), str(SHIM), "-ldl"],
        capture_output=True,
        text=True,
        check=False,
    )
    return shim if made.returncode == 0 else f"the C compiler refuses the shim: {made.stderr}"
