"""A copy takes the store's place: it is looked through first, and what was there before is kept."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.cli.complete import copies as offered
from onecustomer.cli.terminal.till import Till
from tests.bench.processes import short_form
from tests.words import PAYLOADS, Json, Oc, Ran, Rows, assert_harmless, copies, copy_of, locked, older_store

FRIDAY = dt.date(2026, 11, 20)
COPIED = ("deed", "customer", "handle", "interaction", "fact", "occasion", "search_key", "fragment", "sound")


@pytest.fixture
def copied(shop: Oc, db: Path) -> Path:
    """A copy of the shop of yesterday; since then two have come in and Margo Klein said something."""
    shop("note --for klein zip broke")
    copy = copy_of(db, FRIDAY)
    for command in ("add Bo Diddley", "add Al Green", "note --for klein she waits", "edit jim --role neighbour"):
        shop(command).printed()
    return copy


def state(db: Path) -> dict[str, bytes]:
    """Return what the store's folder has, but for whom tills serve."""
    files = (path for path in db.parent.rglob("*") if path.is_file() and db.name in path.name)
    return {str(path): path.read_bytes() for path in files if "-tills" not in str(path)}


@pytest.mark.fault(30)
def test_the_store_is_as_the_newest_copy_has_it_and_the_store_of_before_comes_back(
    shop: Oc, db: Path, copied: Path
) -> None:
    answer = shop("restore --yes")
    assert answer.printed_or_said().startswith("Restored: 9 people, the last entry of Sat 21 Nov 2026, from ")
    shown = " ".join(answer.err.split())
    assert f"The copy of Fri 20 Nov 2026, made by itself: {copied} " in shown
    assert "NOT in it: 2 people (Bo Diddley c10, Al Green c11), 1 note and 1 change of what was there." in shown
    assert "she waits" not in answer.out + answer.err
    shop("show bo diddley").complained(3)
    assert "zip broke" in shop("show klein").printed()
    assert "oc: The store of before is kept; this brings it back:" in answer.err.splitlines()
    assert f"oc restore {copies(db)[-1].name}" in answer.err.splitlines()
    back = shop(f"restore {copies(db)[-1].name} --yes")
    assert "\nThis takes back the restore of Sat 21 Nov 2026.\n" in back.err
    assert "she waits" in shop("show klein").printed()
    assert shop("show bo diddley").printed()


@pytest.mark.usefixtures("copied")
def test_it_asks_first_and_changes_nothing_where_nobody_agrees(shop: Oc, db: Path) -> None:
    before = state(db)
    answers = [
        shop("restore", at_terminal=True, stdin="n\n"),
        shop("restore", at_terminal=True),
        shop("restore"),
        shop("restore --json"),
    ]
    assert [(1, "")] * 4 == [(answer.code, answer.out) for answer in answers]
    assert "oc restore shop.db.2026-11-20.daily --yes" in answers[2].err.splitlines()
    assert before == state(db)
    assert "Restored: " in shop("restore", at_terminal=True, stdin="y\n").printed_or_said()


def test_it_says_for_programs_what_it_did(shop: Oc, db: Path, copied: Path, as_json: Json) -> None:
    said = as_json(shop("restore --yes --json").printed())
    assert {
        "copy": str(copied),
        "day": "2026-11-20",
        "reason": "daily",
        "people": 9,
        "last_entry": "2026-11-21",
        "erased_again": 0,
        "erased_is_known": True,
        "no_notes_kept": 0,
        "not_in_it": {"people": 2, "entries": {"note": 1}, "corrections": 0, "changes": 1},
        "there_again": {"people": 0, "entries": {}},
        "tidied_since": 0,
        "staff_erased_since": 0,
        "store_was": "sound",
        "kept": str(copies(db)[-1]),
    } == said["restore"]


def test_what_was_taken_out_since_is_said_to_be_there_again(shop: Oc, db: Path) -> None:
    shop("note --for klein zip broke")
    copy_of(db)
    shop("undo")
    shown = shop("restore --yes").err
    assert "\nIn it, and not in the store now: 1 note.\n" in shown
    assert "Nothing was written" not in shown


def test_who_was_taken_out_since_is_named(shop: Oc, db: Path) -> None:
    shop("add Otto Cole")
    copy_of(db)
    shop("undo")
    assert "\nIn it, and not in the store now: 1 person (Otto Cole c10).\n" in shop("restore").err


