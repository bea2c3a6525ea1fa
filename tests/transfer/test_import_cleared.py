"""What the shop took out of a record since: the same file does not bring it back, unless it is asked to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.words import Oc

File = Callable[[str | bytes], str]

HEADING = "Name,Phone,Email,Birthday,Company,Notes,Customer since,ID\n"
JIM = "Jim O'Neil,212-555-0143,jim@x.com,1975-11-25,Acme,likes silk,2019-03-02,K1\n"


@pytest.fixture
def came(oc: Oc, file: File) -> str:
    path = file(HEADING + JIM)
    assert "1 person is new" in oc("import", path).out
    return path


@pytest.mark.parametrize(
    "command",
    [
        *(("edit", "jim", "--phone", ""), ("edit", "jim", "--email", ""), ("edit", "jim", "--birthday", "")),
        *(("edit", "jim", "--at", ""), ("edit", "jim", "--since", ""), ("edit", "jim", "--phone", "212-555-0199")),
    ],
)
def test_what_was_cleared_or_replaced_stays_so_until_update(
    oc: Oc, db: Path, came: str, command: tuple[str, ...]
) -> None:
    assert 0 == oc(*command).code
    before = db.read_bytes()
    again = oc("import", came).out
    assert "1 person was here already, with nothing new\n" in again
    assert "1 thing was taken out here since, and stays so\n" in again
    assert before == db.read_bytes()
    assert "given what was missing: Jim O'Neil" in oc("import", "--update", came).out


def test_a_memo_that_was_corrected_or_taken_out_does_not_come_back(oc: Oc, db: Path, came: str) -> None:
    entries = json.loads(oc("history jim --json").out)["interactions"]
    ref = next(one["ref"] for one in entries if one["text"] == "likes silk")
    for change in (("likes silk, and wool",), ("--drop",)):
        assert 0 == oc("mend", ref, *change).code
        before = db.read_bytes()
        assert "1 thing was taken out here since, and stays so\n" in oc("import", came).out
        assert before == db.read_bytes()


def test_what_is_other_than_what_was_cleared_comes_in(oc: Oc, file: File, came: str) -> None:
    oc("edit", "jim", "--phone", "", "--at", "")
    more = file(HEADING + JIM.replace("0143", "0177").replace("Acme", "IBM"))
    said = oc("import", more).out
    assert "given what was missing: Jim O'Neil (company, telephone)\n" in said
    assert "taken out" not in said


def test_what_was_given_is_said_whole_beside_a_long_name(oc: Oc, file: File) -> None:
    name = "Margo Klein " + "of the Long Lane " * 4
    oc("import", file(f"Name,ID\n{name},K1\n"))
    said = oc("import", file(f"{HEADING}{name},212-555-0142,m@x.com,1980-03-12,Acme,tea,2019,K1\n")).out
    assert "… (company, first visit, e-mail, telephone and 2 more)\n" in said
