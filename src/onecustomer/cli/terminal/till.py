"""The till: which store, which terminal, and who is at it."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time

from ...domain.language.text import accept, clean
from ...domain.timeline.deed import Moment, Signed
from ...errors import Refused
from ...store.database import due
from ...store.open import is_absent, open_store
from . import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store

STORE, TILL, STAFF, NOW, BACKUP = "OC_DB", "OC_TILL", "OC_STAFF", "OC_NOW", "OC_BACKUP"
"""What the environment may say: the store's path, this till's name, who is at it, for tests the moment, and NO where
no copy is made each day by itself."""

NO = {"no", "0", "off", "false", "never"}
STAFF_LIMIT = 40
YEARS = range(1970, 9999)


def may_copy() -> bool:
    """Tell whether a store may be copied by itself: OC_BACKUP does not say no."""
    return os.environ.get(BACKUP, "").casefold() not in NO


class Till:
    """One terminal of the shop, as it is while a command runs.

    Shape: `given` is the path of the store that prefixes name, `prefix` what stands before a command for it, as `demo`.
    """

    def __init__(self) -> None:
        self.given: str | None = None
        self.prefix = ""
        named = clean(os.fsencode(os.environ.get(TILL, "")).decode("utf-8", "replace"))
        self.name, self.session, self.has_terminal = (named, 0, False) if named else _terminal()
        self.interactive = sys.stdin.isatty() and sys.stderr.isatty()
        self.opened: list[Store] = []

    @property
    def path(self) -> str:
        """The path of the store: the one that prefixes name, that of OC_DB, or the default place."""
        return _absolute(self.given or os.environ.get(STORE) or _default_store())

    def is_new(self) -> bool:
        """Tell whether the store is to be at the default place, and none is there yet.

        Raises: StoreError as `is_absent` does.
        """
        return not (self.given or os.environ.get(STORE)) and is_absent(self.path)

    def open(self, *, make: bool = False) -> Store:
        """Return the shop's store, open until the command ends; `make` makes it where there is none.

        Raises: StoreError; NewerStore; NotFound where there is none yet at the default place.
        """
        if self.opened:
            return self.opened[-1]
        if not make and self.is_new():
            from .welcome import nobody_yet

            raise nobody_yet()
        store = open_store(self.path, streams.say, make=make, index=_renew_keys)
        self.opened.append(store)
        if store.is_copy:
            from . import joined  # a shop of one till has none of it

            joined.begin(store, self.moment().today)
        return store

    def as_of(self) -> dict[str, str]:
        """Return what JSON says of the moment that the store is of: nothing where it is of now."""
        if not self.opened or not self.opened[-1].is_copy:
            return {}
        from . import joined

        return joined.in_json(self.opened[-1])

    def typed(self, hint: str) -> str:
        """Return a hint whose commands can be pasted: they begin as this one was called, and go to the same store."""
        from .program import typed

        return typed(hint, self.prefix)

    def close(self) -> str | None:
        """Close what was opened; return the path of a store that was written and is to be copied, as once a day."""
        to_copy = None
        while self.opened:
            store = self.opened.pop()
            if store.is_copy:
                from . import joined

                joined.end(store, self.name, self.typed)
            elif store.finish:  # nothing was written
                from ...store.erasure.finish import UNFINISHED

                streams.say(UNFINISHED)
            store.close()
            if store.has_written and not store.is_copy and may_copy() and due.is_due(store.path, _now().timestamp()):
                to_copy = store.path
        return to_copy

    def moment(self) -> Moment:
        """Return when something is read."""
        now = _now()
        return Moment(now, dt.date(*time.localtime(now.timestamp())[:3]))  # any TZ will do

    def clock(self) -> str:
        """Return the hour it is at the shop: "17:00"."""
        hour, minute = time.localtime(_now().timestamp())[3:5]
        return f"{hour:02}:{minute:02}"

    def signed(self) -> Signed:
        """Return when something is written, on which till and by whom.

        Raises: Refused where OC_STAFF is no name that can be stored.
        """
        moment = self.moment()
        given = os.fsencode(os.environ.get(STAFF, "")).decode("utf-8", "surrogateescape")
        staff = accept(given, f"name in {STAFF}", STAFF_LIMIT) if given else None
        return Signed(moment.now, moment.today, self.name, staff, self.session if self.has_terminal else None)


def _renew_keys(store: Store) -> None:
    from ...domain.finding import renew  # only where an older store is brought up to date

    renew.everybody(store)


def _absolute(path: str) -> str:
    """Return the path of a store as it is from every folder; a database address is left to be refused."""
    return path if "://" in path else os.path.realpath(os.path.expanduser(path))


def _default_store() -> str:
    from ...store.paths import default_store

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


def _terminal() -> tuple[str, int, bool]:
    """Return a till's own name, what tells it from a later one of the same name, and whether it is a terminal's."""
    machine = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    for stream in (0, 1, 2):
        try:
            return f"{machine} {os.ttyname(stream)}", os.getsid(0), True
        except (OSError, AttributeError):  # no terminal there, or Windows
            continue
    if terminal := _controlling():
        return f"{machine} {terminal}", os.getsid(0), True
    from . import nameless  # where there is a terminal, none of it is read

    return *nameless.till(machine), False


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
