"""Whether the store in use is to be copied by itself each day."""

from __future__ import annotations

import os

from ...store.paths import demo_store
from .till import may_copy


def is_wanted(path: str) -> bool:
    """Tell whether the store at `path` is copied by itself: the demo's is not, and none where OC_BACKUP says no."""
    return may_copy() and path != os.path.realpath(demo_store())
