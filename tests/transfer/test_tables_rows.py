"""Rows of tables: quotes, lines, letters, and a file of forty kinds of trouble."""

from __future__ import annotations

import csv
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.transfer.reading.tables.records import Broken, parted
from onecustomer.errors import Refused
from onecustomer.store import kinds
from tests.transfer.table_files import Opened, born, handles, opened

Table = Callable[..., Opened]
NOBODY = "no name, telephone or e-mail to find them by"
UNCLOSED = "a quote in it does not close where it should"
HIDDEN = "its name has a hidden or control character (U+{}) at position {}, and nothing else tells who it is"
NO_PHONE = "a telephone, it is no telephone number"

HEADING = "First Name,Last Name,Phone,Email,Birthday,Memo,ID,Company,Last Visit"
TROUBLES: list[tuple[str, Any]] = [
    # a row, and its name with what it is without; or why the whole row is left out
    ("Ann,Lee,2125550100,a@x.com,1980-05-03,tea,K1,Acme,2026-01-02", ("Ann Lee",)),
    (",,,,,likes tea,K2,,", NOBODY),
    ("Bo,Lee,12,,,,,,", ("Bo Lee", NO_PHONE)),
    ("Cy,Lee,,nobody,,,,,", ("Cy Lee", "an e-mail, it is no e-mail address")),
    ("Di,Lee,,,1958-02-29,,,,", ("Di Lee", "a birthday, there is no 29 Feb 1958")),
    ("Ed,Lee,,,11/12/1958,,,,", ("Ed Lee", "a birthday, 11 Dec 1958 or 12 Nov 1958: nothing says which")),
    ("Fy,Lee,,,2090-01-01,,,,", ("Fy Lee", "a birthday, 1 Jan 2090 is still to come")),
    ("Gi,Lee,,,25569,,,,", ("Gi Lee", "a birthday, “25569” is a number of a spreadsheet's, and not a day")),
    ("Ho,Lee,,,,4111 1111 1111 1111,,,", ("Ho Lee", "a memo, it has what looks like a card number")),
    ("Io,Lee,,,,DE89 3704 0044 0532 0130 00,,,", ("Io Lee", "a memo, it has what looks like a bank account (IBAN)")),
    ("Jo,Lee,,,,her password is tulip,,,", ("Jo Lee", "a memo, it has words of passwords")),
    (f"Ko,Lee,,,,{'x' * 4001},,,", ("Ko Lee", "a memo, it has 4,001 characters; 4,000 is the most")),
    (f"{'L' * 201},,2125550101,,,,,,", ("Customer …01", "a name, it has 201 characters; 200 is the most")),
    (
        "\x1b[2JMo,Lee,,,,,,,",
        HIDDEN.format("001B", 1),
    ),
    ("No,Lee", ("No Lee",)),
    ("Om,Lee,2125550102,,,", ("Om Lee",)),
    ("Pi,Lee,2125550103,,,,,,,,", ("Pi Lee",)),
    ("Qi,Lee,2125550104,,,tea,,,,more", ("Qi Lee", "1 cell that is too many")),
    ('Ro,Lee,2125550105,,,"likes tea,,,', UNCLOSED),
    ('Si,Lee,,,,"she said "hi" to us",,,', ("Si Lee",)),
    ('Ty,Lee,,,,6" heels,,,', ("Ty Lee",)),
    ('Ul,Lee,,,,"two\nlines",,,', ("Ul Lee",)),
    ("'+Vi,Lee,'+12125550106,,,'=1+1,,,", ("+Vi Lee",)),
    ("Wu,Lee,2125550107 / 2125550108,,,,,,", ("Wu Lee",)),
    ("Xi,Lee,4.91715E+11,,,,,,", ("Xi Lee", "a telephone, it is what a spreadsheet made of a long number")),
    ("Yu,Lee,2125550109.0,,,,,,", ("Yu Lee",)),
    ("Zo,Lee,378282246310005,,,,,,", ("Zo Lee", "a telephone, it has what looks like a card number")),
    (HEADING, "the heading once more"),
    (",,,c@x.com,,,,,", ("c",)),
    (",,2125550110,,,,,,", ("Customer …10",)),
    (",,,,,,,Bell & Sons,", ("Bell & Sons",)),
    ("4711,,2125550111,,,,,,", ("Customer …11", "a name, it has no letter")),
    (
        "An\0na,Lee,,,,,,,",
        HIDDEN.format("0000", 3),
    ),
    ("Be,Lee,,,,,4111111111111111,,", ("Be Lee", "a customer number, it has what looks like a card number")),
    ("Ce,Lee,,,,,,,2090-01-01", ("Ce Lee", "a last visit, 1 Jan 2090 is still to come")),
    ("De,Lee,,,1604-12-24,,,,", ("De Lee",)),
    ("Ef,Lee,,,0/0/00,,,,", ("Ef Lee",)),
    ("Ge,Lee,,d@x.com; e@x.com,,,,,", ("Ge Lee",)),
    ("  Ha  ,  Lee  ,,,,,,,", ("Ha Lee",)),
    ('"=HYPERLINK(""http://x"",""y"")",,,,,,,,', ('=HYPERLINK("http://x","y")',)),
]


