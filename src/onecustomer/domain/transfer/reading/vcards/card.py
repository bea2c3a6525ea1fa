"""The cards of a file: their lines put together again, and parted into properties. A bad line is told and left out.

Phones fold lines by three rules and break them by none: a blank begins what goes on (RFC 2425), the blank belongs to
the text (vCard 2.1), "=" ends what goes on (quoted-printable), or nothing says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache

from .....store.record import Record
from .lines import BEGIN, END, MOST

PROPERTY = re.compile(r"(?:([\w-]+)\.)?([A-Za-z][A-Za-z0-9_-]*)\s*([;:])")
QUOTED_HEAD = re.compile(r'(?:[^":]|"[^"]*")*:')
NO_PARAMETERS: Mapping[str, str] = {}
PARAGRAPHS = frozenset(("NOTE", "TITLE", "ROLE", "ORG"))
"""Properties in which people break lines, which some programs then write as they are."""

OF_ONE_LINE = frozenset(("REV", "PRODID", "URL", "TZ", "GEO", "MAILER", "CLASS", "GENDER", "IMPP"))
"""Properties that nobody keeps, and that never go on in a line that nothing says goes on."""

WIDTH = range(72, 79)  # bytes of a line that was folded because it was full
MOST_PROPERTIES = 1_000
MOST_LETTERS = 1 << 20  # of all properties of a card
MOST_BAD = 20
FRAMES = tuple("BbEe \t\ufeff\x0b\x0c\xa0")
"""How a line begins that may begin or end a card."""

NOTHING = " \t\0\x1a\ufeff"  # DOS ends a file with \x1a
STRAY = "which is no line of a card"


class Property:
    """A property of a card: the line it begins on, the group that ties it to another, its parameters, and the value.

    Shape: group and names are in capitals; a parameter without a name is a TYPE, or an ENCODING, as in vCard 2.1. The
    value is as it stands in the file, put together again. There are millions of them, so it is no Record.
    """

    __slots__ = ("group", "line", "name", "parameters", "value")

    def __init__(self, line: int, group: str, name: str, parameters: Mapping[str, str], value: str) -> None:
        self.line, self.group, self.name, self.parameters, self.value = line, group, name, parameters, value


class Card(Record):
    """A card: the line it begins on, what is kept of its properties, and the lines that cannot be read, and why."""

    line: int
    properties: list[Property]
    bad: list[tuple[int, str]]


class Stray(Record):
    """Lines outside of any card, by the first of them."""

    line: int


class Reader:
    """What puts the lines of a file together; `kept` are the names of properties that anybody asks for."""

    def __init__(self, kept: Set[str]) -> None:
        self.kept = kept | {"VERSION", "AGENT"}
        self.card: Card | None = None
        self.nested = 0
        self.after_agent = False
        self.stray = self.letters = 0
        self.indent = ""
        self.version = ""
        self.pending: Pending | None = None

    def cards(self, lines: Iterable[tuple[int, str]]) -> Iterator[Card | Stray]:
        """Yield the cards in their order, and where lines stand outside of any."""
        for number, line in lines:
            may_frame = line[:1] in FRAMES
            if may_frame and BEGIN.fullmatch(line):
                yield from self._begin(number, line)
            elif self.card is None:
                if line.strip(NOTHING) and not self.stray:
                    self.stray = number
                    yield Stray(number)
            elif may_frame and END.fullmatch(line):
                if self.nested:
                    self.nested -= 1
                else:
                    yield from self._end()
            elif self.nested:
                self.after_agent = line.upper().startswith("AGENT")
            else:
                self._take(number, line.removeprefix(self.indent))
        yield from self._end()

    def _begin(self, number: int, line: str) -> Iterator[Card]:
        """Begin a card; one inside AGENT is somebody else's, and any other ends the card before it."""
        if self.after_agent or (self.pending and self.pending.name == "AGENT" and self.pending.is_empty()):
            self.nested, self.after_agent, self.pending = self.nested + 1, False, None
            return
        yield from self._end()
        self.card = Card(number, [], [])
        self.stray, self.letters, self.version = 0, 0, ""
        self.indent = line[: len(line) - len(line.lstrip(" \t"))]

    def _end(self) -> Iterator[Card]:
        if self.card:
            self._put()
            yield self.card
        self.card, self.nested, self.after_agent = None, 0, False

    def _take(self, number: int, line: str) -> None:
        """Take a line of a card: it goes on with the one before, or begins a property, or is bad."""
        pending = self.pending
        if not line.strip():
            if pending:
                pending.is_soft = False
            return
        if line[0] in " \t" and pending:
            pending.fold(line)
            return
        found = PROPERTY.match(line)
        if pending and pending.is_soft and not (found and self._is_known(found[2])):
            pending.go_on(line)
        elif found:
            if pending:
                self._put()
            self.pending = Pending(number, found, line, self.kept)
        elif not (pending and pending.may_go_on(line)):
            self._bad(number, STRAY)

    def _is_known(self, name: str) -> bool:
        return name.isupper() and (name in self.kept or name in ("ADR", "URL", "PHOTO", "REV", "LABEL"))

    def _put(self) -> None:
        """Put the pending property into the card."""
        pending, self.pending = self.pending, None
        if not pending or not pending.is_kept or not self.card:
            return
        parameters, value = NO_PARAMETERS, pending.joined(is_old=self.version == "2")
        if len(value) > MOST:
            self._bad(pending.line, f"which has more than {MOST:,} characters")
            return
        if not pending.is_bare:
            said, colon, value = split_head(value)
            if not colon:
                self._bad(pending.line, STRAY)
                return
            parameters = read_parameters(said)
        if pending.name == "VERSION":
            self.version = value.strip()[:1]
        elif len(self.card.properties) >= MOST_PROPERTIES:
            self._bad(pending.line, f"the card has more than {MOST_PROPERTIES:,} lines")
        elif self.letters > MOST_LETTERS:
            self._bad(pending.line, f"the card has more than {MOST_LETTERS:,} characters")
        elif pending.name != "AGENT":
            self.letters += len(value)
            self.card.properties.append(Property(pending.line, pending.group, pending.name, parameters, value))

    def _bad(self, line: int, why: str) -> None:
        if self.card and len(self.card.bad) < MOST_BAD:
            self.card.bad.append((line, why))


