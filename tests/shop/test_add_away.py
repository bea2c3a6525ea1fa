"""Somebody new while the server is away: kept as a draft, and added at a terminal once it answers."""

from __future__ import annotations

import json

from tests.shop.proxy import Proxy
from tests.shop.tills import Till, back

Tills = tuple[Till, Till]
ADA = "add --away Ada Byron --phone '+1 212 555 0111' --role poet --at Bell --brought-by jim"


def test_a_draft_is_added_by_shop_send_at_a_terminal(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    ran = first("add Ada Byron")
    assert 5 == ran.code
    assert "oc add --away Ada Byron" in ran.err
    assert "Ada Byron is added once the server answers" in first(ADA).out
    assert "Ada Byron, to be added" in first("shop").out
    for looked in ("serve ada", "find ada byr"):
        assert "Ada Byron is kept at this till, and not added yet." in first(looked).complained(3)
    back(door, first)
    assert 0 == first("find klein").code
    sent = first("shop send")
    assert "oc shop send at a terminal" in sent.err
    assert "All is fetched, and all but 1 is sent.\n" == sent.out
    assert "Left at this till: 1 to be added; oc shop send asks about it\n" in first("today").out
    assert 1 == first("shop leave --yes").code
    assert 3 == second("show ada").code
    assert "Added Ada Byron" in first("shop send", at_terminal=True).out
    assert not first.db.with_name("shop.db-outbox").exists()
    shown = second("history ada").out
    assert "212 555 0111" in shown
    assert "brought Ada Byron" in second("history jim").out
    assert first.has() == second.has()


def test_a_draft_of_somebody_who_is_here_is_asked_about_and_may_be_dropped(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first(ADA).printed_or_said()
    second("add Ada Byron --phone '+1 212 555 0111'").printed_or_said()
    back(door, first)
    kept = first("shop send", at_terminal=True, stdin="n\nn\n")
    assert "may be the same person" in kept.err
    assert first.db.with_name("shop.db-outbox").exists()
    dropped = first("shop send", at_terminal=True, stdin="n\ny\n").err
    assert (
        'What was kept of Ada Byron: oc edit WHO --phone "+1 212 555 0111" --at Bell --role poet; jim brought them'
        in " ".join(dropped.split())
    )
    assert not first.db.with_name("shop.db-outbox").exists()
    assert 1 == len(json.loads(second("find ada --json").out)["candidates"])


def test_away_is_of_use_only_while_the_server_is_away(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    ran = first(ADA)
    assert 1 == ran.code
    assert "oc add Ada Byron" in ran.err
    door.shut()
    assert 1 == first("add --away Ada Byron --birthday nonsense").code
    assert not first.db.with_name("shop.db-outbox").exists()


def test_what_the_shop_did_not_take_is_sent_again_or_let_go(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    first("promise coat --for klein --by friday").printed_or_said()
    second("find klein")
    door.shut()
    first("done coat --for klein").printed_or_said()
    second("done --for klein --broken 'the cloth came late'").printed_or_said()
    back(door, first)
    first("find klein")
    assert "Left at this till: 1 that the shop could not take; oc shop send asks about it\n" in first("today").out
    left = first("shop send", at_terminal=True, stdin="\n")
    assert "Not taken: Margo Klein, kept" in left.err
    assert "1 could not be kept" in left.err
    first("shop send", at_terminal=True, stdin="a\n")
    assert 1 == len(json.loads(first("shop --json").out)["shop"]["refused"])
    second("undo").printed_or_said()
    first("shop send", at_terminal=True, stdin="a\n")
    assert not first.db.with_name("shop.db-outbox").exists()
    assert "kept" in second("history klein").out
    assert first.has() == second.has()
