"""Since when somebody comes: a year, a month or a day, kept as it was said and printed as no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from onecustomer.domain.language import days
from onecustomer.domain.language.parse_since import since
from onecustomer.errors import Refused
from tests.language.typed_days import ANY_TEXT, DAYLIKE
from tests.words import SQUARE, TODAY, Json, Oc, Rows, at, line

SINCE = "SELECT since, since_said, why_day FROM customer WHERE name = 'Ana'"


@pytest.mark.parametrize(
    "typed,day,said,echo",
    [
        ("2009", "2009-01-01", "year", "2009"),
        ("1900", "1900-01-01", "year", "1900"),
        ("2026", "2026-01-01", "year", "2026"),
        ("Mar 2019", "2019-03-01", "month", "Mar 2019"),
        ("march, 2019", "2019-03-01", "month", "Mar 2019"),
        ("2019-03", "2019-03-01", "month", "Mar 2019"),
        ("Nov 2026", "2026-11-01", "month", "Nov 2026"),
        ("2019-03-12", "2019-03-12", None, "Tue 12 Mar 2019"),
        ("12 Mar 2019", "2019-03-12", None, "Tue 12 Mar 2019"),
        ("1 Jan 2009", "2009-01-01", None, "Thu 1 Jan 2009"),
        ("yesterday", "2026-11-20", None, "Fri 20 Nov 2026"),
        ("today", "2026-11-21", None, "Sat 21 Nov 2026"),
    ],
)
def test_a_year_or_month_is_kept_and_said_as_no_more(
    oc: Oc, rows: Rows, typed: str, day: str, said: str | None, echo: str
) -> None:
    oc("add Bo")
    assert f"Added Ana (c2). Since {echo}.\n" == oc("add", "Ana", "--since", typed).printed()
    assert [(day, said, None)] == rows(SINCE)
    assert f"Changed Bo: since {echo}, was none.\n" == oc("edit", "bo", "--since", typed).printed()
    assert [(day, said)] == rows("SELECT since, since_said FROM customer WHERE name = 'Bo'")


@pytest.mark.parametrize(
    "typed,sentence",
    [
        ("2027", "2027 is still to come."),
        ("Dec 2026", "Dec 2026 is still to come."),
        ("2026-12", "Dec 2026 is still to come."),
        ("2026-11-22", "Sun 22 Nov 2026 is still to come."),
        ("1899", "1899 is before 1900."),
        ("0000", "0000 is before 1900."),
        ("Dec 1899", "Dec 1899 is before 1900."),
        ("1899-12-31", "Sun 31 Dec 1899 is before 1900."),
        ("2019-13", "There is no month 2019-13."),
        ("2019-00", "There is no month 2019-00."),
        ("31 Feb 2019", "There is no day 31 Feb 2019."),
        ("11/12", "“11/12” could be 11 Dec or 12 Nov."),
        ("Mar", "“Mar” is not a day that I understand."),
        ("2019-3", "“2019-3” is not a day that I understand."),
        ("09", "“09” is not a day that I understand."),
        ("ten years", "“ten years” is not a day that I understand."),
    ],
)
def test_what_is_still_to_come_or_no_day_is_refused(oc: Oc, db: Path, typed: str, sentence: str) -> None:
    oc("add Ana --since 2009")
    before = db.read_bytes()
    for command in (("add", "Bo"), ("edit", "ana")):
        complained = oc(*command, f"--since={typed}").complained(1)
        assert complained.startswith(f"oc: {sentence}\noc: hint: ")
    assert before == db.read_bytes()


def test_who_typed_no_day_is_told_what_may_be_typed(oc: Oc) -> None:
    oc("add Ana")
    assert "oc: hint: write 2009, Mar 2019 or 18 Mar 2019\n" in oc("edit ana --since 'ten years'").complained(1)


def test_a_day_of_two_readings_is_read_as_the_shop_says(oc: Oc, rows: Rows) -> None:
    oc("add Ana")
    oc("setting dates day-first")
    assert "since Wed 11 Dec 2019, was none" in oc("edit ana --since 11/12/2019").printed()
    assert "2019-12-11" == rows(SINCE)[0][0]


def test_a_year_alone_is_a_day_nowhere_else(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    for command in ("note hello --for klein --on 2009", "promise hem --by 2027 --for klein", "add Bo --birthday 2009"):
        assert "oc: hint: " in shop(command).complained(1)
    assert before == db.read_bytes()


def test_an_edit_says_what_was_said_before_and_undo_brings_it_back(oc: Oc, rows: Rows) -> None:
    oc("add Ana --since 2009")
    assert "Changed Ana: since Mar 2019, was 2009.\n" == oc("edit ana --since 2019-03").printed()
    assert "Changed Ana: since Mar 2019, as before.\n" == oc("edit ana --since 'Mar 2019'").printed()
    assert "Changed Ana: since Fri 1 Mar 2019, was Mar 2019.\n" == oc("edit ana --since 2019-03-01").printed()
    assert [("2019-03-01", None, None)] == rows(SINCE)
    assert "Took back today’s change for Ana; again: since Mar 2019\n" == oc("undo").printed()
    assert [("2019-03-01", "month", None)] == rows(SINCE)
    oc("undo")
    assert "Took back today’s change for Ana; again: since 2009\n" == oc("undo").printed()
    assert [("2009-01-01", "year", None)] == rows(SINCE)


def test_an_empty_value_clears_it_and_undo_brings_it_back(oc: Oc, rows: Rows) -> None:
    oc("add Ana --since 2009")
    assert "Changed Ana: since none, was 2009.\n" == oc("edit ana --since ''").printed()
    assert [(None, None, None)] == rows(SINCE)
    oc("undo")
    assert [("2009-01-01", "year", None)] == rows(SINCE)


def test_what_is_not_said_of_since_stays(oc: Oc, rows: Rows) -> None:
    oc("add Ana --since 2009")
    oc("edit ana --role tailor")
    assert [("2009-01-01", "year", None)] == rows(SINCE)


def test_a_reason_is_of_the_day_it_was_said_and_not_of_the_day_they_first_came(oc: Oc, rows: Rows) -> None:
    oc("add Ana --since 2009 --why 'lives next door'")
    assert [("2009-01-01", "year", "2026-11-21")] == rows(SINCE)
    assert "" == line(oc, "Ask", "ana")


@pytest.mark.parametrize("typed", ["2009", "2019-03", "2019-03-12"])
def test_no_more_is_given_to_programs_than_was_said(oc: Oc, as_json: Json, typed: str) -> None:
    oc(f"add Ana --since {typed}")
    assert typed == as_json(oc("show ana --json").out)["card"]["since"]


@pytest.mark.parametrize("typed,said", [("2009", "2009"), ("Mar 2026", "Mar 2026"), ("12 Mar 2026", "12 Mar")])
def test_the_card_says_no_more_than_was_said(oc: Oc, typed: str, said: str) -> None:
    oc("add", "Ana", "--since", typed)
    assert f"since {said}" == line(oc, "Here", "ana")
    oc("edit ana --why 'lives next door'")
    assert f"lives next door, since {said}" == line(oc, "Why", "ana")


@pytest.mark.parametrize("typed,said", [("2009", "2009"), ("Mar 2026", "Mar 2026"), ("12 Mar 2026", "12 Mar")])
def test_the_morning_thanks_them_for_so_long_and_says_no_more_than_was_said(oc: Oc, typed: str, said: str) -> None:
    oc("add", "Ana", "--since", typed)
    assert f"Ana: here since {said} " in oc("thank --unthanked", OC_NOW=at("2026-11-22")).printed()


def test_a_visit_of_before_is_a_whole_day(oc: Oc) -> None:
    oc("add Ana --since 2009")
    oc("note hello --on 2008-12-24 --for ana")
    assert "Ana: here since Dec 2008 " in oc("thank --unthanked").printed()


@pytest.mark.one_till("its server holds no day that is none")
def test_a_day_that_cannot_be_read_can_be_put_right(oc: Oc, rows: Rows) -> None:
    oc("add Ana --since 2009")
    rows("UPDATE customer SET since = 'long ago'")
    assert "Changed Ana: since 2010, was long ago.\n" == oc("edit ana --since 2010").printed()
    assert "again: since long ago\n" in oc("undo").printed()


def test_an_import_fills_no_since_where_a_year_is_said(oc: Oc, rows: Rows, till: Path) -> None:
    oc("add Ana --since 2009 --phone 2125550100")
    oc("add Bo --phone 2125550101")
    head = SQUARE.replace("Last Visit", "First Visit")
    file = till / "square.csv"
    file.write_text(f"{head}Ana,,,2125550100,S1,,,2009-05-06\nBo,,,2125550101,S2,,,2009-05-06\n")
    assert 0 == oc("import", str(file)).code
    assert [("2009-01-01", "year"), ("2009-05-06", None)] == rows("SELECT since, since_said FROM customer ORDER BY id")


@given(ANY_TEXT | DAYLIKE)
def test_whatever_is_typed_is_said_back_as_it_is_understood_or_refused(text: str) -> None:
    try:
        found = since(text, TODAY)
    except Refused as refusal:
        assert refusal.sentence and refusal.hint
    else:
        assert found.day <= TODAY
        assert found == since(days.since_in_full(found.day, found.said), TODAY)


def test_a_regular_of_years_was_never_thanked_on_the_first_day_too(oc: Oc) -> None:
    oc("add Ana --since 2009")
    assert "not yet, here since 2009" == line(oc, "Thanked", "ana")
