"""How often a command at a till of a shop asks the server once it is connected: a far one costs them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.shop.founded import ShopOf
from tests.shop.proxy import Proxy
from tests.shop.servers import Server
from tests.shop.tills import NewTill, Till
from tests.words import CAST

FED, WRITTEN = 1, 3
"""What reading takes: what is new; and writing besides: a turn to write, and its end with all that was written."""


@pytest.fixture
def counted(server: Server, shop_of: ShopOf) -> Iterator[tuple[Till, Proxy]]:
    """A till of a shop that has the cast, and the proxy through which it asks."""
    with Proxy(server.cluster.by_socket) as door:
        (till,) = shop_of(*CAST, names=("one",), at=[door.address])
        yield till, door


def test_a_read_is_one_round_trip_and_a_plain_write_three_whatever_it_writes(counted: tuple[Till, Proxy]) -> None:
    till, door = counted
    taken = {
        "show klein": FED,
        "serve klein": WRITTEN,
        "note zip broke again": WRITTEN,
        "thank for her patience": WRITTEN,
        "promise hem --by friday": WRITTEN,
        "style upset": WRITTEN,
        "done": WRITTEN,
        "undo": WRITTEN,
        "find klein": FED,
        "edit klein --role boss": WRITTEN,
    }
    found = {}
    for command in taken:
        before, connections = door.trips_once_connected, door.connections
        till(command).printed_or_said()
        assert connections + 1 == door.connections, command
        found[command] = door.trips_once_connected - before
    assert taken == found


def test_what_another_till_wrote_comes_with_no_round_trip_more(counted: tuple[Till, Proxy], new_till: NewTill) -> None:
    till, door = counted
    other = new_till("two")
    other("shop join service=shop").printed_or_said()
    other("note --for klein asked for silk").printed()
    before = door.trips_once_connected
    assert "asked for silk" in till("show klein").printed()
    other("note --for jim asked for wool").printed()
    till("note --for jim size 42").printed()
    assert FED + WRITTEN == door.trips_once_connected - before
