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
    assert f"Noted that Margo Klein left{noted}. The card will say so when they return.\n" == said
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
    assert back in shop("serve klein").printed()


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
