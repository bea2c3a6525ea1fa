"""The words of a day: how they are compared, and the names and numbers among them."""

from __future__ import annotations

from ..days import WEEKDAYS

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_OF = {form: number for number, name in enumerate(MONTH_NAMES, 1) for form in (name, name[:3])}
WEEKDAY_OF = {form: number for number, name in enumerate(WEEKDAYS) for form in (name.casefold(), name[:3].casefold())}
WEEKDAY_OF |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
NUMBER_NAMES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
NUMBER_OF = {name: number for number, name in enumerate(NUMBER_NAMES, 1)} | {"a": 1, "an": 1}


def words_of(text: str) -> list[str]:
    """Return the words of a day as they are compared: without case, commas and spaces."""
    return text.casefold().replace(",", " ").split()


def without_weekday(typed: list[str]) -> tuple[int | None, list[str]]:
    """Return the weekday that stands before a day, from Monday as 0, and the words of the day."""
    return (WEEKDAY_OF[typed[0]], typed[1:]) if len(typed) > 1 and typed[0] in WEEKDAY_OF else (None, typed)


def number_of(word: str) -> int | None:
    """Return how many a word says, in digits or as "a" to "twelve"; none where it is no number."""
    return int(word) if is_number(word) else NUMBER_OF.get(word)


def is_year(word: str) -> bool:
    """Tell whether a word is a year in four digits."""
    return len(word) == 4 and is_number(word)


def is_number(word: str, longest: int = 4) -> bool:
    """Tell whether a word is a number of so many digits at the most."""
    return word.isdecimal() and word.isascii() and len(word) <= longest
