"""What waited for the server is sent: once, in its order, by the shop's rules, and nothing of it is lost in silence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from onecustomer.store.rows import PROVISIONAL
from onecustomer.store.shop.outbox import Outbox
from tests.shop.lines import CUTS, Cut, Rule
from tests.shop.proxy import Proxy, at_commit
from tests.shop.tills import Till, back, forget_hosts

Tills = tuple[Till, Till]
NOTES = "SELECT count(*) FROM interaction WHERE text = ?"


def notes(till: Till, text: str) -> int:
    """Return how often a till's copy has a note of these words."""
    return int(till.rows(NOTES, text)[0][0])


def waits(till: Till) -> list[dict[str, Any]]:
    """Return what waits at a till, as it says itself."""
    return list(json.loads(till("shop --json").out)["shop"]["waiting"])


@pytest.mark.fault(33)
@pytest.mark.parametrize("cut", CUTS)
def test_an_append_whose_end_is_cut_is_written_once(behind_a_door: Tills, door: Proxy, cut: Cut) -> None:
    first, second = behind_a_door
    door.rule = at_commit(cut)
    assert "Noted for Margo Klein: zip broke" in first("note --for klein zip broke").out
    assert [cut] == door.cuts
    door.rule = None
    forget_hosts(first)
    first("find klein")
    assert [] == waits(first)
    assert 1 == notes(first, "zip broke")
    second("find klein")
    assert first.has() == second.has()


def once_shut(door: Proxy, cut: Cut) -> Rule:
    """Cut at COMMIT, and answer nobody from then on."""

    def rule(message: bytes) -> Cut | None:
        if b"COMMIT" not in message:
            return Cut.UNSENT if door.cuts else None
        return cut

    return rule


@pytest.mark.parametrize("cut", CUTS)
def test_an_append_whose_end_nobody_knows_waits_under_its_own_key(behind_a_door: Tills, door: Proxy, cut: Cut) -> None:
    first, second = behind_a_door
    door.rule = once_shut(door, cut)
    assert 0 == first("note --for klein zip broke").code
    assert 1 == len(waits(first))
    assert "zip broke" in first("show klein").out
    door.rule = None
    forget_hosts(first)
    assert "anew" not in first("find klein").err
    assert [] == waits(first)
    assert 1 == notes(first, "zip broke")
    second("find klein")
    assert 1 == notes(second, "zip broke")
    assert first.has() == second.has()


@pytest.mark.fault(33)
@pytest.mark.parametrize("cut", CUTS)
def test_a_sending_that_is_cut_again_and_again_writes_each_entry_once_in_its_order(
    behind_a_door: Tills, door: Proxy, cut: Cut
) -> None:
    first, second = behind_a_door
    door.shut()
    texts = [f"note {number}" for number in range(6)]
    for text in texts:
        first(f"note --for klein {text}").printed_or_said()
    back(door, first)
    numbers = count()
    door.rule = lambda message: cut if b"COMMIT" in message and next(numbers) % 2 else None
    for _ in range(12):
        assert 0 == first("find klein").code
        forget_hosts(first)
    door.rule = None
    first("find klein")
    assert [] == waits(first)
    second("find klein")
    said = second.rows("SELECT text FROM interaction WHERE text LIKE 'note %' ORDER BY id")
    assert [(text,) for text in texts] == said
    assert first.has() == second.has()


