"""Where a store begins: it is made, and what its folder is unfit for is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .health import place
from .schema.create import create

if TYPE_CHECKING:
    from .database.connection import Store, Tell


def begin(path: str, tell: Tell, fill: Callable[[Store], None] | None = None) -> bool:
    """Make a store at `path`, as `create` does, and tell whether it was made here; warn of a share or a synced folder.

    Raises: StoreError; OSError.
    """
    warning = place.warning(path)
    is_made = create(path, tell, fill, may_log=not warning)
    if is_made and warning:
        tell(warning)
    return is_made
