"""The pulse and a person's year: what stands first, who is under each bar, and which days."""

from __future__ import annotations

import re

import pytest

from tests.words import Json, Oc, Rows, at


def labels(shown: str) -> list[str]:
    """Return what stands before bars, and before nothing, on a wide screen."""
    return [row[:21].strip() for row in shown.splitlines()[2:] if row[:21].strip() and not is_sentence(row)]


def is_sentence(row: str) -> bool:
    """Tell whether a row says that somebody is gone."""
    return " gone" in row


def under(shown: str, label: str) -> str:
    """Return the names under a bar, on a wide screen."""
    rows = shown.splitlines()
    start = next(number for number, row in enumerate(rows) if row[:21].strip() == label) + 1
    end = next((number for number in range(start, len(rows)) if rows[number][:21].strip() or not rows[number]), None)
    return " ".join(row.strip() for row in rows[start:end])


def count(shown: str, label: str) -> int:
    """Return the number after a bar, on a wide screen."""
    return int(next(row for row in shown.splitlines() if row[:21].strip() == label).split()[-1])


def double(rows: Rows, change: str = "id = id") -> None:
    """Write every entry a second time, as another till does that knew nothing of the first, with a change."""
    last = rows("SELECT max(id) FROM interaction")[0][0]
    rows(
        "INSERT INTO interaction (id, key, customer_id, deed_id, kind, day, via)"
        " SELECT id + ?, id, customer_id, deed_id, kind, day, via FROM interaction",
        last,
    )
    rows(f"UPDATE interaction SET {change} WHERE id > ?", last)


def test_satisfaction_stands_first_and_what_hurts_stands_last(week: Oc) -> None:
    assert [
        "answered",
        "promises exceeded",
        "promises kept",
        "promises kept late",
        "promises broken",
        "thanks given",
        "gestures",
        "praise",
        "ideas",
        "referrals",
        "promises made",
        "notes",
        "visits",
        "complaints",
        "warnings",
        "may leave",
    ] == labels(week("pulse").printed())


def test_a_promise_kept_after_its_day_has_a_bar_of_its_own(shop: Oc, as_json: Json) -> None:
    for who in ("klein", "jim"):
        shop(f"promise hem --by 2026-11-18 --for {who}", OC_NOW=at("2026-11-16"))
    shop("done --for klein", OC_NOW=at("2026-11-18"))
    shop("done --for jim", OC_NOW=at("2026-11-19"))
    shown = shop("pulse --since 2026-11-17").printed()
    assert ("Margo Klein", "Jim O’Neil") == (under(shown, "promises kept"), under(shown, "promises kept late"))
    assert ["kept", "kept late"] == [bar["kind"] for bar in as_json(shop("pulse --json").out)["pulse"]["kinds"][:2]]
    assert "promises kept late" not in shop("history klein --graph").printed()
    assert "19 Nov" == under(shop("history jim --graph").printed(), "promises kept late")


def test_only_a_kept_promise_is_late(shop: Oc) -> None:
    shop("promise hem --by 2026-11-17 --for klein", OC_NOW=at("2026-11-16"))
    shop("promise coat --by 2026-11-17 --for jim", OC_NOW=at("2026-11-16"))
    shop("note too slow --complaint --for ruiz", OC_NOW=at("2026-11-16"))
    shop("done --beyond 'to her door' --for klein")
    shop("done --broken ill --for jim")
    shop("done sorry --for ruiz")
    assert ["answered", "promises exceeded", "promises broken"] == labels(shop("pulse").printed())[:3]
    assert ["promises exceeded", "promises made"] == labels(shop("history klein --graph").printed())


def test_what_is_answered_is_counted_together_whatever_it_was(shop: Oc) -> None:
    for kind, who in (("complaint", "klein"), ("warning", "jim"), ("leaving", "ruiz")):
        shop(f"note it --{kind} --for {who}")
        shop(f"done sorry --for {who}")
    shown = shop("pulse").printed()
    assert (3, "Alecia Ruiz, Jim O’Neil, Margo Klein") == (count(shown, "answered"), under(shown, "answered"))


def test_a_promise_without_its_own_day_was_owed_on_the_day_it_was_made(shop: Oc, rows: Rows) -> None:
    shop("promise hem --by 2026-11-20 --for klein", OC_NOW=at("2026-11-16"))
    shop("done --for klein", OC_NOW=at("2026-11-18"))
    assert "promises kept" in labels(shop("pulse").printed())
    rows("UPDATE interaction SET due = NULL")
    assert "promises kept late" in labels(shop("pulse").printed())
    assert "promises kept late" in labels(shop("history klein --graph").printed())


