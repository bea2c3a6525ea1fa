"""What is past its time is shown and then erased for good; what is open never is."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onecustomer.store.erasure import finish
from tests.words import Json, Oc, Rows, ShopAfter, at, locked

DAY = "2024-02-29"
KEPT_UNTIL, PAST = at("2026-02-28"), at("2026-03-01")
"""The last day of 24 months after a 29 February, and the next."""

MARGO = (
    f"@{DAY} add Margo Klein --phone 2125550143 --why 'marker why' --birthday 12-01",
    f"@{DAY} serve klein",
    f"@{DAY} note --for klein marker note",
    f"@{DAY} note --for klein --complaint marker complaint",
    f"@{DAY} done marker answer --for klein",
    f"@{DAY} note --for klein --pin marker pin",
    f"@{DAY} note --for klein --need marker need",
    f"@{DAY} note --for klein --gesture marker gesture",
    f"@{DAY} thank --for klein marker thanks",
    f"@{DAY} promise marker promise --for klein --by 2024-03-05",
    f"@{DAY} done 1 marker kept --for klein",
    f"@{DAY} style upset --for klein --why 'marker style'",
    f"@{DAY} style hurried --usually --for klein --why 'marker usual'",
    f"@{DAY} later klein --until 2024-02-29 --why 'marker later'",
    f"@{DAY} remember 'marker day' 2024-03-02 --for klein",
    f"@{DAY} edit klein --at Acme --role tailor",
    f"@{DAY} edit klein --at Acme --role 'marker cutter'",
    f"@{DAY} edit klein --role ''",
    f"@{DAY} lost klein --why 'marker slow'",
)
JIM = (f"@{DAY} add Jim Stone", f"@{DAY} serve jim", f"@{DAY} note --for jim kept of jim")


@pytest.fixture
def years_later(shop_after: ShopAfter, rows: Rows) -> Oc:
    """A shop in which Margo was last seen on a 29 February, and Jim two days later."""
    return shop_after(*MARGO, *JIM, "@2024-03-02 serve jim")


def people(oc: Oc, as_json: Json, now: str) -> dict[str, dict[str, int]]:
    """Return what would go of whom."""
    found = as_json(oc("tidy --dry-run --json", OC_NOW=now).printed())["tidy"]["people"]
    return {one["ref"]: one["things"] for one in found}


def test_notes_go_on_the_day_after_their_time_and_not_before(years_later: Oc, as_json: Json) -> None:
    assert {} == people(years_later, as_json, KEPT_UNTIL)
    gone = people(years_later, as_json, PAST)
    assert ["c1"] == [*gone]
    each = ("note", "complaint", "answer", "pin", "need", "gesture", "thanks", "promise", "kept", "style")
    reasons = ("why", "usual_why", "later_why", "why they left")
    assert {*each, *reasons, "date"} == {*gone["c1"]}
    assert ["c1"] == [*people(years_later, as_json, at("2026-03-02"))]
    assert ["c1", "c2"] == [*people(years_later, as_json, at("2026-03-03"))]


@pytest.mark.one_till("more files lie beside a copy")
def test_no_word_of_what_is_erased_is_left_in_the_file(years_later: Oc, db: Path, as_json: Json) -> None:
    assert b"marker" in db.read_bytes()
    erased = years_later("tidy --yes --json", OC_NOW=PAST).printed()
    assert 1 == len(as_json(erased)["tidy"]["people"])
    assert b"marker" not in db.read_bytes()
    assert [] == [file for file in db.parent.glob("shop.db-*") if not file.is_dir()]
    shown = years_later("history klein", OC_NOW=PAST).printed()
    assert "2125550143" in shown
    assert "visit" in shown
    assert "lost" in shown
    assert "kept of jim" in years_later("history jim", OC_NOW=PAST).printed()
    assert {} == people(years_later, as_json, PAST)


def test_the_store_is_sound_afterwards_and_goes_on(years_later: Oc, rows: Rows) -> None:
    years_later("tidy --yes", OC_NOW=PAST)
    assert [("ok",)] == rows("PRAGMA integrity_check")
    assert [] == rows("PRAGMA foreign_key_check")
    assert [] == rows("SELECT * FROM setting")
    assert [(None,)] == rows("SELECT thanked_day FROM rhythm WHERE customer_id = 1")
    for command in ("serve klein", "note hello", "today", "pulse --month", "undo", "show jim", "find kept"):
        assert 0 == years_later(command, OC_NOW=PAST).code


OPEN = [
    ("promise marker open --by 2024-03-05", "open promise", {"note"}),
    ("note --complaint marker open", "open complaint", set()),
    ("note --warning marker open", "open warning", set()),
    ("note --leaving marker open", "may leave", set()),
]


@pytest.mark.parametrize(("command", "what", "goes"), OPEN, ids=[what for _, what, _ in OPEN])
def test_what_is_open_never_goes(shop_after: ShopAfter, as_json: Json, command: str, what: str, goes: set[str]) -> None:
    oc = shop_after(f"@{DAY} add Margo Klein", f"@{DAY} note --for klein of then", f"@{DAY} {command} --for klein")
    assert goes == {*people(oc, as_json, at("2036-01-01")).get("c1", {})}
    oc("tidy --yes", OC_NOW=at("2036-01-01"))
    assert "marker open" in oc("show klein", OC_NOW=at("2036-01-01")).out
    oc("done 1 --for klein", OC_NOW=at("2036-01-02"))
    assert ("note" in goes) != ("note" in people(oc, as_json, at("2036-01-02")).get("c1", {}))
    assert {"note"} - goes | {command.split(maxsplit=1)[0] if goes else command.split()[1].strip("-")} <= {
        *people(oc, as_json, at("2039-01-01"))["c1"]
    }


@pytest.mark.parametrize("kind", ["complaint", "warning"])
def test_what_waits_stays_though_it_is_not_shown_as_they_want_no_notes(
    shop_after: ShopAfter, as_json: Json, kind: str
) -> None:
    oc = shop_after(f"@{DAY} add Margo Klein", f"@{DAY} note --for klein --{kind} zip")
    oc("edit klein --no-notes", OC_NOW=at(DAY))
    assert {} == people(oc, as_json, at("2036-01-01"))
    for command in ("edit klein --notes", "done --for klein", "edit klein --no-notes"):
        assert 0 == oc(command, OC_NOW=at(DAY)).code
    assert {} == people(oc, as_json, KEPT_UNTIL)
    assert {kind: 1, "answer": 1} == people(oc, as_json, PAST)["c1"]


@pytest.mark.parametrize(
    "command", ["serve klein", "serve klein --via phone", "serve klein --on 2024-03-01 --via letter"]
)
def test_each_visit_and_call_begins_the_time_anew(years_later: Oc, as_json: Json, command: str) -> None:
    years_later(command, OC_NOW=KEPT_UNTIL)
    assert {} == people(years_later, as_json, PAST)


def test_what_was_noted_later_stays_for_its_own_time(years_later: Oc, as_json: Json) -> None:
    years_later("note --for klein she wrote a letter", OC_NOW=at("2025-06-01"))
    years_later("note --for klein --pin marker pin", OC_NOW=at("2025-06-01"))
    gone = people(years_later, as_json, PAST)["c1"]
    assert (1, False) == (gone["note"], "pin" in gone)


def test_the_shops_own_times_hold(years_later: Oc, as_json: Json) -> None:
    years_later("setting notes '1 month'", OC_NOW=at("2024-03-29"))
    assert {} == people(years_later, as_json, at("2024-03-29"))
    gone = people(years_later, as_json, at("2024-03-30"))
    assert ("note" in gone["c1"], "thanks" in gone["c1"]) == (True, False)
    years_later("setting thanks 30d", OC_NOW=at("2024-03-29"))
    assert "thanks" in people(years_later, as_json, at("2024-03-31"))["c1"]
    years_later("setting notes ''", OC_NOW=at("2024-03-29"))
    assert {"thanks": 1} == people(years_later, as_json, at("2024-03-31"))["c1"]


def test_a_rule_that_was_changed_from_outside_is_the_usual_one(years_later: Oc, rows: Rows, as_json: Json) -> None:
    rows("INSERT INTO setting VALUES ('notes', 'nonsense')")
    assert ["c1"] == [*people(years_later, as_json, PAST)]


def test_who_wrote_what_is_forgotten_after_its_time(years_later: Oc, rows: Rows, as_json: Json) -> None:
    years_later("note --for jim of late", OC_NOW=at("2025-03-01"), OC_STAFF="Ana")
    before = len(rows("SELECT id FROM deed"))
    assert before - 1 == as_json(years_later("tidy --dry-run --json", OC_NOW=PAST).out)["tidy"]["lines"]
    years_later("tidy --yes", OC_NOW=PAST)
    signed = rows("SELECT verb, staff FROM deed WHERE till <> '' ORDER BY id")
    assert [("note", "Ana"), ("tidy", None)] == signed
    assert [] == rows("SELECT before FROM deed WHERE before IS NOT NULL")
    assert len(rows("SELECT id FROM deed")) < before  # of corrections nothing but the correction is left
    assert 0 == as_json(years_later("tidy --dry-run --json", OC_NOW=PAST).out)["tidy"]["lines"]


SIGNED = ("interaction", "fact", "telling", "news", "deed")


@pytest.mark.one_till("a deed names a till by its number too")
def test_the_names_beside_what_stays_go_with_it(shop_after: ShopAfter, rows: Rows) -> None:
    oc = shop_after(f"@{DAY} add Margo Klein", "@2026-03-01 serve klein")
    signs = ("note --for klein zip", "note --for klein --pin blue", "serve klein", "told --for klein")
    for command in ("news silk --for everybody --until 2027-01-01", *signs):
        oc(command, OC_NOW=at("2025-02-28"), OC_STAFF="Ana")
    oc("note --for klein of today", OC_NOW=PAST, OC_STAFF="Jo")
    assert all(rows(f"SELECT 1 FROM {table} WHERE staff = 'Ana'") for table in SIGNED)
    oc("tidy --yes", OC_NOW=PAST)
    for table in SIGNED:
        assert [] == [name for (name,) in rows(f"SELECT staff FROM {table}") if name not in (None, "Jo")]
    shown = oc("history klein", OC_NOW=PAST).printed()
    assert ("Ana" in shown, "Jo" in shown, "zip" in shown, "blue" in shown) == (False, True, True, True)
    assert "Nobody" in oc("export --staff Ana", OC_NOW=PAST).complained(3)
    assert [(5,)] == rows("SELECT count(*) FROM deed WHERE till = '' AND verb <> 'add'")
    assert [("note", "till one")] == rows("SELECT verb, till FROM deed WHERE till <> '' AND staff IS NOT NULL")


def test_names_go_from_one_number_to_another_so_that_no_till_waits(
    years_later: Oc, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows("UPDATE interaction SET staff = 'Ana' WHERE id BETWEEN 4 AND 9")
    monkeypatch.setattr("onecustomer.domain.people.retention.ROWS", 2)
    years_later("setting notes '20 years'", OC_NOW=PAST)
    years_later("tidy --yes", OC_NOW=PAST)
    assert [(0, 0)] == rows("SELECT count(staff), (SELECT count(staff) FROM deed) FROM interaction")
    assert [("setting",), ("tidy",)] == rows("SELECT verb FROM deed WHERE till <> ''")


def test_who_says_again_what_was_said_long_ago_stays_beside_it(shop_after: ShopAfter, rows: Rows) -> None:
    oc = shop_after(f"@{DAY} add Margo Klein", f"@{DAY} note --for klein --need lining", "@2026-02-28 serve klein")
    oc("note --for klein --need lining", OC_NOW=at("2026-02-28"), OC_STAFF="Jo")
    oc("tidy --yes", OC_NOW=PAST)
    assert [("Jo",)] == rows("SELECT staff FROM fact")


def test_a_store_that_was_tidied_before_names_went_too_is_tidied_again(shop_after: ShopAfter, rows: Rows) -> None:
    oc = shop_after(f"@{DAY} add Margo Klein", "@2026-02-28 serve klein")
    oc("note --for klein zip", OC_NOW=at("2025-01-01"), OC_STAFF="Ana")
    rows("UPDATE deed SET till = '', staff = NULL, session = NULL WHERE day < '2026-01-01'")
    assert "Who wrote 1 line up to 28 Feb 2025" in oc("tidy --dry-run", OC_NOW=PAST).printed()
    assert "who wrote 1 line at which till" in oc("tidy --yes", OC_NOW=PAST).out
    assert [(None,), (None,)] == rows("SELECT staff FROM interaction")
    assert "Nothing is past its time" in oc("tidy", OC_NOW=PAST).printed()


def test_the_sheet_names_no_till_where_none_is_kept(years_later: Oc, till: Path) -> None:
    years_later("tidy --yes", OC_NOW=PAST)
    sheet = " ".join(years_later("export klein --plain", OC_NOW=PAST).out.split())
    assert "29 Feb 2024, 12:00: you were entered." in sheet
    assert "at the till" not in sheet
    assert 0 == years_later("export", "--json", "-o", str(till / "all.json"), OC_NOW=PAST).code
    other = {"OC_DB": str(till / "other.db"), "OC_NOW": PAST}
    assert 0 == years_later("import", str(till / "all.json"), **other).code
    assert years_later("export --json", OC_NOW=PAST).out == years_later("export --json", **other).out


def test_what_a_correction_replaced_goes_with_the_notes_where_the_audit_is_longer(years_later: Oc, db: Path) -> None:
    years_later("setting audit '20 years'", OC_NOW=PAST)
    years_later("tidy --yes", OC_NOW=PAST)
    assert b"marker" not in db.read_bytes()


def test_in_the_demo_the_next_step_is_the_demos(oc: Oc) -> None:
    oc("demo")
    for name in ("jim", "juli"):
        oc(f"demo edit {name} --no-notes")
    assert "oc demo edit" in oc("demo show jim").out
    assert "oc demo edit" in oc("demo history jim").out
    assert "oc demo forget WHO" in " ".join(oc("demo tidy --dry-run", OC_NOW=at("2060-01-01")).out.split())


@pytest.mark.parametrize(("age", "stays"), [(30, True), (31, False)])
def test_copies_go_after_their_time(shop: Oc, db: Path, age: int, stays: bool) -> None:
    copy, other = db.with_name("shop.db.schema-7.1"), db.with_name("shop.db.schema-7.1.txt")
    made = dt.datetime(2026, 11, 21, 23, 59, tzinfo=dt.UTC) - dt.timedelta(days=age)
    for path in (copy, other):
        path.write_bytes(b"a copy")
        os.utime(path, (made.timestamp(), made.timestamp()))
    assert (str(copy) in " ".join(shop("tidy --dry-run", COLUMNS="120").printed().split())) != stays
    shop("tidy --yes")
    assert (stays, True) == (copy.exists(), other.exists())


def test_it_is_shown_first_and_asked_at_a_terminal(years_later: Oc, db: Path) -> None:
    before = db.read_bytes()
    for answer in ("\n", "n\n", ""):
        asked = years_later("tidy", at_terminal=True, stdin=answer, OC_NOW=PAST)
        assert (1, "") == (asked.code, asked.out)
        assert "Past its time today, Sun 1 Mar 2026:\n" in asked.err
        assert "- Margo Klein c1, last here 29 Feb 2024: 1 note, 1 pin, 1 need, 1 complaint, " in " ".join(
            asked.err.split()
        )
        assert "Erase this? No oc undo takes it back. y/N: " in asked.err
        assert "oc: Nothing was erased.\n" in asked.err
    assert before == db.read_bytes()
    erased = years_later("tidy", at_terminal=True, stdin="y\n", OC_NOW=PAST)
    assert 0 == erased.code
    assert "Erased: 16 things of 1 person; who wrote 23 lines at which till.\n" == " ".join(erased.out.split()) + "\n"


def test_elsewhere_it_takes_a_yes(years_later: Oc, db: Path) -> None:
    before = db.read_bytes()
    complained = years_later("tidy", OC_NOW=PAST).complained(1)
    assert (
        "oc: Nothing was erased.\noc: hint: oc tidy --dry-run shows what would go; oc tidy --yes erases it\n"
        in complained
    )
    assert "Margo Klein" in complained
    assert "" == years_later("tidy --json", OC_NOW=PAST).out
    assert years_later("tidy --dry-run", OC_NOW=PAST).printed()
    assert before == db.read_bytes()


def test_where_nothing_is_past_its_time_it_says_so_and_writes_nothing(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    said = shop("tidy").printed()
    assert said.startswith("Nothing is past its time: notes are kept for 24 months after the last visit")
    assert said.split() == shop("tidy --dry-run").printed().split()
    assert said == shop("tidy --yes").printed()
    assert before == db.read_bytes()


def test_who_is_past_their_time_altogether_is_named_and_not_erased(years_later: Oc) -> None:
    for _ in ("before", "after"):
        named = " ".join(years_later("tidy --dry-run", OC_NOW=PAST).printed().split())
        assert "1 person not here for 24 months, of whom the name, how to reach them and the visits are left" in named
        assert "Margo Klein (c1); oc forget WHO erases one." in named
        years_later("tidy --yes", OC_NOW=PAST)
    assert "klein" not in years_later("today", OC_NOW=PAST).out.casefold()


def test_it_is_not_taken_back(years_later: Oc, db: Path) -> None:
    years_later("note --for jim hello", OC_NOW=PAST)
    years_later("tidy --yes", OC_NOW=PAST)
    before = db.read_bytes()
    assert "The last write here was oc tidy, which erases for good." in years_later("undo", OC_NOW=PAST).complained(1)
    assert "erases for good" in years_later("undo --yes", OC_NOW=PAST).complained(1)
    assert before == db.read_bytes()
    years_later("note --for jim again", OC_NOW=PAST)
    assert "again" in years_later("undo", OC_NOW=PAST).printed()


@pytest.mark.usefixtures("hurried")
def test_a_store_that_is_in_use_is_left_as_it_is(years_later: Oc, db: Path) -> None:
    before = db.read_bytes()
    with locked(db):
        assert "locked" in years_later("tidy --yes", OC_NOW=PAST).complained(5)
    assert before == db.read_bytes()


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
@pytest.mark.parametrize("command", ["tidy", "note --for jim hello", "serve jim"])
def test_where_traces_are_left_it_says_so_and_the_next_one_finishes(
    years_later: Oc, db: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    with monkeypatch.context() as here:
        here.setattr("onecustomer.store.database.traces.leave_none", lambda *_: False)
        complained = years_later("tidy --yes", OC_NOW=PAST).complained(5)
    assert "oc: Erased from view; traces remain until other terminals close.\n" in complained
    assert "the next command that writes clears the rest away" in complained
    assert [] == rows("SELECT * FROM setting")
    assert (
        "traces" not in years_later("setting --json", OC_NOW=PAST).out + years_later("export --json", OC_NOW=PAST).out
    )
    if command != "tidy":
        assert years_later("show klein", OC_NOW=PAST).err.endswith(f"oc: {finish.UNFINISHED}\n")
        assert "oc: Finished an erasure that was cut short: " in years_later(command, OC_NOW=PAST).err
        assert b"marker" not in db.read_bytes()
        assert years_later("tidy", OC_NOW=PAST).printed().startswith("Nothing is past its time")
        return
    assert "marker" not in years_later("history klein", OC_NOW=PAST).out
    again = years_later("tidy", OC_NOW=PAST).printed()
    assert "Erased: the traces of what was erased before.\n" == again
    assert b"marker" not in db.read_bytes()
    assert years_later("tidy", OC_NOW=PAST).printed().startswith("Nothing is past its time")


def test_killed_in_between_the_next_one_goes_on(years_later: Oc, db: Path, rows: Rows) -> None:
    begin = [sys.executable, "-m", "onecustomer", "tidy", "--yes"]
    for moment in (0.3, 0.45, 0.6):
        killed = subprocess.Popen(begin, env={**os.environ, "OC_NOW": PAST}, stderr=subprocess.DEVNULL, stdout=-3)
        time.sleep(moment)
        killed.kill()
        killed.wait()
        assert 0 == years_later("show klein", OC_NOW=PAST).code
    years_later("tidy --yes", OC_NOW=PAST)
    assert b"marker" not in db.read_bytes()
    assert [("ok",)] == rows("PRAGMA integrity_check")


def test_many_people_are_counted_and_the_first_named(shop: Oc, rows: Rows, as_json: Json) -> None:
    rows(
        "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 349)"
        " INSERT INTO customer (id, key, deed_id, name, added)"
        " SELECT i, printf('%032x', i), 1, 'One ' || i, '2020-01-01' FROM n"
    )
    rows(
        "INSERT INTO interaction (key, customer_id, deed_id, kind, day, text)"
        " SELECT key, id, 1, 'note', '2020-01-01', 'marker' FROM customer WHERE id >= 100"
    )
    shown = shop("tidy --dry-run").printed()
    assert "250 notes of 250 people not here for 24 months:\n" in shown
    assert "- and 230 people more; oc tidy --dry-run --json names everybody\n" in shown
    assert 20 == shown.count(": 1 note\n")
    assert "Erased: 250 things of 250 people.\n" == shop("tidy --yes").out
    assert [(0,)] == rows("SELECT count(*) FROM interaction")


def test_hostile_names_are_shown_plain(years_later: Oc, rows: Rows, assert_plain: Callable[[Any], None]) -> None:
    rows("UPDATE customer SET name = '[/b] ' || char(27) || '[2J Margo' WHERE id = 1")
    rows("UPDATE interaction SET kind = char(27) || '[2J' WHERE kind = 'note'")
    for command in ("tidy --dry-run", "tidy --dry-run --json", "tidy --yes"):
        assert_plain(years_later(command, OC_NOW=PAST))


@pytest.fixture
def assert_plain() -> Callable[[Any], None]:
    from tests.words import assert_harmless

    return assert_harmless
