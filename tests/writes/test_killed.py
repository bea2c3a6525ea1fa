"""A command that is killed or told to stop: it is done or not done, never half, and nobody sees a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from onecustomer.store.database.sqlite import SCHEMA
from tests.bench import kills
from tests.bench.processes import short_form
from tests.words import Oc, Rows, copies
from tests.writes import forks
from tests.writes.forks import Command

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nothing is killed by a signal there")


@pytest.mark.fault(1)
@pytest.mark.usefixtures("shop")
def test_no_kill_of_four_tills_loses_or_halves_a_write(db: Path) -> None:
    written = kills.Written(db, kills=10, least=15)
    written.all_write()
    assert [] == written.wrong()


@pytest.mark.fault(16)
@pytest.mark.parametrize("many", [2, pytest.param(8, marks=pytest.mark.long)])
def test_a_store_whose_migration_is_killed_is_wholly_old_or_wholly_new(many: int) -> None:
    ran = short_form("kills", "--forked", "--migrations", str(many))
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert f"migrations: {many} killed" in ran.stdout


@pytest.mark.long
@pytest.mark.fault(17)
def test_sixteen_that_start_at_once_make_one_store(db: Path, rows: Rows) -> None:
    adding = [Command(["add", f"Person{number}"], {"OC_TILL": f"till {number}"}) for number in range(16)]
    (answers,) = forks.run(adding, warm=[["add", "Somebody"]])
    assert [0] * 16 == [ran.code for ran in answers], answers
    assert 1 == sum("Made a store" in ran.err for ran in answers)
    assert [(16,)] == rows("SELECT count(*) FROM customer")
    assert [] == list(db.parent.glob("shop.db.new-*"))


@pytest.mark.fault(17)
def test_of_sixteen_that_start_at_once_one_migrates_the_store(db: Path, rows: Rows, till: Path) -> None:
    kills.older_store(db, people=50)
    warm = kills.older_store(till / "warm.db", people=1)
    noting = [Command(["note", "--for", "c1", f"hello{number}"], {"OC_TILL": f"till {number}"}) for number in range(16)]
    (_, answers) = forks.run([Command(["show", "c1"], {"OC_DB": str(warm)})], noting, warm=[["add", "Somebody"]])
    assert [0] * 16 == [ran.code for ran in answers], answers
    assert 1 == sum(f"Brought the store from schema {SCHEMA - 1} to {SCHEMA}" in ran.err for ran in answers)
    assert 1 == len(copies(db))
    assert [(16,)] == rows("SELECT count(*) FROM interaction WHERE kind = 'note'")
    assert [("ok",)] == rows("PRAGMA integrity_check")


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if os.name != "nt" else ()
ENDS = {signal.SIGINT: (0, 130), signal.SIGTERM: (0, -signal.SIGTERM), signal.SIGHUP: (0, -signal.SIGHUP)}


@pytest.mark.fault(4)
@pytest.mark.usefixtures("shop")
def test_a_signal_at_any_moment_leaves_a_write_done_or_not_done(rows: Rows) -> None:
    many = 20
    undisturbed = [[Command(["note", "--for", "c1", "first"])]] * 3
    told = [
        (sign, f"{sign.name}{number}", Command(["note", "--for", "c1", f"{sign.name}{number}"], signal=sign))
        for sign in SIGNALS
        for number in range(many)
    ]
    answers = forks.run(*undisturbed, *([command] for *_, command in told))[len(undisturbed) :]
    there = [text for (text,) in rows("SELECT text FROM interaction WHERE kind = 'note'")]
    for (sign, text, _), (ran,) in zip(told, answers, strict=True):
        assert ran.code in ENDS[sign], (sign, ran)
        assert "Traceback" not in ran.err
        assert there.count(text) == 1 or (ran.code != 0 and ran.out == "" and text not in there), (sign, ran)
    assert [(0,)] == rows(kills.HALF)
    assert [("ok",)] == rows("PRAGMA integrity_check")


@pytest.mark.fault(4)
@pytest.mark.parametrize("command", ["history klein", "today", "find klein", "export --json", "show klein", "--help"])
def test_a_pipe_that_nobody_reads_ends_a_read_in_silence(shop: Oc, command: str) -> None:
    shop("note --for klein zip broke")
    assert (0, "") == cut_off(command.split())


@pytest.mark.fault(4)
def test_a_pipe_that_nobody_reads_keeps_no_write_from_being_done(shop: Oc, rows: Rows) -> None:
    shop("show klein")
    assert (0, "") == cut_off(["note", "--for", "klein", "zip", "broke"])
    assert [("zip broke",)] == rows("SELECT text FROM interaction WHERE kind = 'note'")


def cut_off(words: Sequence[str]) -> tuple[int, str]:
    """Run a command whose output goes into a pipe that is closed already; return its code and what it complained."""
    reads, writes = os.pipe()
    os.close(reads)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "onecustomer", *words],
            stdin=subprocess.DEVNULL,
            stdout=writes,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writes)
    return done.returncode, done.stderr
