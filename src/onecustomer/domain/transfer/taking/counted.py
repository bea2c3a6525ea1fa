"""The people of a file, counted by what became of them; only the first of each are kept by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from ....store.record import Record
from ...language.text import cut
from ..reading.incoming import LeftOut
from ..reading.some import MOST_SAID, Some

WIDEST = 60  # columns of a name with what it was given behind it
MOST_GIVEN = 4  # things that are said one by one
KNOWN, COMPLETED, UPDATED, ADDED = 1, 2, 3, 4
"""What became of somebody who was here before the file, by how much it is."""

BECAME = {KNOWN: "known", COMPLETED: "completed", UPDATED: "updated", ADDED: "added"}


class Said(Record):
    """Something to say of a row, by its line and whom it is about: "company stays Acme, the file says IBM".

    Shape: `both` are the references of two who may be one, who was here first in front; empty where it is no question.
    """

    line: int
    name: str
    sentence: str
    both: tuple[str, ...] = ()


class Mended(Record):
    """A row that was taken without something: "a birthday, there is no 29 Feb 1958"; `became` is one of BECAME."""

    line: int
    name: str
    became: str
    without: str


@dataclass
class Counted:
    """The people whom a file added, completed, updated, or found here with nothing new, each once for all their rows.

    Shape: `rows` counts every row that is somebody, so that those beyond the people are further rows of theirs.
    `kept` is what differs and stays as it is here, `alike` are new people who share a telephone or e-mail with somebody
    of another name, `nameless` new ones of whom the file has no name, each with the number here, `mindful` those with a
    memo that a till would have asked about. `before` is the highest number of a customer before the file. Of our own
    exports `erased` counts those who stay erased, `taken_out` what was taken out of the others since the file was
    written, and `is_restored` tells that an empty store has them as they were, with their deeds. `deed_id` is the
    import's, 0 where it wrote none.
    """

    before: int = 0
    rows: int = 0
    added: Some[str] = field(default_factory=Some)
    completed: Some[str] = field(default_factory=Some)
    updated: Some[str] = field(default_factory=Some)
    known: Some[str] = field(default_factory=Some)
    kept: Some[Said] = field(default_factory=Some)
    mends: Some[Mended] = field(default_factory=Some)
    left_out: Some[LeftOut] = field(default_factory=Some)
    alike: Some[Said] = field(default_factory=Some)
    nameless: Some[Said] = field(default_factory=Some)
    mindful: Some[Said] = field(default_factory=Some)
    erased: int = 0
    taken_out: int = 0
    is_restored: bool = False
    deed_id: int = 0
    found: bytearray = field(default_factory=bytearray)

    def add(self, name: str) -> None:
        """Count somebody who is new."""
        self.added.take(name)

    def take(self, number: int, name: str, became: int, gave: Collection[str] = ()) -> None:
        """Count what a row made of somebody who is here; a row before may have made more of them, or added them."""
        if number > self.before:
            return
        if not self.found:
            self.found = bytearray(self.before + 1)
        was = self.found[number]
        if became <= was:
            return
        if was:
            self._group(was).count -= 1
        of = self._group(became)
        of.take(f"{cut(name, WIDEST)} ({_listed(gave)})" if gave and len(of.first) < MOST_SAID else name)
        self.found[number] = became

    def has_met(self, number: int) -> bool:
        """Tell whether a row before was about somebody who was here before the file."""
        return bool(self.found) and number <= self.before and bool(self.found[number])

    def _group(self, became: int) -> Some[str]:
        return {KNOWN: self.known, COMPLETED: self.completed, UPDATED: self.updated, ADDED: self.added}[became]


def _listed(gave: Collection[str]) -> str:
    """Return what somebody was given, in words: "telephone, memo"; of much the first, and how much more."""
    things = list(dict.fromkeys(gave))
    more = len(things) - MOST_GIVEN
    return ", ".join(things[:MOST_GIVEN]) + f" and {more} more" if more > 1 else ", ".join(things)
