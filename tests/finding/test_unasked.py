"""Whose card comes unasked, and who is asked about: the one rule, and lists that go on."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.words import TODAY, Oc, ShopAfter, found


@pytest.mark.parametrize(
    "people,query,name",
    [
        (("Kim Lee --nick kim", "Kim Sato"), "kim", None),  # a nickname, and a whole word of another's name
        (("Ann Lee --nick kim", "Kimberley Sato"), "kim", "Ann Lee"),  # and only the beginning of one
        (("Ann Lee --nick kim",), "kim", "Ann Lee"),
        (("Joshua", "Joshua Hart"), "joshua", None),  # a whole name of one word, and a word of another's
        (("Joshua", "Joshuah Hart"), "joshua", None),  # and the beginning of one
        (("Joshua", "Ann Hart"), "joshua", "Joshua"),
        (("Jean-Luc", "Jean-Luc Picard"), "jean-luc", None),
        (("Ann Bell --nick Jo-Jo", "Jo-Jo Hart"), "jo-jo", None),
        (("Joshua", "Joshua"), "joshua", None),
        (("John Peters", "John Peterson"), "john peters", "John Peters"),  # of two words, the whole name is hers
        (("John Peters", "John Peterson"), "peters", None),
        (("John Peters", "Ann Bell"), "pet", "John Peters"),
        (("John Peters", "Ann Bell"), "petres", None),
    ],
)
def test_the_card_comes_unasked_by_one_rule(oc: Oc, people: tuple[str, ...], query: str, name: str | None) -> None:
    for person in people:
        assert 0 == oc(f"add {person} --yes").code
    shown = oc("show", *query.split())
    assert (0 if name else 4) == shown.code
    assert name is None or shown.out.splitlines()[0] == name
    asked = json.loads(oc("find -", stdin=f"{query}\n").printed())
    names = {one["ref"]: one["name"] for one in asked["candidates"]}
    assert name == names.get(asked["unasked"])


def test_a_list_goes_on_with_the_next_tiers_below_five_people(oc: Oc) -> None:
    for name in ("John Peters", "John Peterson", "Jon Peters", "Ann Bell"):
        oc(f"add {name} --yes")
    assert ["John Peters", "John Peterson", "Jon Peters"] == found(oc, "john peters")
    tiers = [one["tier"] for one in json.loads(oc("find john peters --json").printed())["candidates"]]
    assert [2, 4] == tiers[:2] and 5 <= tiers[2]


def test_of_five_people_and_more_nobody_else_is_listed(shop_after: ShopAfter) -> None:
    oc = shop_after(*(f"add John Peters{letter * 3} --yes" for letter in "abcde"), "add Jon Peters --yes")
    assert 5 == len(found(oc, "john peters"))


def test_a_name_whose_space_was_left_out_is_found(oc: Oc) -> None:
    oc("add Pol Pot")
    oc("add Paul Potter")
    assert "Pol Pot" == found(oc, "polpot")[0]
    oc("add Mary Jo --yes")
    assert "Mary Jo" == found(oc, "maryjo")[0]


def test_two_misspelt_words_are_more_than_one_right_and_one_alien(oc: Oc) -> None:
    for name in ("David Woodward", "Warren Woodward", "Wanda Wood", "Karen Wood"):
        oc(f"add {name}")
    assert "Warren Woodward" == found(oc, "wanen woodard")[0]


def test_a_common_sound_hides_nobody(shop_after: ShopAfter) -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    crowd = (f"add {first}{second} Marra --yes" for first in alphabet[:8] for second in alphabet[:8])
    oc = shop_after("add Hans Meier", *crowd)
    assert "Hans Meier" in found(oc, "meyer")[:5]


def test_a_number_that_nobody_has_is_nobodys(shop: Oc) -> None:
    assert 3 == shop("show margo 9999").code
    assert 3 == shop("show 9999").code


@pytest.mark.parametrize(
    "others,query,near",
    [
        (("Anna Bergh",), "anna berg", ["Anna Bergh"]),
        (("Anne Berg",), "anna berg", ["Anne Berg"]),
        (("Anne Bergh",), "berg anna", ["Anne Bergh"]),  # a letter in each word, in any order
        (("Anna Bergholm",), "anna berg", []),
        (("Anna Maria Bergh",), "anna berg", []),
        (("Anna Bergh",), "anna", []),
        (("Anna Bergg",), "anna berg", ["Anna Bergg"]),
        (("Anna Bergh",), "c1", []),
    ],
)
def test_after_the_card_whose_name_is_a_letter_away_is_said(
    oc: Oc, others: tuple[str, ...], query: str, near: list[str]
) -> None:
    for name in ("Anna Berg", *others):
        oc(f"add {name} --yes")
    for command in ("show", "serve"):
        shown = oc(command, *query.split())
        if shown.code == 4:
            assert query == "anna"
            continue
        said = [
            row.removeprefix("oc: names like it: ")
            for row in shown.err.splitlines()
            if row.startswith("oc: names like it: ")
        ]
        assert [f"{name} c2" for name in near] == said
        card = json.loads(oc(command, *query.split(), "--json").out)["card"]
        assert near == [one["name"] for one in card["near"]]


@pytest.mark.parametrize(
    "query,days_ago,said",
    [
        ("klein", None, "oc: found by “klein” alone: Margo Klein, never served before"),
        ("klein", 400, "oc: found by “klein” alone: Margo Klein, last here Oct 2025"),
        ("klein", 300, None),
        ("margo klein", None, None),
        ("0143", None, None),
        ("c1", None, None),
        ("margo.klein@example.com", None, None),
    ],
)
def test_a_card_of_a_stranger_says_by_which_word_it_was_found(
    shop: Oc, query: str, days_ago: int | None, said: str | None
) -> None:
    if days_ago:
        day = TODAY - dt.timedelta(days=days_ago)
        shop(f"serve c1 --on {day}")
    shown = shop("show", *query.split())
    assert said == next((row for row in shown.err.splitlines() if "found by" in row), None)
    card = json.loads(shop("show", *query.split(), "--json").out)["card"]
    assert (query if said else None) == card["found_by"]


def test_who_was_chosen_from_a_list_is_not_doubted(oc: Oc) -> None:
    for name in ("Anna Berg", "Anna Berg", "Anne Berg"):
        oc(f"add {name} --yes")
    chosen = oc("show anna berg", stdin="1\n", at_terminal=True, NO_COLOR="1")
    assert chosen.out.startswith("Anna Berg  ·  c1\n")
    assert "names like it: " not in chosen.err
    assert "found by" not in oc("show berg", stdin="1\n", at_terminal=True, NO_COLOR="1").err


@pytest.mark.parametrize(
    "names,query,near",
    [
        (("Kim Lee", "Jim Lee", "Kim Leo"), "kim lee", ["Jim Lee", "Kim Leo"]),
        (("John John", "John Johm"), "john john", ["John Johm"]),
        (
            (*(f"Anna Bergh {letter}x" for letter in "abcdefghijklmnopqrstuv"), "Anna Berg", "Anne Bergh"),
            "anna berg",
            ["Anne Bergh"],
        ),
    ],
)
def test_short_names_double_names_and_longer_names_hide_nobody_who_is_near(
    shop_after: ShopAfter, names: tuple[str, ...], query: str, near: list[str]
) -> None:
    oc = shop_after(*(f"add '{name}' --yes" for name in names))
    assert near == sorted(one["name"] for one in json.loads(oc("show", *query.split(), "--json").out)["card"]["near"])


@pytest.mark.parametrize("name,query", [("राम कुमार", "राम"), ("Jo-Jo Hart", "jo-jo"), ("Ann Bell --nick r2d2", "r2d2")])
def test_a_word_of_any_letters_is_said_where_it_found_a_stranger(oc: Oc, name: str, query: str) -> None:
    oc(f"add {name}")
    assert f"oc: found by “{query}” alone: " in oc("show", query).err


def test_a_note_with_the_words_hides_nobody_of_a_name_like_them(oc: Oc) -> None:
    for name in ("Peter Johnson", "Petra Jonson", "Zoe Quill"):
        oc(f"add {name}")
    oc("note sister of peter jonsen --for quill")
    assert ["Zoe Quill", "Peter Johnson", "Petra Jonson"] == found(oc, "peter jonsen")


@pytest.mark.parametrize(
    "note,line",
    [
        ("allergic to wool", "allergic to wool"),
        ("call 212 555 0907 about the wool", "call … about the wool"),
        ("wool@example.com or +44 (0)20 7946 0018: wool", "… or …: wool"),
        ("wool for 3 coats of 12-14", "wool for 3 coats of 12-14"),
        ("wool on 2026-11-21, Anna <anna@x.org>;bob@y.org", "wool on 2026-11-21, Anna <…>;…"),
        ("020 7946–0018, 020\u20117946\u20110018, 555·0143·22 wool", "…, …, … wool"),
        ("tel:020.7946.0018 ext 4 wool", "tel:… wool"),
    ],
)
def test_find_prints_the_line_that_has_the_word(shop: Oc, note: str, line: str) -> None:
    shop("note", note, "--for", "c2")
    assert f"“{line}”" in shop("find wool", COLUMNS="120").printed()
    assert [line] == [one["because"] for one in json.loads(shop("find wool --json").printed())["candidates"]]
    assert line == json.loads(shop("find -", stdin="wool\n").printed())["candidates"][0]["because"]
