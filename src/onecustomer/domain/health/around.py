"""What stands around the store: its journal, its files and who may open them, its folder, the disk, the clock."""

from __future__ import annotations

import datetime as dt
import os

from ...store import kinds
from ...store.checks import left, modes
from ...store.checks.writing import denied, is_disk_read_only
from ...store.copies import named
from ...store.counter import read
from ...store.database import faults, sqlite
from ...store.database.connection import Store
from ...store.health import place, room
from ..language import days
from .asked import Asked
from .finding import Finding, right, told, wrong

FIRST_YEAR = 2020  # before which no till had onecustomer
DAYS_AWAY = 90  # without a write, after which a clock may be wrong
SAFEST = 2  # PRAGMA synchronous: FULL, from which an acknowledged write survives a power cut
LEVELS = ("OFF", "NORMAL", "FULL", "EXTRA")
WAL_FROM = ".".join(map(str, sqlite.WAL_IS_SOUND))


def journal(store: Store) -> list[Finding]:
    """Return how the store is kept through a power cut, and why so."""
    mode, level = str(store.value("PRAGMA journal_mode")), int(store.value("PRAGMA synchronous"))
    is_safe = sqlite.journal_mode() == "wal"
    how = f"journal {mode}, synchronous {LEVELS[level] if level < len(LEVELS) else level}"
    values = {"journal_mode": mode, "synchronous": level, "sqlite": sqlite.version()}
    in_wal = f"In WAL mode a SQLite before {WAL_FROM} can damage a store; this one is {sqlite.version()}"
    because = f"SQLite {sqlite.version()} keeps both modes safely" if is_safe else in_wal
    if mode == "wal" and not is_safe:
        says = f"The store is in WAL mode ({how}). {because}."
        return [wrong("journal", says, "close other terminals; the next write takes it out of that mode", **values)]
    if level < SAFEST:
        return [wrong("journal", f"A power cut may lose a write: {how}.", "", **values)]
    return [right("journal", f"A write that was acknowledged survives a power cut: {how}. {because}.", **values)]


def files(asked: Asked) -> list[Finding]:
    """Return who else may open the files; with --fix they are the owner's alone afterwards."""
    if os.name == "nt":
        return [told("files", "On Windows the rights of the store's folder hold: keep it in your own.")]
    found = []
    loose = modes.loose(asked.path)
    kept = [one for one in loose if not (asked.fix and modes.repair(one))]
    said = [f"{os.path.basename(one.path)} ({one.mode:o})" for one in kept]
    values = {"loose": [{"path": one.path, "mode": f"{one.mode:o}"} for one in kept], "mended": len(loose) - len(kept)}
    if kept:
        hint = "its owner must do that" if asked.fix else "oc doctor --fix makes them yours alone"
        found.append(wrong("files", f"Others on this computer may open: {', '.join(said)}.", hint, **values))
    if others := modes.mixed(asked.path):
        says = f"Others on this computer may open the folder of copies, which has {_things(others)} of others in it"
        hint = "move them elsewhere, then oc doctor --fix"
        found.append(told("files", f"{says}: {named.folder_of(asked.path)}", hint, others=others))
    if modes.is_open_to_others(asked.path):
        folder = os.path.dirname(asked.path)
        found.append(
            wrong("files", f"Anybody may put another file in the store's place: {folder}", f"chmod o-w {folder}")
        )
    if owner := modes.owner_of(asked.path):
        found.append(told("files", f"The store belongs to {owner}.", owner=owner))
    mended = f" {values['mended']} were mended." if values["mended"] else ""
    return (
        found
        if kept
        else [*found, right("files", f"Only those who may can open the store and its copies.{mended}", **values)]
    )


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count:,} things"


def writing(asked: Asked) -> list[Finding]:
    """Return whether the store, its folder and its copies can be written to; nothing is written for it."""
    places = denied(asked.path)
    if not places:
        return [right("writing", "The store, its folder and its copies can be written to.")]
    says = f"Nobody can serve or note: you may not write to {', '.join(places)}"
    if is_disk_read_only(places[0]):
        hint = "the disk is read-only: a failing one is made so; copy what is on it, then see to it"
    else:
        hint = f"ask {faults.owner(places[0])}, whose it is, for the right to write"
    return [wrong("writing", says, hint, denied=places)]


