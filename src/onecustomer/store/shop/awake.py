"""A turn that takes long here: the server ends one in which nothing is said for a few seconds, so something is said.

What is looked at is SQLite's progress, so that a till that stands still says nothing and its turn ends all the same.
"""

from __future__ import annotations

import time
from contextlib import suppress

from .link.away import ServerFault, Unreachable
from .link.server import AT_LEISURE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..database.connection import Store
    from .link.server import Server

EVERY = 2.0  # seconds, of the five after which the server ends a turn
STEPS = 200_000  # of SQLite's, between two looks at the clock: a few milliseconds


def keep(store: Store, server: Server) -> None:
    """Say something to the server now and then, as long as the store is at work."""
    last = time.monotonic()

    def look() -> None:
        nonlocal last
        if time.monotonic() - last > EVERY:
            last = time.monotonic()
            with (
                suppress(Unreachable, ServerFault),
                server.connection.deadline(AT_LEISURE),
            ):  # the end of the turn will say it
                server.connection.ask("SELECT 1")

    store.connection.set_progress_handler(look, STEPS)


def let_go(store: Store) -> None:
    """Say nothing any more."""
    store.connection.set_progress_handler(None, 0)