def test_names_stand_under_every_bar(week: Oc) -> None:
    shown = week("pulse").printed()
    assert "Margo Klein" == under(shown, "answered")
    assert ("Jim O’Neil", "Zoë") == (under(shown, "promises kept"), under(shown, "promises kept late"))
    assert "Alecia Ruiz, Jeff Baptiste, Jim O’Neil, Zoë" == under(shown, "promises made")
    assert "Jeff Baptiste" == under(shown, "may leave")


def test_entries_are_counted_and_a_person_is_named_once(week: Oc) -> None:
    shown = week("pulse").printed()
    assert (3, "Juli Andersson, Margo Klein") == (count(shown, "visits"), under(shown, "visits"))


def test_a_visit_written_twice_is_one_visit_a_day(shop: Oc, rows: Rows) -> None:
    shop("serve klein --on yesterday")
    shop("serve klein")
    shop("serve jim")
    double(rows, "via = 'till 2'")
    shown = shop("pulse").printed()
    assert (3, "Jim O’Neil, Margo Klein") == (count(shown, "visits"), under(shown, "visits"))
    year = shop("history klein --graph").printed()
    assert (2, "21 Nov, 20 Nov") == (count(year, "visits"), under(year, "visits"))


def test_a_contact_written_twice_is_one_a_day_and_way(shop: Oc, rows: Rows) -> None:
    for words in ("--via phone", "--via phone --on yesterday", "--via letter"):
        shop(f"serve klein {words}")
    shop("serve jim --via phone")
    double(rows)
    assert 4 == count(shop("pulse").printed(), "contacts")
    assert 3 == count(shop("history klein --graph").printed(), "contacts")


def test_what_is_said_twice_a_day_counts_twice(shop: Oc) -> None:
    for words in ("note the lamp --praise", "thank for waiting", "note hello"):
        for _ in range(2):
            shop(f"{words} --for klein")
    shown = shop("pulse").printed()
    assert [2, 2, 2] == [count(shown, label) for label in ("thanks given", "praise", "notes")]


def test_names_stand_in_the_order_of_names_whoever_came_most(shop: Oc) -> None:
    for who in ("zoe", "klein", "klein", "klein", "jorg", "jim", "山本"):
        assert 0 == shop(f"note x --for {who}").code
    assert "Jim O’Neil, Jörg-Änne Weiß, Margo Klein, Zoë, 山本 太郎" == under(shop("pulse").printed(), "notes")


def test_two_people_of_one_name_are_told_apart(oc: Oc) -> None:
    for number in (1, 2):
        assert 0 == oc("add Tom Bell --yes").code
        assert 0 == oc(f"serve c{number}").code
    assert "Tom Bell (c1), Tom Bell (c2)" == under(oc("pulse").printed(), "visits")


def test_how_somebody_was_is_nothing_that_happened(shop: Oc) -> None:
    shop("style upset --for klein")
    assert "Margo" not in shop("pulse").printed()


def test_a_kind_that_nobody_knows_comes_last_by_its_own_word(week: Oc, rows: Rows) -> None:
    rows("UPDATE interaction SET kind = 'parley' WHERE kind = 'note'")
    shown = week("pulse").printed()
    assert "parley" == labels(shown)[-1]
    assert "Margo Klein" == under(shown, "parley")


def test_the_heading_has_two_full_days(week: Oc) -> None:
    assert "Sun 15 Nov 2026 to Sat 21 Nov 2026" == week("pulse").printed().splitlines()[0]
    assert week("pulse").out == week("pulse --week").out
    assert "Fri 23 Oct 2026 to Sat 21 Nov 2026" == week("pulse --month").printed().splitlines()[0]
    assert "Thu 1 Oct 2026 to Sat 21 Nov 2026" == week("pulse --since '1 Oct'").printed().splitlines()[0]


def test_a_period_has_both_its_days_and_none_before(week: Oc) -> None:
    assert "Zoë" == under(week("pulse --since 2026-10-01").printed(), "notes").split(", ")[-1]
    assert "Margo Klein" == under(week("pulse --since 2026-10-02").printed(), "notes")
    assert "Juli Andersson, Margo Klein" == under(week("pulse", OC_NOW=at("2026-11-22")).printed(), "visits")
    assert "Margo Klein" == under(week("pulse", OC_NOW=at("2026-11-23")).printed(), "visits")


