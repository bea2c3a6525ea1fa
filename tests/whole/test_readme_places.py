"""Where the README says that the store lies, and how it is put back from a copy."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from platformdirs import macos, unix

from onecustomer.store import paths
from tests.words import Oc

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PLACES = dict(re.findall(r"^\| (\w+) \| `(.+customers\.db)` \|$", README, re.MULTILINE))
SYSTEMS = {"linux": "Linux", "darwin": "macOS", "win32": "Windows"}


def test_the_store_lies_where_the_readme_says_of_this_system() -> None:
    said = os.path.expandvars(os.path.expanduser(PLACES[SYSTEMS[sys.platform]]))
    assert os.path.normcase(said) == os.path.normcase(paths.default_store())


@pytest.mark.skipif(os.name == "nt", reason="the places of other systems are asked of their own")
@pytest.mark.parametrize(("system", "place"), [("Linux", unix.Unix), ("macOS", macos.MacOS)])
def test_the_readme_knows_the_places_of_other_systems(system: str, place: type[unix.Unix]) -> None:
    folder = place(paths.APP, appauthor=False).user_data_dir
    assert os.path.join(folder, paths.FILE) == os.path.expanduser(PLACES[system])


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_after_a_power_cut_any_look_leaves_one_file_that_may_be_copied(shop: Oc, db: Path, mode: str) -> None:
    cut_off = (
        "import os, sqlite3, sys\n"
        "store = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "store.execute('PRAGMA journal_mode = ' + sys.argv[2])\n"
        "store.execute('PRAGMA cache_size = 1')\n"
        "store.execute('BEGIN')\n"
        "store.executemany('INSERT INTO setting VALUES (?, ?)', [(str(n), 'x' * 2000) for n in range(300)])\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", cut_off, str(db), mode], check=True)
    assert [] != [*db.parent.glob("shop.db-journal"), *db.parent.glob("shop.db-wal")]
    assert 0 == shop("today").code
    assert [] == [*db.parent.glob("shop.db-journal"), *db.parent.glob("shop.db-wal")]
    copy = shutil.copy(db, db.with_name("copy.db"))
    assert "Margo Klein" in shop(f"--db {copy} show klein").printed()
    with closing(sqlite3.connect(copy)) as copied:
        assert ("ok",) == copied.execute("PRAGMA integrity_check").fetchone()
