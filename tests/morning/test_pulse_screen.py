"""The pulse on a screen: what fits, what is coloured, and that looking leaves all as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onecustomer.domain.language.text import cells
from tests.words import FIELDS, HOSTILE, MARKUP, PAYLOADS, Oc, Rows, assert_harmless, lines_of

SCREENS = ("pulse", "pulse --month", "pulse --names", "history klein --graph")


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 120])
def test_no_line_is_wider_than_the_screen(crowd: Oc, columns: int, rows: Rows) -> None:
    rows("UPDATE customer SET name = ? WHERE id < 4", "山本 太郎 " * 20)
    for kind in ("x" * 100, "complaint", "answer"):
        rows("UPDATE interaction SET kind = ? WHERE customer_id = ?", kind, len(kind) % 20 + 1)
    for command in ("pulse", "pulse --month", "pulse --since '1 Oct'", "pulse --names", "history c2 --graph"):
        for line in crowd(command, COLUMNS=str(columns)).printed().splitlines():
            assert cells(line) <= columns, line


def test_on_a_narrow_screen_the_label_stands_above(week: Oc) -> None:
    shown = week("pulse", COLUMNS="40").printed()
    assert "\nanswered\n  ████ 1\n  Margo Klein\n" in shown


def test_a_pipe_gets_no_colour_and_a_terminal_does(week: Oc) -> None:
    for command in SCREENS:
        assert "\x1b" not in week(command).printed()
        assert "\x1b[32m█" in week(command, at_terminal=True).printed()
        for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            assert week(command).out == week(command, at_terminal=True, **env).printed()


def test_a_broken_promise_is_coloured_as_what_hurts_though_it_stands_among_the_first(week: Oc) -> None:
    shown = week("pulse", at_terminal=True).printed()
    colours = dict(re.findall(r"(?m)^(\w[\w ]+?) +\x1b\[(\d+)m█", shown))
    assert ("33", "33") == (colours["promises broken"], colours["complaints"])
    assert ("32", "32") == (colours["promises kept late"], colours["thanks given"])
    assert "36" == colours["visits"]


def test_where_there_are_no_blocks_there_are_hashes(week: Oc, fresh: Oc) -> None:
    shown = fresh("pulse", PYTHONIOENCODING="cp1252").printed()
    assert f"{'answered':21}#### 1" in shown
    assert "█" not in shown and "?" not in shown


@pytest.mark.fault(23)
def test_looking_changes_no_byte(week: Oc, db: Path, till: Path) -> None:
    before = db.read_bytes()
    for command in SCREENS:
        assert 0 == week(command).code
    assert 0 == week("pulse", "--svg", str(till / "a.svg")).code
    assert before == db.read_bytes()


def test_visits_leave_something_of_the_rest(crowd: Oc) -> None:
    for day in (18, 19, 20):
        for number in range(1, 31):
            crowd(f"serve c{number}", OC_NOW=f"2026-11-{day}T12:00:00+00:00")
    crowd("thank for waiting --for c1")
    rows = crowd("pulse").printed().splitlines()
    assert "thanks given         █ 1" == rows[2]
    assert rows[4].endswith("█… 120")


@pytest.mark.parametrize("payload", [HOSTILE, *PAYLOADS.values(), *MARKUP, "<b>&amp;\"'"], ids=ascii)
def test_what_was_put_into_the_store_from_outside_is_drawn_harmlessly(
    week: Oc, till: Path, rows: Rows, payload: str
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
            said = "\n".join(lines_of(path.read_text(encoding="utf-8")))
            assert " Margo" in said
            assert "\x1b" not in said


def test_the_demo_says_its_own_command(oc: Oc) -> None:
    assert 0 == oc("demo").code
    shown = " ".join(oc("demo pulse --month", COLUMNS="20").printed().split())
    assert "more: oc demo pulse --month --names" in shown
