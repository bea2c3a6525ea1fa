"""The lossless export: one JSON object, a customer a line, and the same read again one thing at a time.

Shape: `{"schema": 1, "onecustomer": "export", "customers": […], "news": […], "styles": […], "settings": […]}`.
ASCII, so that what people typed is whole in it and still harmless to a terminal. It is read in any order of its
parts, however it is laid out, and never as a whole: memory does not grow with the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from ...errors import Refused
from ...store.database.connection import Store
from ...store.record import Record
from . import exporting
from .reading.encoding import BYTE_ORDER_MARKS

SCHEMA, NAME, KIND = 1, "onecustomer", "export"
PARTS = ("customers", "news", "styles", "settings")
AT_ONCE = 1 << 18  # letters read at once
MOST_OF_ONE = 200 * 1024 * 1024  # letters of one customer
BLANKS = " \t\r\n"
ZERO = b"\0"  # every other byte where a letter takes two
HOW = "oc export -o FILE makes one of everybody; nothing was imported"


def everybody(store: Store) -> Iterator[str]:
    """Yield the export of everybody, in pieces of text."""
    parts: tuple[Iterable[object], ...] = (
        exporting.everybody(store),
        exporting.news(store),
        exporting.styles(store),
        exporting.settings(store),
    )
    yield from written(zip(PARTS, parts, strict=True))


def one(store: Store, person: exporting.Person) -> Iterator[str]:
    """Yield the export of one person, in pieces of text: of the shop's own, what they were told or are said to be."""
    parts: tuple[Iterable[object], ...] = (
        [person],
        exporting.told_to(store, person),
        exporting.styles_of(store, person),
        [],
    )
    yield from written([*zip(PARTS, parts, strict=True), ("copies", person.pop("copies"))])


def written(parts: Iterable[tuple[str, Iterable[object]]], **more: object) -> Iterator[str]:
    """Yield one JSON object with its schema, what more is given, and lists by their names, a thing a line."""
    spelled = json.JSONEncoder().encode
    yield spelled({"schema": SCHEMA, NAME: KIND, **more})[:-1]
    for name, things in parts:
        between = "\n"
        yield f', "{name}": ['
        for thing in things:
            yield between + spelled(thing)
            between = ",\n"
        yield "]" if between == "\n" else "\n]"
    yield "}\n"


class Thing(Record):
    """One thing of an export's list, and the line on which it begins."""

    part: str
    line: int
    value: Any


def is_one(path: str) -> bool:
    """Tell whether a file looks like JSON, in whichever letters: the first that is no blank opens an object."""
    try:
        with open(path, "rb") as file:
            start = file.read(64)
    except OSError:
        return False
    return start.translate(None, ZERO + b"".join(BYTE_ORDER_MARKS)).lstrip(BLANKS.encode()).startswith(b"{")


def things(path: str, progress: Callable[[int], None]) -> Iterator[Thing]:
    """Yield what stands in the lists of an export, in its order.

    Raises: Refused where it is no export of everybody or of a person, or cannot be read; some things may have been
    yielded by then.
    """
    with open(path, "rb") as start:
        if ZERO in start.read(64):
            raise Refused(
                f"{path} is no UTF-8 text, as an export of onecustomer's is, but UTF-16 or UTF-32.",
                "save it as UTF-8, or export again; nothing was imported",
            )
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = Text(file, path, progress)
        said: dict[str, object] = {}
        try:
            text.take("{")
            while text.next() != "}":
                name = text.value()
                text.take(":")
                if name == "staff":
                    raise Refused(f"{path} is an export of one of the staff, and is not taken in.", HOW)
                if name in PARTS:
                    yield from _items(text, str(name))
                else:
                    said[str(name)] = text.value()
                if text.next() != "}":
                    text.take(",")
            text.take("}")
            if text.next():
                raise text.refused("there is something behind its end")
        except UnicodeDecodeError:
            raise Refused(f"{path} is not UTF-8 text.", "is it the export? nothing was imported") from None
        if said.get(NAME) != KIND or said.get("schema") != SCHEMA:
            raise Refused(
                f"{path} is no export of onecustomer's that this version reads.",
                f'oc export -o FILE makes one: "{NAME}": "{KIND}", "schema": {SCHEMA}; nothing was imported',
            )


def _items(text: Text, part: str) -> Iterator[Thing]:
    text.take("[")
    while text.next() != "]":
        yield Thing(part, text.line, text.value())
        if text.next() != "]":
            text.take(",")
    text.take("]")


class Text:
    """The text of a JSON file, of which only what is looked at now is in memory."""

    def __init__(self, file: TextIO, path: str, progress: Callable[[int], None]) -> None:
        self.file, self.path, self.progress = file, path, progress
        self.decoder = json.JSONDecoder(parse_constant=self._no_number)
        self.ahead, self.at, self.is_at_end, self.read = "", 0, False, 0
        self.line, self.counted = 1, 0

    def next(self) -> str:
        """Return the next letter that is no blank; empty at the end."""
        while True:
            while self.at < len(self.ahead):
                if self.ahead[self.at] not in BLANKS:
                    self.line += self.ahead.count("\n", self.counted, self.at)
                    self.counted = self.at
                    return self.ahead[self.at]
                self.at += 1
            if not self._read_on():
                return ""

    def take(self, letter: str) -> None:
        """Go past a letter.

        Raises: Refused where another one stands there.
        """
        if (found := self.next()) != letter:
            raise self.refused(f"“{letter}” is missing" if found else "it ends too early")
        self.at += 1

    def value(self) -> Any:
        """Return the value that stands next.

        Raises: Refused where there is none, or more of it than one customer can have.
        """
        self.next()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.ahead, self.at)
            except json.JSONDecodeError as error:
                if not self._read_on():
                    raise self.refused(error.msg[:1].lower() + error.msg[1:]) from None
            except (ValueError, RecursionError):  # a number of thousands of digits, brackets in brackets
                raise self.refused("it has a value that no export has") from None
            else:
                if end < len(self.ahead) or not self._read_on():  # a number may go on
                    self.at = end
                    return found

    def refused(self, why: str) -> Refused:
        """Return the error of a file that cannot be read on."""
        return Refused(f"Line {self.line} of {self.path} cannot be read as JSON: {why}.", "nothing was imported")

    def _read_on(self) -> bool:
        """Read as much again as is in memory, and tell whether there was more; what is behind is let go."""
        if self.is_at_end:
            return False
        if len(self.ahead) - self.at > MOST_OF_ONE:
            raise self.refused("one thing of it does not end")
        self.line += self.ahead.count("\n", self.counted, self.at)
        self.ahead = self.ahead[self.at :]
        self.at = self.counted = 0
        more = self.file.read(max(AT_ONCE, len(self.ahead)))
        self.is_at_end = not more
        self.read += len(more)
        self.progress(min(self.read, os.path.getsize(self.path)))
        self.ahead += more
        return bool(more)

    @staticmethod
    def _no_number(_: str) -> None:
        raise ValueError("no number of JSON's")
