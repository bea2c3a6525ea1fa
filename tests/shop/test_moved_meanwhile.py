"""What was noted while the server was away, about what another till changed meanwhile: right, or refused and said."""

from __future__ import annotations

from tests.shop.proxy import Proxy
from tests.shop.tills import Till, back
from tests.words import NOON

Tills = tuple[Till, Till]
ENDS_ANOTHERS = """
SELECT count(*) FROM interaction AS ending JOIN interaction AS ended ON ended.id = ending.about_id
    WHERE ending.customer_id <> ended.customer_id
"""
BROUGHT_THEMSELVES = "SELECT count(*) FROM interaction WHERE other_id = customer_id"


def test_what_ends_a_promise_that_was_moved_meanwhile_is_its_ending_or_set_aside(
    behind_a_door: Tills, door: Proxy
) -> None:
    first, second = behind_a_door
    second("promise coat --for klein --by friday").printed_or_said()
    first("show klein").printed_or_said()
    door.shut()
    first("done --for klein").printed_or_said()
    second("mend e1 --move jim").printed_or_said()
    back(door, first)
    first("shop send").printed_or_said()
    second("shop send").printed_or_said()
    assert [(0,)] == second.rows(ENDS_ANOTHERS)


def test_nobody_brought_themselves_who_were_merged_meanwhile(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --referral jim --for klein told him").printed_or_said()
    second("merge klein jim --yes").printed_or_said()
    back(door, first)
    first("shop send").printed_or_said()
    second("shop send").printed_or_said()
    assert [(0,)] == second.rows(BROUGHT_THEMSELVES)


def test_how_she_is_today_is_what_was_said_last_and_not_what_was_sent_last(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("style upset --for klein").printed_or_said()
    second("style languid --for klein", OC_NOW=NOON.replace("T12", "T13")).printed_or_said()
    back(door, first)
    first("shop send").printed_or_said()
    assert "LANGUID" in second("show klein").out
