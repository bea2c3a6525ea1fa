"""An older export of the same store: what was dropped, moved, taken back, replaced or wished since stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.her_data.people_kept import KEPT, exported, imported
from tests.words import SQUARE, Oc, Ran, Rows, ShopAfter


@pytest.fixture
def kept(shop_after: ShopAfter) -> Oc:
    return shop_after(*KEPT)


def without_deeds(oc: Oc, *words: str) -> object:
    return [{**one, "deeds": None} for one in exported(oc, *words)["customers"]]


def put_back(kept: Oc, db: Path, till: Path, *commands: str) -> Ran:
    """Export everybody, run commands, and import the export; what is said of it is returned."""
    kept("export", "-o", str(till / "old.json"))
    for command in commands:
        assert 0 == kept(command).code, command
    before = without_deeds(kept)
    said = imported(kept, till / "old.json", db)
    assert before == without_deeds(kept)
    return said


SINCE = {
    "dropped": (("mend e3 --drop",), 1),
    "mended": (("mend e3 other words",), 0),
    "moved": (("mend e3 --move c2",), 0),
    "a need dropped": (("edit c1 --drop 'navy lining'",), 1),
    "a day dropped": (("edit c1 --drop anniversary",), 1),
    "another telephone": (("edit c1 --phone '+1 212 555 0199'",), 1),
    "a company emptied": (("edit c1 --at ''", "edit c1 --why ''"), 0),
    "all of it": (("mend e3 --drop", "mend e4 --drop", "edit c1 --drop receipts", "add Bo"), 4),
}


@pytest.mark.parametrize("commands,count", SINCE.values(), ids=SINCE)
def test_what_was_taken_out_since_stays_so(
    kept: Oc, db: Path, till: Path, commands: tuple[str, ...], count: int
) -> None:
    said = put_back(kept, db, till, *commands).out
    were = {0: "", 1: "1 thing was taken out here since, and stays so"}
    assert were.get(count, f"{count} things were taken out here since, and stay so") in said
    assert ("taken out" in said) == (count > 0)


def test_a_note_that_was_taken_back_does_not_come_again(kept: Oc, db: Path, till: Path) -> None:
    kept("note --for c1 a slip")
    said = put_back(kept, db, till, "undo", "note --for c2 something else").out
    assert "1 thing was taken out here since, and stays so" in said


def test_words_that_named_somebody_erased_come_back_under_nobody(kept: Oc, db: Path, till: Path) -> None:
    kept("note --for c2 a friend of Margo Klein")
    kept("note --for c2 wants blue")
    refs = [one["ref"] for one in exported(kept, "c2")["customers"][0]["interactions"]]
    put_back(kept, db, till, f"mend {refs[-2]} --drop", f"mend {refs[-1]} --move c3", "forget c1 --yes")
    assert "Margo" not in kept("export").out
    texts = [entry["text"] for one in exported(kept)["customers"] for entry in one["interactions"]]
    assert 1 == texts.count("wants blue")


def test_what_was_moved_to_somebody_erased_does_not_come_back(kept: Oc, db: Path, till: Path) -> None:
    put_back(kept, db, till, "mend e3 --move c2", "forget c2 --yes")
    assert "her sister" not in kept("export").out


def test_what_is_newer_in_the_file_comes_in(kept: Oc, db: Path, till: Path) -> None:
    other = till / "other.db"
    kept("export", "-o", str(till / "first.json"))
    imported(kept, till / "first.json", other)
    kept("mend e3 --drop")
    kept("note --for c1 written here")
    kept("note --for c1 written there", OC_DB=str(other))
    kept("edit c3 --at Rossi", OC_DB=str(other))
    kept("export", "-o", str(till / "second.json"), OC_DB=str(other))
    assert "1 thing was taken out here since" in imported(kept, till / "second.json", db).out
    texts = [one["text"] for one in exported(kept, "c1")["customers"][0]["interactions"]]
    assert {"written here", "written there"} <= {*texts}
    assert not [one for one in texts if one and "her sister" in one]
    assert "Rossi" == exported(kept, "c3")["customers"][0]["company"]


def test_an_export_of_another_store_completes_whoever_is_here(kept: Oc, till: Path, rows: Rows) -> None:
    other = till / "other.db"
    kept("add Margo Klein --phone '+1 212 555 0143'", OC_DB=str(other))
    for number in range(50):
        kept(f"note --for c1 their {number}", OC_DB=str(other))
    kept("export", "c1", "-o", str(till / "x.json"))
    said = imported(kept, till / "x.json", other).out
    assert "taken out" not in said
    assert "Mags" in kept("history c1", OC_DB=str(other)).out


# who wants no notes


@pytest.mark.parametrize("wish,is_kept", [("--notes", False), ("--no-notes", True)])
def test_a_wish_is_never_changed_by_an_import(kept: Oc, db: Path, till: Path, wish: str, is_kept: bool) -> None:
    if not is_kept:
        kept("edit c2 --no-notes")
    put_back(kept, db, till, f"edit c2 {wish}")
    assert is_kept == exported(kept, "c2")["customers"][0]["no_notes"]


MARKED = ("her sister", "same-day", "likes company", "cat at the vet", "her patience", "new zip", "receipts", "holiday",
          "anniversary", '"year": 1958', '"birthday"', "navy lining", "too slow")  # fmt: skip


@pytest.mark.parametrize("is_here", [True, False])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_nothing_noted_is_taken_from_an_export_of_who_wants_no_notes(
    kept: Oc, till: Path, form: str, is_here: bool
) -> None:
    file, other = till / f"x.{form}", till / "other.db"
    if not is_here:
        kept("edit c1 --no-notes")
    kept("export", "c1", f"--{form}", *(["--with-notes"] if form == "csv" else []), "-o", str(file))
    kept("add Bo", OC_DB=str(other))
    if is_here:
        kept("add Margo Klein --phone '+1 212 555 0143'", OC_DB=str(other))
        kept("edit klein --no-notes", OC_DB=str(other))
    imported(kept, file, other)
    (margo,) = (one for one in exported(kept, OC_DB=str(other))["customers"] if one["name"] == "Margo Klein")
    assert margo["no_notes"]
    assert [] == [word for word in MARKED if word in json.dumps(margo)]
    assert "chatty" == margo["usual_style"]
    if form == "json":
        assert {"visit", "thanks", "style", "promise", "lost"} <= {one["kind"] for one in margo["interactions"]}


def test_the_memo_and_birthday_of_another_system_go_by_the_same_rule(shop: Oc, till: Path, rows: Rows) -> None:
    shop("edit jim --no-notes --email jim@example.com")
    (till / "square.csv").write_text(f"{SQUARE}Jim,O’Neil,jim@example.com,,S1,likes blue,1958-11-26,2026-11-01\n")
    shop("import", str(till / "square.csv"))
    assert [("visit",)] == rows("SELECT kind FROM interaction WHERE customer_id = 2")
    assert [] == rows("SELECT what FROM occasion WHERE customer_id = 2")
