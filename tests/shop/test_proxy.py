"""The proxy between a till and its server counts, waits, cuts and swallows as it is told."""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from tests.shop.lines import Cut
from tests.shop.machine import driver
from tests.shop.messages import Messages
from tests.shop.proxy import Proxy, at_commit, at_random
from tests.shop.servers import Server

pytestmark = pytest.mark.long

Doors = Callable[..., Proxy]


@pytest.fixture
def door(server: Server) -> Iterator[Doors]:
    """Put a proxy before the server, at its socket or its port."""
    with ExitStack() as kept:

        def put(way: str = "by_socket", **told: Any) -> Proxy:
            return kept.enter_context(Proxy(getattr(server.cluster, way), **told))

        yield put


@pytest.fixture
def kept(server: Server) -> Iterator[Callable[[], list[int]]]:
    """Make a table of numbers, and say which are in it, past every proxy."""
    with server.admin() as admin:
        admin.execute(f"CREATE TABLE kept (id int); GRANT ALL ON kept TO {server.owner.name}")

        def numbers() -> list[int]:
            admin.execute("SELECT id FROM kept ORDER BY id")
            return [number for (number,) in admin.fetchall()]

        yield numbers


def write(server: Server, through: Proxy, number: int) -> None:
    """Write a number in three round trips, the last of which commits."""
    with closing(server.connect(at=through.address)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1")
            cursor.execute(f"INSERT INTO kept VALUES ({number}); COMMIT")


def test_round_trips_are_counted_apart_from_those_of_connecting(server: Server, door: Doors, kept: Any) -> None:
    plain = door()
    write(server, plain, 1)
    assert (1, 3) == (plain.connections, plain.trips_once_connected)
    write(server, plain, 2)
    assert (2, 6) == (plain.connections, plain.trips_once_connected)
    assert plain.trips > 6
    with closing(server.connect(at=plain.address)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT repeat('a long answer ', 100000)")
    assert (3, 7) == (plain.connections, plain.trips_once_connected)
    assert [1, 2] == kept()


def test_in_tls_all_round_trips_are_counted_and_the_certificate_is_the_servers(
    server: Server, door: Doors, kept: Any
) -> None:
    sealed = door("by_tls")
    server.service(role=server.owner, at=[sealed.address])
    driver().connect(service="shop").close()
    connecting = sealed.trips
    assert connecting > 2
    write(server, sealed, 1)
    assert 3 == sealed.trips - 2 * connecting
    assert 0 == sealed.trips_once_connected


def test_each_round_trip_takes_the_time_that_is_asked_for(server: Server, door: Doors, kept: Any) -> None:
    far = door(delay=0.02)
    begun = time.monotonic()
    write(server, far, 1)
    assert time.monotonic() - begun >= 2 * 0.02 * far.trips


@pytest.mark.parametrize(
    ("cut", "left"), [(Cut.UNSENT, []), (Cut.HALF_SENT, []), (Cut.UNHEARD, [1]), (Cut.HALF_HEARD, [1])]
)
def test_a_commit_is_cut_before_or_after_the_server_has_it(
    server: Server, door: Doors, kept: Any, cut: Cut, left: list[int]
) -> None:
    cutting = door(rule=at_commit(cut))
    with pytest.raises(driver().OperationalError, match="server closed the connection"):
        write(server, cutting, 1)
    assert [cut] == cutting.cuts
    assert left == kept()
    write(server, cutting, 2)
    assert [*left, 2] == kept()


@pytest.mark.long
def test_cuts_at_random_are_the_same_for_the_same_seed_and_come_in_every_kind(
    server: Server, door: Doors, kept: Any
) -> None:
    cutting, heard = door(rule=at_random(0.1, seed=18)), []
    for number in range(150):
        try:
            write(server, cutting, number)
            heard.append(number)
        except driver().OperationalError:
            pass
    assert set(Cut) == set(cutting.cuts)
    assert set(heard) < set(kept())
    assert len(kept()) < 150
    first, again = at_random(0.1, seed=18), at_random(0.1, seed=18)
    assert [first(b"") for _ in range(99)] == [again(b"") for _ in range(99)]


def test_a_proxy_that_swallows_takes_everything_and_answers_nothing(server: Server, door: Doors, kept: Any) -> None:
    deaf = door()
    with closing(server.connect(at=deaf.address)) as connection:
        connection.autocommit = True
        deaf.swallow()
        knocking = server.connect(at=deaf.address, async_=True)
        while driver().extensions.POLL_WRITE == knocking.poll():
            select.select([], [knocking], [])
        assert ([], [], []) == select.select([knocking], [], [], 0.3)
        knocking.close()
        deaf.answer()
        with pytest.raises(driver().OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    write(server, deaf, 1)
    assert [1] == kept()


@pytest.mark.parametrize("way", ["by_socket", "by_tls"])
def test_a_door_that_is_shut_refuses_and_is_found_where_it_was(
    server: Server, door: Doors, kept: Any, way: str
) -> None:
    swinging = door(way)
    with closing(server.connect(at=swinging.address)) as connection:
        swinging.shut()
        with pytest.raises(driver().OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    with pytest.raises(driver().OperationalError, match="Connection refused"):
        server.connect(at=swinging.address)
    swinging.open()
    write(server, swinging, 1)
    assert [1] == kept()


def test_messages_are_told_apart_in_pieces_of_any_size() -> None:
    said = b"\0\0\0\x09\0\3\0\0x" + b"Q\0\0\0\x0bCOMMIT\0" + b"X\0\0\0\4"
    for size in range(1, len(said) + 1):
        messages = Messages(begins=True)
        found = [one for start in range(0, len(said), size) for one in messages.of(said[start : start + size])]
        assert [said[:9], b"Q\0\0\0\x0bCOMMIT\0", b"X\0\0\0\4"] == found
