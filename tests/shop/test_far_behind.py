"""A till that was off while others wrote a great deal: at the counter a part of it, and whom it shows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.shop.founded import ShopOf
from tests.shop.proxy import Proxy
from tests.shop.tills import Till, back
from tests.words import CAST, Ran

Tills = tuple[Till, Till]
PEOPLE = "Ada Byron", "Ben Okri", "Cleo Vance", "Dora Maar", "Eli Roth"
MEANWHILE = (
    *(line for name in PEOPLE for line in (f"add {name}", f"note --for '{name}' likes tea")),
    *("edit klein --role boss", "note --for klein zip broke"),
)
BEHIND = re.compile(r"^oc: This till is behind by (\d+) writes?: oc shop send fetches (?:it|them)\.$", re.MULTILINE)


@pytest.fixture
def far_behind(shop_of: ShopOf, door: Proxy, monkeypatch: pytest.MonkeyPatch) -> Tills:
    """Two tills of a shop: the first was off meanwhile, and takes in few rows a command."""
    first, second = shop_of(*CAST, then=MEANWHILE, at=[door.address])
    monkeypatch.setattr("onecustomer.store.shop.link.server.MOST", 3)
    return first, second


def by(ran: Ran) -> int:
    """Return by how many writes a till says that it is behind."""
    said = BEHIND.findall(ran.err)
    return int(said[0]) if said else 0


def test_each_command_says_by_how_much_the_till_is_behind_and_what_fetches_it(far_behind: Tills) -> None:
    first, second = far_behind
    found = [first("find klein") for _ in range(3)]
    left = [second.rows("SELECT max(cursor) FROM shop")[0][0]]
    assert all(by(ran) for ran in found)
    assert by(found[0]) > by(found[1]) > by(found[2])
    assert left[0] - first.rows("SELECT cursor FROM shop")[0][0] == by(found[2])
    assert not any("As of" in ran.err or "sent once" in ran.err for ran in found)
    assert "as_of" in json.loads(first("find klein --json").out)
    assert re.search("answers; this till is behind by .* writes?: oc shop send fetches", first("shop").out)
    assert not by(first("shop send"))
    assert "" == first("find klein").err
    assert "as_of" not in json.loads(first("find klein --json").out)


def test_a_till_that_is_behind_asks_for_what_it_types_itself_as_it_was_called(far_behind: Tills) -> None:
    first, _ = far_behind
    ran = first("--db", str(first.db), "find", "klein")
    assert re.search(r"writes: oc --db \S+ shop send fetches them\.", ran.err)


def test_the_card_that_is_shown_is_whole_and_says_that_the_till_is_not(far_behind: Tills) -> None:
    first, _ = far_behind
    ran = first("show klein")
    assert "boss" in ran.out
    assert "zip broke" in ran.out
    assert by(ran)
    assert 0 == first.rows("SELECT count(*) FROM customer WHERE name = 'Eli Roth'")[0][0]


def test_who_is_not_found_may_not_be_fetched_yet(far_behind: Tills) -> None:
    first, _ = far_behind
    ran = first("show roth")
    assert 3 == ran.code
    assert "oc shop send fetches" in ran.err
    assert 0 == first("shop send").code
    assert "Eli Roth" in first("show roth").printed()


def test_a_write_that_is_too_large_for_the_counter_is_fetched_by_whoever_has_time(
    shop_of: ShopOf, door: Proxy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, second = shop_of(*CAST, at=[door.address])
    (tmp_path / "people.csv").write_text("First Name,Last Name\n" + "".join(f"Ada{n},Lovelace{n}\n" for n in range(9)))
    second("import", str(tmp_path / "people.csv")).printed_or_said()
    second("note --for klein zip broke").printed_or_said()
    monkeypatch.setattr("onecustomer.store.shop.link.server.MOST", 1)
    monkeypatch.setattr("onecustomer.store.shop.taking.AT_ONCE", 1)
    ran = first("show klein")
    assert "zip broke" in ran.out
    assert 0 < by(ran) == by(first("show klein"))
    assert "Noted" in first("note --for klein is in a hurry").printed_or_said()
    first("edit jim --role boss").printed_or_said()
    assert not by(first("show jim"))
    second("shop send").printed_or_said()
    first("shop send").printed_or_said()
    assert first.has() == second.has()


@pytest.mark.long
def test_a_few_commands_take_everything_in(far_behind: Tills) -> None:
    first, second = far_behind
    for _ in range(30):
        ran = first("find klein")
    assert not by(ran)
    assert first.has() == second.has()


@pytest.mark.parametrize("most", [3, pytest.param(4_000, marks=pytest.mark.long)])
def test_an_append_is_written_at_once_and_changes_nobody_elses_rows(
    far_behind: Tills, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    first, second = far_behind
    assert 0 == first("note --for klein came again").code
    assert not first.db.with_name("shop.db-outbox").exists()
    assert "came again" in second("show klein").out
    assert "came again" in first("show klein").out
    monkeypatch.setattr("onecustomer.store.shop.link.server.MOST", most)
    assert 0 == first("note --for klein and again").code
    first("shop send").printed_or_said()
    second("shop send").printed_or_said()
    assert first.has() == second.has()


def test_another_write_takes_everything_in_first_and_says_so(far_behind: Tills) -> None:
    first, second = far_behind
    ran = first("edit jim --role baker")
    assert 0 == ran.code
    assert "Fetching what other tills wrote meanwhile." in ran.err
    second("shop send").printed_or_said()
    assert first.has() == second.has()


def test_what_waited_is_sent_once_everything_is_fetched(far_behind: Tills, door: Proxy) -> None:
    first, second = far_behind
    door.shut()
    first("note --for klein came again").printed_or_said()
    first("promise coat --for jim --by friday").printed_or_said()
    back(door, first)
    assert "Sent to the shop" not in first("find nobody").err
    ran = first("note --for jim waits too")
    assert "oc: Kept here, and sent once it can be.\n" in ran.err
    assert by(ran)
    refused = first("note --for jim --pin vip").complained(5)
    assert "Nothing was written, as a pin needs the server: what was noted here before is sent first." in refused
    assert "hint: note it without --pin, or oc shop send, then type it again" in refused
    assert "Sent to the shop: 3" in first("shop send").err
    assert "came again" in second("show klein").out
    second("shop send").printed_or_said()
    assert first.has() == second.has()


@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [("merge klein jim --yes", "Sent to the shop: 1"), ("forget klein --yes", "Not sent, and dropped: 1")],
)
def test_what_waited_about_somebody_who_went_meanwhile_is_not_refused(
    far_behind: Tills, door: Proxy, meanwhile: str, said: str
) -> None:
    first, second = far_behind
    door.shut()
    first("note --for klein came again").printed_or_said()
    second(meanwhile).printed_or_said()
    back(door, first)
    assert "could not take" not in first("find jim").err
    assert said in first("shop send").err
    second("shop send").printed_or_said()
    assert first.has() == second.has()


def test_a_name_of_staff_that_was_erased_meanwhile_is_not_sent(far_behind: Tills, door: Proxy) -> None:
    first, second = far_behind
    first("note --for klein came", OC_STAFF="Ana").printed_or_said()
    door.shut()
    first("note --for klein came again", OC_STAFF="Ana").printed_or_said()
    second("forget --staff Ana --yes").printed_or_said()
    back(door, first)
    first("find jim")
    first("shop send").printed_or_said()
    second("shop send").printed_or_said()
    assert not second.rows("SELECT 1 FROM deed WHERE staff = 'Ana'")
    assert first.has() == second.has()


@pytest.mark.parametrize(
    ("words", "who"),
    [("note --for klein zip broke", "jim"), ("note --for alecia --referral klein zip broke", "alecia")],
    ids=["about", "named"],
)
def test_what_waited_about_somebody_merged_elsewhere_is_sent_once_all_is_fetched(
    far_behind: Tills, door: Proxy, words: str, who: str
) -> None:
    first, second = far_behind
    door.shut()
    first(words).printed_or_said()
    second("merge jim klein --yes").printed_or_said()
    back(door, first)
    ran = first("find nobody")
    assert by(ran)
    assert "could not take" not in ran.err
    assert "All is sent" in first("shop send").out
    assert "zip broke" in second(f"history {who}").out
    second("shop send").printed_or_said()
    assert first.has() == second.has()


def test_somebody_merged_elsewhere_is_shown_as_who_stayed(far_behind: Tills) -> None:
    first, second = far_behind
    second("merge jim klein --yes").printed_or_said()
    ran = first("show klein")
    assert "O’Neil" in ran.out or 3 == ran.code
    first("shop send").printed_or_said()
    assert "O’Neil" in first("show klein").out
    assert first.has() == second.has()


def test_what_was_taken_out_elsewhere_is_not_on_the_card(behind_a_door: Tills, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = behind_a_door
    second("note --for klein hates tea").printed_or_said()
    second("note --for klein wears a hat").printed_or_said()
    first("shop send").printed_or_said()
    monkeypatch.setattr("onecustomer.store.shop.link.server.MOST", 3)
    for name in ("Ada Byron", "Ben Okri", "Cleo Vance", "Dora Maar", "Eli Roth"):
        second(f"add {name}").printed_or_said()
    second("mend e1 --move jim").printed_or_said()
    second("mend e2 --drop").printed_or_said()
    ran = first("show klein")
    assert by(ran)
    assert "tea" not in ran.out
    assert "hat" not in ran.out
    assert 0 == first("note --for klein came again").code
    for _ in range(30):
        first("find klein")
    assert "tea" in first("show jim").out
    second("shop send").printed_or_said()
    assert first.has() == second.has()


def test_a_till_that_fetched_all_anew_is_not_behind(far_behind: Tills) -> None:
    first, second = far_behind
    ((key,),) = second.rows("SELECT key FROM customer WHERE name = 'Ada Byron'")
    first.change(f"UPDATE customer SET key = '{key}' WHERE name LIKE 'Jim %'")
    ran = first("find klein --json")
    assert "This till's copy is not as the shop is: everything is fetched anew." in ran.err
    assert not by(ran)
    assert "as_of" not in json.loads(ran.out)
    assert first.has() == second.has()
