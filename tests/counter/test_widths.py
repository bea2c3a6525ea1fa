"""How wide a screen is taken to be, and how lists look on a narrow one: every detail below, broken between words."""

from __future__ import annotations

import pytest

from tests.words import Oc


def test_a_narrow_screen_has_every_detail_below(shop: Oc) -> None:
    shop("serve juli", OC_NOW="2026-11-03T12:00:00+00:00")
    listed = shop("show j", COLUMNS="30").complained(4).splitlines()
    juli = next(number for number, line in enumerate(listed) if "Juli Andersson  c4" in line)
    assert ["    IBM · last here 3 Nov ·", "    phone …01"] == listed[juli + 1 : juli + 3]
    assert all(len(line) <= 30 for line in listed if not line.startswith("oc:"))
    assert "Juli Andersson  c4" in shop("show j", COLUMNS="60").err


def test_the_list_of_styles_breaks_between_words(shop: Oc) -> None:
    listed = shop("style", COLUMNS="40").printed()
    assert listed.startswith("languid    Take time. Lay out the\n           options. No hurry.\n")
    assert all(len(line) <= 40 for line in listed.splitlines())


def test_the_list_of_rules_breaks_below_the_words_of_each(shop: Oc) -> None:
    listed = shop("setting", COLUMNS="40").printed()
    assert listed.startswith("quiet   90 days: after how long somebody\n        without a rhythm of visits is\n")


def test_a_long_line_of_what_is_open_goes_on_four_columns_in(shop: Oc) -> None:
    for what in ("the navy coat taken in at the waist", "hem"):
        shop(f"promise {what} --by friday --for klein")
    listed = shop("done --for klein", COLUMNS="40").complained(1)
    assert "1  Promise due on Friday: the navy coat\n    taken in at the waist\n" in listed


@pytest.mark.parametrize(
    "columns,taken", [("", 80), ("nonsense", 80), ("119", 119), ("120", 120), ("121", 120), ("500", 120)]
)
def test_a_card_is_as_wide_as_the_screen_up_to_120_columns(shop: Oc, columns: str, taken: int) -> None:
    shop("note --pin paper receipts always --for klein")
    assert taken == max(map(len, shop("show klein", COLUMNS=columns).printed().splitlines()))


def test_no_screen_is_taken_to_be_narrower_than_twenty_columns(shop: Oc) -> None:
    shop(f"add {'x' * 100}")
    drawn = {
        columns: max(map(len, shop("serve c10", COLUMNS=str(columns)).out.splitlines())) for columns in (1, 19, 20, 21)
    }
    assert {1: 20, 19: 20, 20: 20, 21: 21} == drawn


def test_details_stand_side_by_side_from_sixty_columns(shop: Oc) -> None:
    below, beside = (shop("show juli jeff", COLUMNS=columns).err for columns in ("59", "60"))
    assert "Juli Andersson  c4\n    IBM · phone …01\n" in below
    assert "Juli Andersson  c4  IBM · phone …01\n" in beside


@pytest.mark.parametrize("letters", [30, 31])
def test_a_name_of_more_than_thirty_columns_is_cut_in_a_list(shop: Oc, letters: int) -> None:
    name = "Margo " + "x" * (letters - len("Margo "))
    shop("add", name)
    listed = shop("show margo", COLUMNS="120").complained(4)
    assert (name in listed) == (letters == 30)
    assert (name[:29] + "…  " in listed) == (letters == 31)
