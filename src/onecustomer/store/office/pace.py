"""How much a batch takes on, so that no till waits for it longer than a moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from ..database.connection import Store
from .many import data_version

FIRST, FEWEST, MOST = 500, 100, 8_000
MOST_READ = 2_000  # of a batch that writes nothing
ALONE, AMONG_OTHERS = 0.7, 0.08  # seconds for which a batch holds the lock where no other till writes, and else
REST = 0.05  # seconds without the lock, so that each till that waits asks for it at least once
GROWS_BY = 2.0  # times, from one batch to the next
CALMS_BY = 1.1  # times that the seconds grow again with each batch in which nobody else wrote
"""A batch alone is large: the later an import, the more of it only finds the pages to write by writing many at once."""


class Pace:
    """The size of the next batch, learnt from how long the ones before held the lock."""

    def __init__(self, first: int = FIRST) -> None:
        self.size = first
        self.seconds = ALONE

    @contextmanager
    def writing(self, store: Store, size: int, version: int) -> Iterator[bool]:
        """Hold the lock for the block, which writes a batch of this size; tell whether another till has written.

        That is since the store had the version.
        """
        with store.writing():
            began = time.monotonic()
            others_wrote = data_version(store) != version
            yield others_wrote
        took = time.monotonic() - began
        if others_wrote:
            time.sleep(REST)
        self.seconds = AMONG_OTHERS if others_wrote else min(ALONE, self.seconds * CALMS_BY)
        fits = size * self.seconds / max(took, 0.001)
        self.size = int(max(FEWEST, min(MOST, fits, self.size * GROWS_BY)))

    def read_only(self) -> None:
        """Learn that a batch had nothing to write: the next one may be larger, up to MOST_READ."""
        self.size = max(self.size, min(MOST_READ, int(self.size * GROWS_BY)))
