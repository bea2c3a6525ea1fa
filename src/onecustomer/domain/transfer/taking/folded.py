"""What two handles share where they are one: a telephone in any format, an e-mail however it is written."""

from __future__ import annotations

from ....store import kinds
from ....store.record import Record
from ...language import codes, names, phones

Handle = tuple[str, str]  # kind and value
Shared = tuple[str, str]  # kind of handle, and what all forms of one share


class Number(Record):
    """A telephone: its significant digits, and its forms where the shop has a region and a country could have it."""

    digits: str
    forms: frozenset[str]

    def is_one_with(self, other: Number) -> bool:
        """Tell whether two numbers are one telephone."""
        if self.forms and other.forms:
            return bool(self.forms & other.forms)
        return phones.same(self.digits, other.digits)


def number(value: str, region: str | None) -> Number:
    """Return a telephone as it is compared."""
    if not region:
        return Number(phones.digits(value), frozenset())
    from ...language import phone_regions  # large, and few shops have said their region

    return Number(phones.digits(value), frozenset(phone_regions.forms(value, region)))


def shared(kind: str, value: str) -> Shared:
    """Return what a handle shares with every form of itself: of a telephone its last digits, from the last."""
    if kind == kinds.PHONE:
        return kind, phones.key(phones.digits(value))[: phones.WHOLE]
    if kind in (kinds.NICK, kinds.FORMER):
        return kind, names.whole(value)
    return kind, codes.fold(value)
