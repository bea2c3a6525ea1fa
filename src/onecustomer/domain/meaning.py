"""What one typed word may match, at its plainest and widened to the words it may stand for."""

from __future__ import annotations

from ..store import search
from . import keys, phones

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST_DIGITS = 3  # of a telephone's end beside another word


def meant(word: str, widened: Iterable[str] = ()) -> search.Asked:
    """Return what a typed word may match: the beginning of a name's word, a company's word, or one of `widened`."""
    asked = search.Asked().begins(keys.WORD, word).is_one_of(keys.COMPANY, [word])
    if word.isdecimal() and word.isascii() and len(word) >= FEWEST_DIGITS:
        asked.begins(keys.PHONE, phones.key(word))
    others = set(widened)
    return asked.is_one_of(keys.WORD, others).is_one_of(keys.SAID, others | {word} if others else ())