def test_forty_troubles_are_each_told_and_cost_no_other_row(table: Table) -> None:
    assert 40 == len(TROUBLES)
    found = table("\n".join([HEADING, *(row for row, _ in TROUBLES)]) + "\n")
    assert 40 == len(found.rows)
    told = [
        (one.details.name, *one.without) if one in found.people else one.why  # type: ignore[union-attr]
        for one in found.rows
    ]
    assert [told for _, told in TROUBLES] == told
    lines = [2 + sum(row.count("\n") + 1 for row, _ in TROUBLES[:place]) for place in range(40)]
    assert lines == [one.line for one in found.rows]


def test_what_troubles_leave_is_kept_as_it_stood(table: Table) -> None:
    rows = {one.details.name: one for one in table(f"{HEADING}\n" + "\n".join(row for row, _ in TROUBLES)).people}
    assert 'she said "hi" to us' == rows["Si Lee"].memo
    assert "two\nlines" == rows["Ul Lee"].memo
    assert ("=1+1", ["+12125550106"]) == (rows["+Vi Lee"].memo, handles(rows["+Vi Lee"], kinds.PHONE))
    assert ["2125550107", "2125550108"] == handles(rows["Wu Lee"], kinds.PHONE)
    assert ["2125550109"] == handles(rows["Yu Lee"], kinds.PHONE)
    assert ["d@x.com", "e@x.com"] == handles(rows["Ge Lee"], kinds.EMAIL)
    assert (None, 12, 24) == born(rows["De Lee"])
    assert [False, False, True] == [rows[name].is_named for name in ("c", "Customer …10", "Bell & Sons")]


@pytest.mark.parametrize(
    "content",
    [
        "sep=;\r\nName;Phone\r\nAnn;2125550100\r\n",
        "Name\tPhone\nAnn\t2125550100",
        "Name|Phone\rAnn|2125550100\r",
        'Export of 3 May 2026\n\n"Name","Phone"\n"Ann","2125550100"\n',
        "Our customers;;\r\nMade on 2026-05-03;;\r\n;;\r\nName;Phone;\r\nAnn;2125550100;\r\n",
        'Name;Phone\nAnn;"=""2125550100"""\n',
        "\ufeffName,Phone\nAnn,2125550100\n\n,\n",
        f"Name,Phone,Memo\nAnn,2125550100,{';|' * 1_500}\n",
    ],
)
def test_what_stands_around_a_table_does_not_matter(table: Table, content: str) -> None:
    ann = table(content).only
    assert ("Ann", ["2125550100"]) == (ann.details.name, handles(ann, kinds.PHONE))


@pytest.mark.parametrize(
    "encoding,told,note",
    [
        *((name, said, None) for name, said in (("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"))),
        *((name, said, None) for name, said in (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))),
        *((name, said, None) for name, said in (("utf-32", "UTF-32"), ("utf-32-le", "UTF-32"))),
        ("cp1252", "Windows-1252", "line 3 is not UTF-8, so it is read as cp1252"),
    ],
)
def test_letters_are_read_in_the_encoding_of_the_file(table: Table, encoding: str, told: str, note: str | None) -> None:
    found = table("Name,Phone\nAnn,2125550100\nZoë O’Neil,2125550101\n".encode(encoding))
    assert ["Ann", "Zoë O’Neil"] == found.names
    assert f"table of customers, {told}" == found.source.told
    assert ([] if note is None else [True]) == [str(note) in one for one in found.source.notes]


def test_one_line_that_is_no_utf_8_spoils_no_other(table: Table) -> None:
    found = table("Name\nZoë\nŁuk\n".encode() + "Jürg\n".encode("cp1252"))
    assert ["Zoë", "Łuk", "Jürg"] == found.names
    assert ["line 4 has bytes that are no UTF-8, and is read as cp1252 (Western Windows)"] == list(found.source.notes)


def test_the_shop_may_say_the_encoding(table: Table) -> None:
    content = "Name\nИван Петров\n".encode("cp1251")
    assert ["Иван Петров"] == table(content, encoding="cp1251").names
    for encoding, sentence in (("utf-8", "is not UTF-8 text"), ("klingon", "There is no encoding")):
        with pytest.raises(Refused) as refused:
            table(content, encoding=encoding)
        assert sentence in refused.value.sentence


