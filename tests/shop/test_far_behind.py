"""A till that was off while others wrote a great deal: at the counter a part of it, and whom it shows."""

from __future__ import annotations

import pytest

from tests.shop.founded import ShopOf
from tests.shop.proxy import Proxy
from tests.shop.tills import Till, back
from tests.words import CAST

Tills = tuple[Till, Till]
PEOPLE = "Ada Byron", "Ben Okri", "Cleo Vance", "Dora Maar", "Eli Roth"
MEANWHILE = (
    *(line for name in PEOPLE for line in (f"add {name}", f"note --for '{name}' likes tea")),
    *("edit klein --role boss", "note --for klein zip broke"),
)
NOT_ALL = "this till has not fetched everything yet"


@pytest.fixture
def far_behind(shop_of: ShopOf, door: Proxy, monkeypatch: pytest.MonkeyPatch) -> Tills:
    """Two tills of a shop: the first was off meanwhile, and takes in few rows a command."""
    first, second = shop_of(*CAST, then=MEANWHILE, at=[door.address])
    monkeypatch.setattr("onecustomer.store.shop.shared.MOST", 3)
    return first, second


def test_the_card_that_is_shown_is_whole_and_says_that_the_till_is_not(far_behind: Tills) -> None:
    first, _ = far_behind
    ran = first("show klein")
    assert "boss" in ran.out
    assert "zip broke" in ran.out
    assert NOT_ALL in ran.err
    assert 0 == first.rows("SELECT count(*) FROM customer WHERE name = 'Eli Roth'")[0][0]


def test_who_is_not_found_may_not_be_fetched_yet(far_behind: Tills) -> None:
    first, _ = far_behind
    ran = first("show roth")
    assert 3 == ran.code
    assert "oc shop send fetches" in ran.err
    assert 0 == first("shop send").code
    assert "Eli Roth" in first("show roth").printed()


@pytest.mark.long
def test_a_few_commands_take_everything_in(far_behind: Tills) -> None:
    first, second = far_behind
    for _ in range(30):
        ran = first("find klein")
    assert "As of" not in ran.err
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
    monkeypatch.setattr("onecustomer.store.shop.shared.MOST", most)
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


def test_what_waited_is_sent_by_a_till_that_is_far_behind(far_behind: Tills, door: Proxy) -> None:
    first, second = far_behind
    door.shut()
    first("note --for klein came again").printed_or_said()
    first("promise coat --for jim --by friday").printed_or_said()
    back(door, first)
    ran = first("find nobody")
    assert "Sent to the shop: 2" in ran.err
    assert "came again" in second("show klein").out
    first("shop send").printed_or_said()
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
    monkeypatch.setattr("onecustomer.store.shop.shared.MOST", 3)
    for name in ("Ada Byron", "Ben Okri", "Cleo Vance", "Dora Maar", "Eli Roth"):
        second(f"add {name}").printed_or_said()
    second("mend e1 --move jim").printed_or_said()
    second("mend e2 --drop").printed_or_said()
    ran = first("show klein")
    assert NOT_ALL in ran.err
    assert "tea" not in ran.out
    assert "hat" not in ran.out
    assert 0 == first("note --for klein came again").code
    for _ in range(30):
        first("find klein")
    assert "tea" in first("show jim").out
    second("shop send").printed_or_said()
    assert first.has() == second.has()
