"""What a server lost that was set back: it stays at the till that has it, until its time or an erasure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shop.founded import ShopOf
from tests.shop.servers import Server, keep, set_back
from tests.shop.tills import Till

pytestmark = pytest.mark.long

ANEW = "oc: The shop's server was set back or moved: everything is fetched anew.\n"
IN_A_MONTH = "2026-12-23T12:00:00+00:00"


@pytest.fixture
def tills(shop_of: ShopOf, server: Server) -> tuple[Till, Till]:
    """Two tills of a shop whose server is set back to before Vera Lang, of whom both have heard."""
    first, second = shop_of("add Margo Klein", "add Jim O’Neil", "note --for klein prefers purple")
    yesterday = f"{server.database}_yesterday"
    keep(server, yesterday)
    second("add Vera Lang").printed_or_said()
    second("note --for vera likes green").printed_or_said()
    first("show vera").printed_or_said()
    set_back(server, yesterday)
    return first, second


def copies(till: Till) -> list[Path]:
    """Return the copies of before at a till."""
    return sorted((till.folder / "backups").glob("shop.db.*.anew*"))


def shows(copy: Path) -> str:
    """Return what is said of a copy of before."""
    return f"oc --db {copy} export shows what is not in the shop any more"


def holding(till: Till, words: str) -> list[str]:
    """Return the files at a till that hold these words."""
    files = [file for file in till.folder.rglob("*") if file.is_file()]
    return [file.name for file in files if words.encode() in file.read_bytes()]


def test_what_the_server_lost_is_kept_at_the_till_which_says_where(tills: tuple[Till, Till]) -> None:
    _, second = tills
    said = second("find vera").complained(3)
    [kept] = copies(second)
    assert f"{ANEW}oc: This till's copy of before is kept: {kept}; {shows(kept)}.\n" in said
    assert "likes green" in second(f"--db {kept} history vera").printed()
    assert "likes green" in second(f"--db {kept} export").out
    assert "Margo Klein" in second("show klein").printed()
    assert [kept] == copies(second)
    assert "What the shop's server lost is kept at this till: oc doctor says where." in second("today").out
    assert shows(kept) in " ".join(second("doctor").out.split())


def test_what_the_server_lost_comes_back_by_an_export_and_an_import(tills: tuple[Till, Till], server: Server) -> None:
    first, second = tills
    second("note --for klein typed away", PGHOST="/nowhere", PGSERVICEFILE="/nowhere").printed_or_said()
    assert "Sent to the shop: 1" in second("find vera").err
    [kept] = copies(second)
    second(f"--db {kept} export -o {second.folder}/before.json").printed_or_said()
    second(f"import {second.folder}/before.json").printed_or_said()
    assert "likes green" in first("show vera").printed_or_said()
    assert 1 == first("history klein").printed_or_said().count("typed away")
    assert first.has() == second.has()


def test_a_server_that_was_moved_with_everything_leaves_no_copy(shop_of: ShopOf, server: Server) -> None:
    first, second = shop_of("add Margo Klein")
    first("note --for klein likes green").printed()
    second("show klein").printed()
    with server.admin() as admin:
        admin.execute("UPDATE shop.marks SET mark = 'moved'; UPDATE shop.shop SET mark = 'moved'")
    said = second("show klein").err
    assert ANEW in said
    assert "kept" not in said
    assert [] == copies(second)
    assert "set back" not in second("doctor").out


def test_a_forget_at_another_till_leaves_no_byte_in_the_copy(tills: tuple[Till, Till]) -> None:
    first, second = tills
    second("find vera").complained(3)
    [kept] = copies(second)
    second(f"--db {kept} history vera").printed()
    assert kept.name in holding(second, "Margo Klein")
    first("forget klein --yes").printed_or_said()
    second("show o’neil").printed_or_said()
    assert [] == holding(second, "Margo Klein") + holding(second, "prefers purple")
    assert "Vera Lang" in second(f"--db {kept} find vera").printed_or_said()


def test_whom_only_the_copy_has_is_forgotten_there(tills: tuple[Till, Till]) -> None:
    _, second = tills
    second("find vera").complained(3)
    [kept] = copies(second)
    second(f"--db {kept} forget vera --yes").printed_or_said()
    assert [] == holding(second, "Vera Lang") + holding(second, "likes green")


def test_who_was_erased_before_the_copy_was_made_is_not_in_it(tills: tuple[Till, Till]) -> None:
    first, second = tills
    first("forget klein --yes").printed_or_said()
    second("find vera").complained(3)
    assert 1 == len(copies(second))
    assert [] == holding(second, "Margo Klein") + holding(second, "prefers purple")


def test_where_no_copy_can_be_kept_nothing_is_replaced(tills: tuple[Till, Till]) -> None:
    _, second = tills
    (second.folder / "backups").write_text("in the way", "utf-8")
    shown = second("history vera")
    assert "likes green" in shown.out
    assert "the shop's server was set back or moved, and no copy was made" in shown.err
    assert ANEW not in shown.err
    second("note --for vera and blue").printed_or_said()
    (second.folder / "backups").unlink()
    assert ANEW in second("find vera").complained(3)
    [kept] = copies(second)
    assert "and blue" in second(f"--db {kept} history vera").printed()


def test_joining_by_hand_keeps_what_the_server_lost_too(tills: tuple[Till, Till]) -> None:
    _, second = tills
    (second.folder / "backups").write_text("in the way", "utf-8")
    assert "No copy was made" in second("shop join service=shop").complained(5)
    (second.folder / "backups").unlink()
    joined = second("shop join service=shop")
    [kept] = copies(second)
    assert shows(kept) in joined.err


def test_joining_anew_after_others_took_something_back_keeps_no_copy(shop_of: ShopOf) -> None:
    first, second = shop_of("add Margo Klein", "note --for klein likes green")
    first("undo").printed_or_said()
    second("shop join service=shop --yes").printed_or_said()
    assert [] == copies(second)


def test_the_copy_goes_in_its_time_and_with_the_till(tills: tuple[Till, Till]) -> None:
    first, second = tills
    for till in tills:
        till("find vera").complained(3)
        assert 1 == len(copies(till))
    assert "lost" not in first("today", OC_NOW=IN_A_MONTH).out
    assert [] == copies(first)
    second("shop leave --yes").printed()
    assert [] == copies(second)


def test_a_name_of_staff_that_was_erased_before_the_copy_was_made_is_not_in_it(shop_of: ShopOf, server: Server) -> None:
    first, second = shop_of("add Margo Klein")
    first("note --for klein likes green", OC_STAFF="Leonie").printed()
    keep(server, f"{server.database}_yesterday")
    second("add Vera Lang").printed_or_said()
    set_back(server, f"{server.database}_yesterday")
    first("forget --staff Leonie --yes").printed_or_said()
    second("find vera").complained(3)
    assert 1 == len(copies(second))
    assert [] == holding(second, "Leonie")
