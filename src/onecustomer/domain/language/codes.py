"""Codes that a scanner reads or a card has, and e-mail addresses: folded, and only ever compared whole."""

from __future__ import annotations

AIM_LENGTH = 3  # characters of the prefix that names the symbology


def scanned(code: str) -> str:
    """Return what a scanner read, without the line end it types and the AIM prefix that names the symbology.

    Source: ISO/IEC 15424: `]`, a letter, and a digit or letter.
    """
    plain = code.strip(" \t\r\n")
    return plain[AIM_LENGTH:] if is_scan(plain) else plain


def is_scan(code: str) -> bool:
    """Tell whether a code has the AIM prefix that only a scanner types."""
    plain = code.strip(" \t\r\n")
    return len(plain) > AIM_LENGTH and plain[0] == "]" and plain[1].isalpha() and plain[2].isalnum()


def fold(value: str) -> str:
    """Return the folded form of a card or an e-mail address."""
    if not value.isascii():
        from unicodedata import normalize

        value = normalize("NFC", value)
    return value.strip().casefold()
