"""A store in WAL mode in a folder that may only be read, where SQLite cannot make what it reads such a store with."""

from __future__ import annotations

import os

from ...errors import StoreError
from .. import files
from . import beside
from .connection import connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .connection import Store, Tell


def opened(path: str, tell: Tell, error: StoreError) -> Store:
    """Return the store for reading alone, where nothing waits beside it to be brought into it.

    What waits there would not be read, and an answer would be of before.
    Raises: `error`, which opening it ended with, where that does not help.
    """
    if files.may(os.path.dirname(path), os.W_OK) or not files.may(path, os.R_OK) or _is_unfinished(path):
        raise error
    return connect(path, tell, beside.AS_IT_IS)


def _is_unfinished(path: str) -> bool:
    return beside.is_waiting(path, beside.LOG) or beside.is_waiting(path, beside.JOURNAL)
