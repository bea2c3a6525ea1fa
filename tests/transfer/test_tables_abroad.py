"""Exports as programs write them in other languages: what a heading means, and what stands in the cells below."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onecustomer.domain.transfer.reading.headings import words
from onecustomer.domain.transfer.reading.headings.heading import meaning
from onecustomer.errors import Refused
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
        *(
            ("Tel. (p)", "phone"),
            ("Tel (Mob)", "phone"),
            ("Natel", "phone"),
            ("Tlf.", "phone"),
            ("Given Names", "first"),
        ),
        *(("DATE NAISSANCE", "birthday"), ("F. nacimiento", "birthday"), ("Dt. Nascimento", "birthday")),
        *(("Nato/a il", "birthday"), ("Last Appt", "last-visit"), ("Obs.", "memo"), ("Correo-e", "email")),
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


@pytest.mark.parametrize(
    "cell,name",
    [
        *(
            ("O&#39;Neil", "O'Neil"),
            ("Klein &amp; Wei&szlig;", "Klein & Weiß"),
            ("Bell & Sons; Ltd", "Bell & Sons; Ltd"),
        ),
        *(("R&D; Ann", "R&D; Ann"), ("&#x4e;ora&nbsp;", "Nora"), ("Nan", "Nan")),
    ],
)
def test_letters_of_web_pages_are_read_as_they_are_shown(table: Table, cell: str, name: str) -> None:
    assert name == table(f'Name,Phone\n"{cell}",2125550100\n').only.details.name


@pytest.mark.parametrize("cell", ["nan", "NaN", "\\N", "#N/A", "k.A.", "keine Angabe", "n/d", "\u2013", "(blank)"])
def test_a_cell_that_only_says_that_there_is_nothing_is_empty(table: Table, cell: str) -> None:
    ann = table(f"Name,Phone,Email,Birthday,Company,Notes,Newsletter\nAnn{f',{cell}' * 6}\n").only
    assert (None, None, None, (), ()) == (ann.details.company, ann.memo, born(ann), ann.records, ann.without)
    assert ["source"] == [kind for kind, _ in ann.details.handles]


@pytest.mark.parametrize(
    "cell,emails",
    [
        *(("a@x.com/b@x.com", ["a@x.com", "b@x.com"]), ("a@x.com (work)", ["a@x.com"]), ("a/b@x.com", ["a/b@x.com"])),
        *(("mailto:a@x.com; b@x.com (old)", ["a@x.com", "b@x.com"]), ("(none yet)", [])),
    ],
)
def test_e_mails_of_one_cell_are_told_apart(table: Table, cell: str, emails: list[str]) -> None:
    assert emails == handles(table(f'Name,Email\nAnn,"{cell}"\n').only, kinds.EMAIL)


@pytest.mark.parametrize(
    "cell,numbers",
    [
        ("0171 2345678 oder 030 123456", ["0171 2345678", "030 123456"]),
        ("M: 0171 2345678, T: 030 1234567", ["0171 2345678", "030 1234567"]),
        *(("p:+12125550142", ["+12125550142"]), ("0171\u00a02345678", ["0171 2345678"])),
        *(("Tel: 0171 2345678", ["0171 2345678"]), ("tel:+49-171-2345678", ["+49-171-2345678"])),
    ],
)
def test_telephones_of_one_cell_are_told_apart(table: Table, cell: str, numbers: list[str]) -> None:
    assert numbers == handles(table(f'Name,Phone\nAnn,"{cell}"\n').only, kinds.PHONE)


def test_how_somebody_is_addressed_is_not_what_they_do(table: Table) -> None:
    found = table("Name,Title\nAnn,Ms\nBo,Herr Dr.\nCy,Tailor\n")
    assert [None, None, "Tailor"] == [one.details.role for one in found.people]


@pytest.mark.parametrize("name", ["Gesamt: 2 Kunden", "Total 3 customers", "Totale: 12"])
def test_a_count_below_a_table_is_nobody(table: Table, name: str) -> None:
    assert {3: "a sum, and nobody"} == table(f"Name;Phone\nAnn;2125550100\n{name};\n").left_out


def test_whoever_did_not_opt_out_is_not_said_to_want_no_marketing(table: Table) -> None:
    found = table('Name,Email Opt Out,Tags\nAnn,false,\nBo,true,"""Silk"", ""Wool"""\n')
    says = "The old list says: "
    assert [(), (f"{says}wants no marketing: yes", f"{says}tags: Silk, Wool")] == [one.records for one in found.people]


def test_a_fax_of_google_is_called_one(table: Table) -> None:
    heading = "First Name,E-mail 1 - Value,Labels,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value"
    found = table(f"{heading}\nAnn,a@x.com,,Work Fax,2125550100,Mobile,2125550101\n")
    assert ["2125550100 fax", "2125550101"] == handles(found.only, kinds.PHONE)


@pytest.mark.parametrize(
    "content,name,told",
    [
        ("Name;Ort\rJürgen Weiß;Köln\r".encode("mac_roman"), "Jürgen Weiß", "Mac Roman"),
        ("Name;Phone\nАнна Иванова;+7 912 3456789\n".encode("cp1251"), "Анна Иванова", "Windows-1251"),
        ("Name;Phone\nŁukasz Żak-Małecki;601234567\n".encode("cp1250"), "Łukasz Żak-Małecki", "Windows-1250"),
        ("Name;Notes\nRené Groß;£5, 3 m³, ¿qué?\n".encode("cp1252"), "René Groß", "Windows-1252"),
        ("Name;Notes\nÄÖÜ Größe;cœur\n".encode("cp1252"), "ÄÖÜ Größe", "Windows-1252"),
    ],
)
def test_a_code_page_is_told_by_the_letters_of_its_words(table: Table, content: bytes, name: str, told: str) -> None:
    found = table(content)
    assert ([name], f"table of customers, {told}") == (found.names, found.source.told)
    assert "--encoding" in found.source.notes[0]


def test_letters_that_were_made_utf_8_twice_are_read_as_they_were_meant(table: Table) -> None:
    meant = "Prénom;Nom;Téléphone\nRenée;Groß – O’Neil;2125550100\n"
    twice = meant.encode().decode("cp1252").encode("utf-8-sig")
    found = table(twice)
    assert (["Renée Groß – O’Neil"], ["2125550100"]) == (found.names, handles(found.only, kinds.PHONE))
    assert ["its letters were made UTF-8 twice, as “Ã©”, and are read as they were meant"] == list(found.source.notes)
    assert ["Ã©ric Müller", "Jürgen"] == table("Name\nÃ©ric Müller\nJürgen\n").names  # others are as they should be


def test_who_uses_the_other_program_is_no_customer_where_somebody_else_is(table: Table) -> None:
    heading = "User Name,User Email,Invitee Name,Invitee Email,Text Reminder Number"
    found = table(f"{heading}\nJeff Ito,jeff@x.com,Margo Klein,m@x.com,2125550142\n").only
    assert ("Margo Klein", ["m@x.com"]) == (found.details.name, handles(found, kinds.EMAIL))
    alone = table("User Name,User Email\nMargo Klein,m@x.com\n").only
    assert ("Margo Klein", ["m@x.com"]) == (alone.details.name, handles(alone, kinds.EMAIL))
    own = table("First Name,Last Name,User Name,User Email\nMargo,Klein,mk,m@x.com\n").only
    assert ("Margo Klein", ["m@x.com"]) == (own.details.name, handles(own, kinds.EMAIL))


def test_names_under_a_heading_that_nobody_understands_are_asked_about_and_not_lost(table: Table) -> None:
    content = "Wer,Handynummer\nMargo Klein,0171 2345678\nJim O'Neil,030 123456\n"
    with pytest.raises(Refused) as refused:
        table(content)
    assert "has what look like names under “Wer”, and no heading that says so." in refused.value.sentence
    assert 'oc import --map "Wer=name"' in refused.value.command
    assert ["Margo Klein", "Jim O'Neil"] == table(content, "Wer=name").names
    assert [False, False] == [one.is_named for one in table(content, "Wer=skip").people]
    assert [False] == [one.is_named for one in table("Status,Phone\nactive,2125550100\n").people]
