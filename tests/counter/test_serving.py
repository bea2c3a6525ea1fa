"""Whom a till serves: until the next is served, and for no other terminal."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.store import current
from onecustomer.store.current import Current
from tests.words import Oc, Rows, locked

VISITS = "SELECT count(*) FROM interaction WHERE kind = 'visit'"
OC = f"{sys.executable} -m onecustomer"


@pytest.mark.usefixtures("hurried")
def test_a_visit_that_is_not_logged_is_still_whom_the_next_note_is_for(shop: Oc, db: Path, rows: Rows) -> None:
    shop("serve jim")
    with locked(db, "IMMEDIATE"):
        assert "The visit is not logged. " in shop("serve klein").err
    assert shop("note hello").printed() == "Noted for Margo Klein: hello\n"
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
    assert shop("note hello").printed() == "Noted for Margo Klein: hello\n"


def test_a_till_that_cannot_remember_serves_nobody_rather_than_the_last(
    shop: Oc, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    shop("serve jim")
    with monkeypatch.context() as here:
        here.setattr("onecustomer.store.current.set", full)
        served = shop("serve c1")
    assert (0, "oc: This till cannot remember whom it serves: write notes with --for c1.\n") == (
        served.code,
        served.err,
    )
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
    monkeypatch.setattr("onecustomer.cli.terminal.till._terminal", lambda: ("till /dev/pts/1", os.getsid(0), True))
    shop("serve klein", OC_TILL="")
    assert 0 == shop("note hello", OC_TILL="").code
    monkeypatch.setattr("os.getsid", lambda _: 999_999)
    assert "Nobody is being served" in shop("note hello", OC_TILL="").complained(2)
    refused = shop("undo", OC_TILL="").complained(1)
    assert (
        "The last write here is today’s note for Margo Klein: hello, from before this terminal was opened." in refused
    )
    assert 0 == shop("undo --yes", OC_TILL="").code


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
    assert Path(f"{db}.said").read_text() == "Noted for Margo Klein: hello\n"


def test_tills_with_long_names_are_two(tmp_path: Path) -> None:
    store = str(tmp_path / "shop.db")
    for number, name in enumerate(("é" * 300 + "a", "é" * 300 + "b", "é" * 30)):
        current.set(store, name, 0, Current(str(number), 1.0, True))
    assert Current("0", 1.0, True) == current.get(store, "é" * 300 + "a", 0)
    assert Current("1", 1.0, True) == current.get(store, "é" * 300 + "b", 0)
