"""What killed programs left beside a store: drafts, and what was piped in."""

from __future__ import annotations

import os
import time
from contextlib import suppress

from .. import files, spools
from ..copies import named


def abandoned(path: str) -> list[str]:
    """Return the drafts and piped files beside the store at `path` that nobody writes or reads any more."""
    found = []
    with suppress(OSError):
        found += [one for one in files.beside(path, "") if _is_old_draft(one)]
    with suppress(OSError):
        found += [one for one in files.beside(named.stem_of(path), "") if _is_old_draft(one)]
    return found + spools.left(path)


def remove(paths: list[str]) -> list[str]:
    """Remove files, and return those that could not be."""
    stay = []
    for path in paths:
        try:
            with suppress(FileNotFoundError):
                os.remove(path)
        except OSError:
            stay.append(path)
    return stay


def _is_old_draft(path: str) -> bool:
    return files.is_draft(path) and time.time() - os.stat(path).st_mtime > files.ABANDONED
