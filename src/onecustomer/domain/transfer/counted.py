"""The people of a file, counted by what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field

NAMED = 2


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
    """The people whom an import added, completed, or found here with nothing to add; and how many stay erased."""

    added: Group = field(default_factory=Group)
    completed: Group = field(default_factory=Group)
    known: Group = field(default_factory=Group)
    erased: int = 0
