"""The words that the tests share: who is in the shop, when it is, what a command answered, and what hostile text is.

A test file imports from here and from no other test file; fixtures stand in `conftest.py`.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from onecustomer.cli.screens.svg import CELL, EDGE, LINE
from onecustomer.domain.language.text import cells, is_plain
from onecustomer.store.copies import making
from onecustomer.store.database.connection import Store
from onecustomer.store.files import DRAFT

NOON = "2026-11-21T12:00:00+00:00"
NOW = dt.datetime.fromisoformat(NOON)
TODAY = NOW.date()  # a Saturday
ANA = "Ana"
GUARDED = {"PYTHONPATH": str(Path(__file__).parent / "guard")}
"""What a process is started with so that it reaches no network; not where the modules that it loads are counted."""


CAST = (
    "add Margo Klein --phone '+1 212 555 0143' --email margo.klein@example.com --say MAR-go --at Acme --style hurried",
    "add 'Jim O’Neil' --phone '+1 212 555 0178' --style languid --as regular",
    "add Alecia Ruiz --email alecia@example.com",
    "add Juli Andersson --phone '+1 212 555 0101' --at IBM --role A/P",
    "add Jeff Baptiste --phone '+1 212 555 0102' --at IBM --role design",
    "add Margot Lévesque --phone '+1 514 555 0199'",
    "add Zoë --phone 212-555-0166",
    "add 山本 太郎 --phone '+81 33 555 0123'",
    "add Jörg-Änne Weiß --birthday 12-24",
)
"""What makes the shop of the essays: Jim, Margo, Alecia, Juli and Jeff, and some who are easily confused."""

PARTS = ("gone", "owed", "open", "dates", "news", "heard", "missed", "thanks")
LABELS = dict(zip(PARTS, ("Gone", "Owed", "Open", "Soon", "Tell", "Heard", "Missed", "Thank"), strict=True))
"""The parts of the morning, and what stands before the first line of each."""

COMMANDS_OF_MORNING = (
    "today",
    "today --json",
    "thank --unthanked",
    "news",
    "news --json",
    *(f"today --{part}" for part in PARTS),
)

EXPORTS = Path(__file__).parent / "transfer" / "cases"
"""The folder of files as Square and Shopify export them."""

SQUARE = "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Memo,Birthday,Last Visit\n"

WAITING = "oc: Waiting for another terminal to finish writing.\n"


DOUBTS = ("oc: names like it: ", "oc: found by ")
"""What is said after a card that came unasked."""


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    def printed(self) -> str:
        """Return stdout of a command that did well and said nothing else, but for doubts about whose card it is."""
        said = [row for row in self.err.splitlines() if not row.startswith(DOUBTS)]
        assert (0, []) == (self.code, said)
        return self.out

    def printed_or_said(self) -> str:
        """Return stdout of a command that did well, and may have said that it made the store or doubts the clock."""
        assert 0 == self.code, self.err
        return self.out

    def complained(self, code: int) -> str:
        """Return stderr of a command that failed with this code and printed no data."""
        assert (code, "") == (self.code, self.out)
        assert "Traceback" not in self.err
        return self.err


class Terminal(io.TextIOWrapper):
    """A stream in memory that may claim to be a terminal."""

    def __init__(self, text: bytes = b"", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(text), encoding="utf-8", newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        self.seek(0)
        return self.buffer.read().decode("utf-8")


Oc = Callable[..., Ran]
ShopAfter = Callable[..., Oc]
Rows = Callable[..., list[tuple[Any, ...]]]
Json = Callable[[str], Any]
AtOnce = Callable[..., list[Ran]]


def at(day: str) -> str:
    """Return noon of a day, as OC_NOW has it."""
    return f"{day}T12:00:00+00:00"


def on_its_day(command: str) -> tuple[str, str]:
    """Return a command and the moment it is run at: noon of the day in `@2026-03-02 serve klein`, else NOON."""
    if not command.startswith("@"):
        return command, NOON
    day, _, rest = command[1:].partition(" ")
    return rest, at(day)


def line(oc: Oc, label: str, who: str = "klein", *, day: str = "2026-11-21", now: str | None = None) -> str:
    """Return the card's line of a label, single spaced and without it; empty where the card has none."""
    lines = oc(f"show {who}", OC_NOW=now or at(day)).printed().splitlines()
    return next((" ".join(one.split()[1:]) for one in lines if one.startswith(label + " ")), "")


def found(oc: Oc, query: str) -> list[str]:
    """Return the names of those whom a query may mean, best first; empty where nobody is meant."""
    return [candidate["name"] for candidate in json.loads(oc("find", query, "--json").out)["candidates"]]


def promised_by(oc: Oc, day: str, now: str) -> str:
    """Promise a coat by a day as it is typed, and return that day in full."""
    promised = oc("promise", "coat", "--for", "klein", "--by", day, OC_NOW=now).printed_or_said()
    return promised.removeprefix("Promised Margo Klein by ").removesuffix(": coat\n")


SCHEMAS = Path(__file__).parent / "store" / "schemas"
"""The folder of the schemas that there were, each as SQL."""


