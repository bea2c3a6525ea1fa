"""Who left: what the card says, what asks for them no more, and the first words on their return."""

from __future__ import annotations

import pytest

from tests.words import Json, Oc, at


@pytest.mark.parametrize(
    "words,noted,shown",
    [
        ("--why 'too slow' --to 'Bell & Sons'", ": too slow; went to Bell & Sons", ": too slow"),
        ("--to Lisbon", ": went to Lisbon", ""),
        ("--why 'we went to seed; went to pieces' --to Bell", ": we went to seed; went to pieces; went to Bell",
         ": we went to seed; went to pieces"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_card_begins_with_who_left_and_why_and_never_where_to(shop: Oc, words: str, noted: str, shown: str) -> None:
    said = shop(f"lost klein {words}").printed()
    assert f"Margo Klein is gone{noted}. A last kind word: oc note --gesture --for c1\n" == said
    assert f"LEFT 21 Nov{shown}" == shop("show klein").printed().splitlines()[0]
    assert noted.removeprefix(": ") in " ".join(shop("history klein").printed().split())


def test_the_first_words_on_return_are_that_they_came_back(shop: Oc, as_json: Json) -> None:
    shop("lost klein --why 'too slow'")
    served, shown, later = (
        shop(command, OC_NOW=at(day)).printed().splitlines()[0]
        for command, day in (("serve klein", "2027-02-01"), ("show klein", "2027-02-01"), ("serve klein", "2027-02-02"))
    )
    assert ["WELCOME BACK, first time since 21 Nov 2026. We were too slow."] * 2 == [served, shown]
    assert later.startswith("Margo Klein")
    assert as_json(shop("show klein --json", OC_NOW=at("2027-02-01")).out)["card"]["left"]["is_back"] is True


@pytest.mark.parametrize(
    "since,after",
    [
        ("2019", ", after seven years"),
        ("2025-11-21", ", after a year"),
        ("2014-11-02", ", after twelve years"),
        ("2013-11-02", ", after 13 years"),
        ("2026-10-01", ", after 7 weeks"),
        ("2026-11-07", ", after 2 weeks"),
        ("2026-11-08", ""),
        ("2026-11-21", ""),
    ],
)
def test_a_loss_is_said_with_how_long_they_were_here(oc: Oc, since: str, after: str) -> None:
    oc(f"add Margo Klein --since {since}")
    said = oc("lost margo --why 'too slow'").printed()
    assert f"Margo Klein is gone{after}: too slow. A last kind word: oc note --gesture --for margo\n" == said


def test_without_a_since_the_first_day_tells_how_long_they_were_here(oc: Oc) -> None:
    oc("add Margo Klein", OC_NOW=at("2026-11-01"))
    oc("note hello --for margo --on 2024-11-01")
    oc("note hello again --for margo")
    assert oc("lost margo").printed().startswith("Margo Klein is gone, after two years. A last kind word: ")
    oc("edit margo --since 2025-11-01")
    assert oc("lost margo --why dear").printed().startswith("Margo Klein is gone, after a year: dear. ")


@pytest.mark.parametrize(
    "promised,owed",
    [
        (["navy coat"], "navy coat."),
        (["hem!"], "hem!"),
        (["a", "b", "c"], "a; b; c."),
        (["a", "b", "c", "d", "e"], "a; b; c and 2 more."),
    ],
)
def test_what_is_still_owed_to_who_left_is_said(shop: Oc, promised: list[str], owed: str) -> None:
    shop("promise kept --by today --for jim")
    shop("done --for jim")
    shop("note --complaint cold soup --for jim")
    for text in promised:
        shop("promise", text, "--by", "friday", "--for", "jim")
    said = shop("lost jim --why 'too slow?'").printed()
    assert f"Jim O’Neil is gone: too slow? We still owe: {owed} A last kind word: oc note --gesture --for jim\n" == said


def test_a_last_kind_word_goes_to_the_same_person(shop: Oc) -> None:
    for who, called in (("klein", "c1"), ("zoe", "zoe"), ("太郎", "山本"), ("weiß", "jorg")):
        said = shop(f"lost {who}").printed()
        assert f"A last kind word: oc note --gesture --for {called}\n" in said
        command = said.rstrip("\n").partition(" word: oc ")[2]
        name = said.partition(" is gone")[0]
        assert name in shop(f"{command} a card with the lamp").printed()


def test_who_has_a_code_in_front_is_called_by_the_number(shop: Oc) -> None:
    shop("add 'C2 Smith'")
    shop("add '— Dash'")
    assert "--for c10\n" in shop("lost smith").printed()
    assert "--for dash\n" in shop("lost dash").printed()


def test_undo_takes_a_departure_back(shop: Oc) -> None:
    shop("lost klein --why 'too slow'")
    assert "Took back today’s “left” for Margo Klein: too slow\n" == shop("undo").printed()
    assert shop("show klein").printed().startswith("Margo Klein")


def test_of_who_left_the_morning_has_their_days_and_asks_for_nothing_until_they_return(shop: Oc, as_json: Json) -> None:
    shop("remember birthday 02-01 --for klein")
    shop("note --need lining --for klein")
    shop("news Linings are in --for lining --until 2027-03-01")
    shop("note --praise the hem was perfect --for klein")
    nags = {"dates", "missed", "thanks", "news"}

    def asks() -> set[str]:
        told = as_json(shop("today --json", OC_NOW=at("2027-02-27" if not near else "2027-01-31")).out)
        return {part for part in nags if any(one["ref"] == "c1" for one in told[part])}

    near = False
    assert {"missed", "thanks", "news"} == asks()
    near = True
    assert "dates" in asks()
    shop("lost klein")
    assert {"dates"} == asks()
    near = False
    assert set() == asks()
    shop("serve klein", OC_NOW=at("2026-11-22"))
    assert {"missed", "thanks", "news"} == asks()


def test_all_that_was_learned_of_why_they_left_is_on_the_card(shop: Oc) -> None:
    shop("lost klein --why 'too dear'")
    shop("lost klein --to Bells")
    shop("lost klein --why 'Moved to the coast!'")
    assert "LEFT 21 Nov: too dear; Moved to the coast!\n" in shop("show klein").printed()
    back = "WELCOME BACK, first time since 21 Nov. We were too dear. Moved to the coast!\n"
    assert back in shop("serve klein", OC_NOW=at("2026-11-22")).printed()


def test_what_is_noted_again_is_one_loss_from_its_first_day(shop: Oc, as_json: Json) -> None:
    for day, words in (
        (21, "--why 'too slow' --to Bell"),
        (22, "--why 'Too slow'"),
        (23, "--why 'too dear' --to bell"),
    ):
        shop(f"lost klein {words}", OC_NOW=at(f"2026-11-{day}"))
    now = {"OC_NOW": at("2026-11-24")}
    assert "LEFT 21 Nov: too slow; too dear" == shop("show klein", **now).printed().splitlines()[0]
    left = as_json(shop("show klein --json", **now).printed())["card"]["left"]
    assert ("2026-11-21", "too slow; too dear") == (left["day"], left["text"])
    assert "\n\nMargo Klein is gone: too slow; too dear; went to Bell.\n" in shop("pulse", **now).printed()
    gone = {"name": "Margo Klein", "ref": "c1", "day": "2026-11-21", "why": "too slow; too dear"}
    assert [gone] == as_json(shop("today --gone --json", **now).printed())["gone"]
    told = shop("today --gone", **now).printed()
    assert told.startswith("Gone     Margo Klein, 21 Nov: too slow; too dear  ")
    assert "Nobody left this week.\n" == shop("today --gone", OC_NOW=at("2026-11-29")).printed()


def test_a_new_loss_has_no_reason_of_the_one_before(shop: Oc) -> None:
    for day, command in ((16, "lost klein --why 'too slow'"), (17, "serve klein"), (18, "lost klein")):
        shop(command, OC_NOW=at(f"2026-11-{day}"))
    assert "LEFT 18 Nov" == shop("show klein").printed().splitlines()[0]
    assert shop("today --gone").printed().startswith("Gone     Margo Klein, 18 Nov  ")
    assert shop("serve klein").printed().startswith("WELCOME BACK, first time since 17 Nov.\n")


def test_who_is_back_on_the_day_of_the_loss_is_not_back_since_that_day(shop: Oc) -> None:
    shop("lost klein --why 'too slow'")
    served = shop("serve klein")
    assert "WELCOME BACK. We were too slow." == served.out.splitlines()[0]
    assert "never served before" not in served.err
    assert "WELCOME BACK. We were too slow." == shop("show klein").printed().splitlines()[0]


def test_who_was_here_left_and_is_back_on_one_day_is_back(shop: Oc, as_json: Json) -> None:
    for command in ("serve klein", "lost klein", "serve klein"):
        assert 0 == shop(command).code
    assert "WELCOME BACK." == shop("show klein").printed().splitlines()[0]
    assert [] == as_json(shop("today --gone --json").printed())["gone"]
    shop("serve jim")
    shop("serve klein")
    history = as_json(shop("history klein --json").printed())["interactions"]
    assert ["visit", "lost", "visit"] == [one["kind"] for one in history]
    assert 1 == shop("today --here").printed().count("Margo Klein")


def test_no_payment_number_is_kept_of_where_they_went(shop: Oc) -> None:
    assert "card" in shop("lost klein --to '4111 1111 1111 1111'").complained(1)


def test_what_may_be_said_to_them_is_said_once_and_names_nobody(shop: Oc) -> None:
    for why in ("too dear", "Too dear", "not happy with the zip", "too old to walk here", "Bell is faster"):
        shop("lost", "klein", "--why", why, "--to", "Bell & Sons; the tailors")
    back = shop("serve klein").printed().splitlines()[0]
    assert "Bell" not in back and "tailors" not in back
    whole = " ".join(shop("show klein", COLUMNS="120").printed().split())
    assert "We were too dear. Not happy with the zip. Too old to walk here." in whole
    assert 1 == whole.casefold().count("too dear")


def test_the_return_says_when_they_were_last_here(shop: Oc) -> None:
    shop("serve klein", OC_NOW=at("2026-11-11"))
    shop("lost klein", OC_NOW=at("2026-11-20"))
    assert shop("serve klein").printed().startswith("WELCOME BACK, first time since 11 Nov.\n")