def test_a_command_sends_fifty_and_shop_send_all(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    for number in range(53):
        first(f"note --for klein note {number}").printed_or_said()
    back(door, first)
    assert "Sent to the shop: 50" in first("find klein").err
    assert 3 == len(first.rows("SELECT 1 FROM interaction WHERE id >= 1000000000000000"))
    assert 0 == first("shop send").code
    second("find klein")
    assert 53 == len(second.rows("SELECT 1 FROM interaction WHERE text LIKE 'note %'"))
    assert first.has() == second.has()


@pytest.mark.long
def test_another_write_sends_all_that_waits_first(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    for number in range(53):
        first(f"note --for klein note {number}").printed_or_said()
    back(door, first)
    assert 0 == first("edit klein --role boss").code
    second("find klein")
    assert 53 == len(second.rows("SELECT 1 FROM interaction WHERE text LIKE 'note %'"))
    assert first.has() == second.has()


def test_what_is_about_somebody_merged_goes_to_the_one_who_stayed(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    second("merge jim klein --yes").printed_or_said()
    back(door, first)
    assert "zip broke" in first("show jim").out
    assert "zip broke" in second("show jim").out
    assert first.has() == second.has()


def test_what_is_about_somebody_erased_is_dropped_and_said(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    first("note --for jim tea").printed_or_said()
    first("note --for jim --referral klein sent her").printed_or_said()
    second("forget klein --yes").printed_or_said()
    back(door, first)
    said = first("find jim").err
    assert "dropped" in said
    first("find jim")
    assert [] == waits(first)
    assert not first.db.with_name("shop.db-outbox").exists()
    assert 0 == notes(first, "zip broke")
    assert "tea" in second("show jim").out
    assert first.has() == second.has()


def test_what_is_about_somebody_taken_out_is_set_aside_with_its_words(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    second("add Ada Byron").printed_or_said()
    first("find ada")
    door.shut()
    first("note --for ada likes tea").printed_or_said()
    first("note --for jim tea").printed_or_said()
    second("undo --yes").printed_or_said()
    back(door, first)
    assert "could not take 1" in first("find jim").err
    shown = first("shop").out
    assert "likes tea" in shown
    assert "no longer in the shop" in shown
    assert "tea" in second("show jim").out
    assert first.has() == second.has()


def test_what_a_rule_refuses_is_set_aside_and_stops_nothing(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    first("promise coat --for klein --by friday").printed_or_said()
    second("find klein")
    door.shut()
    first("done coat --for klein").printed_or_said()
    first("note --for klein came for it").printed_or_said()
    second("done --for klein --broken 'the cloth came late'").printed_or_said()
    back(door, first)
    first("find klein")
    assert "came for it" in second("show klein").out
    (refused,) = json.loads(first("shop --json").out)["shop"]["refused"]
    assert "kept" == refused["verb"]
    assert refused["reason"].endswith(".")
    assert first.has() == second.has()


def test_a_person_is_fed_while_a_referral_that_waits_names_her(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for jim --referral klein sent her").printed_or_said()
    second("edit klein --name 'Margo Klein-Roth'").printed_or_said()
    second("note --for klein zip broke").printed_or_said()
    back(door, first)
    assert "Margo Klein-Roth" in first("history jim").out
    assert "Margo Klein-Roth" in second("history jim").out
    assert first.has() == second.has()


def test_a_visit_of_the_same_day_is_there_once(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("serve klein").printed_or_said()
    second("serve klein").printed_or_said()
    back(door, first)
    first("find klein")
    assert [] == waits(first)
    second("find klein")
    assert 1 == len(second.rows("SELECT 1 FROM interaction WHERE kind = 'visit'"))
    assert first.has() == second.has()


@pytest.mark.parametrize("program", [lambda entries: entries[::-1], lambda entries: entries[1:]], ids=["order", "less"])
def test_no_row_is_sent_under_anothers_key_by_a_program_that_writes_otherwise(
    behind_a_door: Tills, door: Proxy, program: Callable[[list[Any]], list[Any]]
) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein --today hurried --on yesterday late for the train").printed_or_said()
    kept = dict(first.rows("SELECT kind, key FROM interaction WHERE id >= ?", PROVISIONAL))
    assert {"note", "style"} == kept.keys()
    with closing(sqlite3.connect(first.db.with_name("shop.db-outbox"))) as outbox, outbox:
        said = json.loads(outbox.execute("SELECT append FROM entry").fetchone()[0])
        said["entries"] = program(said["entries"])
        outbox.execute("UPDATE entry SET append = ?", (json.dumps(said),))
    back(door, first)
    first("find klein").printed_or_said()
    second("find klein").printed_or_said()
    there = dict(second.rows("SELECT kind, key FROM interaction WHERE key IN (?, ?)", *kept.values()))
    assert there and there.items() <= kept.items()
    assert first.has() == second.has()


def test_to_send_and_to_look_loads_nothing_that_makes_a_schema(behind_a_door: Tills) -> None:
    first, _ = behind_a_door
    for words in ("shop", "send"), ("shop",):
        process = first.begun(*words, PYTHONPROFILEIMPORTTIME="1")
        loaded = process.communicate()[1]
        assert 0 == process.returncode
        assert b"onecustomer.store.shop.shared" in loaded
        assert b"sqlalchemy" not in loaded


def test_an_entry_that_another_terminal_let_go_meanwhile_is_let_go(tmp_path: Path) -> None:
    here, there = (Outbox(str(tmp_path / "shop.db")) for _ in range(2))
    here.add("a key", "{}", sent=True)
    there.drop("a key")
    here.drop("a key")
    assert not here.is_there
