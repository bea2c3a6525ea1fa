"""Which column is what: exports of many programs in many languages, and what the shop says of the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onecustomer.domain.transfer.reading.headings import heading, words
from onecustomer.domain.transfer.reading.headings.heading import meaning
from onecustomer.errors import Refused
from onecustomer.store import kinds
from tests.transfer.table_files import Opened, born, handles

Table = Callable[..., Opened]

GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,Maiden Name,Birthday,"
    "Gender,Billing Information,Notes,Language,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,"
    "Phone 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
    "Dr. Ann M. Lee,Ann,M.,Lee,,Dr.,,Annie,,1980-05-03,,,tea,,* myContacts ::: VIP,* Home,a@x.com ::: b@x.com,Mobile,"
    "212 555 0100,Acme,Boss\n"
)
OUTLOOK = (
    '"Title","First Name","Last Name","Company","Job Title","Business Phone","Mobile Phone","Anniversary","Birthday",'
    '"Categories","E-mail Address","E-mail Display Name","E-mail 2 Address","Government ID Number","Notes","Spouse"\n'
    '"Mr","Ann","Lee","Acme","Boss","212 555 0100","","0/0/00","5/30/1980","VIP","a@x.com","Ann (a@x.com)","b@x.com",'
    '"","tea","Bob"\n'
)
OUTLOOK_GERMAN = (
    '"Anrede";"Vorname";"Nachname";"Firma";"Position";"Telefon geschäftlich";"Mobiltelefon";"Geburtstag";"Jahrestag";'
    '"E-Mail-Adresse";"Notizen";"Kategorien"\n'
    '"Frau";"Ann";"Lee";"Acme";"Boss";"212 555 0100";"";"03.05.1980";"0.0.00";"a@x.com";"tea";"VIP"\n'
).encode("cp1252")
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,Job Title,Organization,"
    "Birth Year,Birth Month,Birth Day,Notes,Screen Name\n"
    "Ann,Lee,Ann Lee,Annie,a@x.com,b@x.com,212 555 0100,Boss,Acme,1980,5,3,tea,annlee\n"
)
SHOPIFY_OLD = (
    "First Name,Last Name,Email,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,"
    "Accepts Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt\n"
    "Ann,Lee,a@x.com,Acme,,,,,,,,,'+12125550100,yes,1.00,2,VIP,tea,no\n"
)
SAID = ("Shopify says: e-mail marketing: yes",)
TEN_OF_SQUARE = (
    "First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,Birthday,Memo,First Visit,Last Visit\n"
    "Ann,Lee,a@x.com,'+12125550100,Annie,Acme,1980-05-03,tea,2019-03-02,2026-09-01\n"
)


@pytest.mark.parametrize(
    "content,told,records",
    [
        (GOOGLE_OLD, "Google Contacts, UTF-8", ("Google says: tags: VIP",)),
        (OUTLOOK, "Outlook contacts, UTF-8", ("Outlook says: tags: VIP",)),
        (OUTLOOK_GERMAN, "Outlook contacts, Windows-1252", ("Outlook says: tags: VIP",)),
        (THUNDERBIRD, "Thunderbird address book, UTF-8", ()),
        (
            SHOPIFY_OLD,
            "Shopify customer export, UTF-8",
            ("Shopify says: e-mail marketing: yes", "Shopify says: tags: VIP"),
        ),
        (TEN_OF_SQUARE, "Square customer export, UTF-8", ()),
    ],
)
def test_each_program_is_known_by_its_headings(
    table: Table, content: str | bytes, told: str, records: tuple[str, ...]
) -> None:
    found = table(content)
    ann = found.only
    assert told == found.source.told
    assert ("Acme", "tea", "a@x.com", records) == (
        ann.details.company,
        ann.memo,
        handles(ann, kinds.EMAIL)[0],
        ann.records,
    )
    assert ann.details.name in ("Ann Lee", "Ann M. Lee")
    assert (5, None) in ((day[1], None) for day in [born(ann) or (None, 5, 0)])
    assert handles(ann, kinds.PHONE) in (["212 555 0100"], ["+12125550100"])
    assert () == ann.without


@pytest.mark.parametrize(
    "heading,row",
    [
        ("First Name,Surname,Mobile,E-mail,Company,Date of Birth,Comments,Customer No", ","),
        ("Vorname;Nachname;Handynummer;E-Mail-Adresse;Firma;Geburtsdatum;Bemerkung;Kundennummer", ";"),
        ("Prénom;Nom;Téléphone portable;Courriel;Société;Date de naissance;Remarques;N° client", ";"),
        (
            "Nombre;Apellidos;Móvil;Correo electrónico;Empresa;Fecha de nacimiento;Observaciones;Código de cliente",
            ";",
        ),
        ("Nome;Cognome;Cellulare;Indirizzo e-mail;Azienda;Data di nascita;Osservazioni;Codice cliente", ";"),
        ("Voornaam;Achternaam;Mobiel;E-mailadres;Bedrijf;Geboortedatum;Opmerkingen;Klantnummer", ";"),
        ("Nome;Sobrenome;Celular;E-mail;Empresa;Data de nascimento;Observações;Código do cliente", ";"),
        ("firstName\tlastName\tphoneNumber\temailAddress\tcompanyName\tbirthDate\tnotes\tcustomerId", "\t"),
        ("FIRST_NAME|LAST_NAME|PHONE_NO|EMAIL|COMPANY|DOB|NOTE|ID", "|"),
        ("Guest first|Guest last|Tel./Mobile|E-mail (private)|Employer:|D.O.B.|Comments (optional)|Account #", "|"),
    ],
)
def test_any_table_is_read_by_the_words_of_its_heading(table: Table, heading: str, row: str) -> None:
    cells = row.join(["Ann", "Lee", "0171 5550123", "a@x.com", "Acme", "1980-05-03", "tea", "K1"])
    found = table(f"{heading}\n{cells}\n")
    ann = found.only
    assert [] == list(found.source.unread)
    assert ("Ann Lee", "Acme", "tea", (1980, 5, 3)) == (ann.details.name, ann.details.company, ann.memo, born(ann))
    assert (["0171 5550123"], ["a@x.com"]) == (handles(ann, kinds.PHONE), handles(ann, kinds.EMAIL))
    assert ann.source.startswith("table:") and ann.source.endswith("=K1")
    assert not ann.is_sure


def test_no_phrase_means_two_things() -> None:
    seen: dict[str, str] = {}
    for field, phrases in words.PHRASES.items():
        for phrase in phrases.split(","):
            assert phrase.split() == heading.fold(phrase), "a phrase stands as it is folded"
            assert field == seen.setdefault(" ".join(sorted(phrase.split())), field), phrase


@pytest.mark.parametrize(
    "headings,name",
    [
        ("Name,Vorname", "Bo Ann"),
        ("Nom,Prénom", "Bo Ann"),
        ("Nombre,Apellidos", "Ann Bo"),
        ("Nome,Apelido", "Ann Bo"),
        ("Name,First Name", "Bo Ann"),
        ("Full Name,Nickname", "Ann"),
        ("Name,Company", "Ann"),
    ],
)
def test_a_name_means_what_stands_beside_it(table: Table, headings: str, name: str) -> None:
    assert [name] == table(f"{headings}\nAnn,Bo\n").names


@pytest.mark.parametrize(
    "row,name",
    [
        ("Ann,M.,Lee,", "Ann M. Lee"),
        (",,Lee,", "Lee"),
        (",,,The Lees", "The Lees"),
        ("太郎,,山本,", "山本 太郎"),
        ("'Ndrea,,'t Hooft,", "'Ndrea 't Hooft"),
        ('Priya,,"Nair, Dr.",', "Priya Nair, Dr."),
    ],
)
def test_a_name_is_put_together(table: Table, row: str, name: str) -> None:
    assert [name] == table(f"First,Middle,Last,Display Name\n{row}\n").names


@pytest.mark.parametrize(
    "rows,name",
    [
        ("Name,Middle Name,Phone\nAnna Klein,Marie,2125550100\n", "Anna Klein"),
        ("Name,Last name\nTom Ott,Ott\n", "Tom Ott"),
        ('Name,Last name\n"Ott, Tom",Ott\n', "Tom Ott"),
        ("Name,Vorname\nTom Ott,Tom\n", "Tom Ott"),
        ("Name,Middle name,Last name\nTom Ott,M.,Ott\n", "Tom Ott"),
        ("First name,Last name\nAnna Maria,Maria\n", "Anna Maria Maria"),
        ("Name,Last name\nTom,Ott\n", "Tom Ott"),
    ],
)
def test_no_part_of_a_name_stands_for_all_of_it_or_twice(table: Table, rows: str, name: str) -> None:
    assert [name] == table(rows).names


def test_last_first_is_turned_cell_by_cell_and_said(table: Table) -> None:
    turned = table('Name,Phone\n"Klein, Margo",\n"Lee, Ann",2125550100\n')
    assert ["Margo Klein", "Ann Lee"] == turned.names
    assert ["Name: all are “Last, First”, and are turned round"] == list(turned.source.notes)
    mixed = table('Name,Phone\nTom Reed,\n"Klein, Margo",\n"Acme, Inc.",\n"van der Berg, Jan",\n"Bell, Lee & Co",\n')
    assert ["Tom Reed", "Margo Klein", "Acme, Inc.", "Jan van der Berg", "Bell, Lee & Co"] == mixed.names
    assert ["Name: those of lines 3, 5 are “Last, First”, and are turned round"] == list(mixed.source.notes)
    straight = table('Name,Phone\n"Nair, Dr.",\nAnn Lee,2125550100\n')
    assert (["Nair, Dr.", "Ann Lee"], []) == (straight.names, list(straight.source.notes))


@pytest.mark.parametrize("name", ["Total", "TOTAL:", "Grand total", "Summe", "Total général", "Totals 2026"])
def test_the_sums_below_a_table_are_nobody(table: Table, name: str) -> None:
    found = table(f"Name;Phone;Birthday;Spent\nAnn;2125550100;;9\n{name};;;9\nTotal;2125550101;;\nTotal;;1980-01-02;\n")
    assert (["Ann", "Total", "Total"], {3: "a sum, and nobody"}) == (found.names, found.left_out)


def test_memos_of_several_columns_are_told_apart_by_their_headings(table: Table) -> None:
    found = table(
        "Name;Notes;Favourite thing\nAnn;hates waiting;navy lining\nBo;;navy\nCy;tea;\n", "Favourite thing=memo"
    )
    assert ["hates waiting; Favourite thing: navy lining", "Favourite thing: navy", "tea"] == [
        one.memo for one in found.people
    ]


def test_a_firm_without_a_person_is_a_customer(table: Table) -> None:
    found = table("Vorname;Firma;Telefon\n;Bell & Sons;2125550100\n;Acme;\nAnn;Acme;\n")
    assert [("Bell & Sons", None), ("Acme", None), ("Ann", "Acme")] == [
        (one.details.name, one.details.company) for one in found.people
    ]


def test_secrets_money_and_what_is_none_of_a_shops_business_are_named_and_not_kept(table: Table) -> None:
    headings = {
        "Passwort": "a secret",
        "Credit card number": "a payment card",
        "IBAN": "a bank account",
        "Numéro de sécurité sociale": "an identity document",
        "soc_sec_id": "an identity document",
        "Lifetime Spend": "money",
        "Gesamtumsatz": "money",
        "Geschlecht": "gender",
        "Religion": "religion",
        "Allergies": "health",
        "Nacionalidad": "origin",
        "Stato civile": "family",
    }
    found = table(f"Name,{','.join(headings)},Shoe size\nAnn{',secret' * len(headings)},42\n")
    assert list(headings.items()) == list(found.source.withheld)
    assert ["Shoe size"] == list(found.source.unread)
    assert "secret" not in repr(vars(found.only.details)) + repr(found.only)


@pytest.mark.parametrize(
    "heading,cell,says",
    [
        ("Newsletter", "ja", "newsletter: yes"),
        ("Consent", "n", "consent: no"),
        ("Email Opt In", "Opted-in", "e-mail marketing: yes"),
        ("Language", "de-AT", "language: de-AT"),
        ("Tags", "vip; silk ::: * myContacts", "tags: vip, silk"),
        ("Newsletter", "unknown", None),
        ("Newsletter", " ", None),
        ("Tags", "* myContacts", None),
        ("GDPR", "4111 1111 1111 1111", None),
    ],
)
def test_what_was_consented_to_becomes_an_entry(table: Table, heading: str, cell: str, says: str | None) -> None:
    found = table(f'Name;{heading}\nAnn;"{cell}"\n')
    assert ((f"The old list says: {says}",) if says else ()) == found.only.records


def test_the_shop_says_what_a_heading_means(table: Table) -> None:
    found = table("Wer;Wie;Was\nAnn;2125550100;tea\n", "Wer=name", "wie=phone", "Was=skip")
    assert ("Ann", ["2125550100"], None) == (found.only.details.name, handles(found.only, kinds.PHONE), found.only.memo)
    assert ["Was"] == list(found.source.unread)


@pytest.mark.parametrize(
    "heading,field",
    [
        *(("Sign up", words.SINCE), ("Added", words.SINCE), ("Date registered", words.SINCE), ("Create Date", "since")),
        *(("Last Active", words.LAST_VISIT), ("zuletzt da", words.LAST_VISIT), ("Telefonnummer(n)", words.PHONE)),
        *(("Associated Company", words.COMPANY), ("Kontakt", words.NAME), ("Anm.", words.MEMO)),
        ("Marketing Allowed", words.SAYS + "e-mail marketing"),
    ],
)
def test_headings_of_more_programs(heading: str, field: str) -> None:
    assert field == meaning(heading)


def test_home_and_work_are_telephones_beside_that_of_a_pocket(table: Table) -> None:
    one = table("Name;Home;Work;Mobile\nAnn;2125550100;2125550101;2125550102\n").only
    assert ["2125550100", "2125550101", "2125550102"] == handles(one, kinds.PHONE)
    assert ["Home"] == list(table("Name;Home;Phone\nAnn;here;2125550102\n").source.unread)


@pytest.mark.parametrize("first,names", [("Ann Lee,ann@x.com", ["Ann Lee", "Bob"]), ("Foo,Bar", ["Bob"])])
def test_columns_have_numbers_where_there_is_no_heading(table: Table, first: str, names: list[str]) -> None:
    assert names == table(f"{first}\nBob,bob@x.com\n", "1=name", "2=email").names


@pytest.mark.parametrize(
    "content,maps,sentence,hint",
    [
        ("Foo,Strasse,Bar\n1,2,3\n", [], "only “Strasse” of it", 'oc import --map "Foo=FIELD" --map "Bar=FIELD"'),
        ("Fo$o\n1\n", [], "“Fo$o”", '"Fo\\$o=FIELD"'),
        ("Ann,Lee,a@x.com\n", [], "no heading", '--map "1=first" --map "2=last" --map "3=email"'),
        ("Ann Lee\nBo Li\nZoë Müller\n", [], "no heading: its first line", 'oc import --map "1=name" '),
        ("姓,名,電話\n山田,太郎,03-5550-0101\n", [], "“姓”", '--map "姓=last" --map "名=first" --map "電話=phone"'),
        ("Wer,An,Last seen at all\nAnn Lee,a@x.com,1/2/2026\n", [], "“Wer”", '--map "An=email" --map "Last seen at'),
        ("Wer,An\nAnn Lee,a@x.com\n", ["Wer=memo"], "only “Wer”", 'oc import --map "Wer=memo" --map "An=email"'),
        ("Ann Lee,a@x.com\n", [], "no heading: its first line is already somebody's", '--map "1=name" --map "2=email"'),
        ("Name\nAnn\n", ["Nme=name"], "has no heading “Nme”; it has “Name”", '--map "HEADING=FIELD"'),
        ("Name\nAnn\n", ["Name=nme"], "one of name, first, last", '--map "Name=memo"'),
        ("Name\nAnn\n", ["Name"], "one of name, first, last", '--map "Telefon=phone"'),
        ("Ann Lee,a@x.com\n", ["1=name", "3=phone"], "has no heading “3”; it has 2 columns", "nothing was imported"),
        ("Name,Name\nAnn,Bob\n", [], "“Name” stands twice in the heading", "rename one"),
    ],
)
def test_a_table_that_is_not_understood_says_what_to_type(
    table: Table, content: str, maps: list[str], sentence: str, hint: str
) -> None:
    with pytest.raises(Refused) as refused:
        table(content, *maps)
    assert sentence in refused.value.sentence
    assert hint in f"{refused.value.hint} {refused.value.command}"
    assert "nothing was imported" in refused.value.hint
