"""A picture as SVG: every letter is put into its column, so that lines are straight in whatever font is there.

It asks no web address for anything. Source: https://www.w3.org/TR/SVG2/text.html#TSpanAttributes: of several places
in `x` each letter takes one.
"""

from __future__ import annotations

import html
from itertools import groupby

from rich.color import blend_rgb
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME as THEME
from rich.text import Text

from ...domain.language.text import cells, letters
from . import bars
from .bars import Picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 80  # columns, whatever the screen has
MARGIN = 2  # columns of them that stay empty at the right
CELL, LINE = 12, 24  # width of a column and height of a line, in the picture's own units
LETTER, FOOT = 20, 18  # height of a letter, and how far below the top of its line it stands
BAR, ABOVE_BAR = 16, 4  # height of a bar, and the room above it
EDGE = 24  # around the lines
PALE = 0.3  # how much of the ground is in a dim letter, which stays readable so
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, monospace"
LAST_OF_ONE = "\uffff"  # the last letter that every program counts as one: what is behind it takes two places in UTF-16
VIRAMA = 9  # the combining class of what makes two letters one in the scripts of India


def svg(picture: Picture) -> str:
    """Return a picture as SVG; the same picture is the same text."""
    return drawn(bars.rows(picture, WIDTH - MARGIN, bars.PAINT))


def drawn(rows: Iterable[Text]) -> str:
    """Return rows of a screen as SVG, in their colours on dark ground."""
    lines = list(rows)
    width, height = WIDTH * CELL + 2 * EDGE, len(lines) * LINE + 2 * EDGE
    shapes = [shape for number, row in enumerate(lines) for shape in _row(row, EDGE + number * LINE)]
    return "\n".join(
        (
            f'<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">',
            f'<rect width="{width}" height="{height}" rx="8" fill="{THEME.background_color.hex}"/>',
            f'<g font-family="{FONTS}" font-size="{LETTER}" fill="{THEME.foreground_color.hex}">',
            *shapes,
            "</g>",
            "</svg>\n",
        )
    )


def _row(row: Text, top: int) -> Iterator[str]:
    """Yield the shapes of a row: the ground of its bars, and its words."""
    column = 0
    for text, style, _ in Text.assemble(row).render(Console(), end=""):
        if style and style.bgcolor:
            yield (
                f'<rect x="{_x(column)}" y="{top + ABOVE_BAR}" width="{cells(text) * CELL}" height="{BAR}"'
                f' fill="{style.bgcolor.get_truecolor(THEME, foreground=False).hex}"/>'
            )
        for start, word in _words(text):
            for place, piece in _pieces(column + start, word):
                yield f'<text {place} y="{top + FOOT}"{_painted(style)}>{html.escape(piece, quote=False)}</text>'
        column += cells(text)


def _words(text: str) -> list[tuple[int, str]]:
    """Return words and their columns; those whose letters are joined stay together where they stand side by side."""
    words: list[tuple[int, str]] = []
    column = 0
    for word in text.split(" "):
        if word and words and _is_joined(word) and _is_joined(words[-1][1]) and column == _end(*words[-1]) + 1:
            words[-1] = (words[-1][0], f"{words[-1][1]}\xa0{word}")
        elif word:
            words.append((column, word))
        column += cells(word) + 1
    return words


def _end(column: int, word: str) -> int:
    return column + cells(word)


def _pieces(column: int, word: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a word, each with where it is put: letter by letter, or as wide as its columns."""
    if _is_joined(word):
        yield f'x="{_x(column)}" textLength="{cells(word) * CELL}" lengthAdjust="spacingAndGlyphs"', word
        return
    placed: list[tuple[int, str]] = []
    for letter, width in letters(word):
        placed.append((column, letter))
        column += width
    for is_one, group in groupby(placed, key=lambda one: len(one[1]) == 1 and one[1] <= LAST_OF_ONE):
        together = list(group)
        for run in [together] if is_one else ([alone] for alone in together):
            yield f'x="{" ".join(_x(at) for at, _ in run)}"', "".join(letter for _, letter in run)


def _is_joined(word: str) -> bool:
    """Tell whether a word's letters cannot stand alone: they change beside each other, or run leftwards."""
    if word.isascii():
        return False
    from unicodedata import bidirectional, category, combining

    return any(
        bidirectional(code) in ("R", "AL") or category(code) == "Mc" or combining(code) == VIRAMA for code in word
    )


def _x(column: int) -> str:
    return str(EDGE + column * CELL)


def _painted(style: Style | None) -> str:
    """Return a style as attributes; empty where it is as all the rest."""
    if not style:
        return ""
    colour = style.color.get_truecolor(THEME) if style.color else THEME.foreground_color
    if style.dim:
        colour = blend_rgb(colour, THEME.background_color, PALE)
    fill = f' fill="{colour.hex}"' if colour != THEME.foreground_color else ""
    return fill + (' font-weight="bold"' if style.bold else "")
