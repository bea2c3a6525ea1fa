"""Hours as people type them beside a day: 17:00, 5pm, 5:30 pm, noon; "at" may stand before one.

Two digits are of the 24-hour clock, 05:30. One digit could be either half of the day and is refused: 5:30, at 5.
"""

from __future__ import annotations

from ....errors import Refused
from .words import is_number, words_of

HALVES = {"am": 0, "pm": 12}
NAMED = {"noon": "12:00", "midnight": "00:00"}
MIDNIGHT = ("00:00", "24:00")


def split(text: str) -> tuple[list[str], str]:
    """Return the words of a day, and the hour before or behind them as it was typed; empty where there is none."""
    match _joined(words_of(text.replace(".m.", "m").replace(".M.", "m"))):
        case [*day, "at", word] if _is_hour(word) or is_number(word, 2):
            return day, word
        case [*day, word] if _is_hour(word):
            return day, word
        case ["at", word, *day] | [word, *day] if _is_hour(word):
            return day[1:] if day[:1] == ["on"] else day, word
    return words_of(text), ""


def read(typed: str) -> str:
    """Return the hour that a word says, as the store has it: "17:00"; midnight is one of MIDNIGHT.

    Raises: Refused where no clock has it, or it could be either half of the day.
    """
    word = NAMED.get(typed, typed)
    half = HALVES.get(word[-2:])
    clock, _, after = word.removesuffix("am").removesuffix("pm").partition(":")
    hour, minute = int(clock), int(after or 0)
    if f"{hour:02}:{minute:02}" in MIDNIGHT and half is None and ":" in word:
        return MIDNIGHT[0]
    if minute > 59 or not (hour <= 23 if half is None else 1 <= hour <= 12):
        raise Refused(f"There is no hour {typed}.", "write 17:00 or 5pm")
    if half is None and (len(clock) == 1 or ":" not in word) and hour <= 12:
        raise _either(typed, hour % 12, hour % 12 + 12, minute)
    if half is not None and hour == 12 and minute == 0:  # NIST: neither 12 am nor 12 pm is sure
        raise _either(typed, 0, 12, 0)
    return f"{hour if half is None else hour % 12 + half:02}:{minute:02}"


def _either(typed: str, one: int, other: int, minute: int) -> Refused:
    return Refused(f"“{typed}” could be {one:02}:{minute:02} or {other:02}:{minute:02}.", "write one of them")


def _joined(typed: list[str]) -> list[str]:
    """Return words with "5 pm" as one."""
    joined: list[str] = []
    for word in typed:
        if word in HALVES and joined and _is_clock(joined[-1]):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _is_hour(word: str) -> bool:
    """Tell whether a word can only be an hour; "5" alone is none."""
    has_half = word[-2:] in HALVES
    return word in NAMED or (_is_clock(word[:-2]) if has_half else ":" in word and _is_clock(word))


def _is_clock(word: str) -> bool:
    hour, colon, minute = word.partition(":")
    return is_number(hour, 2) and (not colon or (len(minute) == 2 and is_number(minute)))
