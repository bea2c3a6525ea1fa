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
UTF_8S = ("utf-8", "utf-8-sig")
WINDOWS = {
    letter: byte
    for byte in range(0x80, 0x100)
    for letter in (bytes((byte,)).decode("latin-1"), bytes((byte,)).decode("cp1252", "replace"))
    if letter != "\ufffd"
}
"""The letters beyond ASCII that a byte is on Windows or in Latin-1."""

TWICE = re.compile(rf"[\u00c2-\u00f4][{''.join(one for one, byte in WINDOWS.items() if byte < 0xC0)}]{{1,3}}")
NEARLY_ALL = 0.9
BYTE_ORDER_MARKS = tuple(mark for mark, _, _ in MARKS)

OF_TWO_ORDERS = ("utf-16", "utf-32")
"""Python reads none of them without the mark that says the order of their bytes."""

START = 1 << 16  # bytes by which a file is told
LONGEST_LINE = 1 << 20  # letters; a row of a table has hardly more than a thousand
STRICT, KEPT_APART, AS_WINDOWS = "strict", "surrogateescape", "onecustomer.windows"
JAPANESE = re.compile("[\u3005-\u30ff\u4e00-\u9fff]{2,}")
IN_RUNS = 2 / 3  # of Japanese letters stand beside another
BEYOND = bytes(range(0x80, 0x100))
CYRILLIC = re.compile(rb"(?<![\x80-\xff])[\xa8\xc0-\xdf]*[\xb8\xe0-\xff]*(?![\x80-\xff])(?<=[\x80-\xff]{3})")
POLISH = re.compile(rb"(?<=[a-z])[\xb3\xb9\xbf](?=[a-z])|(?<![0-9A-Za-z])\xa3(?=[a-z])")
MOSTLY = 0.8
OF_ASIA, OF_EUROPE = bytes(range(0x80, 0xA0)), bytes(range(0xC0, 0x100))
"""The bytes that mostly begin a letter in Shift-JIS, and those that are letters in the code pages of Europe."""


class Encoding(Record):
    """How the bytes of a file become letters.

    Shape: `name` is Python's; `said` is what people call it. `is_certain` is false where it is only tried, and bytes
    that do not fit are a reason to look again. `note` is a sentence where it was not plain. `is_twice` tells that a
    program took UTF-8 for Windows and made UTF-8 of that: “Ã¼” stands for “ü”.
    """

    name: str
    said: str
    errors: str = STRICT
    is_certain: bool = True
    note: str | None = None
    is_twice: bool = False

    def meant(self, line: str) -> str:
        """Return a line as it was meant, before its letters were made UTF-8 twice."""
        return TWICE.sub(_once, line) if self.is_twice and not line.isascii() else line


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
            found = Encoding(name, said)
            break
    else:
        found = _by_zeros(start) or UTF_8
    return _looked_at(found, start) if found.name in UTF_8S else found


def _looked_at(found: Encoding, start: bytes) -> Encoding:
    """Return UTF-8, and whether all letters beyond ASCII of the first bytes were made UTF-8 twice."""
    if start.isascii():
        return found
    text = start.decode(found.name, "ignore")
    twice = [one[0] for one in TWICE.finditer(text) if _once(one) != one[0]]
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    if not twice or sum(map(len, twice)) < NEARLY_ALL * beyond:
        return found
    note = f"its letters were made UTF-8 twice, as “{twice[0]}”, and are read as they were meant"
    return Encoding(found.name, found.said, found.errors, found.is_certain, note, is_twice=True)


def _once(found: re.Match[str]) -> str:
    """Return the letter of which two or more were made; what was none as it stands."""
    try:
        bare = bytes(WINDOWS[letter] for letter in found[0])
        return bare.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


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
    it is Japanese as that; Mac Roman where lines end as only an old Macintosh ends them; Cyrillic or Polish Windows
    where its words are of such letters; else Windows-1252.
    """
    good = bad = first = asian = european = 0
    is_japanese, is_macs, letters = True, True, Letters()
    for number, line in enumerate(_byte_lines(path), 1):
        is_macs = is_macs and b"\r" in line and b"\n" not in line
        if line.isascii():
            continue
        if _is(line, "utf-8"):
            good += 1
            continue
        bad, first = bad + 1, first or number
        asian += len(line) - len(line.translate(None, OF_ASIA))
        european += len(line) - len(line.translate(None, OF_EUROPE))
        is_japanese = is_japanese and _is_japanese(line)
        letters.take(line)
    if good > bad:
        others = f" and {bad - 1:,} more" if bad > 1 else ""
        note = f"line {first}{others} has bytes that are no UTF-8, and is read as cp1252 (Western Windows)"
        return Encoding("utf-8", "UTF-8", AS_WINDOWS, note=note)
    if is_japanese and asian > european:
        return Encoding("cp932", "Shift-JIS", note=_look(first, "Shift-JIS (Japanese)"))
    if is_macs:
        return Encoding("mac_roman", "Mac Roman", note=_look(first, "Mac Roman (old Macintosh)", "cp1252"))
    if letters.are_cyrillic:
        return Encoding("cp1251", "Windows-1251", KEPT_APART, note=_look(first, "cp1251 (Cyrillic Windows)", "koi8-r"))
    if letters.are_polish:
        return Encoding("cp1250", "Windows-1250", KEPT_APART, note=_look(first, "cp1250 (Polish Windows)", "cp1252"))
    return Encoding("cp1252", "Windows-1252", KEPT_APART, note=_look(first, "cp1252 (Western Windows)"))


class Letters:
    """What the bytes beyond ASCII tell of the language of a file in a code page of Windows.

    Shape: no word of the west has three such letters in a row, and none has a small figure or a mark inside.
    """

    def __init__(self) -> None:
        self.beyond = self.cyrillic = self.polish = 0

    def take(self, line: bytes) -> None:
        """Look at a line."""
        self.beyond += len(line) - len(line.translate(None, BEYOND))
        self.cyrillic += sum(map(len, CYRILLIC.findall(line)))
        self.polish += len(POLISH.findall(line))

    @property
    def are_cyrillic(self) -> bool:
        """Whether nearly all of them stand in words of three or more, capitals in front."""
        return self.cyrillic > MOSTLY * self.beyond

    @property
    def are_polish(self) -> bool:
        """Whether words have letters that only Polish has where others have signs."""
        return self.polish > 0


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows does; what stands for nothing there is kept apart."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", KEPT_APART), error.end


codecs.register_error(AS_WINDOWS, _as_windows)


def _look(first: int, said: str, other: str = "cp1250") -> str:
    return f"line {first} is not UTF-8, so it is read as {said}; where names look wrong, say which: --encoding {other}"


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
