"""Where every test's store is a till's: it is one, and works with its server."""

from __future__ import annotations

import pytest

from tests.shop import everywhere
from tests.words import CAST, Json, ShopAfter


@pytest.mark.long
def test_the_store_of_a_test_is_a_till_of_an_emptied_shop(
    shop_after: ShopAfter, as_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(everywhere.SWITCH, "yes")
    for _ in range(2):
        oc = shop_after(*CAST)
        assert 0 == oc("note --for klein zip broke").code
        assert 0 == oc("add Nora Newcomer").code
        told = as_json(oc("shop --json").printed())["shop"]
        assert (1, [], ["till one"]) == (told["till"], told["waiting"], [one["name"] for one in told["tills"]])
