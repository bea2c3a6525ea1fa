"""What is said where a command fails in a way that nobody foresaw: most often the store was changed outside."""

from __future__ import annotations

import os
import sys
from contextlib import closing, suppress
from itertools import islice

from ..errors import OnecustomerError, Refused, StoreError
from ..store.checks import reading, values
from ..store.database.connection import Store
from .terminal import streams
from .terminal.till import Till

MOST_NAMED = 3
OF_A_PATH = "embedded null"
"""How Python says that a path has a NUL in it; of half a letter it says that it cannot be encoded."""

HINT = "it was changed outside onecustomer: oc doctor says what is wrong, and oc restore brings the newest copy back"


def told(error: Exception, till: Till) -> OnecustomerError:
    """Return what the system says of a file or a stream, which value of the store cannot be read, or that it failed.

    Shape: no word of what was typed or of what the store has is in it; OC_DEBUG=1 shows where it was.
    """
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, UnicodeEncodeError) or OF_A_PATH in str(error):
        return Refused("A path has a letter that no file's name can have.", "type the path anew; nothing was written")
    found = None
    with suppress(Exception):  # what went wrong may do so again
        found = _in_store(till)
    return found or OnecustomerError(
        f"Something went wrong inside onecustomer ({type(error).__name__}).",
        "OC_DEBUG=1 in front of the command shows where",
    )


def _of_system(error: OSError) -> OnecustomerError:
    """Return what the system says of a file, or of a stream."""
    reason = error.strerror or type(error).__name__
    if error.filename:
        return StoreError(f"{reason}: {error.filename}", "nothing was written")
    streams.drop(sys.stdout)  # a stream's error, not a file's: what was asked may be done
    return OnecustomerError(f"{reason}.")


def _in_store(till: Till) -> StoreError | None:
    if not till.opened and not os.path.exists(till.path):
        return None
    with closing(reading.opened(till.path, streams.say)) as store:
        return _unreadable(store)


def _unreadable(store: Store) -> StoreError | None:
    """Return which columns have values that cannot be read; none where all can."""
    columns = [one.called for one in islice(values.unreadable(store), MOST_NAMED)]
    if not columns:
        return None
    says = f"The store has a value that cannot be read, and is left as it is: {', '.join(columns)}."
    return StoreError(says, HINT)
