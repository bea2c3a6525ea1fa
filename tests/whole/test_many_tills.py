"""Many tills at one store: nothing is lost, nothing doubled, nobody sees an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.words import Oc, Rows

TILLS, NOTES = 16, 10

ONE_TILL = """
import os, subprocess, sys
failed = 0
for number in range({notes}):
    words = ["note", "note", str(number), "of", os.environ["OC_TILL"]]
    done = subprocess.run([sys.executable, "-m", "onecustomer", *words], capture_output=True)
    failed += done.returncode != 0 or b"Noted for Margo Klein: " not in done.stdout
sys.exit(failed)
"""


def test_sixteen_tills_write_ten_notes_each(shop: Oc, rows: Rows) -> None:
    for number in range(TILLS):
        assert shop("serve klein", OC_TILL=f"till {number}").code == 0
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ONE_TILL.format(notes=NOTES)], env={**os.environ, "OC_TILL": f"till {number}"}
        )
        for number in range(TILLS)
    ]
    assert [0] * TILLS == [process.wait(timeout=170) for process in running]
    written = rows("SELECT text FROM interaction WHERE kind = 'note'")
    assert {f"note {number} of till {till}" for till in range(TILLS) for number in range(NOTES)} == {
        text for (text,) in written
    }
    assert TILLS * NOTES == len(written)
    assert [("ok",)] == rows("PRAGMA integrity_check")


def test_a_till_that_waits_says_so_and_then_writes(shop: Oc, db: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD.format(path=str(db), seconds=2)], stdout=subprocess.PIPE)
    with holder.stdout or open(os.devnull, "rb") as held:
        held.readline()
        noted = shop("note --for klein waited for")
        holder.wait(timeout=30)
    assert (0, "Noted for Margo Klein: waited for\n") == (noted.code, noted.out)
    assert "oc: Waiting for another terminal to finish writing.\n" == noted.err


HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect({path!r}, isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep({seconds})
connection.execute("ROLLBACK")
"""


def test_two_tills_taking_back_take_back_their_own(shop: Oc) -> None:
    shop("note --for klein from one", OC_TILL="one")
    shop("note --for klein from two", OC_TILL="two")
    assert "from one" in shop("undo", OC_TILL="one").printed()
    assert "from two" in shop("history klein").printed()
