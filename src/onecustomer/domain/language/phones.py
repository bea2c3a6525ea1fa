"""Telephone numbers in any format, compared by the digits at their end."""

from __future__ import annotations

from .text import western

WHOLE = 7  # digits from which a number is somebody's, and not the last few of one
TAIL = 4  # the fewest digits that may be asked for
MOST = 15  # E.164
PUNCTUATION = " ()-./+\u2010\u2012\u2013\u2014\u2212"
WITHOUT = str.maketrans(dict.fromkeys(PUNCTUATION))


CALLED = (
    *("home", "work", "office", "main", "shop", "mobile", "mob", "cell", "fax", "private", "tel", "phone", "telephone"),
    *("privat", "handy", "mobil", "büro", "arbeit", "casa", "móvil", "trabajo", "domicile", "bureau", "portable"),
)
"""What a telephone is called, before or behind the number."""

SCHEME = "tel:"
BETWEEN = ("/", ",", ";", "|", "&", " or ", " and ")
"""What stands between two numbers in one field."""


def bare(text: str) -> str:
    """Return a telephone number without the scheme of a link (RFC 3966)."""
    return text[len(SCHEME) :].strip() if text.casefold().startswith(SCHEME) else text


def parted(text: str) -> list[str]:
    """Return the numbers of a field, each as it stands there; the field itself where it is not surely two.

    Shape: each of several is a whole number by itself, so that "0211/123456" stays one.
    """
    base, _, other = text.rpartition("/")
    if other.strip().isdecimal() and len(other.strip()) <= TAIL and len(digits(base)) >= WHOLE:
        ending = other.strip()  # 555-0144/45 are 555-0144 and 555-0145
        return [base.strip(), base.strip()[: -len(ending)] + ending]
    for mark in BETWEEN:
        parts = [part.strip() for part in text.split(mark)]
        if len(parts) > 1 and all(len(digits(part)) >= WHOLE for part in parts):
            return [number for part in parts for number in parted(part)]
    return [text]


def digits(text: str) -> str:
    """Return a number's significant digits, without extension, trunk zero, exit code, or what it is called.

    Shape: "+44 (0)20 7946 0018 ext. 4" gives "442079460018"; empty where the text is no number.
    """
    if "(0)" not in text and (only := text.translate(WITHOUT)).isascii() and only.isdecimal():
        kept = only  # as nearly all are written
    else:
        kept = _kept(text)
    significant = kept.lstrip("0")
    return significant if len(significant) <= MOST else ""


def _kept(text: str) -> str:
    number = plain(text).casefold().replace("(0)", "")
    for mark in ("ext", "x", "#", ";"):
        number = number.split(mark, 1)[0]
    kept = "".join(letter for letter in number if letter in "0123456789")
    is_number = all(letter in PUNCTUATION or letter in "0123456789" for letter in number)
    return kept if is_number else ""


def end(text: str) -> str:
    """Return the last two digits of a number, by which a person knows it and nobody else does."""
    return digits(text)[-2:]


def plain(text: str) -> str:
    """Return a number in western digits, without its scheme and the words that only say whose telephone it is."""
    words = bare(western(text)).split()
    while len(words) > 1 and words[-1].strip("().:,").casefold() in CALLED:
        words.pop()
    while len(words) > 1 and words[0].strip("().:,").casefold() in CALLED:
        words.pop(0)
    return " ".join(words)


def is_international(text: str) -> bool:
    """Tell whether a number was typed with its country code."""
    return plain(text).lstrip("( ").startswith(("+", "00"))


def key(number: str) -> str:
    """Return the digits from the last to the first: how it ends becomes how it begins."""
    return number[::-1]


def same(one: str, other: str) -> bool:
    """Tell whether two numbers' digits may be one telephone, with and without country code."""
    short, long = sorted((one, other), key=len)
    return len(short) >= WHOLE and long.endswith(short)
