"""The morning: names, each with what to type next; any part of it whole; and nothing written."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.words import COMMANDS_OF_MORNING, LABELS, PARTS, Json, Oc


def lines(oc: Oc, part: str) -> dict[str, str]:
    """Return the lines of a part on a wide screen, single spaced and without its label, by the name in front."""
    told = oc(f"today --{part}", COLUMNS="120").printed().removeprefix(LABELS[part])
    rows = [" ".join(row.split()) for row in told.splitlines()]
    return {row.partition(":")[0]: row.partition(": ")[2] for row in rows}


def test_every_part_has_its_label_a_name_and_the_next_command(busy: Oc) -> None:
    told = [" ".join(row.split()) for row in busy("today").printed().splitlines()]
    assert "Tue 24 Nov 2026" == told[0]
    for line in (
        "Owed Margo Klein: navy coat, overdue since 23 Nov oc done --for c1",
        "Open Alecia Ruiz: too slow, since 18 Nov oc done --for c3",
        "Soon Zoë: birthday, tomorrow oc note --gesture --for c7",
        "Quiet Jörg-Änne Weiß: no rhythm yet, last contact 3 weeks ago oc show c9",
        "Thank Juli Andersson: brought you Jim O’Neil, on 21 Nov oc thank --for c4",
        "Tell Jeff Baptiste: Linings are in, until 30 Nov oc told --for c5",
    ):
        assert line in told


@pytest.mark.parametrize("part", PARTS)
def test_the_next_command_does_what_is_next(busy: Oc, part: str) -> None:
    first = busy(f"today --{part}").printed().splitlines()[0]
    assert first.startswith(LABELS[part])
    name = first[9:].partition(":")[0]
    command = re.search(r"oc (.+)$", first)
    assert command is not None
    done = busy(command[1] + (" sent a card" if "--gesture" in command[1] else "")).printed()
    assert name in done.splitlines()[0]
    left = busy(f"today --{part}").printed()
    assert (name in left) == (part == "quiet")  # looking at somebody is no contact


def test_what_presses_most_comes_first(busy: Oc) -> None:
    busy("promise hem --by 2026-11-20 --late --for jim")
    busy("note --complaint rude --for jim --on 2026-11-10")
    busy("remember operation 2026-11-24 --for jim")
    busy("note --need lining --for jim")
    busy("news Wool is in --for lining --until 2026-11-25")
    assert ["Jim O’Neil", "Margo Klein"] == list(lines(busy, "owed"))
    assert ["Jim O’Neil", "Alecia Ruiz"] == list(lines(busy, "complaints"))
    assert ["Jim O’Neil", "Zoë"] == list(lines(busy, "dates"))
    assert ["Wool is in"] * 2 == [
        row.split(": ")[1].split(",")[0] for row in busy("today --news").printed().splitlines()[:2]
    ]


def test_the_quietest_is_who_is_overdue_the_longest_for_their_own_rhythm(shop: Oc) -> None:
    for who, visits in (("klein", ("11-01", "11-03", "11-05")), ("jim", ("09-01", "09-21", "10-11"))):
        for day in visits:
            shop(f"serve {who}", OC_NOW=f"2026-{day}T12:00:00+00:00")
    assert {
        "Margo Klein": "comes every 2 days, last contact 2 weeks ago oc show c1",  # 14 days late, and 7 times her gap
        "Jim O’Neil": "comes every 2 weeks, last contact 5 weeks ago oc show c2",  # 21 days, and once his
    } == lines(shop, "quiet")
    assert ["Margo Klein", "Jim O’Neil"] == list(lines(shop, "quiet"))


def test_thanks_are_due_to_the_longest_relationship_first(shop: Oc) -> None:
    for who, day in (("zoe", "2019-05-01"), ("ruiz", "2018-01-01"), ("jim", "2020-03-01")):
        shop(f"note --for {who} --on {day} first time here")
    shop("thank --for jim --on 2026-06-01")
    shop("thank --for ruiz --on 2026-05-01")
    told = shop("thank --due").printed()
    assert told == shop("today --thanks").printed()
    assert ["Alecia Ruiz", "Zoë", "Margo Klein"] == list(lines(shop, "thanks"))[:3]
    assert "here since Jan 2018, last thanked 29 weeks ago oc thank --for c3" == lines(shop, "thanks")["Alecia Ruiz"]
    assert "here since May 2019, never thanked oc thank --for c7" == lines(shop, "thanks")["Zoë"]
    assert "Jim O’Neil" not in told
    shop("note --referral jim --for juli")
    assert "Juli Andersson" == next(iter(lines(shop, "thanks")))


def test_who_was_thanked_is_due_again_after_as_long_as_the_shop_says(shop: Oc) -> None:
    shop("thank --for klein")
    assert "Margo Klein" not in shop("thank --due", OC_NOW="2027-05-19T12:00:00+00:00").printed()
    assert "Margo Klein" in shop("thank --due", OC_NOW="2027-05-20T12:00:00+00:00").printed()
    shop("setting thanks 10d")
    assert "Margo Klein" in shop("thank --due", OC_NOW="2026-12-01T12:00:00+00:00").printed()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_says_where_it_has_nobody(oc: Oc, part: str) -> None:
    oc("add Bo Li")
    oc("thank --for bo")
    answer = oc(f"today --{part}").printed()
    assert re.fullmatch(r"(Nothing|No|Nobody|There is no) .+\.\n", answer)


def test_a_morning_without_anything_says_so(oc: Oc) -> None:
    oc("add Bo Li")
    oc("thank --for bo")
    assert "Sat 21 Nov 2026\nNothing is owed, open, near or due today.\n" == oc("today").printed()


def test_parts_are_asked_for_one_at_a_time(busy: Oc) -> None:
    assert "oc: One part at a time, not owed and quiet.\n" in busy("today --quiet --owed").complained(2)
    assert "--due only lists." in busy("thank --due for her patience").complained(2)


@pytest.mark.parametrize("command", COMMANDS_OF_MORNING)
def test_without_a_store_there_is_one_sentence(oc: Oc, db: Path, command: str) -> None:
    complained = oc(command).complained(5)
    assert f"oc: There is no store at {db}\n" in complained
    assert 2 == complained.count("\n")
    assert not db.exists()


def test_json_has_each_part_with_its_fields(busy: Oc, as_json: Json) -> None:
    told = as_json(busy("today --json").printed())
    assert {"schema", "day", *PARTS} == set(told)
    assert (1, "2026-11-24") == (told["schema"], told["day"])
    assert [{"name": "Margo Klein", "ref": "c1", "due": "2026-11-23", "text": "navy coat"}] == told["owed"]
    assert [{"name": "Alecia Ruiz", "ref": "c3", "day": "2026-11-18", "text": "too slow"}] == told["complaints"]
    assert [{"name": "Zoë", "ref": "c7", "text": "birthday", "day": "2026-11-25"}] == told["dates"]
    weiss = {"name": "Jörg-Änne Weiß", "ref": "c9", "last_day": "2026-11-01", "gap_days": 10, "overdue_days": 13}
    assert [weiss] == told["quiet"]
    juli = {"name": "Juli Andersson", "ref": "c4", "brought": "Jim O’Neil", "thanked_day": None}
    assert juli == told["thanks"][0]
    jeff = {"name": "Jeff Baptiste", "ref": "c5", "text": "Linings are in", "asked_for": "navy lining"}
    assert [jeff] == told["news"]


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


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("command", COMMANDS_OF_MORNING)
def test_a_read_only_store_has_its_morning(read_only: Oc, command: str) -> None:
    assert read_only(command).printed()
