"""The cells of a row as what they become here: checked once, fast where they are plain, refused with a reason."""

from __future__ import annotations

import re

from .....errors import Refused
from ....language import fields, phones
from ....language.payment_numbers import CARD_DIGITS, IBAN_LENGTHS
from ....language.text import NAME_LIMIT, NOTE_LIMIT, accept
from ...guarding import unguarded
from ..headings import confided

SEARCH_PAYING = re.compile(
    rf"(?:[0-9][^0-9]*?){{{CARD_DIGITS.start}}}|(?<![A-Za-z0-9])[A-Za-z]{{2}}[0-9]{{2}}(?:[^0-9]*[0-9]){{6}}"
).search
"""Finds what ASCII text has at least where it holds a card's number or an IBAN; it is looked at slowly then."""

LETTER = re.compile("[A-Za-z]").search
PLAIN_PHONE = re.compile(
    r"\+[1-9][0-9]{6,14}|[1-9][0-9]{6,11}|(?:\+1 )?\(?[2-9][0-9]{2}\)?[ .-][0-9]{3}[ .-][0-9]{4}"
).fullmatch
PLAIN_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,50}@[A-Za-z0-9.-]{1,49}").fullmatch
PLAIN_NUMBER = 13  # characters, up to which a customer's number is not taken for a card's
PLAIN_ID = re.compile(rf"[A-Za-z0-9_.-]{{1,{PLAIN_NUMBER}}}").fullmatch
LONG_RUN = re.compile(rf"[0-9]{{{CARD_DIGITS.start}}}").search
FLOATED = re.compile(r"([0-9]{4,15})\.0").fullmatch
"""A number of which a program made one with decimals."""

POWER = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+").fullmatch
IN_ANGLES = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
BETWEEN_EMAILS = re.compile(r"\s*(?::::|[,;|\s])\s*")
MOST_PARTED = 1_000  # letters of a cell of several telephones or e-mails; a longer one is none
SEVERAL = " ::: "  # Google's, between two values
MARKS = "/,;|&"
OR = re.compile(r"\s(?:or|and|oder|und|ou|et|o|y|e|of|en)\s", re.IGNORECASE)
"""What people write between two telephones, beside the marks."""

LETTERED = re.compile(r"(?<![A-Za-z])[A-Za-z]\s?:\s*(?=[+(0-9])")
"""A letter before a telephone: "p:+1…" of web forms, "M: 0171…"."""

REMARK = re.compile(r"\([^()@]*\)")
WIDE_BLANKS = str.maketrans("\u00a0\u202f\u2007", "   ")
UNSEEN = "\u200b\u200e\u200f\u202a\u202c\u2060\u2066\u2068\u2069\ufeff"
"""What stands around numbers that were copied from a telephone's address book, and nobody sees."""

SAID_FOR_NONE = (
    *("n/a", "n.a.", "null", "none", "unknown", "(none)", "(null)", "<null>", "unbekannt", "inconnu", "inconnue"),
    *("desconocido", "desconocida", "sconosciuto", "onbekend", "desconhecido", "-", "--", "---", ".", "?", "??"),
    *("\u2013", "\u2014", "n/d", "n.d.", "s/o", "k.a.", "k. a.", "keine", "keine angabe"),
    *("(leer)", "(blank)", "(empty)", "undefined", "not provided"),
    *("aucun", "aucune", "ninguno", "ninguna", "nessuno", "nessuna", "nenhum", "geen"),
)
AS_WRITTEN = (
    "nan",
    "NaN",
    "\\N",
    "k.A.",
    "k. A.",
    "keine Angabe",
    "#N/A",
    "#N/D",
    "#NV",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#NULL!",
)
"""What only programs write; Nan is somebody's name."""

PLACEHOLDERS = frozenset(
    (
        *(said for one in SAID_FOR_NONE for said in (one, one.upper(), one.title(), one.capitalize())),
        *AS_WRITTEN,
    )
)
"""What programs and people write into a cell that has nothing."""

ENTITY = re.compile("&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});")
"""A letter as web pages write it, which shops of the web leave in their exports."""

ANGLED = re.compile(r"\s*[\"']?([^\"<>@]*?)[\"']?\s*<(?:mailto:)?([^<>\s@]+@[^<>\s@]+)>\s*").fullmatch
"""A name with the e-mail behind it, as mail programs write them."""

FORMULA = re.compile(r'="([^"]*)"').fullmatch
"""How some exports keep a spreadsheet from making a number of a telephone."""


def may_pay(text: str) -> bool:
    """Tell whether ASCII text may hold a card's number or an IBAN; few texts do, and most are shorter than one."""
    return len(text) >= CARD_DIGITS.start and SEARCH_PAYING(text) is not None


def is_of_payment(text: str) -> bool:
    """Tell whether a cell has the number of a payment card or a bank account."""
    try:
        fields.refuse_payment_numbers(text, "cell")
    except Refused:
        return True
    return False


def cell(text: str) -> str:
    """Return a cell without outer spaces, and without what only kept a spreadsheet from changing it.

    Shape: empty where it only says that there is nothing, as N/A.
    """
    bare = text.strip()
    if bare in PLACEHOLDERS:
        return ""
    if bare.isalnum():
        return bare
    if "&" in bare and ";" in bare and ENTITY.search(bare):
        bare = _unescaped(bare)
    if not bare.isascii():
        bare = bare.strip(UNSEEN).strip()
    if bare[:1] == "'":
        return unguarded(bare)
    if bare[:2] == '="' and (found := FORMULA(bare)):
        return found[1].strip()
    return bare


