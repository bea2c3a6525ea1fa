"""Copies by themselves: once a day behind a write, before what changes much, and kept as long as is said."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onecustomer.cli import daily
from onecustomer.store.copies import digest, making
from tests.words import NOON, Json, Oc, Rows, ShopAfter, at, copies

ON = {"OC_BACKUP": ""}
FIRST = dt.date(2026, 10, 1)  # a Thursday


def names(db: Path) -> list[str]:
    return [copy.name.removeprefix("shop.db.") for copy in copies(db)]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """The processes that commands start, which are not run: what each is called by, and what was on stdout then."""
    begun: list[dict[str, Any]] = []

    def start(words: list[str], **how: Any) -> None:
        begun.append(how | {"words": words, "said": sys.stdout.buffer.getvalue().decode()})  # type: ignore[attr-defined]

    monkeypatch.setattr(subprocess, "Popen", start)
    yield begun


@pytest.mark.fault(29)
def test_a_write_is_copied_behind_its_back(shop: Oc, fresh: Oc, db: Path) -> None:
    assert "Noted for Margo Klein: zip broke\n" == fresh("note zip broke --for klein", **ON).printed()
    ends = time.monotonic() + 50
    while not (db.parent / "backups" / "shop.db.2026-11-21.daily.sha256").exists() and time.monotonic() < ends:
        time.sleep(0.02)
    assert ["2026-11-21.daily"] == names(db)
    assert "zip broke" in shop(f"--db {copies(db)[0]} history klein").out


@pytest.mark.parametrize("command", ["note zip broke --for klein", "serve klein", "add Bo", "setting notes 12m"])
def test_the_copy_begins_when_all_is_said(shop: Oc, db: Path, started: list[dict[str, Any]], command: str) -> None:
    answer = shop(command, **ON)
    (one,) = started
    assert answer.out == one["said"] != ""
    assert [sys.executable, "-P", "-m", "onecustomer.cli.daily", str(db)] == one["words"]
    assert (True, {subprocess.DEVNULL}) == (
        one["start_new_session"],
        {one[name] for name in ("stdin", "stdout", "stderr")},
    )


@pytest.mark.parametrize(
    "command,env",
    [
        *((command, ON) for command in ("show klein", "find klein", "today", "history klein", "backup", "undo")),
        *((command, ON) for command in ("note --for nobody x", "demo serve margo")),
        *(("note zip broke --for klein", {"OC_BACKUP": word}) for word in ("no", "No", "0", "off", "FALSE", "never")),
    ],
)
def test_nothing_is_copied_where_nothing_was_written_or_nobody_wants_it(
    shop: Oc, started: list[dict[str, Any]], command: str, env: dict[str, str]
) -> None:
    shop(command, **env)
    assert [] == started


@pytest.mark.fault(29)
def test_once_a_day(shop: Oc, db: Path, started: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    daily.run(str(db))
    for hour, count in (("12:01", 0), ("23:59", 0)):
        shop("note zip broke --for klein", OC_NOW=f"2026-11-21T{hour}:00+00:00", **ON)
        assert count == len(started)
    shop("note zip broke --for klein", OC_NOW="2026-11-22T00:00:00+00:00", **ON)
    assert 1 == len(started)
    daily.run(str(db))
    assert ["2026-11-21.daily"] == names(db)
    monkeypatch.setenv("OC_NOW", at("2020-01-01"))  # a battery was flat: what was due in 2026 is no day from now
    shop("note zip broke --for klein", **ON)
    assert 2 == len(started)


@pytest.mark.fault(29)
def test_what_failed_is_tried_again_in_an_hour(
    shop: Oc, db: Path, started: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(making, "RESERVE", 1 << 60)
        daily.run(str(db))
    assert [] == names(db)
    for minute, count in ((59, 0), (61, 1)):
        now = dt.datetime.fromisoformat(NOON) + dt.timedelta(minutes=minute)
        shop("note zip broke --for klein", OC_NOW=now.isoformat(), **ON)
        assert count == len(started)


def test_a_shop_without_anybody_and_a_demo_are_not_copied(oc: Oc, db: Path) -> None:
    oc("setting notes 12m")
    oc("news 'Linings are in' --for lining --until 2026-12-31")
    daily.run(str(db))
    assert not (db.parent / "backups").exists()


@pytest.mark.fault(29)
def test_seven_days_and_three_weeks_are_kept(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(33):
        monkeypatch.setenv("OC_NOW", at(str(FIRST + dt.timedelta(number))))
        daily.run(str(db))
    weeks = ["2026-10-12", "2026-10-19", "2026-10-26"]
    days = [str(dt.date(2026, 10, 27) + dt.timedelta(number)) for number in range(7)]
    assert [f"{day}.daily" for day in (*weeks, *days)] == names(db)
    assert {True} == {digest.is_right(str(copy)) for copy in copies(db)}
    assert 2 * 10 + 1 == len([*(db.parent / "backups").iterdir()])


def made(db: Path, *copies: str) -> None:
    """Make copies by their days and reasons, each of what the store is now."""
    folder = db.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    for copy in copies:
        path = folder / f"shop.db.{copy}"
        path.write_bytes(db.read_bytes())
        digest.write(str(path), digest.of(str(path)))


@pytest.mark.fault(29)
def test_others_are_kept_for_the_period_and_three_of_a_reason(shop: Oc, db: Path) -> None:
    made(db, "2026-10-21.asked", "2026-10-22.asked", "2026-10-22.asked.2", "2026-10-20.schema-8", "2026-11-01.schema-8")
    made(db, *(f"2026-11-{day:02}.{reason}" for day in range(1, 6) for reason in ("import", "merge", "asked")))
    daily.run(str(db))
    kept = [f"2026-11-{day:02}.{reason}" for day in range(3, 6) for reason in ("asked", "import", "merge")]
    asked = ["2026-10-22.asked", "2026-10-22.asked.2", "2026-11-01.asked", "2026-11-01.schema-8", "2026-11-02.asked"]
    assert [*asked, *kept, "2026-11-21.daily"] == names(db)


@pytest.mark.fault(29)
@pytest.mark.parametrize("command", ["backup", "merge c1 c2 --yes", "restore --yes", "import -"])
def test_every_copy_that_is_made_lets_those_go_that_are_past_their_time(shop: Oc, db: Path, command: str) -> None:
    made(db, "2026-08-01.daily", "2026-10-20.asked", "2026-11-20.asked")
    shop("note zip broke --for klein")
    assert 0 == shop(command, stdin="name\nBo Diddley\n").code
    assert "2026-11-20.asked" == names(db)[0]
    assert 2 == len(names(db))


@pytest.mark.fault(5, 29)
def test_where_there_is_no_room_for_a_copy_the_old_ones_go_all_the_same(
    shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(db, "2026-08-01.daily", "2026-10-20.asked", "2026-11-20.asked")
    monkeypatch.setattr(making, "RESERVE", 1 << 60)
    daily.run(str(db))
    assert ["2026-11-20.asked"] == names(db)


@pytest.mark.fault(29)
def test_a_copy_of_a_day_that_is_to_come_is_older_than_all_others(shop: Oc, db: Path) -> None:
    made(
        db,
        "2027-05-01.asked",
        "2027-05-02.daily",
        "2026-11-22.asked",
        *(f"2026-11-{day}.daily" for day in range(10, 20)),
    )
    assert "The copy of Sun 22 Nov 2026" in shop("restore").err
    daily.run(str(db))
    days = [f"2026-11-{day}.daily" for day in (10, 14, 15, 16, 17, 18, 19, 21)]
    assert {"2027-05-01.asked", "2027-05-02.daily", "2026-11-22.asked", *days} == {*names(db)}


@pytest.mark.fault(29)
def test_the_newest_good_copy_is_never_removed_by_its_age(shop: Oc, db: Path) -> None:
    made(db, "2026-08-01.asked", "2026-08-02.asked", "2026-11-10.asked")
    (db.parent / "backups" / "shop.db.2026-11-10.asked").write_bytes(b"rot")
    assert "2 copies" not in shop("tidy --dry-run").out
    shop("tidy --yes")
    assert ["2026-08-02.asked", "2026-11-10.asked"] == names(db)
    daily.run(str(db))
    assert ["2026-11-10.asked", "2026-11-21.daily"] == names(db)


A_YEAR_AHEAD = at("2027-11-21")
BEFORE = ("2026-11-01.asked", *(f"2026-11-{day:02}.daily" for day in range(15, 21)))


@pytest.mark.fault(18)
def test_a_clock_that_is_wrong_once_costs_no_copy(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(db, *BEFORE)
    with monkeypatch.context() as ahead:
        ahead.setenv("OC_NOW", A_YEAR_AHEAD)
        daily.run(str(db))
        daily.run(str(db))
        shop("tidy --yes", OC_NOW=A_YEAR_AHEAD)
    assert {*BEFORE, "2027-11-21.daily"} == {*names(db)} - {"2027-11-21.tidy"}
    daily.run(str(db))
    assert {*BEFORE, "2026-11-21.daily"} <= {*names(db)}


@pytest.mark.fault(18)
def test_after_a_year_without_a_copy_the_second_day_lets_go_of_what_is_past(
    shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(db, *BEFORE)
    for day in ("2027-11-21", "2027-11-22"):
        monkeypatch.setenv("OC_NOW", at(day))
        daily.run(str(db))
    assert ["2027-11-21.daily", "2027-11-22.daily"] == names(db)


def test_a_shorter_time_for_copies_says_how_many_are_past_it(shop: Oc, db: Path) -> None:
    made(db, *BEFORE)
    answer = shop("setting copies 4")
    assert "The shop's rule copies is 4 days now.\n" == answer.out
    assert "oc: 3 copies are past that time: they go with the next copy, or at once with oc tidy\n" == answer.err
    assert "" == shop("setting copies 30").err


def test_a_merger_is_copied_first_unless_the_newest_copy_has_all_of_it(shop: Oc, db: Path) -> None:
    for name in ("Ada One", "Ada Two", "Ada Three"):
        shop("add", name, "--yes")
    shop("merge c10 c11 --yes")
    (copy,) = copies(db)
    assert "2026-11-21.merge" == names(db)[0]
    assert '"Ada Two"' in shop(f"--db {copy} find ada --json").out
    shop("merge c10 c12 --yes")
    assert ["2026-11-21.merge", "2026-11-21.merge.2"] == names(db)
    shop("backup")
    shop("merge c1 c2 --yes")
    assert ["2026-11-21.asked", "2026-11-21.merge", "2026-11-21.merge.2"] == names(db)


def test_a_merger_is_copied_where_the_copy_that_has_all_of_it_is_damaged(shop: Oc, db: Path) -> None:
    shop("backup")
    copies(db)[0].write_bytes(b"rot")
    shop("merge c1 c2 --yes")
    assert {"2026-11-21.asked", "2026-11-21.merge"} == {*names(db)}


def test_a_merger_goes_on_where_there_is_no_room_for_a_copy(
    shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "RESERVE", 1 << 60)
    answer = shop("merge c1 c2 --yes")
    assert 0 == answer.code
    assert "oc: no copy of the store was made first, as there was no room for it; oc undo takes" in answer.err
    assert [] == names(db)


PAST = at("2029-03-01")
OLD = ("@2026-03-02 add Margo Klein", "@2026-03-02 serve klein", "@2026-03-02 note marker of a secret --for klein")


@pytest.mark.fault(29)
def test_what_is_tidied_up_is_copied_first(shop_after: ShopAfter, db: Path, as_json: Json) -> None:
    oc = shop_after(*OLD)
    assert "The store is copied first; that copy is kept for 30 days." in oc("tidy --dry-run", OC_NOW=PAST).printed()
    oc("add Bo", OC_NOW=PAST)
    answer = oc("tidy --yes", OC_NOW=PAST)
    doubt = "This till says 1 Mar 2029, and the last write before was on 2 Mar 2026: is its clock right?"
    assert " ".join(answer.err.split()).startswith(doubt)
    (copy,) = copies(db)
    assert (b"marker" in copy.read_bytes(), b"marker" in db.read_bytes()) == (True, False)
    assert f"oc: the store as it was before is kept for 30 days: {copy}\n" in answer.err
    assert "2029-03-01.tidy" == names(db)[0]


@pytest.mark.fault(6)
def test_nothing_is_tidied_up_where_there_is_no_room_for_a_copy(
    shop_after: ShopAfter, db: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    oc = shop_after(*OLD)
    before = rows("SELECT * FROM interaction"), rows("SELECT * FROM deed")
    monkeypatch.setattr(making, "RESERVE", 1 << 60)
    assert "The disk has no room for a copy of the store" in oc("tidy --yes", OC_NOW=PAST).complained(5)
    assert before == (rows("SELECT * FROM interaction"), rows("SELECT * FROM deed"))


def test_many_copies_are_said_in_one_line(shop: Oc, db: Path, as_json: Json) -> None:
    made(db, *(f"2026-{day}.asked" for day in ("09-01", "09-02", "09-03", "09-04", "11-20")))
    sheet = " ".join(shop("export c1 --plain").out.split())
    assert "5 copies of our records have you in them as you were then, made from 1 Sep 2026 to 20 Nov 2026;" in sheet
    assert "the last is kept until 20 Dec 2026" in sheet
    copies_of_hers = as_json(shop("export c1").out)["copies"]
    assert ("2026-09-01", "2026-11-21") == (copies_of_hers[0]["day"], copies_of_hers[0]["until"])
    listed = " ".join(shop("tidy --dry-run").printed().split())
    assert "4 copies of the store, past their time or one too many; the last: " in listed


def test_who_is_erased_goes_out_of_every_copy_once_whatever_their_number_was(shop: Oc, db: Path, as_json: Json) -> None:
    shop("note black umbrella --for klein")
    made(db, *(f"2026-11-{day:02}.daily" for day in range(1, 4)))
    shop("add Margo Klien --phone '+1 212 555 0100' --yes")
    shop("backup")
    shop("merge c1 c10 --yes")
    answer = shop("forget c1 --yes")
    assert ", also in 4 copies, the newest of Sat 21 Nov 2026. " in answer.out
    assert {True} == {digest.is_right(str(copy)) for copy in copies(db)}
    for copy in copies(db):
        assert [] == [word for word in (b"Klein", b"Klien", b"umbrella", b"0100") if word in copy.read_bytes()], copy


def test_a_copy_that_is_no_longer_what_it_was_is_not_touched(shop: Oc, db: Path) -> None:
    shop("backup")
    (copy,) = copies(db)
    with copy.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"x")
    before = copy.read_bytes()
    assert (
        f"A copy is no longer what it was when it was made, and may hold who was erased: {copy}"
        in shop("forget c1 --yes").err
    )
    assert before == copy.read_bytes()
