"""Files of vCards 2.1, 3.0 and 4.0, as telephones and mail programs write them: many cards in one, of any size."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence

from ....errors import Refused
from ....store.record import Record
from ...language.days import DAY_FIRST, MONTH_FIRST
from .incoming import Incoming, LeftOut, Progress, Wishes
from .vcards import lines, person, values
from .vcards.card import Reader, Stray

NAMES = re.compile(rb"^(?:[\w-]+\.)?([A-Za-z][\w-]*)[;:]", re.MULTILINE)
VERSIONS = re.compile(rb"^VERSION[^:\r\n]*:\s*([0-9]\.[0-9])", re.MULTILINE | re.IGNORECASE)
CHARSETS = re.compile(rb"^[\w.-]+;[^:\r\n]*CHARSET=\"?([\w.:+-]+?)\"?[;:]", re.MULTILINE | re.IGNORECASE)
DAYS = re.compile(rb"^(?:[\w-]+\.)?BDAY[^:\r\n]*:\s*([0-9]{1,2})[/.]([0-9]{1,2})\b", re.MULTILINE | re.IGNORECASE)
FOLDS = re.compile(rb"[\r\n]+[ \t]")
UNREAD = {
    "ADR": "addresses", "LABEL": "addresses", "PHOTO": "photos", "X-MS-CARDPICTURE": "photos", "LOGO": "logos",
    "SOUND": "sounds", "KEY": "keys", "URL": "web pages", "X-SOCIALPROFILE": "web pages", "IMPP": "chat names",
    "X-AIM": "chat names", "X-ICQ": "chat names", "X-JABBER": "chat names", "X-MSN": "chat names",
    "X-YAHOO": "chat names", "X-SKYPE": "chat names", "X-SKYPE-USERNAME": "chat names", "X-QQ": "chat names",
    "GEO": "places", "TZ": "time zones", "AGENT": "who acts for them", "GENDER": "sex", "X-GENDER": "sex",
    "RELATED": "relatives", "X-ABRELATEDNAMES": "relatives", "X-EVOLUTION-SPOUSE": "relatives", "X-SPOUSE": "relatives",
    "X-EVOLUTION-MANAGER": "managers", "X-MANAGER": "managers", "X-EVOLUTION-ASSISTANT": "assistants",
    "X-ASSISTANT": "assistants", "LANG": "languages", "MEMBER": "members", "DEATHDATE": "days of death",
    "CALURI": "calendars", "FBURL": "calendars", "CALADRURI": "calendars",
}  # fmt: skip
"""What nobody keeps, in words."""

OF_THE_PROGRAM = frozenset(
    (
        *("BEGIN", "END", "VERSION", "PRODID", "REV", "MAILER", "CLASS", "SOURCE", "NAME", "PROFILE", "SORT-STRING"),
        *("CLIENTPIDMAP", "XML", "X-ABUID", "X-ABADR", "X-EVOLUTION-FILE-AS", "X-PRODID", "X-RADICALE-NAME"),
    )
)
"""What says nothing of a person."""

MOST_NAMED = 20


class Scan:
    """What one look through a file tells of it; it is fed piece by piece."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.versions: set[str] = set()
        self.charsets: set[str] = set()
        self.days = [0, 0]  # whose first and whose second number is beyond 12
        self.foreign = 0

    def feed(self, piece: bytes) -> None:
        """Look at whole lines of a file."""
        if len(self.names) < 10 * MOST_NAMED:
            self.names |= {name.decode("ascii", "replace").upper() for name in set(NAMES.findall(piece))}
        if len(self.charsets) < MOST_NAMED:
            self.charsets |= {name.decode("ascii", "replace").upper() for name in set(CHARSETS.findall(piece))}
        self.versions |= {name.decode("ascii") for name in set(VERSIONS.findall(piece))}
        for first, second in DAYS.findall(piece):
            self.days[0] += int(first) > 12
            self.days[1] += int(second) > 12
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError:
            self.foreign += sum(map(_is_foreign, FOLDS.sub(b"", piece).split(b"\n")))

    @property
    def order(self) -> str | None:
        """The order of day and month that the birthdays settle; none where they do not."""
        first, second = self.days
        return DAY_FIRST if first and not second else MONTH_FIRST if second and not first else None

    def unread(self) -> list[str]:
        """Return what nobody keeps, in words, or else as the file has it."""
        others = sorted(name for name in self.names - person.KEPT - OF_THE_PROGRAM if not name.startswith("X-APPLE-"))
        return list(dict.fromkeys(UNREAD.get(name, name) for name in others))[:MOST_NAMED]


