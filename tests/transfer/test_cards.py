"""vCards as telephones and mail programs really write them: who is in each file, and what becomes of them."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.days import YearlyDay
from onecustomer.domain.transfer.reading import cards
from onecustomer.domain.transfer.reading.incoming import Incoming, Wishes
from tests.transfer.card_files import SHARED, Found, Read, handles, only, opened, told
from tests.words import EXPORTS, TODAY, Oc

NO_PHONE = "a telephone, it is no telephone number"
NO_EMAIL = "an e-mail, it is no e-mail address"
N = "\N{LATIN CAPITAL LETTER N WITH TILDE}"

REAL = {
    "thunderbird/basic_vcard_addressbook.vcf": [
        (1, "John Doe", [], ["john.doe@genericemail.invalid"], None, ()),
        (7, "Jane Doe", [], ["jane.doe@genericemail.invalid"], None, ()),
    ],
    "thunderbird/dos_vcard_addressbook.vcf": [(1, "Name Surname", [], ["example@gmail.com"], None, ())],
    "thunderbird/emptylines_vcard_addressbook.vcf": [
        (3, "John Doe", [], ["john.doe@genericemail.invalid"], None, ()),
        (11, "Jane Doe", [], ["jane.doe@genericemail.invalid"], None, ()),
    ],
    "vcard/John_Doe_ANDROID.vcf": [
        (1, "john.doe", [], ["john.doe@company.com"], None, ()),
        (6, "jane.doe", [], ["jane.doe@company.com"], None, ()),
        (11, " ".join(N * 5), ["123456789"], [], None, ()),
        (18, " ".join(N * 11), ["123456", "234567", "3456789", "45678901"], [], None, ()),
        (36, " ".join(N * 4), ["123456"], ["bob@company.com"], None, (NO_EMAIL,)),
        (71, N * 4, ["55556666"], ["henry@company.com"], None, ()),
    ],
    "vcard/John_Doe_EVOLUTION.vcf": [
        (
            *(1, "Mr. John Richter, James Doe Sr.", ["905-666-1234", "905-555-1234"]),
            *(["john.doe@ibm.com"], (1980, 3, 22), ()),
        )
    ],
    "vcard/John_Doe_GMAIL.vcf": [
        (
            *(1, "Mr. John Richter, James Doe Sr.", ["905-555-1234", "905-666-1234"]),
            *(["john.doe@ibm.com"], (1980, 3, 22), ()),
        )
    ],
    "vcard/outlook-2003.vcf": [(1, "John Doe III", [], ["jdoe@hotmail.com"], (1980, 3, 21), (NO_PHONE,) * 4)],
    "vcard/rfc2426-example.vcf": [
        (
            *(1, "Frank Dawson", ["+1-919-676-9515", "+1-919-676-9564 fax"]),
            *(["Frank_Dawson@Lotus.com", "fdawson@earthlink.net"], None, ()),
        ),
        (13, "Tim Howes", ["+1-415-937-3419", "+1-415-528-4164 fax"], ["howes@netscape.com"], None, ()),
    ],
    "vcard/rfc6350-example.vcf": [
        (
            *(1, "Simon Perreault", ["+1-418-656-9254 ext. 102", "+1-418-262-6501"]),
            *(["simon.perreault@viagenie.ca"], (None, 2, 3), ()),
        )
    ],
}
"""Files that others wrote: who is in each."""

OWN = {
    "phone-21.vcf": [
        (
            *(1, "Jörg-Änne Weiß", ["+491701234567", "030 1234567 fax"], ["joerg@example.com"]),
            *((1958, 2, 28), ()),
        ),
        (19, "Ann Lee", ["(010) 123-4568"], [], None, (NO_EMAIL,)),
        (30, "Иван Иванов", ["+7 123 456 78 90"], [], None, (NO_PHONE,)),
    ],
    "apple-30.vcf": [
        (1, "Margo Klein", ["+1 212 555 0143"], ["margo.klein@example.com"], (None, 11, 26), ()),
        (28, "Acme Tailors", ["+1-212-555-0178 ext. 12"], [], None, ()),
        (37, "it is no person, and no company"),
    ],
    "trouble.vcf": [
        (
            *(1, "Ann One", [], ["ann@example.com"], None),
            ("line 4, which is no line of a card", "line 5, which is no line of a card"),
        ),
        (
            *(7, "Bo Two", ["5550102"], [], None),
            ("a note, it has words of passwords", "a note, it has what looks like a card number"),
        ),
        (16, "it stands outside of any card"),
        (18, "Cy Three", ["5550103"], [], None, ("a birthday, there is no 29 Feb 1958",)),
        (32, "no name, telephone or e-mail to find them by"),
        (34, "Di Four", ["5550104"], [], None, ()),
    ],
    "western.vcf": [(1, "Jörg Müller", [], [], None, ()), (6, "Alécia Ruíz", [], [], None, ())],
    "wide.vcf": [(1, "山本 太郎", [], [], (1980, 3, 4), ())],
}
"""Files of our own, with what the others do not have."""

FILES = [(EXPORTS / name, rows) for name, rows in OWN.items()] + [(SHARED / name, rows) for name, rows in REAL.items()]


@pytest.mark.parametrize(("path", "expected"), FILES, ids=[path.name for path, _ in FILES])
def test_a_file_is_read_card_by_card(path: Path, expected: list[tuple[object, ...]]) -> None:
    if not path.exists():
        pytest.skip(f"{path} is not here")
    assert cards.looks_like(path.read_bytes()[:4096])
    assert expected == [told(one) for one in opened(path)[1]]


def test_a_file_is_told_in_one_line() -> None:
    source, _ = opened(EXPORTS / "apple-30.vcf")
    assert "vCards of 3.0, UTF-8" == source.told
    assert ["addresses", "members", "web pages"] == source.unread
    assert "vCards of 2.1 and 3.0, UTF-8" == opened(EXPORTS / "trouble.vcf")[0].told
    assert "vCards of 3.0, UTF-16" == opened(EXPORTS / "wide.vcf")[0].told
    western, _ = opened(EXPORTS / "western.vcf")
    assert "vCards of 2.1, Windows-1252" == western.told
    assert western.notes[0].startswith("line 3 is not UTF-8, so it is read as cp1252")


def test_all_that_is_kept_of_a_card_is_kept() -> None:
    margo = opened(EXPORTS / "apple-30.vcf")[1][0]
    assert isinstance(margo, Incoming)
    details = margo.details
    assert ("MAR-go kline", "Bell, Book & Co.", "cutter") == (details.say, details.company, details.role)
    assert ["Mags", "Mar, the tall"] == handles(margo, "nick")
    assert ["vcard:E0355606-117F-4388-BB6D-EDA3A1F6449D"] == handles(margo, "source")
    assert "Likes tea, hot; no milk\nNever before ten" == margo.memo
    assert (("anniversary", YearlyDay(8, 8, 2009)), ("First order", YearlyDay(6, 7, 2011))) == margo.days
    assert ("The card says: group: VIP", "The card says: role: Tailor") == margo.records


def test_people_are_whole_once_the_progress_is() -> None:
    path = EXPORTS / "apple-30.vcf"
    source, read = opened(path)[0], []
    list(source.people(read.append))
    assert path.stat().st_size == source.size == read[-1]


# Names


@pytest.mark.parametrize(
    ("lines", "name", "is_named"),
    [
        ("N:Klein;Margo;;;\nFN:Mags Klein", "Mags Klein", True),
        ("N:Klein;Margo;;;\nFN:Klein, Margo", "Margo Klein", True),
        ("N:Klein;Margo;;;\nFN:", "Margo Klein", True),
        ("N:Klein;Margo;Ann,Marie;Dr.;", "Margo Ann Marie Klein", True),
        ("N:Klein;Margo\nFN:margo@example.com", "Margo Klein", True),
        ("FN:margo@example.com\nN:margo@example.com\nEMAIL:margo@example.com", "margo", False),
        ("FN:+1 212 555 0143\nTEL:+1 212 555 0143", "Customer …43", False),
        ("N;QUOTED-PRINTABLE:Klein=3BLee;Margo=5C=3BAnn", "Margo;Ann Klein;Lee", True),
        ("N:山本;太郎", "山本 太郎", True),
        ("ORG:Acme;Shop\nTEL:5550100", "Acme", True),
        ("NICKNAME:Mags\nTEL:5550100", "Mags", True),
        ("FN:Margo\u200b\u202aKlein\u202c", "MargoKlein", True),
        ('item1.FN;X-A="a:b;c":Margo', "Margo", True),
        ("FN:Margo\\, née Lévesque\\; \\\\o/ \\n the tall", "Margo, née Lévesque; \\o/ the tall", True),
    ],
)
def test_people_are_called_as_they_want_to_be(read: Read, lines: str, name: str, is_named: bool) -> None:
    found = only(read(lines))
    assert (name, is_named) == (found.details.name, found.is_named)


def test_a_firm_is_a_customer_by_its_name_and_has_no_other(read: Read) -> None:
    for lines in ("ORG:Acme;Shop\nTEL:5550100", "FN:Acme\nORG:Acme\nX-ABShowAs:COMPANY", "FN:ACME\nORG:Acme"):
        assert only(read(lines)).details.company is None


def test_a_name_that_is_too_long_is_left_out_with_the_reason(read: Read) -> None:
    found = only(read(f"FN:{'x' * 300}\nTEL:5550100"))
    assert ("Customer …00", ("a name, it has 300 characters; 200 is the most",)) == (found.details.name, found.without)
    assert told(read(f"FN:{'x' * 300}")[0])[1] == (
        "a name, it has 300 characters; 200 is the most; and no name, telephone or e-mail to find them by"
    )


# Telephones, e-mails


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("TEL;CELL;PREF:0170 1234567", "0170 1234567"),
        ('TEL;VALUE=uri;TYPE="work,voice":tel:+1-418-656-9254;ext=102', "+1-418-656-9254 ext. 102"),
        ("TEL;VALUE=uri:tel:+49%20170%201234567", "+49 170 1234567"),
        ("TEL;TYPE=FAX:030 1234567", "030 1234567 fax"),
        ("TEL:\u202a+1\u00a0212\u00a0555\u00a00143\u202c", "+1 212 555 0143"),
        ("TEL:030 1234567,,42#", "030 1234567 ext. 42"),
        ("home.tel;type=home:030 1234567", "030 1234567"),
        ("TEL;TYPE=CELL\n :030 12345\n 67", "030 1234567"),
    ],
)
def test_a_telephone_in_every_dress_is_one(read: Read, line: str, number: str) -> None:
    found = only(read(f"FN:Ann\n{line}"))
    assert ([number], ()) == (handles(found, "phone"), found.without)


@pytest.mark.parametrize(
    "line",
    [
        "EMAIL;PREF;INTERNET:ann@example.com",
        "EMAIL:mailto:ann@example.com",
        "EMAIL:Ann Lee <mailto:ann@example.com>",
        "item1.EMAIL;type=INTERNET:ann@example.com\nEMAIL:ANN@example.com",
    ],
)
def test_an_e_mail_in_every_dress_is_one(read: Read, line: str) -> None:
    assert ["ann@example.com"] == handles(only(read(f"FN:Ann\n{line}")), "email")


def test_a_card_with_thousands_of_telephones_stays_a_card(read: Read) -> None:
    found = only(read("FN:Ann\n" + "\n".join(f"TEL:555{number:05}" for number in range(3000))))
    assert 50 == len(handles(found, "phone"))
    assert "line 1003, the card has more than 1,000 lines" == found.without[0]
    assert (21, True) == (len(found.without), found.without[-1].endswith(" things more"))


def test_a_card_of_everything_at_once_takes_no_longer_than_its_lines(read: Read) -> None:
    many = ",".join(f"n{number}" for number in range(9_000))
    lines = [f"NICKNAME:{many}", f"EMAIL:{many}", f"TEL:{many}", f"CATEGORIES:{many}", f"ORG:{many.replace(',', ';')}"]
    lines += [f"item{number}.X-ABDATE:2001-01-01\nitem{number}.X-ABLABEL:{number}" for number in range(400)]
    start = time.process_time()
    assert "Ann" == only(read("\n".join(["FN:Ann", *lines]))).details.name
    assert time.process_time() - start < 5


# What is never kept


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("Visa 4111 1111 1111 1111", "it has what looks like a card number"),
        ("DE89 3704 0044 0532 0130 00", "it has what looks like a bank account (IBAN)"),
        ("password: swordfish", "it has words of passwords"),
        ("x" * 5000, "it has 5,000 characters; 4,000 is the most"),
    ],
)
def test_a_secret_in_a_note_is_left_out_with_the_reason(read: Read, note: str, why: str) -> None:
    found = only(read(f"FN:Ann\nNOTE:Likes tea\nNOTE:{note}"))
    assert ("Likes tea", (f"a note, {why}",)) == (found.memo, found.without)


def test_what_is_nobodys_business_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nGENDER:F\nRELATED:urn:x\nEND:VCARD\n")
    assert [("GENDER", "gender"), ("RELATED", "family")] == opened(path)[0].withheld


# Who it is


def test_a_number_of_a_card_tells_who_it_is_and_is_never_a_payment_cards(read: Read) -> None:
    assert "vcard:a-1" == only(read("FN:Ann\nUID:urn:uuid:a-1")).source
    for uid in ("4111111111111111", "x" * 500, "a\x07b" * 60):
        source = only(read(f"FN:Ann\nUID:{uid}")).source
        assert source.startswith("vcard:uid-")
        assert source == only(read(f"FN:Bo\nUID:{uid}")).source


def test_cards_without_a_number_are_told_apart_and_known_again(read: Read) -> None:
    cards_of = (
        "BEGIN:VCARD\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nFN:Ann\nTEL:5550100\nEND:VCARD"
    )
    first = [one.source for one in read(cards_of) if isinstance(one, Incoming)]
    assert 3 == len(set(first))
    assert first == [one.source for one in read(cards_of) if isinstance(one, Incoming)]


def test_one_number_for_two_people_is_nobodys(read: Read) -> None:
    ann, bo = read("BEGIN:VCARD\nUID:1\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nUID:1\nFN:Bo\nEND:VCARD")
    assert isinstance(ann, Incoming)
    assert isinstance(bo, Incoming)
    assert "vcard:1" == ann.source
    assert bo.source.startswith("vcard:row-")


# As a whole


LINES = st.sampled_from(
    [
        *("BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:3.0", "FN:Ann", "FN;QUOTED-PRINTABLE:=C3=", " ", "", "="),
        *("TEL;", "TEL:1,2/3 or 4", "BDAY:--", "BDAY:99999999", "BDAY:1/1/1", "N:;\\;;,\\", 'X;A=":', "AGENT:", "\\"),
        *("NOTE;ENCODING=B:a", "NOTE;CHARSET=idna;QUOTED-PRINTABLE:=", "UID:", "ORG:;", "item1.X-ABDATE:2001-01-01"),
        *("item1.X-ABLABEL:\u0301", "X-ANDROID-CUSTOM:;;", "EMAIL:<@>", "PHOTO;BASE64:", "KIND:group", "é:ü", "FN:\0"),
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=25), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_no_lines_raise_anything(tmp_path_factory: pytest.TempPathFactory, lines: list[str], encoding: str) -> None:
    path = tmp_path_factory.getbasetemp() / "lines.vcf"
    path.write_bytes("\n".join(["BEGIN:VCARD", *lines]).encode(encoding, "replace"))
    assert_sound(opened(path)[1])


@given(
    st.binary(max_size=200), st.sampled_from([None, "cp1252", "utf-16", "shift_jis", "utf-7", "cp037", "iso2022_jp"])
)
def test_no_bytes_raise_anything(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, encoding: str | None
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.vcf"
    path.write_bytes(b"BEGIN:VCARD\nN:" + content)
    cards.looks_like(content)
    assert_sound(opened(path, encoding)[1])


def assert_sound(found: Found) -> None:
    lines = [one.line for one in found]
    assert lines == sorted(lines)
    for one in found:
        if isinstance(one, Incoming):
            assert one.details.name
            assert one.source.startswith("vcard:")


def test_what_we_export_comes_in_again(oc: Oc, tmp_path: Path) -> None:
    oc("add Margo Klein --phone 'mobile +1 212 555 0143' --email m.k@example.com --nick Mags --at 'Bell, Book; Co'"
       " --role cutter --birthday 11-26 --say MAR-go")  # fmt: skip
    oc("add 'Jörg-Änne Weiß, called “the tall one with a name that a telephone folds”' --birthday 1958-02-28")
    oc("add '山本 太郎'")
    path = tmp_path / "out.vcf"
    path.write_bytes(oc("export --vcard").out.encode())
    margo, weiss, taro = (one for one in opened(path)[1] if isinstance(one, Incoming))
    assert ("Margo Klein", "MAR-go", "Bell, Book; Co", "cutter", YearlyDay(11, 26)) == (
        *(margo.details.name, margo.details.say, margo.details.company, margo.details.role, margo.details.birthday),
    )
    assert (["+1 212 555 0143"], ["m.k@example.com"], ["Mags"]) == tuple(
        handles(margo, kind) for kind in ("phone", "email", "nick")
    )
    assert "Jörg-Änne Weiß, called “the tall one with a name that a telephone folds”" == weiss.details.name
    assert (YearlyDay(2, 28, 1958), "山本 太郎") == (weiss.details.birthday, taro.details.name)


def test_memory_is_flat_in_the_size_of_a_file(tmp_path: Path) -> None:
    peaks = []
    for count in (100, 1_000):
        path = tmp_path / "many.vcf"
        path.write_text("".join(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:Ann {number}\nPHOTO;ENCODING=b:{'A' * 5_000}\nEND:VCARD\n"
            for number in range(count)
        ))  # fmt: skip
        source = cards.open_cards(str(path), Wishes({}), TODAY, None)
        tracemalloc.start()
        assert count == sum(1 for _ in source.people(lambda _: None))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 3 * (1 << 20)


def test_a_birthday_whose_year_could_be_two_is_kept_without_it_and_told_as_of_a_table(read: Read) -> None:
    margo = only(read("FN:Margo\nBDAY:12.03.20"))
    born = margo.details.birthday
    assert born and (None, 3, 12) == (born.year, born.month, born.day)
    assert ("a year of birth, 20 is 1920 or 2020",) == margo.without
