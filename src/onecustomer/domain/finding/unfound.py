"""Nobody is meant: the line that carries what was typed to its field."""

from __future__ import annotations

from collections.abc import Callable

from ...errors import NotFound, Refused
from ..language import codes, fields, text


def nobody(query: str) -> NotFound:
    """Return the error that nobody is meant, with the line that carries what was typed to its field."""
    return NotFound(f"Nobody found for “{query}”.", _line_for(query))


IN_NAMES = " -'’.,()&\u200c\u200d"
SHORTEST_CARD = 4
MANY_DIGITS = 12  # of a number without a sign between: a loyalty card's may have so many, a telephone's hardly


def _line_for(query: str) -> str:
    """Return the line that carries what was typed to its field; what could not be kept there is not said again."""
    code = codes.scanned(query)
    card = f"oc edit WHO --card {text.quoted(code, as_one=True)}"
    if codes.is_scan(query):
        return card if _is_kept(fields.accept_card, code) else "oc add NAME"
    if _is_kept(fields.accept_email, code):
        return f"oc add NAME --email {text.quoted(code, as_one=True)}"
    if _is_kept(fields.accept_phone, code) and _is_kept(fields.accept_card, code):
        phone = f"oc add NAME --phone {text.quoted(code, as_one=True)}"
        return f"{phone}; or {card}" if code.isdecimal() and len(code) >= MANY_DIGITS else phone
    if len(code) >= SHORTEST_CARD and _is_code(code) and _is_kept(fields.accept_card, code):
        return card
    is_name = all(letter.isalpha() or text.is_mark(letter) or letter in IN_NAMES for letter in query)
    name = text.quoted(query) if is_name and _is_kept(fields.accept_name, query) else "NAME"
    return f"oc add {name}, or try fewer letters"


def _is_code(typed: str) -> bool:
    return any(map(str.isdecimal, typed)) and all(letter.isalnum() or letter in "-_." for letter in typed)


def _is_kept(accept: Callable[[str], str], typed: str) -> bool:
    try:
        return bool(accept(typed))
    except Refused:
        return False
