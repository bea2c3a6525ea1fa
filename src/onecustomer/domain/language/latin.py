"""Names of other scripts in Latin letters: a form that may be typed for them, and only ever asked about."""

from __future__ import annotations

from . import names


def words(text: str) -> list[str]:
    """Return the folded words of a text in Latin letters; empty where all its words have such letters already.

    Source: the library anyascii, letter by letter; it knows no language, so Ольга is Olga and 太郎 is Tai Lang.
    """
    if all(word.isascii() for word in names.fold(text)):
        return []
    from anyascii import anyascii  # the counter needs it only where such letters are typed

    return names.fold(anyascii(text))
