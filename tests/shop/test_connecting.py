"""A server is reached within a deadline, or a clause says why not, without a password in it."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from onecustomer.store.shop.link import address, hosts, reasons
from onecustomer.store.shop.link.away import ServerFault, Unreachable
from onecustomer.store.shop.link.connecting import Connection, connect
from tests.guard.sitecustomize import reaching
from tests.shop.certificates import AUTHORITY, certify
from tests.shop.clusters import Cluster
from tests.shop.conftest import NewCluster, NewServer
from tests.shop.machine import as_owner, binary, driver, plain
from tests.shop.servers import Role, Server

pytestmark = pytest.mark.long

LONG = 10.0  # seconds that no test needs


def connected(db: Path, within: float = LONG) -> closing[Connection]:
    return closing(connect(address.read("service=shop"), str(db), within))


def away(db: Path, within: float = LONG) -> Unreachable:
    with pytest.raises(Unreachable) as error:
        connect(address.read("service=shop"), str(db), within)
    return error.value


@contextmanager
def swallowing() -> Iterator[int]:
    """Lend a port that lets everybody in and never says a word."""
    with reaching("127.0.0.1:0"), socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def left_out(db: Path) -> list[str]:
    return [one.name for one in hosts.read(str(db)).out]


def test_a_till_is_connected_by_tls_and_the_host_is_known_from_then_on(server: Server, db: Path) -> None:
    server.service(at=[server.cluster.by_tls])
    with connected(db) as connection:
        assert [(server.tills[0].name, "onecustomer", True)] == connection.ask(
            "SELECT current_user::text, current_setting('application_name'), ssl FROM pg_stat_ssl"
            " WHERE pid = pg_backend_pid()"
        )
    good = hosts.read(str(db)).good
    assert good and ("localhost", True) == (good.name, good.addr in ("127.0.0.1", "::1"))


def test_who_is_known_is_asked_without_a_name_server_and_nothing_is_written(server: Server, db: Path) -> None:
    server.service(at=[server.cluster.by_tls])
    connected(db).thing.close()
    before = Path(f"{db}-hosts").stat()
    asking = (
        "import sys\n"
        "sys.addaudithook(lambda event, given: print(event) if event == 'socket.getaddrinfo' else None)\n"
        "from onecustomer.store.shop.link import address, connecting\n"
        f"print(connecting.connect(address.read('service=shop'), {str(db)!r}, 10.0).ask('SELECT 1'))\n"
    )
    done = subprocess.run([sys.executable, "-c", asking], capture_output=True, text=True, timeout=60, check=False)
    assert ("[(1,)]\n", "") == (done.stdout, done.stderr)
    after = Path(f"{db}-hosts").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_values_and_several_statements_go_as_one_text(server: Server, db: Path) -> None:
    server.service()
    with connected(db) as connection:
        values = ["a 'b' \\ %s ä 😀", None, 3, [1, 2], ["a", "ü'"], True]
        assert [tuple(values)] == connection.ask(
            "SELECT %s::text, %s::text, %s::int, %s::bigint[], %s::text[], %s::boolean", values
        )
        assert [] == connection.ask("BEGIN; SELECT 1; COMMIT")
        assert [("%",)] == connection.ask("SELECT '%'::text")
        assert [] == connection.ask("SELECT 1 WHERE false")


def wrong_password(server: Server) -> None:
    server.service(role=Role(server.tills[0].name, "s3same"))


def no_password(server: Server) -> None:
    server.service()
    (Path(os.environ["HOME"]) / ".pgpass").write_text("")


def revoked(server: Server) -> None:
    server.service()
    with server.admin() as asked:
        asked.execute(f"ALTER ROLE {server.tills[0].name} NOLOGIN")


def no_room(server: Server) -> None:
    server.service()
    with server.admin() as asked:
        asked.execute(f"ALTER ROLE {server.tills[0].name} CONNECTION LIMIT 0")


def may_not_connect(server: Server) -> None:
    server.service()
    with server.admin() as asked:
        asked.execute(f"REVOKE CONNECT ON DATABASE {server.database} FROM PUBLIC")


def of_another_name(server: Server) -> None:
    server.service(at=[("127.0.0.1", server.cluster.by_tls[1])])


def of_another_authority(server: Server) -> None:
    other = Path(os.environ["HOME"]) / "another"
    other.mkdir()
    certify(other)
    server.service(at=[server.cluster.by_tls], sslrootcert=str(other / AUTHORITY))


def of_no_authority(server: Server) -> None:
    server.service(at=[server.cluster.by_tls], sslrootcert=__file__)


def of_another_user(server: Server) -> None:
    if not isinstance(server.cluster, Cluster):
        pytest.skip("who is let in at the server that is given is not ours to say")
    server.service(dbname="postgres")


def no_authority(server: Server) -> None:
    server.service(at=[server.cluster.by_tls], sslrootcert="/nowhere")


@pytest.mark.fault(32)
@pytest.mark.parametrize(
    "wrong, reason",
    [
        (wrong_password, reasons.REFUSED_PASSWORD),
        (no_password, "there is no password for the server in the password file"),
        (revoked, reasons.REFUSED_ROLE),
        (may_not_connect, reasons.REFUSED_ROLE),
        (no_room, reasons.FULL),
        (of_another_name, "the server's certificate is of another name"),
        (of_another_authority, "the server's certificate is not to be trusted"),
        (of_no_authority, "the certificate that vouches for the server cannot be read"),
        (no_authority, "the certificate that vouches for the server is not on this computer"),
        (of_another_user, reasons.OF_THAT_USER),
        (lambda server: server.service(dbname="nowhere"), "the server has no such database"),
        (lambda server: server.service(sslfoo="bar"), reasons.WRONG_SETTING),
        (lambda server: server.service(at=[("127.0.0.1", server.cluster.by_tls[1])], port="x"), reasons.WRONG_SETTING),
        (lambda server: server.service(target_session_attrs="often"), reasons.WRONG_SETTING),
    ],
)
def test_who_is_refused_is_told_why_and_the_host_is_asked_again(
    server: Server, db: Path, wrong: Callable[[Server], Any], reason: str
) -> None:
    wrong(server)
    error = away(db)
    assert (reason, 5, False) == (error.reason, error.exit_code, error.by_network)
    assert [] == left_out(db)
    said = "".join(traceback.format_exception(error)) + error.hint
    assert not [role.password for role in (*server.tills, Role("", "s3same")) if role.password in said]
    assert server.tills[0].name not in f"{error.sentence}{error.hint}"


@pytest.mark.parametrize(
    "at, reason",
    [
        ([("/nowhere", 5432)], "there is no server at its socket"),
        ([("127.0.0.1", 1)], "nothing answers at the server's address"),
        ([("one.invalid", 5432)], hosts.UNKNOWN_NAME),
        ([("silent.invalid", 5432)], hosts.UNKNOWN_NAME),
        ([("silent.invalid", 5432), ("127.0.0.1", 1)], hosts.UNKNOWN_NAME),
    ],
)
def test_a_server_that_is_not_there_is_left_out(server: Server, db: Path, at: list[Any], reason: str) -> None:
    server.service(at=at)
    error = away(db, 0.1)
    assert (reason, True) == (error.reason, error.by_network)
    assert [name for name, _ in at] == left_out(db)
    before = os.stat(f"{db}-hosts").st_mtime_ns
    assert reason == away(db).reason
    assert before == os.stat(f"{db}-hosts").st_mtime_ns, "nobody was asked"


def test_a_port_that_swallows_everything_does_not_keep_the_next_host(server: Server, db: Path) -> None:
    with swallowing() as port:
        server.service(at=[("127.0.0.1", port), server.cluster.by_tls])
        with connected(db, 1.0) as connection:
            assert "localhost" == connection.host.name
        assert ["127.0.0.1"] == left_out(db)
        server.service(at=[("127.0.0.1", port)])
        assert reasons.SILENT == away(db).reason, "it is left out"


@pytest.mark.fault(34)
@pytest.mark.long
def test_a_frozen_server_is_given_up_and_left_out_and_taken_again(
    new_cluster: NewCluster, new_server: NewServer, db: Path
) -> None:
    cluster = new_cluster()
    new_server(cluster).service(at=[cluster.by_tls])
    with connected(db) as connection:
        cluster.freeze()
        with pytest.raises(Unreachable, match=reasons.SILENT):
            connection.ask("SELECT 1")
        assert not connection.is_open
        assert ["localhost"] == left_out(db)
        hosts.write(str(db), hosts.Known(hosts.read(str(db)).good))
        assert reasons.SILENT == away(db, 0.1).reason, "it lets in whoever knocks"
        assert ["localhost"] == left_out(db)
        cluster.thaw()
        assert reasons.SILENT == away(db).reason, "it is still left out"
        known = hosts.read(str(db))
        (out,) = known.out
        hosts.write(str(db), hosts.Known(known.good, (hosts.Out(out.name, out.port, 0.0, out.reason),)))
        with connected(db) as another:
            assert [(1,)] == another.ask("SELECT 1")
        assert [] == left_out(db)


@pytest.mark.long
def test_a_server_that_starts_says_so(new_cluster: NewCluster, new_server: NewServer, db: Path) -> None:
    cluster = new_cluster()
    server = new_server(cluster)
    follower = new_cluster(cluster)
    follower.stop()
    (follower.data / "standby.signal").rename(follower.data / "recovery.signal")
    follower.configure(restore_command="sleep 3600", hot_standby="off")
    server.service(at=[follower.address])
    with never_ready(follower) as starting:
        error = away(db)
        while error.reason != reasons.STARTING:
            assert "there is no server at its socket" == error.reason
            assert starting.poll() is None
            os.remove(f"{db}-hosts")
            error = away(db)
    assert error.by_network


@contextmanager
def never_ready(cluster: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Lend a server that starts and is never ready."""
    line = [binary("postgres"), "-D", str(cluster.data)]
    with subprocess.Popen(line, cwd=cluster.folder, env=plain(), stderr=subprocess.DEVNULL, **as_owner()) as starting:
        yield starting
        starting.send_signal(signal.SIGQUIT)


