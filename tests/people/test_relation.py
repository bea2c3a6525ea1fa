"""What they are to us: anybody is a customer, by any word, and is found by it."""

from __future__ import annotations

import pytest

from tests.words import Json, Oc


@pytest.mark.parametrize("relation", ["supplier", "neighbour", "Köchin", "the mayor’s wife", "隣人", "[bold]boss"])
def test_anybody_is_a_customer_by_any_word(shop: Oc, as_json: Json, relation: str) -> None:
    shop("add", "Bo Li", "--as", relation)
    assert f"Bo Li  ·  {relation}\n" == shop("show c10").printed()
    found = as_json(shop("find", "--as", relation, "--json").printed())["candidates"]
    assert ["Bo Li"] == [one["name"] for one in found]


def test_people_are_found_by_what_they_are_to_us(shop: Oc, as_json: Json) -> None:
    shop("edit klein --as supplier")
    shop("edit ruiz --as 'Supplier of thread'")
    for asked in ("supplier", "SUPPL", "súpplier"):
        told = as_json(shop("find", "--as", asked, "--json").printed())["candidates"]
        assert {"Margo Klein", "Alecia Ruiz"} == {one["name"] for one in told}
    told = as_json(shop("find ruiz --as supplier --json").printed())["candidates"]
    assert ["Alecia Ruiz"] == [one["name"] for one in told]
    assert "Nobody found" in shop("find --as neighbour").complained(3)
    assert "Nobody found" in shop("find jim --as supplier").complained(3)
    assert "There is no relation to look for." in shop("find --as ''").complained(1)
