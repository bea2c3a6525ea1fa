"""The server's log has no name of a customer, whatever becomes of a write.

A statement that fails stands in the log whole, with all that a till writes in it; so what a till writes does not fail.
"""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Thread
from typing import Any

import pytest

from onecustomer.store.counter.append import new_key
from tests.shop.asked import EVERYTHING, Asked, customer, deed, gone, install, person, rows, two_tills
from tests.shop.clusters import Cluster
from tests.shop.conftest import NewCluster, NewServer
from tests.shop.machine import driver
from tests.shop.servers import Server

NAME = "Margo Klein-Zeisig"


@pytest.fixture
def place(new_cluster: NewCluster, new_server: NewServer) -> Server:
    """A shop on a server that logs as PostgreSQL does where nobody says anything else."""
    cluster = new_cluster()
    cluster.configure(log_error_verbosity="default", log_min_error_statement="error")
    server = new_server(cluster)
    install(server)
    return server


@pytest.fixture
def tills(place: Server) -> Iterator[tuple[Asked, Asked]]:
    with two_tills(place) as both:
        yield both


def many(first: int, last: int) -> dict[str, Any]:
    """Return rows of many customers, all of one name."""
    numbers = range(first, last)
    return rows(deed=[deed(one) for one in numbers], customer=[customer(one, NAME) for one in numbers])


def test_what_the_server_refuses_is_in_no_log(place: Server, tills: tuple[Asked, Asked]) -> None:
    first, _ = tills
    assert "" == first.write(person(1, NAME, key="k" * 32) | {"style": {"rows": [{"name": NAME, "advice": ""}]}})
    wrong: tuple[Any, ...] = (
        rows(deed=[deed(2)], customer=[customer(2, NAME, key="k" * 32)]),
        rows(customer=[customer(2, NAME)]),
        rows(deed=[deed(2, day=NAME)]),
        rows(deed=[deed(2, session=NAME)]),
        rows(style=[{"name": NAME, "advice": None}]),
        rows(deed=[deed(2)], customer=[customer(2, f"{NAME}\0")]),
        {NAME: {"rows": []}},
        f'{{"customer": {{"rows": ["{NAME}',
        gone(deed=["1", NAME]),
        {"given": {"customer": NAME}},
    )
    for one in wrong:
        assert "" != first.write(one), one
    first.turn()
    assert "OC008 customer 23505" == first.hand_over(wrong[0])
    first.connection.rollback()
    assert "" != first.keep(person(3, NAME)), "there is no turn"
    first.secret = "another"
    assert "OC007" == first.write(person(3, NAME))[:5]
    assert NAME not in place.cluster.logged()


@contextmanager
def held(place: Server) -> Iterator[Any]:
    """Hold the customers back, so that a write stands still in the middle; lend who holds them."""
    with closing(place.connect()) as owner, owner.cursor() as cursor:
        cursor.execute("LOCK TABLE shop.customer IN SHARE MODE")
        yield cursor
        owner.rollback()


def backend(till: Asked) -> int:
    """Return the process of the server that serves a till."""
    return int(till.connection.info.backend_pid)


def ended(place: Server, how: str, till: Asked) -> None:
    """End what a till asks, once it stands still."""
    with place.admin() as asked:
        standing = f"SELECT 1 FROM pg_stat_activity WHERE pid = {backend(till)} AND wait_event_type = 'Lock'"
        while True:
            asked.execute(standing)
            if asked.fetchone():
                break
        asked.execute(f"SELECT {how}({backend(till)})")


@pytest.mark.long
@pytest.mark.parametrize(("limit", "code"), [("statement_timeout", "57014"), ("lock_timeout", "55P03"), ("", "57014")])
def test_a_write_that_is_stopped_is_in_no_log_and_nothing_of_it_stays(
    place: Server, tills: tuple[Asked, Asked], limit: str, code: str
) -> None:
    first, second = tills
    first.turn()
    first.ask(f"SET LOCAL {limit} = '300ms'" if limit else "SELECT 1")
    with held(place):
        stopping = Thread(target=ended, args=(place, "pg_cancel_backend", first)) if not limit else None
        if stopping:
            stopping.start()
        assert code == first.keep(person(1, NAME))
        if stopping:
            stopping.join()
    assert (None, 0) == (second.feed()["rows"], second.feed()["seq"])
    assert [] == second.page("customer")
    assert "" == first.write(person(1, NAME))
    assert NAME not in place.cluster.logged()


