"""The numbers by which the people of a file of cards are known again."""

from __future__ import annotations

import hashlib

from .....errors import Refused
from ....language import fields, names
from ....language.text import accept
from ....people.details import Details
from .. import made
from ..tables import cells
from ..tables.seen import Seen

SYSTEM = "vcard"


class Numbers:
    """Gives each card its number.

    Shape: its own, if it has one; some programs give one number to all cards, and then it is nobody's.
    """

    def __init__(self) -> None:
        self.last = ("", "")
        self.seen = Seen()

    def give(self, said: str, details: Details, memo: str | None) -> str:
        """Return the number of a person."""
        uid, name = accept_uid(said), details.name or ""
        if not uid or (uid == self.last[0] and names.whole(name) != names.whole(self.last[1])):
            return made.number_from(details, memo, self.seen)
        self.last = (uid, name)
        return uid


def accept_uid(said: str) -> str:
    """Return the number that a card says; one that is too long, or might be of a payment card, is made over."""
    uid = said.removeprefix("urn:uuid:")
    if not uid:
        return ""
    try:
        number = accept(uid, "number", fields.CODE_LIMIT - len(SYSTEM) - 1)
        return fields.refuse_payment_numbers(number, "number") if cells.may_pay(number) else number
    except Refused:
        return f"uid-{hashlib.sha256(uid.encode('utf-8', 'replace')).hexdigest()[: made.LIMIT_OF_HASH]}"