@pytest.mark.fault(30)
def test_a_copy_with_a_flipped_bit_is_refused_and_the_next_best_is_named(shop: Oc, db: Path, copied: Path) -> None:
    older = copy_of(db, FRIDAY - dt.timedelta(days=1))
    bytes_ = bytearray(copied.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    copied.write_bytes(bytes_)
    before = state(db)
    complained = shop("restore --yes").complained(5)
    assert f"oc: The copy is damaged: it is no longer what it was when it was made: {copied}\n" in complained
    assert "oc: hint: this brings back the newest copy that is sound, of Thu 19 Nov" in complained
    assert f"oc restore {older.name}" in complained.splitlines()
    assert before == state(db)
    answer = shop("restore", at_terminal=True, stdin="y\ny\n")
    assert f"from {older}" in " ".join(answer.printed_or_said().split())


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE moz_places (url)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA user_version = 99")


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8192])


WRONG = {
    "another program's": (lambda path: (path.unlink(), other_program(path)), 5, "a database of another program"),
    "newer": (newer, 6, "The store has schema 99"),
    "torn": (torn, 5, "The copy is damaged"),
    "a table": (lambda path: path.write_text("Name,Phone\n"), 5, "This is no copy of a store"),
    "empty": (lambda path: path.write_bytes(b""), 5, "This is no copy of a store"),
    "not there": (lambda path: path.unlink(), 1, "There is no such copy"),
}


@pytest.mark.fault(30)
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_copy_is_refused_and_one_that_is_sound_is_named(
    shop: Oc, db: Path, copied: Path, till: Path, wrong: str
) -> None:
    spoil, code, sentence = WRONG[wrong]
    stick = till / "stick.db"
    shutil.copy(copied, stick)
    spoil(stick)
    before = state(db)
    complained = shop(f"restore {stick} --yes").complained(code)
    assert sentence in complained
    assert "--db" not in complained
    assert "oc: hint: oc restore brings back the newest copy, of Fri 20 Nov 2026" in complained
    assert before == state(db)


def test_the_store_itself_is_no_copy_and_without_one_it_is_said(shop: Oc, db: Path) -> None:
    assert "That is the store itself." in shop(f"restore {db} --yes").complained(1)
    assert "There is no copy of the store yet" in shop("restore --yes").complained(1)


@pytest.mark.parametrize("schema", [1, 7])
def test_an_older_copy_is_brought_up_to_date(shop: Oc, db: Path, schema: int) -> None:
    old = older_store(db, schema, *COPIED)
    with closing(sqlite3.connect(old)) as store:
        store.execute(f"PRAGMA user_version = {schema}")
        store.execute(f"PRAGMA application_id = {0x6F633143}")
    shop("add Bo Diddley")
    assert "Restored: 9 people" in shop(f"restore {old} --yes").printed_or_said()
    assert "Margo Klein" in shop("serve klein").printed()
    shop("show bo diddley").complained(3)
    assert ["shop.db.2026-11-21.restore"] == [copy.name for copy in copies(db)]


@pytest.mark.fault(30)
def test_who_was_erased_since_stays_erased(shop: Oc, db: Path, till: Path) -> None:
    stick = till / "stick.db"
    shop(f"backup {stick}").printed_or_said()
    plain = shutil.copy(stick, till / "plain.db")
    shop("forget klein --yes").printed_or_said()
    assert "The file itself still holds them: remove it." in " ".join(shop(f"restore {plain}").err.split())
    answer = shop(f"restore {stick} --yes")
    shown = " ".join(answer.err.split())
    assert "Erased since, and not brought back: 1 person. The file itself still holds them: oc backup --force" in shown
    assert answer.printed_or_said().startswith("Restored: 8 people")
    shop("show klein").complained(3)
    assert b"margo.klein@example.com" not in b"".join(state(db).values())