@pytest.mark.long
def test_of_several_hosts_the_one_is_taken_that_takes_writes(
    new_cluster: NewCluster, new_server: NewServer, db: Path
) -> None:
    cluster = new_cluster()
    server = new_server(cluster)
    follower = new_cluster(cluster)
    cluster.waits_for(follower)
    server.service(at=[follower.address, cluster.address])
    with connected(db) as connection:
        assert [("off",)] == connection.ask("SHOW transaction_read_only")
    assert [str(follower.folder)] == left_out(db)
    cluster.stop("immediate")
    follower.promote()
    os.remove(f"{db}-hosts")
    with connected(db) as connection:
        assert [("off",)] == connection.ask("SHOW transaction_read_only")


def test_a_statement_may_take_the_time_that_it_is_given(server: Server, db: Path) -> None:
    server.service()
    with connected(db) as connection:
        with connection.deadline(LONG):
            assert [(1,)] == connection.ask("SELECT 1 FROM pg_sleep(0.4)")
        with pytest.raises(Unreachable, match=reasons.SILENT):
            connection.ask("SELECT pg_sleep(10)")
        with pytest.raises(Unreachable, match=reasons.CLOSED):
            connection.ask("SELECT 1")


def test_to_wait_for_another_till_leaves_no_host_out(server: Server, db: Path) -> None:
    server.service()
    with connected(db) as connection:
        with connection.deadline(0.5), pytest.raises(Unreachable, match=reasons.SLOW) as error:
            connection.ask("SELECT pg_sleep(10)")
        assert not error.value.by_network
    assert [] == left_out(db)