class Pending:
    """A property whose end was not seen yet, in the pieces that its lines are, from behind its name.

    Shape: a bare one has no parameters.
    """

    __slots__ = (
        *("line", "group", "name", "is_kept", "is_bare", "start", "pieces", "length"),
        *("is_quoted", "is_base64", "is_soft"),
    )

    def __init__(self, line: int, found: re.Match[str], first: str, kept: Set[str]) -> None:
        group, name, mark = found.groups()
        self.line, self.group, self.name = line, (group and group.upper()) or "", name.upper()
        self.is_kept, self.is_bare = self.name in kept, mark == ":"
        self.start = found.end()
        self.pieces = [first[self.start :]]
        self.length = len(first)
        self.is_quoted = self.is_base64 = self.is_soft = False
        if not self.is_bare:
            said = self.pieces[0].partition(":")[0].upper()
            self.is_quoted = "QUOTED-PRINTABLE" in said
            self.is_base64 = "BASE64" in said or "ENCODING=B" in said
            self.is_soft = self.is_quoted and first.rstrip().endswith("=")

    def is_empty(self) -> bool:
        """Tell whether nothing of a value was seen yet."""
        seen = "".join(self.pieces)
        return not (seen if self.is_bare else seen.partition(":")[2]).strip()

    def fold(self, line: str) -> None:
        """Go on with a line that begins with a blank."""
        if self.is_quoted:
            self.go_on(line)
        else:
            self._add(line)

    def go_on(self, line: str) -> None:
        """Go on with a line of quoted-printable."""
        self.is_soft = self.is_quoted and line.rstrip().endswith("=")
        self._add(line)

    def may_go_on(self, line: str) -> bool:
        """Go on with a line that nothing says goes on, and tell whether it may."""
        if self.is_base64 or not (self.is_kept or self.name in OF_ONE_LINE):
            self._add(line)
        elif self.is_quoted and (line.startswith("=") or self.name in PARAGRAPHS):
            self.go_on(line if line.startswith("=") else f"=0A{line}")
        elif self.name in PARAGRAPHS:
            self._add("\n" + line)
        else:
            return False
        return True

    def _add(self, line: str) -> None:
        if self.is_kept and self.length <= MOST:
            self.pieces.append(line)
            self.length += len(line)

    def joined(self, *, is_old: bool) -> str:
        """Return the property in one piece; `is_old` where the card is of vCard 2.1."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        if self.is_quoted:
            return self._joined_quoted()
        text, size = self.pieces[0], self.start + _size(self.pieces[0])
        for piece in self.pieces[1:]:
            if piece[0] in " \t":
                is_text = is_old and not self.is_base64 and size not in WIDTH
                text += f" {piece.lstrip()}" if is_text else piece[1:]
            else:
                text += piece
            size = _size(piece)
        return text

    def _joined_quoted(self) -> str:
        """Return the pieces of quoted-printable as one; where blanks begin all of them, these only fold the lines."""
        first, *others = [piece.rstrip().removesuffix("=") for piece in self.pieces]
        has_blanks = " " in first.partition(":")[2]
        is_folded = all(piece[:1] in (" ", "\t") for piece in others) and (len(others) > 1 or not has_blanks)
        return first + "".join(piece[1:] if is_folded else piece for piece in others)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def split_head(text: str) -> tuple[str, str, str]:
    """Return parameters and the value behind them, and between them the colon, which is none of those in quotes.

    Shape: the colon is empty where there is none.
    """
    said, colon, value = text.partition(":")
    if '"' in said and (outside := QUOTED_HEAD.match(text)):
        end = outside.end()
        return text[: end - 1], ":", text[end:]
    return said, colon, value


@lru_cache(maxsize=1_000)
def read_parameters(said: str) -> Mapping[str, str]:
    """Return the parameters that stand before a value, by their names in capitals."""
    parameters: dict[str, str] = {}
    for one in re.findall(r'(?:[^";]|"[^"]*"?)+', said) if '"' in said else said.split(";"):
        key, equals, value = one.strip().partition("=")
        if not equals:
            key, value = _kind_of(key), key
        key, value = key.upper().strip(), value.replace('"', "").strip()
        parameters[key] = f"{parameters[key]},{value}" if key in parameters else value
    return parameters


def _kind_of(value: str) -> str:
    return "ENCODING" if value.upper() in ("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT") else "TYPE"
