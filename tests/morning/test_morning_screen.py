"""The morning on a screen: what fits, what is left out and says so, colour, and hostile names."""

from __future__ import annotations

import re

import pytest

from onecustomer.domain.language.text import cells, is_plain
from tests.words import COMMANDS_OF_MORNING, LABELS, PARTS, Json, Oc, Rows, ShopAfter, uncoloured

SCREEN = 24


def test_a_crowded_morning_fits_a_screen_and_says_how_many_more(crowded: Oc, as_json: Json) -> None:
    told = crowded("today").printed().splitlines()
    assert len(told) < SCREEN  # the prompt takes the last row
    assert all(cells(row) <= 80 for row in told)
    whole = as_json(crowded("today --json").printed())
    more = {found[2]: int(found[1]) for row in told if (found := re.search(r"and (\d+) more: oc today --(\w+)$", row))}
    assert set(PARTS) == set(more)
    at = {part: next(n for n, row in enumerate(told) if row.startswith(LABELS[part])) for part in PARTS}
    for part in PARTS:
        shown = next(n for n, row in enumerate(told[at[part] :]) if "more: oc today" in row)
        assert len(whole[part]) == shown + more[part]
        assert len(whole[part]) == len(crowded(f"today --{part}").printed().splitlines())


def test_a_part_that_is_alone_has_more_of_the_screen(oc: Oc) -> None:
    oc("add Bo Li")
    oc("thank --for bo")
    for number in range(6):
        oc(f"promise thing {number} --by friday --for bo")
    told = oc("today").printed().splitlines()
    assert [f"thing {number}" for number in range(5)] == [row.split(": ")[1].split(",")[0] for row in told[1:6]]
    assert ["         and 1 more: oc today --owed"] == told[6:]


TWENTY_TWO = (
    *("add Bo Li", "add Al Ko", "add Cy Wu", "note --need lining --for bo", "thank --for bo"),
    *(f"promise thing {number} --by friday --for bo" for number in range(5)),
    *(f"note --complaint thing {number} --for bo" for number in range(5)),
    *(f"remember day{number} tomorrow --for bo" for number in range(5)),
    *(f"news Lining {number} is in --for lining --until friday" for number in range(5)),
    *("note --referral bo --for al", "note --referral bo --for cy"),
)
"""Five lines of each of four parts of the morning, and two of a fifth."""


def test_a_morning_of_23_rows_is_shown_whole_and_of_24_is_not(shop_after: ShopAfter) -> None:
    oc = shop_after(*TWENTY_TWO)
    whole = oc("today").printed()
    assert 23 == len(whole.splitlines())
    assert " more: " not in whole
    oc("add Di Fu")
    oc("note --referral bo --for di")
    fewer = oc("today").printed()
    assert len(fewer.splitlines()) <= 23
    assert "and 2 more: oc today --owed" in fewer


LONG = "Maximiliana Wolfeschlegelstein-Hausenbergerdorff"


def test_a_long_name_is_cut_before_what_is_owed_and_its_day_never_is(oc: Oc) -> None:
    oc("add", LONG)
    oc("promise navy coat taken in --by friday --for c1")
    told = {width: oc("today --owed", COLUMNS=str(width)).printed() for width in (120, 100, 80)}
    assert f"{LONG}: navy coat taken in, due on Friday " in told[120]
    assert ": navy coat taken in, due on Friday  oc done --for maximiliana\n" in told[100]
    assert "Owed     Maximili…: navy coat taken in, due on Friday  oc done --for maximiliana\n" == told[80]
    oc("promise the very long tale of a coat that goes on and on --by '2027-12-24 17:00' --for c1")
    below = " ".join(oc("today --owed", COLUMNS="80").printed().split())
    assert below.endswith("a coat that goes on and on, due on 24 Dec 2027 at 17:00 oc done --for maximiliana")


def test_what_has_no_room_beside_its_command_stands_above_it(oc: Oc) -> None:
    oc("add", LONG)
    oc("remember anniversary of the shop 2026-11-28 --for c1")
    assert [
        f"Soon     {LONG}:",
        "         anniversary of the shop, on 28 Nov",
        "         oc note --gesture --for maximiliana",
    ] == oc("today --dates", COLUMNS="60").printed().splitlines()


