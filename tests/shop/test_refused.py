"""A server that answers and refuses: the copy is read, nothing is written, and one sentence says what to do."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.shop.lines import CUTS, Cut
from tests.shop.proxy import Proxy, at_commit
from tests.shop.servers import Server
from tests.shop.tills import NewTill, Till, forget_hosts
from tests.words import Ran

Tills = tuple[Till, Till]
ONE_SENTENCE = re.compile(r"oc: [^\n]+\.\noc: hint: [^\n]+\n")


def owner(server: Server, sql: str) -> None:
    """Carry out a statement as the owner of the shop."""
    with closing(server.connect()) as connection, connection, connection.cursor() as cursor:
        cursor.execute(sql)


def refused(ran: Ran, code: int, words: str) -> None:
    """Hold that a command was refused in one sentence with these words, and a next step."""
    assert (code, "") == (ran.code, ran.out), ran
    assert ONE_SENTENCE.fullmatch(ran.err), ran.err
    assert words in ran.err


@pytest.mark.fault(38)
def test_another_schema_ends_every_write_with_6_and_no_read(behind_a_door: Tills, server: Server) -> None:
    first, _ = behind_a_door
    for schema, hint in ((99, "install the newer onecustomer"), (9, "oc shop upgrade")):
        owner(server, f"UPDATE shop.shop SET schema = {schema}")
        before = first.has()
        read = first("show klein")
        assert "Margo Klein" in read.out
        assert "As of" in read.err
        for command in ("note --for klein zip broke", "edit klein --role boss", "add Ada Byron"):
            refused(first(command), 6, f"has schema {schema}")
            assert hint in first(command).err
        assert before == first.has()
    owner(server, "UPDATE shop.shop SET schema = (SELECT 10)")
    first("note --for klein zip broke").printed()


@pytest.mark.fault(37)
def test_a_copied_disk_is_refused_until_it_is_fetched_anew(behind_a_door: Tills, server: Server) -> None:
    first, second = behind_a_door
    twin = first.folder.with_name("twin")
    shutil.copytree(first.folder, twin)
    copied = Till(first.oc, {**first.env, "OC_DB": str(twin / "shop.db")}, twin)
    for number in range(9):
        first(f"note --for klein note {number}").printed()
    before = second("show klein").out
    assert "note 8" in copied("show klein").out
    for command in ("note --for klein zip broke", "edit klein --role boss"):
        refused(copied(command), 5, "this till's store was copied or set back")
        assert "oc shop join service=shop" in copied(command).err
    assert before == second("show klein").out
    assert not (twin / "shop.db-outbox").exists()
    assert 0 == copied("shop join service=shop").code
    assert 0 == copied("note --for klein zip broke").code
    assert "zip broke" in first("show klein").out


def test_a_till_that_was_taken_out_of_the_shop_is_told_so(behind_a_door: Tills, server: Server) -> None:
    first, _ = behind_a_door
    owner(server, "DELETE FROM shop.till WHERE number = 1")
    assert "Margo Klein" in first("show klein").out
    for command in ("note --for klein zip broke", "edit klein --role boss"):
        ran = first(command)
        assert 5 == ran.code, ran
        assert "oc shop join service=shop" in ran.err
    assert "answers; this till was taken out of the shop: oc shop join service=shop" in first("shop").out
    doctor = " ".join(first("doctor").out.split())
    assert "This till was taken out of the shop. oc shop join service=shop" in doctor
    assert "went away" not in doctor
    assert "has left the shop" in first("shop leave --yes").printed(), "and nobody is told to take it out again"


@pytest.mark.fault(32)
def test_a_till_whose_role_is_revoked_is_told_so_in_one_sentence(new_till: NewTill, server: Server) -> None:
    first = new_till("one")
    first("add Margo Klein").printed_or_said()
    first("shop start service=shop").printed_or_said()
    with server.admin() as asked:
        asked.execute(f"ALTER ROLE {server.owner.name} NOLOGIN")
    ran = first("show klein")
    assert "Margo Klein" in ran.out
    assert "the server does not let this till in" in ran.err
    refused(first("edit klein --role boss"), 5, "the server does not let this till in")
    for command in ("edit klein --role boss", "shop send"):
        assert "ask who runs the server" in first(command).err
    assert 0 == first("note --for klein zip broke").code
    with server.admin() as asked:
        asked.execute(f"ALTER ROLE {server.owner.name} LOGIN")
    assert "Sent to the shop: 1" in first("show klein").err


@pytest.mark.parametrize("cut", CUTS)
def test_another_write_whose_end_is_cut_is_there_or_not_and_says_which(
    behind_a_door: Tills, door: Proxy, cut: Cut
) -> None:
    first, second = behind_a_door
    door.rule = at_commit(cut)
    ran = first("edit klein --role boss")
    door.rule = None
    assert (0 == ran.code) == ("boss" in second("show klein").out)
    assert (0 == ran.code) == (cut in (Cut.UNHEARD, Cut.HALF_HEARD))
    if ran.code:
        refused(ran, 5, "Nothing was written")
    forget_hosts(first)
    first("find klein")
    assert first.has() == second.has()


def test_a_connection_that_is_closed_while_somebody_thinks_is_made_anew(
    behind_a_door: Tills, door: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = behind_a_door
    asked: list[Any] = []

    def thinking(question: str) -> str:
        asked.append(question)
        door.cut()
        return "y"

    monkeypatch.setattr("onecustomer.cli.terminal.streams.ask", thinking)
    ran = first("add Margo Kleinn --phone '+1 212 555 0143'", at_terminal=True)
    assert asked
    assert 0 == ran.code, ran
    assert "Kleinn" in second("find kleinn").out
    assert first.has() == second.has()


def test_a_write_that_only_the_server_could_keep_stands_and_the_copy_catches_up(
    behind_a_door: Tills, door: Proxy, hurried: None
) -> None:
    first, second = behind_a_door
    reading: list[sqlite3.Connection] = []

    def rule(message: bytes) -> None:
        if b"COMMIT" in message and not reading:
            other = sqlite3.connect(first.db, isolation_level=None, check_same_thread=False)
            other.execute("BEGIN")
            other.execute("SELECT * FROM customer").fetchall()  # nobody writes while it is read
            reading.append(other)

    door.rule = rule
    ran = first("edit klein --role boss")
    door.rule = None
    reading[0].close()
    assert 0 == ran.code, ran
    assert "It is written in the shop, and not yet in this till's copy" in ran.err
    assert "boss" in first("show klein").out + second("show klein").out
    assert first.has() == second.has()


@pytest.mark.parametrize("cut", CUTS)
def test_a_pin_of_which_nobody_knows_is_told_by_the_next_command(behind_a_door: Tills, door: Proxy, cut: Cut) -> None:
    first, second = behind_a_door
    door.rule = lambda message: cut if b"COMMIT" in message else Cut.UNSENT if door.cuts else None
    ran = first("note --for klein --pin vip")
    assert 5 == ran.code
    assert "Nobody knows yet whether this was written" in ran.err
    door.rule = None
    forget_hosts(first)
    was_kept = "is in the shop." in first("find klein").err
    assert was_kept == (cut in (Cut.UNHEARD, Cut.HALF_HEARD))
    assert was_kept == ("vip" in second("show klein").out)
    assert first.has() == second.has()


def test_of_each_write_of_which_nobody_knows_it_is_told_what_became_of_it(
    behind_a_door: Tills, door: Proxy, server: Server
) -> None:
    first, second = behind_a_door

    def lost(ran: Ran) -> None:
        assert re.match(r"oc: Nobody knows yet whether this was written: .*\noc: hint: .*\n$", ran.err)
        forget_hosts(first)

    door.rule = lambda message: Cut.UNHEARD if b"COMMIT" in message else Cut.UNSENT if door.cuts else None
    lost(first("note --for klein --pin vip"))
    door.cuts.clear()
    with closing(server.connect()) as other, other.cursor() as holding:
        holding.execute("SELECT 1 FROM shop.shop FOR UPDATE")  # so that nobody can say now what became of it
        turns: list[bytes] = []

        def rule(message: bytes) -> Cut | None:
            turns.extend([message] if b".turn(" in message else [])
            if len(turns) == 2:
                other.rollback()
            return Cut.UNSENT if b"COMMIT" in message or door.cuts else None

        door.rule = rule
        lost(first("edit jim --role boss"))
    door.rule = None
    state = first.db.with_name("shop.db-shop").read_text(encoding="utf-8")
    of_the_pin, of_the_edit = first("find klein").err.splitlines()
    assert re.match(r"oc: What was written about Margo Klein at .* is in the shop\.$", of_the_pin)
    assert re.match(
        r"oc: What was written about Jim O’Neil at .* \(edit\) did not reach the shop: type it again\.$", of_the_edit
    )
    assert "Klein" not in state
    assert "Neil" not in state
    assert "" == first("find klein").err
    assert "vip" in second("show klein").out
    assert "boss" not in second("show jim").out
    assert first.has() == second.has()


def test_a_till_is_known_however_often_the_server_refused_what_it_wrote(behind_a_door: Tills, server: Server) -> None:
    first, _ = behind_a_door
    owner(server, "ALTER TABLE shop.interaction ADD CONSTRAINT dry CHECK (text <> 'wet')")
    for _ in range(10):
        refused(first("note --for klein wet"), 1, "cannot hold this")
    assert 0 == first("note --for klein dry").code
    assert "dry" in first("show klein").out
    assert not first.db.with_name("shop.db-outbox").exists()


def test_a_till_is_known_however_often_its_connection_was_cut(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    for _ in range(10):
        door.rule = at_commit(Cut.UNSENT)
        first("edit klein --role boss")
        forget_hosts(first)
    door.rule = None
    assert 0 == first("edit klein --role baker").code


def test_what_the_server_cannot_hold_is_set_aside_and_stops_nothing_else(
    behind_a_door: Tills, door: Proxy, server: Server
) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein wet").printed_or_said()
    first("note --for klein dry").printed_or_said()
    owner(server, "ALTER TABLE shop.interaction ADD CONSTRAINT dry CHECK (text <> 'wet')")
    door.open()
    forget_hosts(first)
    assert "could not take 1" in first("find klein").err
    assert "dry" in second("show klein").out
    assert "wet" in first("shop").out


def test_a_write_after_whose_commit_something_fails_is_there_once(behind_a_door: Tills, server: Server) -> None:
    first, second = behind_a_door
    owner(server, "ALTER FUNCTION shop.outcome(bigint, text) RENAME TO was")
    assert 0 == first("note --for klein zip broke").code
    assert 0 == first("edit klein --role boss").code
    assert not first.db.with_name("shop.db-outbox").exists()
    said = second("show klein").out
    assert 1 == said.count("zip broke")
    assert "boss" in said
