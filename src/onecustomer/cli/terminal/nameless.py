"""The name of a till that has no terminal: Windows, a script, cron, ssh without one.

It is never a number that each process has anew: the commands of one script, or of one console, are one till.
"""

from __future__ import annotations

import os
import sys

from ...store.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ON_WINDOWS = sys.platform == "win32"
PROCESSES = "/proc"
INTERPRETERS = ("sh", "bash", "dash", "zsh", "ksh", "fish", "busybox", "python", "perl", "ruby", "node", "pwsh")
LAUNCHERS = (
    *("oc", "onecustomer", "env", "sudo", "su", "timeout", "nice", "nohup", "setsid", "xargs", "uv", "uvx", "pipx"),
    *("cmd", "powershell", "py", "conhost", "sshd", "cron", "crond", "systemd", "init", "tini"),
)
"""Programs that only start others: which of them runs says nothing of the till."""


class Script(Record):
    """The first program above this one that is no launcher.

    Shape: `name` is its path; `began` is when it began, in ticks since the computer did, 0 where that is not known.
    """

    name: str = ""
    began: int = 0


def till(machine: str) -> tuple[str, int]:
    """Return the name of this till on the computer `machine`, and what tells one run of its script from another."""
    if session := os.environ.get("WT_SESSION"):
        return f"{machine} window {session}", 0
    if ON_WINDOWS:
        from . import windows

        if window := windows.console():
            return f"{machine} console {window}", 0
        script = Script(next((name for name in windows.ancestors() if not _is_launcher(name)), ""))
    else:
        script = first_script(os.getppid())
    user = os.environ.get("USERNAME") if ON_WINDOWS else str(os.getuid())
    client = os.environ.get("SSH_CONNECTION", "").partition(" ")[0]
    parts = machine, f"user {user}", client and f"from {client}", script.name and f"script {script.name}"
    return " ".join(part for part in parts if part), script.began


def first_script(process: int) -> Script:
    """Return the first program, from this process upwards, that is no launcher; an empty one where there is none.

    Source: proc(5), `cmdline`, `cwd` and fields 4 and 22 of `stat`; other systems have no such folder.
    """
    for began, words, folder in _upwards(process):
        if name := _script(words, folder):
            return Script(name, began)
    return Script()


def _upwards(process: int) -> Iterator[tuple[int, Sequence[str], str]]:
    """Yield of each process upwards when it began, its words and its folder."""
    while process > 0:
        place = f"{PROCESSES}/{process}"
        try:
            with open(f"{place}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
            with open(f"{place}/cmdline", "rb") as file:
                words = os.fsdecode(file.read()).split("\0")[:-1]
            folder = os.readlink(f"{place}/cwd")
        except OSError:  # another user's, or no such folder
            return
        yield int(fields[19]), words, folder
        process = int(fields[1])


def _script(words: Sequence[str], folder: str) -> str:
    """Return what a process runs, as a path; empty where it only launches others."""
    program = _plain(words[0]) if words else ""
    if program in INTERPRETERS:
        file = next((word for word in words[1:] if not word.startswith("-")), "")
        is_command = any(word in ("-c", "-m") for word in words[1 : words.index(file) if file else None])
        path = os.path.join(folder, file)
        is_script = bool(file) and not is_command and os.path.isfile(path) and not _is_launcher(file)
        return os.path.realpath(path) if is_script else ""
    return "" if not program or _is_launcher(program) else program


def _is_launcher(program: str) -> bool:
    return _plain(program) in (*LAUNCHERS, *INTERPRETERS)


def _plain(program: str) -> str:
    """Return the name of a program: `/usr/bin/bash`, `-bash` and `bash.exe` are bash, and `python3.11` is python."""
    file = os.path.basename(program.replace("\\", "/")).partition(":")[0]  # "sshd: ana" is sshd
    return file.lstrip("-").casefold().removesuffix(".exe").rstrip("0123456789.")
