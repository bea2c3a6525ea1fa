"""What people write into notes, and no file may bring in: passwords, codes, and the numbers of papers.

A word of the headings that are never kept tells nothing by itself, "password reset asked"; with a value beside it the
whole text stays out.
"""

from __future__ import annotations

import re
import unicodedata

from .withheld import REASONS

SECRET, DOCUMENT = "a secret", "an identity document"
AMBIGUOUS = frozenset(("secret", "token", "nin", "tin", "nif", "nie", "rg", "rfc", "dni", "security question"))
"""Words that say something else in a sentence of some language; under a heading they do not."""

PHRASES = {
    phrase: reason for reason in (SECRET, DOCUMENT) for phrase in REASONS[reason].split(",") if phrase not in AMBIGUOUS
}
STEM = 4  # letters by which a word is looked at
STEMS = frozenset(phrase.split()[0].rstrip("*")[:STEM] for phrase in PHRASES)
BETWEEN = {place: " " for place in range(128) if not chr(place).isalpha()}
"""What stands between the words of ASCII text."""

BLANKS = r"[\s.-]+"


def _pattern(reason: str) -> re.Pattern[str]:
    phrases = sorted((phrase for phrase, of in PHRASES.items() if of == reason), key=len, reverse=True)
    words = "|".join(phrase.replace(" ", BLANKS).replace("*", "[a-z]*") for phrase in phrases)
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")


SECRETS, DOCUMENTS = _pattern(SECRET), _pattern(DOCUMENT)
LINK = r"(?:is|was|ist|lautet|est|es|e)(?![a-z])"
MARKS = re.compile(rf"(?:[\s.(]*(?:(?:no|nr|num|numb?er|numero|nummer|n|card|code)(?![a-z])|{LINK}|[:=#]))*")
SURE = re.compile(rf"[:=]|{LINK}")
VALUE = re.compile(r"[\s.(\"]*((?:[^\s,;]*[0-9][^\s,;]*[ ]?){1,4}|[^\s,;]+)")
BEFORE = re.compile(rf"(?:^|\s)(?:\S*[0-9]\S*\s+{LINK}.{{0,12}}|(?=\S*[a-z])(?=\S*[0-9])\S+\s+)$")
ORDINARY = frozenset(
    (
        *("reset", "forgotten", "lost", "changed", "needed", "asked", "protected", "unknown", "forgot", "missing"),
        *("vergessen", "verloren", "geandert", "oublie", "perdu", "vergeten", "kwijt", "olvidada", "perdida"),
        *("esquecida", "dimenticata", "persa", "not", "in", "on", "at", "with", "manager", "please", "expired"),
    )
)
"""What is said of a password without saying it."""

LONGEST_BEFORE = 60  # letters before a word among which its value is
OF_DIGITS = re.compile(r"[0-9]{3,8}(?![0-9])")
FEWEST = 3  # digits or letters of a value behind a word alone
FEWEST_OF_PAPER = 5


def reason(text: str) -> str | None:
    """Return what a text gives away, as "passwords"; none where it gives nothing."""
    low = text.casefold()
    if not low.isascii():
        low = unicodedata.normalize("NFD", low).encode("ascii", "ignore").decode()
    if STEMS.isdisjoint([word[:STEM] for word in low.translate(BETWEEN).split()]):
        return None  # as most texts
    low = low.replace("'", "")
    if any(_is_told(low, found) for found in SECRETS.finditer(low)):
        return "passwords"
    return "identity documents" if any(_is_numbered(low, found) for found in DOCUMENTS.finditer(low)) else None


def _is_told(low: str, found: re.Match[str]) -> bool:
    """Tell whether a secret stands beside its word."""
    line = low[low.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
    before = low[max(0, found.start() - LONGEST_BEFORE) : found.start()].rpartition("\n")[2]
    marked, value = _behind(low, found)
    if found[0].startswith(("pin", "cv")):
        return OF_DIGITS.match(value) is not None or (not value and BEFORE.search(before) is not None)
    if not value.strip(" .!)"):
        return BEFORE.search(before) is not None
    word = value.strip(' .!)"').split()[0] if value.strip(' .!)"') else ""
    if any(letter.isdecimal() for letter in word):
        return bool(SURE.search(marked)) or len(word) >= FEWEST
    is_alone = line.strip(" .!") == f"{found[0]} {word}"
    return word not in ORDINARY and (bool(SURE.search(marked)) or is_alone)


def _is_numbered(low: str, found: re.Match[str]) -> bool:
    """Tell whether the number of a paper stands behind its word."""
    marked, value = _behind(low, found)
    letters = sum(letter.isalnum() for letter in value)
    digits = sum(letter.isdecimal() for letter in value)
    return digits >= FEWEST and letters >= (FEWEST_OF_PAPER - 1 if marked.strip() else FEWEST_OF_PAPER)


def _behind(low: str, found: re.Match[str]) -> tuple[str, str]:
    """Return the marks behind a word, as ": " or " no. ", and what follows them."""
    marks = MARKS.match(low, found.end())
    end = marks.end() if marks else found.end()
    value = VALUE.match(low, end)
    return low[found.end() : end], value[1] if value else ""