def test_a_row_without_a_number_has_one_made_of_what_stays(table: Table) -> None:
    rows = "John Smith,,1/2/1980,{}\nJohn Smith,,1/2/1980,{}\nAnn,2125550100,,{}\nAnn,2125550100,,{}\n"
    first = table("Name,Phone,Birthday,Last visit\n" + rows.format(*["2026-01-02"] * 4))
    later = table("Name,Phone,Birthday,Last visit\n" + rows.format(*["2026-11-02"] * 4), order="day-first")
    numbers = [one.source for one in first.people]
    assert numbers == [one.source for one in later.people]
    assert numbers[0].removesuffix("-1") == numbers[1].removesuffix("-2"), "two people, as nothing says they are one"
    assert numbers[2] == numbers[3], "one person, as the telephone says"
    assert all(one.is_sure for one in first.people)


ROWS = st.lists(st.lists(st.text("ab\"',;\n é", max_size=6), min_size=2, max_size=4), min_size=1, max_size=6)


@given(ROWS, st.sampled_from([",", ";", "\t", "|"]))
def test_what_is_written_as_csv_is_read_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    assert rows == [row for _, row in parted(io.StringIO(written.getvalue(), newline=""), delimiter)]


@given(st.text('ab",\n', max_size=60))
def test_no_quote_takes_a_line_from_the_count(text: str) -> None:
    lines = text.count("\n") + (not text.endswith("\n") and bool(text))
    found = list(parted(io.StringIO(text, newline=""), ","))
    begins = [line for line, _ in found]
    assert begins == sorted(set(begins))
    assert all(1 <= line <= lines for line in begins)
    assert all(isinstance(row, list | Broken) for _, row in found)


LONG = 120_000
ENDLESS_CELLS = {
    "signs of e-mails": "@" * LONG,
    "an address": "<" + "@." * (LONG // 2),
    "e-mails": "a@b.c;" * (LONG // 6),
    "telephones": "1234567/" * (LONG // 8),
    "passwords": "pw1 " * (LONG // 4),
    "digits": "1 " * (LONG // 2),
    "blanks": "0" + " " * LONG + "\n1",
    "marks": "e" + "\u0301" * LONG,
    "letters that are many": "ﷺ" * (LONG // 4),
}


@pytest.mark.parametrize("what", ENDLESS_CELLS)
def test_no_cell_takes_long(table: Table, what: str) -> None:
    headings = ["Name", "Phone", "Email", "Birthday", "Memo", "Tags", "Customer since", "ID"]
    started = time.process_time()
    for place in range(len(headings)):
        row = ["Ann", *[""] * (len(headings) - 1)]
        row[place] = f'"{ENDLESS_CELLS[what]}"'
        assert 1 == len(table(",".join(headings) + "\n" + ",".join(row) + "\n").rows)
    with pytest.raises(Refused):
        table(f'"{ENDLESS_CELLS[what]}",b,c\n1,2,3\n')
    assert time.process_time() - started < 10


WORDS = st.sampled_from(["Name", "Vorname", "Telefon", "E-Mail", "Geburtstag", "Notes", "ID", "Tags", "", "Foo"])
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["a@b.c", "2125550100", "31/12/1990", "1/2/1990", "Klein, Margo", "'+1", '="1"', '"', "\0", "\r"]),
)


@given(
    st.lists(WORDS, min_size=1, max_size=6),
    st.lists(st.lists(CELLS, max_size=7), max_size=5),
    st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-32-be"]),
    st.sampled_from([",", ";", "\t", "|"]),
    st.booleans(),
)
def test_whatever_a_file_has_it_is_read_or_refused_in_a_sentence(
    heading: list[str], rows: list[list[str]], encoding: str, delimiter: str, is_quoted: bool
) -> None:
    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if is_quoted else cell

    text = "\n".join(delimiter.join(map(written, row)) for row in [heading, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(text.encode(encoding, "replace"))
        try:
            found = opened(path)
        except Refused as refused:
            assert refused.sentence.endswith(".")
            assert refused.hint
        else:
            lines = [one.line for one in found.rows]
            assert lines == sorted(set(lines))


def test_a_row_of_which_only_a_bad_telephone_is_there_says_so_once(table: Table) -> None:
    found = table("Name,Phone\nAnn,2125550100\n,12\n")
    assert {3: "its telephone is no telephone number, and nothing else tells who it is"} == found.left_out


@pytest.mark.parametrize(
    "cell,said",
    [
        ("spring 2020", "“spring 2020” is no day"),
        ("when we moved to the other side of town", "“when we moved to the other si…” is no day"),
        ("4111 1111 1111 1111", "it is no day"),
    ],
)
def test_a_day_that_is_none_is_said_back(table: Table, cell: str, said: str) -> None:
    found = table(f"Name;Customer since\nAnn;{cell}\n")
    assert {2: (f"a first visit, {said}",)} == found.without