def test_an_answer_that_comes_bit_by_bit_is_waited_for_no_longer_than_is_said(server: Server, db: Path) -> None:
    slow = "SELECT repeat('x', 9000), pg_sleep(0.1) FROM generate_series(1, 100)"
    server.service()
    with connected(db) as connection, connection.deadline(0.5, 0.3), pytest.raises(Unreachable, match=reasons.SLOW):
        connection.ask(slow)
    with connected(db) as connection, connection.deadline(LONG, 0.3):
        assert 6 == len(connection.ask(slow.replace("100)", "6)")))


def test_what_the_server_refuses_is_a_fault_and_the_connection_is_good(server: Server, db: Path) -> None:
    server.service()
    with connected(db) as connection:
        with pytest.raises(ServerFault) as error:
            connection.ask("SELECT * FROM nowhere.nothing")
        assert "42P01" == error.value.code
        with pytest.raises(ServerFault) as error:
            connection.ask("DO $$ BEGIN RAISE EXCEPTION 'no till' USING ERRCODE = 'OC005'; END $$")
        assert ("OC005", "no till") == (error.value.code, error.value.words)
        assert [(1,)] == connection.ask("SELECT 1")


@pytest.mark.parametrize(
    "sql, reason",
    [
        ("SELECT pg_terminate_backend(pg_backend_pid())", reasons.CLOSED),
        ("SELECT pg_read_file('/etc/hostname')", reasons.REFUSED_ROLE),
        ("SET transaction_read_only = on; CREATE TABLE x ()", reasons.NO_WRITES),
        ("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 1", ""),
    ],
)
def test_a_connection_that_is_of_no_use_is_closed(server: Server, db: Path, sql: str, reason: str) -> None:
    server.service()
    with connected(db) as connection:
        if not reason:
            connection.ask(sql)
            with pytest.raises(Unreachable, match=reasons.CLOSED):
                while True:
                    connection.ask("SELECT 1")
                    time.sleep(0.05)
        else:
            with pytest.raises(Unreachable, match=reason):
                connection.ask(sql)
        assert not connection.is_open
    assert [] == left_out(db)