@pytest.mark.fault(30)
def test_an_erasure_that_was_cut_short_is_carried_into_what_is_restored(
    shop: Oc, db: Path, till: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = till / "stick.db"
    shutil.copy(copy_of(db), stick)
    with monkeypatch.context() as here:
        here.setattr(
            "onecustomer.store.erasure.finish.finish", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        assert 130 == shop("forget klein --yes").code
    shop(f"restore {stick} --yes").printed_or_said()
    assert 3 == shop("show klein").code
    assert 1 == rows("SELECT count(*) FROM erasure")[0][0]
    assert "Finished an erasure" in shop("note --for jim hello").err
    assert b"margo.klein@example.com" not in b"".join(state(db).values())


def test_a_number_that_was_given_since_is_given_to_nobody_else(shop: Oc, copied: Path) -> None:
    assert copied.exists()
    shop("serve bo diddley").printed()
    shop("restore --yes")
    assert "Nobody is being served" in shop("note likes blue").complained(2)
    assert "(c12)" in shop("add Jim Stone").printed()
    assert "Nobody found" in shop("show c10").complained(3)


@pytest.mark.usefixtures("copied")
def test_no_till_takes_back_by_undo_what_the_copy_has_of_today(shop: Oc) -> None:
    shop("note --for jim hello", OC_TILL="till two").printed()
    shop("restore --yes")
    said = shop("undo --yes").complained(1)
    assert "A copy was put in the store’s place since" in said
    assert "oc: hint: to go back: oc restore shop.db.2026-11-21.restore\n" in said
    assert "nothing to take back" in shop("undo --yes", OC_TILL="till two").complained(1)
    assert "A copy was put in the store’s place since" in shop("undo --yes", OC_TILL="the owner").complained(1)
    shop("note --for jim hello").printed()
    assert "Took back" in shop("undo").printed()


HOLDER = "import sqlite3, sys; held = sqlite3.connect(sys.argv[1]); held.execute('SELECT 1 FROM deed').fetchall()"


@pytest.mark.fault(30)
@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="this system does not say who has a file open")
@pytest.mark.usefixtures("copied")
def test_it_is_refused_while_another_terminal_has_the_store_open(
    shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onecustomer.store.restore.present.PATIENCE", 0.2)
    monkeypatch.setattr("onecustomer.store.restore.present.SILENT", 0.05)
    before = state(db)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER + "; print('open', flush=True); sys.stdin.read()", str(db)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout and b"open\n" == other.stdout.readline()
        complained = shop("restore --yes").complained(5)
    assert "Another program has the store open, and nothing was restored" in complained
    assert "oc: Another program has the store open; waiting …\n" in complained
    assert before == state(db)


@pytest.mark.usefixtures("copied", "hurried")
def test_it_changes_nothing_while_another_terminal_writes(shop: Oc, db: Path) -> None:
    before = state(db)
    with locked(db):
        assert "locked" in shop("restore --yes").complained(5)
    assert before == state(db)


@pytest.mark.usefixtures("copied")
def test_what_is_written_while_it_asks_is_not_lost(shop: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Ran] = []

    def agrees(_: str) -> bool:
        said.append(shop("note --for jim at the last moment"))
        return True

    with monkeypatch.context() as here:
        here.setattr("onecustomer.cli.terminal.streams.agrees", agrees)
        complained = shop("restore", at_terminal=True).err
    assert [0] == [one.code for one in said]
    assert "The store was written to meanwhile, and nothing was restored" in complained
    assert "at the last moment" in shop("show jim").printed()


@pytest.mark.usefixtures("copied")
def test_a_store_that_somebody_else_has_brought_back_while_it_asks_stays(
    shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.write_bytes(b"no store" * 100)
    codes: list[int] = []

    def agrees(_: str) -> bool:
        codes.extend(shop(command).code for command in ("restore --yes", "add Cleo"))
        return True

    with monkeypatch.context() as here:
        here.setattr("onecustomer.cli.terminal.streams.agrees", agrees)
        complained = shop("restore", at_terminal=True).complained(5)
    assert [0, 0] == codes
    assert "The store was written to meanwhile" in complained
    assert "Cleo" in shop("show cleo").printed()


SMALL = (
    "import resource, sys; from onecustomer.__main__ import run;"
    "size = int(sys.argv.pop(1)); resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); run()"
)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such limit")
@pytest.mark.usefixtures("copied")
def test_without_room_the_store_stays_as_it_was(shop: Oc, db: Path) -> None:
    before = state(db)
    size = db.stat().st_size // 2
    ended = subprocess.run(
        [sys.executable, "-c", SMALL, str(size), "restore", "--yes"], capture_output=True, text=True, check=False
    )
    assert (5, "") == (ended.returncode, ended.stdout)
    assert "Traceback" not in ended.stderr
    assert before == state(db)
    assert "she waits" in shop("show klein").printed()


def test_the_hour_is_said_of_a_copy_whose_day_the_disk_has_too(shop: Oc, db: Path) -> None:
    made = dt.datetime.now() - dt.timedelta(minutes=28)
    copy = copy_of(db, made.date())
    os.utime(copy, (made.timestamp(), made.timestamp()))
    assert f", {made:%H:%M}, 28 minutes ago, made by itself:" in " ".join(shop("restore").err.split())
    db.unlink()
    complained = shop("serve klein").complained(5)
    assert f", {made:%H:%M}, 28 minutes ago: {copy}\n" in complained
    assert "oc: hint: what was written after that is not in it, and cannot be listed\n" in complained


def test_the_copies_are_listed_the_newest_first(shop: Oc, db: Path, copied: Path, as_json: Json) -> None:
    newer = copy_of(db, reason="asked")
    newer.write_bytes(newer.read_bytes()[:-4096])
    listed = shop("restore --list", COLUMNS="40").printed().splitlines()
    assert [newer.name, copied.name] == [row for row in listed if not row.startswith(" ")]
    assert all(len(row) <= 40 for row in listed)
    text = " ".join(" ".join(listed).split())
    assert f"{copied.name} Fri 20 Nov 2026, made by itself 9 people; " in text
    assert text.endswith("; sound")
    assert "DAMAGED: no longer what it was" in text
    said = as_json(shop("restore --list --json").printed())["copies"]
    assert [("asked", False), ("daily", True)] == [(one["reason"], one["sound"]) for one in said]
    assert [str(newer), str(copied)] == [one["path"] for one in said]
    assert "takes no FILE" in shop("restore --list --yes").complained(2)


def test_without_a_copy_the_list_says_how_one_is_made(shop: Oc, db: Path) -> None:
    answer = shop("restore --list")
    assert (0, "") == (answer.code, answer.out)
    assert answer.err.startswith("oc: There is no copy of the store yet: ")
    assert "oc backup makes one" in answer.err


def test_tab_offers_the_copies(copied: Path) -> None:
    assert [copied.name] == offered(Till(), "shop.db.2026")
    assert [] == offered(Till(), "other")


@pytest.mark.long
def test_killed_at_random_moments_the_old_store_is_there_or_the_new_one() -> None:
    if not hasattr(os, "fork"):
        pytest.skip("Windows forks nothing")
    ran = short_form("kills_of_restore", "--kills", "3")
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert "sound, then" in ran.stdout


@pytest.mark.usefixtures("copied")
def test_names_that_were_made_to_harm_are_shown_plain(shop: Oc, rows: Rows) -> None:
    rows("UPDATE customer SET name = ? WHERE id = 10", " Bo ".join(PAYLOADS.values()))
    assert_harmless(shop("restore"))


@pytest.mark.usefixtures("copied")
def test_whoever_was_served_is_served_anew(shop: Oc) -> None:
    shop("serve klein").printed()
    shop("restore --yes").printed_or_said()
    assert "Nobody is being served" in shop("note hello").complained(2)


def test_a_store_whose_folder_is_gone_comes_back_from_a_stick(shop: Oc, db: Path, till: Path) -> None:
    shutil.copy(db, till / "stick.db")
    there = till / "counter" / "shop.db"
    answer = shop(f"--db {there} restore {till / 'stick.db'} --yes")
    assert "Restored: 9 people" in answer.printed_or_said()
    assert answer.err.endswith("oc: Nobody is being served at any till now.\n")
    assert "Margo Klein" in shop(f"--db {there} serve klein").printed()
    shutil.rmtree(there.parent)
    assert "9 people were in it on Sat 21 Nov 2026" in shop(f"--db {there} serve klein").complained(5)


@pytest.mark.usefixtures("shop")
def test_in_a_folder_that_is_read_only_it_says_so(read_only: Oc, db: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stick = Path(folder) / "stick.db"
        shutil.copy(db, stick)
        for path, mode in ((stick, 0o444), (stick.parent, 0o555)):
            path.chmod(mode)
        complained = read_only(f"restore {stick} --yes").complained(5)
        stick.parent.chmod(0o755)
    assert "The store's folder is read-only for you; nothing was restored" in complained


@pytest.mark.fault(30)
def test_a_shop_that_never_erased_anybody_is_told_of_no_list(shop: Oc, db: Path) -> None:
    copy_of(db)
    db.unlink()
    assert "No list of who was erased" not in shop("restore --yes").err
