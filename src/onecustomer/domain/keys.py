"""The search keys of a person: each folded form that finds them, and of what kind it is."""

from __future__ import annotations

import unicodedata

from ..store.search import CODE, COMPANY, FULL, PHONE, SAID, SOURCE, WORD
from . import names, phones

AIM_LENGTH = 3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

PHONE_WORD, EMAIL_WORD, CARD_WORD, NICK_WORD, SOURCE_WORD = "phone", "email", "card", "nick", "source"
"""The kinds of word that find a person and are not the name."""


def of_person(
    name: str, company: str | None, words: Iterable[tuple[str, str]], *, say: str | None = None
) -> set[tuple[int, str]]:
    """Return the keys of a person from the name, the company, (kind, value) of each further word, and the sound."""
    found = {(FULL, names.whole(name))} | {(WORD, word) for word in names.search_words(name)}
    found |= {(COMPANY, word) for word in names.words(company or "")}
    found |= {(SAID, word) for word in names.search_words(say or "")}
    for kind, value in words:
        found |= of_word(kind, value)
    return {(kind, folded) for kind, folded in found if folded}


def of_word(kind: str, value: str) -> set[tuple[int, str]]:
    """Return the keys of one further word."""
    if kind == PHONE_WORD:
        return {(PHONE, phones.key(phones.digits(value)))}
    if kind == NICK_WORD:
        return {(FULL, names.whole(value))} | {(WORD, word) for word in names.search_words(value)}
    if kind == SOURCE_WORD:
        return {(SOURCE, value)}
    return {(CODE, code(value))}


def same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two (kind, value) words are one: the same telephone in any format, the same folded code."""
    if one[0] != other[0]:
        return False
    if one[0] == PHONE_WORD:
        return phones.same(phones.digits(one[1]), phones.digits(other[1]))
    return code(one[1]) == code(other[1])


def scanned(code: str) -> str:
    """Return what a scanner read, without the line end it types and the AIM prefix that names the symbology.

    Source: ISO/IEC 15424: `]`, a letter, a digit.
    """
    plain = code.strip(" \t\r\n")
    return plain[AIM_LENGTH:] if is_scan(plain) else plain


def is_scan(code: str) -> bool:
    """Tell whether a code has the AIM prefix that only a scanner types."""
    plain = code.strip(" \t\r\n")
    return len(plain) > AIM_LENGTH and plain[0] == "]" and plain[1].isalpha() and plain[2].isalnum()


def code(value: str) -> str:
    """Return the folded form of a card or an e-mail address."""
    return unicodedata.normalize("NFC", value).strip().casefold()


__all__ = [
    "CODE",
    "COMPANY",
    "FULL",
    "PHONE",
    "SAID",
    "SOURCE",
    "WORD",
    "code",
    "is_scan",
    "of_person",
    "of_word",
    "same",
    "scanned",
]
