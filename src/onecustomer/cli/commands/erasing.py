"""What is said around an erasure: that the disk is nearly full before it, and after it never that it is done if not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import StoreError
from ...store.database.connection import Store
from ...store.database.faults import DiskFull
from ...store.erasure.from_copies import Left
from ...store.health import room
from ..terminal import streams
from ..terminal.till import Till

NOT_DONE = "The erasure is NOT done."


@contextmanager
def erasing(till: Till) -> Iterator[None]:
    """Warn where room is scarce; what ends it says first whether anything is erased from view, or that it is not done.

    Raises: StoreError.
    """
    warn_of_room(till)
    try:
        yield
    except Left:  # it says so itself
        raise
    except DiskFull as error:
        full = DiskFull(error.path)  # what is not done is said in front of it
        raise StoreError(f"{NOT_DONE} {full.sentence}", full.hint) from None
    except StoreError as error:
        raise _not_done(error) from None
    except OSError as error:
        where = f" ({error.strerror}: {error.filename})" if error.filename else ""
        raise StoreError(f"{NOT_DONE} A file could not be read or written{where}.", "nothing was erased") from None


def check_can_erase(store: Store) -> None:
    """Refuse an erasure that needs a server which is away, before anybody is asked about it.

    Raises: StoreError; NewerStore.
    """
    if not store.is_copy:
        return
    from ..terminal import joined  # a shop of one till has none of it

    try:
        joined.check_can_write(store)
    except StoreError as error:
        raise _not_done(error) from None


def _not_done(error: StoreError) -> StoreError:
    return StoreError(f"{NOT_DONE} {error.sentence}", error.hint)


def warn_of_room(till: Till) -> None:
    """Say where so little room is left that an erasure may soon have none."""
    if warning := room.warning(till.path):
        streams.say(warning)
