"""Help, drawn: a text of sentences, examples and lists, as docstrings and topics are written.

    A sentence goes on over several lines, and is broken where the screen ends.
    oc note zip broke           a line that begins with oc is an example
    --pin  always on the card   two spaces part a word of a list from what it means, or indent one that needs no words

Typer's own pages differ from one release to the next, and have boxes that a narrow screen breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...domain.language.text import cells
from ..terminal import streams
from ..terminal.program import program
from ..terminal.streams import NARROW

INDENT, GAP = 2, 2
WIDEST_TERM = 36  # columns; what a longer one means stands below it
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"

BLANK, SENTENCE, LIST = range(3)


def rows(text: str, width: int, *, colour: bool = False) -> Iterator[str]:
    """Yield a text in rows of at most `width` columns; words of a list and examples are bold in colour."""
    for kind, group in groupby(text.strip().splitlines(), _kind):
        lines = [line.strip() for line in group]
        if kind == BLANK:
            yield ""
        elif kind == LIST:
            yield from _listed(lines, width, colour)
        else:
            yield from streams.fitted(" ".join(lines), width, 0)


def _kind(line: str) -> int:
    if not line.strip():
        return BLANK
    return LIST if "  " in line or line.startswith(("oc ", f"{program()} ")) else SENTENCE


def _listed(lines: Sequence[str], width: int, colour: bool) -> Iterator[str]:
    """Yield the rows of a list, its meanings in one column; on a narrow screen each meaning stands below its word."""
    pairs = [(term, meaning.strip()) for term, _, meaning in (line.partition("  ") for line in lines)]
    terms = [cells(term) for term, meaning in pairs if meaning and cells(term) <= WIDEST_TERM]
    column = INDENT + GAP + max(terms, default=0)
    for term, meaning in pairs:
        if not meaning or width < NARROW or cells(term) > WIDEST_TERM:
            yield from (_bold(INDENT, row, colour) for row in streams.fitted(term, width - INDENT, INDENT))
            if meaning:
                yield from (" " * 2 * INDENT + row for row in streams.fitted(meaning, width - 2 * INDENT, 0))
            continue
        first, *others = streams.fitted(meaning, width - column, 0)
        yield _bold(INDENT, term, colour) + " " * (column - INDENT - cells(term)) + first
        yield from (" " * column + row for row in others)


def _bold(indent: int, words: str, colour: bool) -> str:
    return " " * indent + (f"{BOLD}{words}{PLAIN}" if colour else words)
