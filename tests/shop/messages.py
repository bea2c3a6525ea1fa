"""PostgreSQL's messages, told apart in what goes over a connection (version 3 of its protocol, without TLS)."""

from __future__ import annotations

LENGTH, VERSION = 4, 3
ALERT, SEALED, SEALED_ALERT = 21, 23, 24
"""TLS's kinds of records, and the bytes of an alert that is sealed: two and their wrapping; no answer is as short."""


class Messages:
    """Whole messages, out of pieces of any size; a till's first has no letter before its length."""

    def __init__(self, begins: bool = False) -> None:
        self._letter = 0 if begins else 1
        self._left = bytearray()

    def of(self, said: bytes) -> list[bytes]:
        """Return the messages that are whole with these bytes; what is left waits for more."""
        self._left += said
        found = []
        while (length := self._length()) and len(self._left) >= length:
            found.append(bytes(self._left[:length]))
            del self._left[:length]
            self._letter = 1
        return found

    def _length(self) -> int:
        head = self._left[self._letter : self._letter + LENGTH]
        return self._letter + int.from_bytes(head) if len(head) == LENGTH else 0


def is_plain(first: bytes) -> bool:
    """Tell by a till's first words whether it speaks without TLS."""
    return int.from_bytes(first[LENGTH : LENGTH + 2]) == VERSION


def is_farewell(said: bytes) -> bool:
    """Tell whether a server in TLS says no more than that it ends the connection."""
    return said[0] == ALERT or (said[0] == SEALED and len(said) == SEALED_ALERT)
