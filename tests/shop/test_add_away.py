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
    assert "Ada Byron waits at this till. Once the server answers, oc shop send adds them.\n" == first(ADA).out
    assert "Ada Byron, to be added" in first("shop").out
    for looked in ("serve ada", "find ada byr"):
        refused = first(looked).complained(3)
        assert "Ada Byron waits at this till, and is not added yet.\n" in refused
        assert "hint: once the server answers: oc shop send\n" in refused
    back(door, first)
    assert 0 == first("find klein").code
    assert "hint: oc shop send\n" in first("serve ada").complained(3)
    sent = first("shop send")
    assert "oc shop send at a terminal" in sent.err
    assert "All is fetched, and all but 1 is sent.\n" == sent.out
    assert "At this till: 1 to be added: oc shop send asks about each\n" in first("today").out
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
    kept = first("shop send", at_terminal=True, stdin="\n")
    asked = (
        "Ada Byron may be the same person. a adds Ada Byron too, d drops what you typed, Enter asks again next time:"
    )
    assert f"{asked} oc: 1 to be added: oc shop send asks again" in " ".join(kept.err.split())
    assert "1 to be added: oc shop send asks again" in kept.err
    assert first.db.with_name("shop.db-outbox").exists()
    (ref,) = [one["ref"] for one in json.loads(first("find ada --json").out)["candidates"]]
    dropped = first("shop send", at_terminal=True, stdin="d\n").err
    assert (
        f'What was kept of Ada Byron: oc edit {ref} --phone "+1 212 555 0111" --at Bell --role poet; jim brought them'
        in " ".join(dropped.split())
    )
    assert not first.db.with_name("shop.db-outbox").exists()
    assert 1 == len(json.loads(second("find ada --json").out)["candidates"])


def test_a_draft_of_somebody_who_is_here_is_added_too_where_they_are_two(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first(ADA).printed_or_said()
    second("add Ada Byron").printed_or_said()
    back(door, first)
    assert "Added Ada Byron" in first("shop send", at_terminal=True, stdin="a\n").out
    assert 2 == len(json.loads(second("find ada --json").out)["candidates"])
    assert first.has() == second.has()


def test_a_second_draft_of_one_name_is_said_and_asked_about(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    assert "One of this name waits already" not in first(ADA).out
    said = first("add --away ada  byron").out
    assert said.endswith(" One of this name waits already: oc shop send asks whether they are two.\n")
    back(door, first)
    sent = first("shop send", at_terminal=True, stdin="d\n")
    assert "Ada Byron may be the same person" in sent.err
    assert not first.db.with_name("shop.db-outbox").exists()
    assert 1 == len(json.loads(second("find ada --json").out)["candidates"])


def test_a_draft_that_cannot_be_added_stays_until_it_is_dropped(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    door.shut()
    first("add --away Ada Byron --brought-by xanthippe").printed_or_said()
    back(door, first)
    left = first("shop send", at_terminal=True, stdin="\n").err
    assert "d drops what you typed, Enter asks again next time:" in " ".join(left.split())
    assert "1 to be added" in left
    dropped = first("shop send", at_terminal=True, stdin="d\n").err
    assert "What was kept of Ada Byron: xanthippe brought them" in " ".join(dropped.split())
    assert not first.db.with_name("shop.db-outbox").exists()


def test_a_draft_that_is_added_changes_nobody_who_is_served(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    door.shut()
    first("add --away Ada Byron").printed_or_said()
    back(door, first)
    first("serve klein").printed_or_said()
    added = first("shop send", at_terminal=True).out
    assert "Ada Byron (c" in added
    assert "served" not in added
    assert "Noted for Margo Klein: likes red\n" == first("note likes red", at_terminal=True).out


def test_nor_does_it_where_nobody_is_served(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    door.shut()
    first("add --away Ada Byron").printed_or_said()
    back(door, first)
    assert "served" not in first("shop send", at_terminal=True).out
    assert "Nobody is being served here" in first("note likes red", at_terminal=True, stdin="\n").complained(2)


def test_a_draft_at_a_terminal_ends_serving_as_the_next_note_is_of_the_new_one(
    behind_a_door: Tills, door: Proxy
) -> None:
    first, _ = behind_a_door
    first("serve klein").printed_or_said()
    door.shut()
    kept = first("add --away Ada Byron", at_terminal=True).out
    assert "Margo Klein is no longer being served." in " ".join(kept.split())
    noted = first("note likes red", at_terminal=True, stdin="ada\n")
    assert "Ada Byron waits at this till, and is not added yet." in " ".join(noted.complained(2).split())


def test_elsewhere_the_same_is_served_on(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    first("serve klein").printed_or_said()
    door.shut()
    assert first("add --away Ada Byron").out.endswith(" Margo Klein is still being served.\n")
    assert "Noted for Margo Klein: likes red\n" == first("note likes red").out


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
    assert "At this till: 1 that the shop did not take: oc shop send asks about each\n" in first("today").out
    left = first("shop send", at_terminal=True, stdin="\n")
    assert "Not taken: Margo Klein, kept" in left.err
    assert "1 could not be kept" in left.err
    first("shop send", at_terminal=True, stdin="s\n")
    assert 1 == len(json.loads(first("shop --json").out)["shop"]["refused"])
    second("undo").printed_or_said()
    first("shop send", at_terminal=True, stdin="s\n")
    assert not first.db.with_name("shop.db-outbox").exists()
    assert "kept" in second("history klein").out
    assert first.has() == second.has()
