"""Files of vCards 2.1, 3.0 and 4.0, as telephones and mail programs write them: many cards in one, of any size."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator

from . import encoding
from .incoming import Incoming, LeftOut, Looked, Progress, Wishes
from .tables.day_order import DayOrder, Orders
from .vcards import lines, numbers, person, values
from .vcards.card import Reader, Stray

NAMES = re.compile(rb"^(?:[\w-]+\.)?([A-Za-z][\w-]*)[;:]", re.MULTILINE)
VERSIONS = re.compile(rb"^VERSION[^:\n]*:\s*([0-9]\.[0-9])", re.MULTILINE | re.IGNORECASE)
CHARSETS = re.compile(rb"^[\w.-]+;[^:\n]*CHARSET=\"?([\w.:+-]+?)\"?[;:]", re.MULTILINE | re.IGNORECASE)
DAYS = re.compile(rb"^(?:[\w-]+\.)?BDAY[^:\n]*:\s*([0-9]{1,2}[/.-][^\n]{3,20})", re.MULTILINE | re.IGNORECASE)
FOLDS = re.compile(rb"\n+[ \t]")

NOT_KEPT = {
    "addresses": "ADR LABEL",
    "photos": "PHOTO X-MS-CARDPICTURE",
    "logos": "LOGO",
    "sounds": "SOUND",
    "keys": "KEY",
    "web pages": "URL X-SOCIALPROFILE",
    "chat names": "IMPP X-AIM X-ICQ X-JABBER X-MSN X-YAHOO X-SKYPE X-SKYPE-USERNAME X-QQ X-MS-IMADDRESS",
    "places": "GEO",
    "time zones": "TZ",
    "who acts for them": "AGENT",
    "managers": "X-EVOLUTION-MANAGER X-MANAGER X-MS-MANAGER",
    "assistants": "X-MS-ASSISTANT X-EVOLUTION-ASSISTANT X-ASSISTANT",
    "members": "MEMBER X-ADDRESSBOOKSERVER-MEMBER",
    "days of death": "DEATHDATE",
    "interests": "HOBBY INTEREST EXPERTISE",
    "calendars": "CALURI FBURL CALADRURI",
}
"""What nobody keeps: in words, and as cards call it."""

ON_PURPOSE = {
    "gender": "GENDER X-GENDER X-WAB-GENDER",
    "family": "RELATED X-ABRELATEDNAMES X-SPOUSE X-EVOLUTION-SPOUSE X-MS-SPOUSE X-MS-CHILD",
    "origin": "BIRTHPLACE",
}
"""What is left out on purpose: why, and as cards call it."""

UNREAD = {name: words for words, names in NOT_KEPT.items() for name in names.split()}
WITHHELD = {name: why for why, names in ON_PURPOSE.items() for name in names.split()}

OF_THE_PROGRAM = frozenset(
    (
        *("BEGIN", "END", "VERSION", "PRODID", "REV", "MAILER", "CLASS", "SOURCE", "NAME", "PROFILE", "SORT-STRING"),
        *("CLIENTPIDMAP", "XML", "X-ABUID", "X-ABADR", "X-EVOLUTION-FILE-AS", "X-PRODID", "X-RADICALE-NAME"),
    )
)
"""What says nothing of a person."""

OWN = ("X-APPLE-", "X-MS-OL-", "X-MOZILLA-", "X-THUNDERBIRD-", "X-COUCHDB-", "X-ADDRESSBOOKSERVER-PHONEME")
MOST_NAMED = 20


class Cards(Looked):
    """A file of vCards that has been looked through."""

    file: str
    encoding: str
    habits: person.Habits

    def people(self, progress: Progress) -> Iterator[Incoming | LeftOut]:
        """Yield every person of the file, and every card that is nobody, in the order of the file."""
        given = numbers.Numbers()
        for card in Reader(person.KEPT).cards(lines.of_file(self.file, self.encoding, progress)):
            if isinstance(card, Stray):
                yield LeftOut(card.line, "it stands outside of any card")
            else:
                yield person.Reading(card, self.habits, given).person()


class Scan:
    """What one look through a file tells of it; it is fed piece by piece."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.versions: set[str] = set()
        self.charsets: set[str] = set()
        self.days = DayOrder("Birthdays")
        self.is_foreign = False

    def feed(self, piece: bytes) -> None:
        """Look at whole lines of a file, each with a newline at its end."""
        if len(self.names) < 10 * MOST_NAMED:
            self.names |= {name.decode("ascii").upper() for name in set(NAMES.findall(piece))}
        if len(self.charsets) < MOST_NAMED:
            self.charsets |= {name.decode("ascii").upper() for name in set(CHARSETS.findall(piece))}
        self.versions |= {name.decode("ascii") for name in set(VERSIONS.findall(piece))}
        for day in DAYS.findall(piece):
            self.days.take(day.decode("ascii", "replace"))
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError:
            self.is_foreign = self.is_foreign or any(map(_is_foreign, FOLDS.sub(b"", piece).split(b"\n")))

    def unread(self) -> list[str]:
        """Return what nobody keeps, in words, or else as the file has it; a line of a note may look like a name too."""
        others = self.names - person.KEPT - OF_THE_PROGRAM - WITHHELD.keys()
        own = {name for name in others if name.startswith("X-") and not name.startswith(OWN)}
        told = {UNREAD.get(name, name) for name in others & UNREAD.keys() | own}
        return sorted(told, key=str.swapcase)[:MOST_NAMED]

    def notes(self, orders: Orders) -> Iterator[str]:
        """Yield what is said of the file as a whole."""
        unknown = sorted(name for name in self.charsets if not values.codec(name))
        if unknown:
            yield f"{', '.join(unknown)}: no encoding that I know, so it is read as UTF-8, or else as {values.FALLBACK}"
        yield from self.days.notes(orders)


