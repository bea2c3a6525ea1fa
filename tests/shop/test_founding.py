"""A shop is founded and joined whole or not at all, and what was cut short goes on where it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.shop.founded import ShopOf
from tests.shop.servers import Server
from tests.shop.tills import NewTill, Till
from tests.words import CAST, GUARDED

STOPPED = b"oc: Stopped: this till is in no shop; the same command begins anew.\n"


@pytest.fixture
def first(shop_of: ShopOf) -> Till:
    """The first till of a shop, with the cast."""
    (till,) = shop_of(*CAST, names=("one",))
    return till


def forget_the_founding(till: Till) -> None:
    """Put the till back to between the server's COMMIT and its own, as where its power went."""
    with closing(sqlite3.connect(till.db)) as store, store:
        store.execute("DELETE FROM shop")
        store.execute("UPDATE deed SET till = replace(till, ' · 1', '')")


def test_what_was_cut_short_behind_the_servers_commit_goes_on_with_the_same_command(
    first: Till, new_till: NewTill
) -> None:
    forget_the_founding(first)
    second = new_till("two")
    second("shop join service=shop").printed_or_said()
    second("note --for klein meanwhile").printed_or_said()
    assert "this is till 1." in first("shop start service=shop").printed_or_said()
    assert "meanwhile" in first("show klein").printed_or_said()
    first("note --for klein here too").printed_or_said()
    assert "here too" in second("show klein").printed_or_said()
    assert first.has() == second.has()


def test_a_store_that_was_written_meanwhile_is_not_taken_for_what_was_handed_over(first: Till) -> None:
    forget_the_founding(first)
    first("note --for klein in between").printed_or_said()
    refused = first("shop start service=shop").complained(1)
    assert "This store was handed over to the shop already, and was written since.\n" in refused
    assert "oc export -o people.json" in refused
    assert "in between" in first("show klein").printed_or_said()


@pytest.mark.parametrize("was_here", [False, True], ids=["a fresh computer", "a store that was moved away"])
def test_a_join_makes_the_folder_of_its_store_for_its_owner_only(
    first: Till, new_till: NewTill, *, was_here: bool
) -> None:
    second = new_till("two")
    folder = second.folder / "share" / "onecustomer"
    at = {"OC_DB": str(folder / "shop.db")}
    if was_here:
        second("add Jim O’Neil", **at).printed_or_said()
        folder.rename(second.folder / "away")
        for command in ("show klein", "shop", "shop send"):
            assert "oc shop join service=NAME" in second(command, **at).complained(5)
    assert "this is till 2." in second("shop join service=shop", **at).printed_or_said()
    assert 0o700 == stat.S_IMODE(folder.stat().st_mode)
    assert "Margo Klein" in second("show klein", **at).printed_or_said()


def test_what_was_written_before_the_founding_is_taken_back_at_that_till_alone(
    new_till: NewTill, server: Server
) -> None:
    first, second = new_till("one"), new_till("two")
    for command in (*CAST[:1], "note --for klein zip broke", "note --for klein came again", "shop start service=shop"):
        first(command).printed_or_said()
    second("shop join service=shop").printed_or_said()
    forget_the_founding(first)
    first("shop start service=shop").printed_or_said()
    assert "This till has nothing to take back" in second("undo", OC_TILL="one").complained(1)
    for words in ("came again", "zip broke"):
        assert words in first("undo").printed()
    first("note --for klein hates tea").printed_or_said()
    assert "hates tea" in first("undo").printed()
    second("find klein")
    assert first.has() == second.has()


def test_what_another_shop_wrote_is_not_taken_for_this_tills(new_till: NewTill, server: Server) -> None:
    first, second = new_till("one"), new_till("two")
    export = str(first.folder / "people.json")
    for command in (*CAST[:1], "shop start service=shop", f"export -o {export}"):
        first(command).printed_or_said()
    second("import", export).printed_or_said()
    server.service(name="another", role=server.owner, place=second.folder)
    second("shop start service=another").printed_or_said()
    assert "This till has nothing to take back" in second("undo", OC_TILL="one").complained(1)


def test_everybody_keeps_number_and_history(first: Till, new_till: NewTill) -> None:
    second = new_till("two")
    second("shop join service=shop").printed_or_said()
    assert first.has() == second.has()
    assert first("history klein").out == second("history klein").out
    assert "(c10)" in second("add Ada Byron").printed_or_said()


def test_a_founding_that_fails_leaves_nothing_on_the_server(new_till: NewTill, server: Server) -> None:
    till = new_till("one")
    till("add Margo Klein").printed_or_said()
    with server.admin() as admin:
        admin.execute(f"CREATE ROLE shop_till NOLOGIN; ALTER ROLE {server.owner.name} NOCREATEROLE")
        admin.execute("CREATE FUNCTION refuses() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$")
        admin.execute("CREATE EVENT TRIGGER late ON ddl_command_end WHEN TAG IN ('GRANT') EXECUTE FUNCTION refuses()")
        assert "oc: Nothing was done" in till("shop start service=shop").complained(5)
        admin.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'shop'")
        assert (0,) == admin.fetchone()
        admin.execute("DROP EVENT TRIGGER late; DROP FUNCTION refuses")
    assert "this is till 1." in till("shop start service=shop").printed_or_said()


