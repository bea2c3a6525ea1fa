"""What is wrong with a shop's server, its address or a till is one sentence and the next command; nothing changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from onecustomer.store.shop.link.server import Server as OurServer
from tests.shop.certificates import AUTHORITY, certify
from tests.shop.clusters import SUPERUSER, Cluster
from tests.shop.founded import ShopOf
from tests.shop.servers import Role, Server
from tests.shop.tills import NewTill, Till
from tests.words import GUARDED

SAYS = "note", "--for", "klein", "zip broke"
DRAFTS = "add", "--away", "Ada Byron"

SAYS_SQL = r"""
CREATE FUNCTION shop.page(text, text, int) RETURNS text LANGUAGE sql AS
$$ SELECT replace(shop.was($1, $2, $3), '"name"', '"name\") SELECT 1; --"') $$
"""


@pytest.fixture
def one(new_till: NewTill) -> Till:
    """A till of its own with somebody in its store, who may found a shop."""
    till = new_till("one")
    till("add Margo Klein").printed_or_said()
    return till


@pytest.fixture
def founder(shop_of: ShopOf) -> Till:
    """The first till of a shop."""
    (till,) = shop_of("add Margo Klein", names=("one",))
    return till


def left_as_it_was(till: Till, command: str, code: int, **env: str) -> str:
    """Return what a command complains of that leaves every file of the till as it was, however often it is typed."""
    before = files(till)
    said = till(command, **env).complained(code)
    assert before == files(till)
    assert said == till(command, **env).complained(code)
    assert before == files(till)
    sentence, *hints = said.splitlines()
    assert sentence.endswith((".", till.db.name)) and hints
    return said


def files(till: Till) -> dict[str, bytes]:
    """Return what is in the folder of a till, by name; what may change while nothing is written is left out."""
    passing = ("-wal", "-shm", "-hosts")
    paths = [path for path in till.folder.rglob("*") if path.is_file() and not path.name.endswith(passing)]
    return {str(path): path.read_bytes() for path in paths}


def test_a_service_that_is_not_there(one: Till) -> None:
    said = left_as_it_was(one, "shop join service=elsewhere", 1)
    assert "There is no service “elsewhere” on this computer." in said
    assert ".pg_service.conf" in said


def test_a_service_that_is_gone_from_its_file_is_named_with_the_file(founder: Till) -> None:
    (founder.folder / ".pg_service.conf").write_text("[shops]\nhost=/nowhere\n")
    said = left_as_it_was(founder, "shop send", 5)
    assert "Nothing was sent: there is no service “shop” on this computer." in said
    assert f"write it into {founder.folder / '.pg_service.conf'}" in said


@pytest.mark.parametrize(
    ("host", "root", "hint"),
    [
        ("localhost", "/nowhere", "sslrootcert in {0} says where the certificate lies"),
        ("localhost", "other", "is sslrootcert in {0} the one that goes with the server, and this computer's clock"),
        ("127.0.0.1", "", "host in {0} is the name that the server's certificate is of"),
    ],
)
def test_a_certificate_that_does_not_vouch_is_looked_for_where_the_service_says(
    server: Server, new_till: NewTill, tmp_path: Path, host: str, root: str, hint: str
) -> None:
    _, port = server.cluster.by_tls
    (tmp_path / "other").mkdir()
    certify(tmp_path / "other")
    instead = {"": {}, "other": {"sslrootcert": str(tmp_path / "other" / AUTHORITY)}}.get(root, {"sslrootcert": root})
    two = new_till("two", at=[(host, port)], **instead)
    said = left_as_it_was(two, "shop join service=shop", 5)
    assert hint.format(two.folder / ".pg_service.conf") in said


@pytest.mark.parametrize("verb", ["start", "join"])
def test_a_wrong_password(server: Server, new_till: NewTill, verb: str) -> None:
    till = new_till("one", Role(server.owner.name, "nothing of the kind"))
    said = left_as_it_was(till, f"shop {verb} service=shop", 5)
    assert "the server refuses this till's password." in said
    assert ".pgpass" in said
    assert "nothing of the kind" not in said
    assert {".pg_service.conf", ".pgpass"} == {path.name for path in till.folder.iterdir()}


def test_no_password(server: Server, one: Till) -> None:
    (one.folder / ".pgpass").write_text("")
    said = left_as_it_was(one, "shop start service=shop", 5)
    assert "there is no password for the server in the password file" in said
    port = server.cluster.by_socket[1]
    assert f".pgpass: *:{port}:{server.database}:{server.owner.name}:PASSWORD" in said


def test_a_password_file_that_is_open_to_others(one: Till) -> None:
    (one.folder / ".pgpass").chmod(0o644)
    with one.begun("shop", "start", "service=shop") as ran:  # libpq writes to the terminal past Python
        said = ran.communicate()[1].decode()
    assert 5 == ran.returncode
    assert "oc: Nothing was done: the password file is open to others, so its password is not used.\n" in said
    assert f"oc: hint: chmod 600 {one.folder / '.pgpass'}\n" in said
    assert "WARNING" not in said


def test_a_server_that_is_not_there_and_then_is(server: Server, new_till: NewTill) -> None:
    till = new_till("one", host=str(server.cluster.address[0]) + "-nowhere")
    said = left_as_it_was(till, "shop join service=shop", 5)
    assert "there is no server at its socket" in said
    server.service(role=server.owner, place=till.folder)
    assert "There is no shop “shop” on this server." in till("shop join service=shop").complained(1)


def test_a_server_without_our_schema(one: Till, new_till: NewTill) -> None:
    said = left_as_it_was(new_till("two"), "shop join service=shop", 1)
    assert "There is no shop “shop” on this server.\n" in said
    assert "oc shop start service=shop" in said
    said = left_as_it_was(one, "shop upgrade service=shop", 1)
    assert "There is no shop “shop” on this server.\n" in said


@pytest.mark.parametrize(("more", "next_step"), [(1, "install the newer onecustomer"), (-1, "oc shop upgrade")])
def test_a_server_of_another_schema(
    server: Server, founder: Till, new_till: NewTill, more: int, next_step: str
) -> None:
    with server.admin() as admin:
        admin.execute(f"UPDATE shop.shop SET schema = schema + {more}")
    said = left_as_it_was(new_till("two"), "shop join service=shop", 6)
    assert "The shop's server has schema" in said
    assert next_step in said


def test_a_till_whose_role_is_not_of_the_shop(server: Server, founder: Till, new_till: NewTill) -> None:
    two = new_till("two", server.stranger)
    said = left_as_it_was(two, "shop join service=shop", 5)
    assert "the server does not let this till in." in said
    assert f"GRANT shop_till TO {server.stranger.name};" in said


def test_a_till_whose_role_the_server_does_not_list(server: Server, founder: Till, new_till: NewTill) -> None:
    if not isinstance(server.cluster, Cluster):
        pytest.skip("who the server that is given lists is not known")
    for till, command in ((new_till("two"), "shop join service=shop"), (founder, "shop send")):
        server.service(role=Role(SUPERUSER, "s3same"), at=[server.cluster.by_tls], place=till.folder)
        said = " ".join(left_as_it_was(till, command, 5).split())
        assert "the server lets nobody in from this computer as this role into this database." in said
        assert ("pg_hba.conf there" if till is not founder else "ask who runs the server") in said
        assert "s3same" not in said


def test_a_till_of_another_shop(founder: Till, server: Server) -> None:
    server.service("other", server.owner, place=founder.folder)
    said = left_as_it_was(founder, "shop join service=other", 1)
    assert "This till is in the shop “shop”.\n" in said
    assert "oc shop leave, then oc shop join service=other" in said


def test_people_of_its_own_are_not_left_out(founder: Till, new_till: NewTill) -> None:
    two = new_till("two")
    two("add Jim O’Neil").printed_or_said()
    said = left_as_it_was(two, "shop join service=shop", 1)
    assert "This store has people of its own, and a shop has its own.\n" in said
    assert "oc export -o people.json, move the store away, oc shop join service=shop, oc import people.json" in said


def test_the_way_that_is_said_brings_people_into_the_shop(founder: Till, new_till: NewTill) -> None:
    two = new_till("two")
    two("add Jim O’Neil").printed_or_said()
    people = two.folder / "people.json"
    two(f"export -o {people}").printed_or_said()
    two.db.rename(two.folder / "away.db")
    for left in two.folder.glob("shop.db-*"):
        left.rename(two.folder / left.name.replace("shop", "away"))
    two("shop join service=shop").printed_or_said()
    two(f"import {people}").printed_or_said()
    assert "Jim O’Neil" in founder("show o’neil").printed_or_said()
    assert "Margo Klein" in two("show klein").printed_or_said()


def test_a_store_of_nobody_gives_way_to_the_shop(founder: Till, new_till: NewTill) -> None:
    two = new_till("two")
    two("setting quiet 30d").printed_or_said()
    assert "this is till 2." in two("shop join service=shop").printed()
    assert founder.has() == two.has()
    assert [] == two.rows("SELECT * FROM setting")


def test_leaving_with_something_that_waits(founder: Till, server: Server) -> None:
    nowhere = server.service(role=server.owner, place=founder.folder / "away", host="/nowhere")
    founder("note --for klein likes blue", **nowhere).printed_or_said()
    said = left_as_it_was(founder, "shop leave --yes", 1, **nowhere)
    assert "1 thing that was noted here is not in the shop yet.\n" in said
    assert "oc shop send" in said


def test_what_the_shop_could_not_take_is_shown_and_keeps_nobody_in_it(
    founder: Till, new_till: NewTill, server: Server
) -> None:
    founder("promise coat --for klein --by friday").printed_or_said()
    two = new_till("two")
    two("shop join service=shop").printed_or_said()
    nowhere = server.service(role=server.owner, place=two.folder / "away", host="/nowhere")
    two("done coat --for klein", **nowhere).printed_or_said()
    founder("done coat --for klein").printed_or_said()
    assert "could not take 1" in two("shop send").err
    assert "Refused  Margo Klein, kept: coat. That is kept already" in two("shop").printed_or_said()
    lost, question = two("shop leave", stdin="n\n", at_terminal=True).err.splitlines()[-2:]
    assert lost.startswith("oc: Lost with it, as the shop did not take it: Margo Klein, kept: coat. That is kept")
    assert question.startswith("Leave the shop, and erase its customers from this till? y/N:")
    two("shop leave --yes").printed_or_said()


def test_leaving_is_asked_about(founder: Till) -> None:
    said = left_as_it_was(founder, "shop leave", 1)
    assert "oc shop leave --yes" in said
    asked = founder("shop leave", stdin="n\n", at_terminal=True).err
    assert "stays in the shop" in asked
    assert "--yes" not in asked


def test_starting_twice(founder: Till, new_till: NewTill) -> None:
    assert "This till is in the shop “shop” already.\n" in left_as_it_was(founder, "shop start service=shop", 1)
    two = new_till("two")
    two("add Jim O’Neil").printed_or_said()
    said = left_as_it_was(two, "shop start service=shop", 1)
    assert "There is a shop on this server already: shop.\n" in said
    assert "oc shop join service=shop" in said


def test_starting_without_the_right_to_make_a_schema(server: Server, new_till: NewTill) -> None:
    till = new_till("one", server.tills[0])
    till("add Margo Klein").printed_or_said()
    said = left_as_it_was(till, "shop start service=shop", 1)
    assert f"GRANT CREATE ON DATABASE {server.database} TO {server.tills[0].name};" in said


def test_starting_without_the_right_to_make_roles(server: Server, new_till: NewTill) -> None:
    with server.admin() as admin:
        admin.execute(f"GRANT CREATE ON DATABASE {server.database} TO {server.tills[0].name}")
    till = new_till("one", server.tills[0])
    till("add Margo Klein").printed_or_said()
    said = left_as_it_was(till, "shop start service=shop", 1)
    assert "may make no role for the shop's tills." in said
    assert f"CREATE ROLE shop_till NOLOGIN; or ALTER ROLE {server.tills[0].name} CREATEROLE;" in said


def test_starting_on_a_server_that_is_too_old(server: Server, one: Till) -> None:
    with server.admin() as admin:  # what says of itself that it is an old one stands before the server's own word
        admin.execute("CREATE SCHEMA aged; GRANT USAGE ON SCHEMA aged TO PUBLIC")
        admin.execute("CREATE FUNCTION aged.current_setting(text) RETURNS text LANGUAGE sql AS $$ SELECT '120022' $$")
        admin.execute(f"ALTER ROLE {server.owner.name} SET search_path = aged, pg_catalog")
    said = left_as_it_was(one, "shop start service=shop", 1)
    assert "oc: The server is PostgreSQL 12, and a shop needs 13 or newer.\n" in said


@pytest.mark.parametrize(("column", "value"), [("name", "char(0) || 'x'"), ("added", "'2026-13-45'")])
def test_what_no_server_can_hold_is_not_handed_over(server: Server, one: Till, column: str, value: str) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(one.db)) as store, store:
        store.execute(f"UPDATE customer SET {column} = {value}")
    said = left_as_it_was(one, "shop start service=shop", 1)
    assert "The store has what no server can hold" in said
    assert "oc doctor" in said
    with server.admin() as admin:
        admin.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'shop'")
        assert (0,) == admin.fetchone()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("host=shop.example.com password=secret", "No address has a password in it."),
        ("postgresql://ana:secret@shop.example.com/shop", "No address has a password in it."),
        ("shop.example.com", "The address of a server is service=NAME."),
        ("service=Shop-1", "“Shop-1” cannot be the name of a shop."),
        ("service=user", "“user” means something else to PostgreSQL."),
    ],
)
def test_an_address_that_is_none(one: Till, typed: str, sentence: str) -> None:
    said = left_as_it_was(one, f"shop start '{typed}'", 1)
    assert sentence in said
    assert "secret" not in said


def test_a_password_in_the_service_file(one: Till) -> None:
    with (one.folder / ".pg_service.conf").open("a") as file:
        file.write("[open]\nhost=/tmp\npassword=secret\n")
    said = left_as_it_was(one, "shop start service=open", 1)
    assert "has a password in it." in said
    assert "secret" not in said


def test_a_network_without_a_certificate_that_is_checked(server: Server, new_till: NewTill) -> None:
    till = new_till("one", host="127.0.0.1", sslmode="require")
    said = left_as_it_was(till, "shop join service=shop", 1)
    assert "The way to the service “shop” is not safe." in said
    assert "sslmode=verify-full" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("shop nonsense", "“nonsense” is nothing that oc shop does."),
        ("shop start", "oc shop start needs to know the server."),
        ("shop send service=shop", "oc shop send takes no address."),
        ("shop leave x", "oc shop leave takes a till's number, or nothing."),
        ("shop join service=shop --json", "--json is for oc shop alone."),
    ],
)
def test_words_that_are_none_of_its_own(one: Till, words: str, sentence: str) -> None:
    assert sentence in left_as_it_was(one, words, 2)


@pytest.mark.parametrize("words", ["shop send", "shop leave --yes", "shop upgrade"])
def test_a_till_that_is_in_no_shop(one: Till, words: str) -> None:
    said = left_as_it_was(one, words, 1)
    assert "This till is in no shop of several tills.\n" in said
    assert "oc shop join service=NAME" in said


def test_a_till_that_is_alone_says_so(one: Till) -> None:
    assert "This till is alone" in one("shop").printed_or_said()
    assert {"schema": 1, "shop": None} == json.loads(one("shop --json").printed())


def test_sending_without_a_server(founder: Till, server: Server) -> None:
    nowhere = server.service(role=server.owner, place=founder.folder / "away", host="/nowhere")
    said = left_as_it_was(founder, "shop send", 5, **nowhere)
    assert "Nothing was sent: there is no server at its socket." in said
    assert 2 == len(said.splitlines())


def test_the_driver_is_not_installed(one: Till, tmp_path: Path) -> None:
    blocker = tmp_path / "blocks"
    (blocker / "psycopg2").mkdir(parents=True)
    (blocker / "psycopg2" / "__init__.py").write_text("raise ImportError\n")
    ran = subprocess.run(
        [sys.executable, "-m", "onecustomer", "shop", "start", "service=shop"],
        env={**os.environ, **one.env, "PYTHONPATH": os.pathsep.join([str(blocker), *GUARDED.values()])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (5, "") == (ran.returncode, ran.stdout)
    assert "oc: The driver for the server of a shop is not installed.\n" in ran.stderr
    assert '.venv/bin/pip install ".[shop]"' in ran.stderr


def test_what_is_noted_while_somebody_is_asked_whether_to_leave_is_not_erased(
    founder: Till, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = server.service(role=server.owner, place=founder.folder / "away", host="/nowhere")

    def meanwhile(_: str) -> bool:
        with founder.begun("note", "--for", "klein", "zip broke", **nowhere) as another:
            assert 0 == another.wait()
        return True

    monkeypatch.setattr("onecustomer.cli.terminal.streams.agrees", meanwhile)
    ran = founder("shop leave", at_terminal=True)
    assert 1 == ran.code, ran
    assert "1 thing that was noted here is not in the shop yet" in ran.err
    assert founder.db.exists()


@pytest.mark.parametrize("words", [SAYS, DRAFTS], ids=["note", "draft"])
def test_nothing_that_is_kept_at_another_terminal_while_this_till_leaves_goes_in_silence(
    founder: Till, server: Server, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    nowhere = server.service(role=server.owner, place=founder.folder / "away", host="/nowhere")
    others: list[subprocess.Popen[bytes]] = []
    leave = OurServer.leave

    def meanwhile(*till: Any) -> None:
        others.append(founder.begun(*words, **nowhere))
        assert others[0].stderr
        for line in others[0].stderr:  # until it has ended, or waits for this one
            if b"Waiting for another terminal" in line:
                break
        leave(*till)

    monkeypatch.setattr(OurServer, "leave", meanwhile)
    founder("shop leave --yes").printed_or_said()
    said, complained = others[0].communicate()
    assert (5, b"") == (others[0].returncode, said)
    assert b"This till has left the shop meanwhile" in complained
    assert not founder.db.exists()
    assert not founder.db.with_name("shop.db-outbox").exists()


def test_a_server_that_says_sql_is_not_obeyed(founder: Till, new_till: NewTill, server: Server) -> None:
    with closing(server.connect()) as connection, connection, connection.cursor() as cursor:
        cursor.execute("ALTER FUNCTION shop.page(text, text, int) RENAME TO was")
        cursor.execute(SAYS_SQL)
    two = new_till("two")
    assert "more than this onecustomer knows" in two("shop join service=shop").complained(5)
    assert not two.db.exists()
