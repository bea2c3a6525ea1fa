"""Every table of the shared cases: how many people, and what was left out with the reason."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from onecustomer.errors import Refused
from tests.transfer.table_files import opened

CASES = Path(os.environ.get("OC_CASES") or Path(__file__).parents[2].parent / "shared" / "cases")
NOBODY = "no name, telephone or e-mail to find them by"
UNCLEAR = "12 May 1949 or 5 Dec 1949: nothing says which"

READ = {
    # what it is; people, with telephone, e-mail, birthday; rows left out; what rows are without
    "made/google.csv": ("Google Contacts, UTF-8", (2, 2, 1, 2), {}, {}),
    "made/kunden-bom-semicolon.csv": ("table of customers, UTF-8", (2, 2, 1, 1), {}, {}),
    "made/shopify.csv": ("Shopify customer export, UTF-8", (6, 3, 4, 0), {NOBODY: 1}, {}),
    "made/square.csv": (
        *("Square customer export, UTF-8", (11, 10, 7, 3), {NOBODY: 1}),
        {"a birthday, there is no 29 Feb 1958": 1, f"a birthday, {UNCLEAR}": 1},
    ),
    "real/csv-spectrum/csvs/comma_in_quotes.csv": ("table of customers, UTF-8", (1, 0, 0, 0), {}, {}),
    "real/csv-spectrum/csvs/location_coordinates.csv": ("table of customers, UTF-8", (1, 1, 0, 0), {}, {}),
    "real/encodings/prenoms.csv": ("table of customers, Windows-1252", (10121, 0, 0, 0), {}, {}),
    "real/names/dataset1.csv": ("table of customers, UTF-8", (1000, 0, 0, 956), {}, {"a birthday": 3}),
    "real/names/dataset2.csv": ("table of customers, UTF-8", (4999, 0, 0, 4879), {NOBODY: 1}, {"a birthday": 10}),
    "real/names/dataset3.csv": ("table of customers, UTF-8", (4994, 0, 0, 4804), {NOBODY: 6}, {"a birthday": 35}),
    "real/names/nicknames.csv": ("table of customers, UTF-8", (2691, 0, 0, 0), {}, {}),
    "real/pos/opensourcepos.csv": ("opensourcepos customer list, UTF-8", (1, 1, 1, 0), {}, {}),
    "real/thunderbird/basic_addressbook.csv": ("Thunderbird address book, UTF-8", (1, 0, 1, 0), {}, {}),
    "real/thunderbird/basic_csv_addressbook.csv": ("Thunderbird address book, UTF-8", (2, 0, 2, 0), {}, {}),
    "real/thunderbird/csv_semicolon.csv": ("Thunderbird address book, UTF-8", (2, 0, 2, 0), {}, {}),
    "real/thunderbird/quote.csv": ("Thunderbird address book, UTF-8", (1, 1, 0, 0), {}, {}),
    "real/thunderbird/shiftjis_addressbook.csv": ("Thunderbird address book, Shift-JIS", (1, 0, 1, 0), {}, {}),
    "real/thunderbird/utf16_addressbook.csv": ("Thunderbird address book, UTF-16", (1, 0, 1, 0), {}, {}),
}
NO_NAMES = "no heading that tells names, telephones or e-mails"
IS_SOMEBODY = "no heading: its first line is already somebody's"
REFUSED = {
    **{f"real/csv-spectrum/csvs/{name}.csv": NO_NAMES for name in ("empty", "empty_crlf", "escaped_quotes", "json")},
    **{f"real/csv-spectrum/csvs/{name}.csv": NO_NAMES for name in ("newlines", "newlines_crlf", "quotes_and_newlines")},
    **{f"real/csv-spectrum/csvs/{name}.csv": NO_NAMES for name in ("simple", "simple_crlf", "utf8")},
    "real/names/nomenklatura.tsv": NO_NAMES,
    "real/names/nomenklatura-not.tsv": NO_NAMES,
    "real/strings/blns.txt": NO_NAMES,
    "real/thunderbird/csv_no_header.csv": IS_SOMEBODY,
    "real/thunderbird/tab_comma_mixed.csv": IS_SOMEBODY,
}

needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")


@needs_cases
def test_the_tables_below_have_every_file() -> None:
    files = [path for end in ("csv", "tsv", "txt") for path in CASES.rglob(f"*.{end}")]
    assert {*READ, *REFUSED} == {path.relative_to(CASES).as_posix() for path in files}


@needs_cases
@pytest.mark.parametrize("name", READ)
def test_a_file_is_read(name: str) -> None:
    told, counts, left_out, without = READ[name]
    found = opened(CASES / name)
    assert (told, counts) == (found.source.told, found.counts())
    assert left_out == dict(Counter(found.left_out.values()))
    reasons = Counter(why for one in found.without.values() for why in one)
    whole = without == dict(reasons)
    assert whole or without == dict(Counter(why.split(",")[0] for why in reasons.elements()))


@needs_cases
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_table_of_people_says_what_to_type(name: str) -> None:
    with pytest.raises(Refused) as refused:
        opened(CASES / name)
    assert REFUSED[name] in refused.value.sentence
    assert "oc import --map" in refused.value.command


@needs_cases
def test_a_file_without_a_heading_is_read_as_the_line_to_type_says() -> None:
    path = CASES / "real/thunderbird/csv_no_header.csv"
    with pytest.raises(Refused) as refused:
        opened(path)
    assert f'oc import --map "1=name" --map "4=email" "{path}"' in refused.value.command
    assert (2, 0, 2, 0) == opened(path, ["1=name", "4=email"]).counts()


@needs_cases
def test_what_is_left_out_on_purpose_is_named() -> None:
    assert [("soc_sec_id", "an identity document")] == list(opened(CASES / "real/names/dataset1.csv").source.withheld)
    assert [("Gender", "gender"), ("Discount", "money"), ("Discount_Type", "money")] == list(
        opened(CASES / "real/pos/opensourcepos.csv").source.withheld
    )
