"""forget: what names somebody elsewhere is shown first, what surely does leaves undo too, and nobody else loses any."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.her_data.conftest import Kept
from tests.words import CAST, Json, Oc, ShopAfter, line


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


NAMING = (
    "add 'Bella Stone' --why 'Margo Klein sent her'",
    "add 'Klein’s mother'",
    "add 'Ada Rue' --nick 'Margo’s aunt'",
    "add 'Margo Bell'",
    "note --for bella came with Margo Klein",
    "style upset --for bella --usually --why 'like Margo Klein'",
    "later bella --until 2026-12-01 --why 'away with Margo Klein'",
)
"""Beside the shop of the tests: c10 Bella, c11, c12 Ada, c13."""


def test_names_of_others_that_name_her_are_shown_and_her_namesakes_are_not(shop_after: ShopAfter) -> None:
    complained = shop_after(*CAST, *NAMING)("forget 'margo klein'").complained(1)
    assert "c11  Klein’s mother: Klein’s mother  →  oc edit c11 --name NAME" in complained
    assert "c12  Ada Rue: Margo’s aunt  →  oc edit c12 --nick WORD" in complained
    assert "c13" not in complained


def test_the_receipt_counts_the_words_of_others_that_stay(shop_after: ShopAfter, as_json: Json) -> None:
    shop = shop_after(*CAST, *NAMING)
    said = shop("forget 'margo klein' --yes", OC_TILL="two").out
    assert "6 lines of others may still name them; beside that, no trace is left in the store" in said
    shop("add 'Margo Klein'")
    receipt = as_json(shop("forget 'margo klein' --yes --json").out)["receipt"]
    assert ["c10", "c10", "c10", "c11", "c12", "e1"] == sorted(receipt["named"])


@pytest.mark.parametrize("notes", ["", " --no-notes"])
def test_each_command_that_is_offered_mends_what_it_stands_beside(shop_after: ShopAfter, notes: str) -> None:
    shop = shop_after(*CAST, *NAMING)
    if notes:
        shop(f"edit bella{notes}")
    complained = shop("forget 'margo klein'", COLUMNS="300").complained(1)
    assert ("came with" in complained, "not shown" in complained) == (not notes, bool(notes))
    offered = [row.partition("  →  ")[2] for row in complained.splitlines() if "→" in row]
    assert ("oc mend e1 --drop" if notes else "oc mend e1 NEW WORDS") in offered
    for command in offered:
        shop(command.removeprefix("oc ").replace("WORDS", "for both").replace("TEXT", "friendly")).printed_or_said()
    assert "Words of others" not in shop("forget 'margo klein'").complained(1)


def test_words_that_are_nobodys_to_mend_are_taken_out(shop: Oc) -> None:
    shop("note --for jim hello --via 'Margo Klein'")
    assert "oc mend e1 --drop" in shop("forget klein").complained(1)


def test_whom_somebody_brought_is_no_longer_here_wherever_it_is_said(shop: Oc) -> None:
    shop("note --for jim --referral klein at the market")
    shop("forget klein --yes")
    assert "brought somebody no longer here, at the market" in shop("history jim").printed()
    assert "you somebody no longer here" in line(shop, "Brought", "jim")
    assert "brought you somebody no longer here" in shop("today --thanks").printed()


def test_who_is_in_an_old_file_of_another_system_would_be_back(shop: Oc) -> None:
    assert "an old file of another system, imported again, would bring them back" in shop("forget klein --yes").err


def test_a_copy_that_is_rewritten_is_as_old_as_it_was(shop: Oc, db: Path, as_json: Json) -> None:
    copy = db.with_name("shop.db.schema-7.1")
    with closing(sqlite3.connect(db)) as made:
        made.execute("VACUUM INTO ?", (str(copy),))
    os.utime(copy, (1_700_000_000, 1_700_000_000))
    receipt = as_json(shop("forget klein --yes --json").printed_or_said())["receipt"]
    assert [str(copy)] == receipt["copies"]
    assert b"Margo Klein" not in copy.read_bytes()
    assert 1_700_000_000 == copy.stat().st_mtime


def test_a_copy_that_cannot_be_cleaned_is_kept_until_the_shops_time_is_over(shop: Oc, db: Path, as_json: Json) -> None:
    copy = db.with_name("shop.db.schema-7.1")
    copy.write_bytes(b"Margo Klein is in no store" * 100)
    noon = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC).timestamp()
    os.utime(copy, (noon, noon))
    shop("setting copies 10d")
    receipt = as_json(shop("forget klein --yes --json").out)["receipt"]
    assert ("2026-11-30", False) == (receipt["copies_until"], receipt["finished"])
    assert noon == copy.stat().st_mtime
