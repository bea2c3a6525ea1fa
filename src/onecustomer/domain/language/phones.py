"""Telephone numbers in any format, compared by the digits at their end."""

from __future__ import annotations

from .text import western

WHOLE = 7  # digits from which a number is somebody's, and not the last few of one
TAIL = 4  # the fewest digits that may be asked for
MOST = 15  # E.164
PUNCTUATION = " ()-./+\u2010\u2012\u2013\u2014\u2212"


def digits(text: str) -> str:
    """Return a number's significant digits, without extension, trunk zero or exit code.

    Shape: "+44 (0)20 7946 0018 ext. 4" gives "442079460018"; empty where the text is no number.
    """
    number = western(text).casefold().replace("(0)", "")
    for mark in ("ext", "x", "#", ";"):
        number = number.split(mark, 1)[0]
    kept = "".join(letter for letter in number if letter in "0123456789")
    if not kept or any(letter not in PUNCTUATION and letter not in "0123456789" for letter in number):
        return ""
    significant = kept.lstrip("0")
    return significant if len(significant) <= MOST else ""


def key(number: str) -> str:
    """Return the digits from the last to the first: how it ends becomes how it begins."""
    return number[::-1]


def same(one: str, other: str) -> bool:
    """Tell whether two numbers' digits may be one telephone, with and without country code."""
    short, long = sorted((one, other), key=len)
    return len(short) >= WHOLE and long.endswith(short)
