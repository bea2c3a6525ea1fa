"""What a till of a shop is told to do can be done there."""

from __future__ import annotations

from tests.shop.founded import ShopOf
from tests.shop.servers import Server
from tests.shop.tills import NewTill


def test_an_empty_shop_is_not_begun_at_a_till(new_till: NewTill, server: Server) -> None:
    first, second = new_till("one"), new_till("two")
    first("shop start service=shop").printed_or_said()
    second("shop join service=shop").printed_or_said()
    for command in ("serve klein", "find klein"):
        said = second(command).complained(3)
        assert "The shop “shop” has no customers yet." in said
        assert "oc add NAME" in said
        assert "oc shop join" not in said
        assert "oc demo" not in said


def test_a_till_whose_password_is_wrong_is_not_told_to_wait(shop_of: ShopOf) -> None:
    (first,) = shop_of("add Margo Klein", names=("one",))
    (first.folder / ".pgpass").write_text("*:*:*:*:wrong\n")
    first("note --for klein likes tea").printed_or_said()
    doctor = " ".join(first("doctor").out.split())
    assert "refuses this till's password. Write the right one into" in doctor
    assert "once the server answers" not in doctor


def test_the_columns_of_the_tills_stay_straight_where_numbers_jump(shop_of: ShopOf, server: Server) -> None:
    first, _ = shop_of("add Margo Klein")
    with server.admin() as admin:
        admin.execute("UPDATE shop.till SET number = 34 WHERE number = 2")
    shown = first("shop").printed()
    assert "\nTill      1  one (this one)," in shown
    assert "\nTill     34  two," in shown
