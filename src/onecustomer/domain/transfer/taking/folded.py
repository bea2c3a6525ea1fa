"""What two handles share where they are one: a telephone in any format, an e-mail however it is written."""

from __future__ import annotations

from collections.abc import Iterable

from ....store import kinds
from ....store.record import Record
from ...language import codes, names, phones

Handle = tuple[str, str]  # kind and value
UNSURE, ROW = "table", "row-"
"""What begins the numbers of a table, which another system may have too, and those made of what a row says."""

MOST_ALIKE = 50  # telephones of one end that are compared

Shared = tuple[str, str]  # kind of handle, and what all forms of one share


class Number(Record):
    """A telephone: its significant digits, and its forms where the shop has a region and a country could have it."""

    digits: str
    forms: frozenset[str]

    @property
    def is_short(self) -> bool:
        """Whether it has no area, so that it may be the end of several."""
        return not self.forms and len(self.digits) <= phones.WHOLE

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


def is_end(short: Number, long: Number) -> bool:
    """Tell whether a number without an area is the end of another."""
    return short.is_short and not long.is_short and short.is_one_with(long)


def telephones(numbers: Iterable[Number]) -> dict[Number, Number]:
    """Return for each number the longest that is the same telephone; one that ends two telephones is neither."""
    some = set(numbers)
    if len(some) > MOST_ALIKE:
        return {one: one for one in some}
    found: dict[Number, Number] = {}
    for one in sorted(some, key=lambda number: (-len(number.digits), number.digits)):
        same = {found[longer] for longer in found if one.is_one_with(longer)}
        found[one] = same.pop() if len(same) == 1 else one
    return found


def system(source: str) -> str | None:
    """Return the system whose number is sure to tell who somebody is; none of one that may be anybody's."""
    name, _, own = source.partition(":")
    return None if name == UNSURE or own.startswith(ROW) else name


def shared(kind: str, value: str) -> Shared:
    """Return what a handle shares with every form of itself: of a telephone its last digits, from the last."""
    if kind == kinds.PHONE:
        return kind, phones.key(phones.digits(value))[: phones.WHOLE]
    if kind in (kinds.NICK, kinds.FORMER):
        return kind, names.whole(value)
    return kind, codes.fold(value)
