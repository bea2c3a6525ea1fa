"""The morning: names, each with what to type next; any part of it whole; and nothing written."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.words import CAST, COMMANDS_OF_MORNING, LABELS, PARTS, Json, Oc


def lines(oc: Oc, part: str) -> dict[str, str]:
    """Return the lines of a part on a wide screen, single spaced and without its label, by the name in front."""
    told = oc(f"today --{part}", COLUMNS="120").printed().removeprefix(LABELS[part])
    rows = [" ".join(row.split()) for row in told.splitlines()]
    return {row.partition(":")[0]: row.partition(": ")[2] for row in rows}


def test_every_part_has_its_label_a_name_and_the_next_command(busy: Oc) -> None:
    told = [" ".join(row.split()) for row in busy("today").printed().splitlines()]
    assert "Tue 24 Nov 2026" == told[0]
    for line in (
        "Gone Margot Lévesque, 22 Nov: too slow oc note --gesture --for margot",
        "Owed Margo Klein: navy coat, overdue since 23 Nov oc done --for c1",
        "Open Alecia Ruiz: too slow, since 18 Nov oc done --for alecia",
        "Soon Zoë: birthday, tomorrow oc note --gesture --for zoe",
        "Tell Jeff Baptiste: Linings are in, until 30 Nov oc told --for jeff",
        "Heard Jim O’Neil, yesterday: the hem was perfect",
        "Missed Jörg-Änne Weiß: last heard of 3 weeks ago oc show jorg",
        "Thank Juli Andersson: brought you Jim O’Neil, on 21 Nov oc serve juli",
    ):
        assert line in told


@pytest.mark.parametrize("part", [part for part in PARTS if part != "heard"])
def test_the_next_command_does_what_is_next(busy: Oc, part: str) -> None:
    first = busy(f"today --{part}").printed().splitlines()[0]
    assert first.startswith(LABELS[part])
    name = re.split("[:,]", first[9:])[0]
    command = re.search(r"oc (.+)$", first)
    assert command is not None
    done = busy(command[1] + (" sent a card" if "--gesture" in command[1] else "")).printed()
    assert name in done.splitlines()[0]
    left = busy(f"today --{part}").printed()
    assert (name in left) == (part in ("gone", "missed", "thanks"))  # a look is no contact, and to serve is no thanks


def test_praise_is_heard_and_there_is_nothing_to_do_about_it(busy: Oc) -> None:
    assert "Heard    Jim O’Neil, yesterday: the hem was perfect\n" == busy("today --heard").printed()


def test_what_presses_most_comes_first(busy: Oc) -> None:
    busy("promise hem --by 2026-11-20 --late --for jim")
    busy("note --complaint rude --for jim --on 2026-11-10")
    busy("remember operation 2026-11-24 --for jim")
    busy("note --need lining --for jim")
    busy("news Wool is in --for lining --until 2026-11-25")
    assert ["Jim O’Neil", "Margo Klein"] == list(lines(busy, "owed"))
    assert ["Jim O’Neil", "Alecia Ruiz"] == list(lines(busy, "open"))
    assert ["Jim O’Neil", "Zoë"] == list(lines(busy, "dates"))
    assert ["Wool is in"] * 2 == [
        row.split(": ")[1].split(",")[0] for row in busy("today --news").printed().splitlines()[:2]
    ]


def test_who_is_missed_is_told_by_how_they_used_to_come_and_by_no_number_of_days(shop: Oc, as_json: Json) -> None:
    for who, visits in (("klein", ("11-01", "11-03", "11-05")), ("jim", ("09-01", "09-21", "10-11"))):
        for day in visits:
            shop(f"serve {who}", OC_NOW=f"2026-{day}T12:00:00+00:00")
    assert {
        "Margo Klein": "used to come every 2 days, last here 5 Nov oc show c1",
        "Jim O’Neil": "used to come every 2 weeks, last here 11 Oct oc show jim",
    } == lines(shop, "missed")
    told = as_json(shop("today --missed --json").printed())["missed"]
    klein = {"name": "Margo Klein", "ref": "c1", "last_day": "2026-11-05", "every_days": 2}
    assert klein in told
    assert {frozenset(klein)} == {frozenset(one) for one in told}


def test_the_never_thanked_stand_with_the_longest_relationship_first(shop: Oc) -> None:
    for who, day in (("zoe", "2019-05-01"), ("ruiz", "2018-01-01"), ("jim", "2020-03-01")):
        shop(f"note --for {who} --on {day} first time here")
    shop("thank --for jim --on 2020-06-01")
    told = [" ".join(row.split()) for row in shop("thank --unthanked").printed().splitlines()]
    assert "Alecia Ruiz: here since Jan 2018 oc serve alecia" == told[0]
    assert "Zoë: here since May 2019 oc serve zoe" == told[1]
    assert told[2].startswith("Margo Klein: ")
    assert len(CAST) - 1 == len(told)  # Jim was thanked, however long ago


@pytest.mark.parametrize("part", PARTS)
def test_a_part_says_where_it_has_nobody(oc: Oc, part: str) -> None:
    oc("add Bo Li")
    oc("thank --for bo")
    answer = oc(f"today --{part}").printed()
    assert re.fullmatch(r"(Nothing|No|Nobody|There is no) .+\.\n", answer)


def test_a_morning_without_anything_says_so(oc: Oc) -> None:
    oc("add Bo Li")
    oc("thank --for bo")
    assert (
        "Sat 21 Nov 2026\nNobody waits for anything. There is only the next one through the door.\n"
        == oc("today").printed()
    )


def test_parts_are_asked_for_one_at_a_time(busy: Oc) -> None:
    assert "oc: One part at a time, not owed and missed.\n" in busy("today --missed --owed").complained(2)
    assert "--unthanked only lists." in busy("thank --unthanked for her patience").complained(2)


@pytest.mark.parametrize("command", COMMANDS_OF_MORNING)
def test_without_a_store_there_is_one_sentence(oc: Oc, db: Path, command: str) -> None:
    complained = oc(command).complained(5)
    assert f"oc: There is no store at {db}\n" in complained
    assert 2 == complained.count("\n")
    assert not db.exists()


def test_json_has_each_part_with_its_fields(busy: Oc, as_json: Json) -> None:
    told = as_json(busy("today --json").printed())
    assert {"schema", "day", "no_copy", "unfinished", *PARTS} == set(told)
    assert (1, "2026-11-24") == (told["schema"], told["day"])
    margot = {"name": "Margot Lévesque", "ref": "c6", "day": "2026-11-22", "why": "too slow"}
    assert [margot] == told["gone"]
    coat = {"name": "Margo Klein", "ref": "c1", "due": "2026-11-23", "due_time": None, "text": "navy coat"}
    assert [coat] == told["owed"]
    ruiz = {"name": "Alecia Ruiz", "ref": "c3", "kind": "complaint", "day": "2026-11-18", "text": "too slow"}
    assert [ruiz] == told["open"]
    assert [{"name": "Zoë", "ref": "c7", "text": "birthday", "day": "2026-11-25"}] == told["dates"]
    jeff = {"name": "Jeff Baptiste", "ref": "c5", "text": "Linings are in", "asked_for": "navy lining", "because": None}
    assert [jeff] == told["news"]
    jim = {"name": "Jim O’Neil", "ref": "c2", "day": "2026-11-23", "text": "the hem was perfect"}
    assert [jim] == told["heard"]
    weiss = {"name": "Jörg-Änne Weiß", "ref": "c9", "last_day": "2026-11-01", "every_days": None}
    assert [weiss] == told["missed"]
    juli = {"name": "Juli Andersson", "ref": "c4", "kind": "referral", "day": "2026-11-21", "text": None}
    assert juli | {"brought": "Jim O’Neil"} == told["thanks"][0]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_in_json_is_that_part_alone(busy: Oc, as_json: Json, part: str) -> None:
    told = as_json(busy(f"today --{part} --json").printed())
    assert {"schema", "day", part} == set(told)
    assert told[part] == as_json(busy("today --json").printed())[part]


@pytest.mark.parametrize("command", COMMANDS_OF_MORNING)
def test_looking_at_the_morning_changes_no_byte(busy: Oc, db: Path, command: str) -> None:
    def state() -> dict[str, str]:
        files = (path for path in db.parent.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = state()
    assert busy(command).printed()
    assert before == state()


@pytest.mark.one_till("who reads it may not read the till's home")
@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("command", COMMANDS_OF_MORNING)
def test_a_read_only_store_has_its_morning(read_only: Oc, command: str) -> None:
    assert read_only(command).printed()
