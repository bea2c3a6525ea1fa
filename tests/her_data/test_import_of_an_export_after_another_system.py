"""An export comes into a shop that took the same people from another system: nothing of that system stands twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Oc, Rows

HEADING = (
    "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Memo,Email Subscription Status,Birthday,"
    "Last Visit\n"
)
MARGO = "Margo,Klein,,2125550100,CH1,likes tea,subscribed,,\n"
NORA = "Nora,Nothing,,2125550199,CH4,,,,\n"
ENTRIES = "SELECT kind, text FROM interaction WHERE imported IS NOT NULL ORDER BY text"


@pytest.fixture
def other(till: Path) -> str:
    return str(till / "other.db")


@pytest.fixture
def square(till: Path) -> Path:
    """What another system has, from which both shops begin."""
    path = till / "square.csv"
    path.write_text(HEADING + MARGO + NORA)
    return path


def test_memos_and_what_another_system_says_are_one(oc: Oc, square: Path, other: str, till: Path, rows: Rows) -> None:
    file = str(till / "all.json")
    oc("import", str(square), OC_DB=other)
    oc("export", "-o", file, OC_DB=other)
    oc("import", str(square))
    there = rows(ENTRIES)
    assert 2 == len(there)
    assert 0 == oc("import", file).code
    assert there == rows(ENTRIES)


def test_what_was_withdrawn_again_comes_along(oc: Oc, square: Path, other: str, till: Path, rows: Rows) -> None:
    file = str(till / "all.json")
    oc("import", str(square), OC_DB=other)
    oc("export", "-o", file, OC_DB=other)
    later = Path(file).read_text()
    oc("import", str(square))
    record = next(text for kind, text in rows(ENTRIES) if kind == "record")
    no = record.replace("yes", "no")
    assert no != record
    rows("UPDATE interaction SET text = ?, day = '2026-11-01' WHERE text = ?", no, record)
    assert later.count(record) == 1
    assert 0 == oc("import", file).code
    assert sorted([("note", "likes tea"), ("record", no), ("record", record)]) == sorted(rows(ENTRIES))


def test_a_number_of_somebody_else_here_is_not_given_to_a_second(
    oc: Oc, square: Path, other: str, till: Path, rows: Rows
) -> None:
    file = str(till / "all.json")
    oc("import", str(square), OC_DB=other)
    assert 0 == oc("merge c1 c2 --yes", OC_DB=other).code
    oc("export", "-o", file, OC_DB=other)
    oc("import", str(square))
    said = oc("import", file)
    assert "Margo Klein has square:CH4 in the file, which is c2 here" in said.out
    assert "oc merge c1 c2" in said.out
    assert [(2,)] == rows("SELECT customer_id FROM handle WHERE value = 'square:CH4'")
    before = rows("SELECT count(*) FROM handle")
    assert 0 == oc("import", file).code
    assert before == rows("SELECT count(*) FROM handle")
