"""A server that was set back, a disk that was copied, two versions in one shop: nobody writes over anybody's work."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace

import pytest

from tests.shop.founded import ShopOf
from tests.shop.servers import Server, keep, set_back
from tests.shop.tills import NewTill, Till

pytestmark = pytest.mark.long

ANEW = "oc: The shop's server was set back or moved: everything is fetched anew.\n"


@pytest.fixture
def tills(shop_of: ShopOf) -> tuple[Till, Till]:
    """Two tills of a shop that has Margo and Jim."""
    first, second = shop_of("add Margo Klein", "add Jim O’Neil")
    return first, second


def away(till: Till, server: Server) -> dict[str, str]:
    """Return the variables with which a till finds no server."""
    place = till.folder / "away"
    words = server.service(role=server.owner, place=place, host="/nowhere")
    return {name: value for name, value in words.items() if name.startswith("PG")}


@pytest.mark.fault(36)
def test_a_server_that_is_set_back_is_fetched_anew_and_what_waited_is_sent(
    tills: tuple[Till, Till], server: Server
) -> None:
    first, second = tills
    yesterday = f"{server.database}_yesterday"
    keep(server, yesterday)
    first("note --for klein of today").printed()
    first("add Zoë").printed_or_said()
    assert "of today" in second("show klein").printed()
    second("note --for o’neil typed away", **away(second, server)).printed_or_said()
    set_back(server, yesterday)
    said = second("show klein")
    assert ANEW in said.err
    assert "Sent to the shop: 1" in said.err
    assert "of today" not in said.out
    assert "typed away" in first("show o’neil").printed_or_said()
    first("note --for klein after all that").printed()
    assert "after all that" in second("show klein").printed()
    assert first.has() == second.has()


def test_numbers_that_a_lost_server_gave_are_given_again_and_nobody_is_mixed_up(
    tills: tuple[Till, Till], server: Server
) -> None:
    first, second = tills
    yesterday = f"{server.database}_yesterday"
    keep(server, yesterday)
    first("add Zoë").printed_or_said()
    second("find zoë").printed_or_said()
    set_back(server, yesterday)
    first("add Alecia Ruiz").printed_or_said()
    assert "Alecia Ruiz (c3)" in first("find alecia").printed_or_said() or first.rows(
        "SELECT 1 FROM customer WHERE id = 3"
    )
    second("note --for alecia likes blue").printed_or_said()
    assert [("Alecia Ruiz",)] == second.rows("SELECT name FROM customer WHERE id = 3")
    assert "likes blue" in first("show alecia").printed_or_said()
    assert first.has() == second.has()


def test_a_server_that_has_another_shop_of_the_name_is_not_taken_for_ours(
    tills: tuple[Till, Till], server: Server, new_till: NewTill
) -> None:
    first, _ = tills
    other = f"{server.database}_other"
    keep(server, other, of="template0")
    try:
        third = new_till("three", dbname=other)
        third("add Alecia Ruiz").printed_or_said()
        third("shop start service=shop").printed_or_said()
        before = first.has()
        server.service(role=server.owner, place=first.folder, dbname=other)
        ran = first("show klein")
        assert "Margo Klein" in ran.out
        assert "the server has another shop of this name" in ran.err
        refused = first("shop join service=shop").complained(1)
        assert "The server has another shop of this name, and nothing was fetched.\n" in refused
        assert "oc shop leave, then oc shop join" in refused
        assert before == first.has()
        assert [("1",)] == [(str(one),) for (one,) in third.rows("SELECT number FROM shop")]
    finally:
        with server.cluster.admin() as admin:
            admin.execute(f"DROP DATABASE {other} WITH (FORCE)")


@pytest.mark.fault(37)
def test_of_two_disks_alike_the_second_that_writes_is_refused_until_it_joins(tills: tuple[Till, Till]) -> None:
    first, second = tills
    folder = second.folder.parent / "copied"
    shutil.copytree(second.folder, folder)
    copied = replace(second, folder=folder, env={**second.env, "OC_DB": str(folder / "shop.db"), "OC_TILL": "three"})
    second("note --for klein at the first of them").printed()
    refused = copied("note --for klein at the other").complained(5)
    assert "this till's store was copied or set back" in refused
    assert "oc shop join service=shop" in refused
    assert "at the first of them" in copied("show klein").out
    assert "at the other" not in first("show klein").printed()
    assert "this is till 3." in copied("shop join service=shop").printed_or_said()
    assert [1, 2, 3] == [one["number"] for one in first.shop()["tills"]], "the other disk goes on as till 2"
    copied("note --for klein at the other").printed()
    second("note --for klein at the first again").printed()
    assert "at the other" in second("show klein").printed()
    first("show klein").printed()
    copied("show klein").printed()
    assert first.has() == second.has() == copied.has()


def test_joining_anew_keeps_what_waits(tills: tuple[Till, Till], server: Server) -> None:
    first, second = tills
    second("note --for klein typed away", **away(second, server)).printed_or_said()
    second("shop join service=shop --yes").printed_or_said()
    assert 1 == first("show klein").printed_or_said().count("typed away")
    assert first.has() == second.has()


def test_a_till_that_is_in_is_made_no_second_one(tills: tuple[Till, Till]) -> None:
    first, second = tills
    second("note --for klein likes tea").printed()
    before = second.has()
    refused = second("shop join service=shop").complained(1)
    assert "This till is in the shop “shop” already.\n" in refused
    assert "oc shop send fetches all; or oc shop join service=shop --yes makes" in refused
    assert "likes tea" in second("undo").printed(), "undo is this till's still"
    second.change("UPDATE customer SET name = 'Somebody' WHERE id = 1")
    assert "oc shop join service=shop --yes fetches the copy anew" in " ".join(second("doctor --deep").out.split())
    assert "this is till 3." in second("shop join service=shop --yes").printed_or_said()
    assert [1, 3] == [one["number"] for one in first.shop()["tills"]]
    second("note --for klein likes coffee").printed()
    first("show klein").printed()
    assert before != first.has() == second.has()


def test_a_copy_that_is_lost_is_fetched_again_and_what_waited_is_sent(tills: tuple[Till, Till], server: Server) -> None:
    first, second = tills
    second("note --for klein typed away", **away(second, server)).printed_or_said()
    second.db.unlink()
    joined = second("shop join service=shop")
    assert (0, "oc: Made this till's copy of the shop: ") == (joined.code, joined.err[:39])
    assert [1, 3] == [one["number"] for one in first.shop()["tills"]]
    second("show klein").printed_or_said()
    assert 1 == first("show klein").printed_or_said().count("typed away")
    assert first.has() == second.has()


@pytest.mark.fault(38)
@pytest.mark.parametrize(("more", "next_step"), [(1, "install the newer onecustomer"), (-1, "oc shop upgrade")])
def test_a_till_of_another_version_reads_and_does_not_write(
    tills: tuple[Till, Till], server: Server, more: int, next_step: str
) -> None:
    _, second = tills
    with server.admin() as admin:
        admin.execute(f"UPDATE shop.shop SET schema = schema + {more}")
    before = second.has()
    assert "Margo Klein" in second("show klein").out
    refused = second("add Zoë").complained(6)
    assert "The shop's server has schema" in refused
    assert next_step in refused
    assert before == second.has()


def test_the_owner_brings_the_server_up_to_date_and_nobody_else(
    tills: tuple[Till, Till], server: Server, new_till: NewTill
) -> None:
    first, second = tills
    with server.admin() as admin:
        admin.execute("UPDATE shop.shop SET schema = schema - 1")
        admin.execute(f"GRANT shop_till TO {server.tills[0].name}")
    third = new_till("three", server.tills[0])
    refused = third("shop upgrade service=shop").complained(1)
    assert f"Only the shop's owner may upgrade it; this till logs in as {server.tills[0].name}.\n" in refused
    assert "at the owner's till: oc shop upgrade" in refused
    assert "The shop has schema" in first("shop upgrade").printed_or_said()
    second("note --for klein after the upgrade").printed_or_said()
    assert "after the upgrade" in first("show klein").printed_or_said()
    assert "already." in first("shop upgrade service=shop").printed_or_said()
    with server.admin() as admin:
        admin.execute("UPDATE shop.shop SET schema = schema + 1")
    assert "install the newer onecustomer" in first("shop upgrade service=shop").complained(6)


def test_leaving_leaves_nothing_of_a_customer_on_the_till(tills: tuple[Till, Till], server: Server) -> None:
    first, second = tills
    second("serve klein").printed_or_said()
    second("note --for klein typed away", **away(second, server)).printed_or_said()
    second("shop send").printed_or_said()
    shutil.rmtree(second.folder / "away")
    assert "has left the shop “shop”" in second("shop leave --yes").printed()
    assert [] == [name for name in os.listdir(second.folder) if name.startswith("shop.db")]
    assert "There is no store at" in second("show klein").complained(5)
    assert [1] == [one["number"] for one in first.shop()["tills"]]
    assert "this is till 3." in second("shop join service=shop").printed_or_said()


def test_the_first_till_leaves_with_its_older_copies(tills: tuple[Till, Till]) -> None:
    first, second = tills
    (first.folder / "backups").mkdir()
    shutil.copy(first.db, first.folder / "backups" / "shop.db.2026-11-20.daily")
    first("shop leave --yes").printed()
    assert [] == list(first.folder.rglob("shop.db*"))
    assert "Margo Klein" in second("show klein").printed_or_said()
