"""Who brought whom: named on the card, and thanked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Json, Oc, Rows, line


def test_who_was_brought_is_named_until_a_thank_you_and_after(shop: Oc, as_json: Json) -> None:
    said = shop("add Ana Ortiz --brought-by klein").printed()
    assert "Added Ana Ortiz (c10). Margo Klein brought them: a thank-you is due.\n" == said
    said = shop("note --referral ruiz --for klein").printed()
    assert "Noted for Margo Klein: brought Alecia Ruiz; a thank-you is due.\n" == said
    assert "you Ana Ortiz and Alecia Ruiz a thank-you is due" == line(shop, "Brought")
    assert "Margo Klein: brought you Alecia Ruiz, on 21 Nov" in shop("today --thanks").printed()
    assert ["Ana Ortiz", "Alecia Ruiz"] == as_json(shop("show klein --json").out)["card"]["brought"]
    shop("thank for both --for klein")
    assert "you Ana Ortiz and Alecia Ruiz" == line(shop, "Brought")
    assert "Margo Klein" not in shop("today --thanks").printed() + shop("thank --unthanked").printed()
    shop("note --referral jim --for klein")
    assert "you Ana Ortiz, Alecia Ruiz and Jim O’Neil a thank-you is due" == line(shop, "Brought")


def test_history_says_who_was_brought(shop: Oc, as_json: Json) -> None:
    shop("note --referral ruiz from the market --for klein")
    assert "referral  brought Alecia Ruiz, from the market" in shop("history klein").printed()
    assert ["Alecia Ruiz"] == [one["brought"] for one in as_json(shop("history klein --json").out)["interactions"]]


@pytest.mark.parametrize(
    "command,code,sentence",
    [
        ("note --for klein --referral klein", 1, "Margo Klein cannot have brought Margo Klein."),
        ("note --for klein --referral jim", 1, "It is noted already that Margo Klein brought Jim O’Neil."),
        ("note --for klein --referral nobody", 3, "Nobody found for “nobody”."),
        ("note --for klein --referral margo", 4, "“margo” may be 2 people:"),
        ("note --for klein --referral ruiz --on yesterday", 2, "A referral takes no --on and no --via."),
        ("note --for klein --referral ruiz --complaint x", 2, "A note is of one kind, not complaint and referral."),
        ("add Ana --brought-by nobody", 3, "Nobody found for “nobody”."),
        ("add Ana --brought-by margo", 4, "“margo” may be 2 people:"),
    ],
)
def test_a_referral_that_cannot_be_taken_writes_nothing(
    shop: Oc, db: Path, command: str, code: int, sentence: str
) -> None:
    shop("note --for klein --referral jim")
    before = db.read_bytes()
    assert sentence in shop(command).complained(code)
    assert before == db.read_bytes()


def test_who_was_brought_is_gone_with_what_brought_them(shop: Oc, rows: Rows) -> None:
    shop("add Ana Ortiz --brought-by klein")
    assert "Took back today’s new customer, Ana Ortiz.\n" == shop("undo").printed()
    shop("note --for klein --referral jim")
    assert "Took back today’s referral for Margo Klein.\n" == shop("undo").printed()
    assert "" == line(shop, "Brought")
    assert [] == rows("SELECT 1 FROM interaction")


def test_a_thank_you_of_before_is_not_for_whom_they_brought_since(shop: Oc) -> None:
    shop("note --for jim --referral zoe")
    shop("thank --for jim --on '3 weeks ago' for waiting")
    assert "a thank-you is due" in line(shop, "Brought", who="jim")
    shop("thank --for jim for Zoe")
    assert "a thank-you is due" not in line(shop, "Brought", who="jim")
