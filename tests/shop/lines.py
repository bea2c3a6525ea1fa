"""One connection through a proxy: two threads a direction carry it, and a rule says where it is cut."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from queue import SimpleQueue
from typing import Protocol

import pytest

from tests.shop.messages import Messages, is_farewell, is_plain

AT_ONCE = 65_536
READY, WHO_IS_IT, REFUSED = b"Z", b"R", b"E"


class Cut(Enum):
    """Where a connection is cut, by a message of the till's and what the server answers."""

    UNSENT = "before the server hears the message"
    HALF_SENT = "with half of the message said"
    UNHEARD = "after the server has answered, before the till hears it"
    HALF_HEARD = "with half of the answer heard"


CUTS = (
    *(Cut.UNSENT, Cut.UNHEARD),
    *(pytest.param(cut, marks=pytest.mark.long) for cut in (Cut.HALF_SENT, Cut.HALF_HEARD)),
)
"""The cuts that a test is shown with; each day those of whole messages."""

Rule = Callable[[bytes], Cut | None]
"""Where to cut, by a whole message that the till sends; None where it goes on."""

Due = SimpleQueue[tuple[float, bytes]]


class Door(Protocol):
    """What a line asks of its proxy, while it carries."""

    delay: float
    rule: Rule | None
    cuts: list[Cut]
    is_swallowing: bool


class Line:
    """One connection of a till through a proxy."""

    def __init__(self, door: Door, till: socket.socket, server: socket.socket) -> None:
        self.trips = 0
        self.until_ready: int | None = None
        """The round trips until the server was ready; None where it is not, or says so in TLS."""
        self._door, self._till, self._server = door, till, server
        self._is_plain: bool | None = None
        self._asked, self._answers = Messages(begins=True), Messages()
        self._till_spoke, self._is_cut = False, False
        self._wanted: Cut | None = None
        self._held = b""
        ways = (till, server, self._to_server), (server, till, self._to_till)
        self._threads = [thread for way in ways for thread in self._way(*way)]
        self._at_work, self._counting = len(self._threads), threading.Lock()
        for thread in self._threads:
            thread.start()

    def _way(
        self, source: socket.socket, target: socket.socket, passing: Callable[[bytes], bytes]
    ) -> tuple[threading.Thread, threading.Thread]:
        due: Due = SimpleQueue()

        def hear() -> None:
            try:
                self._hear(source, due, passing)
            finally:
                due.put((time.monotonic() + self._door.delay, b""))
                self._done()

        def say() -> None:
            try:
                self._say(target, due)
            finally:
                self.cut()
                self._done()

        return threading.Thread(target=hear, daemon=True), threading.Thread(target=say, daemon=True)

    def cut(self) -> None:
        """End the connection to both sides at once."""
        self._is_cut = True
        for side in (self._till, self._server):
            with suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)

    def wait(self) -> None:
        """Wait until nobody carries anything any more."""
        for thread in self._threads:
            thread.join()

    def _done(self) -> None:
        with self._counting:
            self._at_work -= 1
        if not self._at_work:
            self._till.close()
            self._server.close()

    def _hear(self, source: socket.socket, due: Due, passing: Callable[[bytes], bytes]) -> None:
        with suppress(OSError):
            while said := source.recv(AT_ONCE):
                if not self._door.is_swallowing and (on := passing(said)):
                    due.put((time.monotonic() + self._door.delay, on))

    def _say(self, target: socket.socket, due: Due) -> None:
        with suppress(OSError):
            while True:
                moment, said = due.get()
                time.sleep(max(0.0, moment - time.monotonic()))
                if not said or self._is_cut:
                    return
                target.sendall(said)

    def _to_server(self, said: bytes) -> bytes:
        """Return what of a till's words goes on to the server."""
        self._till_spoke = True
        if self._is_plain is None:
            self._is_plain = is_plain(said)
        if not self._is_plain:
            return said
        on = b""
        for message in self._asked.of(said):
            self._wanted = self._wanted or (self._door.rule(message) if self._door.rule else None)
            if self._wanted is Cut.UNSENT:
                return self._cut_after(on, self._server)
            if self._wanted is Cut.HALF_SENT:
                return self._cut_after(on + message[: len(message) // 2], self._server)
            on += message
        return on

    def _to_till(self, said: bytes) -> bytes:
        """Return what of the server's words goes on to the till."""
        if not self._is_plain and is_farewell(said):
            return said
        self.trips += self._till_spoke
        self._till_spoke = False
        if not self._is_plain:
            return said
        on = b""
        for message in self._answers.of(said):
            is_last = self._ends_an_answer(message[:1])
            if not self._wanted:
                on += message
            else:
                self._held += message
                if is_last:
                    heard = len(self._held) // 2 if self._wanted is Cut.HALF_HEARD else 0
                    return self._cut_after(on + self._held[:heard], self._till)
        return on

    def _ends_an_answer(self, letter: bytes) -> bool:
        if self.until_ready is not None or letter != READY:
            return letter == READY or (self.until_ready is None and letter in (WHO_IS_IT, REFUSED))
        self.until_ready = self.trips
        return True

    def _cut_after(self, said: bytes, target: socket.socket) -> bytes:
        assert self._wanted
        self._door.cuts.append(self._wanted)
        with suppress(OSError):
            target.sendall(said)
        self.cut()
        return b""
