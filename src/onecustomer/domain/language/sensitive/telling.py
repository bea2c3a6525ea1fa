"""The words that are asked about, sought in many texts: most texts have none, which one look tells."""

from __future__ import annotations

import re

from .. import names
from . import words

TELLING = frozenset(
    word
    for single, phrases in words.WORDS.values()
    for word in (*single.split(), *(max(reversed(phrase.split()), key=len) for phrase in phrases.split(",")))
)
"""Words of which a text has one where anything in it is to be asked about, of a phrase its longest."""

PLAIN = re.compile("[a-z]+")
APOSTROPHES = str.maketrans("", "", "'’`")


def kinds_in(text: str) -> list[str]:
    """Return the kinds of words that a text has, as `words.kinds_in` does."""
    plain = text.lower().translate(APOSTROPHES)
    said = PLAIN.findall(plain) if plain.isascii() else names.fold(text)
    return [] if TELLING.isdisjoint(said) else words.kinds_in(text)
