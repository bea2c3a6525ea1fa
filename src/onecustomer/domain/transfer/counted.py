"""The people of a file, counted by what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ...store.rows import Customer

NAMED = 2
KNOWN, COMPLETED = 1, 2


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
class Counted:
    """The people whom a file added, completed, or found here with nothing to add, each once for all their rows.

    Shape: `before` is the highest number of a customer before the file; `found` has a byte of each up to that one.
    `erased` counts those who stay erased, `taken_out` what was taken out of the others since the file was written.
    `is_restored` tells that an empty store has them as they were, with their deeds.
    """

    before: int = 0
    added: Group = field(default_factory=Group)
    completed: Group = field(default_factory=Group)
    known: Group = field(default_factory=Group)
    erased: int = 0
    taken_out: int = 0
    is_restored: bool = False

    @cached_property
    def found(self) -> bytearray:
        """What is counted of each who was here before: KNOWN, COMPLETED, or nothing."""
        return bytearray(self.before + 1)

    def take(self, person: Customer, *, is_completed: bool) -> None:
        """Count somebody who has a row, and whether that completed them; a row before may have added them."""
        if person.id > self.before or self.found[person.id] >= (COMPLETED if is_completed else KNOWN):
            return
        if not is_completed:
            self.known.take(person.name)
        else:
            self.known.count -= self.found[person.id] == KNOWN
            self.completed.take(person.name)
        self.found[person.id] = COMPLETED if is_completed else KNOWN
