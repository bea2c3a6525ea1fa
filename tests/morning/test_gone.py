"""Who left, in the pulse and in a person's year: a sentence and no bar, until they are back."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecustomer.domain.language.text import cells
from tests.words import Json, Oc, Rows, at, lines_of


def said(shown: str) -> list[str]:
    """Return what stands between the heading and the bars."""
    return shown.split("\n\n")[1].splitlines()


def test_a_loss_is_a_sentence_before_the_bars_and_no_bar(week: Oc) -> None:
    parts = week("pulse").printed().split("\n\n")
    assert ["Sun 15 Nov 2026 to Sat 21 Nov 2026", "Juli Andersson is gone: moved."] == parts[:2]
    assert parts[2].startswith("answered")
    assert "lost" not in parts[2]


@pytest.mark.parametrize(
    "words,sentence",
    [
        ("--why 'too slow'", "Margo Klein is gone: too slow."),
        ("--why 'too slow' --to 'Bell & Sons'", "Margo Klein is gone: too slow; went to Bell & Sons."),
        ("--to Lisbon", "Margo Klein is gone: went to Lisbon."),
        ("--why 'Moved to the coast!'", "Margo Klein is gone: Moved to the coast!"),
        ("", "Margo Klein is gone."),
    ],
)
def test_it_says_all_that_was_learned(shop: Oc, words: str, sentence: str) -> None:
    shop(f"lost klein {words}")
    assert [sentence] == said(shop("pulse").printed())
    assert [sentence] == said(shop("history klein --graph").printed())


def test_nothing_else_need_have_happened(shop: Oc) -> None:
    shop("lost klein")
    assert "Sun 15 Nov 2026 to Sat 21 Nov 2026\n\nMargo Klein is gone.\n" == shop("pulse").printed()


def test_who_left_twice_is_said_once_with_both_reasons(shop: Oc, as_json: Json) -> None:
    shop("lost klein --why 'too dear'", OC_NOW=at("2026-11-18"))
    shop("lost jim", OC_NOW=at("2026-11-19"))
    shop("lost klein --to Bells", OC_NOW=at("2026-11-20"))
    assert ["Jim O’Neil is gone.", "Margo Klein is gone: too dear; went to Bells."] == said(shop("pulse").printed())
    assert [
        {"name": "Jim O’Neil", "ref": "c2", "day": "2026-11-19", "why": None},
        {"name": "Margo Klein", "ref": "c1", "day": "2026-11-18", "why": "too dear; went to Bells"},
    ] == as_json(shop("pulse --json").printed())["pulse"]["gone"]


def test_who_is_back_is_said_to_be_back_and_not_gone(shop: Oc, as_json: Json) -> None:
    shop("lost klein --why 'too slow' --to Bell", OC_NOW=at("2026-11-18"))
    shop("note called --for klein", OC_NOW=at("2026-11-19"))
    assert "Margo Klein is gone: too slow; went to Bell." in shop("pulse").printed()
    shop("serve klein", OC_NOW=at("2026-11-20"))
    for command in ("pulse", "pulse --month", "history klein --graph"):
        shown = shop(command).printed()
        assert ["Margo Klein left on 18 Nov, and is back: too slow; went to Bell."] == said(shown)
    told = as_json(shop("pulse --json").printed())["pulse"]
    back = {"name": "Margo Klein", "ref": "c1", "day": "2026-11-18", "why": "too slow; went to Bell"}
    assert ([], [back | {"back": "2026-11-20"}]) == (told["gone"], told["back"])


def test_who_left_before_the_days_and_came_back_in_them_is_said_to_be_back(shop: Oc) -> None:
    shop("lost klein", OC_NOW=at("2026-10-01"))
    shop("serve klein", OC_NOW=at("2026-11-16"))
    assert ["Margo Klein left on 1 Oct, and is back."] == said(shop("pulse").printed())
    assert "back" not in shop("pulse", OC_NOW=at("2026-11-23")).printed()


def test_who_is_gone_stands_before_who_is_back_and_of_many_the_latest_are_said(crowd: Oc) -> None:
    for number in range(1, 8):
        crowd(f"lost c{number}", OC_NOW=at("2026-11-22"))
    for number in range(2, 8):
        crowd(f"serve c{number}", OC_NOW=at("2026-11-23"))
    rows = said(crowd("pulse", OC_NOW=at("2026-11-23")).printed())
    assert "Person01 Surname01 is gone." == rows[0]
    assert [f"Person{number:02} Surname{number:02} left on 22 Nov, and is back." for number in (7, 6, 5, 4, 3)] == (
        rows[1:-1]
    )
    assert "and 1 more is back: oc pulse --names" == rows[-1]


def test_who_is_back_on_the_same_day_is_back_and_who_leaves_after_a_visit_is_gone(shop: Oc) -> None:
    for command in ("serve jim", "lost jim", "lost klein", "serve klein"):
        assert 0 == shop(command).code
    assert ["Jim O’Neil is gone.", "Margo Klein left on 21 Nov, and is back."] == said(shop("pulse").printed())


def test_who_leaves_again_is_gone_for_the_reason_since(shop: Oc) -> None:
    shop("lost klein --why 'too slow'", OC_NOW=at("2026-11-16"))
    shop("serve klein", OC_NOW=at("2026-11-17"))
    shop("lost klein --why 'too dear'", OC_NOW=at("2026-11-18"))
    assert ["Margo Klein is gone: too dear."] == said(shop("pulse").printed())


def test_who_leaves_again_without_a_reason_did_not_leave_for_the_old_one(shop: Oc) -> None:
    shop("lost klein --why 'too slow'", OC_NOW=at("2026-11-16"))
    shop("serve klein", OC_NOW=at("2026-11-17"))
    shop("lost klein", OC_NOW=at("2026-11-18"))
    assert ["Margo Klein is gone."] == said(shop("pulse").printed())
    shop("serve klein", OC_NOW=at("2026-11-19"))
    assert ["Margo Klein left on 18 Nov, and is back."] == said(shop("pulse").printed())


def test_who_has_left_may_leave_no_longer(shop: Oc, as_json: Json) -> None:
    shop("note --leaving may go --for klein", OC_NOW=at("2026-11-18"))
    for command in ("pulse", "history klein --graph"):
        assert "may leave" in shop(command).printed()
    shop("lost klein", OC_NOW=at("2026-11-20"))
    for command in ("pulse", "history klein --graph"):
        assert "may leave" not in shop(command).printed()
    assert [] == as_json(shop("pulse --json").printed())["pulse"]["kinds"]


def test_a_visit_that_a_wrong_clock_has_put_ahead_brings_nobody_back(shop: Oc) -> None:
    shop("lost klein")
    shop("serve klein", OC_NOW=at("2029-01-01"))
    assert ["Margo Klein is gone."] == said(shop("pulse").printed())


def test_only_a_loss_of_the_period_is_said(shop: Oc) -> None:
    shop("lost klein", OC_NOW=at("2026-11-14"))
    shop("lost jim", OC_NOW=at("2026-11-15"))
    assert ["Jim O’Neil is gone."] == said(shop("pulse").printed())
    assert ["Jim O’Neil is gone.", "Margo Klein is gone."] == said(shop("pulse --month").printed())
    assert "gone" not in shop("history klein --graph", OC_NOW=at("2027-11-20")).printed()


def test_the_latest_five_are_said_then_how_many_more_and_what_shows_them(crowd: Oc, as_json: Json) -> None:
    for number in range(1, 7):
        crowd(f"lost c{number}")
    six = said(crowd("pulse").printed())
    assert [f"Person{number:02} Surname{number:02} is gone." for number in (6, 5, 4, 3, 2)] == six[:-1]
    assert "and 1 more is gone: oc pulse --names" == six[-1]
    for number in (7, 8):
        crowd(f"lost c{number}")
    assert "and 3 more are gone: oc pulse --month --names" == said(crowd("pulse --month").printed())[-1]
    assert 8 == len(said(crowd("pulse --names").printed()))
    assert 8 == len(as_json(crowd("pulse --json").printed())["pulse"]["gone"])


def test_five_are_all_said(crowd: Oc) -> None:
    for number in range(1, 6):
        crowd(f"lost c{number}")
    assert 5 == len(said(crowd("pulse").printed()))


def test_two_people_of_one_name_are_told_apart(oc: Oc, as_json: Json) -> None:
    for number in (1, 2):
        oc("add Tom Bell --yes")
        oc(f"lost c{number}")
    assert ["Tom Bell (c2) is gone.", "Tom Bell (c1) is gone."] == said(oc("pulse").printed())
    assert {"Tom Bell"} == {one["name"] for one in as_json(oc("pulse --json").out)["pulse"]["gone"]}


def test_a_picture_says_it_too(week: Oc, till: Path) -> None:
    week("pulse", "--svg", str(till / "week.svg"))
    assert "Juli Andersson is gone: moved." in lines_of((till / "week.svg").read_text(encoding="utf-8"))


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_a_long_sentence_is_broken_between_words(shop: Oc, columns: int) -> None:
    shop("lost klein --why 'the stairs are steep and the door is heavy'")
    rows = said(shop("pulse", COLUMNS=str(columns)).printed())
    assert "Margo Klein is gone: the stairs are steep and the door is heavy." == " ".join(row.strip() for row in rows)
    assert max(map(cells, rows)) <= columns


def test_a_loss_of_nobody_is_left_out(week: Oc, rows: Rows) -> None:
    rows("UPDATE interaction SET customer_id = 999 WHERE kind = 'lost'")
    assert "gone" not in week("pulse").printed()
