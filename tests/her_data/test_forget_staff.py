"""forget --staff: a name of the staff gives way to “former staff”, wherever it stands."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.her_data.conftest import Kept
from tests.words import Json, Oc, Rows, older_store

TABLES = ("deed", "interaction", "fact", "telling", "news")
NAME = "Annabella Ruiz-Stone"


@pytest.fixture
def signed_by_her(shop: Oc, monkeypatch: pytest.MonkeyPatch) -> Oc:
    """A shop where Annabella wrote one of everything, and Ben a note."""
    with monkeypatch.context() as here:
        here.setenv("OC_STAFF", NAME)
        for command in (
            "note --for klein zip broke",
            "note --for klein --need navy lining",
            "news Silk thread is back --for lining --until 'in 2 weeks'",
            "told --for klein",
            "note --for klein the hem",
            "mend e3 the hem of it",
            "edit klein --drop lining",
        ):
            assert 0 == shop(command).code, command
    shop("note --for klein --need silk", OC_STAFF="Ben")
    return shop


def test_the_name_stands_nowhere_any_more(signed_by_her: Oc, rows: Rows, kept: Kept) -> None:
    before = {table: rows(f"SELECT count(*) FROM {table} WHERE staff = ?", NAME)[0][0] for table in TABLES}
    assert all(before[table] for table in TABLES if table != "fact")
    assert NAME in str(rows("SELECT before FROM deed WHERE verb = 'edit'"))
    assert 0 == signed_by_her("forget", "--staff", NAME, "--yes").code
    assert b"Annabella" not in kept()
    for table in TABLES:
        assert [(before[table],)] == rows(f"SELECT count(*) FROM {table} WHERE staff = 'former staff'")
    assert '"staff": "former staff"' in str(rows("SELECT before FROM deed WHERE verb = 'edit'"))
    assert "former staff" in signed_by_her("history klein").printed()


def test_what_others_wrote_stays_theirs(signed_by_her: Oc, rows: Rows) -> None:
    signed_by_her("forget", "--staff", NAME, "--yes")
    assert [("Ben",)] == rows("SELECT staff FROM fact")


def test_the_edit_can_still_be_taken_back_by_the_till_that_wrote_it(signed_by_her: Oc, rows: Rows) -> None:
    signed_by_her("undo")  # Ben's
    signed_by_her("forget", "--staff", NAME, "--yes", OC_TILL="two")
    assert "Took back" in signed_by_her("undo").out
    assert [("navy lining", "former staff")] == rows("SELECT text, staff FROM fact")


def test_the_receipt_counts_and_has_no_name_and_no_key(signed_by_her: Oc, db: Path, as_json: Json, rows: Rows) -> None:
    said = signed_by_her("forget", "--staff", NAME, "--yes", "--json", OC_STAFF=NAME).printed()
    receipt = as_json(said)["receipt"]
    assert (None, "2026-11-21", True) == (receipt["key"], receipt["day"], receipt["finished"])
    assert {"deed", "interaction", "telling", "news"} == set(receipt["rows"])
    assert "Annabella" not in said
    assert not db.with_name("shop.db-erased").exists()
    assert [] == rows("SELECT * FROM erasure")
    assert [("former staff",)] == rows("SELECT staff FROM deed WHERE verb = 'forget'")
    assert "“former staff” stands in 2 places now." in signed_by_her("forget --staff Ben --yes").out


def test_it_asks_and_is_never_a_guess(signed_by_her: Oc, db: Path) -> None:
    signed_by_her("note --for jim x", OC_STAFF="ben")
    before = db.read_bytes()
    assert "“former staff” would stand in place of Ben" in signed_by_her("forget --staff Ben").complained(1)
    assert "“BEN” may be Ben or ben." in signed_by_her("forget --staff BEN --yes").complained(4)
    assert "Nobody of the staff is called Zed." in signed_by_her("forget --staff Zed --yes").complained(3)
    assert "--staff needs a name" in signed_by_her("forget", "--staff", " ", "--yes").complained(1)
    answer = signed_by_her("forget --staff Ben", at_terminal=True, stdin="\n")
    assert (1, 1) == (answer.code, answer.err.count("y/N:"))
    assert before == db.read_bytes()
    assert 0 == signed_by_her("forget --staff annabella-ruiz-stone --yes").code


def test_in_copies_the_name_goes_too(signed_by_her: Oc, db: Path, kept: Kept) -> None:
    copy = db.with_name("shop.db.schema-7.1")
    older_store(db, 7, "deed", "customer", "interaction", "fact").rename(copy)
    with closing(sqlite3.connect(copy)) as made:
        made.execute(f"PRAGMA application_id = {0x6F633143}")
    assert NAME.encode() in copy.read_bytes()
    signed_by_her("forget", "--staff", NAME, "--yes")
    assert b"Annabella" not in kept()


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
def test_cut_short_it_is_finished_without_a_key(
    signed_by_her: Oc, db: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as here:
        here.setattr("onecustomer.store.erasure.finish.finish", killed)
        assert 130 == signed_by_her("forget", "--staff", NAME, "--yes").code
    assert "Finished an erasure" in signed_by_her("note --for jim hello").err
    assert b"Annabella" not in kept()
    assert not db.with_name("shop.db-erased").exists()
