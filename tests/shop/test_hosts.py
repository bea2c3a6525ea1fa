"""Which host is asked first, at which address, and which is left out; a lookup holds up nobody."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.store.shop.link import hosts, state
from onecustomer.store.shop.link.address import Address, Host
from onecustomer.store.shop.link.away import Unreachable
from onecustomer.store.shop.link.hosts import Known, Out
from tests.guard.sitecustomize import reaching

ONE, TWO, SOCKET = Host("one.invalid", "", "5432"), Host("two.invalid", "", "5432"), Host("/run/x", "", "5432")
BOTH = Address("shop", (ONE, TWO), {})
SILENT = Host("silent.invalid", "", "5432")
NEAR = 0.1  # seconds


def at(host: Host, addr: str) -> Host:
    return Host(host.name, addr, host.port)


def ways(host: Host, known: Known) -> list[str]:
    return [way.addr for way, _ in hosts.ways(host, known, time.monotonic() + NEAR)]


def test_the_last_good_host_comes_first() -> None:
    assert [ONE, TWO] == hosts.due(BOTH, Known())
    assert [TWO, ONE] == hosts.due(BOTH, Known().reached(at(TWO, "10.0.0.2")))


def test_a_host_that_failed_is_left_out_until_it_is_reached() -> None:
    failed = Known().reached(at(ONE, "10.0.0.1")).failed(ONE, "why")
    assert [TWO] == hosts.due(BOTH, failed)
    assert [ONE, TWO] == hosts.due(BOTH, failed.reached(at(ONE, "10.0.0.1")))


def test_where_all_are_left_out_the_reason_is_told_again() -> None:
    with pytest.raises(Unreachable) as error:
        hosts.due(BOTH, Known().failed(ONE, "why").failed(TWO, "another"))
    assert ("why", 5) == (error.value.reason, error.value.exit_code)


def test_a_servers_only_host_is_due_again_once_another_terminal_was_answered(tmp_path: Path) -> None:
    store, only = str(tmp_path / "shop.db"), Address("shop", (ONE,), {})
    state.write(store, state.State())
    failed = Known().failed(ONE, "why")
    with pytest.raises(Unreachable):
        hosts.due(only, failed, store)
    time.sleep(NEAR)
    state.hear(store)
    assert [ONE] == hosts.due(only, failed, store)
    with pytest.raises(Unreachable):
        hosts.due(BOTH, failed.failed(TWO, "why"), store)


@pytest.mark.parametrize("until", [-1, hosts.LEFT_OUT + 1, 1e9])
def test_no_host_is_left_out_for_longer_whatever_the_clock_says(until: float) -> None:
    """A clock that was set back, or a computer started anew, is such a moment."""
    assert [ONE, TWO] == hosts.due(BOTH, Known(None, (Out(ONE.name, ONE.port, time.monotonic() + until, "why"),)))


def test_the_last_address_is_taken_and_no_name_looked_up() -> None:
    assert "10.0.0.1" == next(hosts.ways(ONE, Known().reached(at(ONE, "10.0.0.1")), time.monotonic() + NEAR))[0].addr


@pytest.mark.parametrize("host", [ONE, SILENT])
def test_the_last_address_that_failed_comes_after_the_name_and_still_comes(host: Host) -> None:
    assert ["10.0.0.1"] == ways(host, Known().reached(at(host, "10.0.0.1")).failed(host, "why"))


def test_a_server_that_moved_is_found_by_its_name() -> None:
    moved = Host("localhost", "", "5432")
    known = Known().reached(at(moved, "10.0.0.1"))
    with reaching("localhost:5432"):
        assert "10.0.0.1" not in ways(moved, known.failed(moved, "why"))
        assert {"127.0.0.1", "10.0.0.1"} <= {*ways(moved, known)}, "and where it only failed now, in the same command"


@pytest.mark.parametrize("host", [ONE, SILENT])
def test_a_name_that_nobody_knows_is_a_reason(host: Host) -> None:
    with pytest.raises(Unreachable, match=hosts.UNKNOWN_NAME) as error:
        ways(host, Known())
    assert error.value.by_network


def test_a_socket_and_an_address_of_the_service_are_not_looked_up() -> None:
    assert [""] == ways(SOCKET, Known())
    assert ["10.0.0.9"] == ways(at(SILENT, "10.0.0.9"), Known())


def test_a_lookup_that_hangs_holds_up_no_process() -> None:
    asking = (
        "import sys, time\n"
        "sys.addaudithook(lambda event, given: event == 'socket.getaddrinfo' and time.sleep(3600))\n"
        "from onecustomer.store.shop.link import hosts\n"
        "print(hosts.look_up('server.example', time.monotonic() + 0.05))\n"
    )
    done = subprocess.run([sys.executable, "-c", asking], capture_output=True, text=True, timeout=60, check=False)
    assert ("[]\n", "", 0) == (done.stdout, done.stderr, done.returncode)


NAMES = st.text(min_size=1)


@given(name=NAMES, addr=st.text(), reason=st.text(), until=st.floats(allow_nan=False))
def test_what_was_learned_is_read(db: Path, name: str, addr: str, reason: str, until: float) -> None:
    known = Known(Host(name, addr, "1"), (Out(name, "2", until, reason), Out("b", "3", 0.1, "")))
    hosts.write(str(db), known)
    assert known == hosts.read(str(db))


def test_where_nothing_can_be_kept_nothing_is_and_nobody_is_told(db: Path) -> None:
    os.mkdir(f"{db}-hosts")
    hosts.write(str(db), Known(ONE))
    assert Known() == hosts.read(str(db))
    hosts.write(str(db / "no folder"), Known(ONE))
