"""oc export: whom, in which form, and where it goes; the sheet that is handed over."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from onecustomer.domain.transfer import vcard
from tests.her_data.people_kept import KEPT, exported
from tests.words import FIELDS, PAYLOADS, Oc, Ran, Rows, ShopAfter, assert_harmless

GOLDEN = Path(__file__).parent / "golden"
FORMS = ("--json", "--csv", "--vcard", "--plain")
ELSEWHERE = "oc: Copies of the store that you keep elsewhere were not looked through.\n"


@pytest.fixture
def kept(shop_after: ShopAfter) -> Oc:
    return shop_after(*KEPT)


def test_the_sheet_says_every_word_to_her(kept: Oc) -> None:
    answer = kept("export c1 --plain")
    golden = GOLDEN / "sheet.txt"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(answer.out, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == answer.out
    assert max(map(len, answer.out.splitlines())) <= 76


def test_who_else_may_be_named_is_said_to_the_owner_alone(kept: Oc) -> None:
    kept("note --for c1 'lunch with Jim Stone, and Silva paid'")
    kept("note --for c1 'Margo brought jam'")
    answer = kept("export c1 --plain")
    said = [line for line in answer.err.splitlines() if "Look at" in line]
    assert ["“Ana Silva”", "“Jim Stone”, “Silva”"] == sorted(
        line.split(": ", 2)[2].split("else: ")[-1].rstrip(".") for line in said
    )
    assert "Look at" not in answer.out
    assert answer.err.endswith(ELSEWHERE)


def test_a_name_that_begins_with_a_reference_is_nobody_else(kept: Oc) -> None:
    kept("note --for c2 'nothing about others, Jim'")
    assert ELSEWHERE == kept("export c2 --plain").err.splitlines(keepends=True)[-1]
    assert "Jim" not in "".join(line for line in kept("export c2 --plain").err.splitlines() if "Look at" in line)


@pytest.mark.parametrize("who", ["margo klein", "margo@example.com", "212 555 0143", "LOYAL 7", "c1"])
def test_who_is_found_by_whatever_they_give(kept: Oc, who: str) -> None:
    assert ["Margo Klein"] == [one["name"] for one in exported(kept, *who.split())["customers"]]


def test_nobody_is_taken_by_a_guess(kept: Oc, till: Path) -> None:
    kept("add 'Margo Kline'")
    file = till / "margo.json"
    for words in (["margo"], ["margo", "-o", str(file)], ["margo", "--plain"]):
        assert "may be 2 people" in kept("export", *words).complained(4)
    assert "Nobody found" in kept("export nobody").complained(3)
    assert not file.exists()


def test_one_persons_export_has_nothing_of_another(kept: Oc) -> None:
    for form in ("--json", "--csv", "--vcard"):
        out = kept("export c1", *[]).out if form == "--json" else kept("export", "c1", form).out
        assert "Jim Stone" not in out
        assert "555 0178" not in out


def test_a_copy_beside_the_store_that_holds_her_is_named(kept: Oc, db: Path) -> None:
    copy = db.with_name("shop.db.schema-7.1")
    copy.write_bytes(db.read_bytes())
    kept("add 'Bo Late'")
    os.utime(copy, (1_750_000_000, 1_750_000_000))
    assert [{"file": copy.name, "day": "2025-06-15", "until": "2026-11-21"}] == exported(kept, "c1")["copies"]
    assert "A copy of our records, made on 15 Jun 2025, has you in it" in kept("export c1 --plain").out
    assert [] == exported(kept, "late")["copies"]
    copy.write_bytes(b"torn")
    assert [copy.name] == [one["file"] for one in exported(kept, "late")["copies"]]


@pytest.mark.parametrize(
    "words,sentence",
    [
        ("export --json --csv", "One form at a time."),
        ("export --force", "--force goes with -o."),
        ("export --with-notes", "--with-notes goes with --csv, --vcard and --staff."),
        ("export klein --staff Ana", "--staff is one of the staff, and the words are a customer."),
        ("export --staff Ana --csv", "What the staff wrote comes as --json or --plain."),
        ("export --plain", "Nobody is being served on this till."),
    ],
)
def test_options_that_do_not_go_together_are_refused(kept: Oc, words: str, sentence: str) -> None:
    assert f"oc: {sentence}\noc: hint: " in kept(words).complained(2)


def test_the_sheet_without_words_is_of_whom_one_serves(kept: Oc) -> None:
    kept("serve c1")
    assert kept("export --plain").out.startswith("What we keep about you\nMargo Klein, on Sat 21 Nov 2026\n")


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_for_its_owner_only_and_never_put_over_another(kept: Oc, till: Path, form: str) -> None:
    file = till / "out"
    old = os.umask(0)
    try:
        assert (
            f"Wrote {file}: Margo Klein (c1). Nobody but you can read it.\n"
            == kept("export", "c1", form, "-o", str(file)).out
        )
    finally:
        os.umask(old)
    if os.name == "posix":
        assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    before = file.read_bytes()
    assert before.decode("utf-8-sig") == kept("export", "c1", form).out
    assert "is there already" in kept("export", form, "c1", "-o", str(file)).complained(1)
    file.write_bytes(b"theirs")
    assert "--force writes over it" in kept("export", form, "c1", "-o", str(file)).complained(1)
    assert b"theirs" == file.read_bytes()
    assert 0 == kept("export", form, "c1", "-o", str(file), "--force").code
    assert before == file.read_bytes()


def test_a_place_that_takes_no_file_is_one_sentence_and_nothing_is_left(kept: Oc, till: Path, db: Path) -> None:
    (till / "link").symlink_to(till / "target")
    before = sorted(till.rglob("*"))
    for place, code in (("home", 1), ("nowhere/x.json", 5), ("link", 1)):
        answer = kept("export", "-o", str(till / place), "--force")
        assert 2 == len(answer.complained(code).splitlines())
    assert before == sorted(till.rglob("*"))


OWN = ("", "-erased", "-journal", "-wal", "-shm", "-tills/till-x", "-tills/y", ".schema-7.1", ".new-ab")
OWN += ("-shop", "-hosts", "-outbox", "-outbox-wal")


@pytest.mark.parametrize("command", [["export", "-o"], ["export", "c1", "--csv", "-o"], ["pulse", "--svg"]])
@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("end", OWN)
def test_no_place_of_a_store_is_written_to(
    kept: Oc, till: Path, db: Path, end: str, force: list[str], command: list[str]
) -> None:
    other, third = till / "other.db", till / "third.db"
    kept("add Bo", OC_DB=str(other))
    (till / "link").symlink_to(till)
    before = {path: path.read_bytes() for path in till.rglob("*") if path.is_file()}
    db.with_name(db.name + "-tills").mkdir(exist_ok=True)
    absent: list[tuple[Path, dict[str, str]]] = [(third, {"OC_DB": str(third)})] if command[0] == "export" else []
    for store, through in ((db, {}), (other, {}), (till / "link" / db.name, {}), *absent):
        said = kept(*command, f"{store}{end}", *force, **through)
        assert "is a store’s own place, and no " in said.complained(1), store
    assert before == {path: path.read_bytes() for path in till.rglob("*") if path.is_file()}


def test_a_disk_that_is_full_leaves_nothing(kept: Oc, till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(till.rglob("*"))
    monkeypatch.setattr(os, "fsync", full)
    assert f"No space left on device: {till / 'x.json'}" in kept("export", "-o", str(till / "x.json")).complained(5)
    assert before == sorted(till.rglob("*"))


def test_a_store_that_fails_half_way_leaves_no_half_file(kept: Oc, till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onecustomer.store.overview.pages.PEOPLE", 1)
    (till / "x.json").write_text("as it was")
    torn = "onecustomer.domain.transfer.exporting.news"
    monkeypatch.setattr(torn, lambda store: (_ for _ in ()).throw(OSError(5, "Input/output error")))
    before = sorted(till.rglob("*"))
    assert "Input/output error" in kept("export", "-o", str(till / "x.json"), "--force").complained(5)
    assert ("as it was", before) == ((till / "x.json").read_text(), sorted(till.rglob("*")))


def test_a_pipe_that_closes_is_no_error(kept: Oc) -> None:
    done = subprocess.run(
        f"{sys.executable} -m onecustomer export | head -c 10", shell=True, capture_output=True, text=True, check=False
    )
    assert ('{"schema"', "", 0) == (done.stdout[:9], done.stderr, done.returncode)


def test_an_empty_shop_has_an_export(oc: Oc, rows: Rows) -> None:
    oc("add Bo")
    oc("undo")
    assert [] == exported(oc)["customers"]
    assert 1 == len(oc("export --csv").out.splitlines())
    assert "" == oc("export --vcard").out


def test_an_export_changes_no_byte(kept: Oc, db: Path) -> None:
    before = db.read_bytes()
    for form in FORMS:
        kept("export", "c1", form)
    kept("export")
    kept("export --staff Ana")
    assert before == db.read_bytes()


def test_everybody_is_read_page_by_page_and_nobody_is_left_out(kept: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = kept("export").out
    monkeypatch.setattr("onecustomer.store.overview.pages.pages.__defaults__", (1,))
    assert whole == kept("export").out


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_in_the_store_leaves_it_harmless(kept: Oc, rows: Rows, payload: str) -> None:
    for sql in FIELDS:
        rows(sql, {"text": payload})
    for words in ("c1", "c1 --csv --with-notes", "c1 --vcard --with-notes", "c1 --plain", "", "--staff x --plain"):
        answer = kept("export", *words.split())
        assert_harmless(Ran(answer.code, answer.out.replace("\r\n", "\n"), answer.err))
        assert "Something went wrong" not in answer.err


# vCard


def test_a_vcard_is_as_telephones_read_it(kept: Oc) -> None:
    assert [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Klein;Margo;;;",
        "FN:Margo Klein",
        "X-PHONETIC-FIRST-NAME:MAR-go",
        "NICKNAME:Mags",
        "ORG:Bell",
        "TITLE:cutter",
        "CATEGORIES:regular",
        "TEL;TYPE=VOICE:+1 212 555 0143",
        "EMAIL;TYPE=INTERNET:margo@example.com",
        "BDAY:1958-11-26",
        "NOTE:Style: chatty (she likes company)",
        "END:VCARD",
    ] == [line for line in kept("export c1 --vcard").printed().split("\r\n") if line and not line.startswith("UID:")]


def test_pins_and_needs_are_in_a_vcard_only_where_asked_for(kept: Oc) -> None:
    assert "receipts" not in kept("export c1 --vcard").out
    noted = kept("export c1 --vcard --with-notes").out
    assert "NOTE:Must know: paper receipts\\, always\\nLooks for: navy lining\r\n" in noted


@pytest.mark.parametrize("options", [["--vcard"], ["--vcard", "--with-notes"], ["--csv"], ["--csv", "--with-notes"]])
def test_nothing_noted_of_who_wants_no_notes_goes_to_a_telephone_or_spreadsheet(kept: Oc, options: list[str]) -> None:
    noted = ("company)", "likes company", "same-day", "1958-11", "receipts", "navy lining")
    assert [one for one in noted if one in kept("export", "c1", *options).out]
    kept("edit c1 --no-notes")
    card = kept("export", "c1", *options).out
    assert [] == [one for one in noted if one in card]
    assert "chatty" in card
    if "--vcard" in options:
        assert "NOTE:Style: chatty\r\n" in card


def test_a_birthday_without_a_year_and_a_name_in_han_are_as_telephones_have_them(shop: Oc) -> None:
    cards = shop("export --vcard").printed()
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-24\r\n" in cards
    assert "N:山本;太郎;;;\r\nFN:山本 太郎\r\n" in cards
    assert "N:;Zoë;;;\r\n" in cards


def test_a_vcard_escapes_and_folds_its_lines(oc: Oc) -> None:
    oc("add", "Bo; Ann, \\ Lee", "--at", "山" * 60, "--phone", "work 212 555 0143")
    card = oc("export --vcard").printed()
    assert "FN:Bo\\; Ann\\, \\\\ Lee\r\n" in card
    assert "TEL;TYPE=WORK,VOICE:212 555 0143\r\n" in card
    assert max(len(line.encode()) for line in card.split("\r\n")) <= 75
    assert f"ORG:{'山' * 60}\r\n" in card.replace("\r\n ", "")


def test_a_fold_never_parts_a_letter() -> None:
    for line in ("a" * 74 + "é" * 40, "😀" * 50, "a" * 75, "a" * 76):
        pieces = vcard.folded(line).split("\r\n ")
        assert line == "".join(pieces)
        assert max(len(piece.encode()) + (number > 0) for number, piece in enumerate(pieces)) <= 75


def test_the_mark_of_an_unfinished_tidy_is_no_rule_of_the_shop(kept: Oc, rows: Rows) -> None:
    rows("INSERT INTO setting (name, value) VALUES ('traces', '2026-11-20')")
    assert {"quiet", "may"} == {one["name"] for one in exported(kept)["settings"]}


# one of the staff


def test_staff_get_what_they_signed_and_no_word_of_customers(kept: Oc) -> None:
    kept("note --for c1 --complaint the hem", OC_STAFF="Ben")
    kept("news Silk is in --for silk --until friday", OC_STAFF="ben")
    found = json.loads(kept("export --staff BEN").printed())
    assert ["Ben", "ben"] == found["staff"]
    assert ["complaint"] == [one["kind"] for one in found["interactions"]]
    assert ["c1"] == [one["customer"] for one in found["interactions"]]
    assert (2, 1) == (len(found["deeds"]), len(found["news"]))
    for form in ("--json", "--plain"):
        assert "the hem" not in kept("export", "--staff", "ben", form).printed()
        assert "the hem" in kept("export", "--staff", "ben", form, "--with-notes").printed()
        assert "Klein" not in kept("export", "--staff", "ben", form).printed()


def test_nobody_of_the_staff_is_guessed(kept: Oc) -> None:
    kept("note --for c1 x", OC_STAFF="Ben")
    said = kept("export --staff Benn").complained(3)
    assert "Nobody of the staff is called “Benn”." in said
    assert "there are Ben" in said


# history


def test_the_json_of_a_history_has_what_the_history_prints(kept: Oc) -> None:
    found = json.loads(kept("history c1 --json").printed())
    assert {"phone", "email", "card", "nick", "former"} == {one["kind"] for one in found["handles"]}
    assert ["paper receipts, always", "navy lining"] == [one["text"] for one in found["facts"]]
    assert ["birthday", "anniversary", "dinner for the mayor"] == [one["what"] for one in found["occasions"]]
    assert ("Margo Klein", "c1", 42, False) == tuple(
        found[name] for name in ("name", "ref", "every_days", "comes_never")
    )
    assert {"until": "2024-12-01", "why": "on her holiday"} == found["later"]
