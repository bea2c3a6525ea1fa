"""A picture's file: which options go together, and where it may be put."""

from __future__ import annotations

from ...errors import Usage
from ..terminal import streams
from . import output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..screens.bars import Picture
    from ..terminal.till import Till


def check(svg: str | None, *, force: bool, as_json: bool) -> None:
    """Refuse options that do not go together.

    Raises: Usage.
    """
    if force and svg is None:
        raise Usage("--force goes with --svg.", "--svg FILE --force writes over FILE")
    if svg is not None and as_json:
        raise Usage("--svg writes a picture, and --json prints data.", "ask for one, then for the other")


def show(till: Till, picture: Picture, svg: str | None, *, force: bool) -> None:
    """Draw a picture on the screen, or write it to a file.

    Raises: Refused where something is there that is not to be written over; OSError with the path.
    """
    if svg is not None:
        _write(till, picture, svg, force=force)
        return
    from ..screens import bars, tables

    console = tables.console()
    made_of = bars.HASHES if console.options.ascii_only else bars.BLOCKS
    for row in bars.rows(picture, streams.width(), made_of):
        console.print(row, soft_wrap=True)


def _write(till: Till, picture: Picture, path: str, *, force: bool) -> None:
    """Write a picture to a file for its owner only, and say so; `force` writes over a file that is there."""
    from ..screens.svg import svg

    output.put(till, [svg(picture)], path, force=force, noun="picture", hint="--svg FILE names one, as week.svg")
    streams.out(f"Wrote {path}.")
