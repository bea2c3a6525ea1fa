"""Whether a store is a till's copy of a shop's, also where it cannot be read."""

from __future__ import annotations

import os

from ...errors import OnecustomerError
from ..open import glance

SOME = "NAME"
"""What stands for a service that nobody knows."""


def is_in_a_shop(path: str) -> bool:
    """Tell whether the store at `path` is a till's copy of a shop's; where it cannot be read, whether it was."""
    return shop_of(path) is not None


def shop_of(path: str) -> str | None:
    """Return the service of the shop whose copy is at `path`, none where it is none; NAME where it cannot be read."""
    try:
        store = glance(path)
        try:
            service: str | None = store.value("SELECT service FROM shop")
            return service
        finally:
            store.close()
    except OnecustomerError:
        from ..database import shop_files  # a store that can be read has none of it

        return SOME if any(os.path.exists(path + end) for end in shop_files.OF_A_TILL) else None
