"""Undo of what waits, of what is being sent, and of what nobody answered."""

from __future__ import annotations

import json

import pytest

from tests.shop.lines import CUTS, Cut
from tests.shop.proxy import Proxy, at_commit
from tests.shop.tills import Till, back, forget_hosts

Tills = tuple[Till, Till]


def test_what_waits_is_taken_back_and_never_sent(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    first("note --for klein came again").printed_or_said()
    assert "Took back today’s note for Margo Klein: came again" in first("undo").out
    assert "came again" not in first("show klein").out
    assert "Took back today’s note for Margo Klein: zip broke" in first("undo").out
    assert not first.db.with_name("shop.db-outbox").exists()
    back(door, first)
    assert "Sent" not in first("find klein").err
    second("find klein")
    assert first.has() == second.has()


@pytest.mark.parametrize("cut", CUTS)
def test_what_nobody_knows_to_be_sent_is_taken_back_with_it(behind_a_door: Tills, door: Proxy, cut: Cut) -> None:
    first, second = behind_a_door
    door.rule = lambda message: cut if b"COMMIT" in message else Cut.UNSENT if door.cuts else None
    first("note --for klein zip broke").printed_or_said()
    assert "Took back today’s note for Margo Klein: zip broke" in first("undo").out
    assert "zip broke" not in first("show klein").out
    assert first.db.with_name("shop.db-outbox").exists()
    door.rule = None
    forget_hosts(first)
    first("find klein")
    assert not first.db.with_name("shop.db-outbox").exists()
    assert "zip broke" not in first("show klein").out + second("show klein").out
    assert first.has() == second.has()


@pytest.mark.fault(33)
@pytest.mark.parametrize("cut", CUTS)
def test_an_undo_whose_answer_is_lost_is_done_once(behind_a_door: Tills, door: Proxy, cut: Cut) -> None:
    first, second = behind_a_door
    first("note --for klein zip broke").printed_or_said()
    first("note --for klein came again").printed_or_said()
    door.rule = at_commit(cut)
    ran = first("undo")
    door.rule = None
    forget_hosts(first)
    if ran.code:
        assert 5 == ran.code
        assert "came again" in second("show klein").out
        assert "came again" in first("undo").out
    assert "zip broke" in second("show klein").out
    assert "came again" not in first("show klein").out + second("show klein").out
    assert first.has() == second.has()


@pytest.mark.parametrize("cut", CUTS)
def test_an_undo_of_which_nobody_knows_is_told_by_the_next_command_and_may_be_typed_again(
    behind_a_door: Tills, door: Proxy, cut: Cut
) -> None:
    first, second = behind_a_door
    first("note --for klein zip broke").printed_or_said()
    door.rule = lambda message: cut if b"COMMIT" in message else Cut.UNSENT if door.cuts else None
    ran = first("undo")
    assert 5 == ran.code
    assert "Nobody knows yet whether this was written" in ran.err
    door.rule = None
    forget_hosts(first)
    said = first("find klein").err
    was_kept = "is in the shop" in said
    assert was_kept == ("did not reach the shop" not in said)
    assert was_kept == (cut in (Cut.UNHEARD, Cut.HALF_HEARD))
    assert "is in the shop" not in first("find klein").err
    if not was_kept:
        first("undo").printed_or_said()
    assert "zip broke" not in second("show klein").out + first("show klein").out
    assert first.has() == second.has()


def test_a_visit_that_waits_is_taken_back(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("serve klein").printed_or_said()
    assert "Took back today’s visit for Margo Klein" in first("undo").out
    back(door, first)
    first("find klein")
    second("find klein")
    assert [] == second.rows("SELECT 1 FROM interaction WHERE kind = 'visit'")
    assert first.has() == second.has()


def test_what_was_sent_and_is_ended_by_another_till_is_not_taken_back(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.rule = lambda message: Cut.UNHEARD if b"COMMIT" in message else Cut.UNSENT if door.cuts else None
    first("promise coat --for klein --by friday").printed_or_said()
    first("undo").printed_or_said()
    second("done coat --for klein").printed_or_said()
    door.rule = None
    forget_hosts(first)
    first("find klein")
    (refused,) = json.loads(first("shop --json").out)["shop"]["refused"]
    assert "more was written of it since" in refused["reason"]
    assert "coat" in first("history klein").out
    assert first.has() == second.has()