def looks_like(start: bytes) -> bool:
    """Tell whether a file that begins so is one of vCards."""
    return bool(lines.BEGUN.match(start.decode(encoding.of_start(start).name, "replace")))


def open_cards(path: str, wishes: Wishes, today: dt.date, order: str | None, file: str | None = None) -> Cards:
    """Return the file of vCards at `path`, looked through once.

    `order` is how the shop reads 11/12; `file` is where the bytes are, if not at `path`.
    Raises: Refused where the encoding that the shop says is none.
    """
    file = file or path
    with open(file, "rb") as opened:
        start = opened.read(encoding.START)
    wished = encoding.wished(wishes.encoding, start) if wishes.encoding else None
    written = wished or encoding.of_start(start)
    scan = Scan()
    for piece in _pieces(file, written.name):
        scan.feed(piece)
    if scan.is_foreign and not wished:
        written = encoding.not_utf_8(file)
    orders = {mark: settled or order for mark, settled in scan.days.settled.items()}
    versions = f" of {' and '.join(sorted(scan.versions))}" if scan.versions else ""
    return Cards(
        path,
        f"vCards{versions}, {written.said}",
        os.path.getsize(file),
        [*([written.note] if written.note else ()), *scan.notes(orders)],
        scan.unread(),
        [(name, WITHHELD[name]) for name in sorted(scan.names & WITHHELD.keys())],
        file,
        written.name,
        person.Habits(today, orders, written.name if wished or scan.is_foreign else None),
    )


def _pieces(path: str, name: str) -> Iterator[bytes]:
    """Yield whole lines of a file in UTF-8 or what is like it; of one that is longer than a piece, what there is."""
    decode = None if lines.is_narrow(name) else lines.decoder(name)
    rest = b""
    for piece in lines.chunks(path):
        text = decode.decode(piece).encode("utf-8", "replace") if decode else piece
        whole, newline, last = (rest + text.replace(b"\r", b"\n")).rpartition(b"\n")
        yield whole + newline
        rest = last if len(last) < lines.MOST else b""
    yield rest


def _is_foreign(line: bytes) -> bool:
    """Tell whether a line has bytes that are no UTF-8, and does not say of what encoding they are."""
    if b"CHARSET=" in line[:200].upper():
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
