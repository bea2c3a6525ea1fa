"""Running an import: again, as a dry run, of several files at once, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.words import EXPORTS, SQUARE, Oc, Rows, locked


def test_a_second_run_adds_nothing(oc: Oc, db: Path, export: str) -> None:
    oc("import", export)
    before = db.read_bytes()
    again = oc("import", export)
    assert "  nobody is new\n" in again.out
    assert "given what was missing" not in again.out
    assert before == db.read_bytes()


@pytest.mark.one_till("the store is there before")
@pytest.mark.fault(49)
def test_a_dry_run_counts_alike_and_writes_nothing(oc: Oc, db: Path, export: str) -> None:
    dry = oc("import", "--dry-run", export)
    assert dry.code == 0
    assert "Nothing was written" in dry.out
    assert not db.exists()
    wet = oc("import", export)
    assert numbers(dry.out) == numbers(wet.out)


def test_a_dry_run_says_what_would_be(shop: Oc, file: Callable[[str], str]) -> None:
    known = "Margo,Klein,margo.klein@example.com,,A1,likes tea,,\n" + "Zoë,,,212-555-0166,,,,\n"
    path = file(SQUARE + known + "Ann,Lee,,,A2,,,\nBob,Lee,,,A3,,,\nCy,Lee,,,A4,,,\n" + ",,,,,tea,,\n" * 2)
    dry, wet = shop("import", "--dry-run", path).out, shop("import", path).out
    assert [
        "  3 people would be new: Ann Lee, Bob Lee and 1 more",
        "  1 person was here already, and would be given what was missing: Margo Klein (memo)",
        "  1 person was here already, with nothing new",
        "  line 7: would be left out, no name, telephone or e-mail to find them by",
        "  line 8: would be left out, no name, telephone or e-mail to find them by",
    ] == dry.splitlines()[1:-1]
    assert [
        "  3 people are new: Ann Lee, Bob Lee and 1 more",
        "  1 person was here already, and given what was missing: Margo Klein (memo)",
        "  1 person was here already, with nothing new",
        "  line 7: left out, no name, telephone or e-mail to find them by",
        "  line 8: left out, no name, telephone or e-mail to find them by",
    ] == wet.splitlines()[1:-1]
    again = shop("import", "--dry-run", path).out
    assert ["  nobody would be new", "  5 people were here already, with nothing new"] == again.splitlines()[1:3]


def test_people_are_counted_once_for_all_their_rows(oc: Oc, file: Callable[[str], str]) -> None:
    rows = (
        "Ann,Lee,,2125550100,A1,,,\n",
        "Ann,Lee,ann@example.com,2125550100,A1,,,\n",
        "Ann,Lee,,2125550100,A1,tea,,\n",
    )
    new = oc("import", file(SQUARE + "".join(rows) + "Bo,Li,,,A2,,,\n")).out
    assert ["  2 people are new: Ann Lee and Bo Li", "  2 more rows were of the same people"] == new.splitlines()[1:3]
    again = oc("import", file(SQUARE + "".join(rows) + "Bo,Li,,,A2,,,\n")).out
    assert "  nobody is new\n  2 people were here already, with nothing new\n" in again
    more = (rows[0], "Ann,Lee,,,A1,milk,,\n", "Ann,Lee,,,A1,sugar,,\n", rows[0], "Bo,Li,,,A2,,,\n")
    completed = oc("import", file(SQUARE + "".join(more))).out
    assert (
        "  1 person was here already, and given what was missing: Ann Lee (memo)\n"
        "  1 person was here already, with nothing new\n"
    ) in completed


def numbers(report: str) -> list[str]:
    return [line.split()[0] for line in report.splitlines() if line.startswith("  ")]


def test_a_dry_run_on_a_store_changes_no_byte(shop: Oc, db: Path, export: str) -> None:
    before = db.read_bytes()
    assert shop("import", "--dry-run", export).code == 0
    assert before == db.read_bytes()


def test_undo_takes_a_whole_import_back(shop: Oc, export: str, rows: Rows) -> None:
    tables = ("customer", "handle", "interaction", "occasion", "fact", "search_key")
    before = {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in tables}
    shop("import", export)
    assert shop("undo").code == 0
    assert before == {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in tables}


def test_of_whom_others_wrote_since_stays_when_an_import_is_taken_back(oc: Oc, export: str, rows: Rows) -> None:
    oc("import", export)
    everybody = rows("SELECT count(*) FROM customer")[0][0]
    oc("note --for 'margo klein' hello", OC_TILL="another")
    assert (
        f"Took back today’s import of {Path(export).name}: {everybody - 1} people;"
        " 1 person stays, as more was written of them since: Margo Klein\n"
    ) == oc("undo").printed()
    assert [("Margo Klein",)] == rows("SELECT name FROM customer")
    assert [("hello",), (None,)] == rows("SELECT text FROM interaction WHERE text = 'hello' UNION ALL SELECT NULL")
    assert "more was written of the same people since" in oc("undo").complained(1)
    oc("undo", OC_TILL="another")
    assert f"Took back today’s import of {Path(export).name}: 1 person\n" == oc("undo").printed()
    assert [(0, 0)] == rows("SELECT (SELECT count(*) FROM deed), (SELECT count(*) FROM search_key)")


def test_a_later_export_completes_and_writes_nothing_over(oc: Oc, file: Callable[[str], str], rows: Rows) -> None:
    oc("import", file(SQUARE + "Ann,Lee,,2125550100,A1,likes tea,,2026-01-02\n"))
    oc("edit ann --name 'Annie Lee'")
    answer = oc("import", file(SQUARE + "Ann,Lee,ann@example.com,+1 212 555 0100,A1,likes coffee,05-06,2026-02-03\n"))
    assert "  nobody is new\n  1 person was here already, and given what was missing: Annie Lee (" in answer.out
    assert "Annie Lee (e-mail, birthday, last visit, memo)\n" in answer.out
    assert [("Annie Lee",)] == rows("SELECT name FROM customer")
    assert [("email",), ("phone",)] == rows("SELECT kind FROM handle WHERE kind <> 'source' ORDER BY kind")
    assert [("likes coffee",), ("likes tea",)] == rows("SELECT text FROM interaction WHERE kind='note' ORDER BY text")
    assert oc("show ann@example.com").code == 0


@pytest.mark.parametrize("second", ["", "not,an,export\n1,2,3\n", SQUARE])
def test_a_second_file_that_fails_keeps_the_first_out_too(
    shop: Oc, db: Path, export: str, file: Callable[[str], str], second: str
) -> None:
    before = db.read_bytes()
    answer = shop("import", export, file(second))
    assert "nothing was imported" in answer.complained(1)
    assert before == db.read_bytes()


@pytest.mark.one_till("the store is there before")
def test_a_second_file_that_is_not_there_keeps_the_first_out_too(oc: Oc, db: Path, export: str, till: Path) -> None:
    assert "There is no file" in oc("import", export, str(till / "nowhere.csv")).complained(1)
    assert not db.exists()


def test_several_files_are_one_deed_and_each_is_counted(oc: Oc, rows: Rows) -> None:
    paths = [str(EXPORTS / "square.csv"), str(EXPORTS / "shopify.csv")]
    dry = oc("import", "--dry-run", *paths)
    wet = oc("import", *paths)
    assert (0, 0) == (dry.code, wet.code)
    assert f"{paths[0]}: Square customer export, 10 people in 12 rows, UTF-8\n" in wet.out
    assert f"\n{paths[1]}: Shopify customer export, 5 people in 7 rows, UTF-8\n" in wet.out
    assert 1 == wet.out.count("Next: oc serve NAME; oc undo takes all of it back\n")
    assert numbers(dry.out) == numbers(wet.out)
    assert "  1 person was here already, and given what was missing: Margo Klein (" in wet.out
    assert [(1,)] == rows("SELECT count(*) FROM deed")
    assert 0 == oc("undo").code
    assert [(0,)] == rows("SELECT count(*) FROM customer")


@pytest.mark.usefixtures("hurried")
def test_a_dry_run_keeps_no_till_waiting_and_needs_only_to_read(shop: Oc, db: Path, export: str) -> None:
    wet = shop("import", export)
    shop("undo")
    with locked(db, "IMMEDIATE"):
        dry = shop("import", "--dry-run", export)
    assert numbers(wet.out) == numbers(dry.out)


def test_rows_without_a_number_are_known_again_whatever_was_spent_since(
    oc: Oc, file: Callable[[str], str], rows: Rows
) -> None:
    heading = SQUARE.strip() + ",Lifetime Spend,Transaction Count\n"
    oc("import", file(heading + "Ann,Lee,,,,likes tea,,2026-01-02,10.00,1\n"))
    again = oc("import", file(heading + "Ann,Lee,,,,likes tea,,2026-02-03,25.00,2\n"))
    assert (
        "  nobody is new\n  1 person was here already, and given what was missing: Ann Lee (last visit)\n" in again.out
    )
    assert [("Ann Lee",)] == rows("SELECT name FROM customer")
    assert [("2026-01-02",), ("2026-02-03",)] == rows("SELECT day FROM interaction WHERE kind = 'visit' ORDER BY day")
