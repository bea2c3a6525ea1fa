"""In which letters a file is written: by its mark, by its zeros, as UTF-8, else by what its bytes allow."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import partial

from ....errors import Refused
from ....store.record import Record

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
BYTE_ORDER_MARKS = tuple(mark for mark, _, _ in MARKS)

OF_TWO_ORDERS = ("utf-16", "utf-32")
"""Python reads none of them without the mark that says the order of their bytes."""

START = 1 << 16  # bytes by which a file is told
LONGEST_LINE = 1 << 20  # letters; a row of a table has hardly more than a thousand
STRICT, KEPT_APART, AS_WINDOWS = "strict", "surrogateescape", "onecustomer.windows"
JAPANESE = re.compile("[\u3005-\u30ff\u4e00-\u9fff]{2,}")
IN_RUNS = 2 / 3  # of Japanese letters stand beside another
OF_ASIA, OF_EUROPE = bytes(range(0x80, 0xA0)), bytes(range(0xC0, 0x100))
"""The bytes that mostly begin a letter in Shift-JIS, and those that are letters in the code pages of Europe."""


class Encoding(Record):
    """How the bytes of a file become letters.

    Shape: `name` is Python's; `said` is what people call it. `is_certain` is false where it is only tried, and bytes
    that do not fit are a reason to look again. `note` is a sentence where it was not plain.
    """

    name: str
    said: str
    errors: str = STRICT
    is_certain: bool = True
    note: str | None = None


UTF_8 = Encoding("utf-8", "UTF-8", is_certain=False)


def wished(name: str, start: bytes) -> Encoding:
    """Return the encoding that the shop asks for, for a file that begins so.

    Raises: Refused where there is none of this name, or it is none of letters.
    """
    found = known(name)
    if not found:
        raise Refused(f"There is no encoding “{name}”.", "--encoding cp1252, cp1250, latin-1, shift_jis, utf-16 …")
    if found in OF_TWO_ORDERS and not start.startswith(BYTE_ORDER_MARKS):
        return _by_zeros(start) or Encoding(f"{found}-le", found.upper())
    said = "UTF-8" if found == "utf-8" else found
    return Encoding("utf-8-sig" if found == "utf-8" else found, said)


def known(name: str) -> str | None:
    """Return Python's name of an encoding; none where it knows none of this name, or it is none of letters."""
    try:
        found = codecs.lookup(name).name
        "a".encode(found)
    except (LookupError, ValueError):  # a zero in the name
        return None
    return found


def of_start(start: bytes) -> Encoding:
    """Return the encoding that the first bytes tell; UTF-8, only tried, where they tell none."""
    for mark, name, said in MARKS:
        if start.startswith(mark):
            return Encoding(name, said)
    return _by_zeros(start) or UTF_8


def _by_zeros(start: bytes) -> Encoding | None:
    """Return the encoding of text without a mark whose letters have zeros: each second or fourth byte is mostly one."""
    whole = len(start) // 4
    if not whole or b"\0" not in start:
        return None
    zeros = [start[place : whole * 4 : 4].count(0) / whole for place in range(4)]
    often, never = 0.4, 0.1
    if zeros[0] < never and min(zeros[1:]) > 1 - never:
        return Encoding("utf-32-le", "UTF-32")
    if zeros[3] < never and min(zeros[:3]) > 1 - never:
        return Encoding("utf-32-be", "UTF-32")
    if max(zeros[0], zeros[2]) < never and min(zeros[1], zeros[3]) > often:
        return Encoding("utf-16-le", "UTF-16")
    if max(zeros[1], zeros[3]) < never and min(zeros[0], zeros[2]) > often:
        return Encoding("utf-16-be", "UTF-16")
    return None


def not_utf_8(path: str) -> Encoding:
    """Return the encoding of a file that is not UTF-8 as a whole.

    Shape: UTF-8 all the same where most lines with other letters are, and what is not as Windows; Shift-JIS where
    it is Japanese as that; else Windows-1252.
    """
    good = bad = first = asian = european = 0
    is_japanese = True
    for number, line in enumerate(_byte_lines(path), 1):
        if line.isascii():
            continue
        if _is(line, "utf-8"):
            good += 1
            continue
        bad, first = bad + 1, first or number
        asian += len(line) - len(line.translate(None, OF_ASIA))
        european += len(line) - len(line.translate(None, OF_EUROPE))
        is_japanese = is_japanese and _is_japanese(line)
    if good > bad:
        others = f" and {bad - 1:,} more" if bad > 1 else ""
        note = f"line {first}{others} has bytes that are no UTF-8, and is read as cp1252 (Western Windows)"
        return Encoding("utf-8", "UTF-8", AS_WINDOWS, note=note)
    if is_japanese and asian > european:
        return Encoding("cp932", "Shift-JIS", note=_look(first, "Shift-JIS (Japanese)"))
    return Encoding("cp1252", "Windows-1252", KEPT_APART, note=_look(first, "cp1252 (Western Windows)"))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows does; what stands for nothing there is kept apart."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", KEPT_APART), error.end


codecs.register_error(AS_WINDOWS, _as_windows)


def _look(first: int, said: str) -> str:
    return f"line {first} is not UTF-8, so it is read as {said}; where names look wrong, say which: --encoding cp1250"


def _byte_lines(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:
        yield from iter(partial(file.readline, LONGEST_LINE), b"")


def _is(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _is_japanese(line: bytes) -> bool:
    """Tell whether a line is Shift-JIS, and its letters beyond ASCII are kana and Han, several in a row.

    Shape: an apostrophe of Windows before a letter is one such letter too, but stands alone: O’Neil.
    """
    if not _is(line, "cp932"):
        return False
    text = line.decode("cp932")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return sum(map(len, JAPANESE.findall(text))) >= IN_RUNS * foreign
