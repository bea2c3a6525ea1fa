"""What is said around an erasure: that the disk is nearly full before it, and after it never that it is done if not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import OnecustomerError, StoreError
from ...store.database.faults import DiskFull
from ...store.erasure.from_copies import Left
from ...store.health import room
from ..terminal import streams
from ..terminal.till import Till


@contextmanager
def erasing(till: Till) -> Iterator[None]:
    """Warn where room is scarce; an error of the store then says first that the erasure is not done.

    Raises: StoreError.
    """
    warn_of_room(till)
    try:
        yield
    except (StoreError, Left, OSError) as error:
        raise not_done(error) from None


def warn_of_room(till: Till) -> None:
    """Say where so little room is left that an erasure may soon have none."""
    if warning := room.warning(till.path):
        streams.say(warning)


def not_done(left: OnecustomerError | OSError) -> StoreError:
    """Return the error of an erasure that could not begin, or that left traces."""
    if isinstance(left, Left):
        return StoreError(left.sentence, left.hint)
    if isinstance(left, DiskFull):
        left = DiskFull(left.path)  # what is not done is said in front of it
    if isinstance(left, OnecustomerError):
        return StoreError(f"The erasure is NOT done. {left.sentence}", left.hint)
    where = f" ({left.strerror}: {left.filename})" if left.filename else ""
    return StoreError(f"Erased from view; traces remain{where}.", "the next command that writes clears them away")
