"""At the till: whom it serves, what its environment says, its streams, and what it says of its store."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from onecustomer.store import current
from onecustomer.store.current import Current
from tests.conftest import Oc

Rows = Callable[..., list[tuple[Any, ...]]]
OC = f"{sys.executable} -m onecustomer"
VISITS = "SELECT count(*) FROM interaction WHERE kind = 'visit'"

posix = pytest.mark.skipif(os.name != "posix", reason="the shell's redirections are POSIX's")


def in_shell(line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a line in which `oc` is the program."""
    return subprocess.run(
        ["bash", "-c", f'oc() {{ {OC} "$@"; }}; {line}'],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        timeout=60,
        check=False,
    )


@contextmanager
def locked(db: Path, how: str) -> Iterator[None]:
    with closing(sqlite3.connect(db, isolation_level=None)) as holder:
        holder.execute(f"BEGIN {how}")
        yield


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for a lock."""
    monkeypatch.setattr("onecustomer.store.database.connection.SAY_WAITING_AFTER_MS", 10)
    monkeypatch.setattr("onecustomer.store.database.connection.GIVE_UP_AFTER_MS", 20)


# whom the till serves


@pytest.mark.usefixtures("hurried")
def test_a_visit_that_is_not_logged_is_still_whom_the_next_note_is_for(shop: Oc, db: Path, rows: Rows) -> None:
    shop("serve jim")
    with locked(db, "IMMEDIATE"):
        assert "The visit is not logged. " in shop("serve klein").err
    assert shop("note hello").printed() == "Noted for Margo Klein.\n"
    assert [(1,)] == rows(VISITS)
    shop("serve klein")
    shop("serve klein")
    assert [(2,)] == rows(VISITS)


def test_ctrl_c_while_the_visit_waits_leaves_the_new_one_current(shop: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    shop("serve jim")
    with monkeypatch.context() as here:
        here.setattr("onecustomer.domain.timeline.entries.add_visit", interrupted)
        assert 130 == shop("serve klein").code
    assert shop("note hello").printed() == "Noted for Margo Klein.\n"


def test_a_till_that_cannot_remember_serves_nobody_rather_than_the_last(
    shop: Oc, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    shop("serve jim")
    with monkeypatch.context() as here:
        here.setattr("onecustomer.store.current.set", full)
        served = shop("serve klein")
    assert (0, "oc: This till cannot keep whom it serves: notes need --for c1.\n") == (served.code, served.err)
    assert [(2,)] == rows(VISITS)
    assert "Nobody is being served" in shop("note hello").complained(2)


@pytest.mark.parametrize("who,code", [("margo", 4), ("nobody", 3), ("...", 1)])
def test_the_current_customer_lapses_at_the_next_serve_whoever_is_found(shop: Oc, who: str, code: int) -> None:
    shop("serve jim")
    assert code == shop("serve", who).code
    assert "Nobody is being served" in shop("note hello").complained(2)


@pytest.mark.usefixtures("hurried")
def test_the_current_customer_lapses_where_the_store_is_locked(shop: Oc, db: Path) -> None:
    shop("serve jim")
    with locked(db, "EXCLUSIVE"):
        shop("serve klein").complained(5)
    assert "Nobody is being served" in shop("note hello").complained(2)


def test_serving_the_same_person_again_is_one_visit(shop: Oc, rows: Rows) -> None:
    for command in ("serve klein", "serve", "serve klein", "serve c1"):
        shop(command)
    assert [(1,)] == rows(VISITS)


@pytest.mark.skipif(not hasattr(os, "getsid"), reason="sessions are POSIX's")
def test_a_new_terminal_of_the_same_name_serves_nobody(shop: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onecustomer.cli.terminal.till._terminal", lambda: "till /dev/pts/1")
    shop("serve klein", OC_TILL="")
    assert 0 == shop("note hello", OC_TILL="").code
    monkeypatch.setattr("os.getsid", lambda _: 999_999)
    assert "Nobody is being served" in shop("note hello", OC_TILL="").complained(2)
    assert 0 == shop("undo", OC_TILL="").code


def test_a_till_with_a_name_of_its_own_is_the_same_in_every_session(shop: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    shop("serve klein")
    monkeypatch.setattr("os.getsid", lambda _: 999_999, raising=False)
    assert 0 == shop("note hello").code


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the terminal behind")
def test_a_terminal_is_known_with_every_stream_redirected(shop: Oc, db: Path) -> None:
    import pty

    shop("find klein")
    child, terminal = pty.fork()
    if child == 0:  # as a shell in a terminal of its own
        del os.environ["OC_TILL"]
        os.execlp("bash", "bash", "-c", f"{OC} serve klein; {OC} note hello </dev/null >{db}.said 2>&1; true")
    with closing(os.fdopen(terminal, "rb", buffering=0)) as screen:
        try:
            while screen.read(1024):
                pass
        except OSError:  # the end, on Linux
            pass
    os.waitpid(child, 0)
    assert Path(f"{db}.said").read_text() == "Noted for Margo Klein.\n"


def test_tills_with_long_names_are_two(tmp_path: Path) -> None:
    store = str(tmp_path / "shop.db")
    for number, name in enumerate(("é" * 300 + "a", "é" * 300 + "b", "é" * 30)):
        current.set(store, name, 0, Current(number, 1.0, True))
    assert Current(0, 1.0, True) == current.get(store, "é" * 300 + "a", 0)
    assert Current(1, 1.0, True) == current.get(store, "é" * 300 + "b", 0)


def test_a_lone_number_is_a_complaints_and_never_the_answer(shop: Oc, rows: Rows) -> None:
    shop("note --complaint --for klein the zip")
    assert "Margo Klein has 1 open thing." in shop("done --for klein 2").complained(1)
    assert shop("done --for klein 1").printed() == "Answered for Margo Klein: the zip.\n"
    assert [(None,)] == rows("SELECT text FROM interaction WHERE kind = 'answer'")
    shop("note --complaint --for klein the hem")
    shop("done --for klein 1 for free")
    assert ("1 for free",) in rows("SELECT text FROM interaction WHERE kind = 'answer'")


# what the environment says


@pytest.mark.parametrize("staff", ["x" * 5_000, "x" * 41, "A\x1bna", os.fsdecode(b"\xff")], ids=range(4))
def test_staff_that_is_no_name_writes_nothing_and_may_read(shop: Oc, db: Path, staff: str) -> None:
    shop("note --complaint --for klein the zip")
    before = db.read_bytes()
    for command in ("serve klein", "note --for klein hi", "done --for klein", "add Bo", "edit klein --role x"):
        assert "The name in OC_STAFF has " in shop(command, OC_STAFF=staff).complained(1)
    assert before == db.read_bytes()
    for command in ("show klein", "find klein", "history klein", "style"):
        assert shop(command, OC_STAFF=staff).printed()


def test_staff_is_kept_as_it_is_called(shop: Oc, rows: Rows) -> None:
    assert 0 == shop("note --for klein hi", OC_STAFF=" Zoë ").code
    assert [("Zoë",)] == rows("SELECT staff FROM interaction")


@pytest.mark.parametrize("name", ["x" * 5_000, "t\x1b[2Jill", os.fsdecode(b"till \xff")], ids=range(3))
def test_a_till_of_any_name_serves(shop: Oc, rows: Rows, name: str) -> None:
    assert 0 == shop("serve klein", OC_TILL=name).code
    assert "Noted for Margo Klein.\n" == shop("note hello", OC_TILL=name).printed()
    assert 0 == shop("undo", OC_TILL=name).code
    assert all("\x1b" not in till for (till,) in rows("SELECT till FROM deed"))


@pytest.mark.parametrize(
    "moment", ["0001-01-01", "9999-12-31T23:59:59-12:00", "9999-01-01", "1969-12-31T12:00:00+00:00", "noon"]
)
def test_an_odd_moment_is_one_sentence(shop: Oc, moment: str) -> None:
    complained = shop("show klein", OC_NOW=moment).complained(1)
    assert f"oc: OC_NOW is no moment of the years 1970 to 9998: {moment}\noc: hint: " in complained
    assert 2 == complained.count("\n")


# the streams


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
    done = in_shell(f"(sleep 0.5; oc {command}) | true; exit ${{PIPESTATUS[0]}}")
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


def test_a_note_from_a_pipe_is_never_cut(shop: Oc) -> None:
    assert "4,000" in shop("note --for klein -", stdin="hello" + " " * 70_000 + "there").complained(1)


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


def test_what_was_typed_is_not_told_back_whole(shop: Oc) -> None:
    for command in ("x" * 50_000, "show --" + "y" * 50_000):
        complained = shop(command).complained(2)
        assert all(len(line) < 420 for line in complained.splitlines())
    assert len(shop("show klein", OC_DB="/nowhere/" + "z" * 3_000).complained(5)) < 900


# what it says of its store


def test_an_error_names_the_store_that_was_used(shop: Oc, db: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(db.read_bytes()[:8192] + b"\xa5" * 200_000)
    complained = shop(f"--db {other} find klein").complained(5)
    assert str(other) in complained
    assert str(db) not in complained


def test_a_store_is_named_by_its_whole_path(oc: Oc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"There is no store at {tmp_path / 'a.db'}\n" in oc("--db a.db find bo").complained(5)
    assert f"There is no store at {tmp_path / 'home' / 'b.db'}\n" in oc("find bo", OC_DB="~/b.db").complained(5)


@pytest.mark.parametrize(
    "words", [["--db", "", "find", "klein"], ["find", "klein", "--db="], ["find", "klein", "--db"], ["--db"]]
)
def test_db_needs_a_path(shop: Oc, words: list[str]) -> None:
    assert "oc: --db needs a PATH.\n" in (shop(*words) if len(words) > 1 else shop("--db")).complained(2)


def test_the_demo_hints_at_the_demo(shop: Oc) -> None:
    shop("demo")
    assert "oc: hint: oc demo serve WHO first, or oc demo note --for WHO\n" in shop("demo note hello").complained(2)
    assert "oc: hint: oc demo show c" in shop("demo show j").complained(4)
    assert "oc: hint: oc demo serve --help" in shop("demo serve --fast").complained(2)
    assert "oc: hint: oc serve WHO first" in shop("note hello").complained(2)


@pytest.mark.parametrize("command", ["demo", "demo serve margo", "demo demo"])
def test_the_demo_has_a_store_of_its_own(shop: Oc, db: Path, command: str) -> None:
    command = command if command == "demo demo" else f"--db {db} {command}"
    assert "The demo has a store of its own." in shop(command).complained(2)


def test_a_narrow_screen_has_every_detail_below(shop: Oc) -> None:
    shop("serve juli", OC_NOW="2026-11-03T12:00:00+00:00")
    listed = shop("show j", COLUMNS="30").complained(4).splitlines()
    juli = next(number for number, line in enumerate(listed) if "Juli Andersson  c4" in line)
    assert ["    IBM · last here 3 Nov ·", "    phone …01"] == listed[juli + 1 : juli + 3]
    assert all(len(line) <= 30 for line in listed if not line.startswith("oc:"))
    assert "Juli Andersson  c4" in shop("show j", COLUMNS="60").err


def test_the_list_of_styles_breaks_between_words(shop: Oc) -> None:
    listed = shop("style", COLUMNS="40").printed()
    assert listed.startswith("languid    Take time. Lay out the\n           options. No hurry.\n")
    assert all(len(line) <= 40 for line in listed.splitlines())


@pytest.mark.parametrize("more", ["--usually", "--for klein", "--why 'a reason'"])
def test_a_style_of_the_shops_own_is_of_no_customer(shop: Oc, db: Path, more: str) -> None:
    before = db.read_bytes()
    assert "--advice makes a style" in shop(f"style chatty --advice 'Let them talk.' {more}").complained(2)
    assert before == db.read_bytes()


# completion


def completed(words: str, **env: str) -> tuple[str, str]:
    """Return what TAB offers after these words, and what it says besides."""
    done = subprocess.run(
        [sys.executable, "-c", "from onecustomer.__main__ import run; run()"],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "_OC_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
            **env,
        },
        timeout=60,
        check=False,
    )
    return done.stdout.strip(), done.stderr


def test_tab_offers_names_from_the_store_that_is_meant(shop: Oc, db: Path, tmp_path: Path) -> None:
    assert ("klein-margo", "") == completed("oc serve kl")
    other = tmp_path / "other.db"
    other.write_bytes(db.read_bytes())
    assert ("klein-margo", "") == completed(f"oc --db {other} serve kl", OC_DB="/nowhere")
    assert ("hurried", "") == completed("oc style hu")


def test_tab_waits_for_nobody_and_says_nothing(shop: Oc, db: Path) -> None:
    with locked(db, "EXCLUSIVE"):
        begun = time.monotonic()
        assert ("", "") == completed("oc serve kl")
        assert time.monotonic() - begun < 10


def test_tab_never_migrates(shop: Oc, db: Path, rows: Rows) -> None:
    rows("PRAGMA user_version = 0")
    before = db.read_bytes()
    assert ("", "") == completed("oc serve kl")
    assert ("hurried", "") == completed("oc style hu")
    assert before == db.read_bytes()
    assert [] == list(db.parent.glob("*before*"))


def test_tab_is_silent_whatever_is_wrong(shop: Oc, db: Path) -> None:
    for env in ({"OC_NOW": "noon"}, {"OC_DB": str(db.parent)}, {"OC_DB": "postgresql://a/b"}, {"OC_STAFF": "\x1b"}):
        assert "" == completed("oc serve kl", **env)[1]
    assert ("", "") == completed("oc serve kl --db")
