"""A promise by an hour: how it is said, on the card and in lists, how it sorts, and what keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Json, Oc, Rows, at, line

DUE = "SELECT text, due, due_time FROM interaction WHERE kind = 'promise' ORDER BY id"


@pytest.mark.parametrize(
    "by,said",
    [
        ("friday 17:00", "Fri 27 Nov 2026, 17:00"),
        ("friday 5pm", "Fri 27 Nov 2026, 17:00"),
        ("friday at 5:30 pm", "Fri 27 Nov 2026, 17:30"),
        ("17:00", "Sat 21 Nov 2026, 17:00"),
        ("5pm", "Sat 21 Nov 2026, 17:00"),
        ("noon", "Sat 21 Nov 2026, 12:00"),
        ("Fri 27 Nov 2026, 17:00", "Fri 27 Nov 2026, 17:00"),
    ],
)
def test_a_promise_by_an_hour_says_it(shop: Oc, rows: Rows, by: str, said: str) -> None:
    assert f"Promised Margo Klein by {said}: hem\n" == shop("promise", "hem", "--by", by, "--for", "klein").printed()
    assert said[-5:] == rows(DUE)[0][2]


def test_a_promise_without_an_hour_has_none(shop: Oc, rows: Rows) -> None:
    shop("promise hem --by friday --for klein")
    assert [("hem", "2026-11-27", None)] == rows(DUE)


@pytest.mark.parametrize(
    "command,sentence",
    [
        ("promise hem --by 11:59", "Sat 21 Nov 2026, 11:59 is past; nothing was promised."),
        ("promise hem --by 8am", "Sat 21 Nov 2026, 08:00 is past; nothing was promised."),
        ("promise hem --by 'yesterday 17:00'", "Fri 20 Nov 2026, 17:00 is past; nothing was promised."),
        ("promise hem --by 'friday 5:30'", "“5:30” could be 05:30 or 17:30."),
        ("promise hem --by 'friday midnight'", "“friday midnight” could be Thu 26 Nov 2026 or Fri 27 Nov 2026."),
        ("promise hem --by 'this saturday'", "“this saturday” could be Sat 21 Nov 2026 or Sat 28 Nov 2026."),
        ("promise hem --by 25:00", "There is no hour 25:00."),
        ("note zip --on 'yesterday 17:00'", "“yesterday 17:00” has an hour, and only a promise may have one."),
        ("thank --on 'yesterday at 5pm'", "“yesterday at 5pm” has an hour, and only a promise may have one."),
    ],
)
def test_an_hour_that_cannot_be_meant_writes_nothing(shop: Oc, db: Path, command: str, sentence: str) -> None:
    before = db.read_bytes()
    complained = shop(f"{command} --for klein").complained(1)
    assert complained.startswith(f"oc: {sentence}\noc: hint: ")
    assert before == db.read_bytes()


def test_an_hour_is_refused_where_news_ends_and_somebody_is_served(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    for command in ("news Linings --for lining --until 'friday 17:00'", "serve klein --on 'yesterday 17:00'"):
        assert "has an hour, and only a promise may have one." in shop(command).complained(1)
    assert before == db.read_bytes()


def test_an_hour_past_is_promised_where_it_is_meant(shop: Oc) -> None:
    promised = shop("promise hem --by 9am --for klein", stdin="y\n", at_terminal=True)
    assert promised.err.startswith("Sat 21 Nov 2026, 09:00 is past. Was it promised for that hour? y/N: ")
    assert (0, "Promised Margo Klein by Sat 21 Nov 2026, 09:00: hem\n") == (promised.code, promised.out)
    assert "hem overdue since 09:00" == line(shop, "Owed")
    late = shop("promise coat --by 8am --late --for klein")
    assert (0, "Promised Margo Klein by Sat 21 Nov 2026, 08:00: coat\n") == (late.code, late.out)
    assert "oc: That day too: Margo Klein (hem, 09:00).\n" == late.err


def test_an_hour_is_asked_for_at_a_terminal(shop: Oc) -> None:
    asked = shop("promise hem --for klein", stdin="5:30\nfriday 17:00\n", at_terminal=True)
    assert "“5:30” could be 05:30 or 17:30. Write friday, friday 17:00," in asked.err
    assert "Promised Margo Klein by Fri 27 Nov 2026, 17:00: hem\n" == asked.out


@pytest.mark.parametrize(
    "now,said",
    [
        ("2026-11-24T12:00:00+00:00", "due on Friday at 17:00"),
        ("2026-11-26T23:00:00+00:00", "due tomorrow at 17:00"),
        ("2026-11-27T16:00:00+00:00", "due today at 17:00"),
        ("2026-11-27T17:00:59+00:00", "due today at 17:00"),
        ("2026-11-27T17:01:00+00:00", "overdue since 17:00"),
        ("2026-11-28T08:00:00+00:00", "overdue since 27 Nov, 17:00"),
        ("2027-01-02T08:00:00+00:00", "overdue since 27 Nov 2026, 17:00"),
    ],
)
def test_a_promise_by_an_hour_turns_due_and_then_overdue(shop: Oc, now: str, said: str) -> None:
    shop("promise hem --by 'friday 17:00' --for klein")
    shop("note --complaint the zip --for klein")
    assert f"hem {said}" == line(shop, "Owed", now=now)
    assert f" 1  Promise {said}: hem\n" in shop("done --for klein", OC_NOW=now).complained(1)


def test_the_hour_is_that_of_the_shops_zone(shop: Oc, fresh: Oc) -> None:
    half_past_five = {"OC_NOW": "2026-11-27T22:30:00+00:00", "TZ": "EST5"}
    too_late = fresh("promise hem --by 17:00 --for klein", **half_past_five)
    assert "Fri 27 Nov 2026, 17:00 is past" in too_late.complained(1)
    assert "by Fri 27 Nov 2026, 18:00" in fresh("promise hem --by 18:00 --for klein", **half_past_five).printed()
    assert "due today at 18:00" in fresh("show klein", **half_past_five).printed()
    assert "overdue since 18:00" in fresh("show klein", OC_NOW="2026-11-27T23:30:00+00:00", TZ="EST5").printed()


def test_of_one_day_the_earlier_hour_comes_first_and_no_hour_last(shop: Oc) -> None:
    for what, by in (("no hour", "friday"), ("late", "friday 17:00"), ("early", "fri 9am"), ("before", "thursday")):
        shop("promise", what, "--by", by, "--for", "klein")
    listed = shop("done --for klein").complained(1)
    assert ["before", "early", "late", "no hour"] == [
        row.split(": ")[1] for row in listed.splitlines() if row[0] == " "
    ]
    too = shop("promise collar --by friday --for ruiz").err
    assert "oc: That day too: Margo Klein (early, 09:00), Margo Klein (late, 17:00), Margo Klein (no hour).\n" == too


def test_a_promise_kept_on_its_day_after_its_hour_was_kept_late(shop: Oc, as_json: Json) -> None:
    for what, by in (("hem", "noon"), ("cuff", "13:00"), ("coat", "noon"), ("belt", "today")):
        shop("promise", what, "--by", by, "--for", "klein", OC_NOW="2026-11-21T09:00:00+00:00")
    now = {"OC_NOW": "2026-11-21T13:00:00+00:00"}
    assert "Kept after 12:00 for Margo Klein: hem.\n" == shop("done 1 --for klein", **now).printed()
    assert "Kept, for Margo Klein: cuff\n" == shop("done 2 --for klein", **now).printed()
    shop("done 1 --for klein --beyond 'to her door'", **now)
    shop("done --for klein", OC_NOW="2026-11-21T23:59:00+00:00")
    told = shop("history klein").printed()
    assert "hem (by 21 Nov, 12:00, kept late 21 Nov)" in told and "cuff (by 21 Nov, 13:00, kept 21 Nov)" in told
    assert "coat (by 21 Nov, 12:00, exceeded 21 Nov)" in told and "belt (by 21 Nov, kept 21 Nov)" in told
    assert "promises kept late   ████ 1\n" in shop("history klein --graph").printed()
    kinds = [(bar["kind"], bar["count"]) for bar in as_json(shop("pulse --json").out)["pulse"]["kinds"]]
    assert [("exceeded", 1), ("kept", 2), ("kept late", 1)] == kinds[:3]
    shop("edit klein --style languid")
    assert "kept late  hem" in shop("show klein").printed()
    late = shop("promise coat --by 2026-11-24 --for jim").printed() and shop("done --for jim", OC_NOW=at("2026-11-26"))
    assert "Kept 2 days late for Jim O’Neil: coat.\n" == late.printed()


@pytest.mark.usefixtures("new_york")
def test_the_hour_at_which_it_was_kept_is_the_shops(shop: Oc, as_json: Json) -> None:
    morning, noon = "2026-11-21T13:00:00+00:00", "2026-11-21T17:30:00+00:00"  # 8 and 12:30 in New York
    for who, by in (("klein", "noon"), ("jim", "1pm")):
        shop(f"promise hem --by {by} --for {who}", OC_NOW=morning)
        shop(f"done --for {who}", OC_NOW=noon)
    kinds = {bar["kind"]: bar["names"] for bar in as_json(shop("pulse --json", OC_NOW=noon).out)["pulse"]["kinds"]}
    assert (["Jim O’Neil"], ["Margo Klein"]) == (kinds["kept"], kinds["kept late"])
    assert "kept late 21 Nov" in shop("history klein", OC_NOW=noon).printed()
    assert "late" not in shop("history jim", OC_NOW=noon).printed()


def test_history_and_json_have_the_hour(shop: Oc, as_json: Json) -> None:
    shop("promise hem --by 'friday 17:00' --for klein")
    shop("promise coat --by friday --for klein")
    told = shop("history klein").printed()
    assert "hem (by 27 Nov, 17:00, open)" in told
    assert "coat (by 27 Nov, open)" in told
    entries = as_json(shop("history klein --json").printed())["interactions"]
    said = {one["text"]: (one["due"], one["due_time"]) for one in entries if one["kind"] == "promise"}
    assert {"hem": ("2026-11-27", "17:00"), "coat": ("2026-11-27", None)} == said
    card = as_json(shop("show klein --json").printed())
    assert ["17:00", None] == [one["due_time"] for one in card["card"]["owed"]]


def test_what_is_mended_moved_dropped_and_taken_back_keeps_its_hour(shop: Oc, rows: Rows) -> None:
    shop("promise hem --by 'friday 17:00' --for klein")
    for command in ("mend e1 hem of the skirt", "mend e1 --move ruiz", "mend e1 --drop", "undo", "undo", "undo"):
        assert 0 == shop(command).code
    assert [("hem", "2026-11-27", "17:00")] == rows(DUE)
    shop("mend e1 the hem")
    assert [("the hem", "2026-11-27", "17:00")] == rows(DUE)
    shop("done --for klein")
    assert 0 == shop("undo").code
    assert "the hem due on Friday at 17:00" == line(shop, "Owed")


def test_an_hour_outside_of_the_quotes_is_asked_after(shop: Oc) -> None:
    promised = shop("promise hem --for klein --by friday 17:00")
    assert (0, "Promised Margo Klein by Fri 27 Nov 2026: hem 17:00\n") == (promised.code, promised.out)
    assert 'oc: by 17:00? oc undo, then oc promise TEXT --by "2026-11-27 17:00"\n' == promised.err
    shop("undo")
    meant = shop("promise", "hem", "--for", "klein", "--by", "2026-11-27 17:00").printed()
    assert "Promised Margo Klein by Fri 27 Nov 2026, 17:00: hem\n" == meant
