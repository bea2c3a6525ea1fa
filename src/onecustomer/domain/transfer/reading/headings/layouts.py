"""The exports of other systems: by which headings each is known, and what its columns mean where words mislead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .....store.record import Record
from . import heading, words

E_MAILS, SMS = words.SAYS + "e-mail marketing", words.SAYS + "SMS marketing"
CONSENT, TAGS = words.SAYS + "consent", words.SAYS + "tags"


class Layout(Record):
    """How one system lays out its export.

    Shape: one of `known_by` has all its headings in the file, in any case; `means` has the field of a heading.
    `is_sure` tells that its numbers alone say who somebody is.
    """

    system: str
    title: str
    told: str
    known_by: Sequence[Sequence[str]]
    means: Mapping[str, str] = {}
    is_sure: bool = False


SQUARE = Layout(
    system="square",
    title="Square",
    told="Square customer export",
    known_by=(
        ("Square Customer ID",),
        ("Email Subscription Status", "Creation Source"),
        ("Creation Source", "Lifetime Spend"),
        ("Instant Profile", "Lifetime Spend"),
        ("First Name", "Last Name", "Email Address", "Phone Number", "Nickname", "Company Name", "Memo"),
        ("First Name", "Last Name", "Email Address", "Phone Number", "First Visit", "Last Visit"),
        ("First Name", "Last Name", "Email Address", "Phone Number", "Transaction Count"),
    ),
    means={
        "square customer id": words.ID,
        "reference id": words.SKIP,
        "first visit": words.SINCE,
        "last visit": words.LAST_VISIT,
        "email subscription status": E_MAILS,
        "blocked from online booking": words.SKIP,
    },
    is_sure=True,
)

SHOPIFY = Layout(
    system="shopify",
    title="Shopify",
    told="Shopify customer export",
    known_by=(
        ("First Name", "Last Name", "Email", "Total Spent", "Total Orders"),
        ("First Name", "Last Name", "Email", "Accepts Email Marketing"),
        ("First Name", "Last Name", "Email", "Accepts Marketing", "Tax Exempt"),
        ("Customer ID", "Default Address Company"),
    ),
    means={
        "customer id": words.ID,
        "default address company": words.COMPANY,
        "default address phone": words.PHONE,
        "accepts email marketing": E_MAILS,
        "accepts marketing": E_MAILS,
        "accepts sms marketing": SMS,
        "note": words.MEMO,
    },
    is_sure=True,
)

OPENSOURCEPOS = Layout(
    system="opensourcepos",
    title="opensourcepos",
    told="opensourcepos customer list",
    known_by=(("First Name", "Last Name", "Consent", "Account Number", "Taxable"),),
    means={"consent": CONSENT, "account number": words.ID, "comments": words.MEMO},
)

GOOGLE_MARKS = (
    ("First Name", "E-mail 1 - Value", "Labels"),
    ("Given Name", "E-mail 1 - Value"),
    ("E-mail 1 - Label", "E-mail 1 - Value"),
    ("Given Name", "Group Membership"),
    ("Phonetic First Name", "File As", "Labels"),
    ("Given Name Yomi", "Family Name"),
    ("Phone 1 - Value", "Group Membership"),
    ("Phone 1 - Label", "Phone 1 - Value"),
    *(
        (f"{email} 1 {dash} {value}",)
        for dash in ("-", "–")
        for email in ("E-Mail", "E-mail", "Correo electrónico", "Adresse e-mail", "Correio eletrónico", "Email")
        for value in ("Wert", "Valor", "Valeur", "Valore", "Waarde")
    ),
)

GOOGLE = Layout(
    system="google",
    title="Google",
    told="Google Contacts",
    known_by=GOOGLE_MARKS,
    means={
        "labels": TAGS,
        "group membership": TAGS,
        "language": words.SKIP,
        "organization 1 - name": words.COMPANY,
        "organization name": words.COMPANY,
        "subject": words.SKIP,
        "mileage": words.SKIP,
        "occupation": words.SKIP,
    },
    is_sure=True,
)

OUTLOOK = Layout(
    system="outlook",
    title="Outlook",
    told="Outlook contacts",
    known_by=(
        ("First Name", "Last Name", "E-mail Address", "Business Phone"),
        ("First Name", "Last Name", "E-mail Address", "E-mail Display Name"),
        ("First Name", "Last Name", "E-mail Address", "Job Title"),
        ("Vorname", "Nachname", "E-Mail-Adresse", "Mobiltelefon"),
        ("Vorname", "Nachname", "E-Mail-Adresse", "Telefon geschäftlich"),
        ("Prénom", "Nom", "Adresse de messagerie"),
        ("Nombre", "Apellidos", "Dirección de correo electrónico", "Teléfono móvil"),
        ("Nombre", "Apellidos", "Dirección de correo electrónico", "Número de móvil"),
        ("Nome", "Sobrenome", "Endereço de Email", "Telefone Celular"),
        ("Nome", "Cognome", "Indirizzo posta elettronica"),
        ("Voornaam", "Achternaam", "E-mailadres", "Mobiele telefoon"),
    ),
    means={"title": words.UNKEPT, "initials": words.SKIP, "e-mail display name": words.SKIP, "pager": words.SKIP},
)

THUNDERBIRD = Layout(
    system="thunderbird",
    title="Thunderbird",
    told="Thunderbird address book",
    known_by=(
        ("Display Name", "Primary Email"),
        ("Primary Email", "Secondary Email", "Screen Name"),
        ("Vorname", "Nachname", "Anzeigename", "Primäre E-Mail-Adresse"),
        ("Prénom", "Nom de famille", "Nom à afficher", "Première adresse électronique"),
    ),
    means={"organization": words.COMPANY, "screen name": words.SKIP, "birth day": words.DAY_OF_BIRTH},
)

LAYOUTS = (SQUARE, SHOPIFY, OPENSOURCEPOS, GOOGLE, THUNDERBIRD, OUTLOOK)
TABLE = Layout(system="table", title="The old list", told="table of customers", known_by=())


def recognise(headings: Sequence[str]) -> Layout:
    """Return the layout that a heading is of; that of any table where it is no system's."""
    here = {one.casefold() for one in headings}
    if any(map(_is_number_of_square, headings)):
        return SQUARE
    for layout in LAYOUTS:
        for marks in layout.known_by:
            if here.issuperset(mark.casefold() for mark in marks):
                return layout
    return TABLE


def _is_number_of_square(one: str) -> bool:
    """Tell whether a heading is that of Square's own numbers, in whatever language: "ID client Square"."""
    return "square" in one.casefold() and {"id", "square"} <= set(heading.fold(one))


def parts_of(one: str) -> tuple[str, str]:
    """Return what a heading of Google's is of, and what of it: "Phone 1" and "Label"."""
    of, _, what = one.replace("–", "-").rpartition(" - ")
    return of, what


def told(layout: Layout, headings: Sequence[str]) -> dict[str, str]:
    """Return the fields of the headings that a layout itself knows, by the heading as it is written."""
    own = {one: layout.means[low] for one in headings if (low := one.casefold()) in layout.means}
    if layout is SQUARE:
        own |= {one: words.ID for one in headings if _is_number_of_square(one)}
    if layout is GOOGLE:  # somebody else, by name: "Relation 1 - Value", in whatever language
        own |= {one: words.UNKEPT for one in headings if heading.meaning(one) == words.RELATION}
    return own
