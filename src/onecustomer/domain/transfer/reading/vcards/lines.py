"""The lines of a file of vCards, whatever ends them and however its bytes are to be read; no file is too long.

Bytes that are no UTF-8 stay in the text as `surrogateescape` has them, since a card may say its encoding line by line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

CHUNK = 1 << 18  # bytes
MOST = 1 << 16  # characters of a line; a note of 4,000 letters, each written as =F0=9F=98=80, has fewer
MARKED = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
NARROW = 16  # bytes at the beginning, in which a card has no letter beyond ASCII

BEGUN = re.compile(r"[\s\ufeff]*BEGIN\s*:\s*VCARD\s", re.IGNORECASE)
BEGIN = re.compile(r"[\s\ufeff]*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)


def wide(start: bytes) -> str | None:
    """Return the encoding of a file whose letters take two bytes each; none of any other."""
    if start[:2] in MARKED:
        return MARKED[start[:2]]
    zeros = start[:NARROW].count(0)
    if len(start) < NARROW or zeros * 2 != NARROW:
        return None
    return {NARROW // 2: "utf-16-be"}.get(start[:NARROW:2].count(0), "utf-16-le")


def decoder(start: bytes) -> codecs.IncrementalDecoder:
    """Return what makes text of the bytes of a file that begins so."""
    encoding = wide(start)
    if encoding:
        return codecs.getincrementaldecoder(encoding)("replace")
    return codecs.getincrementaldecoder("utf-8")("surrogateescape")


def chunks(path: str) -> Iterator[bytes]:
    """Yield the bytes of a file, piece by piece."""
    with open(path, "rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def of_file(path: str, progress: Callable[[int], None]) -> Iterator[tuple[int, str]]:
    """Yield each line of a file without its end, and its number from 1; empty ones too.

    Shape: of a line with more than `MOST` characters, at least one more than these.
    """
    number, rest, read, decode = 1, "", 0, None
    for piece in chunks(path):
        decode = decode or decoder(piece)
        text = rest + decode.decode(piece)
        whole, held = _held(text)
        found = _ended(whole).split("\n")
        rest = found.pop()[: MOST + 1] + held
        yield from enumerate(found, number)
        number += len(found)
        read += len(piece)
        progress(read)
    if decode:
        yield from enumerate(_ended(rest + decode.decode(b"", final=True)).split("\n"), number)


def _held(text: str) -> tuple[str, str]:
    """Return a text and what must wait for its next piece: carriage returns that may be a part of the end of a line."""
    held = 2 if text.endswith("\r\r") else 1 if text.endswith("\r") else 0
    return (text[:-held], text[-held:]) if held else (text, "")


def _ended(text: str) -> str:
    """Return a text whose lines all end in a newline; mail programs for DOS wrote two carriage returns before it."""
    if "\r" not in text:
        return text
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
