"""Many tills at one store: nothing is lost, nothing doubled, nobody sees an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import tills
from tests.words import WAITING, AtOnce, Oc, Rows
from tests.writes import forks
from tests.writes.forks import Command

TILLS = 16
TURNS = range(20, 32)  # a change of role, two thanks, notes


@pytest.mark.fault(20)
@pytest.mark.usefixtures("shop")
def test_sixteen_tills_that_write_about_one_person_lose_and_double_nothing(db: Path) -> None:
    typed = [[tills.typed(till, number) for number in TURNS] for till in range(TILLS)]
    (answers,) = forks.run(
        [Command(words, {"OC_TILL": f"till {till}"}) for till, words in enumerate(typed)], warm=[["add", "Somebody"]]
    )
    assert [(0, "")] * TILLS == [(ran.code, ran.err.replace(WAITING, "")) for ran in answers]
    assert [] == tills.lost_of(db, [words[-1] for of_till in typed for words in of_till])


@pytest.mark.fault(21)
def test_sixteen_thanks_at_once_are_sixteen(shop: Oc, at_once: AtOnce, rows: Rows) -> None:
    shop("show klein")
    assert [0] * 16 == [ran.code for ran in at_once(*["thank --for klein"] * 16)]
    assert [(16,)] == rows("SELECT count(*) FROM interaction WHERE kind = 'thanks'")


@pytest.mark.fault(22)
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
