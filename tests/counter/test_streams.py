"""The streams: full, closed, too long, of stray bytes, and ended by Ctrl-C."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onecustomer.cli.main import main
from tests.words import Oc, Rows

OC = f"{sys.executable} -m onecustomer"


def in_shell(line: str, *, pass_fds: tuple[int, ...] = (), **env: str) -> subprocess.CompletedProcess[str]:
    """Run a line in which `oc` is the program."""
    return subprocess.run(
        ["bash", "-c", f'oc() {{ {OC} "$@"; }}; {line}'],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        pass_fds=pass_fds,
        timeout=60,
        check=False,
    )


posix = pytest.mark.skipif(os.name != "posix", reason="the shell's redirections are POSIX's")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_an_output_that_is_full_does_not_deny_the_write(shop: Oc, rows: Rows) -> None:
    done = in_shell("oc note --for klein hello >/dev/full")
    assert 1 == done.returncode
    assert "oc: The screen or file took no output (No space left on device).\n" in done.stderr
    assert "nothing was written" not in done.stderr
    assert "Exception" not in done.stderr
    assert [("hello",)] == rows("SELECT text FROM interaction")
    for command in ("serve klein", "history klein", "--help"):
        done = in_shell(f"oc {command} >/dev/full")
        assert 0 < done.returncode < 6
        assert "done" not in done.stderr
        assert "Exception" not in done.stderr
    assert 3 == in_shell("oc serve nobody 2>/dev/full").returncode


@posix
@pytest.mark.parametrize(
    "command", ["history c1", "find klein", "show c1", "show c1 --json", "--help", "show --help", "", "add Bo", "demo"]
)
def test_a_closed_pipe_is_no_failure(shop: Oc, command: str) -> None:
    reader, pipe = os.pipe()
    os.close(reader)
    try:
        done = in_shell(f"oc {command} >&{pipe}", pass_fds=(pipe,))
    finally:
        os.close(pipe)
    assert (0, "") == (done.returncode, done.stderr.split("Try, in", 1)[0].strip())


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["serve c1", "show c1", "note --for c1 hi", "style"])
def test_a_closed_stream_is_no_failure(shop: Oc, command: str, closed: str) -> None:
    done = in_shell(f"oc {command} {closed}")
    assert (0, "") == (done.returncode, done.stderr)


def test_too_long_a_note_from_a_pipe_says_so(shop: Oc, rows: Rows) -> None:
    for letter in ("é", "e", "語", "🙂"):
        for times in (4_001, 20_000, 100_000):
            assert "4,000" in shop("note --for klein -", stdin="x" + letter * times).complained(1)
    assert 0 == shop("note --for klein -", stdin="ệ" * 4_000).code
    assert [(4_000,)] == rows("SELECT length(text) FROM interaction")


def test_a_note_is_as_long_however_its_letters_are_typed(shop: Oc, rows: Rows) -> None:
    typed = "\u03c9\u0314\u0342\u0345"  # four code points that are one letter
    assert 0 == shop("note --for klein -", stdin=typed * 4_000).code
    assert [("\u1fa7" * 4_000,)] == rows("SELECT text FROM interaction")


def test_a_note_from_a_pipe_is_never_cut(shop: Oc) -> None:
    assert "4,000" in shop("note --for klein -", stdin="hello" + " " * 70_000 + "there").complained(1)


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory that a shell can set")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("find -", "A line does not end after 1,000,000 characters."),
        ("note --for c1 -", "The note has too many characters; 4,000 is the most."),
        ("note --complaint --for c1 -", "The note has too many characters; 4,000 is the most."),
        ("mend e1 -", "The note has too many characters; 4,000 is the most."),
    ],
)
def test_a_line_that_does_not_end_is_refused_in_little_memory(shop: Oc, command: str, said: str) -> None:
    shop("note --for c1 the zip")
    done = in_shell(f"ulimit -v 400000; yes | tr -d '\\n' | oc {command} | tail -c 99999; exit ${{PIPESTATUS[2]}}")
    assert (1, f"oc: {said}") == (done.returncode, done.stderr.splitlines()[0])


def test_an_answer_with_a_stray_byte_is_no_answer(shop: Oc) -> None:
    assert "may be 2 people" in shop("serve margo", stdin=b"\xff\n\n", at_terminal=True).err


def test_an_answer_is_read_no_further_than_an_answer(shop: Oc) -> None:
    answered = shop("note hello", stdin="x" * 100_000, at_terminal=True)
    assert "The words have 1,000 characters" in answered.err


@pytest.mark.parametrize("end", [KeyboardInterrupt, None], ids=["Ctrl-C", "Ctrl-D"])
def test_the_end_at_a_question_ends_its_line(shop: Oc, monkeypatch: pytest.MonkeyPatch, end: Any) -> None:
    def interrupted(*_: object) -> str:
        if end:
            raise end
        return ""

    monkeypatch.setattr("tests.conftest.Terminal.readline", interrupted)
    assert "Enter for none: \n" in shop("serve margo", at_terminal=True).err


class Stream(io.TextIOWrapper):
    """A stream of Windows, which may be a screen."""

    def __init__(self, *, screen: bool) -> None:
        super().__init__(io.BytesIO(), encoding="cp1252")
        self.screen = screen

    def isatty(self) -> bool:
        return self.screen

    def content(self) -> bytes:
        self.flush()
        return self.buffer.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("screen", "name"), [(False, "山本 太郎".encode()), (True, b"?? ??")], ids=["a pipe", "a screen"]
)
def test_a_pipe_gets_utf_8_on_every_system_and_a_screen_what_it_has(
    shop: Oc, monkeypatch: pytest.MonkeyPatch, screen: bool, name: bytes
) -> None:
    out, err = Stream(screen=screen), Stream(screen=screen)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert 0 == main(["show", "山本"])
    assert 3 == main(["show", "山本郎彦彦"])
    assert name in out.content()
    assert name.split()[0] in err.content()


C_LOCALE = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@posix
def test_what_is_piped_in_and_out_is_utf_8_where_the_system_has_ascii(shop: Oc, fresh: Oc) -> None:
    assert "山本 太郎" in fresh("show c8", **C_LOCALE).printed()
    asked = fresh("find -", stdin="Jörg-Änne\n".encode(), **C_LOCALE).printed()
    assert ("Jörg-Änne", "c9") == (json.loads(asked)["query"], json.loads(asked)["unasked"])


def test_who_names_an_encoding_gets_it(shop: Oc, fresh: Oc) -> None:
    assert "?? ??" in fresh("show c8", PYTHONIOENCODING="cp1252").printed()


def test_what_was_typed_is_not_told_back_whole(shop: Oc) -> None:
    for command in ("x" * 50_000, "show --" + "y" * 50_000):
        complained = shop(command).complained(2)
        assert len("oc: ") + 400 == max(map(len, complained.splitlines()))
    assert len(shop("show klein", OC_DB="/nowhere/" + "z" * 3_000).complained(5)) < 900
