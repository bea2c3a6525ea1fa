"""Exports as programs write them in other languages: what a heading means, and what stands in the cells below."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onecustomer.domain.transfer.reading.headings import words
from onecustomer.domain.transfer.reading.headings.heading import meaning
from onecustomer.store import kinds
from tests.transfer.table_files import Opened, born, handles

Table = Callable[..., Opened]

THEIRS = (
    "Tel. dienstlich;Tel. privat;Mobil-Tel.-Nr.;Téléphone (voiture);Tél. professionnel;Telefoon op werk;Altro telefono"
)
NOT_THEIRS = "Telefon Assistent;Asst Phone;Téléphone de l'assistant(e);Emergency Contact Phone;Fax geschäftlich;Office"


@pytest.mark.parametrize("heading", [*THEIRS.split(";"), "Número de móvil", "Téléphone 2 (bureau)"])
def test_a_telephone_is_theirs_wherever_it_stands(heading: str) -> None:
    assert words.PHONE == meaning(heading)


@pytest.mark.parametrize("heading", NOT_THEIRS.split(";"))
def test_a_telephone_of_somebody_else_is_not_theirs(heading: str) -> None:
    assert words.PHONE != meaning(heading)


@pytest.mark.parametrize(
    "heading,field",
    [
        *(("Primäre E-Mail-Adresse", "email"), ("Première adresse électronique", "email"), ("Account Name", "company")),
        *(("MOBILEPHONE", "phone"), ("landLine", "phone"), ("Job Position", "role"), ("Né(e) le", "birthday")),
        *(("First Visit Date", "since"), ("Created At (UTC+0)", "since"), ("Creation Date", "since")),
        *(("Email subscriber status", "says:e-mail marketing"), ("Libellés", "says:tags"), ("Pseudo", "nick")),
    ],
)
def test_headings_of_programs_abroad(heading: str, field: str) -> None:
    assert field == meaning(heading)


def test_a_birthday_in_three_columns_of_german_is_one_day(table: Table) -> None:
    heading = "Vorname;Nachname;Anzeigename;Primäre E-Mail-Adresse;Geburtsjahr;Geburtsmonat;Geburtstag"
    found = table(f"{heading}\nMargo;Klein;Margo Klein;m@x.com;1980;3;12\nJim;Klein;Jim;j@x.com;;11;25\n")
    assert "Thunderbird address book, UTF-8" == found.source.told
    assert [(1980, 3, 12), (None, 11, 25)] == list(map(born, found.people))


def test_a_whole_birthday_beside_its_month_and_year_stays_whole(table: Table) -> None:
    found = table("Name,Birthday,Birth month,Birth year\nMargo,1980-03-12,3,1980\n")
    assert ((1980, 3, 12), ()) == (born(found.only), found.only.without)


def test_days_with_dashes_are_settled_by_one_of_them(table: Table) -> None:
    found = table("Naam;Verjaardag\nMargo;12-3-1980\nJim;1-12-1981\nJuli;25-11-1975\n")
    assert [(1980, 3, 12), (1981, 12, 1), (1975, 11, 25)] == list(map(born, found.people))
    assert ["Verjaardag: 25-11-1975 stands in it, so that column is read day first"] == list(found.source.notes)


@pytest.mark.parametrize("heading", ["ID client Square", "ID de cliente de Square", "Square-Kunden-ID"])
def test_squares_own_numbers_tell_who_somebody_is_in_every_language(table: Table, heading: str) -> None:
    found = table(f"Prénom,Nom de famille,{heading}\nMargo,Klein,SQ1\n")
    assert ("square:SQ1", True) == (found.only.source, found.only.is_sure)


def test_home_is_a_telephone_beside_that_of_a_pocket_abroad(table: Table) -> None:
    for headings in ("Abitazione;Ufficio;Cellulare", "Particular;Teléfono del trabajo;Número de móvil"):
        one = table(f"Nome;{headings}\nAna;2125550100;2125550101;2125550102\n").only
        assert ["2125550100", "2125550101", "2125550102"] == handles(one, kinds.PHONE)


def test_only_the_name_that_is_read_is_said_to_be_turned_round(table: Table) -> None:
    found = table('Name,Display Name,Related Company\nMargo Klein,"Acme, Margo Klein",Acme\n')
    assert ("Margo Klein", "Acme") == (found.only.details.name, found.only.details.company)
    assert [] == list(found.source.notes)
