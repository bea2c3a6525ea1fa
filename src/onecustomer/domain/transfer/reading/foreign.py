"""Files that hold no table, told by their first bytes: what each is, and what to do with it."""

from __future__ import annotations

import os
import re

from ....errors import Refused
from . import encoding

NOTHING = "nothing was imported"
AS_CSV = f"open it there and save it as “CSV UTF-8”; {NOTHING}"
OF_EXCEL = f"in Excel: File, Save As, “CSV UTF-8”; import that file; {NOTHING}"
OF_LIBREOFFICE = f"there: File, Save As, “Text CSV”, Unicode (UTF-8); import that file; {NOTHING}"
OF_NUMBERS = f"in Numbers: File, Export To, CSV; import that file; {NOTHING}"
EXPORT = f"export the customers as CSV or vCard; {NOTHING}"
INSIDE = f"unpack it, and import the CSV or vCard that is in it; {NOTHING}"

BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Office document", OF_EXCEL),
    (b"%PDF-", "a PDF", EXPORT),
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)", EXPORT),
    (b"\xff\xd8\xff", "an image (JPEG)", EXPORT),
    (b"GIF8", "an image (GIF)", EXPORT),
    (b"II*\0", "an image (TIFF)", EXPORT),
    (b"MM\0*", "an image (TIFF)", EXPORT),
    (b"SQLite format 3\0", "a SQLite store", f"oc --db FILE export -o FILE.json makes a file of a store; {NOTHING}"),
    (b"\x1f\x8b", "a compressed file (gzip)", INSIDE),
    (b"BZh", "a compressed file (bzip2)", INSIDE),
    (b"\xfd7zXZ\0", "a compressed file (xz)", INSIDE),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)", INSIDE),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", INSIDE),
    (b"Rar!\x1a\x07", "an archive (rar)", INSIDE),
    (b"\x7fELF", "a program", EXPORT),
    (b"MZ\x90\0", "a program", EXPORT),
    (b"{\\rtf", "a text document (RTF)", AS_CSV),
)
IN_ZIP = (
    (b"xl/", "an Excel workbook", OF_EXCEL),
    (b"opendocument.spreadsheet", "a spreadsheet of LibreOffice's", OF_LIBREOFFICE),
    (b"Index/", "a spreadsheet of Apple's Numbers", OF_NUMBERS),
    (b"Index.zip", "a spreadsheet of Apple's Numbers", OF_NUMBERS),
    (b"word/", "a Word document", AS_CSV),
    (b"opendocument.text", "a text document of LibreOffice's", AS_CSV),
    (b"[Content_Types].xml", "an Excel workbook", OF_EXCEL),
)
EMPTY_ZIP = b"PK\x05\x06"
OF_LETTERS = (
    r"(return-path|received|delivered-to|from|to|cc|subject|date|mime-version|message-id|content-type|reply-to"
    r"|x-[\w-]+|arc-[\w-]+|dkim-signature|authentication-results|user-agent|thread-topic|thread-index): "
)
WRITTEN = (
    (r"<(!doctype html|html|table)", "a web page", f"open it in a spreadsheet, and save it as “CSV UTF-8”; {NOTHING}"),
    (r"<\?xml[^<]*<\?mso-application", "an Excel workbook as XML", OF_EXCEL),
    (r"<\?xml", "XML", EXPORT),
    (r"begin:vcalendar", "a calendar", EXPORT),
    (r"(version: *\d\s+|#[^\n]*\n\s*)*dn::? ", "an address book as LDIF", f"export it as CSV or vCard; {NOTHING}"),
    (r'[\[{]\s*[\[{"\]}]', "JSON, and no export of onecustomer's", EXPORT),
    (r"from ", "a mailbox", EXPORT),
    (rf"(({OF_LETTERS})[^\n]*\n([ \t][^\n]*\n)*){{3}}", "an e-mail", EXPORT),
)
"""Texts that hold no table, by how they begin in small letters: what each is, and what to do with it."""

IN_IMAGE = ((b"WEBP", 8), (b"ftypheic", 4), (b"ftypmif1", 4), (b"ftyp", 4))
OF_START = 2_000  # letters by which a text is told
OF_END = 1 << 16  # bytes by which a zip archive is told
FEW = 0.02  # of the letters may be hidden ones: a page break, an escape


def refuse(start: bytes, shown: str, path: str) -> None:
    """Refuse a file that is no text, or text that is no table.

    Shape: `path` is where the file lies, `shown` what it is called.
    Raises: Refused.
    """
    for beginning, what, hint in BEGINNINGS:
        if start.startswith(beginning):
            raise _refusal(shown, what, hint)
    if start.startswith(EMPTY_ZIP):
        raise _refusal(shown, "an empty zip archive", EXPORT)
    if start.startswith(b"PK\x03\x04"):
        has = start + _end_of(path)
        raise _refusal(
            shown, *next(((what, hint) for mark, what, hint in IN_ZIP if mark in has), ("a zip archive", INSIDE))
        )
    if any(start[place : place + len(mark)] == mark for mark, place in IN_IMAGE):
        raise _refusal(shown, "an image or a film", EXPORT)
    text = _text(start)
    if text is None:
        raise _refusal(shown, "no text", EXPORT)
    low = text[:OF_START].lstrip("\ufeff \t\r\n").casefold().replace("\r\n", "\n")
    for pattern, what, hint in WRITTEN:
        if re.match(pattern, low):
            raise _refusal(shown, what, hint)
    if not text.strip("\ufeff \t\r\n"):
        raise Refused(f"{shown} has nothing in it but blanks.", f"export it again; {NOTHING}")


def _end_of(path: str) -> bytes:
    """Return the last bytes of a file: there a zip archive has the names of the files in it."""
    with open(path, "rb") as file:
        file.seek(max(os.path.getsize(path) - OF_END, 0))
        return file.read()


def _refusal(shown: str, what: str, hint: str) -> Refused:
    return Refused(f"{shown} is {what}.", hint)


def _text(start: bytes) -> str | None:
    """Return the letters of a file's beginning; none where it is no text in any encoding."""
    found = encoding.of_start(start)
    text = start.decode(found.name, "replace")
    hidden = sum(letter < " " and letter not in "\t\r\n" for letter in text[:8192])
    return None if hidden > FEW * min(len(text), 8192) + 2 else text
