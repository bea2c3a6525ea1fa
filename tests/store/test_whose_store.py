"""A store that this user may only read, or not even that: what is shown is never of before, and whose it is is said."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.words import Oc, Rows, nobody

pwd = pytest.importorskip("pwd", reason="file modes are POSIX's")

READS = ("show klein", "find klein", "history klein", "today", "export")
WRITES = (
    "note --for klein hello",
    "thank --for klein for waiting",
    "style upset --for klein",
    "add Bo",
    "forget c1 --yes",
)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder into which every user of the computer may look."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.fault(8)
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.usefixtures("shop")
def test_in_a_folder_that_may_only_be_read_she_is_served_and_writes_say_so(
    read_only: Oc, rows: Rows, mode: str
) -> None:
    rows(f"PRAGMA journal_mode = {mode}")
    served = read_only("serve c1")
    assert (0, "Margo Klein") == (served.code, served.out[:11])
    assert "oc: The visit is not logged. The store is read-only for you" in served.err
    for command in READS:
        assert read_only(command).printed()
    for command in WRITES:
        said = read_only(command).complained(5)
        assert "The store is read-only for you" in said
        assert "for the right to write to the file and its folder" in said


@pytest.mark.fault(8)
def test_while_a_log_waits_that_cannot_be_read_nothing_of_before_is_shown(
    shop: Oc, read_only: Oc, db: Path, rows: Rows
) -> None:
    shop("note --for klein words of before")
    rows("PRAGMA journal_mode = WAL")
    writes = (
        "import os, sqlite3, sys; file = sqlite3.connect(sys.argv[1], isolation_level=None);"
        " file.execute('UPDATE interaction SET text = ?', ('newer words',)); os._exit(0)"
    )
    subprocess.run([sys.executable, "-S", "-c", writes, str(db)], check=True)
    assert Path(f"{db}-wal").stat().st_size
    for command in (*READS, *WRITES, "serve c1"):
        said = read_only(command).complained(5)
        assert "A write to the store was cut short, and you may not finish it" in said
        assert "-wal must stay until then" in said
    assert "newer words" in shop("history klein").printed()


@pytest.mark.fault(27)
def test_another_users_store_is_said_to_be_theirs(shop: Oc, db: Path, open_folder: Path) -> None:
    theirs = open_folder / "shop.db"
    theirs.write_bytes(db.read_bytes())
    for command in (*READS, *WRITES, "serve c1"):
        theirs.chmod(0o600)
        shop(command, OC_DB=str(theirs))  # loads what only root may read, where root runs this
        theirs.write_bytes(db.read_bytes())
        theirs.chmod(0)
        with nobody():
            said = shop(command, OC_DB=str(theirs)).complained(5)
        assert f"You may not read the store, which belongs to {pwd.getpwuid(os.geteuid()).pw_name}: {theirs}\n" in said
        assert "share it with a group" in said


def modes(folder: Path) -> dict[str, int]:
    return {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.rglob("*")}


@pytest.mark.fault(27)
@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_in_a_folder_given_to_a_group_the_group_has_everything_and_nobody_else(
    oc: Oc, open_folder: Path, umask: int
) -> None:
    open_folder.chmod(0o2770)
    old = os.umask(umask)
    try:
        for command in ("add Margo Klein", "serve klein", "note zip broke", "forget klein --yes"):
            assert 0 == oc(command, OC_DB=str(open_folder / "shop.db")).code
        assert 0 == oc("add Jim", OC_DB=str(open_folder / "shop.db")).code
        assert 0 == oc("serve jim", OC_DB=str(open_folder / "shop.db")).code
    finally:
        os.umask(old)
    found = modes(open_folder)
    assert {"shop.db": 0o660, "shop.db-erased": 0o660, "shop.db-tills": 0o2770} == {
        name: mode for name, mode in found.items() if not name.startswith("till-")
    }
    assert [0o660] == [mode for name, mode in found.items() if name.startswith("till-")]


@pytest.mark.fault(27)
def test_a_folder_that_others_may_write_to_too_is_no_groups(oc: Oc, open_folder: Path) -> None:
    for mode in (0o2775, 0o777, 0o770):
        open_folder.chmod(mode)
        assert 0 == oc("add Margo Klein", OC_DB=str(open_folder / f"{mode}.db")).code
        assert 0o600 == modes(open_folder)[f"{mode}.db"]


@pytest.mark.fault(54)
@pytest.mark.parametrize("umask", [0, 0o022])
def test_after_each_command_every_file_is_its_owners_alone(oc: Oc, till: Path, umask: int) -> None:
    place = till / "home" / "shop"
    (till / "people.csv").write_text("name,phone\nNora Newcomer,+1 212 555 0111\n")
    store = str(place / "shop.db")
    old = os.umask(umask)
    try:
        for command in (
            *("add Margo Klein", "add Jim Stone", "serve klein", "note zip broke", "promise hem --by friday", "undo"),
            *(
                f"import {till / 'people.csv'}",
                f"export -o {place / 'all.json'}",
                f"export --csv -o {place / 'all.csv'}",
            ),
            *(f"export --vcard -o {place / 'all.vcf'}", f"pulse --svg {place / 'week.svg'}", "merge c1 c2 --yes"),
            *("edit klein --role tailor", "setting again 60d", "forget klein --yes", "tidy --yes"),
        ):
            assert 0 == oc(command, OC_DB=store).code, command
            wrong = {one: mode for one, mode in modes(place).items() if mode not in (0o600, 0o700)}
            assert {} == wrong, command
    finally:
        os.umask(old)
    assert 0o700 == stat.S_IMODE(place.stat().st_mode)
    found = modes(place).keys()
    assert {"shop.db", "shop.db-tills", "shop.db-erased", "all.json", "all.csv", "all.vcf", "backups"} <= found
    assert any(name.endswith(".import.sha256") for name in found)


@pytest.mark.fault(54)
def test_what_sqlite_writes_beside_a_store_is_its_owners_alone(shop: Oc, db: Path, rows: Rows) -> None:
    """The modes are those of the store, as SQLite has it; here a writer ends in the midst of its work."""
    writes = (
        "import os, sqlite3, sys; os.umask(0); file = sqlite3.connect(sys.argv[1], isolation_level=None);"
        " file.execute('PRAGMA journal_mode = ' + sys.argv[2]); file.execute('PRAGMA cache_size = 1');"
        " file.execute('BEGIN IMMEDIATE'); file.execute('DELETE FROM short_form'); os._exit(0)"
    )
    seen = set()
    for mode in ("DELETE", "WAL"):
        subprocess.run([sys.executable, "-S", "-c", writes, str(db), mode], check=True)
        found = {one.name: stat.S_IMODE(one.stat().st_mode) for one in db.parent.glob("shop.db*") if one.is_file()}
        assert {0o600} == set(found.values())
        seen |= found.keys()
        assert shop("show klein").printed()
    assert {"shop.db", "shop.db-journal", "shop.db-wal", "shop.db-shm"} == seen
