"""Who was erased and is on a server that was set back to before: no till has them again in silence."""

from __future__ import annotations

import pytest

from tests.shop.founded import ShopOf
from tests.shop.servers import Server
from tests.shop.tills import forget_hosts

pytestmark = pytest.mark.long


def test_who_was_erased_since_does_not_come_back_in_silence_with_a_server_that_was_set_back(
    shop_of: ShopOf, server: Server
) -> None:
    first, second = shop_of("add Margo Klein", "add Jim O’Neil")
    yesterday = f"{server.database}_yesterday"
    with server.cluster.admin() as admin:
        admin.execute(f"CREATE DATABASE {yesterday} TEMPLATE {server.database} OWNER {server.owner.name}")
    first("forget klein --yes").printed_or_said()
    assert 3 == second("show klein").code
    with server.cluster.admin() as admin:
        admin.execute(f"DROP DATABASE {server.database} WITH (FORCE)")
        admin.execute(f"ALTER DATABASE {yesterday} RENAME TO {server.database}")
    for till in (first, second):
        forget_hosts(till)
        ran = till("show klein")
        assert 3 == ran.code or "Erased before" in ran.err
