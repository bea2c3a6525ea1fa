"""Golden cards: what people in different situations look like on a screen.

`OC_WRITE_GOLDEN=1 pytest tests/counter/test_cards.py` writes them anew; read the difference before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onecustomer.domain.language.text import cells
from tests.words import ANA, EXPORTS, Json, Oc, on_its_day, uncoloured

GOLDEN = Path(__file__).parent / "cards"
WIDTHS = (40, 80, 120)

SITUATIONS = {
    "known by name only": ["add Bo"],
    "hurried regular": [
        "add 'Margo Klein' --say MAR-go --at Acme --as \"tailor's regular\" --style hurried"
        " --why 'Same-day alterations'",
        "note --for margo --pin Paper receipts, always",
        "note --for margo --on '2 Nov' --idea open late on Fridays",
        "note --for margo --on '18 Nov' --complaint zip broke again, guests at seven",
        "thank --for margo --on '15 weeks ago' for sending her sister",
    ],
    "upset today for a reason": [
        "add 'Alecia Ruiz' --style languid",
        "style upset --for alecia --why 'cat at the vet'",
    ],
    "usually hurried for a reason": [
        "add 'Ed Long' --at Acme --role courier",
        "style hurried --usually --for ed --why 'the van is on the yellow line outside'",
    ],
    "everything at once": [
        "add 'Ines Ferreira' --say 'ee-NESH' --at 'Bell & Sons' --role buyer --as supplier --style languid"
        " --why 'Needed a second source of thread' --birthday 1970-11-26",
        "note --for ines --pin No nuts in her order",
        "note --for ines --pin Bring the invoice in two copies",
        "note --for ines --pin Never on a Monday",
        "note --for ines --need linen thread",
        "note --for ines --need a later delivery",
        "note --for ines --complaint --on yesterday two boxes short",
        "note --for ines --complaint --on '3 days ago' the driver was rude",
        "note --for ines --praise the new labels",
        "note --for ines --idea one invoice a month",
        "thank --for ines",
        "style upset --for ines --why 'two boxes short and nobody called her back about it'",
        "promise --for ines the missing boxes --by tomorrow",
        "promise --for ines a call from the owner --by yesterday --late",
        "news Linen thread is back --for linen --until '5 Dec'",
        "add 'Ana Silva' --brought-by ines",
        "add 'Ben Ito' --brought-by ines",
    ],
    "back after she left": [
        "@2026-03-02 add 'Ines Ferreira' --style languid --why 'A second source of thread'",
        "@2026-03-02 serve ines",
        "@2026-03-02 note --for ines --need linen thread",
        "@2026-05-04 lost ines --why 'two boxes short, twice' --to 'Bell & Sons'",
    ],
    "long away": [
        "@2025-01-10 add 'Vera Ng' --why 'Opened her own kitchen' --every 4w",
        "@2025-01-10 note --for vera --need a quiet table",
        "@2026-02-03 note --for vera --need oat milk",
        "@2026-08-24 serve vera",
    ],
    "asked long ago": [
        "@2025-01-10 add 'Vera Ng' --why 'Opened her own kitchen'",
        "@2026-02-03 note --for vera --need oat milk",
        "@2026-11-10 serve vera",
    ],
    "owed and told": [
        "add 'Margo Klein'",
        "promise --for margo navy coat taken in --by friday",
        "note --for margo --need navy lining",
        "note --for margo --pin paper receipts always",
        "news Autumn linings are in --for lining --until 2026-12-05",
        "news The receipts have a new paper --for 'receipt, bill' --until 2026-12-01",
    ],
    "her idea came back": [
        "add 'Margo Klein' --why 'Same-day alterations'",
        "note --for margo --idea --on '22 Jun' open late on Fridays",
        "news We open late on Fridays --for 'late friday' --until 2026-12-05",
        "news We are closed on 24 December --for everybody --until 2026-12-24",
        "news The street is being dug up --for everybody --until 2026-12-24",
    ],
    "thanked for whom she brought": [
        "add 'Margo Klein'",
        "add 'Ana Silva' --brought-by margo",
        "thank --for margo for bringing Ana",
    ],
    "a style of the shop's own": [
        "add 'Jim O’Neil'",
        "style chatty --advice 'Let them tell the whole story.'",
        "edit o’neil --style chatty",
    ],
    "wide letters": [
        "add '山本 太郎' --at 東京屋 --style languid --birthday 11-21",
        "note --for 山本 --pin 領収書は紙で",
        "note --for 山本 浴衣の裾直し、いつもありがとうございます、と言っていた。次は帯のことで来るそうです",
    ],
    "combining letters and emoji": [
        "add 'Zoë Nguyễn 👩‍👩‍👧' --say zo-EE",
        "note --for zoe नमस्ते कहकर गई, सब ठीक है",
        "note --for zoe --pin می‌خواهم رسید کاغذی",
    ],
    "long name and long words": [
        "add 'Wolfeschlegelsteinhausenbergerdorff-Schmidt von und zu Hohenlohe-Langenburg'"
        " --at 'Very Long Company Name Inc.'",
        "note --for wolf --pin donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "note --for wolf " + "a very long note indeed " * 12,
    ],
    "birthday on 29 February": ["add 'Leap Lee' --birthday 02-29"],
    "usual again": [
        "add 'Vera Ng' --style hurried",
        "style upset --for vera",
        "style usual --for vera",
    ],
    "answered complaint": [
        "add 'Cy Tran'",
        "note --for cy --complaint the zip",
        "done --for cy new zip, no charge",
    ],
}
SITUATIONS |= {
    "the cat, the next morning": [
        "add 'Alecia Ruiz' --style languid --why 'Lives across the street'",
        "@2026-11-20 serve alecia",
        "@2026-11-20 style upset --for alecia --why 'cat at the vet'",
    ],
    "upset again": [
        "add 'Alecia Ruiz' --why 'Lives across the street'",
        "@2026-11-10 serve alecia",
        "@2026-11-10 note --for alecia --today upset the parcel went to the neighbour",
        "note --for alecia --complaint --on '12 Nov' nobody called back",
        "promise --for alecia a call from the owner --by tomorrow",
        "note --for alecia --need a quiet table",
        "news Quiet tables upstairs --for quiet --until '5 Dec'",
        "style upset --for alecia --why 'the second parcel is lost'",
    ],
    "more owed than there is room for": [
        "add 'Jim Stone' --why 'Moved in next door'",
        *(f"promise --for jim thing {number} --by 2026-11-2{number}" for number in range(2, 7)),
        *(f"note --for jim --complaint --on '1{number} Nov' nobody swept {number}" for number in range(1, 6)),
        *(f"note --for jim --pin must {number}" for number in range(3)),
        "note --for jim the lamp is too bright",
    ],
    "a broken promise": [
        "@2026-05-30 add 'Jim Stone' --why 'Moved in next door'",
        "@2026-05-30 serve jim",
        "@2026-05-30 promise --for jim coat --by 2026-06-02",
        "@2026-06-03 done --for jim --broken forgot",
        "setting may 'new zip, refund, a taxi home'",
    ],
    "may leave": [
        "add 'Bell Ortiz' --why 'The window display'",
        "note --for bell --on '22 Jun' --leaving says Bell is faster",
        "note --for bell --on '23 Jun' --warning the door sticks",
    ],
    "ended well": [
        "@2026-11-01 add 'Margo Klein' --why 'Same-day alterations'",
        "@2026-11-01 note --for margo --complaint zip broke again",
        "@2026-11-02 promise --for margo navy coat --by 2026-11-10",
        "@2026-11-09 done 2 --for margo new zip, no charge",
        "@2026-11-09 done --for margo --beyond 'at her door a day early'",
    ],
    "all the time in the world": [
        "@2026-08-01 add 'Jim O’Neil' --style languid --why 'Reads by the window'",
        *(f"@2026-0{month}-01 serve jim" for month in (8, 9)),
        *(f"@2026-{month}-01 serve jim" for month in (10, 11)),
        *(f"note --for jim --on '{day} Nov' chapter {day}" for day in range(2, 8)),
    ],
    "hurried, and much to say": [
        "@2024-11-01 add 'Margo Klein' --style hurried --at Acme --why 'Same-day alterations' --birthday 11-24",
        "@2026-05-01 serve margo",
        "note --for margo --need navy lining",
        "news Autumn linings are in --for lining --until 2026-12-05",
        "note --for margo --pin Paper receipts, always",
        "promise --for margo navy coat taken in --by friday",
        "note --for margo an idea for the window",
        "add 'Ana Silva' --brought-by margo",
    ],
    "for all the world to read": [
        "add 'Jim Stone'",
        "note --for jim --complaint --via review --on '12 Nov' the coffee was cold",
        "note --for jim --praise --via google --on '11 Nov' the lamp",
        "note --for jim asked about the lamp",
    ],
    "a new job": [
        "@2026-10-01 add 'Juli Andersson' --at IBM --role A/P --why 'The hems' --since 2019",
        "@2026-11-01 serve juli",
        "@2026-11-12 edit juli --at Acme --role CFO",
    ],
    "never asked": ["@2026-11-01 add 'Bo Li'", "@2026-11-01 serve bo", "@2026-11-08 serve bo", "@2026-11-15 serve bo"],
    "what a file says": [f"import {EXPORTS / 'square.csv'}"],
    "one of two of this name": [
        "add 'Ana Silva' --phone '212 555 0143'",
        "add 'Ana Silva' --phone '212 555 0178' --yes",
    ],
}
MOMENTS = {"birthday on 29 February": "2027-02-26T12:00:00+00:00"}


def live(oc: Oc, situation: str) -> None:
    for typed in SITUATIONS[situation]:
        command, now = on_its_day(typed)
        assert "" != oc(command, OC_STAFF=ANA, OC_NOW=now).printed_or_said()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_card_looks_as_it_should(oc: Oc, situation: str, width: int) -> None:
    live(oc, situation)
    card = oc("serve c1", COLUMNS=str(width), OC_NOW=MOMENTS.get(situation, "2026-11-21T12:00:00+00:00")).printed()
    assert all(cells(row) <= width for row in card.splitlines())
    assert len(card.splitlines()) <= 12 or width < 80
    golden = GOLDEN / f"{situation}.{width}.txt"
    if os.environ.get("OC_WRITE_GOLDEN"):
        golden.write_text(card, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == card


def test_colour_only_repeats_what_the_words_say(oc: Oc) -> None:
    live(oc, "hurried regular")
    plain = oc("serve c1").out
    coloured = oc("serve c1", at_terminal=True).out
    assert "\x1b[" in coloured
    assert plain == uncoloured(coloured)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour_where_none_is_wanted(oc: Oc, env: dict[str, str]) -> None:
    live(oc, "hurried regular")
    assert "\x1b" not in oc("serve c1", at_terminal=True, **env).out


def test_a_pipe_gets_no_colour(oc: Oc) -> None:
    live(oc, "hurried regular")
    assert "\x1b" not in oc("serve c1").out


def test_telephone_and_email_stay_off_the_card(shop: Oc) -> None:
    card = shop("serve klein").out
    assert "0143" not in card
    assert "example.com" not in card


def test_what_staff_wrote_is_whole_in_json(oc: Oc, as_json: Json) -> None:
    live(oc, "everything at once")
    answer = oc("show ines --json")
    assert answer.printed().isascii()
    card = as_json(answer.out)
    assert 1 == card["schema"]
    assert 3 == len(card["card"]["pins"])
    assert ["two boxes short", "the driver was rude"] == [entry["text"] for entry in card["card"]["open"]]
    assert {"style": "upset", "when": "today"}.items() <= card["card"]["style"].items()
    assert [{"ref": "d1", "what": "birthday", "day": "2026-11-26"}] == card["card"]["soon"]


def test_a_fourth_pin_is_refused_rather_than_hidden(oc: Oc) -> None:
    live(oc, "everything at once")
    assert "oc mend f7 --drop takes one away\noc: hint: oc history c1 has their numbers" in oc(
        "note --for ines --pin one more"
    ).complained(1)
    assert "Changed Ines Ferreira: no longer: Never on a Monday.\n" == oc("edit ines --drop monday").printed()
    assert oc("note --for ines --pin one more").code == 0
    assert "one more" in oc("show ines").out


def test_a_card_names_two_needs_and_two_days_and_counts_the_others(shop: Oc) -> None:
    for number in (1, 2, 3):
        shop(f"note --need thing {number} --for zoe")
        shop(f"remember day{number} 2026-11-2{number + 2} --for zoe")
        rows = [" ".join(row.split()) for row in shop("serve zoe").printed().splitlines()]
        needs, soon = (next(row for row in rows if row.startswith(label)) for label in ("Needs", "Soon"))
        assert min(number, 2) == needs.count("thing") == soon.count("Day")
        assert (number > 2) == needs.endswith(" and 1 more") == soon.endswith(" and 1 more")
        whole = shop("show zoe", COLUMNS="120").printed()
        assert all(f"thing {kept} " in whole and f"Day{kept} " in whole for kept in range(1, number + 1))


def test_a_card_has_the_last_two_things_that_were_said(shop: Oc) -> None:
    for said in ("first", "second", "third"):
        shop(f"note {said} --for zoe")
    card = shop("serve zoe").printed()
    assert "third" in card and "second" in card
    assert "first" not in card
    assert "first" in shop("show zoe").printed()
