"""A word that is no style: the one that is near is named first, and every hint can be typed as it stands."""

from __future__ import annotations

import pytest

from tests.words import Oc


@pytest.mark.parametrize(
    "typed,hint",
    [
        ("style upsett", "oc style upset"),
        ("style Hurryed", "oc style hurried"),
        ("style upset hurried", "oc style upset"),
        ("style klein upset", "oc style upset --for klein"),
        ("style upset klein", "oc style upset --for klein"),
        ("style margo upset", "oc style upset --for margo"),
        ("style very upset", "oc style upset --why very"),
        ("style upset the queue was long", 'oc style upset --why "the queue was long"'),
        ("style x y", "oc style lists them"),
        ("note zip --today upsett", "oc note … --today upset"),
        ("add Bo --style upsett", "--style upset"),
    ],
)
def test_the_style_that_is_near_is_hinted_first(shop: Oc, typed: str, hint: str) -> None:
    shop("serve jim")
    first = shop(typed).complained(1).partition("oc: hint: ")[2].splitlines()[0]
    assert hint == first
    if first.startswith("oc style ") and "--for margo" not in first:
        assert 0 == shop(first.removeprefix("oc ").removesuffix(" lists them")).code


def test_a_style_of_the_shops_own_is_near_too(shop: Oc) -> None:
    shop("style chatty --advice 'Let them talk.'")
    assert "oc: hint: oc style chatty\n" in shop("style chaty").complained(1)
    said = shop("style quiet --for klein").complained(1)
    assert "oc: hint: to make it one of the shop's: oc style quiet --advice" in said
