"""What goes out comes back: an export is the same again after it was taken in, whatever letters are in it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecustomer.domain.language import codes
from onecustomer.domain.language.days import YearlyDay
from onecustomer.domain.language.text import BIDI, INVISIBLE, JOINERS, REFUSED_CATEGORIES, accept
from onecustomer.domain.people import editing
from onecustomer.domain.people.details import Details
from onecustomer.domain.timeline import entries
from onecustomer.domain.timeline.deed import Signed
from onecustomer.domain.timeline.entries import NewEntry
from onecustomer.domain.transfer import guarding
from onecustomer.errors import Refused
from onecustomer.store import kinds
from onecustomer.store.open import open_store
from tests.her_data.people_kept import KEPT, exported, imported, with_numbered_keys
from tests.words import ANA, NOW, TODAY, Oc, ShopAfter

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def kept(shop_after: ShopAfter) -> Oc:
    return shop_after(*KEPT)


def test_the_json_is_as_its_schema_has_it(kept: Oc) -> None:
    golden = GOLDEN / "everybody.json"
    said = with_numbered_keys(kept("export").printed())
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(said, encoding="ascii")
    assert golden.read_text(encoding="ascii") == said


def test_an_empty_store_that_takes_an_export_exports_the_same(kept: Oc, till: Path) -> None:
    first, second, other = till / "first.json", till / "second.json", till / "other.db"
    kept("export", "-o", str(first))
    imported(kept, first, other)
    kept("export", "-o", str(second), OC_DB=str(other))
    assert first.read_bytes() == second.read_bytes()


def test_the_store_that_took_an_export_answers_as_the_first_does(kept: Oc, till: Path) -> None:
    first, other = till / "first.json", till / "other.db"
    kept("export", "-o", str(first))
    imported(kept, first, other)
    for command in ("show c1", "history c1 --all", "find mags", "find lining", "today --json", "news", "find @bell"):
        assert kept(command).printed_or_said() == kept(command, OC_DB=str(other)).printed_or_said(), command


def test_undo_takes_nothing_of_the_file_back(kept: Oc, till: Path) -> None:
    first, other = till / "first.json", till / "other.db"
    kept("note --for c1 the last of the file")
    kept("export", "-o", str(first))
    assert "oc undo cannot take that back" in imported(kept, first, other).out
    before = kept("export", OC_DB=str(other)).printed()
    for command in ("undo", "undo --yes"):
        said = kept(command, OC_DB=str(other)).complained(1)
        assert "The last write here was an import into an empty store" in said
    assert before == kept("export", OC_DB=str(other)).printed() == first.read_text()
    kept("note --for c1 written after it", OC_DB=str(other))
    assert "written after it" in kept("undo", OC_DB=str(other)).printed()
    kept("undo --yes", OC_DB=str(other)).complained(1)
    assert before == kept("export", OC_DB=str(other)).printed()


def test_numbers_go_on_behind_those_that_came_back(kept: Oc, till: Path) -> None:
    first, other = till / "first.json", till / "other.db"
    kept("export", "-o", str(first))
    imported(kept, first, other)
    assert "(c4)" in kept("add Bo", OC_DB=str(other)).printed()


def test_the_spreadsheet_is_the_same_again(kept: Oc, till: Path) -> None:
    first, second, other = till / "first.csv", till / "second.csv", till / "other.db"
    kept("export", "--csv", "--with-notes", "-o", str(first))
    imported(kept, first, other)
    kept("export", "--csv", "--with-notes", "-o", str(second), OC_DB=str(other))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.one_till("a turn in which nothing is written counts a write in the copy")
def test_a_second_time_adds_nothing_in_either_form(kept: Oc, till: Path, db: Path) -> None:
    for name in ("all.json", "all.csv"):
        kept("export", *(["--csv", "--with-notes"] if name.endswith("csv") else []), "-o", str(till / name))
    before = db.read_bytes()
    for name in ("all.json", "all.csv"):
        assert "3 people were here already, with nothing new" in imported(kept, till / name, db).out
    assert before == db.read_bytes()


plain = st.characters(
    exclude_categories=REFUSED_CATEGORIES, exclude_characters=INVISIBLE + BIDI, include_characters=JOINERS
)
TRIGGERS = "=+-@＝＋－＠'0\t "


def accepted(what: str, limit: int, *, lines: bool = False) -> st.SearchStrategy[str]:
    """Return texts that the store takes: any letters, often such as a spreadsheet would run."""
    texts = st.one_of(st.text(plain, min_size=1, max_size=20), st.text(st.sampled_from(TRIGGERS + "a9é山"), max_size=6))

    def taken(text: str) -> str:
        try:
            return accept(text, what, limit, lines=lines)
        except Refused:
            return "=1+1"

    return texts.map(taken)


line, note = accepted("line", 200), accepted("note", 4000, lines=True)
NOTE_KINDS = (kinds.NOTE, kinds.PRAISE, kinds.COMPLAINT, kinds.IDEA, kinds.WARNING, kinds.THANKS, kinds.PIN, kinds.NEED)
people = st.lists(
    st.fixed_dictionaries(
        {
            "name": line.map(lambda text: " ".join(f"{text} Ann".split())),
            "company": st.none() | line,
            "say": st.none() | line,
            "relation": st.none() | line,
            "why": st.none() | line,
            "nick": st.lists(line.map(lambda text: " ".join(f"{text} Bo".split())), max_size=2),
            "card": st.none() | line.map(lambda text: codes.scanned(text) or "7"),
            "phone": st.none()
            | st.sampled_from(["0211 123456", "+49 171 1234567", "02115550143", "work 212 555 0143"]),
            "born": st.none() | st.just(YearlyDay(2, 29)) | st.just(YearlyDay(11, 26, 1958)),
            "every": st.none() | st.sampled_from([0, 42]),
            "notes": st.lists(st.tuples(st.sampled_from(NOTE_KINDS), note), max_size=3),
        }
    ),
    min_size=1,
    max_size=3,
)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    open_store(str(path), lambda _: None, make=True).close()
    return path


def fill(path: Path, described: list[dict[str, object]]) -> None:
    """Write people into a store as `oc add` and `oc note` would."""
    store = open_store(str(path), lambda _: None)
    signed = Signed(NOW, TODAY, "till one", ANA)
    for told in described:
        details = Details(
            name=str(told["name"]),
            company=told["company"],
            say=told["say"],
            relation=told["relation"],
            why=told["why"],
            birthday=told["born"],
            every=told["every"],
            handles=[
                *((kinds.NICK, nick) for nick in told["nick"]),
                *([(kinds.CARD, told["card"])] if told["card"] else []),
                *([(kinds.PHONE, told["phone"])] if told["phone"] else []),
            ],
        )
        person = editing.add(store, signed, details)
        for kind, text in told["notes"]:
            said = (" ".join(text.split()) or "x") if kind in kinds.OF_FACT else text
            entries.add(store, signed, person, kind, NewEntry(kind, said, TODAY))
    store.close()


@settings(max_examples=15)
@given(people)
def test_any_letters_come_back_as_json(oc: Oc, till: Path, empty: Path, described: list[dict[str, object]]) -> None:
    one, other, file = till / "one.db", till / "other.db", till / "all.json"
    for path in (one, other):
        shutil.copy(empty, path)
    file.unlink(missing_ok=True)
    fill(one, described)
    oc("export", "-o", str(file), OC_DB=str(one))
    imported(oc, file, other)
    assert file.read_text() == oc("export", OC_DB=str(other)).printed()


@pytest.mark.fault(48)
@settings(max_examples=15)
@given(people)
def test_any_letters_come_back_from_a_spreadsheet(
    oc: Oc, till: Path, empty: Path, described: list[dict[str, object]]
) -> None:
    one, other, file = till / "one.db", till / "other.db", till / "all.csv"
    for path in (one, other):
        shutil.copy(empty, path)
    file.unlink(missing_ok=True)
    fill(one, described)
    oc("export", "--csv", "--with-notes", "-o", str(file), OC_DB=str(one))
    imported(oc, file, other)
    again = oc("export", "--csv", "--with-notes", OC_DB=str(other)).printed()
    assert file.read_bytes().decode("utf-8-sig") == again
    for row in csv.reader(io.StringIO(again, newline="")):
        assert not [cell for cell in row if cell[:1] in set("=+-@\t\r＝＋－＠") - {""}]


@given(st.text())
def test_taking_the_apostrophe_off_gives_the_cell_as_it_was(cell: str) -> None:
    assert cell == guarding.unguarded(guarding.guarded(cell))


@pytest.mark.parametrize(
    "cell", ["12-11", "1/2", "3.4", "12:30", "1958-11-26", "26.11.1958", "11/2026", "1E5", "1-2-03"]
)
def test_what_a_spreadsheet_would_make_a_day_of_has_an_apostrophe(cell: str) -> None:
    assert f"'{cell}" == guarding.guarded(cell)


@pytest.mark.parametrize("cell", ["212-555-0166", "LOYAL 7", "12", "12-11-x", "1.2.3.4", "12-11 or so", "+1"[1:]])
def test_what_no_spreadsheet_changes_stays_as_it_is(cell: str) -> None:
    assert cell == guarding.guarded(cell)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_a_spreadsheet_saved_with_its_own_delimiter_is_read(kept: Oc, till: Path, delimiter: str) -> None:
    first, saved, other = till / "first.csv", till / "saved.csv", till / "other.db"
    kept("edit c2 --card 12-11")
    kept("export", "--csv", "--with-notes", "-o", str(first))
    with first.open(encoding="utf-8-sig", newline="") as read, saved.open("w", encoding="utf-8", newline="") as write:
        csv.writer(write, delimiter=delimiter).writerows(csv.reader(read))
    imported(kept, saved, other)
    kept("export", "--csv", "--with-notes", "-o", str(till / "second.csv"), OC_DB=str(other))
    assert first.read_bytes() == (till / "second.csv").read_bytes()
    assert b",'12-11," in first.read_bytes()


@pytest.mark.fault(48)
@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＠x", "'=1", "0171", "1" * 16])
def test_what_a_spreadsheet_would_run_or_round_has_an_apostrophe(cell: str) -> None:
    assert f"'{cell}" == guarding.guarded(cell)


def test_a_store_with_a_rule_of_the_shop_and_nobody_keeps_the_numbers_too(kept: Oc, till: Path) -> None:
    file, other = till / "all.json", till / "other.db"
    kept("mend e3 came alone")
    kept("export", "-o", str(file))
    kept("setting quiet 30d", OC_DB=str(other))
    imported(kept, file, other)
    first, there = json.loads(file.read_text()), exported_from(kept, other)
    assert {"name": "quiet", "value": "30"} in there["settings"]
    for said in (first["customers"], there["customers"]):
        for one in said:
            without_deeds(one)
    assert first["customers"] == there["customers"]


def without_deeds(value: object) -> None:
    """Take the numbers of deeds out of a record."""
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        without_deeds(one)
    if isinstance(value, dict):
        for name in ("deed", "mended", "deed_id", "mended_id"):
            value.pop(name, None)
        if "till" in value:
            value.pop("number")


def test_another_store_gets_new_numbers_and_nothing_twice(kept: Oc, till: Path) -> None:
    file, other = till / "all.json", till / "other.db"
    kept("export", "-o", str(file))
    kept("add Zora", OC_DB=str(other))
    assert "3 people are new" in imported(kept, file, other).out
    assert "with nothing new" in imported(kept, file, other).out
    there = exported_from(kept, other)
    names = [one["name"] for one in there["customers"]]
    assert ["Zora", "Margo Klein", "Jim Stone", "Ana Silva"] == names
    margo, referral = there["customers"][1], there["customers"][2]["interactions"][-1]
    assert ("c2", "c2") == (margo["ref"], referral["other"])
    ends = {one["ref"]: one["about"] for one in margo["interactions"] if one["about"]}
    refs = [one["ref"] for one in margo["interactions"]]
    assert ends and set(ends.values()) <= set(refs)
    assert [1] == [one["news"] for one in margo["told"]]


def exported_from(oc: Oc, store: Path) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(oc("export", OC_DB=str(store)).printed())
    return found


def test_what_came_into_another_store_is_taken_back_at_once(kept: Oc, till: Path) -> None:
    file, other = till / "all.json", till / "other.db"
    kept("export", "-o", str(file))
    kept("add Zora", OC_DB=str(other), OC_TILL="the owner")
    before = kept("export", OC_DB=str(other)).printed()
    imported(kept, file, other)
    assert 0 == kept("undo", OC_DB=str(other)).code
    assert before == kept("export", OC_DB=str(other)).printed()


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_two_of_one_name_and_telephone_stay_two(kept: Oc, till: Path, form: str) -> None:
    kept("add 'Jim Stone' --phone '+1 212 555 0178' --yes")
    file, other = till / "x", till / "other.db"
    kept("export", form, "-o", str(file))
    kept("add Zora", OC_DB=str(other))
    assert "4 people are new" in imported(kept, file, other).out
    assert "4 people were here already, with nothing new" in imported(kept, file, other).out


def test_who_is_here_is_completed_and_nothing_is_written_over(kept: Oc, till: Path) -> None:
    file, other = till / "all.json", till / "other.db"
    kept("export", "-o", str(file))
    kept("add 'Margo Klein' --phone '212 555 0143' --at Zeta", OC_DB=str(other))
    kept("note --for c1 --pin 'Paper receipts: ALWAYS'", OC_DB=str(other))
    said = imported(kept, file, other).out
    assert "1 person was here already, and given what was missing: Margo Klein" in said
    margo = exported_from(kept, other)["customers"][0]
    assert ("Zeta", "cutter", 1) == (
        margo["company"],
        margo["role"],
        [one["kind"] for one in margo["facts"]].count("pin"),
    )


def test_who_wants_no_notes_gets_none_from_a_file(kept: Oc, till: Path, rows: Callable[..., object]) -> None:
    file = till / "all.json"
    kept("export", "-o", str(file))
    other = till / "other.db"
    shutil.copy(till / "shop.db", other)
    rows("UPDATE customer SET no_notes = 1, why = NULL WHERE id = 1")
    rows("DELETE FROM fact")
    rows("DELETE FROM interaction WHERE kind IN ('note', 'idea')")
    imported(kept, file, till / "shop.db")
    margo = exported(kept)["customers"][0]
    said = {one["kind"] for one in margo["interactions"]}
    assert (True, None, []) == (margo["no_notes"], margo["why"], margo["facts"])
    assert not said & {"note", "idea"}
