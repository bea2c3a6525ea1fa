"""Who left stands on top for a week, and praise is heard again for one open day."""

from __future__ import annotations

import pytest

from tests.words import Json, Oc, at


def gone(oc: Oc, day: str) -> str:
    """Return the part of who left as a morning has it; empty where it has none."""
    told = oc("today", OC_NOW=at(day)).printed().splitlines()
    return "\n".join(" ".join(row.split()) for row in told if row.startswith("Gone"))


@pytest.mark.parametrize(
    "day,is_told",
    [("2026-11-21", True), ("2026-11-22", True), ("2026-11-28", True), ("2026-11-29", False)],
)
def test_a_loss_is_felt_on_the_day_and_for_a_week(shop: Oc, day: str, is_told: bool) -> None:
    shop("lost ruiz --why 'too slow'")
    line = "Gone Alecia Ruiz, 21 Nov: too slow oc note --gesture --for alecia"
    assert (line if is_told else "") == gone(shop, day)


def test_it_stands_above_all_that_is_owed_the_latest_in_front(shop: Oc) -> None:
    shop("promise hem --by friday --for jim")
    shop("lost ruiz", OC_NOW=at("2026-11-22"))
    shop("lost zoe --why moved --to Lisbon", OC_NOW=at("2026-11-23"))
    told = [
        row.split("  oc ")[0].rstrip() for row in shop("today", OC_NOW=at("2026-11-24")).printed().splitlines()[1:4]
    ]
    assert ["Gone     Zoë, 23 Nov: moved", "         Alecia Ruiz, 22 Nov"] == told[:2]
    assert told[2].startswith("Owed     Jim O’Neil: hem")


def test_who_is_back_is_gone_no_more_and_undo_of_it_says_so(shop: Oc) -> None:
    shop("lost ruiz --why 'too slow'")
    shop("serve ruiz", OC_NOW=at("2026-11-23"))
    assert "" == gone(shop, "2026-11-23")
    shop("undo", OC_NOW=at("2026-11-23"))
    assert gone(shop, "2026-11-23").startswith("Gone Alecia Ruiz, 21 Nov")
    shop("serve ruiz", OC_NOW=at("2026-11-24"))
    shop("lost ruiz --why moved", OC_NOW=at("2026-11-25"))
    assert gone(shop, "2026-11-30").startswith("Gone Alecia Ruiz, 25 Nov: moved")
    assert 1 == shop("today --gone", OC_NOW=at("2026-11-26")).printed().count("Alecia")


def test_after_the_kind_word_the_line_stays_its_week_without_a_command(shop: Oc) -> None:
    shop("note --gesture flowers --for ruiz", OC_NOW=at("2026-11-20"))
    shop("lost ruiz --why 'too slow'")
    assert gone(shop, "2026-11-22").endswith("oc note --gesture --for alecia")
    shop("note --gesture a card --for alecia", OC_NOW=at("2026-11-22"))
    shop("lost ruiz --to Bell", OC_NOW=at("2026-11-23"))
    for day in ("2026-11-22", "2026-11-24", "2026-11-28"):
        assert "Gone Alecia Ruiz, 21 Nov: too slow" == gone(shop, day)
    assert "" == gone(shop, "2026-11-29")


def test_who_has_left_is_not_open_as_may_leave_until_the_loss_is_taken_back(shop: Oc, as_json: Json) -> None:
    shop("note --leaving may go --for ruiz")
    shop("note --complaint cold soup --for ruiz")
    shop("note --leaving may go too --for jim")
    shop("lost ruiz")
    assert ["c3", "c2"] == [one["ref"] for one in as_json(shop("today --open --json").printed())["open"]]
    assert 2 == len(shop("today --open").printed().splitlines())
    assert "May leave" not in shop("show ruiz").printed() + shop("done sorry --for ruiz").printed()
    shop("undo")
    shop("undo")
    assert ["c3", "c3", "c2"] == [one["ref"] for one in as_json(shop("today --open --json").printed())["open"]]
    assert "Alecia Ruiz: may go, may leave since 21 Nov" in shop("today --open").printed()
    assert "May leave, 21 Nov: may go" in shop("show ruiz").printed()


def test_of_many_who_may_leave_the_screen_counts_those_who_have_not(shop: Oc) -> None:
    for who in ("klein", "jim", "ruiz", "juli", "jeff", "zoe", "weiß"):
        shop(f"note --leaving may go --for {who}")
    assert "and 2 more: oc today --open" in shop("today").printed()
    shop("lost zoe")
    shop("done stays --for jim")
    assert " more: oc today --open" not in shop("today").printed()
    shop("done bye --for klein")
    shop("lost klein")
    assert 4 == len(shop("today --open").printed().splitlines())


def test_of_who_left_birthday_and_debts_stay_and_all_else_is_silent(shop: Oc, as_json: Json) -> None:
    for command in ("promise hem --by friday --for ruiz", "remember birthday 11-24 --for ruiz"):
        shop(command)
    for command in ("note --need silk --for ruiz", "note --praise perfect --for ruiz", "setting quiet 1d"):
        shop(command)
    shop("news Silk is in --for silk --until '30 Nov'")
    shop("lost ruiz")
    told = as_json(shop("today --json", OC_NOW=at("2026-11-24")).printed())
    with_her = [part for part in told if isinstance(told[part], list) and any(one["ref"] == "c3" for one in told[part])]
    assert ["gone", "owed", "dates", "heard"] == with_her
    assert "Alecia" not in shop("thank --unthanked", OC_NOW=at("2026-11-24")).printed()


def test_praise_is_heard_on_its_day_and_on_the_next_open_one(shop: Oc) -> None:
    """Saturday's praise is heard on Monday, as the shop is closed on Sunday; and on Tuesday no more."""
    shop("note --praise the hem was perfect --for jim")
    heard = "Heard    Jim O’Neil, {}: the hem was perfect\n"
    assert heard.format("today") == shop("today --heard").printed()
    assert heard.format("yesterday") == shop("today --heard", OC_NOW=at("2026-11-22")).printed()
    assert heard.format("21 Nov") == shop("today --heard", OC_NOW=at("2026-11-23")).printed()
    shop("serve zoe", OC_NOW=at("2026-11-23"))
    assert heard.format("21 Nov") == shop("today --heard", OC_NOW=at("2026-11-23")).printed()
    assert "No praise was heard since 23 Nov.\n" == shop("today --heard", OC_NOW=at("2026-11-24")).printed()


def test_praise_of_an_earlier_day_is_heard_when_it_is_written_and_on_the_next_open_day(shop: Oc) -> None:
    shop("note --praise the hem was perfect --for jim --on '2 days ago'")
    heard = "Heard    Jim O’Neil, 19 Nov: the hem was perfect\n"
    assert heard == shop("today --heard").printed()
    shop("serve zoe", OC_NOW=at("2026-11-23"))
    assert heard == shop("today --heard", OC_NOW=at("2026-11-23")).printed()
    shop("serve zoe", OC_NOW=at("2026-11-24"))
    assert "19 Nov" not in shop("today --heard", OC_NOW=at("2026-11-24")).printed()


def test_who_praised_is_to_be_thanked_until_they_are(shop: Oc) -> None:
    shop("note --praise the hem was perfect --for jim")
    assert "Jim O’Neil: praised: the hem was perfect, on 21 Nov" in shop("today --thanks").printed()
    shop("thank --for jim")
    assert "Nobody is to be thanked.\n" == shop("today --thanks").printed()
    assert "Jim O’Neil, today" in shop("today --heard").printed()
