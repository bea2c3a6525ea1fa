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
    assert "--as needs a word, as supplier." in shop("find --as ''").complained(1)


def test_who_is_that_to_us_is_found_by_the_word_and_the_card_says_so(shop: Oc, as_json: Json) -> None:
    shop("edit juli --as boss")
    shop("serve juli")
    shown = shop("serve boss")
    assert shown.out.startswith("Juli Andersson  ·  boss, A/P at IBM\n")
    assert "oc: found by “boss” alone: Juli Andersson, last here 21 Nov\n" == shown.err
    assert "boss" == as_json(shop("show boss --json").out)["card"]["found_by"]
    assert "" == shop("serve juli").err
    shop("edit jeff --as 'the boss'")
    listed = shop("serve boss").complained(4)
    assert "Juli Andersson" in listed and "Jeff Baptiste" in listed


def test_a_name_goes_before_what_somebody_is_to_us(shop: Oc) -> None:
    shop("edit juli --as boss")
    shop("add Hugo Boss")
    assert shop("show boss").out.startswith("Hugo Boss\n")
