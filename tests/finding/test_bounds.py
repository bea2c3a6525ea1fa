"""How much a search takes and gives: words, digits, and people of a list."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from tests.words import Oc, ShopAfter, found

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def people(count: int, name: str) -> Iterable[str]:
    """Return what adds so many people of one first name, whose last names are all far from one another."""
    return (f"add {name} {letter * 9} --yes" for letter in LETTERS[:count])


@pytest.mark.parametrize("count,shown", [(9, 9), (10, 9)])
def test_a_list_to_choose_from_shows_nine_and_says_that_there_are_more(
    shop_after: ShopAfter, count: int, shown: int
) -> None:
    oc = shop_after(*people(count, "Sam"))
    rows = oc("serve sam").complained(4).splitlines()
    assert [f"{number:>2}" for number in range(1, shown + 1)] == [row[:2] for row in rows if row[:2].strip().isdigit()]
    assert (count > shown) == ("    and more: type more of the name" in rows)
    assert f"oc: “sam” may be {count}{' or more' * (count > shown)} people:" in rows


def test_the_ninth_of_a_list_is_chosen_by_its_number_and_the_tenth_is_not(shop_after: ShopAfter) -> None:
    oc = shop_after(*people(10, "Sam"))
    assert 0 == oc("show sam", stdin="9\n", at_terminal=True).code
    assert 4 == oc("show sam", stdin="10\n", at_terminal=True).code


@pytest.mark.parametrize("answers,code", [("x\nx\n1\n", 0), ("x\nx\nx\n1\n", 4)])
def test_a_choice_is_asked_for_three_times(shop: Oc, answers: str, code: int) -> None:
    assert code == shop("show margo", stdin=answers, at_terminal=True).code


def test_at_most_fifty_people_are_found(oc: Oc) -> None:
    for number in range(51):
        assert 0 == oc(f"add Sam Lee{number:02} --yes").code
    assert 50 == len(found(oc, "sam"))


def test_a_line_of_many_queries_is_answered_with_twenty_people(shop_after: ShopAfter) -> None:
    oc = shop_after(*people(21, "Sam"))
    assert 20 == len(json.loads(oc("find -", stdin="sam\n").printed())["candidates"])


def test_at_most_twenty_people_are_asked_about_who_are_only_near(shop_after: ShopAfter) -> None:
    oc = shop_after(*people(21, "Quetzal"))
    assert 20 == len(found(oc, "quezal"))


@pytest.mark.parametrize("count", [4, 5])
def test_with_five_people_near_all_words_nobody_is_asked_about_who_is_near_all_but_one(
    shop_after: ShopAfter, count: int
) -> None:
    oc = shop_after(*(["add Quetzal Jonas --yes"] * count), "add Quetzal Vermeer")
    asked = ["Quetzal Jonas"] * count + (["Quetzal Vermeer"] if count < 5 else [])
    assert asked == found(oc, "quezal jonas")


def test_eight_words_are_looked_for_and_no_more(oc: Oc) -> None:
    oc("add aa bb cc dd ee ff gg hh")
    assert 0 == oc("show aa bb cc dd ee ff gg hh nobody").code
    assert 4 == oc("show aa bb cc dd ee ff gg nobody").code


def test_two_hundred_characters_are_looked_for_and_no_more(shop: Oc) -> None:
    assert "Nobody found" in shop("show", "1" * 200).complained(3)
    assert "The words have 201 characters; 200 is the most." in shop("show", "1" * 201).complained(1)


@pytest.mark.parametrize("query,code", [("143", 0), ("43", 3), ("margo 143", 0), ("margo 43", 4)])
def test_three_digits_of_the_end_of_a_telephone_find_whose_it_is(shop: Oc, query: str, code: int) -> None:
    assert code == shop(f"show {query}").code


def test_four_digits_are_the_end_of_a_telephone_before_they_are_a_name(shop: Oc) -> None:
    shop("add Room 0143")
    assert ["Margo Klein", "Room 0143"] == found(shop, "0143")
    assert shop("show 0143").printed().startswith("Margo Klein")
    assert 0 == shop("show 143").code


def test_six_digits_may_be_the_end_of_a_number_and_seven_are_one(oc: Oc) -> None:
    """A number kept without its country code is found with it; the few last digits are of every number that ends so."""
    oc("add Ann Ash --phone 555000")
    oc("add Bob Birch --phone 5550001")
    assert "Nobody found" in oc("show 1 555 000").complained(3)
    assert oc("show 1 555 0001").printed().startswith("Bob Birch")


def test_people_of_whom_words_were_said_are_of_the_last_tier(shop: Oc) -> None:
    shop("note --for jim quetzal feathers")
    assert [8] == [one["tier"] for one in json.loads(shop("find quetzal --json").out)["candidates"]]
