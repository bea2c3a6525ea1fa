"""Only what brings people or rules in makes a store; everything else says that there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.words import SQUARE, Oc

MAKING = ("add Margo Klein", "news autumn linings --for navy --until 2026-12-01", "setting again 60d")
OTHERS = (
    *("serve margo", "note hello", "note --gesture tea", "note --referral bo", "thank for waiting", "style upset"),
    *("promise a coat --by tomorrow", "done", "undo", "lost margo", "remember birthday 11-26", "edit margo --role x"),
    *("show margo", "history margo", "find margo", "today", "pulse", "news", "style chatty --advice 'Let them talk.'"),
    "style hurried --usually",
)


@pytest.mark.parametrize("command", MAKING)
def test_it_makes_a_store_where_there_is_none(oc: Oc, db: Path, command: str) -> None:
    assert 0 == oc(command).code
    assert db.exists()


def test_an_import_makes_a_store(oc: Oc, db: Path, till: Path) -> None:
    (till / "people.csv").write_text(SQUARE + "Margo,Klein,,,A1,,,\n")
    assert 0 == oc("import", str(till / "people.csv")).code
    assert db.exists()


@pytest.mark.parametrize("command", OTHERS)
def test_a_mistyped_path_is_no_new_shop(oc: Oc, db: Path, command: str) -> None:
    assert f"There is no store at {db}" in oc(command).complained(5)
    assert [] == list(db.parent.glob("shop.db*"))


@pytest.mark.parametrize("command", OTHERS)
def test_before_the_first_customer_the_ways_to_begin_are_said(oc: Oc, till: Path, command: str) -> None:
    said = oc(command, OC_DB="").complained(3)
    assert said.startswith("oc: There are no customers here yet. There are four ways to begin:\n")
    assert all(
        f"\n  {way} " in said for way in ("oc import FILE", "oc add NAME", "oc demo", "oc shop join service=NAME")
    )
    assert [] == list((till / "home").rglob("*.db"))


UNFINISHED = ("note", "note -", "note --pin --need", "promise", "promise coat", "later", "remember", "thank --json")


@pytest.mark.parametrize("command", UNFINISHED)
def test_a_new_shop_is_greeted_before_anything_is_asked_of_what_was_typed(oc: Oc, command: str) -> None:
    assert "There are no customers here yet." in oc(command, OC_DB="").complained(3)


@pytest.mark.parametrize("command", ["serve margo", "show margo", "note --for margo hello", "find margo"])
def test_a_store_without_anybody_is_greeted_too(oc: Oc, command: str) -> None:
    oc("setting again 60d")
    assert "There are no customers here yet." in oc(command).complained(3)


def test_a_deleted_store_is_never_a_new_shop_though_nobody_was_served(oc: Oc, db: Path) -> None:
    oc("add Margo Klein")
    db.unlink()
    for command in ("add Jim", "serve margo", "note hello", "style upset"):
        assert "The store is gone" in oc(command).complained(5)
    assert not db.exists()


@pytest.mark.fault(26)
@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_a_link_and_the_store_are_one(oc: Oc, shop: Oc, db: Path) -> None:
    link = db.with_name("link.db")
    link.symlink_to(db)
    assert 0 == shop("serve klein", OC_DB=str(link)).code
    assert "Noted for Margo Klein" in shop("note zip broke").printed()
    assert not db.with_name("link.db-tills").exists()


@pytest.mark.fault(26)
@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_a_link_that_leads_nowhere_names_where_it_leads(oc: Oc, db: Path) -> None:
    link = db.with_name("link.db")
    link.symlink_to(db.with_name("unplugged.db"))
    assert f"There is no store at {db.with_name('unplugged.db')}" in oc("show klein", OC_DB=str(link)).complained(5)


def test_a_folder_that_nobody_may_look_into_is_no_missing_store(
    shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = os.stat

    def refuse(path: object, **how: object) -> os.stat_result:
        if str(path) == str(db):
            raise PermissionError(13, "Permission denied", str(db))
        return stat(path, **how)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(os, "stat", refuse)
    for command in ("show klein", "add Jim"):
        assert "You may not look into the store's folder" in shop(command).complained(5)
