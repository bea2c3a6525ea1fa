"""A till whose clock is not the server's."""

from __future__ import annotations

import pytest

from tests.shop.founded import ShopOf
from tests.shop.servers import Server
from tests.words import CAST

HOUR, DAY = 3_600, 86_400


def set_the_clock(server: Server, later: int) -> None:
    """Let the server's clock be so many seconds later than it is."""
    with server.admin() as admin:
        admin.execute(
            "CREATE OR REPLACE FUNCTION shop.clock() RETURNS bigint LANGUAGE sql"
            f" AS 'SELECT extract(epoch FROM clock_timestamp())::bigint + {later}'"
        )


@pytest.mark.parametrize(
    ("later", "wrong"),
    [
        (-2 * DAY, "2 days ahead"),
        (DAY + HOUR, "1 day behind"),
        (3 * HOUR, "3 hours behind"),
        (-45 * 60, "45 minutes ahead"),
    ],
)
def test_a_till_whose_clock_is_wrong_says_so_where_it_writes(
    shop_of: ShopOf, server: Server, later: int, wrong: str
) -> None:
    first, _ = shop_of(*CAST)
    set_the_clock(server, later)
    said = f"This till's clock is {wrong} of the shop's server"
    assert said in first("note --for klein zip broke").err
    assert said not in first("show klein").err
    assert f"Clock    {wrong} of the server's" in first("shop").out
    assert abs(first.shop()["clock_ahead"] + later) < 60


def test_a_clock_that_is_a_few_minutes_off_is_right_enough(shop_of: ShopOf, server: Server) -> None:
    first, _ = shop_of(*CAST)
    set_the_clock(server, 10 * 60)
    assert "clock" not in first("note --for klein zip broke").err
    assert "Clock" not in first("shop").out
    assert 0 == first.shop()["clock_ahead"]
