"""The server is away: the copy serves and says of when it is, what is appended waits, and all else is refused."""

from __future__ import annotations

import json
import re

import pytest

from tests.shop.proxy import Proxy
from tests.shop.tills import Till, back

AS_OF = re.compile(r"^oc: As of (\d\d \w{3} )?\d\d:\d\d[.:]", re.MULTILINE)


@pytest.mark.fault(32)
def test_a_copy_says_of_which_hour_it_is_and_once_why(behind_a_door: tuple[Till, Till], door: Proxy) -> None:
    first, _ = behind_a_door
    assert not AS_OF.search(first("show klein").err)
    door.shut()
    once, twice = first("show klein"), first("find klein")
    assert "Margo Klein" in once.out
    assert AS_OF.search(once.err)
    assert "there is no server at its socket" in once.err or "nothing answers" in once.err
    assert AS_OF.search(twice.err)
    assert "server" not in twice.err
    assert "oc: Kept here, and sent once it can be.\n" == first("note --for klein tea").err
    back(door, first)
    assert not AS_OF.search(first("show klein").err)


def test_every_json_object_of_an_old_copy_says_of_which_moment_it_is(
    behind_a_door: tuple[Till, Till], door: Proxy
) -> None:
    first, _ = behind_a_door
    commands = [
        *("show klein --json", "serve klein --json", "find klein --json", "find nobody --json", "today --json"),
        *("today --here --json", "news --json", "pulse --json", "history klein --json", "setting --json"),
        *("duplicates --json", "show marg --json", "policy --json", "tidy --json"),
    ]
    for command in commands:
        assert "as_of" not in json.loads(first(command).out), command
    door.shut()
    for command in commands:
        assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$", json.loads(first(command).out).get("as_of", "")), (
            command
        )


WAIT = {
    "note --for klein zip broke": "zip broke",
    "note --for klein --praise loved the lining": "loved the lining",
    "note --for klein --complaint sleeves too long": "sleeves too long",
    "note --for klein --warning thinks of leaving": "thinks of leaving",
    "note --for klein --idea sell belts": "sell belts",
    "note --for klein --gesture gave her a card": "gave her a card",
    "note --for klein --referral jim sent him": "brought Jim",
    "note --for klein --leaving moves away": "moves away",
    "thank --for klein the referral": "thanks",
    "style hurried --for klein --why train": "train",
    "promise coat --for klein --by friday": "coat",
    "serve jim": "visit",
    "serve jim --via phone": "phone",
}


@pytest.mark.fault(32)
def test_what_is_only_appended_waits_is_shown_and_reaches_the_other_till(
    behind_a_door: tuple[Till, Till], door: Proxy
) -> None:
    first, second = behind_a_door
    door.shut()
    for command in WAIT:
        ran = first(command)
        assert 0 == ran.code, (command, ran.err)
    assert 0 == first("done 1 --for klein").code
    history = first("history klein").out + first("history jim").out
    for command, words in WAIT.items():
        assert words in history, command
    assert not re.search(r"[ec]\d{10}", history + first("history klein --json").out + first("show klein --json").out)
    assert history.count("waits to be sent") >= len(WAIT)
    assert all(
        one["waits"] and one["ref"] is None for one in json.loads(first("history klein --json").out)["interactions"]
    )
    back(door, first)
    said = first("find klein").err
    assert f"Sent to the shop: {len(WAIT) + 1}" in said
    assert "waits" not in first("history klein").out
    there = second("history klein").out + second("history jim").out
    for command, words in WAIT.items():
        assert words in there, command
    assert first.has() == second.has()


REFUSED = (
    *("note --for klein --pin vip", "note --for klein --need gift box", "edit klein --role boss", "mend e1 --drop"),
    *("merge klein jim --yes", "forget alecia --yes", "setting quiet 60d", "style weekend --advice 'be quick'"),
    *("news zips are in --for klein --until friday", "style hurried --usually --for jim", "lost jim --why prices"),
    *("remember birthday 24 Dec --for klein", "add Ada Byron", "undo --yes", "later klein --until friday"),
)


