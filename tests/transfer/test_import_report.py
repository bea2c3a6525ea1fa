"""What `oc import` says: of each file what it is, of its people what became of them, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onecustomer.domain.transfer.reading import digest
from tests.words import EXPORTS, SQUARE, Json, Oc, Rows, at, copies

File = Callable[[str | bytes], str]

GERMAN = (
    "Kundennummer;Anrede;Vorname;Nachname;Telefon;E-Mail;Firma;Geburtsdatum;Notiz;IBAN;Umsatz\r\n"
    'K1;Frau;Jörg-Änne;Weiß;0171 5550123;weiss@example.de;;31.12.1970;"mag Fenster; nie Eile";DE02;10,00\r\n'
    "K2;Herr;Karl;Groß;+49 30 5550124;;Groß GmbH;01.02.1960;;;\r\n"
    "K3;;;;;;;;;;3,50\r\n"
)
GOOGLE = (
    "First Name,Last Name,Phonetic First Name,Nickname,Organization Name,Birthday,Notes,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Siobhán,Ní Bhriain,shi-VAWN,Shiv,Harbour Café,--05-17,supplier of scones,* myContacts,"
    "* Work,siobhan@example.ie,Mobile,+353 87 555 0123\n"
)
PHONE = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Wei=C3=9F;J=C3=B6rg;;;\r\n"
    "TEL;CELL:01715550123\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Margo Klein\r\nN:Klein;Margo;;;\r\nTEL;TYPE=CELL:+1 212 555 0143\r\n"
    "BDAY:1958-02-30\r\nEND:VCARD\r\n"
)
TEN_OF_SQUARE = (
    "First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,Birthday,Memo,First Visit,Lifetime Spend\n"
    "Margo,Klein,margo.klein@example.com,'+12125550143,Mar,Acme,11-26,Paper receipts,2019-03-02,1310\n"
)


def block(answer: str) -> list[str]:
    """Return the lines of the first file without its path."""
    first, *others = answer.splitlines()
    return [first.partition(": ")[2], *others]


def test_a_german_table_of_excel(oc: Oc, file: File, rows: Rows) -> None:
    answer = oc("import", file(GERMAN.encode("cp1252")))
    assert [
        "table of customers, 2 people in 3 rows, Windows-1252",
        "  2 people are new: Jörg-Änne Weiß and Karl Groß",
        "  line 4: left out, no name, telephone or e-mail to find them by",
        "  columns never kept: IBAN (a bank account), Umsatz (money)",
        "  columns not kept: Anrede",
        '  to keep one: --map "Anrede=memo", or another field: oc import --help',
        "Next: oc serve NAME; oc undo takes all of it back",
    ] == block(answer.out)
    assert "is not UTF-8, so it is read as cp1252" in answer.err
    assert "--encoding" in answer.err
    assert [(12, 31, 1970), (2, 1, 1960)] == rows("SELECT month, day, year FROM occasion ORDER BY customer_id")


def test_the_contacts_of_google(oc: Oc, file: File) -> None:
    said = block(oc("import", file(GOOGLE)).out)
    assert ["Google Contacts, 1 person, UTF-8", "  1 person is new: Siobhán Ní Bhriain"] == said[:2]
    assert oc("show shiv").printed().startswith("Siobhán Ní Bhriain (shi-VAWN)")


def test_the_cards_of_a_telephone(oc: Oc, file: File) -> None:
    said = block(oc("import", file(PHONE)).out)
    assert said[0].startswith("vCards of ") and ", 2 people" in said[0]
    assert "  2 people are new: Jörg Weiß and Margo Klein" == said[1]
    assert "  line 6, Margo Klein: added without a birthday, there is no 30 Feb 1958" == said[2]


def test_ten_of_squares_columns_are_squares(oc: Oc, file: File) -> None:
    said = block(oc("import", file(TEN_OF_SQUARE)).out)
    assert [
        "Square customer export, 1 person, UTF-8",
        "  1 person is new: Margo Klein",
        "  columns never kept: Lifetime Spend (money)",
    ] == said[:3]


def test_all_four_are_one_command_and_one_person_of_each_name(oc: Oc, till: Path, rows: Rows) -> None:
    paths = []
    for name, content in (("k.csv", GERMAN), ("g.csv", GOOGLE), ("p.vcf", PHONE), ("s.csv", TEN_OF_SQUARE)):
        (till / name).write_text(content, encoding="utf-8", newline="")
        paths.append(str(till / name))
    answer = oc("import", *paths)
    starts = [row.split(": ")[0] for row in answer.out.splitlines() if not row.startswith("  ")]
    assert [*paths, "Next"] == starts
    assert [(1,)] == rows("SELECT count(*) FROM customer WHERE name = 'Margo Klein'")
    assert [("k.csv, g.csv, p.vcf, s.csv", None)] == rows("SELECT file, unfinished FROM deed")


def test_every_row_is_accounted_for(oc: Oc, file: File) -> None:
    said = oc("import", str(EXPORTS / "square.csv")).out
    assert "Square customer export, 10 people in 12 rows, UTF-8\n" in said
    assert "  10 people are new: Margo Klein, Jim O'Neil and 8 more\n  1 more row was of the same people\n" in said
    assert 1 == said.count(": left out, ")


def test_what_differs_stays_and_update_takes_it(oc: Oc, file: File, rows: Rows) -> None:
    oc("import", file("Name,Phone,Company\nMargo Klein,212 555 0143,Acme\n"))
    path = file("Name,Phone,Company\nMargo Klein,212 555 0143,Acme Ltd\n")
    assert [
        "table of customers, 1 person, UTF-8",
        "  nobody is new",
        "  1 person was here already, with nothing new",
        "  line 2, Margo Klein: company stays Acme, the file says Acme Ltd",
        "  what is here stays; oc import --update takes the file's",
        "Nothing is new: all of it was here already.",
    ] == block(oc("import", path).out)
    assert [("Acme",)] == rows("SELECT company FROM customer")
    dry = block(oc("import", path, "--update", "--dry-run").out)
    assert "  1 person was here already, and would be changed to what the file says: Margo Klein" == dry[2]
    wet = block(oc("import", path, "--update").out)
    assert "  1 person was here already, and changed to what the file says: Margo Klein" == wet[2]
    assert [("Acme Ltd",)] == rows("SELECT company FROM customer")


def test_who_shares_a_telephone_under_another_name_is_new_and_said(oc: Oc, file: File) -> None:
    said = oc("import", file("Name,Phone\nAnn Klein,212 555 0143\nTom Klein,212 555 0143\n")).out
    assert "  2 people are new: Ann Klein and Tom Klein\n" in said
    told = "  line 3, Tom Klein has a telephone or an e-mail of Ann Klein; if they are one person:\n"
    assert f"{told}    oc merge c1 c2\n" in said
    assert "Tom Klein (c2) is Ann Klein (c1) now" in oc("merge c1 c2 --yes").out


def test_a_dry_run_names_nobody_by_a_number_that_is_not_theirs_yet(oc: Oc, file: File) -> None:
    said = oc("import", "--dry-run", file("Name,Phone\nAnn Klein,212 555 0143\nTom Klein,212 555 0143\n")).out
    assert "  line 3, Tom Klein has a telephone or an e-mail of Ann Klein\n" in said
    assert "oc merge" not in said


@pytest.mark.parametrize("count", [20, 21, 51])
def test_of_each_kind_twenty_lines_are_named(oc: Oc, file: File, count: int) -> None:
    people = "".join(f"Person,{number},,,A{number},,02-30,\n" for number in range(count))
    said = oc("import", file(SQUARE + people)).out
    assert 20 == said.count("added without a birthday")
    assert (count > 20) == (f"  and {count - 20} more like these\n" in said)


@pytest.mark.one_till("the store is there before")
def test_a_dry_run_says_would_be_throughout(oc: Oc, db: Path, file: File) -> None:
    said = oc("import", "--dry-run", file(SQUARE + "Ann,Lee,,,A1,,02-30,\n,,,,,tea,,\n")).out
    assert "  1 person would be new: Ann Lee\n" in said
    assert "  line 2, Ann Lee: would be added without a birthday, " in said
    assert "  line 3: would be left out, no name, " in said
    assert said.endswith("Nothing was written: this was a dry run.\n")
    assert not db.exists()


def test_a_second_run_says_that_nothing_is_new(oc: Oc) -> None:
    oc("import", str(EXPORTS / "square.csv"))
    again = oc("import", str(EXPORTS / "square.csv")).out
    assert "  nobody is new\n  10 people were here already, with nothing new\n" in again
    assert "  line 3, Jim O'Neil: here already, and read without a birthday, there is no 29 Feb 1958\n" in again
    assert again.endswith("Nothing is new: all of it was here already.\n")


@pytest.mark.one_till("of a till's copy no copies are made")
def test_the_copy_made_before_is_named_where_there_was_somebody(shop: Oc, db: Path, file: File) -> None:
    said = shop("import", file(SQUARE + "Ann,Lee,,,A1,,,\n"))
    (copy,) = copies(db)
    assert f"oc: A copy of the store as it was before: {copy}\n" == said.err


def test_hostile_headings_and_names_are_said_plain_and_cut(oc: Oc, file: File) -> None:
    heading = f"Name,Phone,{'x' * 90},\x1b[2Jfoo\n"
    said = oc("import", file(heading + f"{'Ann ' * 40},212 555 0143,1,2\n")).out
    assert "\x1b" not in said
    assert [] == [row for row in said.splitlines() if len(row) > 240]


def test_what_another_system_says_is_in_the_history_alone(oc: Oc, as_json: Json) -> None:
    oc("import", str(EXPORTS / "square.csv"))
    history = [" ".join(row.split()) for row in oc("history 'margo klein'").printed().splitlines()]
    says = "record Square says: e-mail marketing: yes (imported)"
    assert any(row.endswith(says) and "21 Nov" in row for row in history)
    kept = as_json(oc("history 'margo klein' --json").out)["interactions"]
    assert [("record", True)] == [
        (one["kind"], one["imported"]) for one in kept if "Square says" in (one["text"] or "")
    ]
    card = oc("show 'margo klein'").printed()
    assert "Square says" not in card and "before  note" in card
    sheet = " ".join(oc("export 'margo klein' --plain").out.split())
    said_of_her = "the system that we had before said of you: “Square says: e-mail marketing: yes”"
    assert f"Before 21 Nov 2026: {said_of_her}" in sheet
    assert [] == as_json(oc("pulse --json").out)["pulse"]["kinds"]
    assert [] == as_json(oc("today --json", OC_NOW=at("2026-11-22")).out)["heard"]


def test_what_another_system_says_is_taken_out_and_not_reworded(oc: Oc, rows: Rows) -> None:
    oc("import", str(EXPORTS / "square.csv"))
    ((number,),) = rows("SELECT id FROM interaction WHERE kind = 'record' AND customer_id = 1")
    refused = oc(f"mend e{number} no").complained(1)
    assert "its words are another system's" in refused and f"oc mend e{number} --drop" in refused
    assert 0 == oc(f"mend e{number} --drop").code


def test_a_memo_is_found_by_its_words(oc: Oc) -> None:
    oc("import", str(EXPORTS / "square.csv"))
    assert "Margo Klein" in oc("find paper receipts").printed()


def test_an_import_that_was_cut_short_is_said_by_another_and_goes_on_with_its_own(
    oc: Oc, till: Path, rows: Rows
) -> None:
    (till / "a.csv").write_text(SQUARE + "Ann,Lee,,,A1,,,\n")
    oc("import", str(till / "a.csv"), OC_NOW=at("2026-11-20"))
    read = digest.of_files([str(till / "a.csv")])
    rows("UPDATE deed SET unfinished = ?", f"import {read}")
    (till / "b.csv").write_text(SQUARE + "Bo,Lee,,,A2,,,\n")
    said = oc("import", str(till / "b.csv")).err
    assert (
        "oc: The import of a.csv was cut short on 20 Nov: the same command finishes it, oc undo takes it back.\n"
        in said
    )
    assert "oc: The import of a.csv goes on.\n" in oc("import", str(till / "a.csv")).err
    assert [] == rows("SELECT 1 FROM deed WHERE unfinished IS NOT NULL")


@pytest.mark.parametrize("words", ["- -", "x.csv - -"])
def test_what_is_piped_is_read_once(oc: Oc, words: str) -> None:
    assert "What is piped can be read once." in oc("import", *words.split()).complained(2)


def test_what_is_piped_is_called_stdin(fresh: Oc) -> None:
    answer = fresh("import", "-", stdin=TEN_OF_SQUARE.encode())
    assert answer.out.startswith("stdin: Square customer export, 1 person, UTF-8\n")


def test_a_person_of_our_own_spreadsheet_is_mended_like_any_other(shop: Oc, till: Path) -> None:
    path = till / "ours.csv"
    shop("export", "--csv", "-o", str(path))
    path.write_text(path.read_text(encoding="utf-8").replace("12-24", "02-30"), encoding="utf-8")
    said = shop("import", str(path)).out
    assert "ours.csv: onecustomer export, 9 people\n" in said
    assert "Jörg-Änne Weiß: read without a birthday, " in said
