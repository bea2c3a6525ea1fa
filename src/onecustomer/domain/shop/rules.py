"""The rules of the shop as the counter asks for them: each by its name, its default where the shop has set none."""

from __future__ import annotations

from ...store import kinds
from ...store.counter import read
from ..language.days import ORDERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store

QUIET, AGAIN, DATES, MAY = "quiet", "again", "dates", "may"

DAYS = {QUIET: 90, AGAIN: 365}
"""The settings that are a number of days, and their defaults."""


def days(store: Store, name: str) -> int:
    """Return a setting that is a number of days; its default where the shop has set none, or what is no number."""
    own = read.setting(store, name) or ""
    is_count = own.isdecimal() and own.isascii() and len(own) < 6
    return (int(own) if is_count else 0) or DAYS[name]


def is_brief(store: Store) -> bool:
    """Tell whether cards at the counter are brief as a rule."""
    return read.setting(store, kinds.BRIEF) == kinds.YES


def order(store: Store) -> str | None:
    """Return how the shop reads 11/12; none where it has not set that."""
    own = read.setting(store, DATES)
    return own if own in ORDERS else None
