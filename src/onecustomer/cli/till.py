"""The till: which store, which terminal, who is at it, and what its screen can show."""

from __future__ import annotations

import datetime as dt
import os
import sys

from ..domain.moment import Moment
from ..errors import Refused
from ..store.connect import Store, open_store
from . import streams

STORE, TILL, STAFF, NOW = "OC_DB", "OC_TILL", "OC_STAFF", "OC_NOW"
"""What the environment may say: the store's path, this till's name, who is at it, and for tests the moment."""

WIDEST, USUAL_WIDTH, NARROWEST = 120, 80, 20


class Till:
    """One terminal of the shop, as it is while a command runs."""

    def __init__(self, store: str | None = None) -> None:
        self.path = store or os.environ.get(STORE) or _default_store()
        self.name = os.environ.get(TILL) or _terminal()
        self.interactive = sys.stdin.isatty() and sys.stderr.isatty()
        self.width = _width()
        self.colour = _takes_colour()

    def open(self, *, make: bool = False) -> Store:
        """Return the shop's store, open; `make` makes it where there is none."""
        return open_store(self.path, streams.say, make=make)

    def moment(self) -> Moment:
        """Return who writes, where and when."""
        now = _now()
        return Moment(now, now.astimezone().date(), self.name, os.environ.get(STAFF) or None)


def _default_store() -> str:
    from ..store.place import default_store

    return default_store()


def _now() -> dt.datetime:
    given = os.environ.get(NOW)
    if not given:
        return dt.datetime.now(dt.UTC)
    try:
        now = dt.datetime.fromisoformat(given)
    except ValueError:
        raise Refused(f"{NOW} is no moment: {given}", "write it as 2026-11-21T10:00:00+00:00") from None
    return now.astimezone(dt.UTC)


def _terminal() -> str:
    """Return a name that is this terminal's alone: machine and terminal, or else the shell that runs us."""
    machine = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    for stream in (0, 1, 2):
        try:
            return f"{machine} {os.ttyname(stream)}"
        except (OSError, AttributeError):  # no terminal there, or Windows
            continue
    return f"{machine} process {os.getppid()}"


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
