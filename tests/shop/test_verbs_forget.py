"""Somebody is erased at one till: gone from the server at once, and from every other till at its next command."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecustomer.store.erasure import erased_keys, finish
from tests.shop.founded import ShopOf
from tests.shop.servers import Server
from tests.shop.tills import NewTill, Till
from tests.words import CAST, at

HERS = (
    "add 'Ottilie Wachowski' --phone '+1 212 555 0177' --email ottilie@wachowski.example --nick ottchen",
    "note --for ottilie likes wachowskiblue",
    "note --for klein sent by Wachowski",
    "edit ottilie --name 'Ottilie Wachowska'",
    "edit ottilie --name 'Ottilie Wachowski'",
    "mend e2 likes wachowskired",
)
WORDS = ("wachowskiblue", "wachowskired", "wachowska", "ottchen", "2125550177", "ottilie")


@pytest.fixture
def tills(shop_of: ShopOf) -> tuple[Till, Till]:
    """Two tills of a shop, both of which know her; the second serves her."""
    first, second = shop_of(*CAST[:3])
    for command in HERS[:2]:
        second(command).printed_or_said()
    first("edit ottilie --name 'Ottilie Wachowska'").printed_or_said()
    second("edit ottilie --name 'Ottilie Wachowski'").printed_or_said()
    second("serve ottilie").printed_or_said()
    return first, second


def said(folder: Path) -> set[str]:
    """Return which of her words stand in a byte of the files below a folder."""
    held = b"".join(path.read_bytes().lower() for path in folder.rglob("*") if path.is_file())
    return {word for word in WORDS if word.encode() in held}


def on_the_server(server: Server) -> set[str]:
    """Return which of her words stand in a row of the server."""
    with server.admin() as asked:
        asked.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'shop'")
        held = ""
        for (table,) in asked.fetchall():
            asked.execute(f'SELECT string_agg(t::text, chr(10)) FROM shop."{table}" AS t')
            held += (asked.fetchone()[0] or "").lower()
    return {word for word in WORDS if word in held}


def test_who_is_erased_at_one_till_stands_in_no_byte_of_another(tills: tuple[Till, Till], server: Server) -> None:
    first, second = tills
    assert "ottilie" in on_the_server(server)
    assert {"wachowskiblue", "ottilie"} <= said(second.folder)
    forgotten = first("forget ottilie --yes")
    assert "the other tills erase them with their next command" in forgotten.err
    assert set() == on_the_server(server)
    assert set() == said(first.folder)
    assert "was taken out of the shop meanwhile." in second("note and a scarf").complained(2)
    assert "was taken out of the shop meanwhile." not in second("note and a scarf").complained(2)
    assert "Nobody found" in second("find ottilie").complained(3)
    assert set() == said(second.folder)
    assert first.has() == second.has()
    assert not second.rows("SELECT 1 FROM erasure")


def test_who_was_being_served_is_said_to_be_erased_at_another_till(tills: tuple[Till, Till]) -> None:
    first, second = tills
    second("serve ottilie").printed_or_said()
    first("forget ottilie --yes").printed_or_said()
    said_of_it = second("note and a scarf").complained(2)
    assert "Who was being served here was taken out of the shop, or erased, at another till." in said_of_it
    assert "at another till" not in second("note and a scarf").complained(2)


def test_an_erasure_of_another_till_that_is_cut_short_goes_on_with_the_next_command(
    tills: tuple[Till, Till], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tills
    first("forget ottilie --yes").printed_or_said()
    with monkeypatch.context() as here:
        here.setattr(finish, "of_the_shop", lambda _: None)  # killed before it began
        second("find klein").printed()
    assert second.rows("SELECT 1 FROM erasure")
    second("find klein").printed()
    assert not second.rows("SELECT 1 FROM erasure")
    assert set() == said(second.folder)


def test_a_name_of_the_staff_that_is_erased_at_one_till_is_in_no_byte_of_another(tills: tuple[Till, Till]) -> None:
    first, second = tills
    second("note --for klein likes tea", OC_STAFF="Wachowskiblue").printed()
    first("forget --staff Wachowskiblue --yes").printed_or_said()
    second("edit ottilie --name Ilse").printed_or_said()
    assert not second.rows("SELECT 1 FROM deed WHERE staff = 'Wachowskiblue'")
    second("forget ottilie --yes")
    first("find klein")
    assert first.has() == second.has()


def test_what_is_past_its_time_is_tidied_in_turns_and_leaves_no_byte_at_another_till(tills: tuple[Till, Till]) -> None:
    first, second = tills
    late = "2030-01-02T10:00:00+00:00"
    first("tidy --yes", OC_NOW=late).printed_or_said()
    second("find klein", OC_NOW=late)
    assert "wachowskiblue" not in said(second.folder)
    assert first.has() == second.has()


def test_a_till_that_joins_later_knows_who_was_erased(tills: tuple[Till, Till], new_till: NewTill) -> None:
    first, _ = tills
    export = first.folder / "people.json"
    first("export", "-o", str(export)).printed_or_said()
    first("forget ottilie --yes").printed_or_said()
    third = new_till("three")
    third("shop join service=shop").printed_or_said()
    third("import", str(export))
    assert "Nobody found" in third("find ottilie").complained(3)


def test_what_waits_about_who_was_erased_meanwhile_is_dropped_and_said(
    tills: tuple[Till, Till], server: Server
) -> None:
    first, second = tills
    away = {"PGSERVICEFILE": str(second.folder / "nowhere")}
    server.service(name="shop", role=server.owner, place=second.folder / "away", port="1")
    away = {"PGSERVICEFILE": str(second.folder / "away" / ".pg_service.conf")}
    assert 0 == second("note --for ottilie likes wachowskired", **away).code
    assert 0 == second("note --for klein likes tea", **away).code
    assert "wachowskired" in said(second.folder)
    first("forget ottilie --yes").printed_or_said()
    (second.folder / "shop.db-hosts").unlink()
    answer = second("find klein")
    assert "Not sent, and dropped: 1 of what was noted here, of somebody whom the shop has erased." in answer.err
    second("shop send").printed_or_said()
    first("find klein")
    assert set() == said(second.folder)
    assert "likes tea" in first("show klein").printed()
    assert first.has() == second.has()


def test_a_till_notes_an_erasure_under_the_day_that_it_has_itself(shop_of: ShopOf, new_till: NewTill) -> None:
    first, second = shop_of(*CAST[:3])
    first("forget klein --yes")
    second("find jim", OC_NOW=at("2031-05-06"))
    assert {"2031-05-06"} == set(erased_keys.known(str(second.db)).values())
    third = new_till("three")
    third("shop join service=shop", OC_NOW=at("2032-07-08")).printed_or_said()
    third("find jim").printed_or_said()
    assert {"2032-07-08"} == set(erased_keys.known(str(third.db)).values())
