"""Words to the two streams: data on stdout, everything else on stderr, both made plain first."""

from __future__ import annotations

import os
import sys

from ..domain.text import cells, clean
from ..errors import OnecustomerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO


def out(sentence: str) -> None:
    """Print one line of data, made plain; a terminal gets it broken between words."""
    drawn(_broken(clean(sentence), sys.stdout))


def drawn(rows: Iterable[str]) -> None:
    """Print lines that a renderer has made plain already, with its own colours in them."""
    sys.stdout.write("".join(row + "\n" for row in rows))
    sys.stdout.flush()


def json_out(part: str, value: object, **more: object) -> None:
    """Print one JSON object with its schema, one named part, and what more is given.

    Shape: ASCII on one line, so that what people typed is whole in it and still harmless to a terminal.
    """
    import json

    drawn([json.dumps({"schema": 1, **more, part: value})])


def say(sentence: str) -> None:
    """Tell the person at the till something that is not data."""
    listed(_broken(f"oc: {clean(sentence)}", sys.stderr))


def listed(rows: Iterable[str]) -> None:
    """Show lines on stderr, made plain: a choice, a preview."""
    sys.stderr.write("".join(clean(row) + "\n" for row in rows))
    sys.stderr.flush()


def complain(error: OnecustomerError) -> None:
    """Say what is wrong, and the next step."""
    say(error.sentence)
    if error.hint:
        say(f"hint: {error.hint}")


def ask(question: str) -> str:
    """Return what the person answers; empty at the end of input."""
    sys.stderr.write(clean(question) + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _broken(sentence: str, stream: TextIO) -> list[str]:
    """Return a sentence in rows of a terminal's width; a pipe gets it in one."""
    try:
        width = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):
        width = 0
    if not width or cells(sentence) <= width:
        return [sentence]
    rows = [""]
    for word in sentence.split(" "):
        if rows[-1] and cells(rows[-1]) + 1 + cells(word) > width:
            rows.append("    " + word)
        else:
            rows[-1] = f"{rows[-1]} {word}" if rows[-1] else word
    return rows


def prepare() -> None:
    """Let the streams print what their encoding lacks as a question mark, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
