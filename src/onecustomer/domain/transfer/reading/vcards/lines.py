"""The lines of a file of vCards, whatever ends them and however its bytes are to be read; no file is too long.

Bytes that are no UTF-8 stay in the text as `surrogateescape` has them, since a card may say its encoding line by line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

FRAME = "BEGIN:VCARD;=\n"
CHUNK = 1 << 18  # bytes
MOST = 1 << 16  # characters of a line; a note of 4,000 letters, each written as =F0=9F=98=80, has fewer
BEGUN = re.compile(r"[\s\ufeff]*BEGIN\s*:\s*VCARD\s", re.IGNORECASE)
BEGIN = re.compile(r"[\s\ufeff]*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)


def is_narrow(encoding: str) -> bool:
    """Tell whether the signs of a card are the same bytes in an encoding as in ASCII."""
    return FRAME.encode(encoding, "replace").endswith(FRAME.encode("ascii"))


def decoder(encoding: str) -> codecs.IncrementalDecoder:
    """Return what makes text of bytes; of an encoding like ASCII, what is no UTF-8 stays as it is."""
    if is_narrow(encoding):
        return codecs.getincrementaldecoder("utf-8")("surrogateescape")
    return codecs.getincrementaldecoder(encoding)("replace")


def chunks(path: str) -> Iterator[bytes]:
    """Yield the bytes of a file, piece by piece."""
    with open(path, "rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def of_file(path: str, encoding: str, progress: Callable[[int], None]) -> Iterator[tuple[int, str]]:
    """Yield each line of a file without its end, and its number from 1; empty ones too.

    Shape: of a line with more than `MOST` characters, at least one more than these.
    """
    number, rest, read, decode = 1, "", 0, decoder(encoding)
    for piece in chunks(path):
        text = rest + decode.decode(piece)
        whole, held = _held(text)
        found = _ended(whole).split("\n")
        rest = found.pop()[: MOST + 1] + held
        yield from enumerate(found, number)
        number += len(found)
        read += len(piece)
        progress(read)
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
