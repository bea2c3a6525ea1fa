"""What was piped into an import that was killed is left for nobody to find; what a running one reads stays."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from onecustomer.store import spools
from tests.transfer.killed import UNFINISHED, begun, ended, stopped
from tests.words import SQUARE, Oc, Rows

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.fixture
def piped(many: Path) -> bytes:
    """A file that takes several batches, with her in it."""
    heading, *lines = many.read_text().splitlines(keepends=True)
    row = dict.fromkeys(heading.strip().split(","), "")
    row |= {"First Name": "Jim", "Last Name": "Stonewall", "Phone Number": "2125559876", "Square Customer ID": "J1"}
    return "".join([heading, ",".join(row.values()), "\n", *lines]).encode()


def left(db: Path) -> list[Path]:
    return sorted(db.parent.glob(f"{db.name}{spools.MARK}*"))


def kept(db: Path) -> bytes:
    return b"".join(path.read_bytes() for path in db.parent.glob(f"{db.name}*") if path.is_file())


@pytest.mark.parametrize(
    "command",
    [
        "tidy --yes",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("forget stonewall --yes", "import {other}")),
    ],
)
def test_what_a_killed_import_left_is_removed(oc: Oc, db: Path, piped: bytes, till: Path, command: str) -> None:
    stopped(db, signal.SIGKILL, "import", "-", until=UNFINISHED, stdin=piped)
    assert 1 == len(left(db))
    (till / "other.csv").write_text(SQUARE + "Zoe,Zander,,,Z1,,,\n")
    assert 0 == oc(command.format(other=till / "other.csv")).code
    assert [] == left(db)
    if command.startswith("forget"):
        assert b"Stonewall" not in kept(db)


@pytest.mark.one_till("its import is begun before the shop is")
def test_a_running_import_keeps_what_it_reads_and_forget_says_so(oc: Oc, db: Path, piped: bytes, rows: Rows) -> None:
    process = begun(db, "import", "-", until=UNFINISHED, stdin=piped)
    os.kill(process.pid, signal.SIGSTOP)
    try:
        answer = oc("forget stonewall --yes")
        assert "what is piped into oc import just now may still name them" in " ".join(answer.err.split())
        assert 5 == answer.code
        assert 5 == oc("tidy --yes").code
        assert 1 == len(left(db))
        assert [(1,)] == rows("SELECT count(*) FROM erasure")
    finally:
        os.kill(process.pid, signal.SIGCONT)
    assert 0 == ended(process)[0]
    assert [] == left(db)
    oc("add Bo Lee")
    assert [(0,)] == rows("SELECT count(*) FROM erasure")
    assert b"Stonewall" not in kept(db)


def test_a_new_one_is_held_before_anybody_can_take_it_for_one_that_was_left(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold: Callable[..., None] = spools._hold
    turns = []

    def swept_before(file: object) -> None:
        if not turns:
            turns.append(1)
            spools.sweep(str(db))
        hold(file)

    monkeypatch.setattr(spools, "_hold", swept_before)
    with spools.new(str(db)) as file:
        assert Path(file.name).exists()
    assert [] == left(db)
