"""Words to the two streams: data on stdout, everything else on stderr, both made plain first."""

from __future__ import annotations

import sys

from ..domain.text import clean
from ..errors import OnecustomerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def out(sentence: str) -> None:
    """Print one line of data, made plain."""
    drawn([clean(sentence)])


def drawn(rows: Iterable[str]) -> None:
    """Print lines that a renderer has made plain already, with its own colours in them."""
    sys.stdout.write("".join(row + "\n" for row in rows))
    sys.stdout.flush()


def json_out(part: str, value: object) -> None:
    """Print one JSON object with its schema and one named part.

    Shape: ASCII on one line, so that what people typed is whole in it and still harmless to a terminal.
    """
    import json

    drawn([json.dumps({"schema": 1, part: value})])


def say(sentence: str) -> None:
    """Tell the person at the till something that is not data."""
    sys.stderr.write(f"oc: {clean(sentence)}\n")
    sys.stderr.flush()


def listed(rows: Iterable[str]) -> None:
    """Show lines on stderr, made plain: a choice, a preview."""
    sys.stderr.write("".join(clean(row) + "\n" for row in rows))
    sys.stderr.flush()


def complain(error: OnecustomerError) -> None:
    """Say what is wrong, and the next step."""
    say(error.sentence)
    if error.hint:
        sys.stderr.write(f"oc: hint: {clean(error.hint)}\n")
        sys.stderr.flush()


def ask(question: str) -> str:
    """Return what the person answers; empty at the end of input."""
    sys.stderr.write(clean(question) + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def prepare() -> None:
    """Let the streams print what their encoding lacks as a question mark, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
