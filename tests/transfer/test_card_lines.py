"""The lines of vCards: folds and breaks of every kind, letters of every encoding, days of every form."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onecustomer.domain.language.days import YearlyDay
from onecustomer.domain.transfer.reading import cards
from onecustomer.domain.transfer.reading.incoming import Incoming, Wishes
from onecustomer.errors import Refused
from tests.transfer.card_files import Read, handles, only, opened, told

# Lines


@pytest.mark.parametrize(
    ("note", "version", "expected"),
    [
        ("NOTE:Likes t\n ea", "3.0", "Likes tea"),
        ("NOTE:Likes t\n\tea", "4.0", "Likes tea"),
        ("NOTE:Likes\n tea", "2.1", "Likes tea"),
        (f"NOTE:{'x' * 70}\n yz", "2.1", f"{'x' * 70}yz"),
        ("NOTE:one\ntwo\n\nthree", "3.0", "one\ntwo\nthree"),
        ("NOTE:one\\ntwo\\Nthree", "3.0", "one\ntwo\nthree"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\ntwo", "2.1", "one\ntwo"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A\n=0D=0Atwo", "2.1", "one\n\ntwo"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:one\ntwo", "2.1", "one\ntwo"),
        ("NOTE;QUOTED-PRINTABLE:Coworke=\nrs: =3B", "2.1", "Coworkers: ;"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:50=25 off, 2=3", "2.1", "50% off, 2=3"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:a walk=\n in the park=\nsoon", "2.1", "a walk in the parksoon"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:a walk=\n in the park", "2.1", "a walk in the park"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:=61=20=77=\n =61=6C=6B", "2.1", "a walk"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:tea=\n\nX-THING:1", "2.1", "tea"),
        ("NOTE;CHARSET=UTF-8:=E2=82=AC=E2=82=AC", "2.1", "€€"),
        ("NOTE;ENCODING=B;CHARSET=UTF-8:Y2Fmw6k=", "3.0", "café"),
        ("NOTE:one\nNOTE:two\nNOTE:one", "3.0", "one\ntwo"),
    ],
)
def test_lines_are_put_together_again(read: Read, note: str, version: str, expected: str) -> None:
    assert expected == only(read(f"{note}\nFN:Ann", version)).memo


def test_a_soft_break_at_the_end_takes_nothing_with_it(read: Read) -> None:
    found = only(
        read("NOTE;ENCODING=QUOTED-PRINTABLE:tea=\nTEL;CELL:5550100\nORG;QUOTED-PRINTABLE:Acme=\n\nFN:Ann", "2.1")
    )
    assert ("tea", "Acme", ["5550100"]) == (found.memo, found.details.company, handles(found, "phone"))
    [ann, bo] = read("BEGIN:VCARD\nFN;QUOTED-PRINTABLE:Ann=\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD")
    assert ("Ann", "Bo") == (told(ann)[1], told(bo)[1])


@pytest.mark.parametrize(
    "block",
    [
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\n SkZJRg\n ABAQ==\n",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\nSkZJRgABAQAAAQ\nTEL+abc/==\n",
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 200_000,
        "KEY;X509;ENCODING=BASE64:\n    MIID\n    ITCC\n\n",
        "PHOTO;VALUE=uri:http://example.com/a:b",
        "X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:\n /9j/4AAQ\n\n",
        "AGENT:\nBEGIN:VCARD\nFN:Somebody Else\nTEL:5559999\nEND:VCARD",
        "AGENT;VALUE=uri:\n CID:JQPUBLIC.part3@example.org",
        "AGENT:BEGIN:VCARD\\nFN:Somebody Else\\nTEL:5559999\\nEND:VCARD\\n",
        "SOUND;X-IRMC-N:;;;;",
        "ADR;HOME:;;1 Elm St\n ;Springfield;;12345;USA",
    ],
)
def test_what_nobody_keeps_is_passed_over(read: Read, block: str) -> None:
    found = only(read(f"FN:Ann\n{block}\nTEL:5550100", "2.1"))
    assert ("Ann", ["5550100"], ()) == (found.details.name, handles(found, "phone"), found.without)


@pytest.mark.parametrize(("end", "line"), [("\n", 6), ("\r\n", 6), ("\r", 6), ("\r\r\n", 6), ("\n\n", 11)])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_lines_end_in_every_way_and_are_counted_wherever_the_file_is_cut(
    read: Read, monkeypatch: pytest.MonkeyPatch, end: str, line: int, encoding: str, size: int
) -> None:
    monkeypatch.setattr("onecustomer.domain.transfer.reading.vcards.lines.CHUNK", size)
    card = end.join(("BEGIN:VCARD", "FN:Jörg", "NOTE:te", " a", "END:VCARD", "BEGIN:VCARD", "FN:Bo", "END:VCARD"))
    ann, bo = read(card.encode(encoding))
    assert isinstance(ann, Incoming)
    assert ("Jörg", "tea", line, "Bo") == (ann.details.name, ann.memo, *told(bo)[:2])


@pytest.mark.parametrize(
    "content",
    [
        "BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bo",
        "begin:vcard\nfn:Ann\nend:vcard\nBegin : VCard \nfn:Bo\nEnd:vCard",
        "  BEGIN:VCARD\n  FN:An\n   n\n  END:VCARD\n  BEGIN:VCARD\n  FN:Bo\n  END:VCARD",
        "BEGIN:VCARD\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Nobody\nEND:VCARD\nBEGIN:VCARD\nFN:Bo",
        "BEGIN:VCARD\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Nobody\nBEGIN:VCARD\nFN:Bo\nEND:VCARD",
        "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n\ufeffBEGIN:VCARD\nFN:Bo\nEND:VCARD\n\x1a",
    ],
)
def test_a_card_that_is_badly_framed_is_a_card(read: Read, content: str) -> None:
    assert ["Ann", "Bo"] == [told(one)[1] for one in read(content)]


def test_a_line_of_no_property_is_told_by_its_line(read: Read) -> None:
    found = only(
        read("FN:Ann\nwhat is this\nTEL;CELL\nREV:2020-01-01\nand this\nTEL:5550100\nADR:;;1 Elm St\nSpringfield")
    )
    assert ["5550100"] == handles(found, "phone")
    assert tuple(f"line {line}, which is no line of a card" for line in (4, 5, 7)) == found.without


def test_a_line_without_end_is_told_and_left_out(read: Read) -> None:
    found = only(read(f"FN:Ann\nNOTE:{'x' * 400_000}\nTEL:5550100"))
    assert (["5550100"], ("line 4, which has more than 65,536 characters",)) == (handles(found, "phone"), found.without)


def test_a_card_that_is_too_long_stays_a_card(read: Read) -> None:
    found = only(read("FN:Ann\n" + "\n".join(f"NOTE:{number}{'x' * 60_000}" for number in range(20))))
    assert "line 22, the card has more than 1,048,576 characters" in found.without


# Letters


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("FN:Jörg", "utf-8"),
        ("FN:Jörg", "cp1252"),
        ("FN;CHARSET=ISO-8859-1:Jörg", "latin-1"),
        ("FN;CHARSET=ISO-8859-1:Jörg", "utf-8"),
        ("FN;CHARSET=WINDOWS-1252:Jörg", "cp1252"),
        ("FN;CHARSET=x-unheard-of:Jörg", "utf-8"),
        ("FN;CHARSET=rot13:Jörg", "cp1252"),
        ("FN:Jörg", "utf-16"),
        ("FN:Jörg", "utf-16-be"),
        ("FN:Jörg", "utf-32"),
        ("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=F6rg", "ascii"),
        ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=C3", "ascii"),
        ("FN;ENCODING=QUOTED-PRINTABLE:J=F6rg", "ascii"),
        ("FN;ENCODING=QUOTED-PRINTABLE:J=c3=b6rg", "ascii"),
    ],
)
def test_letters_are_read_as_the_file_or_the_line_says(read: Read, line: str, encoding: str) -> None:
    found = only(read(f"BEGIN:VCARD\r\nVERSION:2.1\r\n{line}\r\nEND:VCARD\r\n".encode(encoding)))
    assert "Jörg" == found.details.name


def test_a_letter_that_a_fold_has_parted_is_whole_again(read: Read) -> None:
    card = "BEGIN:VCARD\r\nFN:Jörg\r\nEND:VCARD\r\n".encode().replace(b"\xc3\xb6", b"\xc3\r\n \xb6")
    assert "Jörg" == only(read(card)).details.name


def test_an_encoding_that_is_asked_for_is_used(read: Read) -> None:
    card = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:{}\r\nEND:VCARD\r\n"
    assert "Łukasz" == only(read(card.format("Łukasz").encode("cp1250"), encoding="cp1250")).details.name
    assert "山本ソ" == only(read(card.format("山本ソ").encode("shift_jis"), encoding="shift_jis")).details.name
    with pytest.raises(Refused, match="There is no encoding “rot13”"):
        read(card, encoding="rot13")


def test_an_encoding_nobody_knows_is_said(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=X-OLD:Ann\nEND:VCARD\n")
    assert ["X-OLD: no encoding that I know, so it is read as UTF-8, or else as cp1252"] == opened(path)[0].notes


@pytest.mark.parametrize(
    ("start", "is_one"),
    [
        (b"BEGIN:VCARD\r\n", True),
        (b"\xef\xbb\xbf\n\n begin:vcard\n", True),
        ("BEGIN:VCARD\r\nVERSION".encode("utf-16"), True),
        ("\nBEGIN:VCARD\r\nVERSION".encode("utf-16-le"), True),
        (b"BEGIN:VCALENDAR\r\n", False),
        (b"BEGIN:VCARDS\r\n", False),
        (b"Name,BEGIN:VCARD\n", False),
        (b"\0" * 4096, False),
        (b"", False),
    ],
)
def test_cards_are_known_by_how_they_begin(start: bytes, is_one: bool) -> None:
    assert is_one == cards.looks_like(start)


# Days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1958-02-28", (1958, 2, 28)),
        ("19580228", (1958, 2, 28)),
        ("1958-02-28T00:00:00Z", (1958, 2, 28)),
        ("19580228T0000", (1958, 2, 28)),
        ("--0228", (None, 2, 28)),
        ("--02-28", (None, 2, 28)),
        ("--02-29", (None, 2, 29)),
        ("1604-02-29", (None, 2, 29)),
        ("28.02.1958", (1958, 2, 28)),
        ("28 Feb 1958", (1958, 2, 28)),
        ("19010505T00", (1901, 5, 5)),
        ("", None),
        ("4501-01-01", None),
        ("0000-00-00", None),
    ],
)
def test_a_birthday_in_every_dress_is_that_day(read: Read, text: str, day: tuple[int | None, int, int] | None) -> None:
    found = only(read(f"FN:Ann\nBDAY;VALUE=DATE:{text}"))
    born = found.details.birthday
    assert (day, ()) == (born and (born.year, born.month, born.day), found.without)


def test_the_year_that_a_card_says_is_none_is_none(read: Read) -> None:
    for year in ("1604", "1904"):
        found = only(read(f"FN:Ann\nBDAY;X-APPLE-OMIT-YEAR={year}:{year}-05-09"))
        assert YearlyDay(5, 9) == found.details.birthday


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1958-02-29", "there is no 29 Feb 1958"),
        ("1958", "it is not a whole day"),
        ("1958-02", "it is not a whole day"),
        ("---28", "it is not a whole day"),
        ("2030-01-01", "1 Jan 2030 is still to come"),
        ("circa 1800", "it is no day"),
        ("x" * 5000, "it is no day"),
        ("3/4/1990", "3 Apr 1990 or 4 Mar 1990: nothing says which"),
    ],
)
def test_what_is_no_birthday_is_left_out_with_the_reason(read: Read, text: str, why: str) -> None:
    found = only(read(f"FN:Ann\nBDAY:{text}"))
    assert (None, (f"a birthday, {why}",)) == (found.details.birthday, found.without)


def test_one_birthday_settles_the_order_of_all(read: Read, tmp_path: Path) -> None:
    found = read("BEGIN:VCARD\nFN:Ann\nBDAY:3/4/1990\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nBDAY:31/12/1990\nEND:VCARD")
    assert [YearlyDay(4, 3, 1990), YearlyDay(12, 31, 1990)] == [
        one.details.birthday for one in found if isinstance(one, Incoming)
    ]
    source, _ = opened(tmp_path / "cards.vcf")
    assert ["Birthdays: 31/12/1990 stands in it, so that column is read day first"] == source.notes


def test_a_day_is_still_to_come_by_the_shops_calendar(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text("BEGIN:VCARD\nFN:Ann\nBDAY:2020-05-05\nEND:VCARD\n")
    source = cards.open_cards(str(path), Wishes({}), dt.date(2020, 5, 4), None)
    assert ("a birthday, 5 May 2020 is still to come",) == only(list(source.people(lambda _: None))).without
