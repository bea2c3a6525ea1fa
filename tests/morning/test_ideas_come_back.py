"""Ideas come back: who had the idea, or complained, is told what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import CAST, Json, Oc, Rows, ShopAfter, at, line

SAID = (
    "note --idea open late on Fridays --for klein --on '22 Jun'",
    "note --complaint nobody is here late on Fridays --for ruiz --on '2 Nov'",
    "note --praise the late Fridays --for jim",
    "note they asked for late Fridays --for zoe",
    "news We open late on Fridays --for 'late friday' --until '5 Dec'",
)


@pytest.fixture
def heard(shop_after: ShopAfter) -> Oc:
    """Margo had an idea and Alecia complained; Jim's praise and a note of Zoë's have the same words."""
    return shop_after(*CAST, *SAID)


def test_the_card_says_whose_idea_it_was_and_of_when(heard: Oc) -> None:
    assert "We open late on Fridays (your idea, 22 Jun)" == line(heard, "Tell")
    assert "We open late on Fridays (your complaint, 2 Nov)" == line(heard, "Tell", "ruiz")
    assert ["", ""] == [line(heard, "Tell", who) for who in ("jim", "zoe")]


def test_an_idea_of_another_year_is_said_with_its_year(heard: Oc) -> None:
    heard("news We open late --for late --until '5 Jan 2027'", OC_NOW=at("2026-12-30"))
    assert "We open late (your idea, Jun 2026)" == line(heard, "Tell", day="2027-01-02")


def test_what_they_need_is_said_before_the_idea_and_the_idea_before_the_complaint(heard: Oc) -> None:
    heard("note --complaint never open late on Fridays --for klein")
    assert line(heard, "Tell").endswith("(your idea, 22 Jun)")
    heard("note --need late hours on Fridays --for klein")
    assert line(heard, "Tell").endswith("(asked for: late hours on Fridays)")


def test_json_says_what_was_said(heard: Oc, as_json: Json) -> None:
    heard("note --need late Fridays --for jim")
    tell = {who: as_json(heard(f"show {who} --json").out)["card"]["tell"] for who in ("klein", "jim")}
    news = {"text": "We open late on Fridays", "until": "2026-12-05"}
    idea = {"kind": "idea", "day": "2026-06-22", "text": "open late on Fridays", "ref": "e1"}
    assert [news | {"asked_for": None, "because": idea}] == tell["klein"]
    assert [news | {"asked_for": "late Fridays", "because": None}] == tell["jim"]


def test_the_morning_and_the_list_name_who_said_so_once_each(heard: Oc, as_json: Json) -> None:
    heard("note --need late Fridays --for klein")
    heard("note --idea later on Fridays --for ruiz")
    heard("note --idea late on Fridays, again --for ruiz")
    told = as_json(heard("today --json").printed())["news"]
    again = {"kind": "idea", "day": "2026-11-21", "text": "late on Fridays, again", "ref": "e6"}
    assert [("c1", "late Fridays", None), ("c3", None, again)] == [
        (one["ref"], one["asked_for"], one["because"]) for one in told
    ]
    assert "    To tell: Margo Klein; Alecia Ruiz\n" in heard("news").printed()


def test_who_is_told_what_came_of_their_idea_is_told_once(heard: Oc, rows: Rows) -> None:
    assert "Told Margo Klein: We open late on Fridays\n" == heard("told --for klein").printed()
    assert "" == line(heard, "Tell")
    assert "    To tell: Alecia Ruiz\n" in heard("news").printed()
    assert [("told", "We open late on Fridays")] == rows("SELECT kind, text FROM interaction WHERE kind = 'told'")


def test_of_several_the_list_says_whose_idea_each_was(heard: Oc) -> None:
    heard("news The Friday lamps are lit --for friday --until tomorrow")
    heard("news We close at six --for everybody --until today")
    listed = heard("told --for klein", COLUMNS="120").complained(1)
    assert (
        " 1  The Friday lamps are lit (your idea, 22 Jun)\n 2  We open late on Fridays (your idea, 22 Jun)\n" in listed
    )


def test_who_left_is_not_told_what_came_of_their_idea(heard: Oc) -> None:
    heard("lost klein --why 'never open late'")
    assert "    To tell: Alecia Ruiz\n" in heard("news").printed()


def test_the_latest_twenty_ideas_of_somebody_are_looked_through(heard: Oc) -> None:
    for number in range(19):
        heard(f"note --idea lamp {number} --for klein")
    assert line(heard, "Tell") and "Margo Klein" in heard("today --news").printed()
    heard("note --idea one more lamp --for klein")
    assert not line(heard, "Tell") and "Margo Klein" not in heard("today --news").printed()


def test_news_for_everybody_is_the_lowest_line_of_every_card_until_it_is_told(heard: Oc) -> None:
    said = heard("news We close on Thursday --for everybody --until thursday").printed()
    assert (
        "News until Thu 26 Nov 2026 for everybody: We close on Thursday."
        " It is the lowest line of each card until they are told.\n"
    ) == said
    heard("setting may 'new zip, refund'")
    for who in ("ruiz", "zoe"):
        assert "Tell     We close on Thursday (for everybody)" == heard(f"serve {who}").printed().splitlines()[-1]
    assert "We open late on Fridays (your complaint, 2 Nov)" == line(heard, "Tell", "ruiz")
    assert "Told Zoë: We close on Thursday\n" == heard("told").printed()
    assert "We close" not in heard("serve zoe").printed()
    assert "We close" in heard("serve ruiz").printed()
    assert "We close" not in heard("serve ruiz", OC_NOW=at("2026-11-27")).printed()


@pytest.mark.parametrize("style", ["hurried", "upset"])
def test_news_for_everybody_is_on_no_hurried_and_no_upset_card(heard: Oc, style: str) -> None:
    heard("news We close on Thursday --for everyone --until thursday")
    heard("edit klein --style languid")
    assert "We close" in heard("serve klein").printed()
    heard(f"style {style}")
    assert "We close" not in heard("serve klein").printed() + heard("show klein").printed()


def test_news_for_everybody_gives_way_first(heard: Oc) -> None:
    heard("news We close on Thursday --for everybody --until thursday")
    for said in ("pin dry hands", "pin no bag", "pin quietly", "need felt", "idea a lamp", "praise the hem"):
        heard(f"note --{said} --for juli")
    heard("edit juli --why 'the hems'")
    for number in range(3):
        heard(f"promise hem {number} --by friday --for juli")
    card = heard("serve juli").printed()
    assert (12, True) == (len(card.splitlines()), "We close" in card)
    heard("remember opening 2026-11-24 --for juli")
    card = heard("serve juli").printed()
    assert (12, False) == (len(card.splitlines()), "We close" in card)
    assert "a lamp" in card and "the hem" in card


def test_everybody_is_counted_and_not_listed(heard: Oc, as_json: Json) -> None:
    heard("note --need chairs for everybody --for juli")
    before = heard("today --news").printed()
    heard("news We close on Thursday --for Everybody --until thursday")
    for who in ("jim", "zoe"):
        heard(f"told --for {who}")
    assert "We close on Thursday\n    For everybody, told 2, until Thu 26 Nov 2026\n" in heard("news").printed()
    assert before == heard("today --news").printed()
    closed = next(one for one in as_json(heard("news --json").printed())["news"] if one["everybody"])
    assert (["Jim O’Neil", "Zoë"], []) == ([one["name"] for one in closed["told"]], closed["to_tell"])
    tell = as_json(heard("show jeff --json").out)["card"]["tell"]
    assert [{"text": "We close on Thursday", "until": "2026-11-26", "asked_for": None, "because": None}] == tell


def test_everybody_in_other_words_is_a_word_like_any_other(heard: Oc) -> None:
    heard("news Tea for all --for 'everybody reads' --until friday")
    assert "For everybody reads, until" in heard("news").printed()
    assert "" == line(heard, "Tell", "zoe")


@pytest.mark.parametrize("everybody", ["everybody", "Everyone"])
def test_news_for_everybody_is_for_nobody_because_they_said_the_word(heard: Oc, as_json: Json, everybody: str) -> None:
    said = f"greet {everybody}"
    for option, who in (("need", "juli"), ("pin", "jeff"), ("idea", "zoe"), ("complaint", "jim")):
        heard(f"note --{option} {said} --for {who}")
    heard(f"note --need {said} --for klein")
    heard(f"news We close on Thursday --for {everybody} --until thursday")
    for who in ("juli", "jeff", "zoe", "jim"):
        assert heard(f"show {who}").printed().splitlines()[-1].endswith("We close on Thursday (for everybody)")
        tell = as_json(heard(f"show {who} --json").out)["card"]["tell"]
        assert [(None, None)] == [(one["asked_for"], one["because"]) for one in tell]
    assert "We close" not in heard("show klein").printed()  # who is hurried


@pytest.mark.parametrize("words", ["--for everybody --for silk", "--for 'silk, everyone'", "--for silk,everybody,wool"])
def test_everybody_beside_other_words_is_refused(shop: Oc, db: Path, words: str) -> None:
    before = db.read_bytes()
    refused = shop(f"news Silk is in {words} --until friday").complained(1)
    assert "oc: What everybody is told is not also for those who asked.\n" in refused
    assert "oc: hint: leave the other words out, or everybody: " in refused
    assert before == db.read_bytes()
    assert "for everybody" in shop("news Silk is in --for everybody,everyone --until friday").printed()
