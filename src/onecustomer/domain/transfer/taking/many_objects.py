"""A command that makes millions of short-lived things: Python need not look for rings among them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unwatched() -> Iterator[None]:
    """Let the block make things without a search for rings among them; it makes none that are large.

    Source: the search took a third of an import (measured 2026-11).
    """
    was_on = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
