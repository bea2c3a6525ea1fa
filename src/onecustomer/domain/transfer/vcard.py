"""People as vCards 3.0, as telephones read them: who they are, how to reach them, and how they like to be served.

Pins and needs come along only where asked for, as a telephone sends what it has to a cloud; of somebody who wants no
notes nothing that was noted does, nor the reason for the style, nor the birthday.
Source: RFC 2426, and RFC 2425 for its lines; X-PHONETIC-FIRST-NAME and X-APPLE-OMIT-YEAR are what Apple's and Android's
address books read, as 3.0 has no word for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...store import kinds
from ..language import names, phones
from ..language.text import clean
from ..timeline.occasions import BIRTHDAY
from . import quieted
from .exporting import Person

MOST = 75  # bytes of a line
NO_YEAR = 1604  # a leap year, and Apple's for none
ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
TYPES = {
    "CELL": ("mobile", "mob", "cell", "handy", "mobil", "móvil", "portable"),
    "WORK": ("work", "office", "shop", "büro", "arbeit", "trabajo", "bureau"),
    "HOME": ("home", "private", "privat", "casa", "domicile"),
    "FAX": ("fax",),
    "PREF": ("main",),
}
"""What a telephone is called in a vCard, by the words that people use of it."""

ADVICE = {kinds.PIN: "Must know", kinds.NEED: "Looks for"}


def cards(people: Iterable[Person], *, with_notes: bool) -> Iterator[str]:
    """Yield the card of each person, as text of its own."""
    for person in map(quieted.exported, people):
        lines = ["BEGIN:VCARD", "VERSION:3.0", *_lines(person), *(_notes(person) if with_notes else ()), "END:VCARD"]
        yield "".join(f"{folded(line)}\r\n" for line in lines)


def _lines(person: Person) -> Iterator[str]:
    name = _plain(person["name"])
    yield f"UID:{_plain(person['key'])}"
    yield f"N:{';'.join(map(_escaped, _parts(name)))};;;"
    yield f"FN:{_escaped(name)}"
    if person["say"]:
        yield f"X-PHONETIC-FIRST-NAME:{_escaped(person['say'])}"
    if nicknames := _values(person, kinds.NICK):
        yield f"NICKNAME:{','.join(map(_escaped, nicknames))}"
    if person["company"]:
        yield f"ORG:{_escaped(person['company'])}"
    if person["role"]:
        yield f"TITLE:{_escaped(person['role'])}"
    if person["relation"]:
        yield f"CATEGORIES:{_escaped(person['relation'])}"
    for phone in _values(person, kinds.PHONE):
        yield f"TEL;TYPE={_type(phone)}:{_escaped(phones.plain(phone) or phone)}"
    for email in _values(person, kinds.EMAIL):
        yield f"EMAIL;TYPE=INTERNET:{_escaped(email)}"
    for occasion in person["occasions"]:
        if occasion["what"] == BIRTHDAY and occasion["yearly"]:
            yield _born(occasion)
    if person["usual_style"]:
        why = f" ({_plain(person['usual_why'])})" if person["usual_why"] else ""
        yield "NOTE:" + _escaped(f"Style: {_plain(person['usual_style'])}{why}")


def _notes(person: Person) -> Iterator[str]:
    """Yield the pins and needs, as one note."""
    said = [f"{ADVICE.get(fact['kind'], fact['kind'])}: {_plain(fact['text'])}" for fact in person["facts"]]
    if said:
        yield "NOTE:" + _escaped("\n".join(said), lines=True)


def _parts(name: str) -> tuple[str, str]:
    """Return the family name and what stands before it, as address books sort by it and show both as they were.

    Shape: the family name is the last word, and the first where the letters are of Han, Kana or Hangul.
    """
    words = name.split()
    if len(words) < 2:
        return "", name
    if names.is_wide(words[0]):
        return words[0], " ".join(words[1:])
    return words[-1], " ".join(words[:-1])


def _born(occasion: Mapping[str, Any]) -> str:
    month_and_day = clean(f"{occasion['month']:>02}-{occasion['day']:>02}")
    if isinstance(occasion["year"], int):
        return f"BDAY:{occasion['year']:04}-{month_and_day}"
    return f"BDAY;X-APPLE-OMIT-YEAR={NO_YEAR}:{NO_YEAR}-{month_and_day}"


def _type(phone: str) -> str:
    called = set(phone.casefold().replace(":", " ").replace(",", " ").split())
    return ",".join([*(name for name, words in TYPES.items() if called & set(words)), "VOICE"])


def _values(person: Person, kind: str) -> list[str]:
    return [_plain(handle["value"]) for handle in person["handles"] if handle["kind"] == kind]


def _plain(text: object) -> str:
    return clean(str(text))


def _escaped(text: object, *, lines: bool = False) -> str:
    return (str(text) if lines else _plain(text)).translate(ESCAPED)


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 bytes, each but the first behind a blank; no letter is parted."""
    if len(line) <= MOST and line.isascii():
        return line
    pieces, piece, length = [], "", 0
    for letter in line:
        size = len(letter.encode("utf-8", "replace"))
        if length + size > MOST:
            pieces.append(piece)
            piece, length = " ", 1
        piece += letter
        length += size
    return "\r\n".join([*pieces, piece])
