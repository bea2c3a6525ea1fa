"""What may be said of a file: `--map` and `--encoding`, and what is answered where that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from onecustomer.cli.app import app
from onecustomer.cli.commands.data.import_wishes import ENCODINGS, FIELDS, wishes
from tests.words import Oc

WRONG = {
    "Telefon": "--map takes a heading of the file and what it means, with = between them.",
    "=phone": "--map takes a heading of the file and what it means, with = between them.",
    "Telefon=": "Nothing is said that “Telefon” could mean.",
    "Telefon=fon": "“fon” is nothing that “Telefon” could mean.",
}


@pytest.mark.parametrize("typed", WRONG)
def test_a_wrong_map_is_one_sentence_and_what_to_type(oc: Oc, db: Path, typed: str) -> None:
    sentence, hint = oc("import", "kunden.csv", "--map", typed).complained(2).splitlines()
    assert f"oc: {WRONG[typed]}" == sentence
    assert hint.startswith("oc: hint: ") and 'oc import FILE --map "Telefon=phone"' in hint
    assert not db.exists()


def test_what_a_heading_may_mean_is_named(oc: Oc) -> None:
    complained = oc("import", "kunden.csv", "--map", "Telefon=fon").complained(2)
    assert [] == [field for field in FIELDS if field not in complained]


def test_a_heading_means_one_thing(oc: Oc) -> None:
    complained = oc("import", "kunden.csv", "--map", "Nr=phone", "--map", "Nr=id").complained(2)
    assert "oc: “Nr” cannot be both phone and id.\n" in complained


def test_a_heading_may_have_an_equals_sign_of_its_own_and_a_field_capitals_and_blanks() -> None:
    assert {"a=b": "last-visit", "Tel": "phone"} == wishes(
        ["a=b= Last Visit ", "Tel =PHONE", "Tel=phone"], None
    ).columns


@pytest.mark.parametrize("typed", ["klingon", "base64", "rot13", "undefined"])
def test_an_encoding_that_there_is_not_is_refused(oc: Oc, file: Callable[[str], str], typed: str) -> None:
    path = file("Name,Phone\nAnn Lee,212 555 0100\n")
    assert f"oc: There is no encoding “{typed}”." in oc("import", path, "--encoding", typed).complained(1)


@pytest.mark.parametrize("typed", [*ENCODINGS, "UTF8", "windows-1252", "ISO-8859-1"])
def test_an_encoding_has_many_names(oc: Oc, file: Callable[[bytes], str], typed: str) -> None:
    path = file("Name,Phone\nAnn Lee,212 555 0100\n".encode(typed))
    assert "1 person is new: Ann Lee\n" in oc("import", path, "--encoding", typed).out


def test_the_help_names_every_field(oc: Oc) -> None:
    oc("--help")
    page = " ".join((typer.main.get_group(app).commands["import"].help or "").split())
    assert f"A FIELD is {', '.join(FIELDS[:-1])}, or skip, which is not kept." in page


def test_tab_offers_encodings(fresh: Oc) -> None:
    told = fresh(_OC_COMPLETE="complete_bash", COMP_WORDS="oc import k.csv --encoding cp12", COMP_CWORD="4")
    assert ["cp1252", "cp1250", "cp1251"] == told.out.split()