def test_what_else_uses_the_driver_waits_as_ever(server: Server, db: Path) -> None:
    server.service()
    with connected(db) as connection, closing(server.connect()) as other, other.cursor() as cursor:
        assert [(1,)] == connection.ask("SELECT 1")
        copied = io.StringIO()
        cursor.copy_expert(
            "COPY (SELECT 2 FROM pg_sleep(0.5)) TO STDOUT", copied
        )  # it knows no way to wait but its own
        assert "2\n" == copied.getvalue()


def test_a_service_of_the_environment_adds_nothing(server: Server, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.service("another", options="-c search_path=another")
    server.service()
    monkeypatch.setenv("PGSERVICE", "another")
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    with connected(db) as connection:
        assert [('"$user", public',)] == connection.ask("SHOW search_path")
        assert [(None,)] == connection.ask("SELECT inet_server_addr()")


LOADING = """
import sys
from onecustomer.store.shop.link import driver
half = driver.load()
assert half is driver.load()
heavy = {"ssl", "socket", "decimal", "json", "re", "psycopg2"} & sys.modules.keys()
assert not heavy, heavy
import ssl, psycopg2, psycopg2.extras
assert psycopg2._connect is half._connect and psycopg2.OperationalError is half.OperationalError
assert ssl.OPENSSL_VERSION
"""


def test_the_driver_comes_alone_and_all_of_it_may_come_later() -> None:
    driver()
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, timeout=60, check=False)
    assert ("", 0) == (done.stderr, done.returncode)


def test_a_driver_whose_half_does_not_load_alone_is_loaded_whole(tmp_path: Path) -> None:
    package = tmp_path / "psycopg2"
    package.mkdir()
    (package / "__init__.py").write_text("import sys; sys.knows_the_folder = True\nfrom . import _psycopg\n")
    (package / "_psycopg.py").write_text(
        "import sys\nif not hasattr(sys, 'knows_the_folder'): raise ImportError('DLL load failed')\nloaded = 'whole'\n"
    )
    loading = "from onecustomer.store.shop.link import driver; print(driver.load().loaded, driver.load().loaded)"
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", loading], env=env, capture_output=True, text=True, check=True)
    assert "whole whole\n" == ran.stdout


def test_where_the_driver_is_not_installed_one_sentence_says_so(till: Path) -> None:
    asking = (
        "from onecustomer.errors import StoreError\n"
        "from onecustomer.store.shop.link import address, connecting\n"
        "try: connecting.connect(address.Address('shop', (address.Host('/run', '', '1'),), {}), 'x')\n"
        "except StoreError as error: print(error.sentence, error.hint, error.exit_code)\n"
    )
    source = Path(address.__file__).parents[4]
    done = subprocess.run(
        [sys.executable, "-S", "-c", asking],
        cwd=till,
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    says = "The driver for the server of a shop is not installed."
    hint = '.venv/bin/pip install ".[shop]", where onecustomer lies'
    assert (f"{says} {hint} 5\n", "") == (done.stdout, done.stderr)
