"""Files to import: what can be read, and that what cannot changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.words import SQUARE, Oc

HEADING_ONLY = "has a heading, and nobody below it"


@pytest.mark.parametrize(
    "content,sentence",
    [
        (b"", "is empty."),
        (b"\n", "has nothing in it but blanks."),
        (b"one,two\n1,2\n", "has no heading that tells names, telephones or e-mails"),
        (SQUARE, HEADING_ONLY),
        (SQUARE + "Ann,Lee,,,A1,,,,,,more\n", "line 2: it has 11 cells, and the heading has 8."),
        (SQUARE + 'Ann,"Lee,,,A1,,,\n', "line 2: a quote in it does not close where it should."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "is an image (PNG)."),
        (SQUARE.replace("Memo", "First Name") + "Ann,Lee,,,A1,Bob,,\n", "“First Name” stands twice"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    shop: Oc, db: Path, file: Callable[[str | bytes], str], content: str | bytes, sentence: str
) -> None:
    before = db.read_bytes()
    answer = shop("import", file(content))
    assert sentence in answer.complained(1)
    assert "oc: hint: " in answer.err and "nothing was imported" in answer.err
    assert before == db.read_bytes()


def test_a_row_that_is_not_like_the_heading_is_left_out_by_its_line(oc: Oc, file: Callable[[str], str]) -> None:
    answer = oc("import", file(SQUARE + "Ann,Lee,,,A1,,,\nragged\nBob,Lee,,,A2,,,\n"))
    assert "  2 people are new: Ann Lee and Bob Lee\n" in answer.out
    assert "  line 3: left out, it has 1 cell, and the heading has 8\n" in answer.out


def test_a_file_of_zeros_is_no_text_however_long_it_is(shop: Oc, file: Callable[[bytes], str]) -> None:
    path = file(b"")
    os.truncate(path, 5 << 30)
    assert "is no text." in shop("import", path).complained(1)


@pytest.mark.parametrize(("length", "is_kept"), [(4_000, True), (4_001, False), (100_000, False)])
def test_a_memo_longer_than_a_note_is_missing_and_the_person_is_not(
    oc: Oc, file: Callable[[str], str], length: int, is_kept: bool
) -> None:
    answer = oc("import", file(SQUARE + "Ann,Lee,,,A1," + "x" * length + ",,\n"))
    assert "  1 person is new: Ann Lee\n" in answer.out
    said = f"  line 2, Ann Lee: added without a memo, it has {length:,} characters; 4,000 is the most\n"
    assert is_kept == (said not in answer.out)


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