@pytest.mark.long
def test_a_connection_that_the_server_ends_in_a_write_is_in_no_log_that_is_set_as_it_should_be(place: Server) -> None:
    assert isinstance(place.cluster, Cluster)
    place.cluster.configure(log_min_error_statement="panic")
    with two_tills(place) as (first, second):
        while "panic" != first.ask("SHOW log_min_error_statement")[0][0]:
            first.connection.commit()
        first.turn()
        with held(place), pytest.raises(driver().Error):
            stopping = Thread(target=ended, args=(place, "pg_terminate_backend", first))
            stopping.start()
            first.keep(person(1, NAME))
        stopping.join()
        assert (None, 0) == (second.feed()["rows"], second.feed()["seq"])
    assert "terminating connection due to administrator command" in place.cluster.logged()
    assert NAME not in place.cluster.logged()


@pytest.mark.long
def test_who_waits_too_long_is_in_no_log(place: Server, tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    second.hand_over(person(1, NAME))
    second.connection.rollback()
    first.turn()
    with pytest.raises(driver().Error) as raised:
        limit = "SELECT set_config('lock_timeout', '15s', true)"
        second.ask(f"{limit}; SET LOCAL statement_timeout = 100")
        second.turn()
    assert "57014" == raised.value.pgcode
    second.connection.rollback()
    first.connection.rollback()
    logged = place.cluster.logged()
    assert "canceling statement" in logged
    assert NAME not in logged


def cut(connection: Any) -> None:
    """End a connection as a line that is cut: the server hears nothing more, and what it says goes nowhere."""
    with closing(socket.socket(fileno=connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)
        line.detach()


@pytest.mark.long
def test_a_line_that_is_cut_is_in_no_log_and_nothing_of_its_turn_stays(
    place: Server, tills: tuple[Asked, Asked]
) -> None:
    first, second = tills
    for is_written in (False, True):
        with closing(place.connect()) as line:
            third = Asked(line)
            third.turn()
            if is_written:
                third.hand_over(person(5_000, NAME))
            cut(line)
            with suppress(driver().Error):
                third.hand_over(person(6_000, NAME), then="; COMMIT")
    assert "" == first.write(person(1, NAME))
    assert [1] == [one["id"] for one in second.page("customer")]
    logged = place.cluster.logged()
    assert "unexpected EOF" in logged
    assert NAME not in logged


@pytest.mark.long
def test_a_line_that_is_cut_while_the_feed_comes_is_in_no_log(place: Server, tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    start = first.feed()
    assert "" == second.write(many(1, 20_000))
    asking = f"SELECT * FROM shop.feed({first.number}, {start['seq']}, '{start['mark']}', {EVERYTHING})"
    with closing(place.connect(async_=True)) as line:
        while (state := line.poll()) != driver().extensions.POLL_OK:
            ready = ([line.fileno()], []) if state == driver().extensions.POLL_READ else ([], [line.fileno()])
            select.select(*ready, [], 60)
        line.cursor().execute(asking)
        select.select([line.fileno()], [], [], 60)
        cut(line)
    while (
        "could not send data" not in place.cluster.logged()
        and "connection to client lost" not in place.cluster.logged()
    ):
        time.sleep(0.05)
    assert NAME not in place.cluster.logged()


@pytest.mark.long
def test_a_till_that_stands_still_in_its_turn_is_sent_away(place: Server, tills: tuple[Asked, Asked]) -> None:
    first, second = tills
    first.turn()
    first.hand_over(person(1, NAME))
    began = time.monotonic()
    assert "" == second.write(person(2, "Jim")), "it waits until the other is sent away"
    assert time.monotonic() - began < 15
    with pytest.raises(driver().OperationalError):
        first.keep(person(3, NAME))
    assert [2] == [one["id"] for one in second.page("customer")]
    logged = place.cluster.logged()
    assert "idle-in-transaction timeout" in logged
    assert NAME not in logged
    assert new_key() not in logged
