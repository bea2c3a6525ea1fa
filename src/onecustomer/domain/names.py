"""Names as people type them: folded so that case, accents, apostrophes, hyphens and order never matter."""

from __future__ import annotations

import unicodedata

APOSTROPHES = "'’‘ʼʻ‛`´ʹʾʿ′＇"
SPELLED_OUT = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
NO_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES))
LETTERS = "LNM"  # first letter of the Unicode category of what makes a word: letters, numbers, marks
LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏАВЕКМНОРСТХУІЈЅαορνικτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhlABEKMHOPCTXYIJSaopviktuxABEZHIKMNOPTYX",
)


def words(text: str) -> list[str]:
    """Return the folded words of a text, in its order; a hyphen parts two words.

    Shape: `words("Jean-Luc O’Neil")` is `["jean", "luc", "oneil"]`; empty where there is no letter or number.
    """
    return _parts(_fold(text))


def search_words(name: str) -> set[str]:
    """Return every word that a name may be asked by: its words, and its hyphened pairs run together."""
    found = set(words(name))
    for piece in name.split():
        parts = words(piece)
        if len(parts) > 1:
            found.add("".join(parts))
    return found


def whole(text: str) -> str:
    """Return one folded form of a whole name, the same for every order of its words."""
    return " ".join(sorted(words(text)))


def looks_like(name: str) -> str:
    """Return the name with Cyrillic and Greek letters turned into the Latin ones they look like.

    Source: Unicode TS 39 confusables, the letters that stand in names.
    """
    return name if name.isascii() else name.translate(LOOK_ALIKES)


def shown(first: str, last: str) -> str:
    """Return a display name from a given and a family name; the family leads where its script has it so."""
    if first and last and _ideographic(first) and _ideographic(last):
        return f"{last} {first}"
    return f"{first} {last}".strip()


def _ideographic(text: str) -> bool:
    return unicodedata.east_asian_width(text[0]) == "W"


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower().translate(NO_APOSTROPHES)
    plain = unicodedata.normalize("NFKC", text).translate(NO_APOSTROPHES).casefold().translate(SPELLED_OUT)
    apart = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in apart if not _is_accent(letter))
    return unicodedata.normalize("NFC", bare)


def _is_accent(letter: str) -> bool:
    """Tell an accent, a Hebrew point or an Arabic vowel, left out by most who type, from marks that spell."""
    code = ord(letter)
    return (
        0x0300 <= code <= 0x036F
        or 0x0591 <= code <= 0x05C7
        or 0x064B <= code <= 0x0652
        or code == 0x0670
        or 0x1AB0 <= code <= 0x1AFF
        or 0x1DC0 <= code <= 0x1DFF
    )


def _parts(folded: str) -> list[str]:
    if folded.isalnum() and folded.isascii():
        return [folded]
    spaced = "".join(
        letter if letter.isalnum() or unicodedata.category(letter)[0] in LETTERS else " " for letter in folded
    )
    return spaced.split()