def test_a_line_of_a_narrow_screen_has_three_rows_and_what_is_owed_is_whole(oc: Oc) -> None:
    tale = " ".join(f"word{number}" for number in range(20))
    oc("add", LONG)
    for command in (f"promise {tale} --by friday", f"note --praise {tale}", f"note --complaint {tale}"):
        assert 0 == oc(f"{command} --for c1").code
    assert 0 == oc(f"done --for c1 2 {tale}").code
    assert 0 == oc(f"note --warning {tale} --for c1").code
    for part, end in (("open", "warning since 21 Nov"), ("heard", "word10…")):
        rows = oc(f"today --{part}", COLUMNS="40").printed().splitlines()
        assert 3 == len(rows) and max(map(cells, rows)) <= 40
        said = " ".join(row[9:] for row in rows if " oc " not in row)
        assert end in said, said
    oc("remember anniversary of the shop 2026-11-28 --for c1")
    assert [
        "Soon     Maximil…: anniver…, on 28 Nov",
        "         oc note --gesture --for",
        "         maximiliana",
    ] == oc("today --dates", COLUMNS="40").printed().splitlines()
    owed = oc("today --owed", COLUMNS="40").printed().splitlines()
    assert f"{tale}, due on Friday oc done --for maximiliana" in " ".join(row[9:] for row in owed)


@pytest.mark.parametrize("width", [40, 80])
def test_praise_that_is_heard_is_not_told_twice(oc: Oc, width: int) -> None:
    oc("add Bo Li")
    oc("note --praise the hem was perfect --for bo")
    told = " ".join(oc("today", COLUMNS=str(width)).printed().split())
    assert "Heard Bo Li, today: the hem was perfect Thank Bo Li: praised, on 21 Nov oc serve bo" in told
    assert "praised: the hem was perfect" in " ".join(oc("today --thanks", COLUMNS=str(width)).printed().split())
    later = " ".join(oc("today", COLUMNS=str(width), OC_NOW="2026-11-30T12:00:00+00:00").printed().split())
    assert "Heard" in later  # the shop was closed since
    oc("serve bo", OC_NOW="2026-11-28T12:00:00+00:00")
    later = " ".join(oc("today", COLUMNS=str(width), OC_NOW="2026-11-30T12:00:00+00:00").printed().split())
    assert "Thank Bo Li: praised: the hem was perfect, on 21 Nov" in later


@pytest.mark.parametrize("command", COMMANDS_OF_MORNING)
def test_no_line_is_wider_than_the_screen(crowded: Oc, rows: Rows, command: str) -> None:
    rows("UPDATE customer SET name = 'Wolfeschlegelsteinhausenbergerdorff-山本太郎山本太郎' WHERE id % 2 = 0")
    rows("UPDATE interaction SET text = text || ' and a very long tale of it that goes on and on' WHERE id % 3 = 0")
    for width in (40, 59, 60, 80, 120) if "json" not in command else ():
        told = crowded(command, COLUMNS=str(width)).printed().splitlines()
        assert [] == [row for row in told if cells(row) > width and " more: oc today --" not in row]
        is_told = "news" in command or "heard" in command
        assert is_told or any(re.search(r"oc [a-z]+ (--gesture )?(--for )?(c\d+|[a-z]+)$", row) for row in told)


def test_what_is_left_out_fits_a_narrow_screen_too(crowded: Oc) -> None:
    told = crowded("today", COLUMNS="40").printed().splitlines()
    assert [] == [row for row in told if cells(row) > 40]


def test_colour_only_repeats_the_words_and_a_pipe_has_none(busy: Oc) -> None:
    plain = busy("today").printed()
    assert "\x1b" not in plain
    coloured = busy("today", at_terminal=True).out
    assert "\x1b[" in coloured
    assert plain == uncoloured(coloured)
    assert plain == busy("today", at_terminal=True, NO_COLOR="1").out


@pytest.mark.parametrize("name", ["[/b]", "\x1b[2J", "\u202egnp.exe", "{curly} %s", ":bomb:"])
def test_a_hostile_name_is_only_a_name(busy: Oc, rows: Rows, name: str) -> None:
    rows("UPDATE customer SET name = ?", name)
    rows("UPDATE news SET text = ?", name)
    rows("UPDATE interaction SET text = ? WHERE text IS NOT NULL", name)
    shown = "".join(letter if is_plain(letter) else "\ufffd" for letter in name)
    for command in COMMANDS_OF_MORNING:
        told = busy(command).printed()
        assert [] == [letter for letter in told if letter != "\n" and not is_plain(letter)]
        assert "json" in command or shown in told
