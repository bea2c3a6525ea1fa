"""An export that somebody changed, or cut short, is refused in one sentence with its line, and nothing comes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onecustomer.domain.transfer import json_file
from tests.her_data.people_kept import KEPT, imported
from tests.words import HOSTILE, Oc, ShopAfter, copies


@pytest.fixture
def kept(shop_after: ShopAfter) -> Oc:
    return shop_after(*KEPT)


@pytest.fixture
def whole(kept: Oc) -> str:
    return kept("export").printed()


def changed(change: Callable[[Any], object]) -> Callable[[str], str]:
    def altered(text: str) -> str:
        said = json.loads(text)
        change(said)
        return json.dumps(said)

    return altered


def margo(change: Callable[[Any], object]) -> Callable[[str], str]:
    return changed(lambda said: change(said["customers"][0]))


def again(name: str, *columns: str, of: int = 0, to: int = 1) -> Callable[[str], str]:
    """Give the first row of a list of one person what identifies the first of another's."""

    def change(said: Any) -> None:
        one, other = said["customers"][of], said["customers"][to]
        other[name].append({**one[name][0], "deed": other["deed"]})
        for column in {"ref", "number", "key"} & {*one[name][0]} - {*columns}:
            other[name][-1][column] = {"ref": f"{one[name][0]['ref'][0]}900", "number": 900, "key": "0" * 32}[column]

    return changed(change)


