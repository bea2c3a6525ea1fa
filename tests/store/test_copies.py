"""Copies of a store: each is whole under its name, has its digest beside it, and lies where nothing else was."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.store.copies import digest, making
from tests.words import NOON, Json, Oc, Rows, assert_harmless, copies, uncoloured


def integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as store:
        return str(store.execute("PRAGMA integrity_check").fetchone()[0])


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.fault(28, 54)
def test_a_copy_lies_beside_the_store_checked_and_with_its_digest(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    said = shop("backup").printed()
    (copy,) = copies(db)
    assert f"Copied 9 people to {copy} ({copy.stat().st_size / 1000:.0f} kB).\n" == said
    assert db.parent / "backups" / "shop.db.2026-11-21.asked" == copy
    assert "ok" == integrity(copy)
    assert f"{digest_of(copy)}  {copy.name}\n" == Path(f"{copy}.sha256").read_text(encoding="utf-8")
    assert before == db.read_bytes()
    if os.name == "posix":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (copy, Path(f"{copy}.sha256"))}
        assert ({0o600}, 0o700) == (modes, stat.S_IMODE(copy.parent.stat().st_mode))


def test_a_second_copy_of_a_day_has_a_number(shop: Oc, db: Path) -> None:
    shop("backup")
    shop("backup")
    assert ["shop.db.2026-11-21.asked", "shop.db.2026-11-21.asked.2"] == [copy.name for copy in copies(db)]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not on this machine")
def test_sha256sum_takes_the_digest(shop: Oc, db: Path) -> None:
    shop("backup")
    checked = subprocess.run("sha256sum -c *.sha256", shell=True, cwd=db.parent / "backups", check=False)
    assert 0 == checked.returncode


def test_a_copy_for_programs(shop: Oc, till: Path, as_json: Json) -> None:
    copy = till / "copy.db"
    made = as_json(shop("backup", str(copy), "--json").printed())
    values = {"path": str(copy), "people": 9, "bytes": copy.stat().st_size, "sha256": digest_of(copy), "made": NOON}
    assert {"schema": 1, "backup": values} == made


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_copy_is_one_file_whatever_the_journal_is(shop: Oc, db: Path, till: Path, mode: str) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as holder:
        holder.execute(f"PRAGMA journal_mode = {mode}")
        holder.execute("UPDATE customer SET role = 'in the log' WHERE id = 1")
        assert 0 == shop(f"backup {till}/copy.db").code
    copy = till / "copy.db"
    before = copy.read_bytes()
    assert "in the log" in shop(f"--db {copy} export klein").out
    assert before == copy.read_bytes()
    assert ["copy.db", "copy.db.sha256"] == sorted(path.name for path in till.glob("copy.db*"))


def test_a_large_store_is_copied_while_a_till_writes_and_whole_in_the_end(
    shop: Oc, db: Path, till: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows("PRAGMA journal_mode = DELETE")
    written: list[str] = []

    def sleep(_: float) -> None:
        written.append(f"written in pause {len(written)}")
        rows("UPDATE customer SET role = ? WHERE id = 1", written[-1])

    monkeypatch.setattr(making, "LARGE", 0)
    monkeypatch.setattr(making, "STEP", 1 << 16)
    monkeypatch.setattr(time, "sleep", sleep)
    assert 0 == shop(f"backup {till}/copy.db").code
    assert making.TRIES == len(written)
    assert written[-1] in shop(f"--db {till}/copy.db export klein").out
    assert "ok" == integrity(till / "copy.db")


@pytest.mark.fault(51)
def test_a_copy_is_written_over_another_only_when_forced(shop: Oc, till: Path) -> None:
    copy = till / "copy.db"
    assert 0 == shop(f"backup {copy}").code
    before = copy.read_bytes()
    shop("note zip broke --for klein")
    assert f"{copy} is there already" in shop(f"backup {copy}").complained(1)
    assert before == copy.read_bytes()
    assert 0 == shop(f"backup {copy} --force").code
    assert before != copy.read_bytes()
    assert digest_of(copy) in Path(f"{copy}.sha256").read_text(encoding="utf-8")


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "forced"])
@pytest.mark.parametrize(
    "end",
    [
        *("", "-journal", "-wal", "-tills/till-x", "-erased", "-shop", ".schema-8.1"),
        *("/../backups/shop.db.2026-11-21.daily", "/../backups/shop.db-due"),
    ],
)
def test_no_copy_is_written_where_a_store_keeps_its_own(shop: Oc, db: Path, end: str, force: list[str]) -> None:
    (db.parent / "backups").mkdir()
    place = os.path.normpath(f"{db}{end}")
    place = str(db.parent / "backups" / os.path.basename(end)) if "backups" in end else place
    before = db.read_bytes()
    assert "is a store’s own place" in shop("backup", place, *force).complained(1)
    assert before == db.read_bytes()


@pytest.mark.fault(51)
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "forced"])
def test_no_copy_is_written_through_a_link_or_over_another_file(shop: Oc, till: Path, force: list[str]) -> None:
    victim, link, other = till / "victim", till / "link.db", till / "other.db"
    victim.write_bytes(b"a letter")
    link.symlink_to(victim)
    Path(f"{other}.sha256").symlink_to(victim)
    for place in (link, other):
        assert "is a link" in shop("backup", str(place), *force).complained(1)
    assert (b"a letter", False) == (victim.read_bytes(), other.exists())


def test_no_copy_is_written_over_one_that_was_made_by_itself(shop: Oc, db: Path) -> None:
    shop("backup")
    (copy,) = copies(db)
    before = copy.read_bytes()
    shop("note zip broke --for klein")
    assert "is a store’s own place" in shop(f"backup {copy} --force").complained(1)
    assert before == copy.read_bytes()


def test_no_copy_is_written_over_another_shops_store(shop: Oc, till: Path) -> None:
    other = till / "other" / "shop.db"
    shop(f"--db {other} add Bo")
    before = other.read_bytes()
    assert "is a store’s own place" in shop(f"backup {other} --force").complained(1)
    assert before == other.read_bytes()


@pytest.mark.fault(28)
def test_a_damaged_store_is_not_copied_over_a_good_copy(shop: Oc, db: Path, till: Path) -> None:
    shop(f"backup {till}/copy.db")
    before = (till / "copy.db").read_bytes()
    size = db.stat().st_size
    with db.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xa5" * (size // 4))
    assert f"it is left as it is: {db}" in shop(f"backup {till}/copy.db --force").complained(5)
    assert 5 == shop("backup").code
    assert before == (till / "copy.db").read_bytes()
    assert [] == [*copies(db), *till.glob("copy.db.new*")]


@pytest.mark.fault(5)
def test_where_there_is_no_room_none_is_made(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "RESERVE", 1 << 60)
    assert "oc: The disk has no room for a copy of the store" in shop("backup").complained(5)
    assert [] == copies(db)
    assert 0 == shop("note zip broke --for klein").code


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_stands_where_the_folder_of_copies_belongs_is_said(shop: Oc, db: Path, kind: str) -> None:
    place = db.parent / "backups"
    if kind == "file":
        place.write_bytes(b"a letter")
    else:
        place.symlink_to(db.parent / "not" / "there")
    complained = shop("backup").complained(5)
    assert (
        f"oc: No copy was made: something that is no folder is called as the folder of copies is: {place}\n"
        in complained
    )
    assert "oc: hint: move it away, or bring back the disk that it leads to; then type it again\n" in complained
    merged = shop("merge c1 c2 --yes")
    assert (0, True) == (merged.code, "oc undo takes the merger back" in merged.err)


def test_a_copy_goes_into_a_file_and_not_into_a_pipe(shop: Oc, till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(till)
    assert "A copy goes into a file" in shop("backup", "-").complained(2)
    assert not (till / "-").exists()


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_its_page_says_that_a_file_may_be_left_out(shop: Oc, command: str) -> None:
    assert f"Usage: oc {command} [FILE] [OPTIONS]\n" in shop(command, "--help").printed()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_control_c_leaves_no_draft(shop: Oc, db: Path, till: Path) -> None:
    pressed = (
        "import sys\n"
        "from onecustomer.store import files\n"
        "def interrupted(path): raise KeyboardInterrupt\n"
        "files.sync = interrupted\n"
        "from onecustomer.__main__ import run\n"
        "run()\n"
    )
    for words in (["backup"], ["backup", f"{till}/copy.db"]):
        ended = subprocess.run([sys.executable, "-c", pressed, *words], capture_output=True, text=True, check=False)
        assert (130, "", "") == (ended.returncode, ended.stdout, ended.stderr)
    assert [] == [*(db.parent / "backups").iterdir(), *till.glob("copy.db*")]


def test_a_copy_has_no_trace_of_what_is_being_erased(shop: Oc, db: Path, till: Path) -> None:
    shop("note marker of a secret --for klein")
    with closing(sqlite3.connect(db, isolation_level=None)) as store:
        store.execute("PRAGMA secure_delete = OFF")
        store.execute("DELETE FROM interaction")
        shop(f"backup {till}/before.db")
        store.execute("INSERT INTO erasure VALUES (?, '2026-11-21')", ("0" * 32,))
    shop(f"backup {till}/copy.db")
    held = [b"marker" in path.read_bytes() for path in (db, till / "before.db", till / "copy.db")]
    assert [True, True, False] == held


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
def test_a_copy_of_any_name_has_its_digest_and_is_said_harmlessly(shop: Oc, till: Path) -> None:
    for name in ("a\x1b[2Jb", os.fsdecode(b"caf\xe9"), "[b]; 'x' (1)"):
        answer = shop("backup", str(till / name))
        assert_harmless(answer)
        assert 0 == answer.code
        assert digest.is_right(str(till / name))


def test_where_nobody_added_anybody_there_is_nothing_to_copy(oc: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OC_DB")
    assert "There are no customers here yet." in uncoloured(oc("backup").complained(3))


def test_a_folder_that_is_not_there_is_said(shop: Oc, till: Path) -> None:
    answer = shop(f"backup {till}/nodir/x.db").complained(1)
    assert f"There is no folder {till}/nodir." in answer
