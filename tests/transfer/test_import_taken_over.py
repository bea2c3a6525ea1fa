"""What is said of an unfinished import is true at the till where it is said; the same command makes it that till's."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.transfer.killed import MANY, UNFINISHED, stopped
from tests.words import SQUARE, Oc, Rows

FINISHES = "if no till is still at it, the same command finishes it."
TAKES_BACK = "if no till is still at it, the same command finishes it, oc undo takes it back."
PEOPLE = "SELECT count(*) FROM customer"


@pytest.fixture
def killed(oc: Oc, db: Path, many: Path, monkeypatch: pytest.MonkeyPatch) -> Oc:
    """A shop with somebody, in which this till's import was killed."""
    oc("add Jim Stone")
    stopped(db, signal.SIGKILL, "import", str(many), until=UNFINISHED)
    return oc


def morning(oc: Oc, **env: str) -> str:
    return " ".join(oc("today", **env).printed().split())


@pytest.mark.one_till("a till is named by its number too")
def test_undo_is_named_only_where_it_takes_that_import_back(killed: Oc, many: Path, till: Path, rows: Rows) -> None:
    assert TAKES_BACK in morning(killed)
    assert "finishes it, oc undo on the till “till one” takes it back." in morning(killed, OC_TILL="two")
    (till / "other.csv").write_text(SQUARE + "Zoe,Zander,,,Z1,,,\n")
    assert "oc undo takes all of it back" in killed("import", str(till / "other.csv")).out
    assert FINISHES in morning(killed)
    assert FINISHES in morning(killed, OC_TILL="two")
    assert "import of other.csv" in killed("undo").printed()
    assert TAKES_BACK in morning(killed)
    assert f"import of {many.name}" in killed("undo").printed()
    assert [("Jim Stone",)] == rows("SELECT name FROM customer")


def test_undo_is_not_named_where_somebody_was_erased_last(killed: Oc) -> None:
    assert 0 == killed("forget stone --yes").code
    assert FINISHES in morning(killed)


def test_the_same_command_at_another_till_makes_it_that_tills(killed: Oc, many: Path, rows: Rows) -> None:
    assert "oc undo takes all of it back" in killed("import", str(many), OC_TILL="two").out
    assert [(MANY + 1,)] == rows(PEOPLE)
    assert f"import of {many.name}: {MANY:,} people" in killed("undo", OC_TILL="two").printed()
    assert [("Jim Stone",)] == rows("SELECT name FROM customer")


def test_a_till_that_wrote_since_is_promised_no_undo(killed: Oc, many: Path, rows: Rows) -> None:
    killed("note --for stone hello")
    assert "oc undo" not in killed("import", str(many)).out
    assert "note for Jim Stone" in killed("undo").printed()
    assert [(MANY + 1,)] == rows(PEOPLE)


def test_ctrl_c_names_undo_only_where_it_is_true(killed: Oc, db: Path, many: Path, rows: Rows) -> None:
    killed("note --for stone hello")
    rows("CREATE TABLE seen AS SELECT count(*) AS people FROM customer")
    more = "SELECT 1 FROM seen WHERE people < (SELECT count(*) FROM customer)"
    code, said = stopped(db, signal.SIGINT, "import", str(many), until=more)
    assert (130, True, False) == (code, "the same command goes on." in " ".join(said.split()), "oc undo" in said)


def test_an_export_does_not_say_that_an_import_here_is_unfinished(killed: Oc, db: Path, till: Path) -> None:
    file, other = str(till / "all.json"), str(db.with_name("other.db"))
    assert 0 == killed("export", "-o", file).code
    assert "unfinished" not in Path(file).read_text()
    assert 0 == killed("import", file, OC_DB=other).code
    assert "not finished" not in morning(killed, OC_DB=other)


@pytest.mark.one_till("a till is named by its number too")
def test_what_a_closed_terminal_was_taking_back_can_be_ended_by_another(
    killed: Oc, db: Path, many: Path, rows: Rows
) -> None:
    rows("UPDATE deed SET unfinished = 'undo' WHERE unfinished IS NOT NULL")
    assert 'OC_TILL="till one" oc undo ends that' in killed("import", str(many), OC_TILL="two").complained(1)
    assert 0 == killed("undo").code
    assert [("Jim Stone",)] == rows("SELECT name FROM customer")


def test_a_dry_run_counts_who_is_in_already_as_known(killed: Oc, many: Path, rows: Rows) -> None:
    ((came,),) = rows("SELECT count(*) - 1 FROM customer")
    shown = killed("import", "--dry-run", str(many)).out
    assert f"  {MANY - came:,} people would be new: " in shown
    assert f"  {came:,} people were here already, with nothing new" in shown


def test_who_is_erased_meanwhile_is_said_to_come_back(killed: Oc, many: Path, rows: Rows) -> None:
    ((number,),) = rows("SELECT max(id) FROM customer")
    said = " ".join(killed(f"forget c{number} --yes").err.split())
    assert f"the import of {many.name} is not finished: if they are in it, the same command brings them back" in said
    said = " ".join(killed("import", str(many)).err.split())
    assert f"The import of {many.name} goes on. 1 person was erased since it began" in said
    assert "is not finished" not in killed("forget stone --yes").err
