"""A picture as SVG, which asks no web address for anything."""

from __future__ import annotations

import html
import io
import re

from rich.console import Console

from ...domain.language.text import cells
from . import bars
from .bars import Picture

WIDTH, HEIGHT = 80, 25  # columns and rows of the recording, whatever the screen has; more rows make it longer
MARGIN = 2  # columns of it that stay empty at the right
LETTER, ASPECT = 20, 0.61  # height of a letter as Rich draws it, and its width by that
BAR = 16  # height of a bar, in the same units

TEMPLATE = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>
.{unique_id}-matrix {{
  font: {char_height}px/{line_height}px "DejaVu Sans Mono", Menlo, Consolas, monospace;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
<rect width="{width}" height="{height}" rx="8" fill="#292929"/>
<g transform="translate(24, 24)" clip-path="url(#{unique_id}-clip-terminal)">
<g transform="translate(0, 4)">{backgrounds}</g>
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""In place of Rich's own, which loads a font from the web and draws a window with three buttons."""


def svg(picture: Picture) -> str:
    """Return a picture as SVG; the same picture is the same text."""
    console = Console(
        file=io.StringIO(),
        record=True,
        width=WIDTH,
        height=HEIGHT,
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
        legacy_windows=False,
    )
    for row in bars.rows(picture, WIDTH - MARGIN, bars.PAINT):
        console.print(row, soft_wrap=True)
    drawn = console.export_svg(code_format=TEMPLATE, font_aspect_ratio=ASPECT, unique_id="oc")
    slender = re.sub(r'height="[^"]*" (shape-rendering)', rf'height="{BAR}" \1', drawn)
    return re.sub(r'textLength="[^"]*"([^<>]*)>([^<]*)<', _measured, slender)


def _measured(element: re.Match[str]) -> str:
    """Return a text as wide as its columns: Rich counts a wide letter as one, and an accent as well."""
    more, text = element.groups()
    return f'textLength="{cells(html.unescape(text)) * LETTER * ASPECT:g}"{more}>{text}<'
