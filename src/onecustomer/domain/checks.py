"""What must never be kept: card numbers and bank accounts."""

from __future__ import annotations

from ..errors import Refused

CARD_DIGITS = range(13, 20)
GAPS = " -\u00a0"
IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21,
    "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18,
    "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28,
    "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24,
    "TR": 26, "UA": 29, "VG": 24, "XK": 20,
}  # fmt: skip
FEWEST_IBAN_DIGITS = 8


def no_payment_numbers(text: str, what: str) -> str:
    """Return the text as it is.

    Raises: Refused where it holds a payment card's number or an IBAN.
    Source: ISO/IEC 7812-1 (Luhn); the IBAN registry of ISO 13616 (lengths by country).
    """
    groups = _groups(text)
    if _has_card(groups):
        raise Refused(f"The {what} has what looks like a card number.", "leave it out: it is not ours to keep")
    if _has_iban(groups):
        raise Refused(f"The {what} has what looks like a bank account (IBAN).", "leave it out: it is not ours to keep")
    return text


def luhn(number: str) -> bool:
    """Tell whether the digits end in their Luhn check digit."""
    doubled = [int(digit) * 2 for digit in number[-2::-2]]
    total = sum(int(digit) for digit in number[-1::-2]) + sum(value - 9 if value > 9 else value for value in doubled)
    return total % 10 == 0 and int(number) > 0


def is_iban(text: str) -> bool:
    """Tell whether a text without spaces is an IBAN: its country's length, and a remainder of 1."""
    if len(text) != IBAN_LENGTHS.get(text[:2].upper()) or not text[2:4].isdecimal():
        return False
    rearranged = text[4:] + text[:4]
    return int("".join(str(int(letter, 36)) for letter in rearranged)) % 97 == 1


def _groups(text: str) -> list[list[str]]:
    """Return the stretches of ASCII letters and digits, those that one gap parts standing together."""
    stretches: list[list[str]] = [[""]]
    if sum(letter.isdecimal() for letter in text) < FEWEST_IBAN_DIGITS:
        return stretches
    for letter in text:
        if letter.isascii() and letter.isalnum():
            stretches[-1][-1] += letter
        elif letter in GAPS and stretches[-1][-1]:
            stretches[-1].append("")
        else:
            stretches.append([""])
    return stretches


def _has_card(stretches: list[list[str]]) -> bool:
    for groups in stretches:
        for first in range(len(groups)):
            number = ""
            for position, group in enumerate(groups[first:]):
                number += group
                if not number.isdecimal() or len(number) > CARD_DIGITS.stop - 1:
                    break
                if len(number) in CARD_DIGITS and (position == 0 or _issued(number, groups[first])) and luhn(number):
                    return True
    return False


def _issued(number: str, first_group: str) -> bool:
    """Tell whether digits with gaps start as cards do, and not as a telephone and an order number do."""
    return len(first_group) == 4 and (number[0] in "3456" or "2221" <= number[:4] <= "2720")


def _has_iban(stretches: list[list[str]]) -> bool:
    for groups in stretches:
        for first, group in enumerate(groups):
            length = IBAN_LENGTHS.get(group[:2].upper(), 0)
            joined = ""
            for following in groups[first:]:
                joined += following
                if len(joined) >= length:
                    break
            if length and len(joined) == length and is_iban(joined):
                return True
    return False
