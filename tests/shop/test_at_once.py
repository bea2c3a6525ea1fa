"""Several terminals of one till, and several tills, at the same moment."""

from __future__ import annotations

import os
import shlex
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from onecustomer.store.rows import PROVISIONAL
from onecustomer.store.shop.shared import Shared
from tests.shop.lines import Cut
from tests.shop.proxy import Proxy
from tests.shop.servers import Server
from tests.shop.tills import NewTill, Till, back, forget_hosts, wait
from tests.words import GUARDED, SQUARE, Oc

Tills = tuple[Till, Till]


def started(command: str, env: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start a command at a terminal of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "onecustomer", *shlex.split(command)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, **GUARDED, **env},
    )


@pytest.mark.parametrize(
    "cut", [None, *(pytest.param(cut, marks=pytest.mark.long) for cut in (Cut.UNSENT, Cut.UNHEARD))]
)
def test_an_entry_is_undone_while_it_is_being_sent(
    behind_a_door: Tills, door: Proxy, server: Server, cut: Cut | None
) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    back(door, first)
    elsewhere = server.service(role=server.owner, place=first.folder / "elsewhere", at=[("/nowhere", 5432)])
    undoing: list[subprocess.Popen[str]] = []

    def rule(message: bytes) -> Cut | None:
        if undoing:
            return Cut.UNSENT if cut else None
        if b"COMMIT" not in message:
            return None
        undoing.append(started("undo", {**first.env, **elsewhere}))
        time.sleep(0.7)  # until it waits for the one that is sending
        return cut

    door.rule = rule
    first("find klein").printed_or_said()
    (one,) = undoing
    out, err = one.communicate(timeout=60)
    door.rule = None
    forget_hosts(first)
    first("find klein").printed_or_said()
    shown = second("show klein").out
    assert ("Took back" in out) == ("zip broke" not in shown), err
    assert "Took back" in out or "It was sent to the shop just now" in err or "Nothing was written" in err
    assert not first.db.with_name("shop.db-outbox").exists()
    assert first.has() == second.has()


def test_who_cannot_take_the_feed_in_reads_what_is_there_and_says_of_when_it_is(behind_a_door: Tills) -> None:
    first, second = behind_a_door
    second("add Ada Byron").printed_or_said()
    first("find ada").printed()
    second("undo --yes").printed_or_said()
    second("note --for klein zip broke").printed_or_said()
    with closing(sqlite3.connect(first.db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = first("show jim")
        assert "Jim" in ran.out
        assert "another terminal is writing" in ran.err
        gone = first("serve ada")
        assert 3 == gone.code
        assert "" == gone.out
        assert "zip broke" not in first("find klein").out
    assert "zip broke" in first("show klein").out
    assert first.has() == second.has()


def test_two_commands_take_the_same_feed_in_at_once(behind_a_door: Tills) -> None:
    first, second = behind_a_door
    for number in range(4):
        second(f"note --for klein note {number}").printed_or_said()
        second(f"edit jim --role {number}").printed_or_said()
        both = [started("show klein", {**first.env, "OC_TILL": f"terminal {one}"}) for one in range(2)]
        for one in both:
            out, err = one.communicate(timeout=60)
            assert 0 == one.returncode, err
            assert f"note {number}" in out or "As of" in err, err
    first("shop send").printed_or_said()
    assert first.has() == second.has()


def test_an_import_lets_other_tills_write_between_its_batches(
    behind_a_door: Tills, door: Proxy, fresh: Oc, tmp_path: Path
) -> None:
    first, second = behind_a_door
    people = "".join(f"Ada{n},Byron{n},a{n}@example.com,,sq{n},,,\n" for n in range(600))
    file = tmp_path / "people.csv"
    file.write_text(SQUARE + people)
    said: list[Any] = []

    def rule(message: bytes) -> None:
        if b".turn(" in message:
            said.append(fresh(f"note --for klein note {len(said)}", **second.env))

    door.rule = rule
    first(f"import {file}").printed_or_said()
    door.rule = None
    assert len(said) >= 2
    assert {0} == {ran.code for ran in said}
    first("find klein")
    second("shop send").printed_or_said()
    assert len(said) == len(second.rows("SELECT 1 FROM interaction WHERE text LIKE 'note %'"))
    assert 600 + 9 == second.rows("SELECT count(*) FROM customer")[0][0]
    assert first.has() == second.has()


def test_an_append_that_waits_for_another_tills_turn_is_kept_here(
    behind_a_door: Tills, server: Server, new_till: NewTill
) -> None:
    first, second = behind_a_door
    with closing(server.connect()) as other, other.cursor() as holding:
        holding.execute("SELECT 1 FROM shop.shop FOR UPDATE")
        ran = first("note --for klein zip broke")
        assert "Noted for Margo Klein: zip broke" in ran.out
        assert "another till is writing" in ran.err
        assert "zip broke" in first("show klein").out
        assert "zip broke" not in second("show klein").out
    first("find klein")
    assert "zip broke" in second("show klein").out
    assert first.has() == second.has()


def test_who_waited_for_a_turn_has_it_though_the_server_begins_with_other_isolation(
    behind_a_door: Tills, server: Server
) -> None:
    first, second = behind_a_door
    with server.admin() as admin:
        admin.execute(f"ALTER DATABASE {server.database} SET default_transaction_isolation = 'serializable'")
    with closing(server.connect()) as other, other.cursor() as holding:
        holding.execute("UPDATE shop.shop SET schema = schema")
        editing = second.begun("edit", "jim", "--role", "boss")
        with server.admin() as admin:
            wait(lambda: _is_waited_for(admin), editing)
        other.commit()
        _, said = editing.communicate(timeout=60)
    assert 0 == editing.returncode, said
    assert "boss" in first("show jim").out


def _is_waited_for(admin: Any) -> bool:
    admin.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return bool(admin.fetchone()[0])


def test_what_another_terminal_keeps_a_moment_before_a_write_never_gets_a_number_of_the_shops(
    behind_a_door: Tills, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = behind_a_door
    elsewhere = server.service(role=server.owner, place=first.folder / "elsewhere", at=[("/nowhere", 5432)])
    send_first = Shared._send_first

    def then_it_is_kept(store: Shared) -> None:
        send_first(store)
        assert "Noted for" in started("note --for klein zip broke", {**first.env, **elsewhere}).communicate()[0]

    monkeypatch.setattr(Shared, "_send_first", then_it_is_kept)
    ran = first("merge jim klein --yes")
    assert 5 == ran.code, ran
    assert "is to be sent first" in ran.err
    monkeypatch.undo()
    forget_hosts(first)
    assert 0 == first("merge jim klein --yes").code
    second("shop send").printed_or_said()
    assert [] == second.rows("SELECT id FROM interaction WHERE id >= ?", PROVISIONAL)
    assert first.has() == second.has()
