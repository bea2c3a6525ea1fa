"""A till that has no terminal: a script's commands find each other, and nobody else's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from onecustomer.cli.terminal import nameless, windows
from tests.words import Oc, Rows

pytestmark = pytest.mark.usefixtures("shop")

SERVE_NOTE_UNDO = """\
{python} -m onecustomer serve c1 > card.txt
sh -c '{python} -m onecustomer note zip broke; true'
env {python} -m onecustomer undo
"""


def run(*argv: str, cwd: Path, **env: str) -> str:
    """Run a program without a terminal, and return what it printed."""
    own = {name: value for name, value in os.environ.items() if name != "OC_TILL"} | env
    done = subprocess.run(
        argv, cwd=cwd, env=own, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
        start_new_session=True,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the processes above are Linux's to tell")
def test_the_commands_of_a_script_find_each_other(till: Path) -> None:
    script = till / "closing time.sh"
    script.write_text(SERVE_NOTE_UNDO.format(python=sys.executable))
    said = run("sh", str(script), cwd=till)
    assert "Noted for Margo Klein: zip broke\nTook back today’s note for Margo Klein: zip broke\n" == said


@pytest.mark.skipif(os.name != "posix", reason="sh is POSIX's")
def test_commands_of_no_script_are_the_users_on_this_computer(till: Path) -> None:
    for command, answer in (("serve c1", "Margo"), ("note zip broke", "Noted for"), ("undo", "Took back")):
        assert answer in run("sh", "-c", f"{sys.executable} -m onecustomer {command}; true", cwd=till)
    over_ssh = "Nobody is being served"
    command = f"{sys.executable} -m onecustomer"
    run("sh", "-c", f"{command} serve c1; true", cwd=till)
    assert over_ssh in run("sh", "-c", f"{command} note hello; true", cwd=till, SSH_CONNECTION="10.0.0.7 1 10.0.0.1 22")


@pytest.mark.skipif(sys.platform != "linux", reason="the processes above are Linux's to tell")
def test_two_scripts_are_two_tills_and_so_are_two_runs(till: Path) -> None:
    serve, note = till / "serve.sh", till / "note.sh"
    serve.write_text(f"{sys.executable} -m onecustomer serve c1\n")
    note.write_text(f"{sys.executable} -m onecustomer note hello\n")
    assert "Margo" in run("sh", str(serve), cwd=till)
    assert "Nobody is being served" in run("sh", str(note), cwd=till)


def test_no_till_is_named_by_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WT_SESSION", raising=False)
    named = {nameless.till("desk")[0] for _ in range(2)}
    assert 1 == len(named)
    assert not {str(os.getpid()), str(os.getppid())} & set(named.pop().split())


@pytest.mark.parametrize(
    "words",
    [
        ["-bash"],
        ["sh", "-c", "oc serve c1"],
        ["/usr/bin/python3.11", "-m", "onecustomer", "serve"],
        ["/opt/venv/bin/python", "/opt/venv/bin/oc", "serve"],
        ["env", "oc"],
        ["sshd: ana@notty"],
        [],
    ],
)
def test_a_launcher_is_no_till(words: list[str], tmp_path: Path) -> None:
    assert "" == nameless._script(words, str(tmp_path))


def test_a_program_that_runs_oc_is_a_till() -> None:
    assert "kassa" == nameless._script(["/opt/kassa/kassa", "--front"], "/")
    assert "shopfront" == nameless._script(["/opt/shopfront", "front.txt"], "/")


def test_the_first_process_of_all_is_looked_at_from_below_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As where a container runs a script, and the script runs a shell."""
    script = tmp_path / "day.sh"
    script.touch()
    for number, parent, words in ((1, 0, ["sh", str(script)]), (7, 1, ["sh", "-c", "oc undo"])):
        place = tmp_path / str(number)
        place.mkdir()
        (place / "stat").write_text(f"{number} (sh) S {parent} {' '.join(['0'] * 17)} 42 0")
        (place / "cmdline").write_text("".join(f"{word}\0" for word in words))
        (place / "cwd").symlink_to(tmp_path)
    monkeypatch.setattr(nameless, "PROCESSES", str(tmp_path))
    assert nameless.Script(str(script), 42) == nameless.first_script(1) == nameless.first_script(7)


class Kernel:
    """What Windows answers: a console's window, and the processes above this one."""

    def __init__(self, window: int, *names: str) -> None:
        self.window = window
        numbers = [os.getpid(), *range(7001, 7001 + len(names) - 1)] if names else []
        self.running = list(zip(numbers, [*numbers[1:], 1], names, strict=True)) if names else []
        self.at = 0

    def GetConsoleWindow(self) -> int:  # noqa: N802  as Windows has it
        return self.window

    def CreateToolhelp32Snapshot(self, *_: int) -> int:  # noqa: N802  as Windows has it
        return 1

    def CloseHandle(self, _: int) -> int:  # noqa: N802  as Windows has it
        return 1

    def Process32FirstW(self, _: int, entry: Any) -> bool:  # noqa: N802  as Windows has it
        self.at = 0
        return self.Process32NextW(1, entry)

    def Process32NextW(self, _: int, entry: Any) -> bool:  # noqa: N802  as Windows has it
        if self.at == len(self.running):
            return False
        entry._obj.number, entry._obj.parent, entry._obj.name = self.running[self.at]
        self.at += 1
        return True


@pytest.mark.parametrize(
    ("kernel", "env", "name"),
    [
        (Kernel(0), {"WT_SESSION": "a1"}, "desk window a1"),
        (Kernel(66), {}, "desk console 66"),
        (Kernel(0, "python.exe", "oc.exe", "cmd.exe", "Kassa.exe"), {}, "desk user ana script Kassa.exe"),
        (Kernel(0, "python.exe", "py.exe"), {}, "desk user ana"),
        (Kernel(0), {}, "desk user ana"),
    ],
)
def test_windows_names_a_till_by_its_window_or_its_program(
    monkeypatch: pytest.MonkeyPatch, kernel: Kernel, env: dict[str, str], name: str
) -> None:
    for variable in ("WT_SESSION", "SSH_CONNECTION"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in {"USERNAME": "ana", **env}.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setattr(nameless, "ON_WINDOWS", True)
    monkeypatch.setattr(windows, "_kernel32", lambda: kernel)
    assert name == nameless.till("desk")[0]


def test_parents_that_run_in_a_circle_end(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = SimpleNamespace()
    monkeypatch.setattr(windows, "_processes", lambda _: [(os.getpid(), 8, "a.exe"), (8, 9, "b.exe"), (9, 8, "c.exe")])
    assert {"b.exe", "c.exe"} == set(windows.ancestors(kernel))


@pytest.mark.one_till("a store is put back, and its server has more")
def test_another_store_at_the_path_has_nobody_of_this_number_current(oc: Oc, db: Path, rows: Rows) -> None:
    before = db.read_bytes()
    oc("add Nora New --yes")
    assert 0 == oc("serve nora").code
    db.write_bytes(before)
    oc("add Jim Stone --yes", OC_TILL="another")
    assert "Nobody is being served" in oc("note likes tea").complained(2)
    assert [] == rows("SELECT text FROM interaction WHERE kind = 'note'")
