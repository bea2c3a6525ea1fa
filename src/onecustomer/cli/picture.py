"""A picture's file: SVG that asks no web address for anything, put in its place whole or not at all."""

from __future__ import annotations

import html
import io
import os
import re

from rich.console import Console

from ..domain.text import cells
from ..errors import Refused, Usage
from . import bars, streams
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
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
"""Rich's own loads its font from the web; and a shop's window has no three round buttons."""


def check(svg: str | None, *, force: bool, as_json: bool) -> None:
    """Refuse options that do not go together.

    Raises: Usage.
    """
    if force and svg is None:
        raise Usage("--force goes with --svg.", "--svg FILE --force writes over FILE")
    if svg is not None and as_json:
        raise Usage("--svg writes a picture, and --json prints data.", "ask for one, then for the other")


def write(till: Till, picture: Picture, path: str, *, force: bool) -> None:
    """Write a picture to a file for its owner only, and say so; `force` writes over a file that is there.

    Raises: Refused where something is there that is not to be written over; OSError with the path.
    """
    _check_place(till, path, force)
    try:
        _put(svg(picture).encode("utf-8"), os.path.abspath(path), force)
    except FileExistsError:
        raise _is_there(path) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    streams.out(f"Wrote {path}.")


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


def _check_place(till: Till, path: str, force: bool) -> None:
    if not os.path.basename(path) or os.path.isdir(path):
        raise Refused(f"{path or 'That'} is no file that can be written.", "--svg FILE names one, as week.svg")
    if os.path.islink(path):
        raise Refused(f"{path} is a link, and is left as it is.", "name a file")
    if os.path.lexists(path):
        if not force:
            raise _is_there(path)
        if not os.path.isfile(path) or (os.path.exists(till.path) and os.path.samefile(path, till.path)):
            raise Refused(f"{path} is no picture, and is left as it is.", "choose another name")


def _is_there(path: str) -> Refused:
    return Refused(f"{path} is there already, and is left as it is.", "--force writes over it")


def _put(content: bytes, path: str, force: bool) -> None:
    """Put content in its place through a draft beside it, so that no link is followed and nothing is half written."""
    draft = os.path.join(os.path.dirname(path), f".oc-{os.urandom(8).hex()}.svg")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    number = os.open(draft, flags, 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(number)
        if force:
            os.replace(draft, path)
        else:
            _name(draft, path)
    finally:
        if os.path.lexists(draft):
            os.remove(draft)


def _name(draft: str, path: str) -> None:
    """Give a draft its name unless something has it by now.

    Raises: FileExistsError.
    """
    try:
        if os.name == "nt":
            os.rename(draft, path)  # refuses to replace there
        else:
            os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # one file cannot have two names, as on a memory stick
        if os.path.lexists(path):
            raise FileExistsError from None
        os.rename(draft, path)
