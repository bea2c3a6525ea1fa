"""The values of a card as text: quoted-printable and base64 undone, bytes read as the card says, escapes taken off."""

from __future__ import annotations

import binascii
import re
from urllib.parse import unquote

from ....language import fields, phones
from ....language.text import BIDI, INVISIBLE, REPLACEMENT, is_plain
from ..encoding import known
from .card import Property

ESCAPE_TO = "\x1b"  # begins Japanese letters in ISO-2022-JP, which has no byte beyond ASCII
FALLBACK = "cp1252"
UNSAFE = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7")
"""Encodings that Python has and no file of people."""

SCHEME = re.compile("(mailto:)", re.IGNORECASE)
PAUSED = re.compile(r"([+0-9 ().\-/]+)[,;pwPW]+([0-9]+)#?")
QUOTED = re.compile(r"(?:=[0-9A-F]{2}){2}")
LITERAL = re.compile(r"(?<!=5C)(?<!\\)=3B")
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
SEMICOLON, COMMA = ";", ","
PLAINER = {
    **{ord(letter): None for letter in BIDI + INVISIBLE},
    **{ord(letter): " " for letter in "\u00a0\u202f\u2007"},
    **{ord(letter): "\n" for letter in "\u2028\u2029\u0085\x0b"},
}
"""What stands for a letter that people do not see, or take for another."""


class Unreadable(ValueError):
    """A value whose bytes say nothing."""


def codec(name: str) -> str | None:
    """Return Python's name of the encoding that a card says; none where it knows none of people's texts."""
    found = known(name.strip().casefold().removeprefix("x-"))
    return found if found not in UNSAFE else None


def raw_text(one: Property, encoding: str | None = None) -> str:
    """Return the value of a property as text, its escapes still in it.

    `encoding` is what the shop says the file's is.
    Raises: Unreadable where it is said to be base64 and is none.
    """
    said = one.parameters
    if not said and one.value.isascii() and not encoding:
        return one.value
    how = said.get("ENCODING", "").upper()
    charset = said.get("CHARSET") or said.get("CHARACTERSET")
    is_quoted = "QUOTED" in how or (charset and QUOTED.search(one.value) and one.value.isascii())
    if is_quoted:
        value = LITERAL.sub("=5C=3B", one.value) if ";" in one.value else one.value
        bare = binascii.a2b_qp(value.encode("utf-8", "surrogateescape"))
    elif how in ("B", "BASE64"):
        try:
            bare = binascii.a2b_base64("".join(one.value.split()).encode("utf-8", "replace"))
        except binascii.Error:
            raise Unreadable from None
    elif one.value.isascii() and ESCAPE_TO not in one.value:
        return one.value
    elif any("\udc80" <= letter <= "\udcff" for letter in one.value) or encoding:
        bare = one.value.encode("utf-8", "surrogateescape")
    else:
        return one.value
    return decoded(bare, codec(charset) if charset else encoding)


def decoded(bare: bytes, encoding: str | None) -> str:
    """Return bytes as text: of UTF-8 where they are, else of the encoding that is said, else of Windows.

    Shape: what a program cut off in the middle of a letter at the end is left out.
    Source: cards keep saying CHARSET=ISO-8859-1 when an editor has long saved the file as UTF-8; two letters of Latin
    or Cyrillic text hardly ever make one of UTF-8.
    """
    if encoding and _is_wide(encoding):
        return bare.decode(encoding, "replace")
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError:
        tolerant = bare.decode("utf-8", "replace")
    if encoding and not encoding.startswith("utf"):
        return bare.decode(encoding, "replace")
    if any(letter not in REPLACEMENT and not letter.isascii() for letter in tolerant):
        return tolerant.rstrip(REPLACEMENT)
    return bare.decode(FALLBACK, "replace")


def _is_wide(encoding: str) -> bool:
    return encoding.startswith(("shift", "cp932", "gb", "big5", "euc", "iso2022", "hz", "johab"))


def text(raw: str) -> str:
    """Return a text without its escapes and without what is hidden in it."""
    if "\\" in raw:
        raw = ESCAPE.sub(_unescaped, raw)
    return visible(raw).strip()


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def visible(raw: str) -> str:
    """Return a text without marks of direction and letters that nobody sees, as telephones copy them in."""
    if raw.isascii() and raw.isprintable():
        return raw
    kept = raw.translate(PLAINER).replace("\r\n", "\n").replace("\r", "\n")
    if kept.isprintable():
        return kept
    return "".join(letter for letter in kept if letter in "\n\t" or is_plain(letter))


def parts(raw: str, mark: str = SEMICOLON) -> list[str]:
    """Return the components of a value, each as text; the members of a list where `mark` is COMMA."""
    found: list[str] = []
    is_open = False
    for part in raw.split(mark):
        if is_open:
            found[-1] += mark + part
        else:
            found.append(part)
        is_open = (len(part) - len(part.rstrip("\\"))) % 2 == 1
    return [text(part) for part in found]


def line(raw: str) -> str:
    """Return a text as one line."""
    if raw.isascii() and raw.isprintable() and "\\" not in raw and "  " not in raw:
        return raw.strip()
    return " ".join(text(raw).split())


def telephone(raw: str) -> str:
    """Return a telephone number without the scheme of a link; an extension is called one."""
    said = line(raw)
    if said[:4].casefold() != phones.SCHEME:
        paused = PAUSED.fullmatch(said)
        is_pause = paused and len(phones.digits(said)) < fields.FEWEST_PHONE_DIGITS
        return f"{paused[1].strip()} ext. {paused[2]}" if paused and is_pause else said
    number, *others = unquote(phones.bare(said)).split(";")
    extension = next((one[4:] for one in others if one[:4].casefold() == "ext="), "")
    return f"{number.strip()} ext. {extension}" if extension else number.strip()


def linked(raw: str) -> str:
    """Return an e-mail address that a link has, and any other text as it is."""
    said = line(raw)
    before, scheme, link = SCHEME.split(said, maxsplit=1) if SCHEME.search(said) else (said, "", "")
    return before + unquote(link.partition("?")[0]) if scheme else said
