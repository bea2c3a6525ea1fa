"""What anybody of the shop may do without asking: the shop says it once, in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onecustomer.domain.shop import rules, settings
from onecustomer.store.database.connection import Store
from onecustomer.store.open import open_store
from tests.words import Json, Oc, Rows

MAY = "new zip, refund, a taxi home"
RULES = "SELECT value FROM setting WHERE name = 'may'"


@pytest.fixture
def store(shop: Oc, db: Path) -> Iterator[Store]:
    opened = open_store(str(db), lambda _: None)
    yield opened
    opened.close()


def test_the_shop_says_what_anybody_may_do(shop: Oc, store: Store, as_json: Json) -> None:
    assert settings.value(store, rules.MAY) is None
    assert f"Anybody may now, without asking: {MAY}.\n" == shop("setting", "may", MAY).printed()
    assert MAY == settings.value(store, rules.MAY)
    assert f"may     {MAY}: what anybody of the shop may do without asking\n" in shop("setting", COLUMNS="120").out
    assert {"may": MAY} == as_json(shop("setting may --json").printed())["settings"]


def test_where_nothing_is_said_that_is_shown(shop: Oc, as_json: Json) -> None:
    shown = "may     not said: what anybody of the shop may do without asking\n"
    assert shown == shop("setting may").printed()
    assert shop("setting").printed().endswith(shown)
    assert as_json(shop("setting --json").printed())["settings"]["may"] is None


@pytest.mark.parametrize("nothing", ["", "  "])
def test_empty_words_clear_it(shop: Oc, rows: Rows, nothing: str) -> None:
    shop("setting", "may", MAY)
    cleared = "The rule of what anybody may do without asking is cleared.\n"
    assert cleared == shop("setting", "may", nothing).printed()
    assert [] == rows(RULES)


def test_undo_brings_the_old_words_back(shop: Oc, rows: Rows) -> None:
    shop("setting", "may", MAY)
    shop("setting may refund")
    assert f"Took back today’s setting; again: may {MAY}\n" == shop("undo").printed()
    assert [(MAY,)] == rows(RULES)
    assert "Took back today’s setting; again: may as it was\n" == shop("undo").printed()
    assert [] == rows(RULES)


@pytest.mark.parametrize(
    "words,sentence",
    [
        ("4111 1111 1111 1111", "The rule has what looks like a card number."),
        ("refund\nzip", "The rule has a line break (U+000A) at position 7."),
        ("a\x1b[2J", "The rule has a hidden or control character (U+001B) at position 2."),
    ],
)
def test_words_that_cannot_be_kept_change_nothing(shop: Oc, db: Path, words: str, sentence: str) -> None:
    before = db.read_bytes()
    assert shop("setting", "may", words).complained(1).startswith(f"oc: {sentence}\noc: hint: ")
    assert before == db.read_bytes()


def test_words_in_curly_brackets_are_only_words(shop: Oc) -> None:
    assert "Anybody may now, without asking: {0} {x}.\n" == shop("setting", "may", "{0} {x}").printed()


def test_long_words_are_said_back_cut_and_shown_whole(shop: Oc, as_json: Json) -> None:
    words = "word " * 39 + "word"
    assert f"Anybody may now, without asking: {'word ' * 11}word….\n" == shop("setting", "may", words).printed()
    assert words == as_json(shop("setting may --json").printed())["settings"]["may"]


def test_the_region_says_whose_numbers_need_no_code(shop: Oc) -> None:
    assert "Telephone numbers of GB need no country code now.\n" == shop("setting region gb").printed()
    said = "The shop's country is cleared: every telephone number needs its country code.\n"
    assert said == shop("setting", "region", "").printed()
