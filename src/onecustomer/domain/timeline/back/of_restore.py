"""A restore is no write that undo takes back; the copy that was made before it does."""

from __future__ import annotations

from ....errors import Refused


class PutBack(Refused):
    """A copy was put in the store's place since the till last wrote, on a day (ISO)."""

    def __init__(self, day: str | None, hint: str) -> None:
        super().__init__("A copy was put in the store’s place since this till last wrote (oc restore).", hint)
        self.day = day