@pytest.mark.parametrize(("ends", "said"), [(signal.SIGKILL, b""), (signal.SIGINT, STOPPED)])
def test_a_join_that_is_killed_leaves_no_store_and_is_begun_again(
    first: Till, new_till: NewTill, server: Server, ends: signal.Signals, said: bytes
) -> None:
    second = new_till("two")
    with server.admin() as admin:
        admin.execute("BEGIN; LOCK TABLE shop.fact IN ACCESS EXCLUSIVE MODE")
        joining = subprocess.Popen(
            [sys.executable, "-m", "onecustomer", "shop", "join", "service=shop"],
            env={**os.environ, **second.env, "PYTHONPATH": GUARDED["PYTHONPATH"]},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        until = time.monotonic() + 30
        while not _waits(server) and time.monotonic() < until:
            time.sleep(0.02)
        assert _waits(server)
        joining.send_signal(ends)
        assert said == joining.communicate()[1]
        admin.execute("ROLLBACK")
    assert not second.db.exists()
    assert [1] == [one["number"] for one in first.shop()["tills"]]
    second("shop join service=shop").printed_or_said()
    assert [] == list(second.folder.glob("shop.db.new-*"))
    assert first.has() == second.has()


def _waits(server: Server) -> bool:
    with server.cluster.admin() as other:
        other.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(other.fetchone()[0])


def test_what_is_shown_of_the_shop(first: Till, new_till: NewTill, server: Server) -> None:
    second = new_till("two")
    second("shop join service=shop").printed_or_said()
    shown = second("shop").printed().splitlines()
    assert ["Shop     shop; this is till 2", "Server   answers"] == shown[:2]
    roles = [one["role"] for one in second.shop()["tills"]]
    assert f"Till     1  one, logs in as {roles[0]}, wrote" in shown[2]
    assert f"Till     2  two (this one), logs in as {roles[1]}, wrote nothing yet" == shown[3]
    nowhere = server.service(role=server.owner, place=second.folder / "away", host="/nowhere")
    second("note --for klein typed away", **nowhere).printed_or_said()
    narrow = second("shop", COLUMNS="40", **nowhere).printed()
    assert "away: there is no server at its" in narrow
    assert "Waits    Margo Klein, note: typed away" in narrow
    assert max(map(len, narrow.splitlines())) <= 40
    said = second.shop(**nowhere)
    assert {"service", "till", "heard", "away", "behind", "clock_ahead", "waiting", "refused", "tills"} == set(said)
    assert [{"verb": "note", "name": "Margo Klein", "day": "2026-11-21", "text": "typed away"}] == said["waiting"]
    assert ("shop", 2, "there is no server at its socket", [], []) == (
        said["service"],
        said["till"],
        said["away"],
        said["refused"],
        said["tills"],
    )


def test_a_till_that_left_while_the_server_was_away_is_taken_out_at_another(
    first: Till, new_till: NewTill, server: Server
) -> None:
    second, third = new_till("two"), new_till("three", server.tills[0])
    second("shop join service=shop").printed_or_said()
    with server.admin() as admin:
        admin.execute(f"GRANT shop_till TO {server.tills[0].name}")
    third("shop join service=shop").printed_or_said()
    nowhere = server.service(role=server.owner, place=second.folder / "away", host="/nowhere")
    assert "oc shop leave 2 at another till" in second("shop leave --yes", **nowhere).err
    assert "may not take till 2 out" in third("shop leave 2 --yes").complained(1)
    assert "till 2 stays in the shop" in first("shop leave 2").complained(1).lower()
    for yes in ("", " --yes"):
        assert "has no till 9" in first(f"shop leave 9{yes}").complained(1)
        assert "may not take till 2 out" in third(f"shop leave 2{yes}").complained(1)
    assert [1, 2, 3] == [one["number"] for one in first.shop()["tills"]], "nothing was taken out to see whether it may"
    asked = first("shop leave 2", stdin="n\n", at_terminal=True).err
    assert "Take till 2 (two, wrote nothing yet) out of the shop? y/N:" in " ".join(asked.split())
    assert "--yes" not in asked
    assert "this one" in first("shop leave 1 --yes").complained(1)
    assert "Till 2 is out of the shop.\n" == first("shop leave 2 --yes").printed()
    assert [1, 3] == [one["number"] for one in first.shop()["tills"]]


@pytest.mark.parametrize(
    ("line", "offered", "not_offered"),
    [
        ("oc shop ", {"start", "join", "send", "leave", "upgrade"}, set()),
        ("oc shop join serv", {"service=shop"}, set()),
        ("oc shop send ", set(), {"service=shop"}),
    ],
)
def test_tab_offers_what_the_shop_does_and_the_services(
    new_till: NewTill, line: str, offered: set[str], not_offered: set[str]
) -> None:
    till = new_till("one")
    ran = subprocess.run(
        [sys.executable, "-m", "onecustomer"],
        env={**os.environ, **till.env, "_OC_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": line,
             "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    shown = {row.split("\t")[0] for row in ran.stdout.splitlines()}
    assert offered <= shown
    assert not_offered.isdisjoint(shown)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("oc shop join service =", "shop"),
        ("oc shop start service = sh", "shop"),
        ("oc shop join service = x", ""),
        ("oc shop send service =", ""),
        ("oc shop join service = shop ", ""),
    ],
)
def test_tab_offers_the_services_in_bash_which_parts_words_at_the_sign(
    new_till: NewTill, words: str, offered: str
) -> None:
    till, asks = new_till("one"), {"_OC_COMPLETE": "complete_bash", "COMP_CWORD": str(words.count(" "))}
    ran = subprocess.run(
        [sys.executable, "-m", "onecustomer"],
        env={**os.environ, **till.env, **asks, "COMP_WORDS": words.replace(" ", "\n")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (offered, "") == (ran.stdout.strip(), ran.stderr)
