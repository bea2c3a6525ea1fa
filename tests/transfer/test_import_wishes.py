"""What may be said of a file: `--map` and `--encoding`, and what is answered where that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from onecustomer.cli.app import app
from onecustomer.cli.complete import ENCODINGS
from onecustomer.domain.transfer.reading.headings.words import FOR_MAP
from tests.words import Oc


@pytest.mark.one_till("the store is there before")
@pytest.mark.parametrize("typed", ["Telefon", "=phone", "Telefon=", "Telefon=fon"])
def test_a_wrong_map_is_one_sentence_and_what_to_type(oc: Oc, db: Path, typed: str) -> None:
    sentence, hint = oc("import", "kunden.csv", "--map", typed).complained(1).splitlines()
    assert sentence.startswith(f"oc: “{typed}” does not say what a heading means")
    assert [] == [field for field in FOR_MAP if field not in sentence]
    example = "Telefon=memo" if typed.startswith("Telefon=") else "Telefon=phone"
    assert f'oc: hint: oc import --map "{example}" FILE; nothing was imported' == hint
    assert not db.exists()


def test_a_heading_that_is_not_there_is_said_with_those_that_are(oc: Oc, file: Callable[[str], str]) -> None:
    said = oc("import", file("Wer;Fon\nAnn Lee;212 555 0100\n"), "--map", "Telefon=phone").complained(1)
    assert "has no heading “Telefon”; it has “Wer”, “Fon”." in said


def test_a_table_that_is_not_understood_is_told_what_to_type_and_that_is_enough(
    oc: Oc, file: Callable[[str], str]
) -> None:
    path = file("Wer;Fon a;Rabatt\nAnn Lee;212 555 0100;10\n")
    command = oc("import", path).complained(1).splitlines()[2]
    assert f'oc import --map "Wer=name" --map "Fon a=phone" "{path}"' == command
    answer = oc("import", path, "--map", "Wer=name", "--map", "Fon a=phone", "--map", "Rabatt=skip")
    assert "  1 person is new: Ann Lee\n" in answer.out


@pytest.mark.one_till("the store is there before")
def test_the_line_to_type_has_all_that_was_typed_and_is_never_broken(
    oc: Oc, db: Path, file: Callable[[str], str]
) -> None:
    path = file("Wer;Fon a;Was;Loves\nAnn Lee;212 555 0100;x;navy\n")
    words = ["--dry-run", "--update", "--encoding", "utf-8", "--map", "Loves=memo"]
    *_, command = oc("import", path, *words, COLUMNS="40").complained(1).splitlines()
    typed = '--dry-run --update --encoding utf-8 --map "Loves=memo" --map "Wer=name" --map "Fon a=phone"'
    assert f'oc import {typed} "{path}"' == command
    assert "would be new: Ann Lee" in oc(command.removeprefix("oc ")).out
    assert not db.exists()


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
    assert f"A FIELD is {', '.join(FOR_MAP[:-1])}, or skip, which is not kept." in page


def test_tab_offers_encodings(fresh: Oc) -> None:
    told = fresh(_OC_COMPLETE="complete_bash", COMP_WORDS="oc import k.csv --encoding cp12", COMP_CWORD="4")
    assert ["cp1252", "cp1250", "cp1251"] == told.out.split()
