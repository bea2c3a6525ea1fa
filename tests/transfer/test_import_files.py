"""Files to import: what can be read, and that what cannot changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.words import SQUARE, Oc


@pytest.mark.parametrize(
    "content,sentence",
    [
        (b"", "is empty."),
        (b"one,two\n1,2\n", "is not one of Square's or Shopify's"),
        (b"\n", "is not one of Square's or Shopify's"),
        (SQUARE + "Ann,Lee,,,A1,,,\nBob,Lee,,\n", "Line 3 of"),
        (SQUARE + "Ann,Lee,,,A1,,,,,,more\n", "Line 2 of"),
        (SQUARE + 'Ann,"Lee,,,A1,,,\n', "Line 2 of"),
        (SQUARE.encode() + b"Ann,L\xe9e,,,A1,,,\n", "is not UTF-8 text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "not "),
        (SQUARE.encode() + b"Ann,\0,,,A1,,,\n", "is not text: line 2 has a NUL"),
        (SQUARE.replace("Memo", "First Name"), "“First Name” twice"),
        (SQUARE + "Ann,Lee,,,A1," + "x" * 30_000 + ",,\n", "Line 2 of"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    shop: Oc, db: Path, file: Callable[[str | bytes], str], content: str | bytes, sentence: str
) -> None:
    before = db.read_bytes()
    answer = shop("import", file(content))
    assert sentence in answer.complained(1)
    assert "oc: hint: " in answer.err
    assert before == db.read_bytes()


@pytest.mark.parametrize("more,sentence", [(0, "is not text"), (1, "52,428,801 bytes; 52,428,800 is the most.")])
def test_a_file_of_more_than_fifty_megabytes_is_not_read(
    shop: Oc, file: Callable[[bytes], str], more: int, sentence: str
) -> None:
    path = file(b"")
    os.truncate(path, 50 * 1024 * 1024 + more)
    assert sentence in shop("import", path).complained(1)


@pytest.mark.parametrize("length,code", [(20_000, 0), (20_001, 1)])
def test_a_cell_of_more_than_twenty_thousand_characters_is_not_read(
    oc: Oc, file: Callable[[str], str], length: int, code: int
) -> None:
    answer = oc("import", file(SQUARE + "Ann,Lee,,,A1," + "x" * length + ",,\n"))
    assert code == answer.code
    assert "nothing was imported" in answer.err if code else "left out. The note has 20,000 characters" in answer.err


def test_a_bad_line_at_the_end_keeps_everybody_out(shop: Oc, db: Path, file: Callable[[str], str]) -> None:
    people = "".join(f"Person,{number},,,A{number},,,\n" for number in range(1_200))
    before = db.read_bytes()
    assert "Line 1202 of" in shop("import", file(SQUARE + people + "ragged\n")).complained(1)
    assert before == db.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_byte_order_marks_and_line_ends_do_not_matter(
    oc: Oc, file: Callable[[bytes], str], encoding: str, ends: str
) -> None:
    content = (SQUARE + 'Zoë,"Lee",,,A1,"two\nlines",,\n').replace("\n", ends)
    assert "1 person is new: Zoë Lee\n" in oc("import", file(content.encode(encoding))).out
    assert oc("show zoe lee").printed().startswith("Zoë Lee")


def test_a_folder_and_a_pipe_are_called_by_their_names(oc: Oc, till: Path) -> None:
    assert f"{till} is a folder." in oc("import", str(till)).complained(1)
    if os.name == "posix":
        os.mkfifo(till / "pipe")
        for path in (str(till / "pipe"), os.devnull):
            assert f"{path} is no ordinary file." in oc("import", path).complained(1)
