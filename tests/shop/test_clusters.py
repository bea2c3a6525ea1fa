"""The servers that the tests of many tills stand on do what those tests believe of them."""

from __future__ import annotations

import os
import select
import socket
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.shop.clusters import Cluster, Given
from tests.shop.conftest import NewCluster, NewServer
from tests.shop.machine import MUST, driver, missing
from tests.shop.servers import Server, lent

pytestmark = pytest.mark.long


def asked(connection: Any, sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def by_service(**words: str) -> Any:
    return closing(driver().connect(service="shop", **words))


def test_a_till_logs_in_by_its_service_through_a_certificate_that_is_checked(server: Server, till: Path) -> None:
    server.service("shop", server.tills[1], at=[server.cluster.by_tls])
    with by_service() as connection:
        assert server.tills[1].name == asked(connection, "SELECT current_user")
        assert asked(connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    with pytest.raises(driver().OperationalError, match="does not match host name"):
        driver().connect(service="shop", host="127.0.0.1", password=server.tills[1].password)
    assert 0o600 == stat.S_IMODE((till / "home" / ".pgpass").stat().st_mode)
    assert server.tills[1].password not in (till / "home" / ".pg_service.conf").read_text()


def test_two_tills_have_a_service_of_one_name_each_in_its_own_place(server: Server, till: Path) -> None:
    here = server.service()
    there = server.service("shop", server.tills[1], place=till / "another")
    assert {"PGSERVICEFILE", "PGPASSFILE"} == here.keys() == there.keys()
    asking = "import psycopg2; print(psycopg2.connect('service=shop').info.user)"
    for env, role in ((here, server.tills[0]), (there, server.tills[1])):
        ran = subprocess.run(
            [sys.executable, "-c", asking], env={**os.environ, **env}, capture_output=True, text=True, check=True
        )
        assert role.name == ran.stdout.strip()


def test_a_wrong_password_is_refused_at_the_socket_and_at_the_port(server: Server) -> None:
    at = [server.cluster.address]
    if isinstance(server.cluster, Cluster):
        at.append(server.cluster.by_tls)
    for address in at:
        server.service(at=[address])
        with pytest.raises(driver().OperationalError, match="password authentication failed"):
            driver().connect(service="shop", password="a wrong one")


def test_nothing_of_a_shop_is_left_on_the_server(cluster: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    with lent(cluster, monkeypatch.setenv) as server, closing(server.connect()) as owner:
        asked(owner, "CREATE ROLE of_the_shop; SELECT 1")
        owner.commit()
    with cluster.admin() as admin:
        admin.execute("SELECT count(*) FROM pg_database WHERE datname = %s", (server.database,))
        assert (0,) == admin.fetchone()
        admin.execute("SELECT rolname FROM pg_roles WHERE rolname IN %s", (("of_the_shop", server.owner.name),))
        assert [] == admin.fetchall()


@pytest.mark.long
def test_a_server_that_is_given_serves_as_one_of_our_own(new_cluster: NewCluster, till: Path) -> None:
    given = Given(new_cluster().words)
    with lent(given, lambda name, value: None) as server, closing(server.connect(server.tills[0])) as connection:
        assert server.database == asked(connection, "SELECT current_database()")


def test_the_log_says_what_failed_and_nothing_of_the_row(server: Server) -> None:
    with closing(server.connect()) as owner:
        asked(owner, "CREATE TABLE people (name text UNIQUE); INSERT INTO people VALUES ('Klein') RETURNING 1")
        with pytest.raises(driver().errors.UniqueViolation, match="Klein"):
            asked(owner, "INSERT INTO people SELECT name FROM people RETURNING 1")
    logged = server.cluster.logged()
    assert "duplicate key value violates unique constraint" in logged
    assert "Klein" not in logged


@pytest.mark.long
def test_a_standby_follows_and_is_promoted_when_the_first_is_lost(
    new_cluster: NewCluster, new_server: NewServer
) -> None:
    first = new_cluster()
    second = new_cluster(first, "second")
    server = new_server(first)
    first.configure(synchronous_standby_names="ANY 1 (second)")
    with closing(server.connect()) as owner:
        asked(owner, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1) RETURNING 1")
        owner.commit()
    first.waits_for(second)
    with first.admin() as admin:
        admin.execute("SELECT sync_state FROM pg_stat_replication")
        assert ("quorum",) == admin.fetchone()
    server.service(role=server.owner, at=[first.by_tls, second.by_tls], target_session_attrs="read-write")
    with by_service() as connection:
        assert first.port == asked(connection, "SELECT inet_server_port()")
    first.stop("immediate")
    with pytest.raises(driver().OperationalError, match="session is read-only"):
        driver().connect(service="shop")
    second.promote()
    with by_service() as connection:
        assert second.port == asked(connection, "SELECT inet_server_port()")
        assert 2 == asked(connection, "INSERT INTO kept SELECT id + 1 FROM kept RETURNING id")


@pytest.mark.long
def test_what_was_committed_is_there_after_a_server_that_lost_its_power(
    new_cluster: NewCluster, new_server: NewServer
) -> None:
    cluster = new_cluster()
    server = new_server(cluster)
    with closing(server.connect()) as owner:
        asked(owner, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1) RETURNING 1")
        owner.commit()
        cluster.stop("immediate")
    with pytest.raises(driver().OperationalError):
        server.connect()
    cluster.start()
    with closing(server.connect()) as owner:
        assert 1 == asked(owner, "SELECT count(*) FROM kept")


@pytest.mark.long
def test_a_frozen_server_takes_a_knock_and_answers_once_it_is_thawed(
    new_cluster: NewCluster, new_server: NewServer
) -> None:
    cluster = new_cluster()
    server = new_server(cluster)
    with closing(server.connect()) as before:
        cluster.freeze()
        with closing(socket.socket(socket.AF_UNIX)) as knocking:
            knocking.connect(f"{cluster.folder}/.s.PGSQL.{cluster.port}")
        asking = driver().connect(dbname=server.database, host=str(cluster.folder), port=cluster.port,
                                  user=server.owner.name, password=server.owner.password, async_=True)  # fmt: skip
        with closing(asking):
            while (wanted := asking.poll()) == driver().extensions.POLL_WRITE:
                select.select([], [asking], [])
            assert driver().extensions.POLL_READ == wanted
            assert ([], [], []) == select.select([asking], [], [], 0.3)
            cluster.thaw()
            assert ([asking], [], []) == select.select([asking], [], [], 30)
        assert 1 == asked(before, "SELECT 1")


def test_the_guard_lets_through_no_more_than_the_servers_of_the_tests(server: Server) -> None:
    if not isinstance(server.cluster, Cluster):
        pytest.skip("the server that is given is somewhere else")
    port = server.cluster.port
    for address in ("127.0.0.1", "localhost"):
        socket.create_connection((address, port), timeout=30).close()
    with pytest.raises(RuntimeError, match="no test"):
        socket.create_connection(("127.0.0.1", port + 1))
    with pytest.raises(RuntimeError, match="no test"):
        socket.getaddrinfo("example.com", port)
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nowhere.invalid", port)


@pytest.mark.parametrize(("must", "outcome"), [("1", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_without_a_postgresql_the_gate_fails_and_others_are_told_what_is_left_out(
    monkeypatch: pytest.MonkeyPatch, must: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv(MUST, must)
    with pytest.raises(outcome, match="no PostgreSQL"):
        missing("no PostgreSQL")
