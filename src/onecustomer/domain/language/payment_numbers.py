"""What must never be stored: numbers of payment cards and bank accounts."""

from __future__ import annotations

from itertools import pairwise

from ...errors import Refused
from .text import western

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CARD_DIGITS = range(13, 20)
GAPS = " -./_\u2010\u2012\u2013\u2014\u2212"
IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20,
    "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
    "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29,
    "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
    "YE": 30,
}  # fmt: skip


def refuse(text: str, what: str) -> None:
    """Refuse a text of many digits that holds such a number.

    Raises: Refused where it holds a payment card's number or an IBAN.
    Source: ISO/IEC 7812-1 (Luhn); the IBAN registry of ISO 13616 (lengths by country).
    """
    read = western(text)
    if _has_iban(_groups(read, str.isalnum)):
        raise Refused(f"The {what} has what looks like a bank account (IBAN).", "leave it out: it is not ours to keep")
    if any(_has_card(_groups(part, str.isdecimal)) for part in (read, *_two_lines(read))):
        raise Refused(f"The {what} has what looks like a card number.", "leave it out: it is not ours to keep")


def luhn(number: str) -> bool:
    """Tell whether the digits end in their Luhn check digit."""
    doubled = [int(digit) * 2 for digit in number[-2::-2]]
    total = sum(int(digit) for digit in number[-1::-2]) + sum(value - 9 if value > 9 else value for value in doubled)
    return total % 10 == 0 and int(number) > 0


def is_iban(text: str) -> bool:
    """Tell whether a text without spaces is an IBAN: its country's length, and 1 as the remainder by 97."""
    if len(text) != IBAN_LENGTHS.get(text[:2].upper()) or not text[2:4].isdecimal():
        return False
    rearranged = text[4:] + text[:4]
    return int("".join(str(int(letter, 36)) for letter in rearranged)) % 97 == 1


def _two_lines(text: str) -> Iterator[str]:
    """Yield two lines as one: a number may be broken."""
    yield from (f"{one} {other}" for one, other in pairwise(text.splitlines()))


def _groups(text: str, belongs: Callable[[str], bool]) -> list[list[str]]:
    """Return runs of ASCII characters that belong, each as its groups, which single gaps part."""
    stretches: list[list[str]] = [[""]]
    for letter in text:
        if letter.isascii() and belongs(letter):
            stretches[-1][-1] += letter
        elif letter in GAPS and stretches[-1][-1]:
            stretches[-1].append("")
        elif letter != " ":  # spaces are easily typed twice
            stretches.append([""])
    return stretches


def _has_card(stretches: list[list[str]]) -> bool:
    for groups in stretches:
        for first in range(len(groups)):
            number = ""
            for position, group in enumerate(groups[first:]):
                number += group
                if number[:1] in ("", "0") or len(number) >= CARD_DIGITS.stop:  # no card begins with 0
                    break
                if len(number) in CARD_DIGITS and (position == 0 or _issued(number, groups[first])) and luhn(number):
                    return True
    return False


def _issued(number: str, first_group: str) -> bool:
    """Tell whether grouped digits start as a card's do, unlike a telephone number beside an order number."""
    return len(first_group) == 4 and (number[0] in "3456" or "2200" <= number[:4] <= "2720")


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
