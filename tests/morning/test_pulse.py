"""The pulse and a person's year: what stands first, who is under each bar, what fits, and where a picture may go."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from onecustomer.domain.language.text import cells
from tests.conftest import Oc
from tests.whole.test_hostile_text import FIELDS, HOSTILE, MARKUP, PAYLOADS, assert_harmless

MONDAY, TUESDAY, THURSDAY = (f"2026-11-{day}T12:00:00+00:00" for day in (16, 17, 19))
OCTOBER = "2026-10-01T12:00:00+00:00"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
SCREENS = ("pulse", "pulse --month", "pulse --names", "history klein --graph")

MADE: dict[str, bytes] = {}
"""The stores that many tests begin with, each made by the first that asks for it."""

WEEK = (
    (OCTOBER, "note an old one --for zoe"),
    (MONDAY, "serve klein"),
    (MONDAY, "serve juli"),
    (MONDAY, "note zip broke --complaint --for klein"),
    (MONDAY, "promise hem --by friday --for jim"),
    (MONDAY, "promise coat --by friday --for alecia"),
    (MONDAY, "promise belt --by friday --for jeff"),
    (TUESDAY, "done new zip --for klein"),
    (TUESDAY, "done --for jim"),
    (TUESDAY, "done --beyond 'to her door' --for alecia"),
    (TUESDAY, "done --broken ill --for jeff"),
    (TUESDAY, "serve klein"),
    (THURSDAY, "thank for waiting --for klein"),
    (THURSDAY, "note the lamp --praise --for jim"),
    (THURSDAY, "note open late --idea --for juli"),
    (THURSDAY, "note prices --warning --for jeff"),
    (THURSDAY, "note may go --leaving --for jeff"),
    (THURSDAY, "note --gesture a card --for jim"),
    (THURSDAY, "note --referral alecia --for klein"),
    (THURSDAY, "style upset --for alecia"),
    (THURSDAY, "note hello --for klein"),
    (THURSDAY, "lost juli --why moved"),
)


@pytest.fixture
def week(shop: Oc, db: Path) -> Oc:
    """The shop after a week in which something of every kind happened, and something in October."""
    if "week" not in MADE:
        for now, line in WEEK:
            answer = shop(line, OC_NOW=now)
            assert 0 == answer.code, (line, answer.err)
        MADE["week"] = db.read_bytes()
    db.write_bytes(MADE["week"])
    return shop


@pytest.fixture
def crowd(oc: Oc, db: Path) -> Oc:
    """Thirty people who were all here today."""
    if "crowd" not in MADE:
        for number in range(1, 31):
            assert 0 == oc(f"add Person{number:02} Surname{number:02} --yes").code
            assert 0 == oc(f"serve c{number}").code
        MADE["crowd"] = db.read_bytes()
    db.touch(mode=0o600)
    db.write_bytes(MADE["crowd"])
    return oc


def labels(shown: str) -> list[str]:
    """Return what stands before bars, and before nothing, on a wide screen."""
    return [row[:21].strip() for row in shown.splitlines()[2:] if row[:21].strip()]


def under(shown: str, label: str) -> str:
    """Return the names under a bar, on a wide screen."""
    rows = shown.splitlines()
    start = next(number for number, row in enumerate(rows) if row[:21].strip() == label) + 1
    end = next((number for number in range(start, len(rows)) if rows[number][:21].strip() or not rows[number]), None)
    return " ".join(row.strip() for row in rows[start:end])


def count(shown: str, label: str) -> int:
    """Return the number after a bar, on a wide screen."""
    return int(next(row for row in shown.splitlines() if row[:21].strip() == label).split()[-1])


def test_satisfaction_stands_before_talk_and_what_hurts_stands_last(week: Oc) -> None:
    kinds = labels(week("pulse").printed())[:-7]
    assert [
        "complaints answered",
        "promises kept",
        "promises exceeded",
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
        "promises broken",
        "leaving",
        "lost",
    ] == kinds


def test_names_stand_under_every_bar(week: Oc) -> None:
    shown = week("pulse").printed()
    assert "Margo Klein" == under(shown, "complaints answered")
    assert "Jim O’Neil" == under(shown, "promises kept")
    assert "Alecia Ruiz, Jeff Baptiste, Jim O’Neil" == under(shown, "promises made")
    assert "Jeff Baptiste" == under(shown, "leaving")
    assert "Alecia Ruiz, Jeff Baptiste, Jim O’Neil, Juli Andersson, Margo Klein" == under(shown, "Mon 16 Nov")


def test_entries_are_counted_and_a_person_is_named_once(week: Oc) -> None:
    shown = week("pulse").printed()
    assert (3, "Juli Andersson, Margo Klein") == (count(shown, "visits"), under(shown, "visits"))


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


def test_a_kind_that_nobody_knows_comes_last_by_its_own_word(week: Oc, rows: Callable[..., Any]) -> None:
    rows("UPDATE interaction SET kind = 'parley' WHERE kind = 'note'")
    shown = week("pulse").printed()
    assert "parley" == labels(shown)[-8]
    assert "Margo Klein" == under(shown, "parley")


def test_the_heading_has_two_full_days(week: Oc) -> None:
    assert "Sun 15 Nov 2026 to Sat 21 Nov 2026" == week("pulse").printed().splitlines()[0]
    assert week("pulse").out == week("pulse --week").out
    assert "Fri 23 Oct 2026 to Sat 21 Nov 2026" == week("pulse --month").printed().splitlines()[0]
    assert "Thu 1 Oct 2026 to Sat 21 Nov 2026" == week("pulse --since '1 Oct'").printed().splitlines()[0]


def test_a_week_has_all_its_days_and_a_month_those_on_which_something_happened(week: Oc) -> None:
    days = ["Sun 15 Nov", "Mon 16 Nov", "Tue 17 Nov", "Wed 18 Nov", "Thu 19 Nov", "Fri 20 Nov", "Sat 21 Nov"]
    assert days == labels(week("pulse").printed())[-7:]
    assert ["Mon 16 Nov", "Tue 17 Nov", "Thu 19 Nov"] == labels(week("pulse --month").printed())[-3:]
    assert "Thu 1 Oct" in labels(week("pulse --since 2026-10-01").printed())
    assert "Thu 1 Oct" not in labels(week("pulse --since 2026-10-02").printed())


def test_a_day_of_another_year_says_its_year(shop: Oc) -> None:
    shop("note x --for klein", OC_NOW="2025-12-31T12:00:00+00:00")
    assert "Wed 31 Dec 2025" in labels(shop("pulse --since 2025-12-01").printed())


def test_an_empty_week_says_so(shop: Oc) -> None:
    shown = shop("pulse").printed()
    assert "Nothing is written of these days." in shown
    assert 7 == len(re.findall(r"^\w{3} \d+ Nov$", shown, re.MULTILINE))


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


def test_visits_leave_something_of_the_rest(crowd: Oc) -> None:
    for _ in range(3):
        for number in range(1, 31):
            crowd(f"serve c{number}", OC_NOW="2026-11-20T12:00:00+00:00")
    crowd("thank for waiting --for c1")
    rows = crowd("pulse").printed().splitlines()
    assert "thanks given         █ 1" == rows[2]
    assert rows[4].endswith("█… 120")


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 120])
def test_no_line_is_wider_than_the_screen(crowd: Oc, columns: int, rows: Callable[..., Any]) -> None:
    rows("UPDATE customer SET name = ? WHERE id < 4", "山本 太郎 " * 20)
    for kind in ("x" * 100, "complaint", "answer"):
        rows("UPDATE interaction SET kind = ? WHERE customer_id = ?", kind, len(kind) % 20 + 1)
    for command in ("pulse", "pulse --month", "pulse --since '1 Oct'", "pulse --names", "history c2 --graph"):
        for line in crowd(command, COLUMNS=str(columns)).printed().splitlines():
            assert cells(line) <= columns, line


def test_on_a_narrow_screen_the_label_stands_above(week: Oc) -> None:
    shown = week("pulse", COLUMNS="40").printed()
    assert "\ncomplaints answered\n  ████ 1\n  Margo Klein\n" in shown


def test_a_pipe_gets_no_colour_and_a_terminal_does(week: Oc) -> None:
    for command in SCREENS:
        assert "\x1b" not in week(command).printed()
        assert "\x1b[32m█" in week(command, at_terminal=True).printed()
        for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            assert week(command).out == week(command, at_terminal=True, **env).printed()


def test_where_there_are_no_blocks_there_are_hashes(week: Oc, fresh: Oc) -> None:
    shown = fresh("pulse", PYTHONIOENCODING="cp1252").printed()
    assert "complaints answered  #### 1" in shown
    assert "█" not in shown and "?" not in shown


def test_looking_changes_no_byte(week: Oc, db: Path, till: Path) -> None:
    before = db.read_bytes()
    for command in SCREENS:
        assert 0 == week(command).code
    assert 0 == week("pulse", "--svg", str(till / "a.svg")).code
    assert before == db.read_bytes()


def test_json_has_kinds_and_days_with_names(week: Oc, as_json: Callable[[str], Any]) -> None:
    told = as_json(week("pulse --json").printed())
    pulse = told["pulse"]
    assert ({"schema", "pulse"}, 1) == (set(told), told["schema"])
    assert ("2026-11-15", "2026-11-21") == (pulse["since"], pulse["until"])
    assert {"kind": "answer", "label": "complaints answered", "count": 1, "names": ["Margo Klein"]} == pulse["kinds"][0]
    assert {"day": "2026-11-15", "count": 0, "names": []} == pulse["days"][0]
    assert 9 == pulse["days"][4]["count"]


def test_json_leaves_no_name_out(crowd: Oc, as_json: Callable[[str], Any]) -> None:
    assert 30 == len(as_json(crowd("pulse --json").printed())["pulse"]["kinds"][0]["names"])


def test_a_year_of_one_person_has_days_under_its_bars(week: Oc) -> None:
    week("note another --for klein", OC_NOW="2025-12-24T12:00:00+00:00")
    week("note too old --for klein", OC_NOW="2025-11-20T12:00:00+00:00")
    shown = week("history klein --graph").printed()
    assert ["Margo Klein", "Sat 22 Nov 2025 to Sat 21 Nov 2026"] == shown.splitlines()[:2]
    assert "17 Nov" == under(shown, "complaints answered")
    assert (2, "17 Nov, 16 Nov") == (count(shown, "visits"), under(shown, "visits"))
    assert "19 Nov, 24 Dec 2025" == under(shown, "notes")
    assert "24 Dec 2025" == under(shown, "Dec 2025")
    assert ["Nov 2025", "Dec 2025", "Jan 2026"] == labels(shown)[-13:-10]
    assert "Jim" not in shown


def test_the_history_as_json_is_the_same_with_a_graph(week: Oc) -> None:
    assert week("history klein --json").printed() == week("history klein --graph --json").printed()


def test_a_picture_asks_no_web_address_for_anything(week: Oc, till: Path) -> None:
    path = till / "week.svg"
    assert f"Wrote {path}.\n" == week("pulse", "--svg", str(path)).printed()
    drawn = path.read_text(encoding="utf-8")
    assert ["http://www.w3.org/2000/svg"] == re.findall(r"https?:[^\"]*", drawn)
    assert [] == re.findall(r"@import|@font-face|url\((?!#)|href|<script|//(?!www.w3.org)", drawn)
    said = " ".join("".join(ElementTree.fromstring(drawn).itertext()).replace("\xa0", " ").split())
    assert "complaints answered 1 Margo Klein promises kept 1 Jim O’Neil" in said


def test_a_picture_is_the_same_whatever_the_screen(week: Oc, till: Path) -> None:
    for name, env in (("a", {}), ("b", {"COLUMNS": "40", "NO_COLOR": "1"}), ("c", {"TERM": "dumb"})):
        assert 0 == week("pulse", "--svg", str(till / name), **env).code
    assert (till / "a").read_bytes() == (till / "b").read_bytes() == (till / "c").read_bytes()


def test_a_wide_letter_takes_two_columns_of_a_picture(shop: Oc, till: Path) -> None:
    shop("note x --for 山本")
    shop("pulse", "--svg", str(till / "week.svg"))
    assert {str(9 * 12.2)} == set(re.findall(r'textLength="([^"]*)"[^>]*>山本', (till / "week.svg").read_text("utf-8")))


def test_a_picture_of_one_person_has_their_name(week: Oc, till: Path) -> None:
    assert 0 == week("history", "klein", "--graph", "--svg", str(till / "margo.svg")).code
    drawn = (till / "margo.svg").read_text(encoding="utf-8")
    assert "Margo&#160;Klein" in drawn
    assert "Jim" not in drawn


@pytest.mark.skipif(os.name == "nt", reason="no file modes there")
def test_a_picture_is_for_its_owner_only(week: Oc, till: Path) -> None:
    old = os.umask(0)
    try:
        assert 0 == week("pulse", "--svg", str(till / "week.svg")).code
    finally:
        os.umask(old)
    assert 0o600 == stat.S_IMODE((till / "week.svg").stat().st_mode)


def test_a_picture_is_not_written_over_a_file_unless_forced(week: Oc, till: Path) -> None:
    path = till / "week.svg"
    path.write_text("mine")
    assert "is there already" in week("pulse", "--svg", str(path)).complained(1)
    assert "mine" == path.read_text()
    assert 0 == week("pulse", "--svg", str(path), "--force").code
    assert path.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "forced"])
def test_a_picture_is_never_written_through_a_link(week: Oc, till: Path, force: list[str]) -> None:
    target, link, dangling = till / "target", till / "link.svg", till / "dangling.svg"
    target.write_text("mine")
    link.symlink_to(target)
    dangling.symlink_to(till / "nothing")
    for path in (link, dangling):
        assert "is a link" in week("pulse", "--svg", str(path), *force).complained(1)
        assert path.is_symlink()
    assert "mine" == target.read_text()
    assert not (till / "nothing").exists()


def test_a_picture_is_never_written_over_the_store(week: Oc, db: Path) -> None:
    before = db.read_bytes()
    assert "is no picture" in week("pulse", "--svg", str(db), "--force").complained(1)
    assert before == db.read_bytes()


@pytest.mark.parametrize("place", ["", "home", "nowhere/week.svg", "shop.db/week.svg"])
def test_a_place_that_takes_no_picture_is_one_sentence(week: Oc, till: Path, place: str) -> None:
    before = sorted(till.rglob("*"))
    answer = week("pulse", "--svg", str(till / place) if place else "")
    assert answer.code in {1, 5}
    assert 2 == len(answer.complained(answer.code).splitlines())
    assert ".oc-" not in answer.err
    assert before == sorted(till.rglob("*"))


@pytest.mark.skipif(AS_ROOT or os.name == "nt", reason="everything may be written here")
def test_a_folder_that_may_only_be_read_is_one_sentence(week: Oc, till: Path) -> None:
    (till / "home").chmod(0o500)
    assert "Permission denied" in week("pulse", "--svg", str(till / "home" / "week.svg")).complained(5)


def test_a_failure_on_the_way_leaves_nothing(week: Oc, till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(till.rglob("*"))
    monkeypatch.setattr(os, "fsync", full)
    assert f"No space left on device: {till / 'week.svg'}" in week("pulse", "--svg", str(till / "week.svg")).err
    assert before == sorted(till.rglob("*"))


def test_a_file_that_comes_meanwhile_is_left_as_it_is(week: Oc, till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def another(number: int) -> None:
        (till / "week.svg").write_text("theirs")

    monkeypatch.setattr(os, "fsync", another)
    assert "is there already" in week("pulse", "--svg", str(till / "week.svg")).complained(1)
    assert "theirs" == (till / "week.svg").read_text()


@pytest.mark.parametrize(
    "line", ["pulse --force", "pulse --svg x --json", "history klein --svg x", "history klein --graph --force"]
)
def test_options_that_do_not_go_together_are_refused(week: Oc, till: Path, line: str) -> None:
    before = sorted(till.rglob("*"))
    assert "oc: hint:" in week(line).complained(2)
    assert before == sorted(till.rglob("*"))


@pytest.mark.parametrize("payload", [HOSTILE, *PAYLOADS.values(), *MARKUP, "<b>&amp;\"'"], ids=ascii)
def test_what_other_hands_put_into_the_store_is_drawn_harmlessly(
    week: Oc, till: Path, rows: Callable[..., Any], payload: str
) -> None:
    for sql in FIELDS:
        rows(sql, {"text": payload})
    rows("UPDATE interaction SET kind = :text WHERE kind = 'idea'", {"text": payload})
    for number, command in enumerate(("pulse", "pulse --json", "history c1 --graph")):
        for env in ({}, {"COLUMNS": "40"}):
            assert_harmless(week(command, **env))
            assert_harmless(week(command, at_terminal=True, NO_COLOR="1", **env))
        if "--json" not in command:
            path = till / f"{number}.svg"
            answer = week(*command.split(), "--svg", str(path))
            assert_harmless(answer)
            said = "".join(ElementTree.fromstring(path.read_text(encoding="utf-8")).itertext())
            assert " Margo" in said.replace("\xa0", " ")
            assert "\x1b" not in said


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_drawn_literally(oc: Oc, till: Path, text: str) -> None:
    oc("add", f"Bo {text}")
    oc("serve c1")
    assert f"Bo {text}" in oc("pulse").printed()
    oc("pulse", "--svg", str(till / "week.svg"))
    drawn = "".join(ElementTree.fromstring((till / "week.svg").read_text(encoding="utf-8")).itertext())
    assert f"Bo {text}" in drawn.replace("\xa0", " ")


def test_bytes_for_a_name_and_a_day_that_is_none(week: Oc, rows: Callable[..., Any]) -> None:
    rows("UPDATE customer SET name = x'4D6172676FFF' WHERE id = 1")
    assert "Margo\ufffd" == under(week("pulse").printed(), "complaints answered")
    rows("UPDATE interaction SET day = '2026-11-16x' WHERE kind = 'idea'")
    assert "a day that cannot be read" in week("pulse").complained(5)


def test_an_entry_of_nobody_is_left_out(week: Oc, rows: Callable[..., Any], as_json: Callable[[str], Any]) -> None:
    rows("UPDATE interaction SET customer_id = 999 WHERE kind = 'answer'")
    assert "answer" not in [bar["kind"] for bar in as_json(week("pulse --json").printed())["pulse"]["kinds"]]


def test_the_demo_says_its_own_command(oc: Oc) -> None:
    assert 0 == oc("demo").code
    shown = " ".join(oc("demo pulse --month", COLUMNS="20").printed().split())
    assert "more: oc demo pulse --month --names" in shown
