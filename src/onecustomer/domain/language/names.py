"""Names as people type them: folded so that case, accents, apostrophes, hyphens and order never matter."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

APOSTROPHES = "'’‘ʼʻ‛`´ʹʾʿ′＇׳՚ꞌ"
NO_LETTERS = "\u200d\u0640"  # the zero width joiner, and the tatweel, which only makes an Arabic word longer
LEFT_OUT = str.maketrans(dict.fromkeys(APOSTROPHES + NO_LETTERS))
SPELLED_OUT = LEFT_OUT | str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
PARTICLES = frozenset(
    (
        *("van", "von", "der", "den", "de", "het", "ter", "ten", "zu", "zum", "zur", "vom", "da", "do", "dos", "das"),
        *("di", "del", "della", "delle", "dello", "la", "le", "lo", "du", "des", "st", "saint", "san", "santa"),
        *("mac", "mc", "o", "al", "el", "bin", "ibn", "abu", "ben", "bat", "ap", "fitz"),
    )
)
LETTERS = "LNM"  # first letter of the Unicode category of what makes a word: letters, numbers, marks
LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏАВЕКМНОРСТХУІЈЅαορνικτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhlABEKMHOPCTXYIJSaopviktuxABEZHIKMNOPTYX",
)


def fold(text: str) -> list[str]:
    """Return the folded words of a text, in its order; a hyphen parts two words.

    Shape: `fold("Jean-Luc O’Neil")` is `["jean", "luc", "oneil"]`; empty where there is no letter or number.
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.lower().split()  # as most are written
    return _parts(_fold(text))


def search_words(name: str, words: Sequence[str] = ()) -> set[str]:
    """Return every word that a name may be asked by; `words` are the folded ones where they are known.

    Shape: its words; its hyphened pairs and its particles run together, as vandenberg; and the ends of a word in Han,
    Kana or Hangul, as 太郎 of 山本太郎.
    """
    words = words or fold(name)
    found = set(words)
    if not PARTICLES.isdisjoint(words):
        found.update(_with_particles(words))
    if name.isascii() and name.replace(" ", "").isalnum():
        return found
    if not name.isascii():
        found |= {word[start:] for word in words if is_wide(word) for start in range(1, len(word) - 1)}
    for piece in name.split():
        parts = fold(piece)
        if len(parts) > 1:
            found.add("".join(parts))
    return found


def _with_particles(words: Sequence[str]) -> Iterator[str]:
    """Yield each run of particles together with the word behind it: van den berg is vandenberg and denberg."""
    for start, word in enumerate(words[:-1]):
        if word in PARTICLES:
            end = start
            while end < len(words) - 1 and words[end] in PARTICLES:
                end += 1
            yield "".join(words[start : end + 1])


def whole(text: str) -> str:
    """Return one folded form of a whole name, the same for every order of its words."""
    return " ".join(sorted(fold(text)))


def says(text: str, alternatives: Iterable[Sequence[str]]) -> bool:
    """Tell whether a text has all the folded words of one alternative; each may begin a word of the text."""
    own = " " + " ".join(fold(text))
    return any(all(f" {word}" in own for word in asked) for asked in alternatives)


def looks_like(name: str) -> str:
    """Return the name with Cyrillic and Greek letters turned into the Latin ones they look like.

    Source: the confusables of Unicode Technical Standard 39, as far as names have them.
    """
    return name if name.isascii() else name.translate(LOOK_ALIKES)


def shown(first: str, last: str) -> str:
    """Return a display name from a given and a family name; the family name leads in East Asian letters."""
    if first and last and is_wide(first) and is_wide(last):
        return f"{last} {first}"
    return f"{first} {last}".strip()


def is_wide(text: str) -> bool:
    """Tell whether a word begins with a letter of Han, Kana or Hangul."""
    from unicodedata import east_asian_width

    return east_asian_width(text[0]) == "W"


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower().translate(LEFT_OUT)
    from unicodedata import normalize

    plain = normalize("NFKC", text.translate(LEFT_OUT)).casefold()  # before NFKC parts ´ from its letter
    apart = normalize("NFKD", plain)
    return normalize("NFC", apart.translate(BARE))  # ǿ is ø only now


def _is_accent(letter: str) -> bool:
    """Tell whether a mark is one that most people do not type: an accent, a Hebrew point, an Arabic vowel or hamza.

    So are variation selectors, which only choose a shape.
    """
    from unicodedata import combining

    code = ord(letter)
    return (
        0x0300 <= code <= 0x036F
        or (0x0591 <= code <= 0x05C7 and combining(letter) > 0)  # the Hebrew hyphen stands among them
        or 0x064B <= code <= 0x0655
        or code == 0x0670
        or 0x1AB0 <= code <= 0x1AFF
        or 0x1DC0 <= code <= 0x1DFF
        or 0x20D0 <= code <= 0x20F0
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    )


def _parts(folded: str) -> list[str]:
    if folded.isalnum() and folded.isascii():
        return [folded]
    return [word for word in folded.translate(SPACED).split() if word.isalnum() or any(map(str.isalnum, word))]


class Letters(dict[int, "str | None"]):
    """A table for `str.translate`, filled in as letters are met."""

    def __init__(self, becomes: Callable[[str], str | None]) -> None:
        self.becomes = becomes

    def __missing__(self, code: int) -> str | None:
        self[code] = found = self.becomes(chr(code))
        return found


def _bare(letter: str) -> str | None:
    return None if _is_accent(letter) else SPELLED_OUT.get(ord(letter), letter)


def _spaced(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() else " "
    from unicodedata import category

    from .text import INVISIBLE

    return letter if category(letter)[0] in LETTERS and letter not in INVISIBLE else " "


BARE, SPACED = Letters(_bare), Letters(_spaced)
