"""A complaint or praise that all the world can read says by which way it came."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecustomer.domain.timeline.called import concern, is_public, kind
from onecustomer.store.counter import read
from onecustomer.store.open import open_store
from tests.words import Oc, line


@pytest.mark.parametrize(
    "way",
    [
        *("review", "Google", "google maps", "a Yelp review", "FACEBOOK", "Instagram", "Trip Advisor", "trustpilot"),
        *("twitter", "X", "Tik-Tok", "reddit", "a forum", "the press"),
    ],
)
def test_these_ways_are_public(way: str) -> None:
    assert is_public(way)


@pytest.mark.parametrize(
    "way", ["phone", "letter", "e-mail", "in the street", "preview", "card", "express post", "…", "phone x 12"]
)
def test_these_are_not(way: str) -> None:
    assert not is_public(way)


@pytest.mark.parametrize(
    "options,called",
    [
        ("--complaint --via review", "complaint (review)"),
        ("--praise --via google", "praise (google)"),
        ("--praise --via 'Google Maps'", "praise (Google Maps)"),
        ("--complaint --via phone", "complaint"),
        ("--complaint", "complaint"),
        ("--praise", "praise"),
        ("--idea --via review", "idea"),
        ("--warning --via review", "warning"),
        ("--leaving --via review", "leaving"),
        ("--via review", "note"),
    ],
)
def test_an_entry_is_called_by_its_kind_and_its_public_way(shop: Oc, db: Path, options: str, called: str) -> None:
    shop(f"note the zip --for klein {options}")
    store = open_store(str(db), lambda _: None)
    entry = read.interaction(store, 1)
    store.close()
    assert entry is not None
    assert called == kind(entry)


@pytest.mark.parametrize(
    "options,called",
    [
        ("--complaint --via review", "Complaint (review)"),
        ("--complaint --via phone", "Complaint"),
        ("--warning --via review", "Warning"),
        ("--leaving --via review", "May leave,"),
    ],
)
def test_what_is_open_says_its_public_way_in_the_list_and_on_the_card(shop: Oc, options: str, called: str) -> None:
    shop(f"note the zip --for klein {options}")
    shop("promise coat --by friday --for klein")
    assert f" 2  {called} 21 Nov: the zip\n" in shop("done --for klein").complained(1)
    assert f"{called} 21 Nov: the zip unanswered" == line(shop, "Open")


@pytest.mark.one_till("what is changed outside is of a plain store")
def test_a_kind_that_was_changed_outside_is_called_as_it_stands(shop: Oc, db: Path) -> None:
    shop("note the zip --for klein --complaint --via review")
    store = open_store(str(db), lambda _: None)
    with store.writing():
        store.change("UPDATE interaction SET kind = ''")
    entry = read.interaction(store, 1)
    store.close()
    assert entry is not None
    assert " 21 Nov" == concern(entry, "21 Nov")
