"""How much a batch takes on, so that no till waits for it longer than a moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..database.connection import Store
from .many import data_version

FIRST, FEWEST, MOST = 500, 100, 5_000
OF_A_SHOP = 500  # of a batch that is a turn of a shop of many tills, each of which takes it in
MOST_READ = 2_000  # of a batch that writes nothing
ALONE, AMONG_OTHERS = 0.7, 0.08  # seconds for which a batch holds the lock where no other till writes, and else
REST, LONGEST_REST = 0.05, 0.25  # seconds without the lock, so that each till that waits asks for it at least once
GROWS_BY = 2.0  # times, from one batch to the next
QUIET = 3.0  # seconds in which nobody else wrote, after which it counts as alone
"""A batch alone is large: the later an import, the more of it only finds the pages to write by writing many at once."""


class Pace:
    """The size of the next batch, learnt from how long the ones before held the lock."""

    def __init__(self, first: int = FIRST) -> None:
        self.size = first
        self.let_go = self.may_take = 0.0
        self.others_wrote = time.monotonic()  # nobody knows yet

    def rest(self) -> None:
        """Wait before the next batch is looked at, so that the lock is free for as long as it was held.

        Where nobody else wrote it is a moment only, as the lock is free too while the batch is looked at. Without it
        batches that follow on another keep everybody out, and nobody's write tells that others are there.
        """
        time.sleep(max(0.0, self.may_take - time.monotonic()))

    @contextmanager
    def writing(self, store: Store, size: int, version: int) -> Iterator[bool]:
        """Hold the lock for the block, which writes a batch of this size; tell whether another till has written.

        That is since the store had the version.
        """
        with store.writing():
            began = time.monotonic()
            others_wrote = data_version(store) != version
            yield others_wrote
        self._learn(size, time.monotonic() - began, others_wrote=others_wrote)
        if store.is_copy:
            self.size = min(self.size, OF_A_SHOP)

    def _learn(self, size: int, took: float, *, others_wrote: bool) -> None:
        self.let_go = time.monotonic()
        if others_wrote:
            self.others_wrote = self.let_go
        is_alone = self.let_go - self.others_wrote > QUIET
        self.may_take = self.let_go + (REST if is_alone else max(REST, min(took, LONGEST_REST)))
        fits = size * (ALONE if is_alone else AMONG_OTHERS) / max(took, 0.001)
        self.size = int(max(FEWEST, min(MOST, fits, self.size * GROWS_BY)))

    def read_only(self) -> None:
        """Learn that a batch had nothing to write: the next one may be larger, up to MOST_READ."""
        self.size = max(self.size, min(MOST_READ, int(self.size * GROWS_BY)))


class OfDraft(Pace):
    """The size of the batches of a draft, which nobody waits for: as large as any, and none rests.

    Shape: `check` is called before each.
    """

    def __init__(self, check: Callable[[], None]) -> None:
        super().__init__(MOST)
        self.check = check

    def rest(self) -> None:
        """Wait for nothing."""
        self.check()

    def _learn(self, size: int, took: float, *, others_wrote: bool) -> None:
        pass