WRONG = {
    "an entry's number again": (again("interactions", "ref"), "(c2): Its interaction has a number (1) that stands in"),
    "an entry's key again": (
        again("interactions", "key"),
        "(c2): Its interaction has a key that stands in the file twice",
    ),
    "a fact's key again": (again("facts", "key"), "(c2): Its fact has a key that stands in the file twice."),
    "a day's number again": (again("occasions", "ref"), "(c2): Its occasion has a number (1) that stands in the file"),
    "a handle's number again": (again("handles", "number"), "(c2): Its handle has a number (1) that stands in the"),
    "an entry of one person twice": (again("interactions", "key", to=0), "(c1): Its interaction has a key that stands"),
    "news told twice": (again("told", of=0, to=0), "(c1): Its telling has a number (1) that stands in the file twice."),
    "a customer's key again": (
        changed(lambda said: said["customers"][1].update(key=said["customers"][0]["key"])),
        "(c2): Its customer has a key that stands in the file twice.",
    ),
    "news twice": (changed(lambda said: said["news"].append(said["news"][0])), "The news of number 1, or of its key, "),
    "a deed's key again": (
        changed(lambda said: said["customers"][1]["deeds"][0].update(key=said["customers"][0]["deeds"][0]["key"])),
        "Two deeds have the key of ",
    ),
    "an entry of no kind": (margo(lambda one: one["interactions"][0].update(kind="x")), "a kind that there is not"),
    "a rule that there is not": (
        changed(lambda said: said["settings"][0].update(name="x")),
        "a rule that there is not",
    ),
    "a rule of no value": (changed(lambda said: said["settings"][1].update(value="often")), ": “often”"),
    "a style of two words": (changed(lambda said: said["styles"][0].update(name="a b")), "A style is one word"),
    "cut short": (lambda text: text[: len(text) // 2], "cannot be read as JSON"),
    "more behind": (lambda text: text + "{}", "there is something behind its end"),
    "no colon": (lambda text: text.replace('"customers": [', '"customers" [', 1), "“:” is missing"),
    "a newer schema": (changed(lambda said: said.update(schema=2)), "is no export of onecustomer's that this version"),
    "another's": (changed(lambda said: said.pop("onecustomer")), "is no export of onecustomer's"),
    "a list of numbers": (changed(lambda said: said.update(customers=[1])), "It is no object."),
    "brackets": (lambda _: '{"customers": ' + "[" * 100_000, "cannot be read as JSON"),
    "a long number": (lambda _: '{"x": ' + "9" * 10_000 + "}", "it has a value that no export has"),
    "NaN": (lambda _: '{"x": NaN}', "it has a value that no export has"),
    "hostile": (margo(lambda one: one.update(name=HOSTILE)), "hidden or control character (U+001B) at position"),
    "hostile note": (margo(lambda one: one["interactions"][2].update(text="a\u202eb")), "(U+202E) at position 2"),
    "hostile before": (
        margo(lambda one: one["deeds"][1].update(before=[["values", 1, {"why": "a\x1bb"}]])),
        "(U+001B) at position 2",
    ),
    "a card number": (margo(lambda one: one["facts"][0].update(text="4111 1111 1111 1111")), "a card number"),
    "no name": (margo(lambda one: one.update(name=None)), "Its customer has no name."),
    "a wrong day": (margo(lambda one: one["interactions"][0].update(day="2024-02-31")), "a day that is none"),
    "a wrong birthday": (margo(lambda one: one["occasions"][0].update(month=13)), "a day that is none"),
    "a wrong key": (margo(lambda one: one.update(key="x")), "a key that is none"),
    "a wrong reference": (margo(lambda one: one.update(ref="e1")), "a reference that is none"),
    "a kind that there is not": (margo(lambda one: one["facts"][0].update(kind="x")), "a kind that there is not"),
    "yes in words": (margo(lambda one: one.update(no_notes="yes")), "neither true nor false"),
    "a text for a list": (margo(lambda one: one.update(facts="x")), "Its facts are no list."),
    "twice": (changed(lambda said: said["customers"].append(said["customers"][0])), "c1 stands in the file twice"),
    "without its deed": (margo(lambda one: one.update(deeds=[])), "which is not there"),
    "two deeds of one number": (
        changed(lambda said: said["customers"][1]["deeds"][0].update(number=1)),
        "Two deeds have the number 1.",
    ),
}


@pytest.mark.parametrize("wrong,sentence", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused_with_its_line(
    kept: Oc, whole: str, till: Path, wrong: Callable[[str], str], sentence: str
) -> None:
    file, other = till / "x.json", till / "other.db"
    file.write_text(wrong(whole))
    (till / "some.csv").write_text("Name,Days between visits,Key\nBo Hand,,\n")
    said = kept("import", str(file), OC_DB=str(other)).complained(1)
    assert sentence in " ".join(said.split())
    assert "nothing was imported" in said
    assert "Klein" not in said
    assert not other.exists()
    imported(kept, till / "some.csv", other)
    merged = kept("import", str(file), OC_DB=str(other))  # with numbers of its own
    is_of_numbers = any(word in sentence for word in ("number", "deed", "not there"))
    assert is_of_numbers if merged.code == 0 else sentence in " ".join(merged.err.split())


def test_the_line_is_the_one_in_the_file(kept: Oc, whole: str, till: Path) -> None:
    lines = whole.split("\n")
    lines[2] = lines[2].replace('"Jim Stone"', '"Jim\\u0007"')
    (till / "x.json").write_text("\n".join(lines))
    assert f"Line 3 of {till / 'x.json'} (c2): The name has" in kept("import", str(till / "x.json")).complained(1)


@pytest.mark.parametrize("size", [1, 7, 64, 1 << 18])
@pytest.mark.parametrize("layout", ["as written", "indented", "sorted"])
def test_it_is_read_however_it_is_laid_out(
    kept: Oc, whole: str, till: Path, layout: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_file, "AT_ONCE", size)
    said = json.loads(whole)
    texts = {"as written": whole, "indented": json.dumps(said, indent=2), "sorted": json.dumps(said, sort_keys=True)}
    file, other = till / "x.json", till / "other.db"
    file.write_bytes(b"\xef\xbb\xbf" + texts[layout].encode())
    imported(kept, file, other)
    assert whole == kept("export", OC_DB=str(other)).printed()


@pytest.mark.parametrize("letters", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_other_letters_is_called_by_its_name(kept: Oc, whole: str, till: Path, letters: str) -> None:
    (till / "x.json").write_bytes(whole.encode(letters))
    said = kept("import", str(till / "x.json"), OC_DB=str(till / "other.db")).complained(1)
    assert "is no UTF-8 text, as an export of onecustomer's is, but UTF-16 or UTF-32" in " ".join(said.split())


def test_what_one_of_the_staff_wrote_is_no_file_of_customers(kept: Oc, till: Path) -> None:
    kept("note --for c1 x", OC_STAFF="Ben")
    kept("news silk is in --for silk --until friday", OC_STAFF="Ben")
    kept("export", "--staff", "Ben", "-o", str(till / "ben.json"))
    assert "is an export of one of the staff, and is not taken in" in kept("import", str(till / "ben.json")).complained(
        1
    )


def test_one_person_comes_alone_and_points_to_nobody_else(kept: Oc, till: Path) -> None:
    file, other = till / "margo.json", till / "other.db"
    kept("export", "c1", "-o", str(file))
    imported(kept, file, other)
    (one,) = json.loads(kept("export", OC_DB=str(other)).printed())["customers"]
    assert [None] == [entry["other"] for entry in one["interactions"] if entry["kind"] == "referral"]
    assert 0 == kept("show c1", OC_DB=str(other)).code


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_who_was_erased_here_does_not_come_back(kept: Oc, till: Path, form: str) -> None:
    file, other = till / "x", till / "other.db"
    margo = json.loads(kept("export c1").out)["customers"][0]["key"]
    kept("export", form, "-o", str(file))
    other.with_name("other.db-erased").write_text(f"{margo} 2026-11-20\n")
    for store, dry_run in ((other, ["--dry-run"]), (other, [])):
        said = kept("import", str(file), *dry_run, OC_DB=str(store)).out
        assert "1 person was erased here on request, and stays so" in said
    there = kept("export", OC_DB=str(other)).out
    assert ["Jim Stone", "Ana Silva"] == [one["name"] for one in json.loads(there)["customers"]]
    assert "Margo" not in there


def test_a_dry_run_says_what_would_be(kept: Oc, till: Path) -> None:
    file, other = till / "x.json", till / "other.db"
    kept("export", "-o", str(file))
    said = kept("import", str(file), "--dry-run", OC_DB=str(other)).printed()
    assert "3 people would be new" in said
    assert not other.exists()


def test_a_cell_that_cannot_be_kept_is_named_by_its_line_and_the_rest_comes(kept: Oc, till: Path) -> None:
    file, other = till / "x.csv", till / "other.db"
    kept("export", "--csv", "-o", str(file))
    file.write_bytes(file.read_bytes().replace(b"'1958-11-26", b"tomorrow"))
    said = kept("import", str(file), OC_DB=str(other))
    assert "  line 2, Margo Klein: read without a birthday, “tomorrow” is not a birthday that I understand" in said.out
    assert "3 people are new" in said.out


def test_a_row_that_was_typed_by_hand_comes_in_too(kept: Oc, till: Path) -> None:
    file = till / "x.csv"
    file.write_text("Name,Telephone,Days between visits,Key,Colour\nBo Hand,'0171 234567,6,,blue\n,,,,\n")
    said = imported(kept, file, till / "shop.db").out
    assert "1 person is new: Bo Hand" in said
    assert "columns not kept: Colour" in said
    assert "always every 6 days" in " ".join(kept("history bo hand").printed().split())


@pytest.mark.parametrize("form", [["-o", "ours.json"], ["--csv", "-o", "ours.csv"]])
def test_what_is_here_comes_back_as_nothing_new_and_leaves_no_copy(oc: Oc, till: Path, form: list[str]) -> None:
    (till / "old.csv").write_text("Name;Phone;Notes\nAnn Lee;123456;tea\nBo Li;123456;\nCy Tran;212 555 0100;\n")
    oc("import", str(till / "old.csv"))
    oc("export", *form[:-1], str(till / form[-1]))
    said = oc("import", str(till / form[-1]))
    assert "  nobody is new\n  3 people were here already, with nothing new\n" in said.out
    assert "taken out" not in said.out and "as it was before" not in said.err
    assert [] == copies(till / "shop.db")
