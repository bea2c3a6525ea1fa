"""A clock that was wrong, as where a till's battery is flat: said once, and what lies ahead counts for nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.words import NOW, Oc, Rows, at

WRONG = "one of the clocks is wrong"
FUTURE = at("2036-01-01")


@pytest.mark.fault(18)
def test_a_write_of_a_wrong_clock_is_said_once(shop: Oc) -> None:
    shop("serve klein", OC_NOW=FUTURE, OC_TILL="till two")
    assert WRONG not in shop("show klein").err
    first, second = shop("note --for klein hello"), shop("note --for klein hello again")
    assert (0, 0) == (first.code, second.code)
    assert f"The last write has the day 2036-01-01, and this till says 2026-11-21: {WRONG}" in first.err
    assert "" == second.err


@pytest.mark.fault(18)
def test_a_clock_that_goes_back_changes_no_order_within_a_day(shop: Oc, rows: Rows) -> None:
    for number, hour in enumerate(("12:00", "11:59", "00:01", "23:59", "12:00")):
        shop(f"note --for klein word {number}", OC_NOW=f"2026-11-21T{hour}:00+00:00")
    told = shop("history klein").printed()
    assert [4, 3, 2, 1, 0] == [int(line.split("word ")[1].split()[0]) for line in told.splitlines() if "word " in line]
    assert ["word 4", "word 3"] == [
        shop("undo --yes", OC_NOW="2026-11-21T00:00:00+00:00").printed().strip().split(": ")[1] for _ in range(2)
    ]


@pytest.mark.fault(18)
def test_a_battery_that_is_flat_is_said_by_the_write_that_it_puts_into_1970(shop: Oc, rows: Rows) -> None:
    noted = shop("note --for klein hello", OC_NOW="1970-01-01T00:03:00+00:00")
    assert "Noted for Margo Klein" in noted.out
    assert f"The last write has the day 2026-11-21, and this till says 1970-01-01: {WRONG}" in noted.err
    assert "" == shop("note --for klein and now it is right again").err
    assert ["1970-01-01 00:03:00.000000"] == [at for (at,) in rows("SELECT at FROM deed ORDER BY id DESC LIMIT 1, 1")]


@pytest.mark.fault(18)
@pytest.mark.usefixtures("new_york")
def test_what_is_written_in_new_york_has_the_moment_in_utc_and_the_day_there(shop: Oc, rows: Rows) -> None:
    shop("note --for klein late", OC_NOW="2026-11-02T04:30:00+00:00")
    assert [("2026-11-02 04:30:00.000000", "2026-11-01")] == rows("SELECT at, day FROM deed ORDER BY id DESC LIMIT 1")


@pytest.mark.fault(18)
def test_a_till_in_another_zone_is_no_wrong_clock(shop: Oc) -> None:
    shop("serve klein", OC_NOW=(NOW + dt.timedelta(hours=23)).isoformat(), OC_TILL="till two")
    assert "" == shop("note --for klein hello").err


@pytest.mark.fault(18)
def test_a_visit_of_2036_is_in_the_history_and_counts_for_nothing_else(shop: Oc) -> None:
    shop("serve klein")
    before = shop("show klein").printed(), shop("find margo").printed()
    for command in ("serve klein", "note from the future", "thank for nothing"):
        assert 0 == shop(command, OC_NOW=FUTURE, OC_TILL="till two").code
    assert before == (shop("show klein").printed(), shop("find margo").printed())
    assert "from the future" in shop("history klein").printed()


def test_who_was_seen_in_2036_is_missed_all_the_same_once_anything_is_written_of_them(shop: Oc, rows: Rows) -> None:
    shop("serve klein")
    shop("serve klein", OC_NOW=FUTURE, OC_TILL="till two")
    assert WRONG in shop("note --for klein hello").err
    last = "SELECT last_day FROM rhythm WHERE customer_id = 1"
    assert [(dt.date(2026, 11, 21).toordinal(),)] == rows(last)
    assert "Margo Klein" in shop("today --missed", OC_NOW=at("2027-06-01")).out


def test_what_is_not_kept_says_nothing_of_the_clock(shop: Oc) -> None:
    for number in range(3):
        shop(f"note --pin --for klein pin{number}", OC_NOW=FUTURE)
    assert WRONG not in shop("note --pin --for klein one too many").complained(1)


def test_a_long_history_is_cut_at_a_terminal_and_says_how_to_see_it_all(shop: Oc, rows: Rows) -> None:
    shop("note --complaint --for klein the first of all")
    rows(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) INSERT INTO interaction"
        " (key, customer_id, deed_id, kind, day, text) SELECT 'k' || i, 1, 1, 'note', '2026-11-21', 'word ' || i FROM n"
    )
    cut = shop("history klein", at_terminal=True)
    assert (200, 0) == (cut.out.count("word "), cut.out.count("the first of all"))
    assert "oc history c1 --all has what happened before." in cut.err
    for whole in (shop("history klein --all", at_terminal=True), shop("history klein")):
        assert (300, 1, "") == (whole.out.count("word "), whole.out.count("the first of all"), whole.err)