def older_store(db: Path, schema: int, *tables: str) -> Path:
    """Return a store of an older schema beside a new one, with the rows of these tables as that schema has them."""
    old = db.with_name(f"schema-{schema}.db")
    with closing(sqlite3.connect(old)) as made:
        made.executescript((SCHEMAS / f"{schema}.sql").read_text())
        made.execute("ATTACH ? AS new", (str(db),))
        for table in tables:
            columns = ", ".join(f'"{name}"' for _, name, *_ in made.execute(f"PRAGMA table_info({table})"))
            made.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        made.commit()
    return old


def copies(db: Path) -> list[Path]:
    """Return the copies that lie in the folder of a store's copies, by their names; none where there is no folder."""
    beside = sorted((db.parent / "backups").glob(f"{db.name}.*"))
    return [path for path in beside if path.suffix != ".sha256" and DRAFT not in path.name]


def copy_of(db: Path, day: dt.date = TODAY, reason: str = "daily") -> Path:
    """Make a copy of the store as it is made by itself, of this day, and return its path."""
    with closing(Store.at(str(db), lambda _: None)) as store:
        return Path(making.make(store, reason, day))


@contextmanager
def locked(db: Path, how: str = "EXCLUSIVE") -> Iterator[None]:
    """Hold the store's lock, as another terminal does while it writes."""
    with closing(sqlite3.connect(db, isolation_level=None)) as holder:
        holder.execute(f"BEGIN {how}")
        yield


def uncoloured(text: str) -> str:
    """Return a text of a terminal without its colours."""
    for piece in text.split("\x1b[")[1:]:
        code = piece.split("m", 1)[0]
        text = text.replace(f"\x1b[{code}m", "")
    return text


def lines_of(picture: str) -> list[str]:
    """Return the lines of a picture, each letter in the column where it is put; bars and colours are left out.

    It asserts that each letter stands in a column of its own, or that its word is made as wide as its columns.
    """
    drawn: dict[int, str] = {}
    texts = (one for one in ElementTree.fromstring(picture).iter() if one.tag.endswith("text"))
    for text in texts:
        words, top = text.text or "", int(text.get("y", ""))
        places = [divmod(int(x) - EDGE, CELL) for x in text.get("x", "").split()]
        assert {0} == {beside for _, beside in places}, "between two columns"
        if "textLength" in text.attrib:
            assert (str(cells(words) * CELL), "spacingAndGlyphs") == (text.get("textLength"), text.get("lengthAdjust"))
        put = list(words) if len(places) > 1 else [words]
        assert max(words) < "\U00010000" or len(put) == 1, "a letter of two places in UTF-16 stands alone"
        for (column, _), letter in zip(places, put, strict=True):
            before = drawn.get(top, "")
            assert column >= cells(before), "one letter over another"
            drawn[top] = before + " " * (column - cells(before)) + letter.replace("\xa0", " ")
    first, last = min(drawn), max(drawn)
    return [drawn.get(top, "") for top in range(first, last + 1, LINE)]


HOSTILE = "[/b] \x1b[2J Margo"
PAYLOADS = {
    "erase the screen": "\x1b[2J",
    "link": "\x1b]8;;http://example.com\x1b\\x\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;aGk=\x07",
    "C1": "\x9b2J",
    "delete": "\x7f",
    "right to left": "\u202egnp.exe",
    "isolate": "\u2066x",
    "line separator": "\u2028",
    "filler": "\u3164",
    "private use": "\ue000",
}
MARKUP = (
    "[/b]",
    "[vip]",
    "[link=http://example.com]x[/link]",
    ":bomb:",
    "back\\slash",
    "[bold red]x",
    "{curly}",
    "%s %(x)s",
)
FIELDS = (
    "UPDATE customer SET name = :text || ' Margo', say = :text, company = :text, role = :text, relation = :text,"
    " usual_style = :text, usual_why = :text, why = :text",
    "UPDATE interaction SET text = :text, via = :text, style = :text, staff = :text",
    "UPDATE interaction SET kind = :text WHERE kind = 'note'",
    "UPDATE fact SET text = :text, staff = :text",
    "UPDATE handle SET value = :text",
    "UPDATE occasion SET what = :text",
    "INSERT INTO style VALUES (:text, :text)",
    "UPDATE deed SET staff = :text",
    "UPDATE setting SET value = :text",
    "UPDATE news SET text = :text, words = words || ', ' || :text, staff = :text",
    "UPDATE telling SET staff = :text",
)
"""What puts a text into every column that words can stand in, past all that the program checks."""


def assert_harmless(answer: Ran) -> None:
    """Assert that an answer has nothing in it but plain letters and line ends."""
    for stream in (answer.out, answer.err):
        assert [] == [f"U+{ord(letter):04X}" for letter in stream if letter != "\n" and not is_plain(letter)]
        assert "Traceback" not in stream


@contextmanager
def nobody() -> Iterator[None]:
    """Be a user who is not root, where root runs the tests: root may do whatever it likes."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
