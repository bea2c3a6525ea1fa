"""A server that says nothing is asked once, and left alone for half a minute."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from onecustomer.store.shop.link import state
from tests.shop.conftest import NewCluster, NewServer
from tests.shop.proxy import Proxy
from tests.shop.tills import NewTill, Till, forget_hosts
from tests.words import Oc

Tills = tuple[Till, Till]


@pytest.mark.fault(34)
def test_a_port_that_swallows_everything_is_knocked_at_once(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    door.swallow()
    asked = [first("show klein") for _ in range(3)]
    assert all("Margo Klein" in ran.out and "As of" in ran.err for ran in asked)
    assert "the server does not answer" in asked[0].err
    assert 1 == len(door._swallowed)
    door.answer()
    forget_hosts(first)
    assert "As of" not in first("show klein").err


@pytest.mark.skipif(os.name == "nt", reason="no process is stopped there")
def test_a_computer_that_had_no_time_to_listen_takes_no_server_for_silent(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    begun: list[subprocess.Popen[bytes]] = []
    stopped: list[bytes] = []

    def rule(message: bytes) -> None:
        if not stopped:
            stopped.append(message)
            os.kill(begun[0].pid, signal.SIGSTOP)
            time.sleep(0.5)
            os.kill(begun[0].pid, signal.SIGCONT)
            time.sleep(0.05)

    door.rule = rule
    begun.append(first.begun("note", "--for", "klein", "zip broke"))
    out, err = begun[0].communicate(timeout=60)
    assert stopped
    assert (b"Noted for Margo Klein: zip broke\n", b"") == (out, err)
    assert "zip broke" in second("show klein").out


@pytest.mark.parametrize("is_heard", [True, False])
def test_a_server_that_answers_another_terminal_meanwhile_is_waited_for(
    behind_a_door: Tills, door: Proxy, *, is_heard: bool
) -> None:
    first, _ = behind_a_door
    slow: list[bytes] = []

    def rule(message: bytes) -> None:
        if not slow:
            slow.append(message)
            time.sleep(0.1)
            if is_heard:
                state.hear(str(first.db))
            time.sleep(0.3)

    door.rule = rule
    assert is_heard == ("the server does not answer" not in first("note --for klein zip broke").err)


@pytest.mark.fault(32)
def test_a_name_that_nobody_knows_is_away_and_what_is_noted_waits(new_till: NewTill) -> None:
    first = new_till("one")
    first("add Margo Klein").printed_or_said()
    first("shop start service=shop").printed_or_said()
    service = first.folder / ".pg_service.conf"
    there = service.read_text()
    service.write_text(
        "\n".join("host=nowhere.invalid" if line.startswith("host=") else line for line in there.splitlines())
        + "\nsslmode=verify-full\n"
    )
    ran = first("note --for klein zip broke")
    assert "Noted for Margo Klein: zip broke" in ran.out
    assert "Kept here, and sent once it can be: " in ran.err
    service.write_text(there)
    forget_hosts(first)
    assert "Sent to the shop: 1" in first("show klein").err


@pytest.mark.fault(34)
@pytest.mark.long
def test_a_frozen_server_is_asked_once_and_hears_of_everything_when_it_goes_on(
    new_cluster: NewCluster, new_server: NewServer, oc: Oc, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = new_cluster()
    server = new_server(cluster)
    for name, value in server.service(role=server.owner).items():
        monkeypatch.setenv(name, value)
    oc("add Margo Klein").printed_or_said()
    oc("shop start service=shop").printed_or_said()
    cluster.freeze()
    try:
        once, twice = oc("show klein"), oc("note --for klein zip broke")
        assert "the server does not answer" in once.err
        assert "Noted" in twice.out
        assert 5 == oc("edit klein --role boss").code
    finally:
        cluster.thaw()
    for file in till.glob("shop.db-hosts"):
        file.unlink()
    assert "Sent to the shop: 1" in oc("show klein").err


@pytest.mark.fault(35)
@pytest.mark.long
def test_a_synchronous_standby_that_is_away_is_a_server_that_is_away(
    new_cluster: NewCluster, new_server: NewServer, oc: Oc, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = new_cluster()
    standby, server = new_cluster(cluster, "second"), new_server(cluster)
    for name, value in server.service(role=server.owner).items():
        monkeypatch.setenv(name, value)
    oc("add Margo Klein").printed_or_said()
    oc("shop start service=shop").printed_or_said()
    cluster.configure(synchronous_standby_names="ANY 1 (second)")
    cluster.waits_for(standby)
    oc("note --for klein likes tea").printed()
    standby.stop()
    assert "Noted for Margo Klein: zip broke" in oc("note --for klein zip broke").out
    assert "zip broke" in oc("show klein").out
    assert 5 == oc("edit klein --role boss").code
    assert "Noted for Margo Klein: came again" in oc("note --for klein came again").out
    standby.start()
    cluster.waits_for(standby)
    for file in till.glob("shop.db-hosts"):
        file.unlink()
    oc("shop send").printed_or_said()
    with server.admin() as asked:
        asked.execute("SELECT text FROM shop.interaction ORDER BY id")
        assert [("likes tea",), ("zip broke",), ("came again",)] == asked.fetchall()