class Cards(Record):
    """A file of vCards that has been looked through, as `incoming.Source` says."""

    path: str
    told: str
    size: int
    notes: Sequence[str]
    unread: Sequence[str]
    withheld: Sequence[tuple[str, str]]
    place: str
    habits: person.Habits

    def people(self, progress: Progress) -> Iterator[Incoming | LeftOut]:
        """Yield every person of the file, and every card that is nobody, in the order of the file."""
        numbers = person.Numbers()
        for card in Reader(person.KEPT).cards(lines.of_file(self.place, progress)):
            if isinstance(card, Stray):
                yield LeftOut(card.line, "it stands outside of any card")
            else:
                yield person.Reading(card, self.habits, numbers).person()


def looks_like(start: bytes) -> bool:
    """Tell whether a file that begins so is one of vCards."""
    encoding = lines.wide(start) or "utf-8"
    return bool(lines.BEGUN.match(start.decode(encoding, "replace")))


def open_cards(path: str, wishes: Wishes, today: dt.date, order: str | None, place: str | None = None) -> Cards:
    """Return the file of vCards at `path`, looked through once.

    `order` is how the shop reads 11/12; `place` is where the bytes are, if not at `path`.
    Raises: Refused where the encoding that the shop says is none.
    """
    place = place or path
    wished = _wished(wishes)
    scan = Scan()
    start = b""
    for piece in _pieces(place):
        start = start or piece[:64]
        scan.feed(piece)
    versions = " and ".join(sorted(scan.versions))
    encoding = (lines.wide(start) and "UTF-16") or wished or (values.FALLBACK if scan.foreign else "UTF-8")
    settled = scan.order
    return Cards(
        path,
        f"vCards{f' of {versions}' if versions else ''}, {encoding}",
        os.path.getsize(place),
        list(_notes(scan, wished, settled)),
        scan.unread(),
        (),
        place,
        person.Habits(today, settled or order, wished),
    )


def _wished(wishes: Wishes) -> str | None:
    """Return the encoding that the shop says, as Python has it."""
    if wishes.encoding is None:
        return None
    found = values.codec(wishes.encoding)
    if not found:
        raise Refused(f"“{wishes.encoding}” is no encoding that I know.", "--encoding cp1252; nothing was imported")
    return found


def _notes(scan: Scan, wished: str | None, settled: str | None) -> Iterator[str]:
    if scan.foreign and not wished:
        many = "A line is" if scan.foreign == 1 else f"{scan.foreign:,} lines are"
        yield f"{many} not UTF-8 and read as {values.FALLBACK}; where a name looks wrong, say --encoding NAME."
    unknown = sorted(name for name in scan.charsets if not values.codec(name))
    if unknown:
        yield f"{' and '.join(unknown)}: no encoding that I know; read as UTF-8, or else as {values.FALLBACK}."
    if settled:
        number = scan.days[0] or scan.days[1]
        yield f"Birthdays: {number:,} can only be {settled}, so all are read {settled}."


def _pieces(path: str) -> Iterator[bytes]:
    """Yield whole lines of a file, narrow; of one that is longer than a piece, what there is."""
    rest, decode = b"", None
    for piece in lines.chunks(path):
        if lines.wide(piece) and not decode and not rest:
            decode = lines.decoder(piece)
        text = decode.decode(piece).encode("utf-8", "replace") if decode else piece
        whole, newline, last = text.rpartition(b"\n")
        if newline:
            yield (rest + whole + newline).replace(b"\r", b"\n")
            rest = last
        else:
            yield rest.replace(b"\r", b"\n")
            rest = last
    yield rest.replace(b"\r", b"\n")


def _is_foreign(line: bytes) -> bool:
    """Tell whether a line has bytes that are no UTF-8, and does not say of what encoding they are."""
    if b"CHARSET=" in line[:200].upper():
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
