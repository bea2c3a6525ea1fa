"""Files to import: what is no table, no cards and no export of ours says what it is, and changes nothing."""

from __future__ import annotations

import gzip
import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.words import SQUARE, Oc

File = Callable[[str | bytes], str]


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "content")
    return made.getvalue()


FOREIGN = {
    "an Excel workbook": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "a Word document": zipped("[Content_Types].xml", "word/document.xml"),
    "a spreadsheet of Apple's Numbers": zipped("Index/Document.iwa"),
    "a spreadsheet of LibreOffice's": zipped("application/vnd.oasis.opendocument.spreadsheet", "content.xml"),
    "a zip archive": zipped("customers.csv"),
    "an empty zip archive": zipped(),
    "an old Excel or Office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "an image (PNG)": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
    "an image (JPEG)": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "an image or a film": b"\x00\x00\x00\x18ftypheic" + bytes(40),
    "a compressed file (gzip)": gzip.compress(SQUARE.encode()),
    "a SQLite store": b"SQLite format 3\0" + bytes(80),
    "a web page": b"<!DOCTYPE html>\n<html><table>",
    "XML": b'<?xml version="1.0"?><customers/>',
    "a calendar": b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
    "an Excel workbook as XML": b'<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook/>',
    "an address book as LDIF": b"version: 1\n\ndn: cn=Ann Lee,mail=a@x.com\ncn: Ann Lee\n",
    "an e-mail": b"Received: from x\n\tby y\nFrom: Ann <a@x.com>\nSubject: tea, at five\n\nDear Jim,\n",
    "JSON, and no export of onecustomer's": b'[{"name": "Ann"}]',
    "no text": bytes(100_000),
}


@pytest.mark.fault(49, 50)
@pytest.mark.parametrize("what", FOREIGN)
def test_a_file_of_another_kind_says_what_it_is(shop: Oc, db: Path, file: File, what: str) -> None:
    before = db.read_bytes()
    path = file(FOREIGN[what])
    said = shop("import", path).complained(1)
    assert f"oc: {path} is {what}.\n" in said
    assert "nothing was imported" in said
    assert before == db.read_bytes()


@pytest.mark.parametrize("content", ['[\n  {\n    "name": "Ann, Lee"\n  }\n]\n', '["vcard", [["fn", {}]]]'])
def test_people_in_json_of_another_program_are_said_to_be_that(oc: Oc, file: File, content: str) -> None:
    assert "is JSON, and no export of onecustomer's." in oc("import", file(content)).complained(1)


def test_a_workbook_is_known_by_the_names_at_its_end_and_says_how_to_save_it(oc: Oc, till: Path) -> None:
    path = till / "customers.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("docProps/thumbnail.jpeg", bytes(range(256)) * 400)
        archive.writestr("xl/workbook.xml", "<x/>")
    said = oc("import", str(path)).complained(1)
    assert "is an Excel workbook.\n" in said
    assert "File, Save As, “CSV UTF-8”; import that file; nothing was imported" in said


@pytest.mark.parametrize(
    "content,sentence",
    [
        (b"", "is empty."),
        (b"\n  \n", "has nothing in it but blanks."),
        (b"one,two,three\n1,2,3\n", "none of “one”, “two”, “three” is understood"),
        (b"one\n1\n", "none of “one” is understood"),
        (b"# " * 900 + b"\n1\n", "is understood"),
        (b"Ann Lee,2125550100\nBo Lee,2125550101\n", "has no heading: its first line is already somebody's."),
        (SQUARE, "has a heading, and nobody below it."),
        (SQUARE + SQUARE, "nobody below it that can be read; line 2: the heading once more."),
        (SQUARE + "ragged\n", "line 2: it has 1 cell, and the heading has 8."),
        (SQUARE.replace("Memo", "First Name") + "Ann,Lee,,,A1,Bo,,\n", "“First Name” stands twice"),
        (",".join(f"heading {number}" for number in range(60_000)), "has 60,000 cells; 1,000 is the most of a table."),
        (SQUARE + "x" * (1 << 20), "Line 2 of"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    shop: Oc, db: Path, file: File, content: str | bytes, sentence: str
) -> None:
    before, started = db.read_bytes(), time.process_time()
    answer = shop("import", file(content))
    assert sentence in answer.complained(1)
    assert "oc: hint: " in answer.err
    assert before == db.read_bytes()
    assert time.process_time() - started < 5


@pytest.mark.one_till("the store is there before")
def test_a_refused_file_makes_no_store(oc: Oc, db: Path, file: File) -> None:
    assert 1 == oc("import", file(b"one,two,three\n")).code
    assert not db.exists()


@pytest.mark.skipif(os.name == "nt", reason="a file of holes")
def test_a_file_of_five_gigabytes_of_nothing_is_refused_by_its_start(shop: Oc, file: File) -> None:
    path, started = file(b"x"), time.process_time()
    os.truncate(path, 0)
    os.truncate(path, 5 << 30)
    assert f"{path} is no text." in shop("import", path).complained(1)
    assert time.process_time() - started < 5


@pytest.mark.fault(49)
@pytest.mark.parametrize("length,is_kept", [(4_000, True), (4_001, False), (100_000, False)])
def test_a_cell_beyond_its_limit_is_left_out_and_not_its_row(oc: Oc, file: File, length: int, is_kept: bool) -> None:
    answer = oc("import", file(SQUARE + "Ann,Lee,,,A1," + "x" * length + ",,\n"))
    assert "1 person is new: Ann Lee\n" in answer.out
    assert is_kept == ("4,000 is the most" not in answer.out + answer.err)


@pytest.mark.fault(49)
def test_a_bad_line_at_the_end_keeps_nobody_out(shop: Oc, file: File) -> None:
    people = "".join(f"Person,{number},,,A{number},,,\n" for number in range(1_200))
    answer = shop("import", file(SQUARE + people + "ragged\n"))
    assert "1,200 people are new" in answer.out
    assert "line 1202" in answer.out + answer.err


@pytest.mark.fault(49)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_byte_order_marks_and_line_ends_do_not_matter(oc: Oc, file: File, encoding: str, ends: str) -> None:
    content = (SQUARE + 'Zoë,"Lee",,,A1,"two\nlines",,\n').replace("\n", ends)
    assert "1 person is new: Zoë Lee\n" in oc("import", file(content.encode(encoding))).out
    assert oc("show zoe lee").printed().startswith("Zoë Lee")


def test_a_folder_and_a_pipe_are_called_by_their_names(oc: Oc, till: Path) -> None:
    assert f"{till} is a folder." in oc("import", str(till)).complained(1)
    if os.name == "posix":
        os.mkfifo(till / "pipe")
        for path in (str(till / "pipe"), os.devnull):
            assert f"{path} is no ordinary file." in oc("import", path).complained(1)