def _unescaped(text: str) -> str:
    """Return a text with the letters that stand in it as web pages write them: "O&#39;Neil" is O'Neil."""
    from html import unescape  # large, and few files need it

    return ENTITY.sub(lambda found: unescape(found[0]), text).strip()


def name(text: str) -> str:
    """Return a name.

    Raises: Refused where it cannot be kept.
    """
    is_word = text.isascii() and text.replace(" ", "").isalpha()  # as most are
    is_plain = is_word or (text.isascii() and text.isprintable() and LETTER(text) and not may_pay(text))
    if is_plain and len(text) <= NAME_LIMIT:
        return " ".join(text.split()) if "  " in text else text
    return fields.accept_name(" ".join(text.split()))


def line(text: str, what: str) -> str:
    """Return a line of text; more lines than one are joined.

    Raises: Refused where it cannot be kept, or gives away a password or the number of a paper.
    """
    _refuse_confided(text)
    if text.isascii() and text.isprintable() and len(text) <= fields.LINE_LIMIT and not may_pay(text):
        return text
    return fields.accept_line(" ".join(text.split()) if "\n" in text or "\r" in text else text, what)


def nickname(text: str) -> str:
    """Return a nickname.

    Raises: Refused where it cannot be kept, or gives away a password.
    """
    _refuse_confided(text)
    return name(text)


def memo(text: str) -> str:
    """Return a note of one or many lines.

    Raises: Refused where it cannot be kept, or gives away a password or the number of a paper.
    """
    _refuse_confided(text)
    if text.isascii() and text.isprintable() and len(text) <= NOTE_LIMIT and not may_pay(text):
        return text
    return fields.accept_note(text.replace("\r\n", "\n").replace("\r", "\n"), "memo")


def _refuse_confided(text: str) -> None:
    if len(text) <= NOTE_LIMIT and (what := confided.reason(text)):  # a longer one is refused anyway
        raise Refused(f"It has words of {what}.")


def number(text: str) -> str:
    """Return a customer's number in another system as it is given.

    Raises: Refused where it is none.
    Source: Shopify's have 13 digits, and every tenth passes Luhn's check; no card has 13 any more.
    """
    if len(text) <= PLAIN_NUMBER and PLAIN_ID(text):
        return found[1] if (found := FLOATED(text)) else text
    if _is_plain_code(text):
        return text
    accept(text, "customer number", fields.CODE_LIMIT)
    if len(text) > PLAIN_NUMBER:
        fields.refuse_payment_numbers(text, "customer number")
    return text


def _is_plain_code(text: str) -> bool:
    """Tell whether a number is one word of letters and figures that pays nothing, as most long ones are."""
    return (
        text.isascii()
        and text.isalnum()
        and len(text) <= fields.CODE_LIMIT
        and IBAN_LENGTHS.get(text[:2].upper()) != len(text)
        and not LONG_RUN(text)
    )


def telephones(text: str) -> list[str]:
    """Return the telephones of a cell as they stand there, parted where they are surely several."""
    if PLAIN_PHONE(text):
        return [text]
    if found := FLOATED(text):
        return [found[1]]
    if len(text) > MOST_PARTED:
        return [text]
    if not text.isascii():
        text = text.translate(WIDE_BLANKS)
    whole = [part for one in text.split(SEVERAL.strip()) for part in one.splitlines() if part.strip()]
    return [LETTERED.sub("", number.strip(), count=1) for one in whole for number in _parted(one)]


def _parted(text: str) -> list[str]:
    """Return the telephones of a line; the line itself where it is not surely several."""
    if not any(mark in text for mark in MARKS) and not OR.search(text):
        return [text]
    found = phones.parted(LETTERED.sub("", OR.sub(", ", text)))
    return found if len(found) > 1 else [text]


def telephone(text: str) -> str:
    """Return a telephone.

    Raises: Refused where it is none, or a payment card's number.
    """
    if PLAIN_PHONE(text):
        return text
    if len(text) > fields.CODE_LIMIT:
        accept(text, "phone", fields.CODE_LIMIT)
    if POWER(text):
        raise Refused("It is what a spreadsheet made of a long number.")
    if not text.startswith(("+", "00")):
        fields.refuse_payment_numbers(text, "phone")
    try:
        return fields.accept_phone(text)
    except Refused as refusal:
        raise Refused("It is no telephone number.") if "“" in refusal.sentence else refusal from None


def e_mails(text: str) -> list[str]:
    """Return the e-mail addresses of a cell, parted where each part is one."""
    if PLAIN_EMAIL(text) or len(text) > MOST_PARTED:
        return [text]
    found = IN_ANGLES.findall(text) or [part for part in BETWEEN_EMAILS.split(REMARK.sub(" ", text)) if part]
    parts = [one for part in found for one in (part.split("/") if part.count("@") > 1 else [part])]
    bare = [part.removeprefix("mailto:") for part in parts]
    return bare if bare and all("@" in one for one in bare) else [text]


def e_mail(text: str) -> str:
    """Return an e-mail address.

    Raises: Refused where it is none.
    """
    if PLAIN_EMAIL(text):
        return text
    try:
        return fields.accept_email(text)
    except Refused as refusal:
        raise Refused("It is no e-mail address.") if "“" in refusal.sentence else refusal from None


def same_telephone(one: str, other: str) -> bool:
    """Tell whether two telephones of one row are the same."""
    return one == other or phones.same(phones.digits(one), phones.digits(other))
