"""Whether a path can be a store's, as far as the system says: most often one look is enough."""

from __future__ import annotations

import os
import stat

from . import sqlite


def check_file(path: str) -> None:
    """Refuse a path that cannot be a store, or beside which SQLite would find what is another file's.

    Raises: StoreError.
    """
    try:
        file = os.stat(path)
        is_plain = stat.S_ISREG(file.st_mode) and file.st_size and file.st_nlink == 1
    except OSError:
        is_plain = False
    if not is_plain or any(os.path.exists(path + end) for end in sqlite.BESIDE):
        from . import beside  # most often a store lies alone

        beside.check(path)
