"""Imports are told apart by what was read, not by what the file is called; one file at two tills is one import."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.transfer.killed import MANY, UNFINISHED, begun, ended, stopped
from tests.words import SQUARE, Oc, Rows

PEOPLE = "SELECT count(*) FROM customer"


def test_another_file_of_that_name_begins_its_own(oc: Oc, db: Path, many: Path, till: Path, rows: Rows) -> None:
    stopped(db, signal.SIGKILL, "import", str(many), until=UNFINISHED)
    (till / "other").mkdir()
    other = till / "other" / many.name
    other.write_text(SQUARE + "Zoe,Zander,,,Z1,,,\n")
    said = " ".join(oc("import", str(other)).err.split())
    assert "goes on" not in said
    assert f"The import of {many.name}, begun today, is not finished" in said
    assert [(2,)] == rows("SELECT count(*) FROM deed")
    assert f"The import of {many.name}, begun today" in " ".join(oc("today").printed().split())
    assert f"The import of {many.name} goes on." in oc("import", str(many)).err
    assert [(MANY + 1,)] == rows(PEOPLE)
    assert [] == rows(UNFINISHED)


def test_the_same_file_elsewhere_under_another_name_goes_on(oc: Oc, db: Path, many: Path, till: Path) -> None:
    stopped(db, signal.SIGKILL, "import", str(many), until=UNFINISHED)
    moved = str(shutil.copy(many, till / "moved.csv"))
    assert f"The import of {many.name} goes on." in oc("import", moved).err


@pytest.mark.long
def test_what_is_piped_in_is_told_apart_too_and_called_so(oc: Oc, db: Path, many: Path, rows: Rows) -> None:
    stopped(db, signal.SIGKILL, "import", "-", until=UNFINISHED, stdin=many.read_bytes())
    other = oc("import", "-", stdin=SQUARE + "Zoe,Zander,,,Z1,,,\n")
    assert "The import of what was piped in, begun today, is not finished" in " ".join(other.err.split())
    assert [(1,)] == rows("SELECT count(*) FROM deed WHERE unfinished IS NOT NULL")
    assert "Took back today’s import of what was piped in: 1 person" in oc("undo").printed()
    again = oc("import", "-", stdin=many.read_bytes())
    assert "The import of what was piped in goes on." in again.err
    assert [(MANY,)] == rows(PEOPLE)
    assert [] == rows(UNFINISHED)


@pytest.mark.long
def test_one_file_at_two_tills_at_once_is_one_import(oc: Oc, db: Path, many: Path, rows: Rows) -> None:
    first = begun(db, "import", str(many), until=UNFINISHED)
    os.kill(first.pid, signal.SIGSTOP)
    try:
        assert 0 == oc("import", str(many), OC_TILL="two").code
        assert [] == rows(UNFINISHED)
    finally:
        os.kill(first.pid, signal.SIGCONT)
    code, said = ended(first)
    assert (0, []) == (code, [line for line in said.splitlines() if "taken back" in line])
    assert [(MANY, 1)] == rows("SELECT count(*), (SELECT count(*) FROM deed) FROM customer")
    assert [] == rows(UNFINISHED)


@pytest.mark.long
def test_an_import_that_another_till_takes_back_ends_there(oc: Oc, db: Path, many: Path, rows: Rows) -> None:
    first = begun(db, "import", str(many), until=UNFINISHED)
    os.kill(first.pid, signal.SIGSTOP)
    try:
        assert 0 == oc("undo").code
    finally:
        os.kill(first.pid, signal.SIGCONT)
    code, said = ended(first)
    assert (1, True) == (code, "was taken back meanwhile" in said)
    assert [(0,)] == rows(PEOPLE)
