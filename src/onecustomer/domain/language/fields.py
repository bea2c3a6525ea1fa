"""What a person types into a field, checked before it is stored."""

from __future__ import annotations

from ...errors import Refused
from .text import NAME_LIMIT, NOTE_LIMIT, accept, western

LINE_LIMIT = 200  # of a pin, a promise, a reason, a company
VIA_LIMIT = 40
CODE_LIMIT = 100
FEWEST_PHONE_DIGITS = 4
FEWEST_DIGITS = 8  # of a payment number: an IBAN has the fewest


def accept_note(typed: str, what: str = "note", limit: int = NOTE_LIMIT) -> str:
    """Return the text of a note, or of a shorter field, as it is stored; only a note may have several lines.

    Raises: Refused where it is empty, too long, hides something, or holds a payment number.
    """
    return refuse_payment_numbers(accept(typed, what, limit, lines=limit == NOTE_LIMIT), what)


def refuse_payment_numbers(text: str, what: str) -> str:
    """Return the text as it is.

    Raises: Refused where it holds a payment card's number or an IBAN.
    """
    if len(text) >= FEWEST_DIGITS and sum(map(str.isdecimal, western(text))) >= FEWEST_DIGITS:
        from . import payment_numbers  # few notes have so many digits

        payment_numbers.refuse(text, what)
    return text


def accept_via(typed: str | None) -> str | None:
    """Return the way something came as it is stored; none where nobody says.

    Raises: Refused as for a note.
    """
    return accept_note(typed, "way", VIA_LIMIT) if typed is not None else None


def accept_line(typed: str, what: str) -> str:
    """Return a line of text as it is stored; empty text stays empty.

    Raises: Refused where it is too long, hides something or holds a payment number.
    """
    return accept_note(typed, what, LINE_LIMIT) if typed.strip() else ""


def accept_name(typed: str) -> str:
    """Return a display name as it is stored.

    Raises: Refused where it is empty, too long, hides something, or has nothing to find it by.
    """
    from . import names

    name = " ".join(accept_note(typed, "name", NAME_LIMIT).split())
    if not any(letter.isalpha() for letter in "".join(names.fold(name))):
        raise Refused("The name has no letter.", "--phone takes a number, --card a code")
    return name


def accept_phone(typed: str) -> str:
    """Return a telephone number as it is stored: as it was typed, with what it is called, and without tel:.

    Raises: Refused where it has too few or too many digits, or letters.
    """
    from . import phones

    phone = phones.bare(accept(typed, "phone", CODE_LIMIT))
    if len(phones.digits(phone)) < FEWEST_PHONE_DIGITS:
        hint = f"digits, {FEWEST_PHONE_DIGITS} to {phones.MOST} of them; two numbers are parted by a comma"
        raise Refused(f"“{phone}” is no telephone number.", hint)
    return phone


def accept_email(typed: str) -> str:
    """Return an e-mail address as it is stored.

    Raises: Refused where it is not two parts around one @, or has a space.
    """
    email = accept(typed, "e-mail", CODE_LIMIT)
    before, _, behind = email.partition("@")
    if not before or not behind or "@" in behind or len(email.split()) > 1:
        raise Refused(f"“{email}” is no e-mail address.", "write it as ana@example.com")
    return email


def accept_card(typed: str) -> str:
    """Return the code of a loyalty card as it is stored.

    Raises: Refused where it is empty, hides something, or is a payment card's.
    """
    from . import codes

    return accept_note(codes.scanned(typed), "card", CODE_LIMIT)