@pytest.mark.parametrize("words", ["pulse", "pulse --month", "pulse --since '1 Oct'", "history klein --graph"])
def test_no_bar_adds_up_what_happened_by_day_or_month(week: Oc, words: str) -> None:
    shown = week(words).printed()
    assert [] == [label for label in labels(shown) if re.search(r"\d", label)]
    assert {"answered", "visits"} < set(labels(shown))


def test_an_empty_week_says_so(shop: Oc) -> None:
    assert ["Sun 15 Nov 2026 to Sat 21 Nov 2026", "", "Nothing was written in these days."] == (
        shop("pulse").printed().splitlines()
    )


@pytest.mark.parametrize("words", ["--week --month", "--month --since monday", "--week --since monday"])
def test_one_period_at_a_time(week: Oc, words: str) -> None:
    assert "One period at a time" in week(f"pulse {words}").complained(2)


def test_a_day_to_come_is_refused(week: Oc) -> None:
    assert "still to come" in week("pulse --since tomorrow").complained(1)


def test_a_day_in_slashes_is_as_the_shop_has_set_it(week: Oc) -> None:
    assert "could be" in week("pulse --since 10/11").complained(1)
    assert 0 == week("setting dates day-first").code
    assert "Tue 10 Nov 2026" == week("pulse --since 10/11").printed()[:15]


def test_three_rows_of_names_then_how_many_more_and_what_shows_them(crowd: Oc) -> None:
    for words, more in (("", ""), (" --month", " --month"), (" --since yesterday", " --since 2026-11-20")):
        names = under(crowd(f"pulse{words}").printed(), "visits")
        assert names.endswith(f", and 21 more: oc pulse{more} --names")
        assert 9 == names.count("Person")


def test_every_name_is_shown_on_request(crowd: Oc) -> None:
    names = under(crowd("pulse --names").printed(), "visits")
    assert [f"Person{number:02} Surname{number:02}" for number in range(1, 31)] == names.split(", ")


def test_json_has_kinds_with_names_and_no_days(week: Oc, as_json: Json) -> None:
    told = as_json(week("pulse --json").printed())
    pulse = told["pulse"]
    assert ({"schema", "pulse"}, 1) == (set(told), told["schema"])
    assert ("2026-11-15", "2026-11-21") == (pulse["since"], pulse["until"])
    assert {"kind": "answer", "label": "answered", "count": 1, "names": ["Margo Klein"]} == pulse["kinds"][0]
    assert {"since", "until", "gone", "back", "kinds"} == set(pulse)


def test_json_leaves_no_name_out(crowd: Oc, as_json: Json) -> None:
    assert 30 == len(as_json(crowd("pulse --json").printed())["pulse"]["kinds"][0]["names"])


def test_a_year_of_one_person_has_days_under_its_bars(week: Oc) -> None:
    week("note another --for klein", OC_NOW="2025-12-24T12:00:00+00:00")
    week("note too old --for klein", OC_NOW="2025-11-20T12:00:00+00:00")
    shown = week("history klein --graph").printed()
    assert ["Margo Klein", "Sat 22 Nov 2025 to Sat 21 Nov 2026"] == shown.splitlines()[:2]
    assert "17 Nov" == under(shown, "answered")
    assert (2, "17 Nov, 16 Nov") == (count(shown, "visits"), under(shown, "visits"))
    assert "19 Nov, 24 Dec 2025" == under(shown, "notes")
    assert "Jim" not in shown


def test_the_history_as_json_is_the_same_with_a_graph(week: Oc) -> None:
    assert week("history klein --json").printed() == week("history klein --graph --json").printed()


def test_bytes_for_a_name_and_a_day_that_is_none_are_counted(week: Oc, rows: Rows) -> None:
    rows("UPDATE customer SET name = x'4D6172676FFF' WHERE id = 1")
    assert "Margo\ufffd" == under(week("pulse").printed(), "answered")
    rows("UPDATE interaction SET day = '2026-11-16x' WHERE kind = 'idea'")
    assert "Juli Andersson" == under(week("pulse").printed(), "ideas")
    assert "a day that cannot be read" in week("history juli --graph").complained(5)


def test_an_entry_of_nobody_is_left_out(week: Oc, rows: Rows, as_json: Json) -> None:
    rows("UPDATE interaction SET customer_id = 999 WHERE kind = 'answer'")
    assert "answer" not in [bar["kind"] for bar in as_json(week("pulse --json").printed())["pulse"]["kinds"]]
