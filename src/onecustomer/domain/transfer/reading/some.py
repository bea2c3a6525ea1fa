"""Things of which there may be a million: all are counted, the first are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

MOST_SAID = 20

T = TypeVar("T")


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
