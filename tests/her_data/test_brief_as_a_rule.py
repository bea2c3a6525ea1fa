"""A card at the counter that is brief as a rule of the shop: the screen may face the street."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecustomer.store.database.connection import Store
from tests.words import Json, Oc


def test_a_rule_makes_the_brief_card_usual(shop: Oc) -> None:
    shop("note --for klein --pin paper receipts")
    brief, whole = shop("serve klein --brief").out, shop("serve klein").out
    assert "paper receipts" in whole
    assert "paper receipts" not in brief
    assert "The shop's rule brief is yes now.\n" == shop("setting brief YES").printed()
    assert brief == shop("serve klein").out
    assert brief == shop("serve klein --brief").out
    assert "paper receipts" in shop("show klein").printed()
    assert "paper receipts" in shop("show").printed()
    shop("setting brief no")
    assert whole == shop("serve klein").out


def test_programs_have_the_whole_card_all_the_same(shop: Oc, as_json: Json) -> None:
    shop("note --for klein --pin paper receipts")
    shop("setting brief yes")
    assert ["paper receipts"] == [pin["text"] for pin in as_json(shop("serve klein --json").out)["card"]["pins"]]


def test_the_rule_is_yes_or_no(shop: Oc, db: Path, as_json: Json) -> None:
    assert "no" == as_json(shop("setting brief --json").printed())["settings"]["brief"]
    before = db.read_bytes()
    assert "yes or no.\noc: hint: oc setting brief yes" in shop("setting brief sometimes").complained(1)
    assert before == db.read_bytes()
    shop("setting brief yes")
    assert "again: brief as it was" in shop("undo").printed()
    assert "no" == as_json(shop("setting brief --json").printed())["settings"]["brief"]


def test_the_rule_costs_one_question(shop: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    first = Store.first
    monkeypatch.setattr(Store, "first", lambda store, *values: asked.append(values) or first(store, *values))
    shop("serve klein")
    assert 1 == sum("brief" in values for values in asked)
