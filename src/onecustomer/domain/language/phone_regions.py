"""Telephone numbers as their country writes them, for a shop that has said which country is its own.

The library is large and not the counter's: numbers are brought into their forms when they are written.
"""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from ...errors import Refused
from . import phones


def forms(text: str, region: str) -> set[str]:
    """Return a number in its forms: with + and the country code (E.164), and as it is dialled in the region.

    Shape: digits, behind a + where the country code leads; empty where it is no number that any country could have.
    """
    try:
        number = phonenumbers.parse(phones.plain(text), region)
    except NumberParseException:
        return set()
    if not phonenumbers.is_possible_number(number):
        return set()
    number.extension = None
    found = {phonenumbers.format_number(number, PhoneNumberFormat.E164)}
    if number.country_code == phonenumbers.country_code_for_region(region):
        dialled = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        found.add("".join(filter(str.isdecimal, dialled)))
    return found


def same(one: str, other: str, region: str) -> bool:
    """Tell whether two numbers are one telephone; where a country cannot be read, their ends decide."""
    first, second = forms(one, region), forms(other, region)
    return bool(first & second) if first and second else phones.same(phones.digits(one), phones.digits(other))


def checked(typed: str) -> str:
    """Return a region as it is stored: GB, RU, US.

    Raises: Refused where there is none of this code.
    """
    region = typed.strip().upper()
    if region not in phonenumbers.SUPPORTED_REGIONS:
        raise Refused(f"There is no country {region}.", "two letters, as in oc setting region GB")
    return region
