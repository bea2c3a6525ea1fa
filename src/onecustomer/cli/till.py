"""The till: which store, which terminal, who is at it, and what its screen can show."""

from __future__ import annotations

import datetime as dt
import os
import sys

from ..domain.moment import Moment
from ..domain.text import accept, clean
from ..errors import Refused
from ..store.connect import Store, open_store
from . import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from typer import Context

STORE, TILL, STAFF, NOW = "OC_DB", "OC_TILL", "OC_STAFF", "OC_NOW"
"""What the environment may say: the store's path, this till's name, who is at it, and for tests the moment."""

WIDEST, USUAL_WIDTH, NARROWEST = 120, 80, 20
STAFF_LIMIT = 40
YEARS = range(1970, 9999)


class Till:
    """One terminal of the shop, as it is while a command runs."""

    in_use = ""
    """The path of the store that the command runs on, for the sentence about its faults."""

    def __init__(self, store: str | None = None) -> None:
        self.path = Till.in_use = _whole(store or os.environ.get(STORE) or _default_store())
        named = clean(os.fsencode(os.environ.get(TILL, "")).decode("utf-8", "replace"))
        self.name = named or _terminal()
        self.session = 0 if named else _session()
        self.interactive = sys.stdin.isatty() and sys.stderr.isatty()
        self.width = _width()
        self.colour = _takes_colour()

    def open(self, *, make: bool = False) -> Store:
        """Return the shop's store, open; `make` makes it where there is none.

        Raises: StoreTrouble; NewerStore; Refused where it may be made for a write that nobody can sign.
        """
        if make:
            self.staff()
        return open_store(self.path, streams.say, make=make)

    def staff(self) -> str | None:
        """Return who is at the till, none where nobody says.

        Raises: Refused where that is no name.
        """
        said = os.fsencode(os.environ.get(STAFF, "")).decode("utf-8", "surrogateescape")
        return accept(said, f"name in {STAFF}", STAFF_LIMIT) if said else None

    def moment(self) -> Moment:
        """Return who writes, where and when; a till without a proper name of its staff may only read by it."""
        now = _now()
        today = now.astimezone().date()
        try:
            return Moment(now, today, self.name, self.staff())
        except Refused as refused:
            return Unsigned(now, today, self.name, refused)


class Unsigned(Moment):
    """A moment good for reading: asking who writes raises what is wrong with the name."""

    def __init__(self, now: dt.datetime, today: dt.date, till: str, refused: Refused) -> None:
        self.now = now
        self.today = today
        self.till = till
        self.refused = refused

    def __getattr__(self, name: str) -> NoReturn:
        raise self.refused if name == "staff" else AttributeError(name)


def _whole(path: str) -> str:
    """Return the path of a store as it is from every folder; a database address is left to be refused."""
    return path if "://" in path else os.path.abspath(os.path.expanduser(path))


def till(context: Context) -> Till:
    """Return the till that a Typer command runs on, with the store that --db or OC_DB names."""
    return Till(context.find_root().params.get("db"))


def _default_store() -> str:
    from ..store.place import default_store

    return default_store()


def _now() -> dt.datetime:
    given = os.environ.get(NOW)
    if not given:
        return dt.datetime.now(dt.UTC)
    try:
        now = dt.datetime.fromisoformat(given).astimezone(dt.UTC)
    except (ValueError, OverflowError, OSError):
        now = None
    if now is None or now.year not in YEARS:
        raise Refused(
            f"{NOW} is no moment of the years {YEARS[0]} to {YEARS[-1]}: {given}",
            "write it as 2026-11-21T10:00:00+00:00",
        )
    return now


def _terminal() -> str:
    """Return a name that is this terminal's alone: machine and terminal, or else the shell that runs us."""
    machine = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    for stream in (0, 1, 2):
        try:
            return f"{machine} {os.ttyname(stream)}"
        except (OSError, AttributeError):  # no terminal there, or Windows
            continue
    return f"{machine} {_controlling() or f'process {os.getppid()}'}"


def _controlling() -> str:
    """Return the terminal behind streams that all lead elsewhere; empty where there is none, or no Linux.

    Source: proc(5), `tty_nr`; ttyname(3) of /dev/tty says only /dev/tty.
    """
    try:
        with open("/proc/self/stat", "rb") as file:
            device = int(file.read().rpartition(b")")[2].split()[4])
        number = os.minor(device)
    except (OSError, AttributeError, ValueError, IndexError):
        return ""
    names = (f"/dev/pts/{number}", f"/dev/tty{number}")
    return next((name for name in names if os.path.exists(name) and os.stat(name).st_rdev == device), "")


def _session() -> int:
    """Return what tells a new terminal from an old one whose name it was given; 0 where nothing does."""
    try:
        return os.getsid(0)
    except (OSError, AttributeError):  # Windows
        return 0


def _width() -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        width = int(given)
    else:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns or USUAL_WIDTH
        except (OSError, ValueError, AttributeError):  # no terminal
            width = USUAL_WIDTH
    return max(NARROWEST, min(width, WIDEST))


def _takes_colour() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return False
    return os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM"))
