"""Two tills of one shop: what is written at one is known at the other, at its next command."""

from __future__ import annotations

import pytest

from tests.shop.founded import ShopOf
from tests.shop.tills import Till
from tests.words import CAST


@pytest.fixture
def tills(shop_of: ShopOf) -> tuple[Till, Till]:
    """Two tills of a shop that has the cast; all of it came from the first."""
    first, second = shop_of(*CAST)
    return first, second


def test_the_copy_of_a_till_that_joins_is_the_store_of_the_one_that_began(tills: tuple[Till, Till]) -> None:
    first, second = tills
    assert first.has() == second.has()
    assert "Margo Klein" in second("serve klein").printed()


def test_what_is_noted_at_one_till_is_on_the_card_at_the_other(tills: tuple[Till, Till]) -> None:
    first, second = tills
    first("note --for klein zip broke again").printed()
    assert "zip broke again" in second("show klein").printed()
    second("promise coat --for klein --by friday").printed()
    assert "coat" in first("show klein").printed()
    assert first.has() == second.has()
