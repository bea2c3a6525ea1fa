"""The character filter: what people type is checked on its way in and made plain on its way out.

Source: Unicode's general categories and Default_Ignorable_Code_Point; `tests/language/test_text.py` tries every code
point.
"""

from __future__ import annotations

from ...errors import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

NAME_LIMIT = 200
NOTE_LIMIT = 4_000
MARKS_PER_LETTER = 4
LONGEST_SPELLING = 4  # code points that NFC may make one of
REPLACEMENT = "\ufffd"

JOINERS = "\u200c\u200d"  # Hindi, Persian and emoji need them
AS_PICTURE = "\ufe0f"  # makes a narrow sign a picture, two columns wide
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0"
REFUSED_CATEGORIES = ("Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp")


FIRST_MARK = "\u0300"  # before it nothing is a combining mark, wide, or changed by NFC


def _is_simple(text: str) -> bool:
    """Tell whether a text needs no look at Unicode's tables: one printable line of letters before the first mark.

    Source: loading `unicodedata` takes a fiftieth of the start of Python (measured 2026-11).
    """
    return text.isprintable() and (text.isascii() or max(text) < FIRST_MARK)


def _category(letter: str) -> str:
    from unicodedata import category

    return category(letter)


def is_plain(letter: str) -> bool:
    """Tell whether a code point may reach a person."""
    if letter in JOINERS:
        return True
    if letter in INVISIBLE or letter in BIDI:
        return False
    return _category(letter) not in REFUSED_CATEGORIES


def clean(text: str) -> str:
    """Return the text as it may be shown: one line, nothing hidden, nothing that a terminal obeys.

    Shape: what is not plain becomes U+FFFD, tab and newline a space; marks and joiners beyond the fourth on a
    letter go.
    """
    if _is_simple(text):
        return text
    shown: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if _rides(letter) else 0
        if letter in "\t\n":
            shown.append(" ")
        elif marks <= MARKS_PER_LETTER:
            shown.append(letter if is_plain(letter) else REPLACEMENT)
    return "".join(shown)


def ended(text: str) -> str:
    """Return words as a sentence, with something to end it."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def accept(text: str, what: str, limit: int, *, lines: bool = False) -> str:
    """Return the text as it is stored: NFC, without outer spaces.

    `what` names it in the sentence ("name", "note"); `lines` lets tab and newline stand.
    Raises: Refused where it is empty, too long, or has a character that is not plain; the sentence says where.
    """
    kept = text.replace("\r\n", "\n").strip(" \t\n")
    may_fit = len(kept) <= limit * LONGEST_SPELLING  # NFC takes seconds over a hundred thousand marks
    if may_fit and not _is_simple(kept):
        kept = _plain(_composed(kept), what, lines)
    if not kept or (not _is_simple(kept) and all(letter.isspace() or _rides(letter) for letter in kept)):
        raise Refused(f"The {what} is empty.", f"type the {what} after the command")
    if len(kept) > limit:
        raise Refused(
            f"The {what} has {len(kept):,} characters; {limit:,} is the most.",
            f"nothing was kept: shorten the {what}",
        )
    return kept


def _composed(text: str) -> str:
    from unicodedata import normalize

    is_encodable = not any("\ud800" <= letter <= "\udfff" for letter in text)
    return normalize("NFC", text) if is_encodable else text


def _plain(text: str, what: str, lines: bool) -> str:
    marks = 0
    for position, letter in enumerate(text, 1):
        if lines and letter in "\t\n":
            continue
        if not is_plain(letter):
            raise Refused(
                f"The {what} has {_called(letter)} at position {position}.",
                "type it again without that character",
            )
        marks = marks + 1 if _rides(letter) else 0
        if marks > MARKS_PER_LETTER:
            raise Refused(
                f"The {what} has more than {MARKS_PER_LETTER} marks on one letter at position {position}.",
                "type it again with fewer accents",
            )
    return text


def _rides(letter: str) -> bool:
    """Tell whether a letter stacks on the one before it; by category, as many marks have no combining class."""
    return letter in JOINERS or _category(letter) in ("Mn", "Me")


def _called(letter: str) -> str:
    if "\udc80" <= letter <= "\udcff":
        return f"the byte 0x{ord(letter) - 0xDC00:02X}, which is no UTF-8,"
    kind = "a line break" if letter == "\n" else "a tab" if letter == "\t" else "a hidden or control character"
    return f"{kind} (U+{ord(letter):04X})"


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii() or max(text) < FIRST_MARK:
        return len(text)
    return sum(width for _, width in letters(text))


def letters(text: str) -> Iterator[tuple[str, int]]:
    """Yield each letter with all that stands on it or is joined to it, and the columns it takes.

    Source: Unicode's East Asian width; UTS 51 for signs made pictures, keycaps and flags.
    """
    from unicodedata import east_asian_width

    drawn, width = "", 0
    for code in text:
        if code in JOINERS or is_mark(code) or (drawn.endswith("\u200d") and not code.isalpha()):
            drawn += code
            width = 2 if code == AS_PICTURE and _may_be_picture(drawn[0]) else width
        elif _is_half_a_flag(code) and _is_half_a_flag(drawn):
            drawn, width = drawn + code, 2
        else:
            if drawn:
                yield drawn, width
            drawn, width = code, 2 if east_asian_width(code) in "WF" else 1
    if drawn:
        yield drawn, width


def is_mark(letter: str) -> bool:
    """Tell whether a letter stands on the one before it and takes no column."""
    return _category(letter) in ("Mn", "Me") or 0x1F3FB <= ord(letter) <= 0x1F3FF


def _may_be_picture(sign: str) -> bool:
    return sign == "ℹ" or _category(sign) in ("So", "Sm", "Nd", "Po")


def _is_half_a_flag(drawn: str) -> bool:
    return len(drawn) == 1 and 0x1F1E6 <= ord(drawn) <= 0x1F1FF


def cut(text: str, width: int) -> str:
    """Return the text in at most `width` columns, ending in … where it was cut."""
    if _beginning(text, width) == text:
        return text
    return _beginning(text, width - 1).rstrip(JOINERS).rstrip() + "…" if width > 0 else ""


def _beginning(text: str, width: int) -> str:
    """Return the whole letters of a text that fit in `width` columns."""
    if text.isascii():
        return text[:width]
    kept = ""
    for letter, columns in letters(text):
        width -= columns
        if width < 0:
            break
        kept += letter
    return kept


def western(text: str) -> str:
    """Return the text with its digits as 0–9 and its wide letters narrow, as numbers are read."""
    if text.isascii():
        return text
    from unicodedata import normalize

    narrow = normalize("NFKC", text)
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in narrow)


def quoted(words: str, *, as_one: bool = False) -> str:
    """Return words so that a shell passes them on as they are, after a command; or as one, after an option."""
    plain = "-" if as_one else " -"
    is_plain = all(letter.isalnum() or letter in plain for letter in words) and not words.startswith("-")
    if is_plain and "oc" not in words.split():  # in quotes it is never taken for the program
        return words
    escaped = "".join("\\" + letter if letter in '"\\$`' else letter for letter in words)
    return ("-- " if words.startswith("-") else "") + f'"{escaped}"'
