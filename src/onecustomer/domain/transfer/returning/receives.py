"""Who may be given the things of an export: the receiver itself, or somebody in front of it."""

from __future__ import annotations

from typing import Protocol

from .received import Received, Values


class Receives(Protocol):
    """Takes what stands in an export, one thing after the other."""

    def person(self, one: Received) -> None:
        """Take a person."""

    def piece_of_news(self, values: Values, wrote: Values | None) -> None:
        """Take a piece of news, with the deed that wrote it."""

    def style(self, values: Values) -> None:
        """Take a style of the shop's own."""

    def setting(self, values: Values) -> None:
        """Take a setting."""

    def write_waiting(self) -> None:
        """Write what waits: the file is at its end."""
