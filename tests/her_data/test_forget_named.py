"""forget: what names somebody elsewhere is shown first, what surely does leaves undo too, and nobody else loses any."""

from __future__ import annotations

import pytest

from tests.her_data.conftest import Kept
from tests.words import Oc


@pytest.mark.parametrize(
    "number",
    ["06 12 34 56 78", "06-12-34-56-78", "061 234 56 78", "0612345678", "06/12/34/56/78", "+33 6 12.34.56.78, or so"],
)
@pytest.mark.parametrize("hers", ["+33 6 12 34 56 78", "0612345678"])
def test_her_telephone_names_her_whichever_way_it_is_parted(shop: Oc, number: str, hers: str) -> None:
    shop("add", "Lea Roux", "--phone", hers)
    shop("note", "--for", "jim", f"her number is {number}")
    shop("note", "--for", "jim", "his is 06 12 34 56 99")
    complained = shop("forget 'lea roux'").complained(1)
    assert "e1  Jim O’Neil" in complained
    assert "e2  Jim O’Neil" not in complained


@pytest.mark.parametrize("typed", ["0143", "5 0143", "marg klein", "acme"])
def test_nobody_is_erased_by_a_part_of_a_number_or_name(shop: Oc, typed: str) -> None:
    complained = shop("forget", typed, "--yes").complained(4)
    assert f"“{typed}” may be Margo Klein, and is not their name." in complained
    assert "oc forget c1 --yes" in complained


@pytest.mark.parametrize("typed", ["C1", "212 555 0143", "(212) 555-0143", "margo.klein@EXAMPLE.com", "Klein Margo"])
def test_who_is_named_whole_is_erased(shop: Oc, typed: str) -> None:
    assert 0 == shop("forget", typed, "--yes").code
    assert "Nobody found" in shop("show c1").complained(3)


def test_what_only_may_name_her_stays_for_undo_and_is_shown(shop: Oc) -> None:
    shop("add May Brown")
    shop("add Bella Stone --at 'May and Sons'")
    shop("edit bella --at Acme")
    complained = shop("forget 'may brown'").complained(1)
    assert "undo  Bella Stone: May and Sons" in complained
    shop("forget 'may brown' --yes", OC_TILL="two")
    assert "Took back today’s change for Bella Stone; again: at May and Sons" in shop("undo").printed()


@pytest.mark.parametrize("why", ["Margo Klein sent her", "Klein’s niece", "rang from 212-555-0143"])
def test_what_surely_named_her_leaves_undo_which_says_so_and_is_not_used_up(shop: Oc, why: str, kept: Kept) -> None:
    shop("add", "Bella Stone", "--why", why)
    shop("edit bella --why 'a friend'")
    before = kept()
    assert why.encode() in before or "’" in why
    shop("forget klein --yes", OC_TILL="two")
    assert b"Klein" not in kept()
    for _ in range(2):
        complained = shop("undo").complained(1)
        assert "oc: What it said before named somebody who was erased since.\n" in complained
    assert "a friend" in shop("show bella").printed()


def test_what_was_built_on_before_stays_built_on(shop: Oc) -> None:
    shop("add Bella Stone --why shoes")
    shop("edit bella --why 'friend of Margo Klein'", OC_TILL="one")
    shop("edit bella --why 'a friend'", OC_TILL="two")
    shop("forget klein --yes")
    assert "more was written of the same person since" in shop("undo", OC_TILL="one").complained(1)
