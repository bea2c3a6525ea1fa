"""The people of a file, counted by what became of them; only the first of each are kept by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ....store.record import Record
from ..reading.incoming import LeftOut

NAMED = 2
MOST_SAID = 20
KNOWN, COMPLETED, UPDATED, ADDED = 1, 2, 3, 4
"""What became of somebody who was here before the file, by how much it is."""

BECAME = {KNOWN: "known", COMPLETED: "completed", UPDATED: "updated", ADDED: "added"}

T = TypeVar("T")


@dataclass
class Group:
    """How many people there are, and the names of the first NAMED."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def take(self, name: str) -> None:
        """Count somebody."""
        self.count += 1
        if len(self.names) < NAMED:
            self.names.append(name)


@dataclass
class Some(Generic[T]):
    """How many there are, and the first MOST_SAID of them."""

    count: int = 0
    first: list[T] = field(default_factory=list)

    def take(self, one: T) -> None:
        """Count one."""
        self.count += 1
        if len(self.first) < MOST_SAID:
            self.first.append(one)


class Said(Record):
    """Something to say of a row, by its line and whom it is about: "company stays Acme, the file says IBM"."""

    line: int
    name: str
    sentence: str


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
    of another name. `before` is the highest number of a customer before the file. Of our own exports `erased` counts
    those who stay erased, `taken_out` what was taken out of the others since the file was written, and `is_restored`
    tells that an empty store has them as they were, with their deeds. `deed_id` is the import's, 0 where it wrote none.
    """

    before: int = 0
    rows: int = 0
    added: Group = field(default_factory=Group)
    completed: Group = field(default_factory=Group)
    updated: Group = field(default_factory=Group)
    known: Group = field(default_factory=Group)
    kept: Some[Said] = field(default_factory=Some)
    mends: Some[Mended] = field(default_factory=Some)
    left_out: Some[LeftOut] = field(default_factory=Some)
    alike: Some[Said] = field(default_factory=Some)
    erased: int = 0
    taken_out: int = 0
    is_restored: bool = False
    deed_id: int = 0
    found: bytearray = field(default_factory=bytearray)

    def add(self, name: str) -> None:
        """Count somebody who is new."""
        self.added.take(name)

    def take(self, number: int, name: str, became: int) -> None:
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
        self._group(became).take(name)
        self.found[number] = became

    def has_met(self, number: int) -> bool:
        """Tell whether a row before was about somebody who was here before the file."""
        return bool(self.found) and number <= self.before and bool(self.found[number])

    def _group(self, became: int) -> Group:
        return {KNOWN: self.known, COMPLETED: self.completed, UPDATED: self.updated, ADDED: self.added}[became]
