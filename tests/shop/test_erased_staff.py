"""A name of the staff is erased while it waits in an outbox: what is sent says that it was former staff."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.shop.proxy import Proxy
from tests.shop.servers import Server
from tests.shop.tills import Till, back

Tills = tuple[Till, Till]
STAFF = "Wachowskiblue"
HERS = {"OC_STAFF": STAFF}


def held(till: Till) -> bool:
    """Tell whether the name stands in a byte of a till's files."""
    return any(STAFF.lower().encode() in file.read_bytes().lower() for file in till.folder.rglob("*") if file.is_file())


def on_the_server(server: Server) -> set[str]:
    """Return who wrote in the shop, by the names of staff in its rows."""
    with closing(server.connect()) as connection, connection.cursor() as asked:
        asked.execute("SELECT staff FROM shop.deed UNION SELECT staff FROM shop.interaction")
        return {name for (name,) in asked.fetchall() if name}


@pytest.fixture
def tills(behind_a_door: Tills, door: Proxy) -> Tills:
    """Two tills at both of which she wrote; the server is away from the first of them, where she writes on."""
    first, second = behind_a_door
    second("promise coat --for klein --by friday", **HERS).printed_or_said()
    first("find klein").printed()
    door.shut()
    first("note --for klein likes tea", **HERS).printed_or_said()
    first("note --for jim likes rum", OC_STAFF="Ana").printed_or_said()
    return first, second


def test_what_waited_at_another_till_is_sent_without_the_name(tills: Tills, door: Proxy, server: Server) -> None:
    first, second = tills
    second(f"forget --staff {STAFF} --yes").printed_or_said()
    back(door, first)
    assert "Sent to the shop: 2" in first("find klein").err
    assert {"former staff", "Ana"} == on_the_server(server)
    assert "likes tea" in second("show klein").printed()
    assert not held(first)
    assert not held(second)
    assert first.has() == second.has()


def test_so_it_is_where_the_copy_is_fetched_anew(tills: Tills, door: Proxy, server: Server) -> None:
    first, second = tills
    second(f"forget --staff {STAFF} --yes").printed_or_said()
    door.open()
    first("shop join service=shop --yes").printed_or_said()
    first("shop send").printed_or_said()
    assert {"former staff", "Ana"} == on_the_server(server)
    assert not held(first)


def test_what_the_shop_did_not_take_loses_the_name_at_either_till(tills: Tills, door: Proxy, server: Server) -> None:
    first, second = tills
    first("done coat --for klein", **HERS).printed_or_said()
    second("done --for klein --broken 'the cloth came late'").printed_or_said()
    back(door, first)
    assert "could not take 1" in first("find klein").err
    assert held(first)
    first(f"forget --staff {STAFF} --yes").printed_or_said()
    assert not held(first)
    second("undo").printed_or_said()
    first("shop send", at_terminal=True, stdin="s\n")
    assert not first.db.with_name("shop.db-outbox").exists()
    assert {"former staff", "Ana"} == on_the_server(server)


def test_another_name_that_was_confirmed_by_who_is_erased_stays(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    first("note --for klein --pin vip", OC_STAFF="Ana").printed_or_said()
    door.shut()
    second("note --for klein --pin vip", **HERS).printed_or_said()
    first("note --for klein likes tea", OC_STAFF="Ana").printed_or_said()
    second(f"forget --staff {STAFF} --yes").printed_or_said()
    back(door, first)
    assert "Sent to the shop: 1" in first("find klein").err
    assert [("Ana",)] == first.rows("SELECT staff FROM interaction WHERE text = 'likes tea'")