@pytest.mark.fault(32)
def test_what_asks_for_the_whole_shop_is_refused_and_nothing_is_changed(
    behind_a_door: tuple[Till, Till], door: Proxy
) -> None:
    first, _ = behind_a_door
    first("note --for klein here").printed()
    door.shut()
    before = first.has()
    for command in REFUSED:
        ran = first(command)
        assert 5 == ran.code, (command, ran)
        assert "" == ran.out, command
        assert 2 == len(ran.err.splitlines()), ran.err
        assert re.match(r"oc: .*\.\noc: hint: .+\n$", ran.err), ran.err
    assert before == first.has()
    assert not first.db.with_name("shop.db-outbox").exists()


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("lost klein --why prices", 5, "Nothing was written, as this needs the server: nothing answers"),
        ("note --for klein --pin vip", 5, "Nothing was written, as a pin needs the server: nothing answers"),
        ("undo --yes", 0, ""),
        ("backup", 1, "needs no backup"),
        ("shop join service=shop", 5, "Nothing was done: nothing answers"),
    ],
)
def test_what_shows_nothing_of_the_copy_does_not_say_of_when_it_is(
    behind_a_door: tuple[Till, Till], door: Proxy, command: str, code: int, says: str
) -> None:
    first, _ = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    assert AS_OF.search(first("find klein").err)
    ran = first(command)
    assert code == ran.code
    assert says in ran.err
    assert not AS_OF.search(ran.err)


@pytest.mark.parametrize("command", ["forget klein", "forget --staff Ana", "merge klein margot", "undo", "tidy"])
def test_what_needs_the_server_is_refused_before_anybody_is_asked(
    behind_a_door: tuple[Till, Till], door: Proxy, command: str
) -> None:
    first, _ = behind_a_door
    first("note --for klein zip broke", OC_STAFF="Ana").printed_or_said()
    door.shut()
    refused = first(command, at_terminal=True, stdin="y\n", OC_NOW="2031-11-25T12:00:00+00:00").complained(5)
    assert "Nothing was written, as this needs the server: " in refused
    assert "?" not in refused


def test_what_waits_is_asked_about_and_taken_back_while_the_server_is_away(
    behind_a_door: tuple[Till, Till], door: Proxy
) -> None:
    first, _ = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    later = "2026-11-25T12:00:00+00:00"
    assert "Took back" in first("undo", at_terminal=True, stdin="y\n", OC_NOW=later).printed_or_said()


@pytest.mark.parametrize("command", ["shop", "add Ada Byron", "edit klein --role singer", "forget klein --yes"])
def test_a_server_that_was_away_a_moment_ago_is_asked_by_what_needs_it(
    behind_a_door: tuple[Till, Till], door: Proxy, command: str
) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    door.open()
    ran = first(command)
    assert 0 == ran.code, ran.err
    assert "away" not in ran.out
    assert "nothing answers" not in ran.err
    if command != "shop":
        second("find klein")
        assert first.has() == second.has()


def test_what_waits_is_counted_and_named_alike_wherever_it_is_shown(
    behind_a_door: tuple[Till, Till], door: Proxy
) -> None:
    first, _ = behind_a_door
    first("promise hem the skirt --for klein --by friday").printed_or_said()
    door.shut()
    first("done --for klein").printed_or_said()
    first("add --away Ada Byron").printed_or_said()
    shown = first("shop").out
    assert re.search(r"^Copy     of .+$", shown, re.MULTILINE)
    assert "Waits    Margo Klein, kept: hem the skirt\n" in shown
    assert 2 == shown.count("Waits ")
    refused = first("shop send").complained(5)
    assert "1 thing waits. 1 to be added.\n" in refused
    assert "hint: what waits goes with the next command here once the server answers\n" in refused
    assert refused.endswith("hint: once the server answers: oc shop send\n")
    doctor = " ".join(first("doctor").out.split())
    assert "1 of what was noted here waits to be sent." in doctor
    assert "1 is to be added to the shop." in doctor
    assert "What is noted meanwhile goes with the next command here once the server answers" in doctor