def where(asked: Asked) -> list[Finding]:
    """Return whether the store is on a disk of this computer, and whether a program made two files of it."""
    found = []
    if warning := place.warning(asked.path):
        found.append(wrong("place", warning, "oc --db PATH names another place", kind=place.kind(asked.path)))
    if others := place.conflicting(asked.path):
        says = f"Two computers wrote to the store, and a program made more than one of it: {', '.join(others)}."
        found.append(wrong("place", says, "see what each has: oc --db PATH today", files=others))
    if asked.other:
        found.append(told("place", f"There is another store at the default place: {asked.other}", other=asked.other))
    return found or [right("place", f"The store is on a disk of this computer: {asked.path}", path=asked.path)]


def space(asked: Asked, size: int) -> list[Finding]:
    """Return whether there is room for a copy and for an erasure, which take twice the store."""
    free = room.free(asked.path)
    if free is None:
        return [told("room", "Nobody knows how much room is left on the disk.")]
    needed = max(room.RESERVE, 2 * size)
    says = f"{free // 1_000_000:,} MB are free where the store is"
    if free < needed:
        says = f"Only {says}; a copy or an erasure takes {needed // 1_000_000:,} MB."
        return [wrong("room", says, "make some room on that disk", free=free, needed=needed)]
    return [right("room", f"{says}.", free=free, needed=needed)]


def clock(store: Store | None, asked: Asked) -> list[Finding]:
    """Return whether the clock can be right: it is after 2020, and after all that was written."""
    said = days.full(asked.today)
    if asked.now.year < FIRST_YEAR:
        return [wrong("clock", f"The clock of this till says {said}.", "set it, then write", now=asked.now.isoformat())]
    found = _copies_ahead(asked)
    newest = read.newest_deed(store) if store is not None else None
    ahead = (asked.now + dt.timedelta(days=kinds.DAYS_AHEAD)).astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if newest and newest.at > ahead:
        till = f"this till says {asked.today}"
        says = f"The last write has the day {newest.at[:10]}, and {till}: one of the clocks is wrong."
        return [*found, wrong("clock", says, "set the clock", newest=newest.at, now=asked.now.isoformat())]
    if newest and (away := (asked.today - days.of_iso(newest.at[:10])).days) > DAYS_AWAY:
        says = f"The last write was {away:,} days ago, and this till says {said}: is its clock right?"
        return [*found, told("clock", says, "", newest=newest.at, now=asked.now.isoformat())]
    return found or [right("clock", f"The clock can be right: {said}.", now=asked.now.isoformat())]


def _copies_ahead(asked: Asked) -> list[Finding]:
    """Return which copies have a day that is yet to come."""
    last = asked.today + dt.timedelta(days=kinds.DAYS_AHEAD)
    ahead = [copy for copy in named.of_store(asked.path, asked.today) if copy.day > last]
    if not ahead:
        return []
    says = f"A clock is wrong, or was: a copy has a day that is yet to come: {', '.join(copy.name for copy in ahead)}."
    hint = "set the clock; if it is right, oc backup makes a copy, then remove that one"
    return [wrong("clock", says, hint, copies=[copy.path for copy in ahead], now=asked.now.isoformat())]


def behind(asked: Asked) -> list[Finding]:
    """Return what killed programs left behind; with --fix it is removed."""
    lies = left.abandoned(asked.path)
    stay = left.remove(lies) if asked.fix else lies
    aside = [
        told("left", f"Set aside, and whoever is in it is in it still: {one.path}", file=one.path)
        for one in named.set_aside(asked.path)
    ]
    if stay:
        names = ", ".join(map(os.path.basename, stay))
        hint = "its owner must remove it" if asked.fix else "oc doctor --fix removes it"
        return [wrong("left", f"A program that was killed left behind: {names}.", hint, files=stay), *aside]
    removed = f" {len(lies)} removed." if lies else ""
    return [right("left", f"Nothing was left behind.{removed}", removed=len(lies)), *aside]
