"""The first large file of a shop: its people come into a draft of the store, and all at once into the store."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from onecustomer.domain.transfer.taking.importing import LARGE
from onecustomer.store import spools
from tests.bench import kills_of_import
from tests.transfer.killed import MANY, begun, ended
from tests.words import Oc, Rows

pytestmark = pytest.mark.one_till("its import goes into its copy")


@pytest.fixture(scope="session")
def large(many: Path) -> Path:
    """The file of several batches with a column that nobody keeps, of so many letters that it is large."""
    heading, *rows = many.read_text().splitlines()
    letters = "x" * (LARGE // len(rows))
    path = many.with_name("large.csv")
    path.write_text("\n".join([f"{heading},Width", *(f"{row},{letters}" for row in rows)]) + "\n")
    return path


def drafts(db: Path) -> list[Path]:
    return list(db.parent.glob(f"{db.name}{spools.OF_IMPORT}*"))


def filling(db: Path, large: Path) -> subprocess.Popen[bytes]:
    """Begin to import a large file, and return the process once people are in its draft, and the store is let go of."""
    return begun(db, "import", str(large), until=lambda: any(larger(one, db) for one in drafts(db)))


def larger(one: Path, than: Path) -> bool:
    return one.stat().st_size > than.stat().st_size


def test_a_killed_one_leaves_a_store_that_says_so_and_the_same_command_brings_all_in(
    oc: Oc, db: Path, many: Path, large: Path, rows: Rows
) -> None:
    process = filling(db, large)
    process.send_signal(signal.SIGKILL)
    assert -signal.SIGKILL == ended(process)[0]
    assert [(0,)] == rows("SELECT count(*) FROM customer")
    assert "large.csv, begun today, is not finished" in oc("today").printed()
    assert 1 == len(drafts(db))
    assert f"  {MANY:,} people are new: " in oc("import", str(large)).out
    assert [] == drafts(db)
    assert 0 == oc("import", str(many), OC_DB=str(db.with_name("other.db"))).code
    assert kills_of_import.people(db) == kills_of_import.people(db.with_name("other.db"))
    assert 0 == oc("undo").code
    assert [(0,)] == rows("SELECT count(*) FROM customer")


@pytest.mark.long
def test_ctrl_c_leaves_nobody_and_no_draft_and_says_so(oc: Oc, db: Path, large: Path, rows: Rows) -> None:
    process = filling(db, large)
    process.send_signal(signal.SIGINT)
    code, said = ended(process)
    assert 130 == code
    assert "Nobody is in yet: the same command begins anew." in said
    assert "Traceback" not in said
    assert [] == drafts(db)
    assert 0 == oc("undo").code
    assert [(0,)] == rows("SELECT count(*) FROM deed")


def test_whom_another_till_adds_meanwhile_stays(oc: Oc, db: Path, large: Path, rows: Rows) -> None:
    process = filling(db, large)
    process.send_signal(signal.SIGSTOP)
    assert 0 == oc("add Juli Ibm").code
    process.send_signal(signal.SIGCONT)
    code, said = ended(process)
    assert (0, True) == (code, "Another terminal has written meanwhile" in said)
    assert [(MANY + 1,)] == rows("SELECT count(*) FROM customer")
    assert [("import", None)] == rows("SELECT verb, unfinished FROM deed WHERE file IS NOT NULL")
    assert "Juli Ibm" in oc("find juli ibm").printed()
    assert [] == drafts(db)
